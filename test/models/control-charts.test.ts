import fc from "fast-check";
import { Decimal } from "kpi-core";
import { capability, countChart, individualsChart, proportionChart, subgroupChart } from "kpi-core/models";
import { describe, expect, it } from "vitest";
import { meanDeviationOf, meanRangeOf, rangeDeviationOf } from "../../src/models/control-constants.ts";
import constants from "../reference/spc/constants.json" with { type: "json" };
import { near, outside, texts } from "./charts.ts";

// The examples of NIST are in published-statistics.test.ts, those of qcc in control-charts-qcc.test.ts

describe("the constants", () => {
  it.each(constants.constants)("of $n, by independent integration", ({ n, d2, d3, c4, A2, D4, E2 }) => {
    expect(meanRangeOf(n).toNumber()).toBe(d2);
    expect(rangeDeviationOf(n).toNumber()).toBe(d3);
    expect(meanDeviationOf(n).toNumber()).toBeCloseTo(c4, 10);
    // The charts: A2 of ranges, E2 of single values, D4 of the range itself
    const chart = subgroupChart({ subgroups: [[0, ...Array(n - 1).fill(1)]], within: "mean range" });
    near(chart?.points[0]?.upper?.minus(chart.centre), A2);
    near(chart?.spread.points[0]?.upper, D4, 8);
    near(chart?.sigma.times(3), E2);
  });
  it("of single values: 2.66 and 3.27 mean moving ranges, 3.145 and 3.865 median ones", () => {
    const { exact_3_over_d2, exact_D4, exact_3_over_median_d4, exact_UCLmR_from_median } =
      constants.extra.xmr;
    const mean = individualsChart({ values: [0, 1] });
    near(mean?.points[0]?.upper?.minus("0.5"), exact_3_over_d2);
    near(mean?.movingRange.points[1]?.upper, exact_D4);
    const median = individualsChart({ values: [0, 1], by: "median" });
    near(median?.points[0]?.upper?.minus("0.5"), exact_3_over_median_d4);
    near(median?.movingRange.points[1]?.upper, exact_UCLmR_from_median);
  });
});

describe("individuals", () => {
  it("xmr-global-sd: 10 four times and 20 four times are 8 signals between 11.2 and 18.8, not 0 within -1 and 31", () => {
    // One move of 10 in seven: 10/7 times 3 / 1.1284 is 3.798
    const chart = individualsChart({ values: [10, 10, 10, 10, 20, 20, 20, 20] });
    expect([chart?.points[0]?.lower?.toFixed(1), chart?.points[0]?.upper?.toFixed(1)]).toEqual([
      "11.2",
      "18.8",
    ]);
    expect(outside(chart)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(chart?.centre.toString()).toBe("15");
    expect(chart?.movingRange.centre.toString()).toBe(new Decimal(10).div(7).toString());
    // 3.2665 times 1.4286 is 4.67: the move itself is a signal too
    expect(outside(chart?.movingRange ?? null)).toEqual([5]);
    expect(chart?.points.map(({ beyond }) => beyond).join(" ")).toMatch(/^(lower ){4}(upper ?){4}$/);
  });
  it("over a gap nothing is compared: 1, 3, none, 10, 13 move by 2 and 3", () => {
    const chart = individualsChart({ values: [1, 3, null, 10, 13] });
    expect(texts(chart?.movingRange.points.map(({ value }) => value))).toEqual([null, "2", null, null, "3"]);
    expect(chart?.movingRange.centre.toString()).toBe("2.5");
    expect(chart?.centre.toString()).toBe("6.75");
    expect(chart?.points[2]).toMatchObject({ value: null, beyond: null });
  });
  it("an excluded point is judged and does not count, nor do its two moves", () => {
    // 1, 2, 1 and 2: mean 1.5, moves 1 and 1
    const chart = individualsChart({ values: [1, 2, 50, 1, 2], excluded: [2] });
    expect([chart?.centre.toString(), chart?.movingRange.centre.toString()]).toEqual(["1.5", "1"]);
    expect(outside(chart)).toEqual([3]);
  });
  it("limits stand on the baseline while points are added", () => {
    const values = [4, 6, 5, 7, 3];
    const first = individualsChart({ values });
    const later = individualsChart({ values: [...values, 40, 41], baseline: 5 });
    expect(later?.points.slice(0, 5)).toEqual(first?.points);
    expect(outside(later)).toEqual([6, 7]);
  });
  it("by the median, of an even and an odd number: 1, 2, 9, 4 are 3, their moves 1, 7, 5 are 5", () => {
    const chart = individualsChart({ values: [1, 2, 9, 4], by: "median" });
    expect([chart?.centre.toString(), chart?.movingRange.centre.toString()]).toEqual(["3", "5"]);
  });
  it("where nothing moves the limits are the line, and a third is on it", () => {
    const chart = individualsChart({ values: ["0.1", "0.1", "0.1", "0.2"], baseline: 3 });
    expect(outside(chart)).toEqual([4]);
  });
  it.each([
    ["no value", []],
    ["one", [3]],
    ["no neighbours", [3, null, 4]],
  ])("%s has no limits", (_, values) => expect(individualsChart({ values })).toBeNull());
  it("moves with its values and grows with them", () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 1, max: 9 }),
        (list, by, times) => {
          const [one, other] = [list, list.map((value) => value * times + by)].map((all) =>
            individualsChart({ values: all }),
          );
          expect(outside(other ?? null)).toEqual(outside(one ?? null));
          near(other?.points[0]?.upper, (one?.points[0]?.upper?.toNumber() ?? 0) * times + by, 6);
        },
      ),
    );
  });
});

