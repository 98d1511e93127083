import type { Numeric } from "../core/decimal.ts";
import { clockOf, percentileOf } from "../core/knobs.ts";
import type { Clock, QuantileMethod } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { ticket } from "../records/ticket.ts";
import { type WithinOptions, withinOf } from "./within.ts";

export * from "./backlog.ts";
export * from "./service-cost.ts";
export * from "./ticket-times.ts";
export type { WithinOptions } from "./within.ts";

const requests = population(ticket);
const opened = requests.dated("openedAt");
const replied = requests.where("known(firstRepliedAt)").dated("firstRepliedAt");
const settled = requests.where("known(resolvedAt)").dated("resolvedAt");
const due = requests.where("known(dueAt)").dated("dueAt");
const open = requests.during("openedAt", "resolvedAt");
const unanswered = requests.during("openedAt", "firstRepliedAt");

const zendesk = { text: "Zendesk 4408834848154, ticket reply, resolution and wait times" } as const;
const redo = { text: "Redo help centre 12218475, reopen rate" } as const;
const kaplanMeier = {
  text: "Kaplan and Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958)",
  recalled: true,
} as const;

/** The settings of a duration of the requests that reached its end. */
export interface DurationOptions {
  /** The share of the requests that stay below it: 0.5 is the median. */
  readonly p: Numeric;
  /** `calendar` unless said; `working` is by the schedule of the plan. */
  readonly clock?: Clock;
  readonly method?: QuantileMethod;
}

/**
 * The time to the first answer by a person that a share `p` of the requests answered in the period did not exceed.
 * What has no answer yet is not in it; `timeToRespond` counts it.
 *
 * @example
 * ```ts
 * import { firstResponseTime } from "kpi-core/metrics/service";
 *
 * firstResponseTime({ p: 0.5, clock: "working" }).title.en // => "First response time, 50th percentile, working time"
 * ```
 */
