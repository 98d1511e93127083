import type { Decimal, Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import {
  add,
  compare,
  decimalOf,
  divide,
  type Fraction,
  fraction,
  fractionOf,
  multiply,
} from "../core/fraction.ts";
import { shown } from "../core/instant.ts";
import { type ControlConstants, MEDIAN_RANGE, meanRangeAs, rangeDeviationOf } from "./control-constants.ts";
import { baselineOf, type ControlBaseline, type ControlChart, judgeOf } from "./control-limits.ts";
import { amountOf, distance, meanOf, square } from "./exact-amounts.ts";
import { listOf } from "./quantities.ts";

/** Single values in their order, and how their limits are worked out. */
export interface IndividualsInput extends ControlBaseline {
  /** One a period; null for a period without one. The values beside a gap are not compared over it. */
  readonly values: readonly (Numeric | null)[];
  /**
   * What the centre lines are. By the `mean`, unless said, limits are 2.66 mean moving ranges away; by the `median`,
   * 3.145 median ones, which a few wild values in the baseline do not widen.
   */
  readonly by?: "mean" | "median";
  readonly constants?: ControlConstants;
}

/** A chart of values and one of how much each differs from the one before. */
export interface IndividualsChart extends ControlChart {
  /** The spread of single values, told from neighbours: the mean moving range over 1.128. */
  readonly sigma: Decimal;
  /** The moving ranges; the first point, and those beside a gap, have none. */
  readonly movingRange: ControlChart;
}

/**
 * The individuals and moving range chart (XmR, I-MR, process behaviour chart): mean ± 3 (mean moving range) / d2. It
 * tells a signal from noise with one value a period. The spread comes from neighbours and not from the standard
 * deviation of all values, which the very signals that are looked for would widen. Null where no two neighbours are
 * known. Centre lines are exact and divided once; limits are good to 1e-10 of sigma.
 *
 * From 6 values on it is of use, 12 to 20 are usual. A target is no limit.
 *
 * @example
 * ```ts
 * import { individualsChart } from "kpi-core/models";
 *
 * // Three days at 10, then three at 20: the level moved, and every point is outside of the limits
 * const chart = individualsChart({ values: [10, 10, 10, 20, 20, 20] });
 * chart?.centre // => 15
 * chart?.points[0]?.lower?.toFixed(2) // => "9.68"
 * ```
 */
export function individualsChart(input: IndividualsInput): IndividualsChart | null {
  const { by = "mean", constants } = input;
  if (by !== "mean" && by !== "median") {
    throw new KpiError("bad-input", `individualsChart: by is ${shown(by)}; write "mean" or "median"`);
  }
  const d2 = fractionOf(meanRangeAs("individualsChart", 2, constants));
  const values = listOf("individualsChart: values", input.values).map((value, at) =>
    value === null ? null : amountOf(`individualsChart: value ${at + 1}`, value),
  );
  const counted = baselineOf("individualsChart", values.length, input);
  const ranges = values.map((value, at) => {
    const before = values[at - 1] ?? null;
    return value === null || before === null ? null : distance(value, before);
  });
  const average = by === "mean" ? meanOf : medianOf;
  const centre = average(values.filter((value, at) => value !== null && counted[at] === true) as Fraction[]);
  const known = (range: Fraction | null, at: number) => range !== null && counted[at] && counted[at - 1];
  const usual = average(ranges.filter(known) as Fraction[]);
  const sigma = usual && divide(usual, by === "mean" ? d2 : MEDIAN_RANGE);
  if (centre === null || usual === null || sigma === null) return null;

  const spread = square(multiply(sigma, fractionOf(rangeDeviationOf(2))));
  const middle = multiply(sigma, d2);
  return {
    centre: decimalOf(centre),
    sigma: decimalOf(sigma),
    points: values.map(judgeOf(centre, square(sigma))),
    movingRange: {
      centre: decimalOf(usual),
      points: ranges.map(judgeOf(middle, spread, { least: 0 })),
    },
  };
}

/** Null of no values. */
function medianOf(values: readonly Fraction[]): Fraction | null {
  const sorted = [...values].sort(compare);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : multiply(add(low, high), fraction(1n, 2n));
}
