import fc from "fast-check";
import { evaluate, KpiError, type Ledgers, merge, period, population, reportOf, tallyOf } from "kpi-core";
import { describe, expect, it } from "vitest";
import * as given from "./arbitrary.ts";
import { chosen, formula, job } from "./every-fold.ts";
import { type Answer, answer, type Row } from "./reference-evaluator.ts";

/** More runs by hand: RUNS=5000 npx vitest run test/engine/same-as-reference.test.ts */
const numRuns = Number(process.env.RUNS ?? 60);
const patience = 10_000 + numRuns * 100;

const situation = given.setting.chain((setting) =>
  fc.record({
    names: given.someNames,
    data: given.data(setting.bounds),
    plan: given.asked(setting),
    end: fc.constant(setting.bounds.at(-1) as number),
  }),
);

/** What both say; a plan without `asOf` over open spans is refused by both. */
function expectSame(metrics: Parameters<typeof evaluate>[0], data: given.Data, plan: given.Asked) {
  let expected: Answer;
  try {
    expected = answer(given.questionOf(metrics, data, plan));
  } catch (error) {
    expect(String(error)).toContain("asOf is missing");
    const refused = () => evaluate(metrics, given.tables(data), given.planOf(plan));
    expect(refused).toThrow(KpiError);
    expect(refused).toThrow("asOf is missing");
    return null;
  }
  const report = evaluate(metrics, given.tables(data), given.planOf(plan));
  expect(given.toldReport(report)).toEqual(expected);
  return report;
}

const total = (counts: object) =>
  Object.values(counts).reduce((sum: number, count) => sum + Number(count), 0);

function expectToAddUp({ rows, measures }: Ledgers) {
  for (const { read, used, leftOut, rejected } of rows)
    expect(used + total(leftOut) + rejected.length).toBe(read);
  for (const { accepted, fates } of measures) expect(total(fates)).toBe(accepted);
}

describe("the engine is the reference evaluator", { timeout: patience }, () => {
  it("digit for digit, whatever the rows, the metrics and the plan, and the ledgers add up", () => {
    fc.assert(
      fc.property(situation, ({ names, data, plan }) => {
        const report = expectSame(chosen(names), data, plan);
        if (report !== null) expectToAddUp(report.ledgers);
      }),
      { numRuns: 3 * numRuns },
    );
  });

  it("held by row or by column, in any order, with bad rows between", () => {
    const shuffled = situation.chain((asked) =>
      fc.record({
        asked: fc.constant(asked),
        jobs: fc.shuffledSubarray([...asked.data.jobs], { minLength: asked.data.jobs.length }),
        bad: fc.nat(asked.data.jobs.length),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ asked: { names, data, plan: asked, end }, jobs, bad }) => {
        const plan = given.planOf({ ...asked, asOf: asked.asOf ?? end });
        const metrics = chosen(names);
        const told = (tables: ReturnType<typeof given.tables>) =>
          given.toldReport(evaluate(metrics, tables, plan));
        const expected = told(given.tables(data));
        expect(told(given.tablesByColumn(data))).toEqual(expected);
        expect(told(given.tables({ ...data, jobs }))).toEqual(expected);
        const broken = { ...(jobs[0] ?? given.blank), startedAt: "2024-02-30T00:00:00Z" };
        const some = [...jobs.slice(0, bad), broken as never, ...jobs.slice(bad)];
        const withBad = given.tables({ ...data, jobs: some });
        const report = evaluate(metrics, withBad, plan);
        expect(given.toldReport(report)).toEqual(expected);
        expectToAddUp(report.ledgers);
        const [ledger] = report.ledgers.rows.filter(({ kind }) => kind === "job");
        expect(ledger?.rejected.map(({ row, field }) => [row, field])).toEqual([[bad, "startedAt"]]);
      }),
      { numRuns },
    );
  });

  it("for any condition and any sum that the language can say", () => {
    const asked = situation.chain(({ data, plan }) =>
      fc.record({
        data: fc.constant(data),
        plan: fc.constant(plan),
        where: given.conditionText,
        value: given.quantityText,
      }),
    );
    fc.assert(
      fc.property(asked, ({ data, plan, where, value }) => {
        const some = population(job).where(where).dated("startedAt");
        const sum = formula("x", { x: some.sum(value) });
        const least = formula("x", { x: some.min(value) });
        expectSame({ sum, least }, data, plan);
      }),
      { numRuns: 2 * numRuns },
    );
  });
});

