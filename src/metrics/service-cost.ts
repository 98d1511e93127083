import type { Measure } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { call } from "../records/call.ts";
import { shift } from "../records/shift.ts";
import { ticket } from "../records/ticket.ts";

const answered = population(call).where("known(answeredAt)").dated("answeredAt");
const settled = population(ticket).where("known(resolvedAt)").dated("resolvedAt");
const planned = population(shift).where("known(paidSeconds) and known(availableSeconds)").dated("startedAt");
const paid = population(shift).dated("startedAt");

const hdi = { text: "HDI, cost per ticket (2021): total operating cost over tickets handled" } as const;

/** What the service cost. */
export interface CostOptions<Kinds extends string> {
  /** A measure of money of any kind of record: wages, licences, rent, of the same period. */
  readonly cost: Measure<Kinds>;
}

/**
 * What an answered call cost: the money is a measure of another kind of record. A month whose costs are not posted yet
 * looks cheap.
 *
 * @example
 * ```ts
 * import { population } from "kpi-core";
 * import { costPerCall } from "kpi-core/metrics/service";
 * import { shift } from "kpi-core/records";
 *
 * const wages = population(shift).dated("startedAt").sum("cost");
 * costPerCall({ cost: wages })({ cost: "9000", calls: 2000 }) // => 4.5
 * ```
 */
export function costPerCall<Kinds extends string>({
  cost,
}: CostOptions<Kinds>): Metric<"cost / calls", "cost" | "calls", "call" | Kinds> {
  return metric("costPerCall", {
    title: { en: "Cost per call", fr: "Coût par appel" },
    about: `Cost of the period over the calls answered in it: ${cost.key}.`,
    unit: "money",
    better: "lower",
    inputs: {
      cost: cost as Measure<"call" | Kinds>,
      calls: answered.count() as Measure<"call" | Kinds>,
    },
    formula: "cost / calls",
    example: { given: { cost: 9000, calls: 2000 }, gives: "4.5" },
    source: hdi,
    aliases: ["cost per contact", "CPC", "coût par contact"],
  });
}

/**
 * What a settled request cost; as `costPerCall`.
 *
 * @example
 * ```ts
 * import { population } from "kpi-core";
 * import { costPerRequest } from "kpi-core/metrics/service";
 * import { shift } from "kpi-core/records";
 *
 * const wages = population(shift).dated("startedAt").sum("cost");
 * costPerRequest({ cost: wages })({ cost: 100_000, requests: 2000 }) // => 50
 * ```
 */
export function costPerRequest<Kinds extends string>({
  cost,
}: CostOptions<Kinds>): Metric<"cost / requests", "cost" | "requests", "ticket" | Kinds> {
  return metric("costPerRequest", {
    title: { en: "Cost per request", fr: "Coût par demande" },
    about: `Cost of the period over the requests settled in it: ${cost.key}.`,
    unit: "money",
    better: "lower",
    inputs: {
      cost: cost as Measure<"ticket" | Kinds>,
      requests: settled.count() as Measure<"ticket" | Kinds>,
    },
    formula: "cost / requests",
    // 100,000 of 2,000 tickets (SparrowDesk)
    example: { given: { cost: 100_000, requests: 2000 }, gives: "50" },
    source: hdi,
    aliases: ["cost per ticket", "coût par ticket", "coût de traitement"],
  });
}

/** Of the time paid, the share in which people were not there for contacts: breaks, training, meetings, absence. */
export const shrinkage = metric("shrinkage", {
  title: { en: "Shrinkage", fr: "Taux d'indisponibilité (shrinkage)" },
  about:
    "Share of the paid time of shifts that began in the period in which people were neither at work on contacts nor ready for one. For so many at work, schedule so many over 1 - shrinkage.",
  unit: "share",
  better: "lower",
  inputs: { paid: planned.sum("paidSeconds"), available: planned.sum("availableSeconds") },
  formula: "(paid - available) / paid",
  // 73.6 of 253 days
  example: { given: { paid: 253, available: "179.4" }, gives: "0.2909090909090909090909090909090909" },
  source: { text: "pyworkforce, shrinkage: paid time not available over paid time" },
  aliases: ["agent shrinkage", "staff shrinkage", "taux d'improductivité"],
});

/** Of the time paid, the share that agents worked on calls; `occupancy` is of the time that they were there. */
export const agentUtilisation = metric("agentUtilisation", {
  title: { en: "Utilisation of agents", fr: "Taux d'utilisation des agents" },
  about:
    "Working time on calls, by when they were answered, over the paid time of the shifts that began in the period, breaks and training included.",
  unit: "share",
  better: "target",
  inputs: { handling: answered.sum("handleSeconds"), paid: paid.sum("paidSeconds") },
  formula: "handling / paid",
  // 24 of 40 hours
  example: { given: { handling: 86_400, paid: 144_000 }, gives: "0.6" },
  source: { text: "HDI, agent utilisation: time handling contacts over time paid", recalled: true },
  aliases: ["agent utilization", "taux d'utilisation", "productive time share"],
});
