import type { Numeric } from "../core/decimal.ts";
import { percentileOf } from "../core/knobs.ts";
import type { QuantileMethod } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { slaClock } from "../records/sla-clock.ts";
import { ticketTime } from "../records/ticket-time.ts";

// Whose turn it was how long is known when a request is settled: it is placed by that
const times = population(ticketTime);
const settled = times.where("known(resolvedAt)").dated("resolvedAt");
const firstSettled = times.where("known(firstResolvedAt)").dated("firstResolvedAt");
const answered = population(slaClock)
  .where("metric = 'nextReply' and (outcome = 'achieved' or outcome = 'missed')")
  .dated("endedAt");

const gitlab = {
  text: "GitLab handbook, Zendesk metrics definitions (2025): whose turn it was, by status",
} as const;
const zendesk = { text: "Zendesk 4408834848154, ticket reply, resolution and wait times" } as const;

/** The share of the requests that stay below it, and how the value between two is found. */
export interface TicketTimeOptions {
  /** 0.5 is the median. */
  readonly p: Numeric;
  readonly method?: QuantileMethod;
}

/** A metric of the records of `ticketTimes`. */
export type TicketTimeMetric = Metric<"quantile", "quantile", "ticketTime">;

interface Turn {
  readonly id: string;
  readonly en: string;
  readonly fr: string;
  readonly who: string;
  readonly seconds: "requesterWaitSeconds" | "agentWorkSeconds" | "agentWaitSeconds" | "onHoldSeconds";
  /** Of the ticket of the GitLab handbook. */
  readonly gives: number;
  readonly aliases: readonly string[];
}

function turnTime({ p, method = "R-7" }: TicketTimeOptions, turn: Turn): TicketTimeMetric {
  const percentile = percentileOf(p);
  return metric(`${turn.id}${percentile.id}`, {
    title: { en: `${turn.en}, ${percentile.en}`, fr: `${turn.fr}, ${percentile.fr}` },
    about: `In ${percentile.inHundred} of 100 requests settled in the period ${turn.who} for at most so long in all; open ones are not in it.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: settled.quantile(turn.seconds, p, method) },
    formula: "quantile",
    example: { given: { quantile: turn.gives }, gives: String(turn.gives) },
    source: gitlab,
    aliases: turn.aliases,
  });
}

/**
 * The time in which the requester waited, for an agent or for a third party, that a share `p` of the requests settled
 * in the period did not exceed. Its records are those of `ticketTimes`.
 *
 * @example
 * ```ts
 * import { requesterWaitTime } from "kpi-core/metrics/service";
 *
 * requesterWaitTime({ p: 0.5 }).title.fr // => "Temps d'attente du demandeur, 50ᵉ centile"
 * ```
 */
export function requesterWaitTime(options: TicketTimeOptions): TicketTimeMetric {
  return turnTime(options, {
    id: "requesterWaitTime",
    en: "Requester wait time",
    fr: "Temps d'attente du demandeur",
    who: "the requester waited for an agent or a third party",
    seconds: "requesterWaitSeconds",
    gives: 127_800,
    aliases: ["RWT", "requester wait", "attente du demandeur"],
  });
}

/**
 * The time in which it was the turn of an agent: new and open.
 *
 * @example
 * ```ts
 * import { agentWorkTime } from "kpi-core/metrics/service";
 *
 * agentWorkTime({ p: 0.5 }).title.fr // => "Temps de travail agent, 50ᵉ centile"
 * ```
 */
export function agentWorkTime(options: TicketTimeOptions): TicketTimeMetric {
  return turnTime(options, {
    id: "agentWorkTime",
    en: "Agent work time",
    fr: "Temps de travail agent",
    who: "it was the turn of an agent",
    seconds: "agentWorkSeconds",
    gives: 30_600,
    aliases: ["new and open time", "temps à la charge de l'agent"],
  });
}

/**
 * The time in which it was the turn of the requester: pending.
 *
 * @example
 * ```ts
 * import { agentWaitTime } from "kpi-core/metrics/service";
 *
 * agentWaitTime({ p: 0.5 }).title.fr // => "Temps d'attente client, 50ᵉ centile"
 * ```
 */
export function agentWaitTime(options: TicketTimeOptions): TicketTimeMetric {
  return turnTime(options, {
    id: "agentWaitTime",
    en: "Agent wait time",
    fr: "Temps d'attente client",
    who: "it was the turn of the requester",
    seconds: "agentWaitSeconds",
    gives: 64_800,
    aliases: ["pending time", "customer turn", "temps en attente du client"],
  });
}

/**
 * The time in which it was the turn of a third party: on hold.
 *
 * @example
 * ```ts
 * import { onHoldTime } from "kpi-core/metrics/service";
 *
 * onHoldTime({ p: 0.5 }).title.fr // => "Temps de mise en attente, 50ᵉ centile"
 * ```
 */
export function onHoldTime(options: TicketTimeOptions): TicketTimeMetric {
  return turnTime(options, {
    id: "onHoldTime",
    en: "On-hold time",
    fr: "Temps de mise en attente",
    who: "it was the turn of a third party",
    seconds: "onHoldSeconds",
    gives: 97_200,
    aliases: ["third party time", "temps chez un tiers"],
  });
}

/**
 * The time to the first settlement that a share `p` of the requests first settled in the period did not exceed. It
 * never changes afterwards; `resolutionTime` is to the last, and moves a request that is opened again to a later period.
 *
 * @example
 * ```ts
 * import { firstResolutionTime } from "kpi-core/metrics/service";
 *
 * firstResolutionTime({ p: 0.9 }).id // => "firstResolutionTimeP90"
 * ```
 */
export function firstResolutionTime({ p, method = "R-7" }: TicketTimeOptions): TicketTimeMetric {
  const percentile = percentileOf(p);
  return metric(`firstResolutionTime${percentile.id}`, {
    title: {
      en: `First resolution time, ${percentile.en}`,
      fr: `Délai de première résolution, ${percentile.fr}`,
    },
    about: `${percentile.inHundred} in 100 requests first settled in the period took at most so long until then, whether they were opened again or not.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: firstSettled.quantile("seconds(openedAt, firstResolvedAt)", p, method) },
    formula: "quantile",
    example: { given: { quantile: 86_400 }, gives: "86400" },
    source: zendesk,
    aliases: ["time to first resolution", "time to first solve", "délai de première clôture"],
  });
}

