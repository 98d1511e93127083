import { Decimal, type Numeric } from "../core/decimal.ts";
import { notNegative, numberOf } from "./exact-amounts.ts";
import { listOf } from "./quantities.ts";

/** Points in their order, and how far they may go from a target. */
export interface CumulativeSumInput {
  /** Single values, or means of subgroups. */
  readonly values: readonly Numeric[];
  readonly target: Numeric;
  /** K, in the unit of the values: what is forgiven each time. Half of the shift to be found, such as 0.5 sigma. */
  readonly allowance: Numeric;
  /** H, in the unit of the values: a sum above it is a signal. Usually 4 or 5 sigma. */
  readonly decisionInterval: Numeric;
}

/** How much has gathered above the target and below it, as amounts of 0 or more. */
export interface CumulativeSumPoint {
  readonly above: Decimal;
  readonly below: Decimal;
}

/** The two sums of each point, and where they say that the process has moved. */
export interface CumulativeSum {
  readonly points: readonly CumulativeSumPoint[];
  /** Every point at which a sum is above the decision interval; `at` is its place, 0 for the first. */
  readonly signals: readonly { readonly at: number; readonly side: "above" | "below" }[];
}

/**
 * The tabular cumulative sum chart (CUSUM): what is above the target by more than the allowance adds up, what is below
 * takes away, and never under 0; the same downwards. It finds small shifts that last. The sums go on after a signal.
 * Exact up to 34 digits.
 *
 * @example
 * ```ts
 * import { cumulativeSum } from "kpi-core/models";
 *
 * // Each is 2 above the target; 1 is forgiven: 1, 2, 3
 * const found = cumulativeSum({ values: [12, 12, 12], target: 10, allowance: 1, decisionInterval: 2.5 });
 * found.points.map(({ above }) => above) // => [1, 2, 3]
 * found.signals // => [{ at: 2, side: "above" }]
 * ```
 */
export function cumulativeSum(input: CumulativeSumInput): CumulativeSum {
  const target = numberOf("cumulativeSum: target", input.target);
  const allowance = notNegative("cumulativeSum: allowance", input.allowance);
  const most = notNegative("cumulativeSum: decisionInterval", input.decisionInterval);
  const points: CumulativeSumPoint[] = [];
  let sums: CumulativeSumPoint = { above: new Decimal(0), below: new Decimal(0) };
  for (const [at, value] of listOf("cumulativeSum: values", input.values).entries()) {
    const away = numberOf(`cumulativeSum: value ${at + 1}`, value).minus(target);
    sums = {
      above: Decimal.max(0, sums.above.plus(away).minus(allowance)),
      below: Decimal.max(0, sums.below.minus(away).minus(allowance)),
    };
    points.push(sums);
  }
  const signals = points.flatMap((point, at) =>
    (["above", "below"] as const).filter((side) => point[side].gt(most)).map((side) => ({ at, side })),
  );
  return { points, signals };
}
