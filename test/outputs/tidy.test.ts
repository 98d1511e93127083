import { evaluate, KpiError, table } from "kpi-core";
import { tidy } from "kpi-core/outputs";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { assessed, metrics, report } from "./sample.ts";

describe("tidy rows", () => {
  it("are a cell each, with plain numbers", () => {
    const [, onTime] = tidy(assessed);
    expect(onTime).toEqual({
      period: "2026-01",
      start: "2026-01-01T00:00:00.000Z",
      end: "2026-02-01T00:00:00.000Z",
      complete: true,
      team: "north",
      metric: "onTime",
      unit: "share",
      value: 0.5,
      exact: "0.5",
      currency: null,
      reason: null,
      n: 2,
      atLeast: 0.6,
      atMost: null,
      status: "at-risk",
      variance: -0.1,
    });
    expect(tidy(report)[4]).toEqual({
      period: "2026-01",
      start: "2026-01-01T00:00:00.000Z",
      end: "2026-02-01T00:00:00.000Z",
      complete: true,
      team: "null",
      metric: "onTime",
      unit: "share",
      value: null,
      exact: null,
      currency: null,
      reason: "no-records",
      n: 0,
    });
  });

  it("have the number of every cell, of groups or of totals, never of both", () => {
    const levels = [
      ["each", report.rows, 6],
      ["byGroup", report.byGroup, 3],
      ["byPeriod", report.byPeriod, 2],
      ["totals", [report.totals], 1],
    ] as const;
    for (const [rows, own, count] of levels) {
      const flat = tidy(report, { rows });
      expect(own).toHaveLength(count);
      expect(flat.map(({ metric, value, exact, reason, n }) => [metric, value, exact, reason, n])).toEqual(
        own.flatMap((row) =>
          Object.entries(row?.cells ?? {}).map(([name, cell]) => [
            name,
            cell.value === null ? null : Number(cell.value.toString()),
            cell.value?.toFixed() ?? null,
            cell.status === "none" ? cell.reason : null,
            cell.n,
          ]),
        ),
      );
    }
  });

  it("have all digits as text, beside the nearest number", () => {
    const third = evaluate(
      { onTime: metrics.onTime },
      table(
        workItem,
        [0, 2, 2].map((day) => ({ dueAt: 1, finishedAt: day })),
      ),
      {},
    );
    const [row] = tidy(third);
    expect(row?.value).toBe(1 / 3);
    expect(row?.exact).toBe("0.3333333333333333333333333333333333");
  });

  it("refuse a group by the name of a column, and say how to rename it", () => {
    const own = table(workItem, [{ finishedAt: 0, unit: "kg" }]);
    expect(() => tidy(evaluate({ n: metrics.throughput }, own, { by: ["unit"] }))).toThrow(
      new KpiError(
        "bad-input",
        'tidy: the report is by unit, which is a column of tidy rows; rename it in the table: dimensions: { unitGroup: "unit" }, and by: ["unitGroup"]',
      ),
    );
    expect(() => tidy(report, { rows: "all" as "each" })).toThrow(
      'rows is "all"; write one of "each", "byPeriod"',
    );
  });
});
