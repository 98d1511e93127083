import type { Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { percentileOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { funnelEntry } from "../records/funnel-entry.ts";

// What may still convert is in no rate
const entries = population(funnelEntry).where("mature").dated("enteredAt");
const converted = population(funnelEntry).where("mature and known(convertedAt)").dated("enteredAt");

const amplitude = { text: "Amplitude docs, how Amplitude computes funnel conversions" } as const;

/** Two steps of a funnel, by their numbers from 1. */
export interface FunnelSteps {
  readonly to: number;
  /** 1 for the whole way up to `to`, `to` - 1 for its last part. */
  readonly of: number;
}

/**
 * Of the ways through a funnel that reached one step, the share that reached a later one within the window. Its records
 * are those of `funnel`; they are placed by their first step, and those whose window is not over are not counted yet.
 *
 * @example
 * ```ts
 * import { funnelConversion } from "kpi-core/metrics/adoption";
 *
 * funnelConversion({ to: 3, of: 1 })({ reached: 20, entered: 50 }) // => 0.4
 * funnelConversion({ to: 3, of: 2 }).title.fr // => "Conversion, étape 3 sur étape 2"
 * funnelConversion({ to: 2, of: 2 }) // throws funnelConversion: to is 2; write a step after step 2, such as 3
 * ```
 */
export function funnelConversion({
  to,
  of,
}: FunnelSteps): Metric<"reached / entered", "reached" | "entered", "funnelEntry"> {
  requireStep("funnelConversion: of", of, 0);
  requireStep("funnelConversion: to", to, of);
  const [reached, entered]: string[] = [`reached >= ${to}`, `reached >= ${of}`];
  return metric(`funnelConversion${to}Of${of}`, {
    title: { en: `Conversion, step ${to} of step ${of}`, fr: `Conversion, étape ${to} sur étape ${of}` },
    about: `Share of those who entered the funnel in the period and reached step ${of} who reached step ${to} in their window; windows that are not over are left out.`,
    unit: "share",
    better: "higher",
    inputs: { reached: entries.count(reached as string), entered: entries.count(entered as string) },
    formula: "reached / entered",
    // 20 of 50 whose window of a week is over; 50 of yesterday are not counted yet
    example: { given: { reached: 20, entered: 50 }, gives: "0.4" },
    source: amplitude,
    aliases: ["conversion rate", "funnel conversion", "taux de conversion"],
  });
}

function requireStep(subject: string, step: number, after: number): void {
  if (Number.isSafeInteger(step) && step > after) return;
  const right = after === 0 ? "write the number of a step, from 1" : `write a step after step ${after}`;
  throw new KpiError("bad-definition", `${subject} is ${shown(step)}; ${right}, such as ${after + 1}`);
}

/**
 * The time from the first step of a funnel to the last that a share `p` of those who got there within the window did not
 * exceed.
 *
 * @example
 * ```ts
 * import { timeToConvert } from "kpi-core/metrics/adoption";
 *
 * timeToConvert({ p: 0.5 }).id // => "timeToConvertP50"
 * ```
 */
export function timeToConvert({ p }: { readonly p: Numeric }): Metric<"quantile", "quantile", "funnelEntry"> {
  const percentile = percentileOf(p);
  return metric(`timeToConvert${percentile.id}`, {
    title: { en: `Time to convert, ${percentile.en}`, fr: `Délai de conversion, ${percentile.fr}` },
    about: `${percentile.inHundred} in 100 of those who entered the funnel in the period and took its last step in their window needed at most so long.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: converted.quantile("seconds(enteredAt, convertedAt)", p) },
    formula: "quantile",
    example: { given: { quantile: 5400 }, gives: "5400" },
    source: amplitude,
    aliases: ["conversion time", "temps de conversion"],
  });
}
