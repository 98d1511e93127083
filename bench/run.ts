/**
 * `npm run bench [-- name] [--rows=1e5] [--json]`: kpi-core and its peers, interleaved in one process, on seeded data.
 * It runs in its folder.
 */
import { cpus } from "node:os";
import { type Contest, compete, printed } from "./harness.ts";

/** What a file of the bench asks, and what it measures beside, such as sizes. */
interface Suite {
  contests(): Contest[] | Promise<Contest[]>;
  figures?(): Promise<string>;
}

const suites: Readonly<Record<string, () => Promise<Suite>>> = {
  time: () => import("./time.ts"),
  cohorts: () => import("./cohorts.ts"),
  table: () => import("./table.ts"),
  sums: () => import("./sums.ts"),
  checking: () => import("./checking.ts"),
  quantiles: () => import("./quantiles.ts"),
  spans: () => import("./spans.ts"),
  start: () => import("./start.ts"),
};

const json = process.argv.includes("--json");
const named = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const unknown = named.find((name) => !Object.hasOwn(suites, name));
if (unknown !== undefined) {
  console.error(`bench: no ${unknown}; there are ${Object.keys(suites).join(", ")}`);
  process.exit(1);
}

if (!json)
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, zone ${process.env.TZ ?? "of the host"}\n`,
  );
const all = [];
for (const [name, load] of Object.entries(suites)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const suite = await load();
  for (const contest of await suite.contests()) {
    const lines = await compete(contest);
    all.push(...lines);
    if (!json) console.log(`${printed(contest, lines)}\n`);
  }
  if (!json && suite.figures !== undefined) console.log(`${await suite.figures()}\n`);
}
if (json) console.log(JSON.stringify(all, null, 1));