describe("subgroups", () => {
  const drift = [
    [9, 10, 11],
    [12, 13, 14],
    [15, 16, 17],
  ];
  it("9 to 17: means of 10, 13, 16, ranges of 2 and deviations of 1", () => {
    const [range, deviation] = (["mean range", "mean deviation"] as const).map((within) =>
      subgroupChart({ subgroups: drift, within }),
    );
    expect(texts(range?.points.map(({ value }) => value))).toEqual(["10", "13", "16"]);
    expect([range?.spread.centre.toString(), deviation?.spread.centre.toString()]).toEqual(["2", "1"]);
    // Sigma is 2 / 1.6926 and 1 / 0.8862
    near(range?.points[0]?.lower, 13 - (3 * 2) / 1.6925687506 / Math.sqrt(3));
    near(deviation?.points[0]?.lower, 13 - 3 / 0.886226925452758 / Math.sqrt(3));
    // B4 of 3 is 2.5682
    near(deviation?.spread.points[0]?.upper, 2.5681696026);
    expect([range, deviation].map((chart) => outside(chart ?? null))).toEqual([
      [1, 3],
      [1, 3],
    ]);
    expect(range?.spread.points[0]?.lower?.toString()).toBe("0");
  });
  it("sigma is that of capability", () => {
    const two = fc.array(fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 2, maxLength: 6 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(two, fc.constantFrom("mean range", "mean deviation"), (subgroups, within) => {
        const chart = subgroupChart({ subgroups, within });
        const found = capability({ subgroups, within, lower: -1 });
        if (found !== null) expect(chart?.sigma.toNumber()).toBeCloseTo(found.sigmaWithin, 10);
      }),
      { numRuns: 30 },
    );
  });
  it("larger subgroups have closer limits", () => {
    const chart = subgroupChart({ subgroups: [[1, 3], [1, 3, 1, 3, 1, 3, 1, 3]], within: "mean deviation" }); // biome-ignore format: two
    const [few, many] = chart?.points.map(({ sigma }) => sigma?.toNumber() ?? 0) ?? [];
    expect(few).toBeCloseTo(2 * (many ?? 0), 12);
  });
  it("none are none", () => expect(subgroupChart({ subgroups: [], within: "mean range" })).toBeNull());
});

