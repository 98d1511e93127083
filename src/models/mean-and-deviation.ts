import type { Decimal, Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { add, decimalOf, divide, type Fraction, fraction, fractionOf, multiply } from "../core/fraction.ts";
import { greatestOf } from "../core/many.ts";
import { less, numberOf } from "./exact-amounts.ts";
import { listOf } from "./quantities.ts";

/** What `meanAndDeviation` gives. */
export interface MeanAndDeviation {
  readonly n: number;
  readonly mean: Decimal;
  /** The sample variance, over n - 1; null of a single value. */
  readonly variance: Decimal | null;
  /** The sample standard deviation; null of a single value. */
  readonly deviation: Decimal | null;
}

/**
 * The mean of values, their sample variance and standard deviation. Sums and squares are exact, so that nothing
 * cancels, however large the values are beside their differences; each result is rounded once to 34 digits, the
 * deviation a second time by its root. Floats are read by their shortest decimal form. Throws a `KpiError` without
 * values, and for what is no number.
 *
 * @example
 * ```ts
 * import { meanAndDeviation } from "kpi-core/models";
 *
 * const { mean, deviation } = meanAndDeviation([10_000_001, 10_000_003, 10_000_002]);
 * mean // => 10000002
 * deviation // => 1
 * meanAndDeviation([5]).deviation // => null
 * ```
 */
export function meanAndDeviation(values: readonly Numeric[]): MeanAndDeviation {
  const exact = exactly("meanAndDeviation", listOf("meanAndDeviation: values", values));
  const n = fraction(BigInt(exact.length));
  const sum = exact.reduce(add, fraction(0n));
  const squares = exact.reduce((all, value) => add(all, multiply(value, value)), fraction(0n));
  const mean = divide(sum, n) as Fraction;
  const about = less(squares, multiply(sum, mean));
  const over = divide(about, add(n, fraction(-1n)));
  const variance = over === null ? null : decimalOf(over);
  return { n: exact.length, mean: decimalOf(mean), variance, deviation: variance?.sqrt() ?? null };
}

/** Every value as it is, on one scale, so that sums of many stay short. */
export function exactly(subject: string, values: readonly Numeric[]): readonly Fraction[] {
  if (values.length === 0) throw new KpiError("bad-input", `${subject}: there are no values; give some`);
  const read = values.map((value, i) => numberOf(`${subject}: value ${i + 1}`, value));
  const scale = greatestOf(read.map((decimal) => decimal.decimalPlaces()));
  const denominator = 10n ** BigInt(scale);
  return read.map((decimal) => {
    const { numerator, denominator: own } = fractionOf(decimal);
    return fraction(numerator * (denominator / own), denominator);
  });
}
