import type { Decimal } from "../core/decimal.ts";
import { decimalOf, fraction } from "../core/fraction.ts";

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

/** A part of a whole; null where there is no whole. */
export function shareOf(part: bigint | number, whole: bigint | number): Decimal | null {
  return BigInt(whole) === 0n ? null : decimalOf(fraction(BigInt(part), BigInt(whole)));
}
