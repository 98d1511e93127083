/**
 * Measures what 200 metrics of a user cost the compiler: a project that defines them against one that only imports
 * the library, each checked several times in turn, in seconds of the processor. Needs nothing built. Fails above two seconds.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROUNDS = 5;
const MOST = 2; // seconds

const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "kpi-core-types-"));

/** The names that the metrics of one kind are written with. */
interface Words {
  readonly kind: string;
  readonly start: string;
  readonly end: string;
  readonly number: string;
  readonly text: string;
  readonly who: string;
}

const shipped: readonly Words[] = [
  {
    kind: "ticket",
    start: "openedAt",
    end: "resolvedAt",
    number: "handleSeconds",
    text: "channel",
    who: "agent",
  },
  { kind: "workItem", start: "startedAt", end: "finishedAt", number: "size", text: "type", who: "team" },
  { kind: "call", start: "offeredAt", end: "endedAt", number: "handleSeconds", text: "queue", who: "agent" },
  {
    kind: "subscription",
    start: "startedAt",
    end: "endedAt",
    number: "monthlyAmount",
    text: "plan",
    who: "customer",
  },
  { kind: "shift", start: "startedAt", end: "endedAt", number: "breakSeconds", text: "site", who: "person" },
  {
    kind: "booking",
    start: "startedAt",
    end: "endedAt",
    number: "quantity",
    text: "purpose",
    who: "resource",
  },
];
const own: readonly Words[] = [
  { kind: "claim", start: "receivedAt", end: "settledAt", number: "amount", text: "branch", who: "adjuster" },
  {
    kind: "repair",
    start: "broughtAt",
    end: "returnedAt",
    number: "minutes",
    text: "fault",
    who: "mechanic",
  },
];

function kindOf({ kind, start, end, number, text, who }: Words): string {
  return `export const ${kind} = record("${kind}", {
  ${start}: instant("when it came in"),
  ${end}: optional(instant("when it was done")),
  ${number}: optional(number("how much of it", "number")),
  ${text}: optional(text("what sort of it")),
  ${who}: optional(text("who did it")),
}, { about: "What a user has.", order: [["${start}", "${end}"]] });`;
}

/** The 25 metrics that are written for each kind: inputs, and the formula over them. */
function metricsOf({ start, end, number, text, who }: Words): readonly (readonly [string, string])[] {
  const long = `seconds(${start}, ${end}) > 86400`;
  const counts = `all: done.count(), long: done.count("${long}")`;
  return [
    ["done: done.count()", "done"],
    ["begun: begun.count(), done: done.count()", "done - begun"],
    [counts, "long / all"],
    [counts, "(all - long) / all"],
    [`total: done.sum("${number}"), done: done.count()`, "total / done"],
    [`elapsed: done.sum("seconds(${start}, ${end})"), done: done.count()`, "elapsed / done / 3600"],
    [`median: done.quantile("seconds(${start}, ${end})", 0.5)`, "median"],
    [`slow: done.quantile("seconds(${start}, ${end})", "0.85", "R-1")`, "slow"],
    [`least: done.min("${number}"), most: done.max("${number}")`, "most - least"],
    [`done: done.count(), people: done.distinct("${who}")`, "done / people"],
    [`named: begun.count("known(${text}) and known(${who})"), all: begun.count()`, "named / all"],
    [
      `first: begun.count("${text} = 'first'"), other: begun.count("${text} != 'first'")`,
      "first / (first + other)",
    ],
    [`a: begun.count("${text} = 'a' or ${text} = 'b'"), all: begun.count()`, "if(all > 20, a / all, 0)"],
    [`some: begun.count("not (${text} = 'x y') and ${number} >= 10"), all: begun.count()`, "1 - some / all"],
    [`net: begun.sum("if(${text} = 'back', 0 - ${number}, ${number})")`, "net"],
    ["atStart: open.atStart(), atEnd: open.atEnd()", "(atEnd - atStart) / atStart"],
    [`held: open.seconds("${number}"), length: period.seconds()`, "held / length"],
    ["open: open.mean(), peak: open.peak()", "open / peak"],
    ["age: open.age(), open: open.atEnd()", "age / open / 86400"],
    ["old: open.ageQuantile(0.9)", "old"],
    [
      `busy: open.busySeconds("${who}"), length: period.seconds(), people: begun.distinct("${who}")`,
      "busy / (length * people)",
    ],
    ["stayed: open.stayed(), atStart: open.atStart()", "stayed / atStart"],
    ["lasts: open.survival(0.5)", "lasts"],
    [
      `${counts}, begun: begun.count(), open: open.atEnd()`,
      "(2 * all - long + begun) / max(all + begun + open, 1)",
    ],
    [
      `${counts}, spent: done.sum("max(${number}, 0) * 2 - min(${number}, 5)"), open: open.atEnd(), ` +
        "length: period.seconds()",
      "sqrt(spent * long / all) + ln(1 + open) / (length / 3600)",
    ],
  ];
}

