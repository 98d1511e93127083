import fc from "fast-check";
import { evaluate, KpiError, type Ledgers, population } from "kpi-core";
import { describe, expect, it } from "vitest";
import * as given from "./arbitrary.ts";
import { chosen, formula, job } from "./every-fold.ts";
import { type Answer, answer } from "./reference-evaluator.ts";

/** More runs by hand: RUNS=5000 npx vitest run test/engine/same-as-reference.test.ts */
const numRuns = Number(process.env.RUNS ?? 100);
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