/**
 * The time from a message of the requester to the next answer, by the clock of the promise, that a share `p` of the
 * answers of the period did not exceed. One request has many. Its records are those of `slaClocks`.
 *
 * @example
 * ```ts
 * import { nextReplyTime } from "kpi-core/metrics/service";
 *
 * nextReplyTime({ p: 0.5 }).title.fr // => "Délai de réponse suivante, 50ᵉ centile"
 * ```
 */
export function nextReplyTime({
  p,
  method = "R-7",
}: TicketTimeOptions): Metric<"quantile", "quantile", "slaClock"> {
  const percentile = percentileOf(p);
  return metric(`nextReplyTime${percentile.id}`, {
    title: { en: `Next reply time, ${percentile.en}`, fr: `Délai de réponse suivante, ${percentile.fr}` },
    about: `${percentile.inHundred} in 100 answers of the period to a later message came after at most so long; what is not answered is not in it.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: answered.quantile("elapsedSeconds", p, method) },
    formula: "quantile",
    // The customer writes at 15:30, the agent at 16:00
    example: { given: { quantile: 1800 }, gives: "1800" },
    source: gitlab,
    aliases: ["NRT", "time to next reply", "délai de relance"],
  });
}

/** Of the requests settled in the period, the share settled with answers, without waiting for anybody or coming back. */
export const oneTouchResolution = metric("oneTouchResolution", {
  title: { en: "One-touch resolution", fr: "Résolution en une intervention" },
  about:
    "Share of the requests settled in the period that an agent answered and that never waited for the requester or a third party, nor were opened again.",
  unit: "share",
  better: "higher",
  inputs: {
    oneTouch: settled.count("replies > 0 and reopens = 0 and agentWaitSeconds = 0 and onHoldSeconds = 0"),
    settled: settled.count(),
  },
  formula: "oneTouch / settled",
  example: { given: { oneTouch: 42, settled: 120 }, gives: "0.35" },
  source: { text: "Zendesk 4724624097818, one-touch tickets" },
  aliases: ["single-touch resolution", "one-touch tickets", "FCR, one touch"],
});

/** How often the requests settled in the period were opened again, on average; it may pass 1. */
export const reopensPerRequest = metric("reopensPerRequest", {
  title: { en: "Reopens per request", fr: "Réouvertures par demande" },
  about: "Times that the requests settled in the period were opened again, per request; it may pass 1.",
  unit: "ratio",
  better: "lower",
  inputs: { reopens: settled.sum("reopens"), settled: settled.count() },
  formula: "reopens / settled",
  example: { given: { reopens: 30, settled: 120 }, gives: "0.25" },
  source: { text: "Zendesk 4724624097818, reopens as events" },
  aliases: ["reopen events", "mean reopens", "réouvertures moyennes"],
});

/** How many answers the requests settled in the period took on average. */
export const repliesPerRequest = metric("repliesPerRequest", {
  title: { en: "Replies per request", fr: "Réponses par demande" },
  about: "Answers by agents to the requests settled in the period, per request.",
  unit: "ratio",
  better: "lower",
  inputs: { replies: settled.sum("replies"), settled: settled.count() },
  formula: "replies / settled",
  example: { given: { replies: 300, settled: 120 }, gives: "2.5" },
  source: { text: "Zendesk 4724624097818, replies per ticket" },
  aliases: ["agent replies per ticket", "touches per ticket", "échanges par demande"],
});
