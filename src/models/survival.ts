import { Decimal } from "../core/decimal.ts";
import { decimalOf, type Fraction, fraction } from "../core/fraction.ts";

// A product of many factors is rounded in its 34th digit; survival that is 1 - p up to here is 1 - p
const DIGITS = 20;

/**
 * How many spans of one duration ended, and how many were only seen for so long, less those that are seen from
 * there on (late entry). Sorted by duration.
 */
export interface Lifetimes {
  readonly duration: number;
  readonly ended: number;
  readonly open: number;
}

/** Survival after `ended` of those `atRisk` have ended: Kaplan and Meier (1958). */
export function survivalAfter(before: Decimal, ended: number, atRisk: number): Decimal {
  return before.times(atRisk - ended).div(atRisk);
}

/**
 * The time at which values that fall are at most `wanted`, twice; where they stay exactly there until they fall on,
 * the first and the last time of that stretch. Null where they do not fall so far. This is the rule by which R
 * prints `survfit`: it takes the middle of the two.
 */
export function whenFallen<T>(
  values: Iterable<readonly [time: T, value: Decimal]>,
  wanted: Decimal,
): readonly [T, T] | null {
  const level = wanted.toDecimalPlaces(DIGITS);
  let since: readonly [T] | null = null;
  for (const [time, value] of values) {
    const order = value.toDecimalPlaces(DIGITS).cmp(level);
    if (order < 0) return [since === null ? time : since[0], time];
    if (order === 0 && since === null) since = [time];
  }
  return since === null ? null : [since[0], since[0]];
}

/**
 * The duration by which a share `p` has ended, by the estimate of Kaplan and Meier: the first at which survival falls
 * to 1 - p, and midway to the next ending where it stays exactly there, as R's `survfit` has it. Null where survival
 * does not fall so far. At one duration endings come before what is open.
 */
export function survivalQuantile(lifetimes: readonly Lifetimes[], p: Fraction): Fraction | null {
  const found = whenFallen(survivalOf(lifetimes), new Decimal(1).minus(decimalOf(p)));
  return found && fraction(BigInt(found[0]) + BigInt(found[1]), 2n);
}

/** Survival at each duration at which something ends. */
function* survivalOf(lifetimes: readonly Lifetimes[]): Generator<readonly [number, Decimal]> {
  let atRisk = lifetimes.reduce((sum, { ended, open }) => sum + ended + open, 0);
  let survival = new Decimal(1);
  for (const { duration, ended, open } of lifetimes) {
    if (ended > 0) {
      survival = survivalAfter(survival, ended, atRisk);
      yield [duration, survival];
    }
    atRisk -= ended + open;
  }
}