export function firstResponseTime({
  p,
  clock = "calendar",
  method = "R-7",
}: DurationOptions): Metric<"quantile", "quantile", "ticket"> {
  const percentile = percentileOf(p);
  const by = clockOf(clock);
  return metric(`firstResponseTime${percentile.id}${by.id}`, {
    title: {
      en: `First response time, ${percentile.en}${by.en}`,
      fr: `Délai de première réponse, ${percentile.fr}${by.fr}`,
    },
    about: `${percentile.inHundred} in 100 requests first answered in the period waited at most so long; those without an answer are not in it.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: replied.quantile(`${by.seconds}(openedAt, firstRepliedAt)`, p, method) },
    formula: "quantile",
    // Monday 10:00 to 11:30 (Zoho Desk)
    example: { given: { quantile: 5400 }, gives: "5400" },
    source: zendesk,
    aliases: ["FRT", "first reply time", "time to first response"],
  });
}

/** The mean time to the first answer of the requests answered in the period. */
export const averageFirstResponseTime = metric("averageFirstResponseTime", {
  title: { en: "First response time, mean", fr: "Délai moyen de première réponse" },
  about:
    "Mean time to the first answer of the requests first answered in the period, nights and weekends included.",
  unit: "seconds",
  better: "lower",
  inputs: { waited: replied.sum("seconds(openedAt, firstRepliedAt)"), replied: replied.count() },
  formula: "waited / replied",
  example: { given: { waited: 21_600, replied: 4 }, gives: "5400" },
  source: zendesk,
  aliases: ["mean FRT", "average first reply time"],
});

/**
 * The time by which a share `p` of the requests opened in the period is answered; those without an answer count as
 * "at least as long as until now" (Kaplan and Meier).
 *
 * @example
 * ```ts
 * import { timeToRespond } from "kpi-core/metrics/service";
 *
 * timeToRespond({ p: 0.9 }).id // => "timeToRespondP90"
 * ```
 */
export function timeToRespond({ p }: { readonly p: Numeric }): Metric<"duration", "duration", "ticket"> {
  const percentile = percentileOf(p);
  return metric(`timeToRespond${percentile.id}`, {
    title: { en: `Time to respond, ${percentile.en}`, fr: `Délai avant réponse, ${percentile.fr}` },
    about: `${percentile.inHundred} in 100 requests opened in the period are answered after so long, counting those still unanswered.`,
    unit: "seconds",
    better: "lower",
    inputs: { duration: unanswered.survival(p) },
    formula: "duration",
    example: { given: { duration: 7200 }, gives: "7200" },
    source: kaplanMeier,
    aliases: ["censoring-aware first response time"],
  });
}

/**
 * The time to settlement that a share `p` of the requests settled in the period did not exceed. What is open is not
 * in it, so that it looks good while old requests wait; `timeToResolve` counts them.
 *
 * @example
 * ```ts
 * import { resolutionTime } from "kpi-core/metrics/service";
 *
 * resolutionTime({ p: 0.85 }).title.fr // => "Délai de résolution, 85ᵉ centile"
 * resolutionTime({ p: 0.85, clock: "working" }).id // => "resolutionTimeP85Working"
 * ```
 */
export function resolutionTime({
  p,
  clock = "calendar",
  method = "R-7",
}: DurationOptions): Metric<"quantile", "quantile", "ticket"> {
  const percentile = percentileOf(p);
  const by = clockOf(clock);
  return metric(`resolutionTime${percentile.id}${by.id}`, {
    title: {
      en: `Resolution time, ${percentile.en}${by.en}`,
      fr: `Délai de résolution, ${percentile.fr}${by.fr}`,
    },
    about: `${percentile.inHundred} in 100 requests settled in the period took at most so long; open ones are not in it.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: settled.quantile(`${by.seconds}(openedAt, resolvedAt)`, p, method) },
    formula: "quantile",
    example: { given: { quantile: 86_400 }, gives: "86400" },
    source: zendesk,
    aliases: ["full resolution time", "TTR", "time to resolution"],
  });
}

/** The mean time to settlement of the requests settled in the period. */
export const averageResolutionTime = metric("averageResolutionTime", {
  title: { en: "Resolution time, mean", fr: "Délai moyen de résolution" },
  about: "Mean time from the first message to the last settlement of the requests settled in the period.",
  unit: "seconds",
  better: "lower",
  inputs: { elapsed: settled.sum("seconds(openedAt, resolvedAt)"), settled: settled.count() },
  formula: "elapsed / settled",
  // The ticket of the GitLab handbook: Monday 9:00 to Wednesday 14:30, 53 1/2 hours
  example: { given: { elapsed: 192_600, settled: 1 }, gives: "192600" },
  source: zendesk,
  aliases: ["mean TTR", "MTTR of requests"],
});

/**
 * The time by which a share `p` of the requests opened in the period is settled; the open count as "at least as long
 * as until now" (Kaplan and Meier). None where too few are settled to say.
 *
 * @example
 * ```ts
 * import { timeToResolve } from "kpi-core/metrics/service";
 *
 * timeToResolve({ p: 0.5 }).title.fr // => "Délai avant résolution, 50ᵉ centile"
 * ```
 */
export function timeToResolve({ p }: { readonly p: Numeric }): Metric<"duration", "duration", "ticket"> {
  const percentile = percentileOf(p);
  return metric(`timeToResolve${percentile.id}`, {
    title: { en: `Time to resolve, ${percentile.en}`, fr: `Délai avant résolution, ${percentile.fr}` },
    about: `${percentile.inHundred} in 100 requests opened in the period are settled after so long, counting those still open.`,
    unit: "seconds",
    better: "lower",
    inputs: { duration: open.survival(p) },
    formula: "duration",
    example: { given: { duration: 1_987_200 }, gives: "1987200" },
    source: kaplanMeier,
    aliases: ["censoring-aware resolution time", "Kaplan-Meier median"],
  });
}