describe("what it found, counted by hand", () => {
  const hour = 3_600_000;
  const rows = (...some: readonly Row[]) =>
    given.tables({ jobs: some.map((row) => ({ ...given.blank, ...row }) as given.JobRow), visits: [] });
  const spans = population(job).during("startedAt", "endedAt");
  const at = formula("x", { x: spans.atEnd() });
  const hourly = { per: "hour", timeZone: "UTC", from: 0, to: 2 * hour } as const;

  it("a span that ended nobody knows when reaches as far as its start", () => {
    const { periods } = evaluate({ at }, rows({ startedAt: 5, missing: "unknown" }), {}).tally;
    expect(periods).toMatchObject([{ start: 5, end: 6 }]);
  });

  it("what never started is no open span", () => {
    const { fates } = evaluate({ at }, rows({}, { startedAt: 0, endedAt: 1 }), {}).ledgers.measures[0] ?? {};
    expect(fates).toEqual({ undated: 1, counted: 1 });
  });

  it("a span that ends as the period begins brings no currency into it", () => {
    const worth = formula("x", { x: spans.seconds("amount") });
    const euros = { startedAt: 0, endedAt: hour, amount: "2", currency: "EUR" };
    const dollars = { startedAt: hour, endedAt: 2 * hour, amount: "3", currency: "USD" };
    const report = evaluate({ worth }, rows(euros, dollars), hourly);
    const cells = report.rows.map((row) => row.cells.worth);
    expect(cells.map((cell) => `${cell.value} ${cell.status === "value" && cell.currency}`)).toEqual([
      "7200 EUR",
      "10800 USD",
    ]);
  });

  it("what has no amount has no currency, and each amount has its own", () => {
    const started = population(job).dated("startedAt");
    const metrics = {
      known: formula("x", { x: started.sum("if(known(amount), amount, 0)") }),
      both: formula("x", { x: started.sum("amount + fee") }),
    };
    const euros = { startedAt: 0, amount: "2", currency: "EUR", fee: "1", feeCurrency: "USD" };
    const cells = evaluate(metrics, rows({ startedAt: 0 }, euros), {}).totals?.cells;
    expect(cells?.known).toMatchObject({ status: "value", currency: "EUR", n: 2 });
    expect(cells?.both).toMatchObject({ reason: "mixed-currency", message: "EUR, USD" });
  });

  it("tables without rows are no-records, also over a period that lasts", () => {
    const rate = formula("n / span", {
      n: population(job).dated("startedAt").count(),
      span: period.seconds(),
    });
    expect(evaluate({ rate }, rows(), hourly).totals?.cells.rate).toMatchObject({ reason: "no-records" });
  });

  it("the whole range is complete once it is over, whatever else is asked", () => {
    const stayed = formula("x", { x: spans.stayed() });
    const some = rows({ startedAt: 0, endedAt: 1 });
    const ragged = { ...hourly, from: 1 };
    expect(evaluate({ at }, some, ragged).totals?.period.complete).toBe(true);
    expect(evaluate({ at, stayed }, some, ragged).totals?.period.complete).toBe(true);
  });

  it("ranges merged are known until the moment of the later one", () => {
    const n = formula("x", { x: population(job).dated("startedAt").count() });
    const read = (from: number, to: number, asOf: number) =>
      tallyOf({ n }, rows({ startedAt: 0 }), { ...hourly, from, to, asOf });
    const { rows: cells } = reportOf({ n }, merge(read(0, hour, 9 * hour), read(hour, 3 * hour, 2 * hour)));
    expect(cells.map((row) => row.cells.n.value?.toFixed() ?? row.cells.n.status)).toEqual([
      "1",
      "0",
      "none",
    ]);
  });

  it("without a range nothing is counted, before 1970 either", () => {
    const some = rows({ startedAt: -1, endedAt: 1 });
    const { fates } = evaluate({ at }, some, { from: 5 }).ledgers.measures[0] ?? {};
    expect(fates).toEqual({ "outside-range": 1 });
  });
});
