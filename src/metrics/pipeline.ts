import type { Measure } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { deal } from "../records/deal.ts";

const open = population(deal).during("createdAt", "closedAt");

const practice = {
  text: "Sales pipeline practice: open deals, weighted and against targets",
  recalled: true,
} as const;

/** What the deals open at the end of the period would bring, were all of them won. */
export const pipelineValue = metric("pipelineValue", {
  title: { en: "Pipeline value, at the end", fr: "Valeur du pipeline en fin de période" },
  about: "Amounts of the deals open when the period ended; over several periods it is the last, not the sum.",
  unit: "money",
  better: "higher",
  inputs: { atEnd: open.atEnd("amount") },
  formula: "atEnd",
  example: { given: { atEnd: 300_000 }, gives: "300000" },
  source: practice,
  aliases: ["open pipeline", "portefeuille d'affaires", "pipe commercial"],
});

/** The same, each deal times how likely it is; a deal without a probability is left out, and counted so. */
export const weightedPipeline = metric("weightedPipeline", {
  title: { en: "Weighted pipeline, at the end", fr: "Pipeline pondéré en fin de période" },
  about: "Amounts of the deals open when the period ended, each times its probability as it is written now.",
  unit: "money",
  better: "higher",
  inputs: { expected: open.atEnd("amount * probability") },
  formula: "expected",
  example: { given: { expected: 120_000 }, gives: "120000" },
  source: practice,
  aliases: ["expected pipeline", "weighted forecast", "portefeuille pondéré"],
});

/** How many deals were open when the period ended. */
export const openDeals = metric("openDeals", {
  title: { en: "Open deals, at the end", fr: "Affaires en cours en fin de période" },
  about: "Deals open when the period ended; over several periods it is the last, not the sum.",
  unit: "count",
  better: "neither",
  inputs: { atEnd: open.atEnd() },
  formula: "atEnd",
  example: { given: { atEnd: 12 }, gives: "12" },
  source: practice,
  aliases: ["open opportunities", "opportunités ouvertes"],
});

/**
 * The pipeline at the end of the period over what is to be sold: any measure of targets, in the same currency.
 *
 * @example
 * ```ts
 * import { population } from "kpi-core";
 * import { pipelineCoverage } from "kpi-core/metrics/sales";
 * import { salesTarget } from "kpi-core/records";
 *
 * const coverage = pipelineCoverage({ over: population(salesTarget).dated("startsAt").sum("amount") });
 * coverage({ pipeline: 300_000, target: 100_000 }) // => 3
 * ```
 */
export function pipelineCoverage<Kinds extends string>({
  over,
}: {
  readonly over: Measure<Kinds>;
}): Metric<"pipeline / target", "pipeline" | "target", "deal" | Kinds> {
  return metric("pipelineCoverage", {
    title: { en: "Pipeline coverage", fr: "Couverture du pipeline" },
    about: `Amounts of the deals open at the end of the period over the target: ${over.key}.`,
    unit: "ratio",
    better: "higher",
    inputs: {
      pipeline: open.atEnd("amount") as Measure<"deal" | Kinds>,
      target: over as Measure<"deal" | Kinds>,
    },
    formula: "pipeline / target",
    example: { given: { pipeline: 300_000, target: 100_000 }, gives: "3" },
    source: practice,
    aliases: ["coverage ratio", "pipeline to quota", "taux de couverture"],
  });
}
