import { Decimal, type Numeric } from "../core/decimal.ts";
import { allowedBy, amountOf, lengthOf, shareOf } from "./objective.ts";

/**
 * How many times faster than allowed errors come: their share over 1 - objective. At 1 the budget is used up exactly
 * at the end of the period. Null for an objective of 1, which allows none. 34 digits. (The Site Reliability Workbook,
 * chapter 5.)
 *
 * @example
 * ```ts
 * import { burnRate } from "kpi-core/models";
 *
 * burnRate({ objective: 0.999, errorShare: 0.1 }) // => 100
 * ```
 */
export function burnRate({
  objective,
  errorShare,
}: {
  readonly objective: Numeric;
  readonly errorShare: Numeric;
}): Decimal | null {
  const allowed = allowedBy("burnRate", objective);
  const share = shareOf("burnRate: errorShare", errorShare);
  return allowed.isZero() ? null : share.div(allowed);
}

/** A pace that is kept for a time. */
export interface Burn {
  readonly burnRate: Numeric;
  readonly windowSeconds: Numeric;
  /** The period of the objective: 30 days are 2592000. */
  readonly periodSeconds: Numeric;
}

/**
 * The share of the budget that is used in a window at a burn rate: burn × window / period. 34 digits.
 *
 * @example
 * ```ts
 * import { budgetSpent } from "kpi-core/models";
 *
 * budgetSpent({ burnRate: 36, windowSeconds: 3600, periodSeconds: 30 * 86_400 }) // => 0.05
 * ```
 */
export function budgetSpent({ burnRate, windowSeconds, periodSeconds }: Burn): Decimal {
  const burn = amountOf("budgetSpent: burnRate", burnRate);
  const window = lengthOf("budgetSpent: windowSeconds", windowSeconds);
  return burn.times(window).div(lengthOf("budgetSpent: periodSeconds", periodSeconds));
}

/**
 * The seconds until the budget is used up at a burn rate: remaining × period / burn. Null where nothing burns, 0 where
 * nothing remains. 34 digits.
 *
 * @example
 * ```ts
 * import { timeToExhaustion } from "kpi-core/models";
 *
 * timeToExhaustion({ burnRate: 10, periodSeconds: 30 * 86_400 }) // => 259200
 * timeToExhaustion({ burnRate: 10, periodSeconds: 30 * 86_400, remaining: 0.5 }) // => 129600
 * timeToExhaustion({ burnRate: 0, periodSeconds: 30 * 86_400 }) // => null
 * ```
 */
export function timeToExhaustion({
  burnRate,
  periodSeconds,
  remaining = 1,
}: {
  readonly burnRate: Numeric;
  readonly periodSeconds: Numeric;
  /** The share of the budget that is left, from 0 to 1; all of it unless said. */
  readonly remaining?: Numeric;
}): Decimal | null {
  const burn = amountOf("timeToExhaustion: burnRate", burnRate);
  const left = shareOf("timeToExhaustion: remaining", remaining);
  const seconds = left.times(lengthOf("timeToExhaustion: periodSeconds", periodSeconds));
  if (seconds.isZero()) return new Decimal(0);
  return burn.isZero() ? null : seconds.div(burn);
}
