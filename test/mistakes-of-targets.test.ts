import { population, table } from "kpi-core";
import { assess, change, type Target, target } from "kpi-core/benchmarks";
import { individualsChart } from "kpi-core/models";
import { describe, expect, it } from "vitest";
import { monthly, reading, single } from "./benchmarks/readings.ts";
import { figuresOf, ownMetric } from "./figures.ts";
import mistakes from "./reference/mistakes/mistakes.json" with { type: "json" };

// The mistakes of the catalogue of supply and quality that are about change, targets and scores: the wrong value
// computed and named, the right one from rows

/** A month each from January 2026 on. */
const months = (values: readonly number[]) =>
  values.map((value, i) => ({ at: `2026-${String(i + 1).padStart(2, "0")}-10T00:00:00Z`, value }));

describe("change", () => {
  it("% change of a negative base: -100 to -80 is -20 %, which looks worse; it is 20 more, and no percentage", () => {
    expect((-80 - -100) / -100).toBe(-0.2);
    const report = monthly("number", "higher", months([-100, -80]), { compare: ["previous"] });
    const { difference, ratio, reason } = change(report, "previous").rows[1]?.changes.gauge ?? {};
    expect([difference?.toString(), ratio, reason]).toEqual(["20", null, "base-not-positive"]);
  });

  it("hit-or-miss reaction: 6 months up, 5 down, 6 of 12 below a target of 11; all of them are within usual limits", () => {
    const values = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12];
    const report = monthly("number", "higher", months(values), { compare: ["previous"], asOf: "2027-01-15" });
    const changes = change(report, "previous").rows.flatMap(({ changes }) => changes.gauge.difference ?? []);
    expect([changes.filter((by) => by.gt(0)).length, changes.filter((by) => by.lt(0)).length]).toEqual([
      6, 5,
    ]);
    const { rows } = assess(report, { gauge: target({ atLeast: 11 }) });
    expect(rows.filter(({ assessments }) => assessments.gauge.status === "missed")).toHaveLength(6);
    // 11 plus and minus 3 * 2 / 1.128: a target of 11 is hit and missed by chance, month after month
    const chart = individualsChart({ values: rows.map(({ cells }) => cells.gauge.value) });
    expect(chart?.points.filter(({ beyond }) => beyond !== null)).toEqual([]);
    expect([chart?.points[0]?.lower?.toFixed(2), chart?.points[0]?.upper?.toFixed(2)]).toEqual([
      "5.68",
      "16.32",
    ]);
  });
});

describe("attainment", () => {
  const judged = (better: "higher" | "lower", value: number, bound: Target<Record<never, never>>) =>
    assess(single("number", better, value), { gauge: bound }).totals?.assessments.gauge;

  it("of a negative target: -15 of -10 is 150 %; it is missed by 5", () => {
    expect(-15 / -10).toBe(1.5);
    const found = judged("higher", -15, target({ atLeast: -10 }));
    expect([found?.status, found?.favourable?.toString(), found?.attainment]).toEqual(["missed", "-5", null]);
  });

  it("of less is better: 12 of 10 is 120 %; it is missed, at 80 %", () => {
    expect(12 / 10).toBe(1.2);
    const found = judged("lower", 12, target({ atMost: 10 }));
    expect([found?.status, found?.attainment?.toString()]).toEqual(["missed", "0.8"]);
  });
});

describe("scores", () => {
  it("a published average of five scores: -9.18, which is their sum; -1.836", () => {
    const { wrong, right } = mistakes.find(({ id }) => id === "sap-absolute-score") as {
      readonly wrong: { readonly publishedAverage: number };
      readonly right: { readonly mean: number };
    };
    const scores = [1.21, 20.27, -24.09, -10.67, 4.1];
    const rows = scores.map((value) => ({ at: "2026-01-10T00:00:00Z", value }));
    const scored = population(reading).dated("at");
    const sum = ownMetric("number", "sum", { sum: scored.sum("value") });
    const average = ownMetric("number", "sum / n", { sum: scored.sum("value"), n: scored.count() });
    expect(Number(figuresOf(sum, table(reading, rows)).total)).toBe(wrong.publishedAverage);
    expect(Number(figuresOf(average, table(reading, rows)).total)).toBe(right.mean);
  });
});
