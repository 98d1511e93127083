import type { Numeric } from "../core/decimal.ts";
import { percentileOf } from "../core/knobs.ts";
import type { QuantileMethod } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { machineTime } from "../records/machine-time.ts";

// By the end, when the first good unit of the new product is there
const changeovers = population(machineTime).where("state = 'changeover'").dated("endedAt");

const smed = { text: "Shingo, a revolution in manufacturing: SMED", recalled: true } as const;

/** The mean time from the last good unit of one product to the first good one of the next. */
export const averageChangeoverTime = metric("averageChangeoverTime", {
  title: { en: "Changeover time, mean", fr: "Temps moyen de changement de série" },
  about:
    "Mean time from the last good unit of a product to the first of the next, of what ended in the period.",
  unit: "seconds",
  better: "lower",
  inputs: { elapsed: changeovers.sum("seconds(startedAt, endedAt)"), changeovers: changeovers.count() },
  formula: "elapsed / changeovers",
  example: { given: { elapsed: 5400, changeovers: 3 }, gives: "1800" },
  source: smed,
  aliases: ["setup time", "SMED", "temps de réglage"],
});

/**
 * The time that a share `p` of the changeovers that ended in the period did not exceed.
 *
 * @example
 * ```ts
 * import { changeoverTime } from "kpi-core/metrics/production";
 *
 * changeoverTime({ p: 0.5 }).title.fr // => "Temps de changement de série, 50ᵉ centile"
 * ```
 */
export function changeoverTime({
  p,
  method,
}: {
  readonly p: Numeric;
  readonly method?: QuantileMethod;
}): Metric<"quantile", "quantile", "machineTime"> {
  const { id, en, fr, inHundred } = percentileOf(p);
  return metric(`changeoverTime${id}`, {
    title: { en: `Changeover time, ${en}`, fr: `Temps de changement de série, ${fr}` },
    about: `Time that ${inHundred} % of the changeovers that ended in the period did not exceed.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: changeovers.quantile("seconds(startedAt, endedAt)", p, method) },
    formula: "quantile",
    example: { given: { quantile: 540 }, gives: "540" },
    source: smed,
    aliases: ["setup time percentile", "durée de changement de série"],
  });
}
