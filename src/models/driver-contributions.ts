import type { Decimal, Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { add, compare, decimalOf, divide, type Fraction, fraction, multiply } from "../core/fraction.ts";
import { shown } from "../core/instant.ts";
import { amountOf, less } from "./exact-amounts.ts";

/** The drivers of a product before and after, and how its change is shared among them. */
export interface DriverContributionsInput<Name extends string> {
  readonly before: Readonly<Record<Name, Numeric>>;
  readonly after: Readonly<Record<Name, Numeric>>;
  /**
   * - `shapley`: the mean over every order in which the drivers could have changed one by one; exact, favours none;
   * - `sequential`: one by one in the order of `before`; exact, and another order gives other shares;
   * - `lmdi`: the logarithmic mean times the logarithm of each ratio (Ang), for drivers that do not change their sign.
   */
  readonly method: "shapley" | "sequential" | "lmdi";
}

/** A product before and after, and what of its change is due to each driver; they add up. */
export interface DriverContributions<Name extends string> {
  readonly before: Decimal;
  readonly after: Decimal;
  readonly change: Decimal;
  readonly contributions: Readonly<Record<Name, Decimal>>;
}

interface Driver {
  readonly was: Fraction;
  readonly is: Fraction;
}

const ONE = fraction(1n);
const productOf = (factors: readonly Fraction[]) => factors.reduce(multiply, ONE);

/**
 * How much each driver of a product did to its change, such as availability, performance and quality to OEE, or visits,
 * conversion and basket to revenue. Null by `lmdi` where a driver is 0 or changes its sign. Exact and divided once, by
 * `lmdi` good to 1e-28.
 *
 * @example
 * ```ts
 * import { driverContributions } from "kpi-core/models";
 *
 * // 100 visits at 2 %, then 200 at 3 %: 4 orders more, of which 2 more visits would have brought alone, and 1 better
 * // conversion; the one that both brought is shared
 * const found = driverContributions({
 *   before: { visits: 100, conversion: 0.02 },
 *   after: { visits: 200, conversion: 0.03 },
 *   method: "shapley",
 * });
 * found?.change // => 4
 * found?.contributions // => { visits: 2.5, conversion: 1.5 }
 * ```
 */
export function driverContributions<Name extends string>(
  input: DriverContributionsInput<Name>,
): DriverContributions<Name> | null {
  const names = Object.keys(input.before) as Name[];
  const drivers = driversOf(input, names);
  const share = methods[methodOf(input.method)];
  const [before, after] = [productOf(drivers.map(({ was }) => was)), productOf(drivers.map(({ is }) => is))];
  const shares = share(drivers, before, after);
  if (shares === null) return null;
  return {
    before: decimalOf(before),
    after: decimalOf(after),
    change: decimalOf(less(after, before)),
    contributions: Object.fromEntries(names.map((name, at) => [name, shares[at]])) as Record<Name, Decimal>,
  };
}

type Shared = (drivers: readonly Driver[], before: Fraction, after: Fraction) => readonly Decimal[] | null;

const methods: Readonly<Record<DriverContributionsInput<string>["method"], Shared>> = {
  shapley: (drivers) =>
    drivers.map(({ was, is }, at) => {
      const others = orders(drivers.filter((_, other) => other !== at));
      return decimalOf(multiply(less(is, was), others));
    }),
  sequential: (drivers) =>
    drivers.map(({ was, is }, at) => {
      const changed = productOf(drivers.slice(0, at).map((driver) => driver.is));
      const left = productOf(drivers.slice(at + 1).map((driver) => driver.was));
      return decimalOf(multiply(less(is, was), multiply(changed, left)));
    }),
  lmdi: (drivers, before, after) => {
    if (drivers.some(({ was, is }) => multiply(was, is).numerator <= 0n)) return null;
    const same = compare(after, before) === 0;
    const mean = decimalOf(same ? after : less(after, before)).div(same ? 1 : logOfRatio(before, after));
    // Not -0 where a product below 0 has a driver that did not change
    return drivers.map(({ was, is }) => mean.times(logOfRatio(was, is)).plus(0));
  },
};

/** `ln(is / was)`, of two on one side of 0: near 1 from their difference, of which a ratio of 34 digits keeps few. */
function logOfRatio(was: Fraction, is: Fraction): Decimal {
  const apart = decimalOf(divide(less(is, was), add(is, was)) as Fraction);
  if (apart.abs().lt("0.1")) return apart.atanh().times(2);
  return decimalOf(divide(is, was) as Fraction).ln();
}

/**
 * The mean product of the others over all orders, of which those that changed before are as they are and the rest as
 * they were. The products with k of them changed add up to the coefficients of the product of (was + is t); each has a
 * weight of k! (n - 1 - k)! / n!. In whole numbers, over one denominator, so that many drivers stay short.
 */
function orders(others: readonly Driver[]): Fraction {
  let sums: readonly bigint[] = [1n];
  let below = 1n;
  for (const { was, is } of others) {
    const [then, now] = [was.numerator * is.denominator, is.numerator * was.denominator];
    sums = [...sums, 0n].map((sum, k) => sum * then + (sums[k - 1] ?? 0n) * now);
    below *= was.denominator * is.denominator;
  }
  const n = others.length + 1;
  const weighted = sums.reduce((all, sum, k) => all + sum * factorial(k) * factorial(n - 1 - k), 0n);
  return fraction(weighted, below * factorial(n));
}

const factorial = (n: number): bigint => (n <= 1 ? 1n : BigInt(n) * factorial(n - 1));

function driversOf<Name extends string>(
  { before, after }: DriverContributionsInput<Name>,
  names: readonly Name[],
): readonly Driver[] {
  const odd = [
    ...names.filter((name) => !Object.hasOwn(after, name)),
    ...Object.keys(after).filter((name) => !Object.hasOwn(before, name)),
  ][0];
  if (odd !== undefined) {
    const side = Object.hasOwn(before, odd) ? "after" : "before";
    const right = "give the same drivers before and after";
    throw new KpiError("bad-input", `driverContributions: ${shown(odd)} is missing in ${side}; ${right}`);
  }
  return names.map((name) => ({
    was: amountOf(`driverContributions: ${name} before`, before[name]),
    is: amountOf(`driverContributions: ${name} after`, after[name]),
  }));
}

function methodOf(method: keyof typeof methods): keyof typeof methods {
  if (Object.hasOwn(methods, method)) return method;
  const right = `write ${Object.keys(methods).map(shown).join(" or ")}`;
  throw new KpiError("bad-input", `driverContributions: method is ${shown(method)}; ${right}`);
}
