import { evaluate, instant, KpiError, number, population, record, table } from "kpi-core";
import { dataFrame } from "kpi-core/outputs";
import { workItem } from "kpi-core/records";
import { describe, expect, expectTypeOf, it } from "vitest";
import { only } from "../figures.ts";
import { assessed, items, metrics, plan, report, rows } from "./sample.ts";

const DAY = 86_400;

describe("a data frame", () => {
  it("is a column for the period, each group and each metric", () => {
    // Counted by hand from the items of the sample: a, b, c and d are finished; a, b, d and e are due
    expect(dataFrame(report)).toEqual({
      period: ["2026-01", "2026-01", "2026-01", "2026-02", "2026-02", "2026-02"],
      start: [...Array(3).fill("2026-01-01T00:00:00.000Z"), ...Array(3).fill("2026-02-01T00:00:00.000Z")],
      end: [...Array(3).fill("2026-02-01T00:00:00.000Z"), ...Array(3).fill("2026-03-01T00:00:00.000Z")],
      complete: [true, true, true, false, false, false],
      team: ["north", "null", null, "north", "null", null],
      throughput: [1, 0, 1, 1, 1, 0],
      onTime: [0.5, null, null, null, 1, 0],
      cycleTime: [4 * DAY, null, 0, 22 * DAY, 2 * DAY, null],
    });
  });

  it("has the numbers of the cells at every level, assessed or not, and after the cells were read", () => {
    for (const own of [report, assessed, evaluate(metrics, rows, { ...plan, by: ["team"] })]) {
      const levels = [
        ["each", own.rows, ["team"]],
        ["byGroup", own.byGroup, ["team"]],
        ["byPeriod", own.byPeriod, []],
        ["totals", [own.totals], []],
      ] as const;
      for (const [level, expected, keys] of levels) {
        const frame = dataFrame(own, { rows: level });
        const names = ["throughput", "onTime", "cycleTime"] as const;
        for (const name of names)
          expect(frame[name]).toEqual(expected.map((row) => row?.cells[name].value?.toNumber() ?? null));
        expect(Object.keys(frame)).toEqual(["period", "start", "end", "complete", ...keys, ...names]);
      }
    }
  });

  it("is of no rows where the report has none", () => {
    expect(dataFrame(evaluate(metrics, table(workItem, []), { ...plan, by: [] })).onTime).toEqual([]);
  });

  it("knows its columns", () => {
    const frame = dataFrame(report);
    expectTypeOf(frame.cycleTime).toEqualTypeOf<readonly (number | null)[]>();
    expectTypeOf(frame.team).toEqualTypeOf<readonly (string | null)[]>();
    expectTypeOf(frame.complete).toEqualTypeOf<readonly boolean[]>();
    // @ts-expect-error of no such metric
    frame.leadTime;
    // @ts-expect-error totals have no groups
    dataFrame(report, { rows: "totals" }).team;
  });

  it("refuses two columns of one name", () => {
    const twice = { ...metrics, team: metrics.throughput };
    expect(() => dataFrame(evaluate(twice, rows, { ...plan, by: ["team"] }))).toThrow(
      new KpiError(
        "bad-input",
        "dataFrame: two columns would be called team; give the metric another name, or rename what the report is by in the table: dimensions",
      ),
    );
    // Totals have no column for the team
    expect(dataFrame(evaluate(twice, rows, { ...plan, by: ["team"] }), { rows: "totals" }).team).toEqual([4]);
    const start = evaluate({ start: metrics.throughput }, table(workItem, items, {}, { zone: "UTC" }), plan);
    expect(() => dataFrame(start)).toThrow("two columns would be called start");
    expect(() => dataFrame(report, { rows: "all" as "each" })).toThrow(
      'dataFrame: rows is "all"; write one of "each", "byPeriod"',
    );
  });

  it("refuses a value that no double holds", () => {
    const sale = record(
      "sale",
      { at: instant("when"), amount: number("how much", "number") },
      { about: "A sale." },
    );
    const sold = only(population(sale).dated("at").sum("amount"));
    const of = (amount: number) =>
      evaluate(
        { sold },
        table(sale, [
          { at: 0, amount },
          { at: 1, amount },
        ]),
        {},
      );
    expect(dataFrame(of(8e307), { rows: "totals" }).sold).toEqual([1.6e308]);
    expect(() => dataFrame(of(9e307), { rows: "totals" })).toThrow(
      /^dataFrame: sold in .* is beyond what a number can hold; read the value of its cell, which has all digits$/,
    );
  });
});
