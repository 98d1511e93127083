import { Decimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { compare, decimalOf, type Fraction, fraction, multiply } from "../core/fraction.ts";
import { shown } from "../core/instant.ts";
import { less } from "./exact-amounts.ts";
import { listOf } from "./quantities.ts";

/** Which points the limits are worked out from; every point is held against them. */
export interface ControlBaseline {
  /** So many of the first points; all of them unless said. Limits that stand are kept so, while points are added. */
  readonly baseline?: number;
  /** The places of points whose cause is known, and that do not count for the limits; the first is 0. */
  readonly excluded?: readonly number[];
}

/** One point of a chart and how far it may be from the centre line. */
export interface ControlPoint {
  /** Null where there is none: a gap, or nothing was looked at. */
  readonly value: Decimal | null;
  /** One standard error of this point; null, as are its limits, where nothing was looked at. */
  readonly sigma: Decimal | null;
  readonly lower: Decimal | null;
  readonly upper: Decimal | null;
  /**
   * The limit that it lies outside of. A point on a limit is inside, and that is decided before anything is rounded.
   */
  readonly beyond: "lower" | "upper" | null;
}

/** A control chart: what is usual, and which points are not. */
export interface ControlChart {
  readonly centre: Decimal;
  readonly points: readonly ControlPoint[];
}

/** What no value of this sort can be below or above: limits are cut there. */
export interface Bounds {
  readonly least?: number;
  readonly most?: number;
}

const NINE = fraction(9n);

/** Holds a value against limits; null stays null. */
export type Judge = (value: Fraction | null) => ControlPoint;

/** Limits three standard errors from the middle; `variance` is null where nothing was looked at. */
export function judgeOf(middle: Fraction, variance: Fraction | null, { least, most }: Bounds = {}): Judge {
  const nothing = { sigma: null, lower: null, upper: null, beyond: null };
  if (variance === null) return (value) => ({ value: value && decimalOf(value), ...nothing });
  const farthest = multiply(variance, NINE);
  const reach = decimalOf(farthest).sqrt();
  const sigma = decimalOf(variance).sqrt();
  const [low, high] = [decimalOf(middle).minus(reach), decimalOf(middle).plus(reach)];
  const lower = least === undefined ? low : Decimal.max(low, least);
  const upper = most === undefined ? high : Decimal.min(high, most);
  return (value) => ({
    value: value && decimalOf(value),
    ...{ sigma, lower, upper },
    beyond: value && beyond(less(value, middle), farthest),
  });
}

/** The limits of every size, worked out once. */
export function perSize(make: (size: Fraction) => Judge): (size: Fraction) => Judge {
  const made = new Map<string, Judge>();
  return (size) => {
    const key = `${size.numerator}/${size.denominator}`;
    const judge = made.get(key) ?? make(size);
    made.set(key, judge);
    return judge;
  };
}

function beyond(away: Fraction, farthest: Fraction): "lower" | "upper" | null {
  if (compare(multiply(away, away), farthest) <= 0) return null;
  return away.numerator < 0n ? "lower" : "upper";
}

/** True for each of the points that the limits are worked out from. */
export function baselineOf(
  subject: string,
  length: number,
  { baseline, excluded = [] }: ControlBaseline,
): boolean[] {
  if (baseline !== undefined && !(Number.isInteger(baseline) && baseline >= 1 && baseline <= length)) {
    const right = `write how many of the first points, from 1 to ${length}`;
    throw new KpiError("bad-input", `${subject}: baseline is ${shown(baseline)}; ${right}`);
  }
  const odd = listOf(`${subject}: excluded`, excluded).find(
    (at) => !(Number.isInteger(at) && at >= 0 && at < length),
  );
  if (odd !== undefined) {
    const right = `write places of points, from 0 to ${length - 1}`;
    throw new KpiError("bad-input", `${subject}: excluded has ${shown(odd)}; ${right}`);
  }
  const out = new Set(excluded);
  return Array.from({ length }, (_, at) => at < (baseline ?? length) && !out.has(at));
}
