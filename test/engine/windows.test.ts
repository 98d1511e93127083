import fc from "fast-check";
import { KpiError, merge, reportOf, rolling, rollUp, table, tallyFrom, tallyOf, toDate } from "kpi-core";
import { cycleTimeQuantile, throughput, workInProgress } from "kpi-core/metrics/flow";
import { fiscal } from "kpi-core/periods";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import * as given from "./arbitrary.ts";
import { type Case, cases, direct, tally } from "./cases.ts";
import { chosen } from "./every-fold.ts";

const numRuns = Number(process.env.RUNS ?? 40);

/** Each row of windows has the cells of direct evaluation over its window, but for what does not add up over time. */
function expectWindows(one: Case, windows: ReturnType<typeof tally>, reaches: (place: number) => number) {
  const report = reportOf(chosen(one.names), windows);
  const groups = Math.max(1, windows.groups.length);
  const { per: _, ...whole } = one.plan;
  const told = given.toldReport(report).rows;
  for (const [place, { start, end }] of windows.periods.entries()) {
    const expected = direct({ ...one, plan: { ...whole, from: start, to: end } }).rows;
    const found = told.slice(place * groups, (place + 1) * groups);
    expect(found.map(({ group }) => group)).toEqual(expected.map(({ group }) => group));
    for (const [row, { cells }] of expected.entries()) {
      for (const [name, right] of Object.entries(cells)) {
        const cell = found[row]?.cells[name];
        const stays = Object.values(chosen(one.names)[name]?.inputs ?? {}).some(
          ({ fold }) => fold === "stayed" || fold === "whole",
        );
        const isTold = right.reason === "not-yet" || right.reason === "immature";
        if (stays && reaches(place) > 1 && !isTold) expect(cell?.reason).toBe("not-mergeable");
        else if (!stays || isTold) expect({ name, cell }).toEqual({ name, cell: right });
      }
    }
  }
}

describe("windows are what direct evaluation over them gives", { timeout: 10_000 + numRuns * 300 }, () => {
  it("rolling", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 4 }), (one, n) => {
        const periods = tally(one);
        const windows = rolling(periods, n);
        expect(windows.periods.map(({ end }) => end)).toEqual(
          periods.periods.slice(n - 1).map(({ end }) => end),
        );
        expectWindows(one, windows, () => n);
      }),
      { numRuns },
    );
  });

  it("to date", () => {
    fc.assert(
      fc.property(cases, (one) => {
        fc.pre(one.plan.per !== "isoWeek");
        const periods = tally(one);
        const coarse = one.plan.per === "month" ? "quarter" : one.plan.per === "day" ? "month" : "day";
        const windows = toDate(periods, coarse);
        const first = (start: number) => periods.periods.findIndex((period) => period.start === start);
        const last = (end: number) => periods.periods.findIndex((period) => period.end === end);
        expectWindows(one, windows, (place) => {
          const { start, end } = windows.periods[place] ?? { start: 0, end: 0 };
          return last(end) - first(start) + 1;
        });
      }),
      { numRuns },
    );
  });
});

