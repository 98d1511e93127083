import fc from "fast-check";
import { Decimal } from "kpi-core";
import { type PercentRankMethod, percentRank } from "kpi-core/models";
import { describe, expect, it } from "vitest";
import { compare, decimalOf, type Fraction, fraction, fractionOf, scaled } from "../../src/core/fraction.ts";
import { quantileOf } from "../../src/models/quantile.ts";
import reference from "../reference/quantile/percentile_rank_reference.json" with { type: "json" };

// scipy and Excel; the example of Microsoft is in published-statistics.test.ts
const methods = {
  weak: "weak_le",
  strict: "strict_lt",
  mean: "mean",
  inclusive: "excelInc",
  exclusive: "excelExc",
};
const data: Readonly<Record<string, readonly number[]>> = reference.data;

describe.each(Object.entries(methods) as [PercentRankMethod, "weak_le" | "excelInc"][])(
  "%s",
  (method, column) => {
    it.each(reference.results.map((result) => [result.x, result.dataset, result] as const))(
      "of %d in %s",
      (value, dataset, result) => {
        const rank = percentRank({ value, among: data[dataset] ?? [], method });
        const expected = result[column];
        if (expected === null) expect(rank).toBeNull();
        // scipy gives percents
        else expect(rank?.toNumber()).toBeCloseTo(column.startsWith("excel") ? expected : expected / 100, 14);
      },
    );
  },
);

describe("by hand", () => {
  const among = [1, 2, 2, 3];
  it.each<[PercentRankMethod, string]>([
    ["strict", "0.25"],
    ["weak", "0.75"],
    ["mean", "0.5"],
    ["inclusive", new Decimal(1).div(3).toString()],
    ["exclusive", "0.4"],
  ])("2 among 1, 2, 2 and 3, %s: %s", (method, rank) =>
    expect(percentRank({ value: 2, among, method })?.toString()).toBe(rank),
  );
  it("half way from 2 to 3 is half way from their ranks 1/3 and 1", () =>
    expect(percentRank({ value: 2.5, among, method: "inclusive" })?.toString()).toBe(
      decimalOf(fraction(2n, 3n)).toString(),
    ));
  it("among none there is no rank", () => {
    for (const method of Object.keys(methods) as PercentRankMethod[])
      expect(percentRank({ value: 1, among: [], method })).toBeNull();
  });
  it("0.1 and 0.10 are one number, as text or as a float", () =>
    expect(percentRank({ value: "0.10", among: [0.1, "0.3"], method: "weak" })?.toString()).toBe("0.5"));
});

describe("what ranks keep", () => {
  const values = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 25 });
  it.each([
    ["inclusive", "R-7"],
    ["exclusive", "R-6"],
  ] as const)("%s is the inverse of the quantile %s at every value", (method, quantile) => {
    fc.assert(
      fc.property(values, (among) => {
        const sorted = among.map((value) => scaled(value, 0)).sort(compare);
        for (const value of among) {
          const rank = percentRank({ value, among, method });
          // The rank is a ratio by n - 1 or n + 1, written with 34 digits: made whole again
          const of = BigInt(among.length) + (method === "inclusive" ? -1n : 1n);
          const place = BigInt(rank?.times(String(of)).round().toString() ?? "0");
          const at = (k: number) => sorted[k - 1] as Fraction;
          const back = quantileOf(sorted.length, at, fraction(place, of), quantile);
          expect(compare(back, fractionOf(new Decimal(value)))).toBe(0);
        }
      }),
    );
  });
  it("seen from above, what was beaten beats", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: -2, max: 33 }), (among, value) => {
        const down = among.map((other) => -other);
        const rank = (method: PercentRankMethod) =>
          percentRank({ value, among, method })?.toNumber() ?? Number.NaN;
        const from = (method: PercentRankMethod) =>
          percentRank({ value: -value, among: down, method })?.toNumber() ?? Number.NaN;
        expect(rank("mean") + from("mean")).toBeCloseTo(1, 14);
        expect(rank("strict") + from("weak")).toBeCloseTo(1, 14);
        expect(rank("strict") <= rank("mean") && rank("mean") <= rank("weak")).toBe(true);
      }),
    );
  });
  it("a greater value never ranks lower", () => {
    fc.assert(
      fc.property(
        ...[values, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })],
        fc.constantFrom(...(Object.keys(methods) as PercentRankMethod[])),
        (among, a, b, method) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)].map((half) =>
            percentRank({ value: half / 2, among, method }),
          );
          if (low != null && high != null) expect(low.lte(high)).toBe(true);
        },
      ),
    );
  });
});

describe("what cannot be meant", () => {
  it.each([
    [
      { value: 1, among: [1], method: "excel" as "mean" },
      'percentRank: method is "excel"; write "mean" or "strict" or "weak" or "inclusive" or "exclusive"',
    ],
    [
      { value: Number.NaN, among: [1], method: "mean" as const },
      "percentRank: value 1 is NaN; give a number",
    ],
    [
      { value: 1, among: [1, "x"], method: "mean" as const },
      'percentRank: among: value 2 is "x"; give a number',
    ],
  ])("%j", (input, message) => expect(() => percentRank(input)).toThrow(message));
});
