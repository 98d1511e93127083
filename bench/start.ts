import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { catalogue } from "kpi-core/catalogue";
import type { Contender, Contest } from "./harness.ts";

/** What a fresh process finds: figures, after how many milliseconds, and its most memory beyond what was given. */
interface Told {
  readonly figures: readonly number[];
  readonly ms: number;
  readonly bytes?: number;
}

/** What a fresh process costs: each run is one, by its own clock, which starts when the process itself has. */
export function contests(): Contest[] {
  return [imports(), firstAnswer(1000), firstAnswer(100_000)];
}

async function inFreshProcess(...asked: readonly (string | number)[]): Promise<Told> {
  const args = ["--expose-gc", "node_modules/.bench/start-child.mjs", ...asked.map(String)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });
  return JSON.parse(stdout) as Told;
}

/** The first number is the time, and the others are the answer. */
function fresh(name: string, ...asked: readonly (string | number)[]): Contender {
  return {
    name,
    async run() {
      const { ms, figures } = await inFreshProcess(...asked);
      return [ms, ...figures];
    },
    said: (results) => Array.from(results).slice(1),
    took: (results) => results[0] as number,
  };
}

const packages = [
  "kpi-core",
  "kpi-core/periods",
  "kpi-core/records",
  "kpi-core/metrics/service",
  "kpi-core/catalogue",
  "decimal.js",
  "big.js",
  "d3-array",
  "valibot",
  "lodash",
  "zod",
  "date-fns",
  "nodejs-polars",
  "arquero",
  "@duckdb/node-api",
  "alasql",
];

function imports(): Contest {
  return {
    name: "Import, beyond an empty process",
    item: "process",
    unit: "ms",
    size: 1,
    checked: 1,
    contenders: packages.map((name) => fresh(name, "import", name)),
  };
}

function firstAnswer(rows: number): Contest {
  return {
    name: `First answer of a process, beyond import: month × team of ${rows.toLocaleString("en")} rows`,
    item: "process",
    unit: "ms",
    size: 1,
    checked: 1,
    within: 1e-9,
    contenders: ["kpi-core", "by hand"].map((name) => fresh(name, "first", name, rows)),
  };
}

/** Sizes in a browser, and what ten times as many rows cost. */
export async function figures(): Promise<string> {
  const core = await gzipped(all("kpi-core"));
  const sizes: [string, number][] = [
    ["kpi-core/periods, all of it", await gzipped(all("kpi-core/periods"))],
    ["kpi-core/periods, periodOf alone", await gzipped('export { periodOf } from "kpi-core/periods"')],
    ["kpi-core, all of it", core],
  ];
  for (const page of new Set(catalogue.map((entry) => entry.page))) {
    const withCore = await gzipped(`${all("kpi-core")}\nexport * as page from "kpi-core/metrics/${page}"`);
    sizes.push([`kpi-core/metrics/${page}, beyond kpi-core`, withCore - core]);
  }
  const [million, tenMillion] = [await inFreshProcess("growth", 1e6), await inFreshProcess("growth", 1e7)];
  return [
    "Size for a browser, minified and gzip, without decimal.js",
    ...sizes.map(([name, bytes]) => `  ${name}: ${(bytes / 1000).toFixed(1)} kB`),
    "Month × team from columns, in a fresh process",
    grownLine(1e6, million),
    grownLine(1e7, tenMillion),
    `  ten times the rows cost ${(tenMillion.ms / million.ms).toFixed(1)} times as much`,
  ].join("\n");
}

function grownLine(rows: number, { ms, bytes = Number.NaN }: Told): string {
  const each = `${((ms * 1e6) / rows).toFixed(1)} ns a row, ${(bytes / rows).toFixed(0)} bytes a row`;
  return `  ${rows.toLocaleString("en")} rows: ${ms.toFixed(0)} ms, ${each} at most beyond the columns`;
}

function all(name: string): string {
  return `export * from "${name}"`;
}

async function gzipped(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: resolve(".") },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    external: ["decimal.js"],
    logLevel: "error",
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}
