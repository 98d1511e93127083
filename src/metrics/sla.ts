import { metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { slaClock } from "../records/sla-clock.ts";

// A promise is placed by its due moment, which every one that can be judged has, so that what is open and overdue is
// in the month that it was due in
const promises = population(slaClock);
const due = promises.dated("dueAt");
const breached = promises.where("outcome = 'missed' or outcome = 'open-past-due'");
const ended = promises.where("outcome = 'achieved' or outcome = 'missed'").dated("endedAt");

const zendesk = {
  text: "Zendesk 4408832852122, SLA metrics, by target; placed by due moment, so that open overdue promises count",
} as const;

/** Of the promises due in the period, the share that was kept in time; what is open and overdue was not. */
export const slaTargetAttainment = metric("slaTargetAttainment", {
  title: { en: "SLA targets met", fr: "Taux de respect des objectifs SLA" },
  about:
    "Share of the promises due in the period that were kept in time; what is open and overdue was not, what is not yet due or cancelled is left out.",
  unit: "share",
  better: "higher",
  inputs: {
    achieved: due.count("outcome = 'achieved'"),
    missed: due.count("outcome = 'missed'"),
    openPastDue: due.count("outcome = 'open-past-due'"),
  },
  formula: "achieved / (achieved + missed + openPastDue)",
  // 8 in time, 1 late, 3 open and overdue
  example: {
    given: { achieved: 8, missed: 1, openPastDue: 3 },
    gives: "0.6666666666666666666666666666666667",
  },
  source: zendesk,
  aliases: ["SLA attainment by target", "SLA hit rate", "taux de respect des engagements"],
});

/** Promises due in the period that were kept late, or are open and overdue. */
export const slaBreaches = metric("slaBreaches", {
  title: { en: "SLA breaches", fr: "Violations de SLA" },
  about: "Promises due in the period that were kept late, or are open and overdue.",
  unit: "count",
  better: "lower",
  inputs: {
    missed: due.count("outcome = 'missed'"),
    openPastDue: due.count("outcome = 'open-past-due'"),
  },
  formula: "missed + openPastDue",
  example: { given: { missed: 1, openPastDue: 3 }, gives: "4" },
  source: zendesk,
  aliases: ["SLA violations", "breached targets", "dépassements de SLA"],
});

/** Of the promises due in the period, the share that was kept late, or is open and overdue. */
export const slaBreachRate = metric("slaBreachRate", {
  title: { en: "SLA breach rate", fr: "Taux de violation de SLA" },
  about: "Share of the promises due in the period that were kept late, or are open and overdue.",
  unit: "share",
  better: "lower",
  inputs: {
    achieved: due.count("outcome = 'achieved'"),
    missed: due.count("outcome = 'missed'"),
    openPastDue: due.count("outcome = 'open-past-due'"),
  },
  formula: "(missed + openPastDue) / (achieved + missed + openPastDue)",
  example: {
    given: { achieved: 8, missed: 1, openPastDue: 3 },
    gives: "0.3333333333333333333333333333333333",
  },
  source: zendesk,
  aliases: ["SLA violation rate", "taux de dépassement"],
});

/**
 * Of the promises that ended in the period, the share that was kept in time. What is open and overdue is not in it, so
 * that it looks good while people wait; `slaTargetAttainment` counts it.
 */
export const slaAttainmentOfEnded = metric("slaAttainmentOfEnded", {
  title: {
    en: "SLA targets met, of those ended",
    fr: "Taux de respect des SLA, parmi les engagements terminés",
  },
  about:
    "Share of the promises kept in the period, in time or late, that were kept in time; what is open and overdue is not in it.",
  unit: "share",
  better: "higher",
  inputs: { achieved: ended.count("outcome = 'achieved'"), missed: ended.count("outcome = 'missed'") },
  formula: "achieved / (achieved + missed)",
  example: { given: { achieved: 8, missed: 1 }, gives: "0.8888888888888888888888888888888889" },
  source: { text: "Intercom API, SLA applied: missed is set at the next reply, not when the time is over" },
  aliases: ["Intercom hit rate", "SLA hit rate of completed"],
});

/** How far beyond their targets the clocks of the breaches went, on average. */
export const slaTimeOverTarget = metric("slaTimeOverTarget", {
  title: { en: "Time over the SLA target, mean", fr: "Dépassement moyen des objectifs SLA" },
  about:
    "Mean time, by their own clocks, that the breaches due in the period were over their targets; those still open until the clocks were read.",
  unit: "seconds",
  better: "lower",
  inputs: {
    over: breached.dated("dueAt").sum("elapsedSeconds - targetSeconds"),
    breaches: breached.dated("dueAt").count(),
  },
  formula: "over / breaches",
  // 30 minutes and 2 hours
  example: { given: { over: 9000, breaches: 2 }, gives: "4500" },
  source: { text: "Zendesk ticket metric event types: elapsed time against the target of the SLA" },
  aliases: ["breach duration", "overrun", "retard moyen sur engagement"],
});

/** How many promises were overdue and not kept when the period ended. */
export const slaOverdue = metric("slaOverdue", {
  title: { en: "Overdue promises, at the end", fr: "Engagements en retard en fin de période" },
  about:
    "Promises past their due moment and not kept when the period ended, or at the time of the report; over several periods it is the last, not the sum.",
  unit: "count",
  better: "lower",
  inputs: { atEnd: breached.during("dueAt", "endedAt").atEnd() },
  formula: "atEnd",
  example: { given: { atEnd: 3 }, gives: "3" },
  source: { text: "KPI Tree, overdue: open and past due at one moment" },
  aliases: ["open past due", "overdue targets", "stock en retard"],
});

/** Promises due in the period that were cancelled after they were due. */
export const slaCancelledOverdue = metric("slaCancelledOverdue", {
  title: { en: "Promises cancelled overdue", fr: "Engagements annulés après échéance" },
  about:
    "Promises due in the period that were cancelled when they were overdue, by a merge, a deletion or a change of policy; they are in no rate, so that their number should be watched.",
  unit: "count",
  better: "lower",
  inputs: { cancelled: due.count("outcome = 'cancelled' and elapsedSeconds > targetSeconds") },
  formula: "cancelled",
  example: { given: { cancelled: 2 }, gives: "2" },
  source: { text: "Intercom API, SLA applied: a conversation with a cancelled SLA has no status" },
  aliases: ["cancelled breaches", "merged overdue tickets"],
});
