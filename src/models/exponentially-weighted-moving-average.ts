import { Decimal, type Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import type { ControlChart, ControlPoint } from "./control-limits.ts";
import { numberOf } from "./exact-amounts.ts";
import { listOf } from "./quantities.ts";

/** Points in their order, and the process that they are held against. */
export interface WeightedAverageInput {
  /** Single values, or means of subgroups. */
  readonly values: readonly Numeric[];
  /** Where the process should be, or has been: the average starts there. */
  readonly target: Numeric;
  /**
   * The standard error of one point, such as that of an `individualsChart`; of means, sigma over the root of their
   * size.
   */
  readonly sigma: Numeric;
  /** How much the latest point counts, above 0 and up to 1: 0.2 is usual, 1 is a chart of the points themselves. */
  readonly weight: Numeric;
  /** How many standard errors the limits are away: 3 unless said. */
  readonly width?: Numeric;
  /**
   * Limits that widen from the first point on, `exact`, as in qcc; or those that they approach, `asymptotic`, as in the
   * handbook of NIST. Exact unless said.
   */
  readonly limits?: "exact" | "asymptotic";
}

/**
 * The chart of the exponentially weighted moving average (EWMA): z = weight · value + (1 - weight) · z before, with
 * limits target ± width · sigma √(weight / (2 - weight) · (1 - (1 - weight)^2t)). It finds small shifts that last
 * sooner than single points do. Averages and limits are good to 1e-30 of the largest value.
 *
 * @example
 * ```ts
 * import { exponentiallyWeightedMovingAverage } from "kpi-core/models";
 *
 * const chart = exponentiallyWeightedMovingAverage({ values: [52, 47, 53], target: 50, sigma: 2.0539, weight: 0.3 });
 * chart.points.map(({ value }) => value) // => [50.6, 49.52, 50.564]
 * ```
 */
export function exponentiallyWeightedMovingAverage(input: WeightedAverageInput): ControlChart {
  const { limits = "exact" } = input;
  if (limits !== "exact" && limits !== "asymptotic")
    throw refused("limits", limits, 'write "exact" or "asymptotic"');
  const target = numberOf("exponentiallyWeightedMovingAverage: target", input.target);
  const sigma = numberOf("exponentiallyWeightedMovingAverage: sigma", input.sigma);
  if (sigma.lt(0)) throw refused("sigma", input.sigma, "give a number, 0 or more");
  const width = numberOf("exponentiallyWeightedMovingAverage: width", input.width ?? 3);
  if (width.lte(0)) throw refused("width", input.width, "give a number above 0");
  const weight = numberOf("exponentiallyWeightedMovingAverage: weight", input.weight);
  if (weight.lte(0) || weight.gt(1))
    throw refused("weight", input.weight, "give a share, above 0 and up to 1");

  const rest = new Decimal(1).minus(weight);
  const settled = weight.div(new Decimal(2).minus(weight));
  let average = target;
  let left = new Decimal(1);
  const points = listOf("exponentiallyWeightedMovingAverage: values", input.values).map((value, at) => {
    average = weight
      .times(numberOf(`exponentiallyWeightedMovingAverage: value ${at + 1}`, value))
      .plus(rest.times(average));
    left = left.times(rest).times(rest);
    const share = limits === "exact" ? settled.times(new Decimal(1).minus(left)) : settled;
    return pointAt(average, target, sigma.times(share.sqrt()), width);
  });
  return { centre: target, points };
}

function pointAt(value: Decimal, target: Decimal, sigma: Decimal, width: Decimal): ControlPoint {
  const reach = sigma.times(width);
  const [lower, upper] = [target.minus(reach), target.plus(reach)];
  return { value, sigma, lower, upper, beyond: value.lt(lower) ? "lower" : value.gt(upper) ? "upper" : null };
}

function refused(name: string, value: unknown, right: string): KpiError {
  const problem = `${name} is ${shown(value)}; ${right}`;
  return new KpiError("bad-input", `exponentiallyWeightedMovingAverage: ${problem}`);
}
