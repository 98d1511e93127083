import type { Measure } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";

/**
 * Complaints over whatever they can be about: units delivered, orders, customers. Of one unit there can be several.
 * Complaints of a period are about earlier deliveries too: where these swing, look at both.
 *
 * @example
 * ```ts
 * import { population } from "kpi-core";
 * import { complaintRate } from "kpi-core/metrics/quality";
 * import { orderLine, ticket } from "kpi-core/records";
 *
 * const complaints = population(ticket).dated("openedAt").count("channel = 'complaints'");
 * const of = population(orderLine).dated("deliveredAt").count();
 * complaintRate({ complaints, of })({ complaints: 6, of: 4000 }) // => 0.0015
 * ```
 */
export function complaintRate<Complaints extends string, Of extends string>({
  complaints,
  of,
}: {
  readonly complaints: Measure<Complaints>;
  readonly of: Measure<Of>;
}): Metric<"complaints / of", "complaints" | "of", Complaints | Of> {
  return metric<"complaints / of", "complaints" | "of", Complaints | Of>("complaintRate", {
    title: { en: "Complaint rate", fr: "Taux de réclamation" },
    about: "Complaints of the period over what they can be about, such as units delivered in it.",
    unit: "ratio",
    better: "lower",
    inputs: { complaints, of },
    formula: "complaints / of",
    example: { given: { complaints: 6, of: 4000 }, gives: "0.0015" },
    source: { text: "Textbooks of quality management", recalled: true },
    aliases: ["customer complaints rate", "claims rate", "taux de réclamations clients"],
  });
}
