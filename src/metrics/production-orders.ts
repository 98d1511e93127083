import { metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { productionOrder } from "../records/production-order.ts";

const done = population(productionOrder).dated("finishedAt");
const produced = done.sum("productionSeconds");
const processed = done.sum("productionSeconds + setupSeconds");
const atWork = done.sum("productionSeconds + delaySeconds");
const busy = done.sum("productionSeconds + setupSeconds + delaySeconds");
const executed = done.sum(
  "productionSeconds + setupSeconds + delaySeconds + transportSeconds + queueSeconds",
);

const iso = { text: "ISO 22400-2, as modelled in the ontology of the HSU" } as const;

/**
 * Of the time from the release of orders to their end, the share in which machines were busy with them: produced,
 * were set up or stood still.
 */
export const allocationRatio = metric("allocationRatio", {
  title: { en: "Allocation ratio", fr: "Taux d'allocation" },
  about: "Share of the time that the orders done in the period took in which machines were busy with them.",
  unit: "share",
  better: "higher",
  inputs: { busy, executed },
  formula: "busy / executed",
  example: { given: { busy: 7200, executed: 9000 }, gives: "0.8" },
  source: iso,
  aliases: ["ISO 22400-2 allocation ratio", "taux d'affectation"],
});

/**
 * Units made for each hour that orders took, with transport and waiting.
 *
 * @example
 * ```ts
 * import { throughputRate } from "kpi-core/metrics/production";
 *
 * // 150 units in two and a half hours
 * throughputRate({ made: 150, executed: 2.5 * 3600 }) // => 60
 * ```
 */
export const throughputRate = metric("throughputRate", {
  title: { en: "Throughput rate", fr: "Débit de production" },
  about: "Units made per hour that the orders done in the period took, with transport and waiting.",
  unit: "number",
  better: "higher",
  inputs: { made: done.sum("made"), executed },
  formula: "3600 * made / executed",
  example: { given: { made: 150, executed: 9000 }, gives: "60" },
  source: iso,
  aliases: ["ISO 22400-2 throughput rate", "cadence de production", "units per hour"],
});

/** The time in which machines were busy with orders over the time that was planned; above 1 they took longer. */
export const allocationEfficiency = metric("allocationEfficiency", {
  title: { en: "Allocation efficiency", fr: "Efficacité d'allocation" },
  about:
    "Time in which machines were busy with the orders done in the period, over the time that was planned.",
  unit: "ratio",
  better: "target",
  inputs: { busy, planned: done.sum("plannedSeconds") },
  formula: "busy / planned",
  example: { given: { busy: 7200, planned: 8000 }, gives: "0.9" },
  source: iso,
  aliases: ["ISO 22400-2 allocation efficiency", "efficience d'allocation"],
});

/** Of the time in which machines were busy with orders, the share in which they produced. */
export const utilisationEfficiency = metric("utilisationEfficiency", {
  title: { en: "Utilisation efficiency", fr: "Efficacité d'utilisation" },
  about:
    "Share of the time in which machines were busy with the orders done in the period that they produced.",
  unit: "share",
  better: "higher",
  inputs: { produced, busy },
  formula: "produced / busy",
  example: { given: { produced: 5400, busy: 7200 }, gives: "0.75" },
  source: iso,
  aliases: ["ISO 22400-2 utilization efficiency", "taux d'engagement"],
});

/** Of the time in which machines produced or were set up, the share of setting up. */
export const setupRatio = metric("setupRatio", {
  title: { en: "Setup ratio", fr: "Taux de réglage" },
  about:
    "Share of setting up in the time in which machines were set up for the orders done in the period, or produced.",
  unit: "share",
  better: "lower",
  inputs: { setup: done.sum("setupSeconds"), processed },
  formula: "setup / processed",
  example: { given: { setup: 600, processed: 6000 }, gives: "0.1" },
  source: iso,
  aliases: ["ISO 22400-2 setup rate", "setup rate", "taux de changement de série"],
});

/** Of the time in which machines produced or stood still while busy with orders, the share in which they produced. */
export const technicalEfficiency = metric("technicalEfficiency", {
  title: { en: "Technical efficiency", fr: "Efficacité technique" },
  about:
    "Share of production in the time in which machines produced for the orders done in the period, or stood still.",
  unit: "share",
  better: "higher",
  inputs: { produced, atWork },
  formula: "produced / atWork",
  example: { given: { produced: 5400, atWork: 6000 }, gives: "0.9" },
  source: iso,
  aliases: ["ISO 22400-2 technical efficiency", "rendement technique"],
});

/** Of the time from the release of orders to their end, the share in which machines produced. */
export const productionProcessRatio = metric("productionProcessRatio", {
  title: { en: "Production process ratio", fr: "Part du temps de production" },
  about: "Share of the time that the orders done in the period took in which machines produced for them.",
  unit: "share",
  better: "higher",
  inputs: { produced, executed },
  formula: "produced / executed",
  example: { given: { produced: 5400, executed: 9000 }, gives: "0.6" },
  source: iso,
  aliases: [
    "ISO 22400-2 production process ratio",
    "process efficiency",
    "taux de valeur ajoutée de production",
  ],
});