describe("shares and counts", () => {
  it("p-chart-constant-n: at 10 % the limit is 0.227 of 50 and 0.140 of 500, not 0.154 of both", () => {
    const chart = proportionChart({
      samples: [
        { hits: 5, of: 50 },
        { hits: 50, of: 500 },
      ],
    });
    near(chart?.points[0]?.upper, 0.22727922061357855, 12);
    near(chart?.points[1]?.upper, 0.14024922359499623, 12);
    expect(chart?.points[0]?.lower?.toString()).toBe("0");
  });
  it("limits are cut at 1: 9 and 10 of 10", () => {
    const samples = [9, 10].map((hits) => ({ hits, of: 10 }));
    expect(proportionChart({ samples })?.points[0]?.upper?.toString()).toBe("1");
  });
  it("a share on its limit is on it, though neither has a last digit: 0 of 9 under a half is", () => {
    // p = 1/2, of 9: 3 root (1/4 / 9) is 1/2; so 0 and 9 are on the limits 0 and 1
    const samples = [0, 9].map((hits) => ({ hits, of: 9 }));
    const chart = proportionChart({ samples });
    expect(texts(chart?.points.flatMap(({ lower, upper }) => [lower, upper]))).toEqual(["0", "1", "0", "1"]);
    expect(outside(chart)).toEqual([]);
    // p = 1/3, of 2 in the later sample: sigma 1/3, so that none is more than 3 away, to the last digit
    const third = countChart({ samples: [{ count: 1, exposure: 9 }, { count: 10, exposure: 9 }], baseline: 1 }); // biome-ignore format: two
    // u = 1/9 of 9: sigma root (1/81), 1/9 ± 1/3 is 4/9, and 10/9 is beyond it
    expect(third?.points[1]?.upper?.toString()).toBe(new Decimal(4).div(9).toString());
    expect(outside(third)).toEqual([2]);
    const on = countChart({ samples: [{ count: 1, exposure: 9 }, { count: 4, exposure: 9 }], baseline: 1 }); // biome-ignore format: two
    expect(outside(on)).toEqual([]);
  });
  it("a period without cases has no value and no limits, and changes nothing", () => {
    const chart = proportionChart({ samples: [{ hits: 1, of: 4 }, { hits: 0, of: 0 }, { hits: 1, of: 4 }] }); // biome-ignore format: three
    expect(chart?.points[1]).toEqual({ value: null, sigma: null, lower: null, upper: null, beyond: null });
    expect(chart?.centre.toString()).toBe("0.25");
    const idle = countChart({ samples: [{ count: 3 }, { count: 0, exposure: 0 }] });
    expect([idle?.centre.toString(), idle?.points[1]?.upper]).toEqual(["3", null]);
  });
  it("5 units and half a unit have limits of their own: 2 ± 3 root (2 / 5), 2 ± 6", () => {
    const chart = countChart({ samples: [{ count: 10, exposure: 5 }, { count: 1, exposure: 0.5 }] }); // biome-ignore format: two
    near(chart?.points[0]?.upper, 2 + 3 * Math.sqrt(2 / 5), 12);
    expect(chart?.points[1]?.upper?.toString()).toBe("8");
  });
  it("nothing looked at is none", () => {
    expect(proportionChart({ samples: [] })).toBeNull();
    expect(countChart({ samples: [{ count: 0, exposure: 0 }] })).toBeNull();
  });
  it("in which unit exposure is does not matter", () => {
    const samples = fc.array(fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 90 })), {
      minLength: 1,
      maxLength: 15,
    });
    fc.assert(
      fc.property(samples, (list) => {
        const [one, tenth] = [1, 10].map((unit) =>
          countChart({
            samples: list.map(([count, days]) => ({ count, exposure: new Decimal(days).div(unit) })),
          }),
        );
        expect(outside(tenth ?? null)).toEqual(outside(one ?? null));
        expect(tenth?.centre.div(10).toNumber()).toBeCloseTo(one?.centre.toNumber() ?? 0, 10);
      }),
    );
  });
  it("the centre line is the share of all, and points of one size lie about it", () => {
    const many = fc.array(fc.nat(20), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(many, (hits) => {
        const chart = proportionChart({ samples: hits.map((one) => ({ hits: one, of: 20 })) });
        const sum = chart?.points.reduce((all, { value }) => all.plus(value ?? 0), new Decimal(0));
        expect(sum?.div(hits.length).minus(chart?.centre ?? 0).abs().lt("1e-30")).toBe(true); // biome-ignore format: one
      }),
    );
  });
});

describe("what cannot be meant", () => {
  it.each<[string, () => unknown]>([
    ["individualsChart: value 2 is NaN; give a number", () => individualsChart({ values: [1, Number.NaN] })],
    [
      'individualsChart: by is "mode"; write "mean" or "median"',
      () => individualsChart({ values: [1, 2], by: "mode" as "mean" }),
    ],
    [
      'individualsChart: constants is "old"; write "exact" or "rounded"',
      () => individualsChart({ values: [1, 2], constants: "old" as "exact" }),
    ],
    [
      "individualsChart: baseline is 3; write how many of the first points, from 1 to 2",
      () => individualsChart({ values: [1, 2], baseline: 3 }),
    ],
    [
      "individualsChart: excluded has 2; write places of points, from 0 to 1",
      () => individualsChart({ values: [1, 2], excluded: [2] }),
    ],
    [
      "subgroupChart: subgroup 2 has 1 values; a mean range needs 2 to 25",
      () => subgroupChart({ subgroups: [[1, 2], [3]], within: "mean range" }),
    ],
    [
      "subgroupChart: subgroup 1 has 1 values; a mean deviation needs 2 or more",
      () => subgroupChart({ subgroups: [[1]], within: "mean deviation" }),
    ],
    [
      'subgroupChart: within is "pooled"; write "mean range" or "mean deviation"',
      () => subgroupChart({ subgroups: [[1, 2]], within: "pooled" as "mean range" }),
    ],
    [
      'subgroupChart: subgroup 1, value 2 is "x"; give a number',
      () => subgroupChart({ subgroups: [[1, "x"]], within: "mean range" }),
    ],
    [
      "proportionChart: sample 1: hits is 3; write a whole number, from 0 to 2",
      () => proportionChart({ samples: [{ hits: 3, of: 2 }] }),
    ],
    [
      "countChart: sample 1: count is -1; write a whole number, 0 or more",
      () => countChart({ samples: [{ count: -1 }] }),
    ],
    [
      "countChart: sample 1: exposure is -2; give a number, 0 or more",
      () => countChart({ samples: [{ count: 1, exposure: -2 }] }),
    ],
    [
      "countChart: sample 2: count is 5, of exposure 0; give what it is of",
      () => countChart({ samples: [{ count: 1 }, { count: 5, exposure: 0 }] }),
    ],
  ])("%s", (message, go) => expect(go).toThrow(message));
});
