import type { Numeric } from "../core/decimal.ts";
import { percentileOf } from "../core/knobs.ts";
import type { QuantileMethod } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { period, population } from "../core/population.ts";
import { workItem } from "../records/work-item.ts";

export type { WithinOptions } from "./within.ts";
export * from "./work-done.ts";
export * from "./work-promises.ts";

const items = population(workItem);
const started = items.dated("startedAt");
const finished = items.where("known(finishedAt)").dated("finishedAt");
const inProgress = items.during("startedAt", "finishedAt");
const delivered = items.where("known(requestedAt) and known(finishedAt)").dated("finishedAt");
const worked = items.where("known(finishedAt) and known(activeSeconds)").dated("finishedAt");
const due = items.where("known(dueAt)").dated("dueAt");

const kanbanGuide = {
  text: "The Kanban Guide (2020.12), the mandatory flow metrics",
  url: "https://kanbanguides.org/english/",
} as const;

const littlesLaw = { text: "Little and Graves, Little's Law (2008), chapter 5" } as const;

/** How many items were finished in the period. */
export const throughput = metric("throughput", {
  title: { en: "Throughput", fr: "Débit" },
  about: "Items finished in the period, whatever their size.",
  unit: "count",
  better: "higher",
  inputs: { finished: finished.count() },
  formula: "finished",
  example: { given: { finished: 17 }, gives: "17" },
  source: kanbanGuide,
  aliases: ["flow velocity", "output", "completed items"],
});

/** How many items were started in the period. */
export const arrivals = metric("arrivals", {
  title: { en: "Arrivals", fr: "Arrivées" },
  about: "Items on which work began in the period.",
  unit: "count",
  better: "neither",
  inputs: { started: started.count() },
  formula: "started",
  example: { given: { started: 21 }, gives: "21" },
  source: littlesLaw,
  aliases: ["arrival rate", "started items", "inflow"],
});

/** Finished minus started: above zero the work in progress shrinks. */
export const netFlow = metric("netFlow", {
  title: { en: "Net flow", fr: "Solde des flux" },
  about: "Items finished minus items started; below zero the work in progress grows.",
  unit: "count",
  better: "target",
  inputs: { finished: finished.count(), started: started.count() },
  formula: "finished - started",
  example: { given: { finished: 17, started: 21 }, gives: "-4" },
  source: littlesLaw,
  aliases: ["net throughput"],
});

/** How many items were started and not finished when the period ended. */
export const workInProgress = metric("workInProgress", {
  title: { en: "Work in progress, at the end", fr: "Encours en fin de période" },
  about: "Items started and not finished when the period ended, or at the time of the report.",
  unit: "count",
  better: "target",
  inputs: { atEnd: inProgress.atEnd() },
  formula: "atEnd",
  example: { given: { atEnd: 34 }, gives: "34" },
  source: kanbanGuide,
  aliases: ["WIP"],
});

/** How many items were in progress on average over time, nights and weekends included. */
export const averageWorkInProgress = metric("averageWorkInProgress", {
  title: { en: "Work in progress, on average", fr: "Encours moyen" },
  about: "Items in progress on average over every moment of the period, not over samples of it.",
  unit: "number",
  better: "target",
  inputs: { inProgress: inProgress.mean() },
  formula: "inProgress",
  example: { given: { inProgress: "2.5" }, gives: "2.5" },
  source: littlesLaw,
  aliases: ["mean WIP", "L"],
});

/** The mean of the time from start to finish, over the items that were finished in the period. */
export const cycleTime = metric("cycleTime", {
  title: { en: "Cycle time, mean", fr: "Temps de cycle moyen" },
  about:
    "Mean time from start to finish of the items finished in the period, weekends included; open items are not in it.",
  unit: "seconds",
  better: "lower",
  inputs: { elapsed: finished.sum("seconds(startedAt, finishedAt)"), finished: finished.count() },
  formula: "elapsed / finished",
  example: { given: { elapsed: 1_209_600, finished: 4 }, gives: "302400" },
  source: kanbanGuide,
  aliases: ["flow time", "W"],
});

/**
 * The time from start to finish that a share `p` of the items finished in the period did not exceed. Open items
 * are not in it; `timeToFinish` counts them.
 *
 * @example
 * ```ts
 * import { cycleTimeQuantile } from "kpi-core/metrics/flow";
 *
 * cycleTimeQuantile({ p: 0.85 }).id // => "cycleTimeP85"
 * ```
 */
export function cycleTimeQuantile({
  p,
  method = "R-7",
}: {
  p: Numeric;
  method?: QuantileMethod;
}): Metric<"quantile", "quantile", "workItem"> {
  const percentile = percentileOf(p);
  return metric(`cycleTime${percentile.id}`, {
    title: { en: `Cycle time, ${percentile.en}`, fr: `Temps de cycle, ${percentile.fr}` },
    about: `${percentile.inHundred} in 100 items finished in the period took at most so long; open items are not in it.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: finished.quantile("seconds(startedAt, finishedAt)", p, method) },
    formula: "quantile",
    example: { given: { quantile: 432_000 }, gives: "432000" },
    source: kanbanGuide,
    aliases: ["service level expectation", "SLE"],
  });
}

/**
 * The time from the request to the delivery that a share `p` of the items finished in the period did not exceed.
 *
 * @example
 * ```ts
 * import { leadTime } from "kpi-core/metrics/flow";
 *
 * leadTime({ p: 0.5 }).title.fr // => "Délai de bout en bout, 50ᵉ centile"
 * ```
 */
export function leadTime({
  p,
  method = "R-7",
}: {
  p: Numeric;
  method?: QuantileMethod;
}): Metric<"quantile", "quantile", "workItem"> {
  const percentile = percentileOf(p);
  return metric(`leadTime${percentile.id}`, {
    title: { en: `Lead time, ${percentile.en}`, fr: `Délai de bout en bout, ${percentile.fr}` },
    about: `${percentile.inHundred} in 100 items finished in the period took at most so long from request to delivery; those without a request are not in it.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: delivered.quantile("seconds(requestedAt, finishedAt)", p, method) },
    formula: "quantile",
    example: { given: { quantile: 864_000 }, gives: "864000" },
    source: kanbanGuide,
    aliases: ["time to market", "order to delivery", "délai"],
  });
}

