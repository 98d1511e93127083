import { Decimal, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import {
  add,
  compare,
  decimalOf,
  divide,
  type Fraction,
  fraction,
  fractionOf,
  multiply,
  negate,
} from "../core/fraction.ts";
import { shown } from "../core/instant.ts";
import { combined } from "../core/many.ts";

/** The number that a value stands for. */
export function numberOf(subject: string, value: unknown): Decimal {
  const read = readDecimal(value);
  if (read !== null) return read;
  throw new KpiError("bad-input", `${subject} is ${shown(value)}; give a number`);
}

/** A number of at least 0. */
export function notNegative(subject: string, value: unknown): Decimal {
  const read = readDecimal(value);
  if (read?.gte(0)) return read;
  throw new KpiError("bad-input", `${subject} is ${shown(value)}; give a number, 0 or more`);
}

/** What a value stands for, exactly. */
export function amountOf(subject: string, value: unknown): Fraction {
  return fractionOf(numberOf(subject, value));
}

/** A number of at least 0, exactly, such as what was looked at. */
export function sizeOf(subject: string, value: unknown): Fraction {
  return fractionOf(notNegative(subject, value));
}

/** First those of one denominator, so that the sum of many stays short. */
export function sumOf(values: readonly Fraction[]): Fraction {
  const parts = new Map<bigint, bigint>();
  for (const { numerator, denominator } of values)
    parts.set(denominator, (parts.get(denominator) ?? 0n) + numerator);
  const sums = [...parts].map(([denominator, numerator]) => fraction(numerator, denominator));
  return combined([fraction(0n), ...sums], add);
}

/** Null of no values. */
export function meanOf(values: readonly Fraction[]): Fraction | null {
  return divide(sumOf(values), fraction(BigInt(values.length)));
}

export const square = (value: Fraction): Fraction => multiply(value, value);

export const less = (a: Fraction, b: Fraction): Fraction => add(a, negate(b));

export const distance = (a: Fraction, b: Fraction): Fraction => {
  const away = less(a, b);
  return away.numerator < 0n ? negate(away) : away;
};

/** The greatest of them less the least; there is one at least. */
export function rangeOf(values: readonly Fraction[]): Fraction {
  const sorted = [...values].sort(compare);
  return less(sorted.at(-1) as Fraction, sorted[0] as Fraction);
}

/** The sum of the squares of what values are away from their mean: exactly 0 of equal ones. */
export function squaresOf(values: readonly Fraction[]): Fraction {
  const mean = meanOf(values) ?? fraction(0n);
  return sumOf(values.map((value) => square(less(value, mean))));
}

/** The sample standard deviation of two values or more. */
export function deviationOf(values: readonly Fraction[]): Fraction {
  return rootOf(multiply(squaresOf(values), fraction(1n, BigInt(values.length - 1))));
}

export const rootOf = (value: Fraction): Fraction => fractionOf(new Decimal(decimalOf(value)).sqrt());
