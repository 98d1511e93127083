import { Decimal, population, table } from "kpi-core";
import {
  averageWorkInProgress,
  cycleTime,
  cycleTimeQuantile,
  flowEfficiency,
  littlesLawRatio,
  throughput,
  timeToFinish,
} from "kpi-core/metrics/flow";
import { resolutionTime, timeToResolve } from "kpi-core/metrics/service";
import { ticket, workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { decimalOf, fraction, scaled } from "../src/core/fraction.ts";
import { quantileOf } from "../src/models/quantile.ts";
import { figuresOf, ownMetric } from "./figures.ts";

// What others have published of flow and durations, from rows; the numbers are those of the catalogue. Calls and requests
// (1, 2, 12 to 15, 18) are in published-service.test.ts, Erlang (3 to 11) in models, scores (16, 17) in scores.test.ts.
// Other domains have files of their own beside this one. Token replay (22) is no metric yet

const HOUR = 3600;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const at = (seconds: number) => seconds * 1000;
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const fixed = (value: string, digits: number) => new Decimal(value).toFixed(digits);

describe("20, 21: flow", () => {
  // One in and one out at a steady pace, looked at for a year of 365 days that begins in the middle of it
  const YEAR = 365 * DAY;
  const cellar = (stock: number, aYear: number) => {
    const pace = YEAR / aYear;
    const bottle = (i: number) => ({ startedAt: at(i * pace), finishedAt: at((i + stock) * pace) });
    return table(workItem, times(stock + 2 * aYear, bottle));
  };
  const inProgress = population(workItem).during("startedAt", "finishedAt");
  const stay = ownMetric("seconds", "held / finished", {
    held: inProgress.seconds(),
    finished: population(workItem).dated("finishedAt").count(),
  });
  it.each([
    ["L = 160 bottles, λ = 96 a year: W = 1.67 years", 160, 96, "1.67"],
    ["12 bottles, 6 a year: 24 months, 2 years", 12, 6, "2.00"],
  ])("20. Little and Graves, %s", (_, stock, aYear, years) => {
    const bottles = cellar(stock, aYear);
    const start = (stock * YEAR) / aYear;
    const plan = { from: at(start), to: at(start + YEAR), asOf: at(start + YEAR) };
    expect(figuresOf(averageWorkInProgress, bottles, plan).total).toBe(String(stock));
    expect(figuresOf(throughput, bottles, plan).total).toBe(String(aYear));
    // Each stayed so long, and L / λ says so without having looked at a single one
    for (const metric of [cycleTime, stay]) {
      const { total } = figuresOf(metric, bottles, plan);
      expect(fixed(String(Number(total) / YEAR), 2)).toBe(years);
    }
    expect(figuresOf(littlesLawRatio, bottles, plan).total).toBe("1");
  });

  it.each([
    ["FreeKanbanBoards, 2 of 10 days: 20 %", 2 * DAY, 10 * DAY, "0.2000"],
    ["calculator, 8 of 120 h: 6.67 %", 8 * HOUR, 120 * HOUR, "0.0667"],
  ])("21. flow efficiency, %s", (_, activeSeconds, elapsed, published) => {
    const items = table(workItem, [{ startedAt: 0, finishedAt: at(elapsed), activeSeconds }]);
    expect(fixed(figuresOf(flowEfficiency, items).total, 4)).toBe(published);
  });
});

describe("23 to 25: percentiles R-1 to R-9", () => {
  const methods = ["R-1", "R-2", "R-3", "R-4", "R-5", "R-6", "R-7", "R-8", "R-9"] as const;
  const wafers =
    "95.1772 95.1567 95.1937 95.1959 95.1442 95.0610 95.1591 95.1195 95.1065 95.0925 95.1990 95.1682";
  const cases = [
    [
      "23. NIST 7.2.6.2 and Apache Commons",
      wafers.split(" "),
      "0.9",
      5,
      "95.19590 95.19590 95.19590 95.19546 95.19683 95.19807 95.19568 95.19724 95.19714",
    ],
    ["24. Apache Commons", ["1", "3", "2", "4"], "0.3", 5, "2 2 1 1.2 1.7 1.5 1.9 1.63333 1.65"],
    ["24. Apache Commons", ["1", "3", "2", "4"], "0.75", 5, "3 3.5 3 3 3.5 3.75 3.25 3.58333 3.5625"],
    ["25. Wikipedia", ["15", "20", "35", "40", "50"], "0.4", 5, "20 - - - - 26 29 - -"],
  ] as const;
  const runs = cases.flatMap(([source, values, p, digits, published]) =>
    published.split(" ").flatMap((figure, i) => {
      const method = methods[i] as (typeof methods)[number];
      return figure === "-" ? [] : [{ source, values, p, digits, figure, method }];
    }),
  );

  // A value of 1 is shown as 10 s, so that the data of NIST are whole milliseconds
  it.each(runs)("$source, p = $p, $method: $figure", ({ values, p, digits, figure, method }) => {
    const wanted = fixed(figure, digits);
    const rows = values.map((value) => ({ begun: 0, done: Math.round(Number(value) * 10_000) }));
    const items = table(workItem, rows, { startedAt: "begun", finishedAt: "done" });
    const tickets = table(ticket, rows, { openedAt: "begun", resolvedAt: "done" });
    for (const { total } of [
      figuresOf(cycleTimeQuantile({ p, method }), items),
      figuresOf(resolutionTime({ p, method }), tickets),
    ]) {
      expect(fixed(String(Number(total) / 10), digits)).toBe(wanted);
    }
    const sorted = values.map((value) => scaled(BigInt(Math.round(Number(value) * 10_000)), 4));
    sorted.sort((a, b) => Number(a.numerator - b.numerator));
    const share = fraction(BigInt(Math.round(Number(p) * 100)), 100n);
    const model = quantileOf(sorted.length, (k) => sorted[k - 1] as (typeof sorted)[number], share, method);
    expect(decimalOf(model).toFixed(digits)).toBe(wanted);
  });
});

describe("26: Kaplan and Meier, 6-MP (Freireich 1963), weeks in remission", () => {
  const asOf = Date.UTC(2026, 0, 5);
  const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23];
  const open = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
  const rows = [
    ...ended.map((weeks) => ({ from: asOf - at(40 * WEEK), to: asOf - at((40 - weeks) * WEEK) })),
    ...open.map((weeks) => ({ from: asOf - at(weeks * WEEK), to: null })),
  ];
  const items = table(workItem, rows, { startedAt: "from", finishedAt: "to" });
  const tickets = table(ticket, rows, { openedAt: "from", resolvedAt: "to" });

  // S is .857 from week 6 on, .807 from 7, .753 from 10, .690 from 13, .627 from 16, .538 from 22, .448 from 23
  it.each([
    ["median 23", 0.5, 23],
    ["S(6) = .857 is below .86", 0.14, 6],
    ["S(7) = .807 is below .85", 0.15, 7],
    ["S(10) = .753 is not below .75, S(13) = .690 is", 0.25, 13],
    ["S(10) = .753 is below .76", 0.24, 10],
    ["S(13) = .690 is below .7", 0.3, 13],
    ["S(16) = .627 is below .63", 0.37, 16],
    ["S(22) = .538 is below .54", 0.46, 22],
    ["S(23) = .448 is below .45", 0.55, 23],
  ])("26. %s", (_, p, weeks) => {
    expect(figuresOf(timeToResolve({ p }), tickets, { asOf }).total).toBe(String(weeks * WEEK));
    expect(figuresOf(timeToFinish({ p }), items, { asOf }).total).toBe(String(weeks * WEEK));
  });
  it("26. S never falls below .448: the 56th percentile is not reached", () => {
    expect(figuresOf(timeToResolve({ p: 0.56 }), tickets, { asOf }).total).toBe("not-reached");
    expect(figuresOf(timeToFinish({ p: 0.56 }), items, { asOf }).total).toBe("not-reached");
  });
});
