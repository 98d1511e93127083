import { readFileSync } from "node:fs";
import fc from "fast-check";
import { Decimal, instant, number, population, type QuantileMethod, record, table } from "kpi-core";
import { describe, expect, it } from "vitest";
import { compare, decimalOf, type Fraction, fractionOf, scaled } from "../../src/core/fraction.ts";
import { quantileOf } from "../../src/models/quantile.ts";
import { figuresOf, ownMetric } from "../figures.ts";

// Sample quantiles by R 4.2.2, quantile(x, p, type = 1…9)
const reference: {
  readonly data: Readonly<Record<string, readonly number[]>>;
  readonly results: readonly (Readonly<Record<string, number>> & { dataset: string; n: number; p: number })[];
} = JSON.parse(
  readFileSync(new URL("../reference/quantile/quantile_reference.json", import.meta.url), "utf8"),
);
const methods = ["R-1", "R-2", "R-3", "R-4", "R-5", "R-6", "R-7", "R-8", "R-9"] as const;

const exact = (value: number | string) => fractionOf(new Decimal(value));
// Written with 15 digits, a third is not one: R was asked for 1/3
const probability = (p: number) => (p === 0.333333333333333 ? { numerator: 1n, denominator: 3n } : exact(p));

function quantile(values: readonly Fraction[], p: Fraction, method: QuantileMethod): Fraction {
  const sorted = [...values].sort(compare);
  return quantileOf(sorted.length, (k) => sorted[k - 1] as Fraction, p, method);
}

/** How far a value is from the expected one, as a share of it. */
function deviation(value: Decimal, expected: number): number {
  const difference = value.minus(expected).abs();
  return (expected === 0 ? difference : difference.div(expected).abs()).toNumber();
}

describe("the nine types of R", () => {
  it.each(Object.keys(reference.data))("%s, to 1e-12", (dataset) => {
    const values = (reference.data[dataset] ?? []).map(exact);
    const results = reference.results.filter((result) => result.dataset === dataset);
    expect(results.length).toBe(15);
    for (const result of results) {
      for (const [i, method] of methods.entries()) {
        const value = decimalOf(quantile(values, probability(result.p), method));
        const off = deviation(value, result[`type${i + 1}`] as number);
        expect(off, `${method}, p = ${result.p}: ${value}`).toBeLessThan(1e-12);
      }
    }
  });

  const reading = record("reading", { takenAt: instant("when"), value: number("what was read", "number") });
  const readings = population(reading).dated("takenAt");
  const sample = ["five", "negative", "nist_wafers", "cycle_times_days", "lognormal_101"];
  it.each(sample)("%s through evaluate, as texts, to 1e-12", (dataset) => {
    const rows = (reference.data[dataset] ?? []).map((value) => ({ takenAt: 0, value: String(value) }));
    for (const p of [0, 0.1, 0.5, 0.85, 1]) {
      const result = reference.results.find((one) => one.dataset === dataset && one.p === p);
      for (const [i, method] of methods.entries()) {
        const only = ownMetric("number", "quantile", { quantile: readings.quantile("value", p, method) });
        const value = new Decimal(figuresOf(only, table(reading, rows)).total);
        const off = deviation(value, result?.[`type${i + 1}`] ?? Number.NaN);
        expect(off, `${method}, p = ${p}: ${value}`).toBeLessThan(1e-12);
      }
    }
  });
});

describe("every sample quantile", () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 });
  const shares = fc.integer({ min: 0, max: 1000 });
  const method = fc.constantFrom(...methods);
  const thousandths = (of: number) => scaled(of, 3);
  const all = (given: readonly number[]) => given.map((value) => scaled(value, 1));

  it("is between the least and the greatest value", () => {
    fc.assert(
      fc.property(values, shares, method, (given, p, by) => {
        const found = quantile(all(given), thousandths(p), by);
        expect(compare(found, scaled(Math.min(...given), 1))).toBeGreaterThanOrEqual(0);
        expect(compare(found, scaled(Math.max(...given), 1))).toBeLessThanOrEqual(0);
      }),
    );
  });
  it("does not fall as p rises", () => {
    fc.assert(
      fc.property(values, shares, shares, method, (given, a, b, by) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((p) =>
          quantile(all(given), thousandths(p), by),
        );
        expect(compare(low as Fraction, high as Fraction)).toBeLessThanOrEqual(0);
      }),
    );
  });
  it("R-1 and R-3 are observed values", () => {
    fc.assert(
      fc.property(values, shares, fc.constantFrom("R-1", "R-3"), (given, p, by) => {
        const found = quantile(all(given), thousandths(p), by);
        expect(all(given).some((value) => compare(value, found) === 0)).toBe(true);
      }),
    );
  });
  it("R-1 is the least value that a share p of them does not exceed", () => {
    fc.assert(
      fc.property(values, shares, (given, p) => {
        const found = decimalOf(quantile(all(given), thousandths(p), "R-1"))
          .times(10)
          .toNumber();
        const atMost = (limit: number) => given.filter((value) => value <= limit).length * 1000;
        expect(atMost(found)).toBeGreaterThanOrEqual(p * given.length);
        const lower = given.filter((value) => value < found);
        if (lower.length > 0) expect(atMost(Math.max(...lower))).toBeLessThan(p * given.length);
      }),
    );
  });
  it("R-7 is the least value at 0, the greatest at 1, and the middle at one half", () => {
    fc.assert(
      fc.property(values, (given) => {
        const sorted = [...given].sort((a, b) => a - b);
        const at = (p: number) =>
          decimalOf(quantile(all(given), thousandths(p), "R-7"))
            .times(10)
            .toNumber();
        const middle = (sorted.length - 1) / 2;
        const median = ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
        expect([at(0), at(500), at(1000)]).toEqual([sorted[0], median, sorted.at(-1)]);
      }),
    );
  });
});