function pageOf(words: Words): string {
  const { kind, start, end, number, text, who } = words;
  const from = shipped.includes(words) ? "kpi-core/records" : "./kinds.ts";
  const metrics = metricsOf(words).map(([inputs, formula], i) => {
    const names = [...inputs.matchAll(/(\w+): \w+\.\w+\(/g)].map(([, name]) => name);
    return `export const ${kind}${i} = metric("${kind}${i}", {
  title: { en: "Metric ${i} of ${kind}", fr: "Indicateur ${i} de ${kind}" },
  about: "One of many.",
  unit: "number",
  better: "higher",
  inputs: { ${inputs} },
  formula: "${formula}",
  example: { given: { ${names.map((name) => `${name}: 1`).join(", ")} }, gives: null },
  source: { text: "a user" },
});`;
  });
  return `import { evaluate, metric, period, population, table } from "kpi-core";
import { ${kind} } from "${from}";

const all = population(${kind}).where("known(${start}) and ${text} != 'test'");
const begun = all.dated("${start}");
const done = all.where("known(${end})").dated("${end}");
const open = all.during("${start}", "${end}");

${metrics.join("\n\n")}

export const report = evaluate(
  { ${metrics.map((_, i) => `${kind}${i}`).join(", ")} },
  table(${kind}, [{ began: "2026-01-05T08:00:00Z", ended: null, squad: "a", ${number}: 1, ${text}: "b", ${who}: "c", currency: "EUR" }], { ${start}: "began", ${end}: "ended" }),
  { by: ["squad"], per: "month", timeZone: "Europe/Paris", asOf: "2026-02-01" },
);
export const last = report.totals?.cells.${kind}24.inputs.open;
`;
}

writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
const config = JSON.stringify({
  extends: join(root, "tsconfig.json"),
  compilerOptions: {
    paths: {
      "kpi-core": [`${root}/src/index.ts`],
      "kpi-core/metrics/*": [`${root}/src/metrics/*.ts`],
      "kpi-core/*": [`${root}/src/*/index.ts`],
    },
  },
  include: ["."],
});

function project(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries({ ...files, "tsconfig.json": config }))
    writeFileSync(join(path, file), text);
  return path;
}

/** Seconds of processor time that the compiler takes, all in all; throws what it complains about. */
function timed(path: string): number {
  // The time on the wall is that of whatever else the machine does
  const said = 'process.on("exit", () => console.log(process.cpuUsage().user / 1e6));';
  const compiler = `require(${JSON.stringify(join(root, "node_modules/typescript/bin/tsc"))})`;
  try {
    return Number(execFileSync("node", ["-e", said + compiler, "tsc", "-p", path], { encoding: "utf8" }));
  } catch (error) {
    throw new Error((error as { stdout: string }).stdout);
  }
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;
}

function shown(times: readonly number[]): string {
  return times.map((seconds) => seconds.toFixed(2)).join(", ");
}

const kinds = [...shipped, ...own];
const empty = project("empty", {
  "index.ts": 'export * from "kpi-core";\nexport { ticket } from "kpi-core/records";\n',
});
const full = project("full", {
  "kinds.ts": `import { instant, number, optional, record, text } from "kpi-core";\n\n${own.map(kindOf).join("\n\n")}\n`,
  ...Object.fromEntries(kinds.map((words) => [`${words.kind}.ts`, pageOf(words)])),
});

try {
  const times = { empty: [] as number[], full: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.empty.push(timed(empty));
    times.full.push(timed(full));
  }
  const [without, withThem] = [median(times.empty), median(times.full)];
  const count = kinds.reduce((sum, words) => sum + metricsOf(words).length, 0);
  const more = withThem - without;
  console.log(`nothing defined  ${shown([without])} s, median of ${shown(times.empty)}`);
  console.log(`${count} metrics      ${shown([withThem])} s, median of ${shown(times.full)}`);
  console.log(`difference       ${shown([more])} s; at most ${MOST}`);
  process.exitCode = more <= MOST ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
