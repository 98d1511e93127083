import { type Decimal, readDecimal } from "../core/decimal.ts";
import { decimalOf, type Fraction, fraction, scaled } from "../core/fraction.ts";
import type { QuantileMethod } from "../core/measure.ts";
import { quantileOf } from "../models/quantile.ts";

/** The whole milliseconds above 0 of so many units of time; null where they are none. */
export function millisecondsOf(amount: unknown, unit: number): number | null {
  const ms = readDecimal(amount)?.times(unit);
  return ms?.isInteger() && ms.gt(0) && ms.lte(Number.MAX_SAFE_INTEGER) ? ms.toNumber() : null;
}

/** Milliseconds of many items; a million of them pass 2^53 within a century. */
export function sumOf(durations: readonly number[]): bigint {
  return durations.reduce((sum, ms) => sum + BigInt(ms), 0n);
}

export function seconds(ms: bigint): Decimal {
  return decimalOf(fraction(ms, 1000n));
}

/** Null over nothing. */
export function meanSeconds(durations: readonly number[]): Decimal | null {
  return durations.length === 0
    ? null
    : decimalOf(fraction(sumOf(durations), 1000n * BigInt(durations.length)));
}

/** The quantile of sorted durations; null over nothing. */
export function quantileSeconds(
  sorted: readonly number[],
  p: Fraction,
  method: QuantileMethod,
): Decimal | null {
  if (sorted.length === 0) return null;
  const at = (rank: number) => scaled(sorted[rank - 1] as number, 3);
  return decimalOf(quantileOf(sorted.length, at, p, method));
}

/** Null over nothing. */
export function medianSeconds(durations: readonly number[]): Decimal | null {
  const sorted = [...durations].sort((a, b) => a - b);
  return quantileSeconds(sorted, fraction(1n, 2n), "R-7");
}

/** A part of a whole; null where there is no whole. */
export function shareOf(part: bigint | number, whole: bigint | number): Decimal | null {
  return BigInt(whole) === 0n ? null : decimalOf(fraction(BigInt(part), BigInt(whole)));
}
