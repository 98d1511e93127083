import type { Numeric } from "../core/decimal.ts";
import { percentileOf } from "../core/knobs.ts";
import type { Measure, QuantileMethod } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { period, population } from "../core/population.ts";
import { ticket } from "../records/ticket.ts";

const requests = population(ticket);
const opened = requests.dated("openedAt");
const settled = requests.where("known(resolvedAt)").dated("resolvedAt");
const open = requests.during("openedAt", "resolvedAt");
const promised = requests.where("known(dueAt)").during("openedAt", "resolvedAt");
// Past due from its due moment on, or from its opening where that was later
const fellDue = requests
  .where("known(dueAt) and dueAt >= openedAt and (not known(resolvedAt) or resolvedAt >= dueAt)")
  .during("dueAt", "resolvedAt");
const openedLate = requests.where("known(dueAt) and dueAt < openedAt").during("openedAt", "resolvedAt");

/** How many requests were open when the period ended. */
export const backlog = metric("backlog", {
  title: { en: "Backlog, at the end", fr: "Stock en fin de période" },
  about:
    "Requests open when the period ended, or at the time of the report; over several periods it is the last, not the sum.",
  unit: "count",
  better: "lower",
  inputs: { atEnd: open.atEnd() },
  formula: "atEnd",
  example: { given: { atEnd: 8 }, gives: "8" },
  source: { text: "HDI, ticket backlog (2020)" },
  aliases: ["open tickets", "encours de tickets", "stock de demandes"],
});

/** Requests open at the end minus requests open at the start. */
export const backlogChange = metric("backlogChange", {
  title: { en: "Backlog change", fr: "Variation du stock" },
  about: "Requests open at the end of the period minus those at its start; above zero the backlog grows.",
  unit: "count",
  better: "lower",
  inputs: { atEnd: open.atEnd(), atStart: open.atStart() },
  formula: "atEnd - atStart",
  example: { given: { atEnd: 8, atStart: 10 }, gives: "-2" },
  source: { text: "KPI Tree, backlog change" },
  aliases: ["net change", "backlog growth"],
});

/** The age that a share `p` of the requests open at the end of the period stays below. */
export function backlogAge({
  p,
  method = "R-7",
}: {
  readonly p: Numeric;
  readonly method?: QuantileMethod;
}): Metric<"quantile", "quantile", "ticket"> {
  const percentile = percentileOf(p);
  return metric(`backlogAge${percentile.id}`, {
    title: { en: `Age of the backlog, ${percentile.en}`, fr: `Ancienneté du stock, ${percentile.fr}` },
    about: `${percentile.inHundred} in 100 requests open at the end of the period were opened at most so long before.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: open.ageQuantile(p, method) },
    formula: "quantile",
    example: { given: { quantile: 864_000 }, gives: "864000" },
    source: { text: "HDI, ticket backlog (2020)" },
    aliases: ["age of open tickets", "ancienneté des demandes"],
  });
}

/** Of the open requests that were promised for a moment, the share whose moment is past. */
export const overdueBacklog = metric("overdueBacklog", {
  title: { en: "Overdue share of the backlog", fr: "Taux de retard du stock" },
  about: "Share of the requests with a due moment that were open at the end of the period and past it.",
  unit: "share",
  better: "lower",
  inputs: { fellDue: fellDue.atEnd(), openedLate: openedLate.atEnd(), promised: promised.atEnd() },
  formula: "(fellDue + openedLate) / promised",
  // 30 of 200 (KPI Tree)
  example: { given: { fellDue: 28, openedLate: 2, promised: 200 }, gives: "0.15" },
  source: { text: "KPI Tree, overdue rate: open and past due over open with a due date" },
  aliases: ["overdue rate", "backlog overdue", "taux de retard"],
});

/** How long the backlog of the end of the period lasts at the pace at which requests were settled in it. */
export const backlogCover = metric("backlogCover", {
  title: { en: "Backlog in days", fr: "Stock en jours" },
  about:
    "Time that the requests open at the end of the period take at the pace of those settled in it, were no new ones to come.",
  unit: "seconds",
  better: "lower",
  inputs: { atEnd: open.atEnd(), period: period.seconds(), settled: settled.count() },
  formula: "atEnd * period / settled",
  // 10 open, 200 settled in the day: 5 % of a day (HDI)
  example: { given: { atEnd: 10, period: 86_400, settled: 200 }, gives: "4320" },
  source: { text: "HDI, backlog over daily volume (2021); CEPEJ, disposition time" },
  aliases: ["days of backlog", "disposition time", "jours de stock"],
});

/** Requests settled per request opened: below 1 the backlog grows. */
export const clearanceRate = metric("clearanceRate", {
  title: { en: "Clearance rate", fr: "Taux d'écoulement" },
  about: "Requests settled in the period per request opened in it; below 1 the backlog grows.",
  unit: "ratio",
  better: "higher",
  inputs: { settled: settled.count(), opened: opened.count() },
  formula: "settled / opened",
  example: { given: { settled: 45, opened: 50 }, gives: "0.9" },
  source: { text: "CEPEJ, clearance rate: resolved cases over incoming cases", recalled: true },
  aliases: ["created versus resolved", "clearance"],
});

/**
 * Requests per unit of something else that is counted: customers, orders, parcels. The other is a measure of another
 * kind of record; the two are folded apart and meet by period and group.
 *
 * @example
 * ```ts
 * import { period, population } from "kpi-core";
 * import { contactRate } from "kpi-core/metrics/service";
 * import { subscription } from "kpi-core/records";
 *
 * const customers = population(subscription).during("startedAt", "endedAt").mean();
 * const perCustomer = contactRate({ over: customers });
 * perCustomer({ contacts: 120, base: 960 }) // => 0.125
 * ```
 */
export function contactRate<Kinds extends string>({
  over,
}: {
  readonly over: Measure<Kinds>;
}): Metric<"contacts / base", "contacts" | "base", "ticket" | Kinds> {
  return metric("contactRate", {
    title: { en: "Contact rate", fr: "Taux de contact" },
    about: `Requests opened in the period over another count: ${over.key}.`,
    unit: "ratio",
    better: "lower",
    inputs: {
      contacts: opened.count() as Measure<"ticket" | Kinds>,
      base: over as Measure<"ticket" | Kinds>,
    },
    formula: "contacts / base",
    example: { given: { contacts: 120, base: 960 }, gives: "0.125" },
    source: { text: "Contacts per active customer or per order in the period", recalled: true },
    aliases: ["contacts per customer", "contacts per order"],
  });
}
