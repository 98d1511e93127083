import { Decimal } from "../core/decimal.ts";

/** How long something lasts on average within a horizon, and how sure that is. */
export interface RestrictedMean {
  readonly value: Decimal;
  readonly standardError: Decimal;
}

interface Step {
  readonly time: Decimal;
  readonly atRisk: number;
  readonly events: number;
  readonly survival: Decimal;
}

/**
 * The area under survival from 0 to `until`: the mean of what lasts no longer than that, and of `until` for the rest.
 * Its variance is the sum, over the endings before, of the squared area that follows times d / (n (n - d)): that of R.
 */
export function restrictedMeanOf(steps: readonly Step[], until: Decimal): RestrictedMean {
  let [value, variance] = [new Decimal(0), new Decimal(0)];
  let end = until;
  for (let i = steps.length - 1; i >= 0; i--) {
    const { time, atRisk, events, survival } = steps[i] as Step;
    if (time.gte(until)) continue;
    value = value.plus(end.minus(time).times(survival));
    if (events < atRisk)
      variance = variance.plus(
        value
          .pow(2)
          .times(events)
          .div(atRisk)
          .div(atRisk - events),
      );
    end = time;
  }
  return { value: value.plus(end), standardError: variance.sqrt() };
}
