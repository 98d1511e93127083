import type { Decimal, Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { decimalOf, divide, type Fraction, fraction, fractionOf, multiply } from "../core/fraction.ts";
import { shown } from "../core/instant.ts";
import {
  type ControlConstants,
  MOST_DRAWS,
  meanDeviationOf,
  meanRangeAs,
  rangeDeviationOf,
} from "./control-constants.ts";
import { baselineOf, type ControlBaseline, type ControlChart, judgeOf, perSize } from "./control-limits.ts";
import { amountOf, deviationOf, less, meanOf, rangeOf, rootOf, square, sumOf } from "./exact-amounts.ts";
import { listOf } from "./quantities.ts";

/** Values that were taken several at a time, and how their spread is told. */
export interface SubgroupInput extends ControlBaseline {
  /** Two or more values each, of one time: their differences are the noise that the means are held against. */
  readonly subgroups: readonly (readonly Numeric[])[];
  /**
   * - `mean range`: the X-bar and R chart; 2 to 25 values a subgroup, best up to 10;
   * - `mean deviation`: the X-bar and S chart.
   */
  readonly within: "mean range" | "mean deviation";
  readonly constants?: ControlConstants;
}

/** A chart of the means of subgroups and one of their spread. */
export interface SubgroupChart extends ControlChart {
  /** The spread of single values within subgroups. */
  readonly sigma: Decimal;
  /** The ranges (R) or standard deviations (S) of the subgroups. */
  readonly spread: ControlChart;
}

/** How a spread is told: of values what it is, and of so many draws its mean and its deviation. */
interface Spread {
  readonly of: (values: readonly Fraction[]) => Fraction;
  readonly mean: (draws: number) => Fraction;
  readonly deviation: (draws: number) => Fraction;
}

/**
 * The X-bar and R chart, or the X-bar and S chart: means of subgroups, three standard errors about the mean of all
 * values. The spread of single values is the mean of R / d2, or of S / c4; where sizes differ each subgroup has limits
 * of its own, and the centre line of the spread is weighted by size, as in qcc. Null without subgroups. Centre lines of
 * means and ranges are exact and divided once; limits are good to 1e-9 of sigma.
 *
 * Take a subgroup from one moment, such as five calls of one hour: what differs between subgroups is judged by what
 * differs within them.
 *
 * @example
 * ```ts
 * import { subgroupChart } from "kpi-core/models";
 *
 * // Ranges of 2 with three values: 2 / 1.693 is sigma, and 3 sigma / root 3 the reach
 * const chart = subgroupChart({ subgroups: [[9, 10, 11], [12, 13, 14], [15, 16, 17]], within: "mean range" });
 * chart?.centre // => 13
 * chart?.points[0]?.upper?.toFixed(3) // => "15.047"
 * chart?.points.map(({ beyond }) => beyond) // => ["lower", null, "upper"]
 * ```
 */
export function subgroupChart(input: SubgroupInput): SubgroupChart | null {
  const { within, constants } = input;
  const spread = spreadBy(within, constants);
  const groups = listOf("subgroupChart: subgroups", input.subgroups).map((values, at) =>
    subgroup(values, at, within),
  );
  const counted = baselineOf("subgroupChart", groups.length, input);
  const base = groups.filter((_, at) => counted[at]);
  const size = (group: readonly Fraction[]) => fraction(BigInt(group.length));
  const centre = meanOf(base.flat());
  const sigma = meanOf(base.map((group) => over(spread.of(group), spread.mean(group.length))));
  if (centre === null || sigma === null) return null;

  const all = sumOf(base.map(size));
  const usual = over(sumOf(base.map((group) => multiply(size(group), spread.of(group)))), all);
  const variance = square(sigma);
  const judge = perSize((draws) => judgeOf(centre, over(variance, draws)));
  const judgeSpread = perSize(({ numerator }) => {
    const own = multiply(variance, square(spread.deviation(Number(numerator))));
    return judgeOf(usual, own, { least: 0 });
  });
  return {
    centre: decimalOf(centre),
    sigma: decimalOf(sigma),
    points: groups.map((group) => judge(size(group))(meanOf(group))),
    spread: {
      centre: decimalOf(usual),
      points: groups.map((group) => judgeSpread(size(group))(spread.of(group))),
    },
  };
}

function spreadBy(within: SubgroupInput["within"], constants: ControlConstants | undefined): Spread {
  const d2 = (draws: number) => fractionOf(meanRangeAs("subgroupChart", draws, constants));
  const c4 = (draws: number) => fractionOf(meanDeviationOf(draws));
  // Root of 1 - c4 squared: a sample deviation squared has the mean 1
  const left = (draws: number) => less(fraction(1n), square(c4(draws)));
  if (within === "mean range")
    return { of: rangeOf, mean: d2, deviation: (draws) => fractionOf(rangeDeviationOf(draws)) };
  if (within === "mean deviation")
    return { of: deviationOf, mean: c4, deviation: (draws) => rootOf(left(draws)) };
  const right = 'write "mean range" or "mean deviation"';
  throw new KpiError("bad-input", `subgroupChart: within is ${shown(within)}; ${right}`);
}

function subgroup(values: readonly Numeric[], at: number, within: string): readonly Fraction[] {
  const most = within === "mean range" ? MOST_DRAWS : Number.POSITIVE_INFINITY;
  const subject = `subgroupChart: subgroup ${at + 1}`;
  listOf(subject, values);
  if (values.length < 2 || values.length > most) {
    const right = `a ${within} needs ${most === MOST_DRAWS ? `2 to ${most}` : "2 or more"}`;
    throw new KpiError("bad-input", `${subject} has ${values.length} values; ${right}`);
  }
  return values.map((value, i) => amountOf(`${subject}, value ${i + 1}`, value));
}

/** Divisors here are sizes and constants, none of which is 0. */
const over = (a: Fraction, b: Fraction) => divide(a, b) as Fraction;
