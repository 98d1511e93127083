import {
  columns,
  endOf,
  evaluate,
  instant,
  number,
  population,
  record,
  rollUp,
  table,
  tallyOf,
} from "kpi-core";
import { arrivals, throughput, workInProgress } from "kpi-core/metrics/flow";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { only } from "../figures.ts";

type Anything = ReturnType<typeof JSON.parse>;
/** What a program without types may write. */
const untyped = {
  evaluate: evaluate as Anything,
  table: table as Anything,
  columns: columns as Anything,
  rollUp: rollUp as Anything,
};
const failure = (code: string, message: string) =>
  expect.objectContaining({ name: "KpiError", code, message });

const started = population(workItem).dated("startedAt");
const spans = population(workItem).during("startedAt", "finishedAt");
const items = (rows: Anything, mapping: object = {}, options: object = {}) =>
  untyped.table(workItem, rows, mapping, options);

describe("a plan that cannot be carried out", () => {
  const rows = [{ startedAt: 0, finishedAt: null, team: "a" }];
  const zone =
    'is not a zone this runtime knows; use an IANA name such as "Europe/Paris", or an offset such as "+02:00"';
  const entries = "its entries are by, per, timeZone, from, to, asOf, compare, approximate, schedules";
  it.each([
    [{ timezone: "UTC" }, "bad-plan", `plan: no entry timezone; ${entries}`],
    [{ asof: 5 }, "bad-plan", `plan: no entry asof; ${entries}`],
    [undefined, "bad-plan", "plan is undefined; give an object, {} for all rows as one period"],
    [null, "bad-plan", "plan is null; give an object, {} for all rows as one period"],
    [{ by: "team" }, "bad-plan", 'plan: by is "team"; give a list of names, such as ["team"]'],
    [{ by: null }, "bad-plan", 'plan: by is null; give a list of names, such as ["team"]'],
    [{ by: ["squad"] }, "bad-table", 'table workItem: no row has squad; map it, { squad: "…" }'],
    [
      { per: "month" },
      "bad-plan",
      'plan: per needs timeZone, whose clock cuts the periods; give timeZone: "Europe/Paris"',
    ],
    [{ timeZone: "Europe/Pariss" }, "bad-time", `plan: timeZone: "Europe/Pariss" ${zone}`],
    [{ timeZone: null }, "bad-time", `plan: timeZone: null ${zone}`],
    [{ from: 5, to: 4 }, "bad-plan", "plan: to is not after from; write a later one"],
    [{ from: 5, to: 5 }, "bad-plan", "plan: to is not after from; write a later one"],
    [
      { from: "2026-01-31" },
      "bad-plan",
      'plan: from is a date, which needs timeZone to be a moment; give timeZone: "Europe/Paris"',
    ],
    [
      { from: "2024-02-30" },
      "bad-time",
      'plan: from: "2024-02-30" is not a time that exists; write it as 2026-01-31T09:00:00+01:00',
    ],
    [
      { to: "2024-02-30", timeZone: "UTC" },
      "bad-time",
      'plan: to: "2024-02-30" is not a time that exists; write it as 2026-01-31T09:00:00+01:00',
    ],
    [
      { asOf: "today" },
      "bad-time",
      'plan: asOf: "today" is not a time that exists; write it as 2026-01-31T09:00:00+01:00',
    ],
    [
      { asOf: "2026-01-31T08:00", timeZone: "UTC" },
      "bad-time",
      'plan: asOf: "2026-01-31T08:00" has no offset; write a date, or a time with its offset such as 2026-01-31T09:00:00+01:00',
    ],
    [
      { from: "2026-01-31T08:00" },
      "bad-time",
      'plan: from: "2026-01-31T08:00" has no offset; write a time with its offset such as 2026-01-31T09:00:00+01:00',
    ],
    [
      { from: Number.NaN },
      "bad-time",
      "plan: from: NaN is not an instant; give a Date, epoch milliseconds or a text with an offset",
    ],
    [
      { asOf: Number.POSITIVE_INFINITY },
      "bad-time",
      "plan: asOf: Infinity is not an instant; give a Date, epoch milliseconds or a text with an offset",
    ],
    [{ schedules: { a: {} } }, "bad-plan", "plan: schedules.a is an object; give workSchedule({ … })"],
  ])("%o", (plan, code, message) => {
    expect(() => untyped.evaluate({ arrivals }, items(rows), plan)).toThrow(failure(code, message));
  });

  it.each([
    ["stock", workInProgress, 2],
    ["a mean over time", only(spans.mean()), 2],
    ["survival", only(spans.survival(0.5)), 2],
  ])("%s of open spans without asOf", (_, open, count) => {
    const two = [...rows, { startedAt: 1, finishedAt: null, team: "a" }, { startedAt: 1, finishedAt: 2 }];
    expect(() => untyped.evaluate({ open }, items(two), {})).toThrow(
      failure(
        "bad-plan",
        `plan: asOf is missing, and ${count} spans of workItem are open; say until when they are known, asOf: "2026-01-31T18:00:00Z"`,
      ),
    );
  });

  it("a roll-up by a name that the tally is not by", () => {
    const tally = tallyOf({ arrivals }, table(workItem, rows), { by: ["team"] });
    expect(() => untyped.rollUp(tally, { by: ["squad"] })).toThrow(
      failure("not-mergeable", 'rollUp: the tally is not by "squad"; its names are team'),
    );
  });
});

