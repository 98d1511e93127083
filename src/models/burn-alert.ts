import type { Decimal, Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { allowedBy, amountOf, lengthOf, shareOf } from "./objective.ts";

/** What an alert is to tell: that so much of the budget of a period goes within a window. */
export interface BurnAlertInput {
  readonly objective: Numeric;
  /** The share of the budget, such as 0.02. */
  readonly budgetShare: Numeric;
  readonly windowSeconds: Numeric;
  /** A second window, by which the alert ends soon after the errors do; a twelfth of the first unless said. */
  readonly shortWindowSeconds?: Numeric;
  /** The period of the objective: 30 days are 2592000. The threshold changes with it. */
  readonly periodSeconds: Numeric;
}

/** An alert over two windows. */
export interface BurnAlert {
  /** It fires where the burn rates of both windows are above this. */
  readonly threshold: Decimal;
  /** The threshold as a share of errors; above 1 the alert can never fire. */
  readonly errorShare: Decimal;
  readonly windowSeconds: Decimal;
  readonly shortWindowSeconds: Decimal;
  /** The burn rate of a total outage, 1 / (1 - objective); null for an objective of 1. */
  readonly maxBurn: Decimal | null;
  /** False where not even a total outage burns faster than the threshold. */
  readonly canFire: boolean;
}

/**
 * The threshold of a burn rate alert: budget share × period / window. With an objective of 90 % a total outage burns
 * at 10, so that an alert at 14.4 can never fire: `canFire` says so. 34 digits. (The Site Reliability Workbook,
 * chapter 5; a short window of a twelfth as in Elastic and in table 5-8.)
 *
 * @example
 * ```ts
 * import { burnAlert } from "kpi-core/models";
 *
 * const page = { budgetShare: 0.02, windowSeconds: 3600, periodSeconds: 30 * 86_400 };
 * burnAlert({ objective: 0.999, ...page }).threshold // => 14.4
 * burnAlert({ objective: 0.999, ...page }).shortWindowSeconds // => 300
 * burnAlert({ objective: 0.9, ...page }).canFire // => false
 * ```
 */
export function burnAlert({
  objective,
  budgetShare,
  windowSeconds,
  shortWindowSeconds,
  periodSeconds,
}: BurnAlertInput): BurnAlert {
  const allowed = allowedBy("burnAlert", objective);
  const share = shareOf("burnAlert: budgetShare", budgetShare);
  const long = lengthOf("burnAlert: windowSeconds", windowSeconds);
  const short =
    shortWindowSeconds === undefined
      ? long.div(12)
      : lengthOf("burnAlert: shortWindowSeconds", shortWindowSeconds);
  if (short.gt(long)) {
    const right = "write one that is no longer than windowSeconds";
    throw new KpiError(
      "bad-input",
      `burnAlert: shortWindowSeconds is ${shown(shortWindowSeconds)}; ${right}`,
    );
  }
  const spent = share.times(lengthOf("burnAlert: periodSeconds", periodSeconds));
  // Of the window: the seconds of nothing but errors that spend as much
  const down = spent.times(allowed);
  const maxBurn = allowed.isZero() ? null : allowed.pow(-1);
  return {
    threshold: spent.div(long),
    errorShare: down.div(long),
    windowSeconds: long,
    shortWindowSeconds: short,
    maxBurn,
    canFire: maxBurn !== null && down.lt(long),
  };
}

/**
 * True where an alert fires: both windows burn faster than its threshold. Of several alerts any one does.
 *
 * @example
 * ```ts
 * import { burnAlert, burnAlertFires } from "kpi-core/models";
 *
 * const window = { budgetShare: 0.02, windowSeconds: 3600, periodSeconds: 30 * 86_400 };
 * const alert = burnAlert({ objective: 0.999, ...window });
 * burnAlertFires(alert, { long: 15, short: 20 }) // => true
 * // The errors are over: the short window knows
 * burnAlertFires(alert, { long: 15, short: 0 }) // => false
 * ```
 */
export function burnAlertFires(
  { threshold }: BurnAlert,
  { long, short }: { readonly long: Numeric; readonly short: Numeric },
): boolean {
  const least = amountOf("burnAlertFires: threshold", threshold);
  const rates = [amountOf("burnAlertFires: long", long), amountOf("burnAlertFires: short", short)];
  return rates.every((rate) => rate.gt(least));
}

/**
 * The seconds until an alert on one window fires once errors come at a steady share, where there were none before:
 * window × threshold × (1 - objective) / share. Null where it never fires. 34 digits.
 *
 * @example
 * ```ts
 * import { detectionTime } from "kpi-core/models";
 *
 * // A total outage at 99.9 %, an alert at a burn rate of 1 over ten minutes
 * detectionTime({ objective: 0.999, threshold: 1, windowSeconds: 600, errorShare: 1 }) // => 0.6
 * detectionTime({ objective: 0.999, threshold: 1, windowSeconds: 600, errorShare: 0.0005 }) // => null
 * ```
 */
export function detectionTime({
  objective,
  threshold,
  windowSeconds,
  errorShare,
}: {
  readonly objective: Numeric;
  readonly threshold: Numeric;
  readonly windowSeconds: Numeric;
  readonly errorShare: Numeric;
}): Decimal | null {
  const least = amountOf("detectionTime: threshold", threshold).times(allowedBy("detectionTime", objective));
  const window = lengthOf("detectionTime: windowSeconds", windowSeconds);
  const share = shareOf("detectionTime: errorShare", errorShare);
  // At the threshold it does not fire: it is to be passed
  return share.lte(least) ? null : window.times(least).div(share);
}
