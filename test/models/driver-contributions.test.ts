import fc from "fast-check";
import { Decimal } from "kpi-core";
import { driverContributions } from "kpi-core/models";
import { describe, expect, it } from "vitest";
import { decimalOf, fraction } from "../../src/core/fraction.ts";
import reference from "../reference/decomposition/decomposition_reference.json" with { type: "json" };

// Exact fractions, by a program of its own
interface Exact {
  readonly fraction: string;
}
interface Case {
  readonly drivers: readonly string[];
  readonly base: readonly Exact[];
  readonly current: readonly Exact[];
  readonly delta: Exact;
  readonly shapley: readonly Exact[];
  readonly lmdiAdditive: readonly number[];
  readonly sequential: Readonly<Record<string, readonly Exact[]>> | null;
}
const { mixRate_simpson: _, pvm_google716474: __, ...products } = reference;
const cases = Object.entries(products) as [string, Case][];
const exact = ({ fraction: text }: Exact) => {
  const [above = 0n, below = 1n] = text.split("/").map(BigInt);
  return decimalOf(fraction(above, below)).toString();
};
const named = (names: readonly string[], values: readonly Exact[]) =>
  Object.fromEntries(names.map((name, at) => [name, exact(values[at] as Exact)]));
const texts = (list: Readonly<Record<string, Decimal>> | undefined) =>
  Object.fromEntries(Object.entries(list ?? {}).map(([name, value]) => [name, value.toString()]));

describe.each(cases)("%s", (_, { drivers, base, current, delta, shapley, lmdiAdditive, sequential }) => {
  const [before, after] = [named(drivers, base), named(drivers, current)];
  it("by Shapley, to the last digit", () => {
    const found = driverContributions({ before, after, method: "shapley" });
    expect(found?.change.toString()).toBe(exact(delta));
    expect(texts(found?.contributions)).toEqual(named(drivers, shapley));
  });
  it("by logarithms, to 1e-12", () => {
    const found = driverContributions({ before, after, method: "lmdi" })?.contributions ?? {};
    drivers.forEach((name, at) => {
      const expected = lmdiAdditive[at] ?? Number.NaN;
      expect(Math.abs((found[name]?.toNumber() ?? Number.NaN) - expected)).toBeLessThan(
        1e-12 * (1 + Math.abs(expected)),
      );
    });
  });
  it("one by one, in every order", () => {
    for (const [order, shares] of Object.entries(sequential ?? {})) {
      const names = [...order].map((at) => drivers[Number(at)] ?? "");
      const ordered = Object.fromEntries(names.map((name) => [name, before[name] ?? ""]));
      const found = driverContributions({ before: ordered, after, method: "sequential" });
      expect(texts(found?.contributions), order).toEqual(named(drivers, shares));
    }
  });
});