describe("a table that cannot be read", () => {
  const fields = `its fields are ${Object.keys(workItem.fields).join(", ")}`;
  const rowsRight = "give an array of objects, another iterable of them, or columns({ … })";
  const row = { startedAt: 0, finishedAt: null };
  it.each([
    ["a field that no row has", [row], {}, {}, 'no row has size; map it, { size: "…" }'],
    [
      "a column that no row has",
      [row],
      { size: "points" },
      {},
      "no row has points; write the name of a column",
    ],
    [
      "the day of a column that no row has",
      [row],
      { startedAt: endOf("due") },
      { zone: "UTC" },
      "no row has due; write the name of a column",
    ],
    [
      "a day without a zone",
      [{ ...row, due: "2026-01-31" }],
      { startedAt: endOf("due") },
      {},
      'endOf("due") needs a zone; give { zone: "Europe/Paris" }',
    ],
    ["a misspelt field", [row], { startdAt: "startedAt" }, {}, `no field startdAt; ${fields}`],
    [
      "a misspelt field in missing",
      [row],
      {},
      { missing: { finishdAt: "open" } },
      `no field finishdAt; ${fields}`,
    ],
    [
      "a missing end that is neither open nor unknown",
      [{ ...row, size: 1 }],
      {},
      { missing: { finishedAt: "closed" } },
      'missing finishedAt is "closed"; say "open" or "unknown"',
    ],
    [
      "a function that says neither",
      [{ ...row, size: 1 }],
      {},
      { missing: { finishedAt: () => undefined } },
      'missing finishedAt is undefined; say "open" or "unknown"',
    ],
  ])("%s", (_, rows, mapping, options, message) => {
    const both = { sum: only(started.sum("size")), done: throughput };
    expect(() => untyped.evaluate(both, items(rows, mapping, options), {})).toThrow(
      failure("bad-table", `table workItem: ${message}`),
    );
  });

  it.each([
    ["null", null, `table: the rows are null; ${rowsRight}`],
    ["a number", 5, `table: the rows are 5; ${rowsRight}`],
    ["a text", "abc", `table: the rows are "abc"; ${rowsRight}`],
    ["an object", { startedAt: [0] }, `table: the rows are an object; ${rowsRight}`],
    ["a promise", Promise.resolve([row]), `table: the rows are an object; ${rowsRight}`],
    ["a row that is null", [row, null], "table: row 1 is null; give an object for each"],
    ["a row that is a number", [row, row, 5], "table: row 2 is 5; give an object for each"],
    [
      "columns of different length",
      { columns: { team: ["a"], startedAt: [0, 1, 2] } },
      "columns have team 1, startedAt 3 values; give as many to each",
    ],
  ])("rows: %s", (_, rows, message) => {
    expect(() => items(rows)).toThrow(failure("bad-table", message));
  });

  it.each([
    [{ a: [1], b: [1, 2] }, "columns have a 1, b 2 values; give as many to each"],
    [{ a: [1], b: Float64Array.of() }, "columns have a 1, b 0 values; give as many to each"],
    [{ a: 5 }, "columns: a is 5; give an array or a vector"],
    [{ a: null }, "columns: a is null; give an array or a vector"],
  ])("columns %o", (named, message) => {
    expect(() => untyped.columns(named)).toThrow(failure("bad-table", message));
  });

  it("an unknown zone", () => {
    const right = 'use an IANA name such as "Europe/Paris", or an offset such as "+02:00"';
    expect(() => items([], {}, { zone: "Mars/Olympus" })).toThrow(
      failure("bad-time", `table workItem: zone: "Mars/Olympus" is not a zone this runtime knows; ${right}`),
    );
  });
});

