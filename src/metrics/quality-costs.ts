import { formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { posting } from "../records/posting.ts";

const costs = population(posting).where("account != 'revenue'");

const failed = costs
  .where("quality = 'internal failure' or quality = 'external failure'")
  .dated("at")
  .sum("amount");
const kept = costs.where("quality = 'prevention' or quality = 'appraisal'").dated("at").sum("amount");

const feigenbaum = {
  text: "Feigenbaum, total quality control: prevention, appraisal and failure costs",
  recalled: true,
} as const;

/**
 * What failures cost, found before the customer has the product or after. Costs of preventing and of looking for them
 * are not in it, and are in `costOfQuality`.
 *
 * @example
 * ```ts
 * import { costOfPoorQuality } from "kpi-core/metrics/quality";
 *
 * costOfPoorQuality.format(18_500, "en", "EUR") // => "18,500.00 EUR"
 * ```
 */
export const costOfPoorQuality = metric("costOfPoorQuality", {
  title: { en: "Cost of poor quality", fr: "Coût de non-qualité" },
  about: "What failures cost that were found inside or by customers; prevention and appraisal are not in it.",
  unit: "money",
  better: "lower",
  inputs: { failed },
  formula: "failed",
  example: { given: { failed: 18_500 }, gives: "18500" },
  source: feigenbaum,
  aliases: ["COPQ", "failure costs", "CNQ"],
});

/** What quality costs in all: failures, and what is done to prevent and to find them. */
export const costOfQuality = metric("costOfQuality", {
  title: { en: "Cost of quality", fr: "Coût d'obtention de la qualité" },
  about: "What failures cost, and what was spent to prevent and to find them.",
  unit: "money",
  better: "lower",
  inputs: { failed, kept },
  formula: "failed + kept",
  example: { given: { failed: 18_500, kept: 6500 }, gives: "25000" },
  source: feigenbaum,
  aliases: ["COQ", "total quality costs", "COQ global"],
});

const bases = {
  revenue: { id: "OfRevenue", en: "of revenue", fr: "du chiffre d'affaires", account: "revenue" },
  "cost of sales": {
    id: "OfCostOfSales",
    en: "of the cost of sales",
    fr: "du coût des ventes",
    account: "cost of sales",
  },
} as const;

/** What failures cost over revenue, or over the cost of what was sold. */
export function poorQualityRate({
  of,
}: {
  readonly of: keyof typeof bases;
}): Metric<"failed / base", "failed" | "base", "posting"> {
  const { id, en, fr, account } = formOf("poorQualityRate: of", bases, of);
  const base: string = `account = '${account}'`;
  return metric(`poorQualityRate${id}`, {
    title: { en: `Cost of poor quality, share ${en}`, fr: `Coût de non-qualité, part ${fr}` },
    about: `What failures cost that were found inside or by customers, as a share ${en}.`,
    unit: "share",
    better: "lower",
    inputs: { failed, base: population(posting).where(base).dated("at").sum("amount") },
    formula: "failed / base",
    example: { given: { failed: 18_500, base: 250_000 }, gives: "0.074" },
    source: feigenbaum,
    aliases: ["COPQ rate", "taux de non-qualité"],
  });
}