/**
 * The time by which a share `p` of the items started in the period is finished, open items included: they count
 * as "at least as long as until now" (Kaplan and Meier). None where too few are finished to say.
 *
 * @example
 * ```ts
 * import { timeToFinish } from "kpi-core/metrics/flow";
 *
 * timeToFinish({ p: 0.5 }).title.fr // => "Délai d'achèvement, 50ᵉ centile"
 * ```
 */
export function timeToFinish({ p }: { p: Numeric }): Metric<"duration", "duration", "workItem"> {
  const percentile = percentileOf(p);
  return metric(`timeToFinish${percentile.id}`, {
    title: { en: `Time to finish, ${percentile.en}`, fr: `Délai d'achèvement, ${percentile.fr}` },
    about: `${percentile.inHundred} in 100 items started in the period are finished after so long, counting those still open.`,
    unit: "seconds",
    better: "lower",
    inputs: { duration: inProgress.survival(p) },
    formula: "duration",
    example: { given: { duration: 1_987_200 }, gives: "1987200" },
    source: {
      text: "Kaplan and Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958)",
      recalled: true,
    },
    aliases: ["median time to finish", "Kaplan-Meier"],
  });
}

/** The mean age of the items in progress when the period ended, or at the time of the report. */
export const workItemAge = metric("workItemAge", {
  title: { en: "Work item age, mean", fr: "Âge moyen des éléments en cours" },
  about: "Mean time since their start of the items in progress when the period ended.",
  unit: "seconds",
  better: "lower",
  inputs: { age: inProgress.age(), inProgress: inProgress.atEnd() },
  formula: "age / inProgress",
  example: { given: { age: 2_592_000, inProgress: 6 }, gives: "432000" },
  source: kanbanGuide,
  aliases: ["age", "aging WIP"],
});

/** Of the items due in the period, the share finished by their due moment. Open and overdue counts as late. */
export const onTimeRate = metric("onTimeRate", {
  title: { en: "On time", fr: "Respect des échéances" },
  about: "Share of the items due in the period that were finished in time; what is open and overdue is late.",
  unit: "share",
  better: "higher",
  inputs: { onTime: due.count("known(finishedAt) and finishedAt <= dueAt"), due: due.count() },
  formula: "onTime / due",
  example: { given: { onTime: 6, due: 10 }, gives: "0.6" },
  source: {
    text: "Velocity Scheduling System, due date performance; by due date, so that open overdue items count",
  },
  aliases: ["due date performance", "DDP", "on-time delivery", "taux de service"],
});

/** Of the time that finished items took, the share in which somebody worked on them. */
export const flowEfficiency = metric("flowEfficiency", {
  title: { en: "Flow efficiency", fr: "Efficience de flux" },
  about:
    "Active time over elapsed time of the items finished in the period, all together; the rest is waiting. Above 100 % the active time is effort of several people.",
  unit: "share",
  better: "higher",
  inputs: { active: worked.sum("activeSeconds"), elapsed: worked.sum("seconds(startedAt, finishedAt)") },
  formula: "active / elapsed",
  // 2 of 10 days
  example: { given: { active: 172_800, elapsed: 864_000 }, gives: "0.2" },
  source: { text: "FreeKanbanBoards, flow efficiency, 2 of 10 days" },
  aliases: ["process cycle efficiency", "PCE", "touch time ratio"],
});

/**
 * Little's law as a check: the average work in progress over throughput times mean cycle time. Far from 1, items
 * enter and leave at different paces, grow old, or are never finished, and averages say little about the future.
 */
export const littlesLawRatio = metric("littlesLawRatio", {
  title: { en: "Little's law, ratio", fr: "Loi de Little, rapport" },
  about:
    "Average work in progress over throughput times mean cycle time: 1 where the flow is stable; exact where the period begins and ends empty.",
  unit: "ratio",
  better: "target",
  inputs: {
    inProgress: inProgress.mean(),
    period: period.seconds(),
    finished: finished.count(),
    elapsed: finished.sum("seconds(startedAt, finishedAt)"),
  },
  formula: "inProgress / (finished / period * (elapsed / finished))",
  // 160 bottles, 96 a year of 365 days, 1 2/3 years each
  example: {
    given: { inProgress: 160, period: 31_536_000, finished: 96, elapsed: 5_045_760_000 },
    gives: "1",
  },
  source: littlesLaw,
  aliases: ["L = λW", "Little's law check", "contrôle de la loi de Little"],
});

/** How many items were asked for and not delivered when the period ended: waiting and in progress. */
export const flowLoad = metric("flowLoad", {
  title: { en: "Flow load", fr: "Charge de flux" },
  about: "Items asked for and not finished when the period ended, whether work on them had begun or not.",
  unit: "count",
  better: "target",
  inputs: { atEnd: items.during("requestedAt", "finishedAt").atEnd() },
  formula: "atEnd",
  example: { given: { atEnd: 52 }, gives: "52" },
  source: { text: "Kersten, Project to Product: flow load of the Flow Framework", recalled: true },
  aliases: ["open demand", "queue and work in progress"],
});