describe("a formula that names what is not there", () => {
  const names = `the names are ${Object.keys(workItem.fields).join(", ")}`;
  const wrong = "sise" as never;
  it.each([
    ["where", () => population(workItem).where("known(sise)" as never), 'formula "known(sise)", position 7'],
    [
      "count",
      () => started.count("size > 1 and sise > 1" as never),
      'formula "size > 1 and sise > 1", position 14',
    ],
    ["sum", () => started.sum(wrong), 'formula "sise", position 1'],
    ["min", () => started.min(wrong), 'formula "sise", position 1'],
    ["max", () => started.max(wrong), 'formula "sise", position 1'],
    ["distinct", () => started.distinct(wrong), 'formula "sise", position 1'],
    ["quantile", () => started.quantile(wrong, 0.5), 'formula "sise", position 1'],
    ["atStart", () => spans.atStart(wrong), 'formula "sise", position 1'],
    ["atEnd", () => spans.atEnd(wrong), 'formula "sise", position 1'],
    ["seconds", () => spans.seconds(wrong), 'formula "sise", position 1'],
    ["mean", () => spans.mean(wrong), 'formula "sise", position 1'],
    ["busySeconds", () => spans.busySeconds(wrong), 'formula "sise", position 1'],
  ])("%s", (_, go, place) => {
    expect(go).toThrow(failure("bad-definition", `${place}: no "sise" here; ${names}`));
  });

  it("the moment of a population", () => {
    const right = "the instants are startedAt, finishedAt, requestedAt, dueAt";
    expect(() => population(workItem).dated("closedAt" as never)).toThrow(
      failure("bad-definition", `population of workItem: closedAt is no field; ${right}`),
    );
    expect(() => population(workItem).during("startedAt", "team" as never)).toThrow(
      failure("bad-definition", `population of workItem: team is a text; ${right}`),
    );
  });

  it("a probability that is a percentage", () => {
    expect(() => started.quantile("size", 85)).toThrow(
      failure("bad-definition", "quantile: p is 85; write a share from 0 to 1, such as 0.85"),
    );
  });
});

describe("what would be a silent number, or an error of the engine's own", () => {
  it("two tables of one kind: the last is read, and the first is lost without a word", () => {
    const one = items([{ startedAt: 0 }]);
    const two = items([{ startedAt: 1 }, { startedAt: 2 }]);
    expect(() => untyped.evaluate({ arrivals }, { one, two }, {})).toThrow(/two tables of workItem/);
  });

  it("a measure of another kind of the same name", () => {
    const other = record("workItem", { startedAt: instant("when"), pages: number("how many", "count") });
    const pages = only(population(other).dated("startedAt").sum("pages"));
    expect(() => untyped.evaluate({ pages }, items([{ startedAt: 0, pages: 5 }]), {})).toThrow(
      failure("bad-plan", expect.any(String)),
    );
  });

  it("a span whose end is before its start, where the kind states no order", () => {
    const waiting = population(workItem).during("requestedAt", "startedAt");
    const rows = [{ requestedAt: 5000, startedAt: 1000 }];
    const { totals, ledgers } = untyped.evaluate({ waited: only(waiting.survival(0.5)) }, items(rows), {
      from: 0,
      to: 10_000,
    });
    expect(ledgers.measures[0].fates).not.toEqual({ counted: 1 });
    expect(totals.cells.waited.status).toBe("none");
  });

  it("a method of quantiles that there is not", () => {
    expect(() => started.quantile("size", 0.5, "R-10" as never)).toThrow(/R-10/);
  });

  it("an instant without a number in it", () => {
    const read = items([{ startedAt: { epochMilliseconds: null } }]);
    expect(untyped.evaluate({ arrivals }, read, {}).ledgers.rows[0].rejected).toHaveLength(1);
  });

  it("a Date that is no number is called invalid, which it is not", () => {
    const read = items([{ startedAt: 0, size: new Date(0) }]);
    const [{ message }] = untyped.evaluate({ n: only(started.sum("size")) }, read, {}).ledgers.rows[0]
      .rejected;
    expect(message).not.toContain("invalid");
  });
});
