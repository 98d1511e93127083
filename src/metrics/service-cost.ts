import type { Measure } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { ticket } from "../records/ticket.ts";

const settled = population(ticket).where("known(resolvedAt)").dated("resolvedAt");

/** What the service cost. */
export interface CostOptions<Kinds extends string> {
  /** A measure of money of any kind of record: wages, licences, rent, of the same period. */
  readonly cost: Measure<Kinds>;
}

/**
 * What a settled request cost: the money is a measure of another kind of record. A month whose costs are not posted yet
 * looks cheap.
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
    source: { text: "HDI, cost per ticket (2021): total operating cost over tickets handled" },
    aliases: ["cost per ticket", "coût par ticket", "coût de traitement"],
  });
}
