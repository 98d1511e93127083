import { add, decimalOf, divide, type Fraction, fraction, multiply, negate } from "../core/fraction.ts";
import { baselineOf, type ControlBaseline, type ControlChart, judgeOf, perSize } from "./control-limits.ts";
import { sumOf } from "./exact-amounts.ts";
import { talliesOf } from "./proportion.ts";
import { listOf } from "./quantities.ts";

/** So many of so many, period by period. */
export interface ProportionChartInput extends ControlBaseline {
  readonly samples: readonly { readonly hits: number; readonly of: number }[];
}

/**
 * The p chart: shares, three standard errors about the share of all, p ± 3 √(p (1 - p) / n). Each point has limits by
 * its own size: the same share may be usual of 50 and a signal of 500. Null where nothing was looked at; a period in
 * which nothing was looked at has no value and no limits. The centre line is exact and divided once; limits, cut at 0
 * and 1, are good to 1e-32. An np chart is this one, its figures times the size.
 *
 * It takes it that cases are alike and do not depend on each other. Of thousands a period even small differences
 * between days are outside; there an `individualsChart` of the shares says more.
 *
 * @example
 * ```ts
 * import { proportionChart } from "kpi-core/models";
 *
 * // 10 % of 50 and of 500: the limits are of each
 * const chart = proportionChart({ samples: [{ hits: 5, of: 50 }, { hits: 50, of: 500 }] });
 * chart?.centre // => 0.1
 * chart?.points.map(({ upper }) => upper?.toFixed(3)) // => ["0.227", "0.140"]
 * ```
 */
export function proportionChart(input: ProportionChartInput): ControlChart | null {
  const samples = listOf("proportionChart: samples", input.samples).map((sample, at) => {
    const { hits, of } = talliesOf(`proportionChart: sample ${at + 1}`, sample);
    return { hits: fraction(BigInt(hits)), of: fraction(BigInt(of)) };
  });
  const counted = baselineOf("proportionChart", samples.length, input);
  const base = samples.filter((_, at) => counted[at]);
  const centre = divide(sumOf(base.map(({ hits }) => hits)), sumOf(base.map(({ of }) => of)));
  if (centre === null) return null;
  const spread: Fraction = multiply(centre, add(fraction(1n), negate(centre)));
  const judge = perSize((of) => judgeOf(centre, divide(spread, of), { least: 0, most: 1 }));
  return {
    centre: decimalOf(centre),
    points: samples.map(({ hits, of }) => judge(of)(divide(hits, of))),
  };
}