/**
 * Of the requests settled in the period, the share settled in the first contact. It moves for a week, in which the
 * requester may write again on the same matter: until then the period is immature.
 */
export const firstContactResolution = metric("firstContactResolution", {
  title: { en: "First contact resolution", fr: "Résolution au premier contact" },
  about:
    "Share of the settled requests of which it is known that took one contact, without another on the same matter within 7 days.",
  unit: "share",
  better: "higher",
  inputs: { settledAtOnce: settled.count("settledAtOnce"), settled: settled.count("known(settledAtOnce)") },
  formula: "settledAtOnce / settled",
  example: { given: { settledAtOnce: 86, settled: 120 }, gives: "0.7166666666666666666666666666666667" },
  source: { text: "Call Centre Helper 208926, first contact resolution without a repeat within 7 days" },
  aliases: ["FCR", "FTF", "first call resolution", "RPC"],
  matures: "P7D",
});

/** Of the requests settled in the period, the share that was opened again. */
export const reopenRate = metric("reopenRate", {
  title: { en: "Reopen rate", fr: "Taux de réouverture" },
  about: "Share of the settled requests of which it is known that were opened again.",
  unit: "share",
  better: "lower",
  inputs: { reopened: settled.count("reopened"), settled: settled.count("known(reopened)") },
  formula: "reopened / settled",
  example: { given: { reopened: 3, settled: 120 }, gives: "0.025" },
  source: redo,
  aliases: ["reopened tickets"],
});

/** Of the requests promised for the period, the share settled by the promised moment; open and overdue is missed. */
export const slaAttainment = metric("slaAttainment", {
  title: { en: "SLA attainment", fr: "Respect des engagements (SLA)" },
  about:
    "Share of the requests due in the period that were settled in time; what is open and overdue is missed.",
  unit: "share",
  better: "higher",
  inputs: { met: due.count("known(resolvedAt) and resolvedAt <= dueAt"), due: due.count() },
  formula: "met / due",
  // 8 in time, 1 late, 3 open and overdue
  example: { given: { met: 8, due: 12 }, gives: "0.6666666666666666666666666666666667" },
  source: { text: "Zendesk 4408832852122, SLA metrics; by due moment, so that open overdue requests count" },
  aliases: ["SLA met", "SLA hit rate", "taux de respect des SLA"],
});

/**
 * Of the requests opened in the period, the share after which the requester did not come back on the same matter within
 * a time: first contact resolution as whoever asks sees it. A period is immature until all had that time.
 *
 * @example
 * ```ts
 * import { noRepeatRate } from "kpi-core/metrics/service";
 *
 * noRepeatRate({ within: "P7D" }).title.fr // => "Sans nouveau contact sous 7 j"
 * noRepeatRate({ within: "P7D" })({ once: 90, opened: 120 }) // => 0.75
 * ```
 */
export function noRepeatRate({
  within,
}: WithinOptions): Metric<"once / opened", "once" | "opened", "ticket"> {
  const { id, en, fr, seconds } = withinOf("noRepeatRate", within);
  const once: string = `not known(repeatedAt) or seconds(openedAt, repeatedAt) > ${seconds}`;
  return metric(`noRepeatRate${id}`, {
    title: { en: `No repeat contact ${en}`, fr: `Sans nouveau contact ${fr}` },
    about: `Share of the requests opened in the period after which the requester did not come back on the same matter ${en}.`,
    unit: "share",
    better: "higher",
    inputs: { once: opened.count(once), opened: opened.count() },
    formula: "once / opened",
    example: { given: { once: 90, opened: 120 }, gives: "0.75" },
    source: { text: "Call Centre Helper 208926, first contact resolution without a repeat within 7 days" },
    aliases: ["FCR, no repeat", "repeat contact rate, complement", "résolution sans réitération"],
    matures: within,
  });
}
