import fc from "fast-check";
import { cumulativeSum, exponentiallyWeightedMovingAverage } from "kpi-core/models";
import { describe, expect, it } from "vitest";
import { near, outside, texts } from "./charts.ts";

// The examples of NIST are in published-statistics.test.ts, those of qcc in control-charts-qcc.test.ts

describe("weighted averages and cumulative sums", () => {
  it("52, 47: 51 and 49 by a half, with limits that widen: root 1/4, root 5/16, up to root 1/3", () => {
    const chart = exponentiallyWeightedMovingAverage({ values: [52, 47], target: 50, sigma: 2, weight: 0.5 });
    expect(texts(chart.points.map(({ value }) => value))).toEqual(["51", "49"]);
    expect(chart.points[0]?.upper?.toString()).toBe("53");
    near(chart.points[1]?.upper, 50 + 6 * Math.sqrt(5 / 16), 12);
    const wide = { values: [52], target: 50, sigma: 2, weight: 0.5, limits: "asymptotic" } as const;
    near(
      exponentiallyWeightedMovingAverage({ ...wide, width: 2 }).points[0]?.lower,
      50 - 4 * Math.sqrt(1 / 3),
      12,
    );
  });
  it("a weight of 1 is the points themselves, with their own limits", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -99, max: 99 })), (values) => {
        const chart = exponentiallyWeightedMovingAverage({ values, target: 3, sigma: 10, weight: 1 });
        expect(chart.points.map(({ value }) => value?.toNumber())).toEqual(values.map((value) => value + 0));
        expect(outside(chart)).toEqual(
          values.flatMap((value, at) => (value < -27 || value > 33 ? [at + 1] : [])),
        );
      }),
    );
  });
  it("3 over, 1 over and 4 under, 1 forgiven: 2, 2, 0 and 0, 0, 3", () => {
    const sums = cumulativeSum({ values: [13, 11, 6], target: 10, allowance: 1, decisionInterval: 2 });
    expect(texts(sums.points.map(({ above }) => above))).toEqual(["2", "2", "0"]);
    expect(texts(sums.points.map(({ below }) => below))).toEqual(["0", "0", "3"]);
    // A sum of 2 is not above 2
    expect(sums.signals).toEqual([{ at: 2, side: "below" }]);
  });
  it("upside down the sides change", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 })), (values) => {
        const rest = { target: 0, allowance: 1, decisionInterval: 5 };
        const up = cumulativeSum({ values, ...rest });
        const down = cumulativeSum({ values: values.map((value) => -value), ...rest });
        expect(texts(down.points.map(({ below }) => below))).toEqual(
          texts(up.points.map(({ above }) => above)),
        );
      }),
    );
  });
});

describe("what cannot be meant", () => {
  const average = { values: [1], target: 0, sigma: 1, weight: 0.2 };
  const sums = { values: [1], target: 0, allowance: 1, decisionInterval: 4 };
  it.each<[string, () => unknown]>([
    [
      "exponentiallyWeightedMovingAverage: weight is 0; give a share, above 0 and up to 1",
      () => exponentiallyWeightedMovingAverage({ ...average, weight: 0 }),
    ],
    [
      "exponentiallyWeightedMovingAverage: sigma is -1; give a number, 0 or more",
      () => exponentiallyWeightedMovingAverage({ ...average, sigma: -1 }),
    ],
    [
      "exponentiallyWeightedMovingAverage: width is 0; give a number above 0",
      () => exponentiallyWeightedMovingAverage({ ...average, width: 0 }),
    ],
    [
      'exponentiallyWeightedMovingAverage: limits is "wide"; write "exact" or "asymptotic"',
      () => exponentiallyWeightedMovingAverage({ ...average, limits: "wide" as "exact" }),
    ],
    [
      "exponentiallyWeightedMovingAverage: value 1 is null; give a number",
      () => exponentiallyWeightedMovingAverage({ ...average, values: [null as never] }),
    ],
    [
      "cumulativeSum: allowance is -1; give a number, 0 or more",
      () => cumulativeSum({ ...sums, allowance: -1 }),
    ],
    [
      "cumulativeSum: value 1 is Infinity; give a number",
      () => cumulativeSum({ ...sums, values: [Infinity] }),
    ],
  ])("%s", (message, go) => expect(go).toThrow(message));
});
