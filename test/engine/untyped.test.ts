import {
  evaluate,
  merge,
  reportOf,
  restated,
  rolling,
  rollUp,
  table,
  tallyFrom,
  tallyOf,
  tallyStream,
  toDate,
} from "kpi-core";
import { throughput } from "kpi-core/metrics/flow";
import { resolutionTime } from "kpi-core/metrics/service";
import { workSchedule } from "kpi-core/periods";
import { ticket, workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";

type Anything = ReturnType<typeof JSON.parse>;
/** What a program without types may write. */
const untyped = {
  evaluate: evaluate as Anything,
  merge: merge as Anything,
  reportOf: reportOf as Anything,
  restated: restated as Anything,
  rolling: rolling as Anything,
  rollUp: rollUp as Anything,
  table: table as Anything,
  tallyOf: tallyOf as Anything,
  tallyStream: tallyStream as Anything,
  toDate: toDate as Anything,
};
const rows = [{ finishedAt: 0, team: "a" }];
const bound = table(workItem, rows);
const plan = { per: "month", timeZone: "UTC" } as const;
const tally = tallyOf({ throughput }, bound, plan);
const json = JSON.parse(JSON.stringify(tally));
const failure = (code: string, message: string) =>
  expect.objectContaining({ name: "KpiError", code, message });

describe("what programs without types hand in is told in words", () => {
  const calling = "metric r is a function that makes a metric; call it, r: resolutionTime({ … })";
  const binding = "bind the rows to their kind, table(ticket, rows)";
  const giving = "give an object of them, such as { throughput }";
  const making = "give what tallyOf made, each on its own, and JSON by tallyFrom";
  it.each<[string, (metrics: Anything, tables: Anything, plan: Anything) => unknown, unknown[], string]>([
    [
      "a function that makes a metric",
      untyped.evaluate,
      [{ r: resolutionTime }, bound, {}],
      `evaluate: ${calling}`,
    ],
    ["and in a tally", untyped.tallyOf, [{ r: resolutionTime }, bound, {}], `evaluate: ${calling}`],
    ["and in its report", untyped.reportOf, [{ r: resolutionTime }, tally], `reportOf: ${calling}`],
    ["no metrics", untyped.evaluate, [null, bound, {}], `evaluate: the metrics are null; ${giving}`],
    [
      "one metric",
      untyped.evaluate,
      [throughput, bound, {}],
      `evaluate: the metrics are a metric, throughput; ${giving}`,
    ],
    [
      "a list of them",
      untyped.evaluate,
      [[throughput], bound, {}],
      `evaluate: the metrics are an array; ${giving}`,
    ],
    [
      "a metric that is none",
      untyped.evaluate,
      [{ m: "throughput" }, bound, {}],
      'evaluate: metric m is "throughput"; give a metric',
    ],
    [
      "a name that an object cannot have",
      untyped.evaluate,
      [Object.fromEntries([["__proto__", throughput]]), bound, {}],
      'evaluate: metric "__proto__" is no name; choose another',
    ],
    [
      "rows and no table",
      untyped.evaluate,
      [{ throughput }, rows, {}],
      `evaluate: the tables are an array; ${binding}`,
    ],
    [
      "rows of a kind",
      untyped.evaluate,
      [{ throughput }, { workItem: rows }, {}],
      `evaluate: tables.workItem is an array; ${binding}`,
    ],
    [
      "no tables",
      untyped.evaluate,
      [{ throughput }, undefined, {}],
      `evaluate: the tables are undefined; ${binding}`,
    ],
    [
      "the JSON of a tally",
      untyped.reportOf,
      [{ throughput }, json],
      `reportOf: a tally is an object; ${making}`,
    ],
    ["and merged", untyped.merge, [tally, json], `merge: a tally is an object; ${making}`],
    ["a list of tallies", untyped.merge, [[tally, tally]], `merge: a tally is an array; ${making}`],
    ["no tally", untyped.rolling, [undefined, 2], `rolling: a tally is undefined; ${making}`],
    ["no tally to date", untyped.toDate, [null, "year"], `toDate: a tally is null; ${making}`],
    [
      "options of toDate that are none",
      untyped.toDate,
      [tally, "year", null],
      "toDate: options is null; give an object of timeZone",
    ],
    [
      "nothing to roll up to",
      untyped.rollUp,
      [tally],
      "rollUp: options is undefined; give an object of per, by, timeZone",
    ],
    [
      "an option that there is not",
      untyped.rollUp,
      [tally, { grain: "year" }],
      "rollUp: options: no entry grain; its entries are per, by, timeZone",
    ],
    [
      "names that are no list",
      untyped.rollUp,
      [tally, { by: "team" }],
      'rollUp: by is "team"; give a list of names, such as ["team"]',
    ],
    [
      "no report",
      untyped.restated,
      [undefined, {}],
      "restated: before is undefined; give a report, as evaluate and reportOf make it",
    ],
    [
      "a name that is none",
      untyped.evaluate,
      [{ throughput }, bound, { by: [null] }],
      'plan: by has null; write names, such as "team"',
    ],
    [
      "no schedules",
      untyped.evaluate,
      [{ throughput }, bound, { schedules: null }],
      "plan: schedules are null; give an object, { office: workSchedule({ … }) }",
    ],
  ])("%s", (_, go, args, message) => {
    expect(() => go(...(args as [unknown, unknown, unknown]))).toThrow(failure("bad-plan", message));
  });

  it("a comparison that is undefined", () => {
    expect(() => untyped.evaluate({ throughput }, bound, { ...plan, compare: [undefined] })).toThrow(
      /^plan: compare has undefined; write a list of previous, /,
    );
  });

  const kind = 'give a kind of record, such as ticket from "kpi-core/records", and then the rows';
  it.each<[string, unknown[], string]>([
    ["the name of a kind", ["ticket", rows], `table: the kind is "ticket"; ${kind}`],
    ["rows before their kind", [rows, ticket], `table: the kind is an array; ${kind}`],
    [
      "an option that there is not",
      [ticket, rows, {}, { timeZone: "UTC" }],
      "table ticket: options: no entry timeZone; its entries are zone, missing, dimensions, histories",
    ],
    ["no mapping", [ticket, rows, null], "table ticket: mapping is null; give an object, { name: … }"],
    [
      "no options",
      [ticket, rows, {}, null],
      "table ticket: options is null; give an object of zone, missing, dimensions, histories",
    ],
    [
      "a history that is none",
      [ticket, rows, {}, { histories: { team: null } }],
      'table ticket: histories.team is null; give what the of of a history gives, stays.of("id")',
    ],
  ])("of a table: %s", (_, args, message) => {
    expect(() => untyped.table(...args)).toThrow(failure("bad-table", message));
  });

  it.each<[string, unknown[], string]>([
    ["no plan", [rows, () => bound, null], "plan is null; give an object, {} for all rows as one period"],
    [
      "no tables of a part",
      [rows, undefined, { from: 0, to: 1 }],
      "tallyStream: bind is undefined; give a function from rows to their tables, (part) => table(ticket, part)",
    ],
    [
      "a part that is no table",
      [rows, () => rows, { from: 0, to: 1 }],
      `tallyStream: the tables are an array; ${binding}`,
    ],
    [
      "an option that there is not",
      [rows, () => bound, { from: 0, to: 1 }, { rows: 5 }],
      "tallyStream: options: no entry rows; its entries are rowsAtOnce, onProgress, signal",
    ],
  ])("of a stream: %s", async (_, args, message) => {
    await expect(untyped.tallyStream({ throughput }, ...args)).rejects.toThrow(failure("bad-plan", message));
  });
});

describe("what is handed in stays what it was", () => {
  it("a list of names that changes later", () => {
    const by = ["team"];
    const tally = untyped.tallyOf({ throughput }, bound, { by });
    by.push("squad");
    expect(tally.by).toEqual(["team"]);
    expect(tallyFrom(JSON.parse(JSON.stringify(tally))).by).toEqual(["team"]);
  });

  it("-0, which is 0", () => {
    const zero = evaluate({ throughput }, table(workItem, [{ finishedAt: -0 }]), {});
    const from = evaluate({ throughput }, bound, { from: -0, to: 10 });
    for (const { totals } of [zero, from]) expect(totals?.period.start).toBe(0);
  });
});

describe("a schedule of one's own", () => {
  it("that gives parts of milliseconds is refused", () => {
    const office = workSchedule({ timeZone: "UTC", weekly: { mon: [["09:00", "17:00"]] } });
    const schedules = { o: { ...office, elapsed: () => 1.5 } };
    const clocked = resolutionTime({ p: 0.5, clock: "working" });
    const solved = table(ticket, [{ openedAt: 0, resolvedAt: 1 }]);
    expect(() => evaluate({ clocked }, solved, { schedules })).toThrow(
      failure(
        "bad-plan",
        "plan: schedules.o gave 1.5; elapsed gives whole milliseconds, as that of workSchedule({ … }) does",
      ),
    );
  });
});
