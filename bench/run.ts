/** `npm run bench [-- name] [--json]`: kpi-core and its peers, interleaved in one process, on seeded data. */
import { cpus } from "node:os";
import { type Contest, compete, printed } from "./harness.ts";

const suites: Readonly<Record<string, () => Promise<{ contests(): Contest[] | Promise<Contest[]> }>>> = {
  time: () => import("./time.ts"),
  cohorts: () => import("./cohorts.ts"),
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
  for (const contest of await (await load()).contests()) {
    const lines = await compete(contest);
    all.push(...lines);
    if (!json) console.log(`${printed(contest, lines)}\n`);
  }
}
if (json) console.log(JSON.stringify(all, null, 1));
