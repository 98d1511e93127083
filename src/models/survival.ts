import { Decimal } from "../core/decimal.ts";
import { decimalOf, type Fraction, fraction } from "../core/fraction.ts";

// A product of many factors is rounded in its 34th digit; survival that is 1 - p up to here is 1 - p
const DIGITS = 20;

/** How many spans of one duration ended, and how many were only seen for so long. Sorted by duration. */
export interface Lifetimes {
  readonly duration: number;
  readonly ended: number;
  readonly open: number;
}

/**
 * The duration by which a share `p` has ended, by the estimate of Kaplan and Meier (1958): the first at which
 * survival falls to 1 - p, and midway to the next ending where it stays exactly there, as R's `survfit` has it.
 * Null where survival does not fall so far. At one duration endings come before what is open.
 */
export function survivalQuantile(lifetimes: readonly Lifetimes[], p: Fraction): Fraction | null {
  const wanted = new Decimal(1).minus(decimalOf(p)).toDecimalPlaces(DIGITS);
  let atRisk = lifetimes.reduce((sum, { ended, open }) => sum + ended + open, 0);
  let survival = new Decimal(1);
  let reached: number | null = null;
  for (const { duration, ended, open } of lifetimes) {
    if (ended > 0) {
      if (reached !== null) return fraction(BigInt(reached) + BigInt(duration), 2n);
      survival = survival.times(atRisk - ended).div(atRisk);
      const now = survival.toDecimalPlaces(DIGITS);
      if (now.lt(wanted)) return fraction(BigInt(duration));
      if (now.eq(wanted)) reached = duration;
    }
    atRisk -= ended + open;
  }
  return reached === null ? null : fraction(BigInt(reached));
}
