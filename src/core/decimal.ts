import { Decimal as Base } from "decimal.js";

/** Every result has so many significant digits. */
export const PRECISION = 34;

/**
 * The decimal type of every result: 34 significant digits, rounded half to even.
 *
 * It is a class of our own, so that `Decimal.set` in a host program does not change our numbers. Its values work
 * with those of any other decimal.js. They print in full, without an exponent, up to sixty digits.
 *
 * @example
 * ```ts
 * import { Decimal } from "kpi-core";
 *
 * new Decimal(1).div(3).toString() // => "0.3333333333333333333333333333333333"
 * ```
 */
export const Decimal = Base.clone({
  defaults: true,
  precision: PRECISION,
  rounding: Base.ROUND_HALF_EVEN,
  toExpNeg: -60,
  toExpPos: 60,
});
export type Decimal = Base;

/** A number as programs hold it. A float is read by its shortest decimal form: 0.1 is exactly one tenth. */
export type Numeric = number | bigint | string | Decimal;

const DECIMAL_TEXT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

/** Digits before or after the point, beyond which a number is none: to write it out takes as long. */
const FURTHEST = 999;

/**
 * The decimal that a value stands for, 0 for -0; null when it is not a finite number, or above 1e999. Texts are decimal
 * notation only.
 */
export function readDecimal(value: unknown): Decimal | null {
  const read = decimalFrom(value);
  if (read === null || Math.abs(read.e) > FURTHEST) return null;
  return read.isZero() ? new Decimal(0) : read;
}

function decimalFrom(value: unknown): Decimal | null {
  if (typeof value === "number") return Number.isFinite(value) ? new Decimal(value) : null;
  if (typeof value === "bigint") return new Decimal(value.toString());
  if (typeof value === "string") return DECIMAL_TEXT.test(value.trim()) ? new Decimal(value.trim()) : null;
  // `instanceof` would miss the values of another copy of decimal.js
  return Base.isDecimal(value) && value.isFinite() ? new Decimal(value) : null;
}