describe("counted by hand", () => {
  // Finished in each month from November to April: 1, 2, 3, 4, 5, 6; nothing is open but in March
  const rows = ["2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04"].flatMap((month, i) =>
    Array.from({ length: i + 1 }, () => ({
      startedAt: `${month}-02T00:00Z`,
      finishedAt: month === "2026-03" ? "2026-04-01T00:00Z" : `${month}-03T00:00Z`,
    })),
  );
  const metrics = { throughput, workInProgress };
  const months = tallyOf(metrics, table(workItem, rows), {
    per: "month",
    timeZone: "UTC",
    from: "2025-11-01",
    to: "2026-05-01",
    asOf: "2026-04-20",
  });
  const said = (windows: typeof months) =>
    reportOf(metrics, windows).rows.map(({ period, cells }) => [
      period.label,
      Number(cells.throughput.value),
      Number(cells.workInProgress.value),
      period.complete,
    ]);

  it("three months, month by month: the stock is that of the last", () => {
    expect(said(rolling(months, 3))).toEqual([
      ["2026-01", 6, 0, true],
      ["2026-02", 9, 0, true],
      ["2026-03", 7, 5, true],
      ["2026-04", 15, 0, false],
    ]);
  });

  it("quantiles are of the window, in whatever order the rows are read", () => {
    // Days in hand: January 10, February 20 and 4, March 30, April 5; two months at a time
    const lasted = [
      ["01", 10],
      ["02", 20],
      ["02", 4],
      ["03", 30],
      ["04", 5],
    ] as const;
    const items = lasted.map(([month, days]) => {
      const finishedAt = Date.parse(`2026-${month}-15T12:00:00Z`);
      return { startedAt: finishedAt - days * 86_400_000, finishedAt };
    });
    const median = cycleTimeQuantile({ p: 0.5 });
    const months = tallyOf({ median }, table(workItem, items), { per: "month", timeZone: "UTC" });
    const { rows } = reportOf({ median }, rolling(months, 2));
    const days = (place: number) => Number(rows[place]?.cells.median.value) / 86_400;
    // April with March: 5, 30; February with January: 4, 10, 20; March with February: 4, 20, 30
    expect([days(2), days(0), days(1)]).toEqual([17.5, 10, 20]);
  });

  it("a number that a stored tally has hundreds of times counts as often", () => {
    const items = [...new Array(300).fill(10), ...new Array(100).fill(20)].map((days: number) => {
      const finishedAt = Date.parse(days === 10 ? "2026-01-31T12:00:00Z" : "2026-02-28T12:00:00Z");
      return { startedAt: finishedAt - days * 86_400_000, finishedAt };
    });
    const [median, late] = [cycleTimeQuantile({ p: 0.5 }), cycleTimeQuantile({ p: 0.9 })];
    const months = tallyOf({ median, late }, table(workItem, items), { per: "month", timeZone: "UTC" });
    const stored = tallyFrom(JSON.parse(JSON.stringify(months)));
    const cells = reportOf({ median, late }, rolling(stored, 2)).rows[0]?.cells;
    expect([cells?.median.value, cells?.late.value].map((value) => Number(value) / 86_400)).toEqual([10, 20]);
  });

  it("the year to date begins in January; what came before it is not known to be whole", () => {
    expect(said(toDate(months, "year"))).toEqual([
      ["2026-01", 3, 0, true],
      ["2026-02", 7, 0, true],
      ["2026-03", 7, 5, true],
      ["2026-04", 18, 0, false],
    ]);
  });

  it("on any calendar", () => {
    const { year } = fiscal({ startMonth: 2, named: "end" });
    expect(said(toDate(months, year)).map(([label, finished]) => [label, finished])).toEqual([
      ["2026-02", 4],
      ["2026-03", 4],
      ["2026-04", 15],
    ]);
  });

  it("windows overlap: there is no total, and they are not merged or rolled up again", () => {
    const windows = rolling(months, 2);
    const { byGroup, totals, byPeriod } = reportOf(metrics, windows);
    expect([byGroup, totals, byPeriod.length]).toEqual([[], undefined, 5]);
    for (const again of [
      () => merge(windows, windows),
      () => rollUp(windows, { per: "year" }),
      () => rolling(windows, 2),
      () => toDate(windows, "year"),
    ]) {
      expect(again).toThrow(KpiError);
      expect(again).toThrow("the periods are windows (rolling 2), which overlap");
    }
  });

  it.each([
    ["rolling", rolling(months, 2)],
    ["to date", toDate(months, "year")],
  ])("windows are read back from JSON: %s", (_, windows) => {
    const json = JSON.stringify(windows);
    const again = tallyFrom(JSON.parse(json));
    expect(JSON.stringify(again)).toBe(json);
    // They overlap, but they go on
    const { periods, ...rest } = JSON.parse(json);
    expect(() => tallyFrom({ ...rest, periods: [...periods].reverse() })).toThrow(
      "tally: periods[1] is out of order; none begins before the one before, and each ends later",
    );
    expect(() => tallyFrom({ ...rest, periods, windows: null })).toThrow(
      "periods[1] is out of order; each begins",
    );
  });

  it.each([0, -1, 1.5, Number.NaN])("%s periods are no window", (n) => {
    expect(() => rolling(months, n)).toThrow("write how many periods a window has, such as 3");
  });

  // 1 December 2025 is a Monday, 1 January 2026 a Thursday
  it("weeks make no month to date", () => {
    const weeks = tallyOf({ throughput }, table(workItem, rows), { per: "isoWeek", timeZone: "UTC" });
    expect(() => toDate(weeks, "month")).toThrow("toDate: 2026-01 begins inside 2026-W01");
  });
});
