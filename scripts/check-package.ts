/** Packs the library, installs the tarball in an empty project and uses it as its users do. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const project = resolve(import.meta.dirname, "..");
const consumer = mkdtempSync(join(tmpdir(), "kpi-core-consumer-"));
const tools = join(tmpdir(), "kpi-core-tools");
let passed = 0;
let failed = 0;

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: "pipe" });
}

function check(name: string, go: () => void): void {
  try {
    go();
    passed++;
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    const {
      stdout = "",
      stderr = "",
      message,
    } = error as { stdout?: string; stderr?: string; message: string };
    console.log(`FAILED ${name}\n${message}\n${stdout}${stderr}`);
  }
}

function write(name: string, text: string): string {
  writeFileSync(join(consumer, name), text);
  return name;
}

const expectation = `
if (flow.throughput({ finished: 17 }).toString() !== "17") throw new Error("throughput");
if (core.KpiError.name !== "KpiError") throw new Error("the name of KpiError");
if (!(flow.throughput({ finished: 17 }) instanceof core.Decimal)) throw new Error("two Decimals");
if (!records.zodOf(records.workItem, ["startedAt"]).safeParse({ startedAt: 0 }).success) throw new Error("zodOf");
if (periods.grainOf("month").label(0) !== "1970-01") throw new Error("periods");
if (!models.kaplanMeier([{ duration: 5, ended: true }]).at(5)?.survival.isZero()) throw new Error("models");
if (catalogue.search("debit")[0]?.name !== "throughput") throw new Error("catalogue");
if (benchmarks.target({ atLeast: 0.7 }).atLeast !== "0.7") throw new Error("benchmarks");
if (!outputs.definition(flow.throughput).startsWith("Throughput (Débit)")) throw new Error("outputs");
`;
const imports = [
  "",
  "/metrics/flow",
  "/records",
  "/periods",
  "/models",
  "/catalogue",
  "/benchmarks",
  "/outputs",
];
const names = ["core", "flow", "records", "periods", "models", "catalogue", "benchmarks", "outputs"];
const esm =
  imports.map((path, i) => `import * as ${names[i]} from "kpi-core${path}";`).join("\n") + expectation;
const cjs =
  imports.map((path, i) => `const ${names[i]} = require("kpi-core${path}");`).join("\n") + expectation;

const tarball = join(
  consumer,
  run("npm", ["pack", "--pack-destination", consumer], project).trim().split("\n").at(-1) ?? "",
);
check("publint --strict", () => run("npx", ["publint", "--strict", tarball], project));
check("types resolve (attw, node16)", () => run("npx", ["attw", "--profile", "node16", tarball], project));

write("package.json", '{ "name": "consumer", "private": true }');
check("the tarball installs in an empty project", () =>
  run("npm", ["install", "--no-audit", "--no-fund", tarball], consumer),
);
check("import, one Decimal", () => run("node", [write("esm.mjs", esm)], consumer));
check("the first lines of the README print what it says", () => {
  const readme = readFileSync(join(project, "README.md"), "utf8");
  const [, code = "", prints = ""] = /```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/.exec(readme) ?? [];
  const printed = run("node", [write("readme.mjs", code)], consumer);
  if (printed !== prints) throw new Error(`it printed\n${printed}`);
});
check("require, one Decimal", () => run("node", [write("cjs.cjs", cjs)], consumer));
for (const [module, moduleResolution] of [
  ["NodeNext", "NodeNext"],
  ["ESNext", "Bundler"],
] as const) {
  check(`a strict consumer compiles (${moduleResolution})`, () => {
    write("esm.mts", esm.replace("17 }).toString()", "17 })?.toString()"));
    const options = [
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "--module",
      module,
      "--moduleResolution",
      moduleResolution,
    ];
    run("node", [join(project, "node_modules/typescript/bin/tsc"), ...options, "esm.mts"], consumer);
  });
}

mkdirSync(tools, { recursive: true });
const deno = join(tools, "node_modules/.bin/deno");
check("Deno is there", () => {
  if (!readdirSync(tools).includes("node_modules"))
    run("npm", ["install", "--prefix", tools, "deno@2.9.6"], tools);
  run(deno, ["--version"], tools);
});
check("the tarball runs in Deno", () =>
  run(deno, ["run", "-A", "--node-modules-dir=manual", "esm.mjs"], consumer),
);
check("src runs unbuilt in Deno", () => {
  const paths = [
    "index.ts",
    "metrics/flow.ts",
    "records/index.ts",
    "periods/index.ts",
    "models/index.ts",
    "catalogue/index.ts",
    "benchmarks/index.ts",
    "outputs/index.ts",
  ];
  const code =
    paths.map((path, i) => `import * as ${names[i]} from "${project}/src/${path}";`).join("\n") + expectation;
  run(
    deno,
    [
      "run",
      "-A",
      "--node-modules-dir=manual",
      join(consumer, write("unbuilt.ts", code.replace("17 }).toString()", "17 })?.toString()"))),
    ],
    project,
  );
});

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