describe("any product", () => {
  const numbers = fc.integer({ min: -9, max: 9 });
  const drivers = fc.array(fc.tuple(numbers, numbers), { minLength: 1, maxLength: 6 });
  const sides = (list: readonly (readonly [number, number])[]) => ({
    before: Object.fromEntries(list.map(([was], at) => [`d${at}`, was])),
    after: Object.fromEntries(list.map(([, is], at) => [`d${at}`, is])),
  });
  it.each(["shapley", "sequential", "lmdi"] as const)(
    "by %s the contributions add up to the change",
    (method) => {
      fc.assert(
        fc.property(drivers, (list) => {
          const found = driverContributions({ ...sides(list), method });
          const alike = list.every(([was, is]) => was * is > 0);
          if (found === null) {
            expect(method === "lmdi" && !alike).toBe(true);
            return;
          }
          const sum = Object.values(found.contributions).reduce((all, one) => all.plus(one), new Decimal(0));
          expect(sum.minus(found.change).abs().lt("1e-24")).toBe(true);
          const product = (side: 0 | 1) => list.reduce((all, pair) => all * pair[side], 1);
          expect(found.change.toNumber()).toBe(product(1) - product(0) + 0);
        }),
        { numRuns: method === "lmdi" ? 40 : 100 },
      );
    },
  );
  it("by Shapley no order favours a driver: the mean of all orders", () => {
    const orders = (rest: readonly number[]): number[][] =>
      rest.length === 0
        ? [[]]
        : rest.flatMap((at) => orders(rest.filter((o) => o !== at)).map((more) => [at, ...more]));
    fc.assert(
      fc.property(fc.array(fc.tuple(numbers, numbers), { minLength: 1, maxLength: 4 }), (list) => {
        const given = sides(list);
        const all = orders(list.map((_, at) => at));
        const sums = list.map((_, driver) => {
          const gains = all.map((order) => {
            const at = order.indexOf(driver);
            const product = (until: number) =>
              order.reduce((made, one, i) => made * (list[one]?.[i < until ? 1 : 0] ?? 0), 1);
            return product(at + 1) - product(at);
          });
          return gains.reduce((sum, gain) => sum + gain, 0);
        });
        const found = driverContributions({ ...given, method: "shapley" })?.contributions ?? {};
        expect(Object.values(found).map(String)).toEqual(
          sums.map((sum) => decimalOf(fraction(BigInt(sum), BigInt(all.length))).toString()),
        );
      }),
    );
  });
  it("forty alike share alike: 1 to 2 each is 2^40 - 1, a fortieth each", () => {
    const all = (value: number | string) =>
      Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`d${at}`, value]));
    const found = driverContributions({ before: all("1.0"), after: all(2), method: "shapley" });
    const share = new Decimal(2).pow(40).minus(1).div(40).toString();
    expect(new Set(Object.values(found?.contributions ?? {}).map(String))).toEqual(new Set([share]));
  });
  it("what did not change did nothing, also where all comes to 0", () => {
    const found = driverContributions({ before: { a: 2, b: 3 }, after: { a: 2, b: 0 }, method: "shapley" });
    expect(texts(found?.contributions)).toEqual({ a: "0", b: "-6" });
    expect(driverContributions({ before: { a: 2, b: 3 }, after: { a: 2, b: 0 }, method: "lmdi" })).toBeNull();
  });
  it("by logarithms, two that cancel: 2 by 3 and 3 by 2 are 6 times ln 1.5, and its opposite", () => {
    const found = driverContributions({ before: { a: 2, b: 3 }, after: { a: 3, b: 2 }, method: "lmdi" });
    expect(found?.contributions.a.toNumber()).toBeCloseTo(6 * Math.log(1.5), 14);
    expect(found?.contributions.b.toNumber()).toBeCloseTo(-6 * Math.log(1.5), 14);
  });
  it("by logarithms, where hardly anything changed, to 1e-30 of it", () => {
    // By mpmath with 60 digits
    const hardly = driverContributions({
      before: { a: "1.0000000001", b: 3, c: 2 },
      after: { a: 1, b: "3.0000000004", c: 2 },
      method: "lmdi",
    });
    for (const [name, expected] of [
      ["a", "-6.00000000039999999998444444444537037e-10"],
      ["b", "8.00000000039999999998444444444537037e-10"],
    ] as const) {
      const off = hardly?.contributions[name].div(expected).minus(1).abs();
      expect(off?.lt("1e-30")).toBe(true);
    }
  });
  it("what cannot be meant is said", () => {
    expect(() =>
      driverContributions({ before: { a: 1, b: 1 }, after: { a: 1 } as never, method: "shapley" }),
    ).toThrow('driverContributions: "b" is missing in after; give the same drivers before and after');
    expect(() =>
      driverContributions({ before: { a: 1 }, after: { a: 1, c: 2 } as never, method: "shapley" }),
    ).toThrow('driverContributions: "c" is missing in before');
    expect(() =>
      driverContributions({ before: { a: Number.NaN }, after: { a: 1 }, method: "shapley" }),
    ).toThrow("driverContributions: a before is NaN; give a number");
    expect(() => driverContributions({ before: { a: 1 }, after: { a: 1 }, method: "x" as "lmdi" })).toThrow(
      'driverContributions: method is "x"; write "shapley" or "sequential" or "lmdi"',
    );
  });
});
