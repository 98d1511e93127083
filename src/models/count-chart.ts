import type { Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { decimalOf, divide, fraction } from "../core/fraction.ts";
import { baselineOf, type ControlBaseline, type ControlChart, judgeOf, perSize } from "./control-limits.ts";
import { sizeOf, sumOf } from "./exact-amounts.ts";
import { tallyOf } from "./proportion.ts";
import { listOf } from "./quantities.ts";

/** Events counted, period by period. */
export interface CountChartInput extends ControlBaseline {
  readonly samples: readonly {
    readonly count: number;
    /** How much there was in which they could happen, such as days or square metres; 1 unless said. */
    readonly exposure?: Numeric;
  }[];
}

/**
 * The c chart of counts and the u chart of counts per unit: u ± 3 √(u / exposure), about the count of all over the
 * exposure of all. Without exposures it is the c chart. Unlike the p chart it is of events that may be several on one
 * thing, such as defects, accidents or complaints. Null without exposure; a period without has no value and no limits,
 * and no events. The centre line is exact and divided once; limits, cut at 0, are good to 1e-32.
 *
 * @example
 * ```ts
 * import { countChart } from "kpi-core/models";
 *
 * // 16 on average: 16 ± 3 times 4
 * const chart = countChart({ samples: [{ count: 12 }, { count: 20 }, { count: 16 }] });
 * [chart?.points[0]?.lower, chart?.points[0]?.upper] // => [4, 28]
 * // 36 in 4 days are 9 a day, ± 3 times 3 for one day
 * countChart({ samples: [{ count: 9 }, { count: 27, exposure: 3 }] })?.points[0]?.upper // => 18
 * ```
 */
export function countChart(input: CountChartInput): ControlChart | null {
  const samples = listOf("countChart: samples", input.samples).map(({ count, exposure = 1 }, at) => {
    const subject = `countChart: sample ${at + 1}`;
    const events = tallyOf(`${subject}: count`, count);
    const size = sizeOf(`${subject}: exposure`, exposure);
    if (events > 0 && size.numerator === 0n) {
      throw new KpiError("bad-input", `${subject}: count is ${events}, of exposure 0; give what it is of`);
    }
    return { count: fraction(BigInt(events)), exposure: size };
  });
  const counted = baselineOf("countChart", samples.length, input);
  const base = samples.filter((_, at) => counted[at]);
  const centre = divide(sumOf(base.map(({ count }) => count)), sumOf(base.map(({ exposure }) => exposure)));
  if (centre === null) return null;
  const judge = perSize((exposure) => judgeOf(centre, divide(centre, exposure), { least: 0 }));
  return {
    centre: decimalOf(centre),
    points: samples.map(({ count, exposure }) => judge(exposure)(divide(count, exposure))),
  };
}
