import { Decimal, type Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { amountOf, shareOf } from "./objective.ts";

/**
 * The availability of what needs all of its parts, which fail independently: the product of theirs. 34 digits.
 *
 * @example
 * ```ts
 * import { seriesAvailability } from "kpi-core/models";
 *
 * seriesAvailability([0.99, 0.98]) // => 0.9702
 * ```
 */
export function seriesAvailability(parts: readonly Numeric[]): Decimal {
  return partsOf("seriesAvailability", parts).reduce((all, part) => all.times(part), new Decimal(1));
}

/**
 * The availability of what needs only one of its parts, which fail independently: 1 less the product of what they
 * lack. 34 digits.
 *
 * @example
 * ```ts
 * import { parallelAvailability } from "kpi-core/models";
 *
 * parallelAvailability([0.99, 0.98]) // => 0.9998
 * ```
 */
export function parallelAvailability(parts: readonly Numeric[]): Decimal {
  const down = partsOf("parallelAvailability", parts).map((part) => new Decimal(1).minus(part));
  return new Decimal(1).minus(down.reduce((all, part) => all.times(part), new Decimal(1)));
}

function partsOf(subject: string, parts: readonly Numeric[]): Decimal[] {
  if (Array.isArray(parts) && parts.length > 0)
    return parts.map((part, at) => shareOf(`${subject}: part ${at}`, part));
  throw new KpiError(
    "bad-input",
    `${subject}: there are no parts; write availabilities, such as [0.99, 0.98]`,
  );
}

/**
 * The availability that follows from how long something works and how long its repair takes: MTBF / (MTBF + MTTR),
 * with MTBF of time up. Null where both are 0. 34 digits.
 *
 * @example
 * ```ts
 * import { inherentAvailability } from "kpi-core/models";
 *
 * inherentAvailability({ timeBetweenFailures: 99, timeToRepair: 1 }) // => 0.99
 * ```
 */
export function inherentAvailability({
  timeBetweenFailures,
  timeToRepair,
}: {
  readonly timeBetweenFailures: Numeric;
  readonly timeToRepair: Numeric;
}): Decimal | null {
  const up = amountOf("inherentAvailability: timeBetweenFailures", timeBetweenFailures);
  const all = up.plus(amountOf("inherentAvailability: timeToRepair", timeToRepair));
  return all.isZero() ? null : up.div(all);
}
