import type { Numeric } from "../core/decimal.ts";
import { percentileOf } from "../core/knobs.ts";
import type { QuantileMethod } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { period, population } from "../core/population.ts";
import { workItem } from "../records/work-item.ts";

const finished = population(workItem).where("known(finishedAt)").dated("finishedAt");
const worked = population(workItem).where("known(finishedAt) and known(activeSeconds)").dated("finishedAt");
const waited = population(workItem).where("known(finishedAt) and known(waitingSeconds)").dated("finishedAt");
const looped = population(workItem).where("known(finishedAt) and known(reworks)").dated("finishedAt");

const edeaR = { text: "bupaR, edeaR: processing time, idle time, repetitions" } as const;

/** The share of the items that stay below it, and how the value between two is found. */
export interface WorkTimeOptions {
  /** 0.5 is the median. */
  readonly p: Numeric;
  readonly method?: QuantileMethod;
}

/**
 * The time in which an item was worked on that a share `p` of the items finished in the period did not exceed.
 *
 * @example
 * ```ts
 * import { touchTime } from "kpi-core/metrics/flow";
 *
 * touchTime({ p: 0.85 }).id // => "touchTimeP85"
 * ```
 */
export function touchTime({
  p,
  method = "R-7",
}: WorkTimeOptions): Metric<"quantile", "quantile", "workItem"> {
  const percentile = percentileOf(p);
  return metric(`touchTime${percentile.id}`, {
    title: {
      en: `Touch time, ${percentile.en}`,
      fr: `Temps de traitement effectif, ${percentile.fr}`,
    },
    about: `In ${percentile.inHundred} of 100 items finished in the period somebody worked on them for at most so long; hours of several people at once count once.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: worked.quantile("activeSeconds", p, method) },
    formula: "quantile",
    example: { given: { quantile: 14_400 }, gives: "14400" },
    source: edeaR,
    aliases: ["process time", "active time", "temps de travail effectif"],
  });
}

/**
 * The time in which an item waited that a share `p` of the items finished in the period did not exceed.
 *
 * @example
 * ```ts
 * import { waitingTime } from "kpi-core/metrics/flow";
 *
 * waitingTime({ p: 0.85 }).id // => "waitingTimeP85"
 * ```
 */
export function waitingTime({
  p,
  method = "R-7",
}: WorkTimeOptions): Metric<"quantile", "quantile", "workItem"> {
  const percentile = percentileOf(p);
  return metric(`waitingTime${percentile.id}`, {
    title: { en: `Waiting time, ${percentile.en}`, fr: `Temps d'attente, ${percentile.fr}` },
    about: `In ${percentile.inHundred} of 100 items finished in the period nobody worked on them for at most so long between start and finish.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: waited.quantile("waitingSeconds", p, method) },
    formula: "quantile",
    example: { given: { quantile: 691_200 }, gives: "691200" },
    source: edeaR,
    aliases: ["idle time", "queue time", "temps d'attente en file"],
  });
}

/** The mean time between two finished items: what manufacturing calls cycle time. */
export const completionInterval = metric("completionInterval", {
  title: { en: "Completion interval", fr: "Intervalle entre achèvements" },
  about:
    "Length of the period over the items finished in it, nights and weekends included: one is finished every so long.",
  unit: "seconds",
  better: "lower",
  inputs: { period: period.seconds(), finished: finished.count() },
  formula: "period / finished",
  example: { given: { period: 28_800, finished: 240 }, gives: "120" },
  source: { text: "Cycle time in the sense of manufacturing: 1 over throughput", recalled: true },
  aliases: ["cycle time in manufacturing", "inter-departure time", "cadence de sortie"],
});

/** Of the items finished in the period, the share that came to a state or step again. */
export const reworkRate = metric("reworkRate", {
  title: { en: "Rework rate", fr: "Taux de reprise" },
  about: "Share of the items finished in the period that came to a state or step a second time.",
  unit: "share",
  better: "lower",
  inputs: { reworked: looped.count("reworks > 0"), finished: looped.count() },
  formula: "reworked / finished",
  example: { given: { reworked: 6, finished: 40 }, gives: "0.15" },
  source: edeaR,
  aliases: ["rework loops", "share reworked", "taux de retouche"],
});

/** How often the items finished in the period came to a state or step again, on average. */
export const reworksPerItem = metric("reworksPerItem", {
  title: { en: "Reworks per item", fr: "Reprises par élément" },
  about:
    "Times that the items finished in the period came to a state or step again, per item; it may pass 1.",
  unit: "ratio",
  better: "lower",
  inputs: { reworks: looped.sum("reworks"), finished: looped.count() },
  formula: "reworks / finished",
  example: { given: { reworks: 10, finished: 40 }, gives: "0.25" },
  source: edeaR,
  aliases: ["loops per case", "repetitions per case", "boucles par dossier"],
});
