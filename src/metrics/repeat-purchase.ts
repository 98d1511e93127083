import { type FormMetric, formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { purchase } from "../records/purchase.ts";
import { type WithinOptions, withinOf } from "./within.ts";

const purchases = population(purchase).dated("at");
const repeated = population(purchase).where("known(previousAt)").dated("at");
const firsts = population(purchase).where("not known(previousAt)").dated("at");

// 26 customers, 8 of them twice (Little Stream, which prints 30.7 % for it)
const repeats = {
  "within-period": {
    id: "WithinPeriod",
    en: "twice in the period",
    fr: "deux fois dans la période",
    is: "Share of the customers who bought in a period of the records who bought again in the same one; over several periods each counts on its own.",
    inputs: { again: purchases.count("ofPeriod = 2"), bought: purchases.count("ofPeriod = 1") },
    formula: "again / bought",
    given: { again: 8, bought: 26 },
    gives: "0.3076923076923076923076923076923077",
  },
  returning: {
    id: "Returning",
    en: "customers who return",
    fr: "clients qui reviennent",
    is: "Share of the customers who bought in the period who bought for the second time or later; the first may be long ago.",
    inputs: { again: repeated.distinct("customer"), bought: purchases.distinct("customer") },
    formula: "again / bought",
    given: { again: 12, bought: 26 },
    gives: "0.4615384615384615384615384615384615",
  },
  purchases: {
    id: "Purchases",
    en: "of the purchases",
    fr: "part des achats",
    is: "Share of the purchases in the period that were not the first of their customer.",
    inputs: { again: repeated.count(), bought: purchases.count() },
    formula: "again / bought",
    given: { again: 20, bought: 40 },
    gives: "0.5",
  },
} as const;

/**
 * How many customers buy again, by one of three forms that give three numbers from the same purchases.
 *
 * - `within-period`: who bought twice in one period of the records, which `purchases` counts by its grain.
 * - `returning` (Shopify's returning customer rate): who bought in the period and had bought before, whenever.
 * - `purchases`: the share of purchases, so that who buys often counts often.
 *
 * @example
 * ```ts
 * import { repeatPurchaseRate } from "kpi-core/metrics/retention";
 *
 * repeatPurchaseRate({ of: "within-period" })({ again: 8, bought: 26 })?.toFixed(3) // => "0.308"
 * repeatPurchaseRate({ of: "purchases" }).title.fr // => "Taux de réachat, part des achats"
 * ```
 */
export function repeatPurchaseRate<const F extends keyof typeof repeats>({
  of,
}: {
  readonly of: F;
}): FormMetric<(typeof repeats)[F], "purchase"> {
  const { id, en, fr, is, inputs, formula, given, gives } = formOf("repeatPurchaseRate: of", repeats, of);
  const made: Metric<string, string, "purchase"> = metric(`repeatPurchaseRate${id}`, {
    title: { en: `Repeat purchase rate, ${en}`, fr: `Taux de réachat, ${fr}` },
    about: is,
    unit: "share",
    better: "higher",
    inputs: inputs as Metric<string, string, "purchase">["inputs"],
    formula: formula as string,
    example: { given, gives },
    source: {
      text: "Little Stream Software, repeat purchase rate; Shopify's returning customer rate beside it",
    },
    aliases: ["returning customer rate", "repeat customer rate", "taux de réachat"],
  });
  return made as FormMetric<(typeof repeats)[F], "purchase">;
}

/**
 * Of the customers who bought for the first time in the period, the share who bought again within a time. A period is
 * immature until every customer in it had that time.
 *
 * @example
 * ```ts
 * import { secondPurchaseRate } from "kpi-core/metrics/retention";
 *
 * secondPurchaseRate({ within: "P90D" })({ again: 24, first: 80 }) // => 0.3
 * ```
 */
export function secondPurchaseRate({
  within,
}: WithinOptions): Metric<"again / first", "again" | "first", "purchase"> {
  const { id, en, fr, seconds } = withinOf("secondPurchaseRate", within);
  const inTime: string = `known(nextAt) and seconds(at, nextAt) <= ${seconds}`;
  return metric(`secondPurchaseRate${id}`, {
    title: { en: `Second purchase ${en}`, fr: `Deuxième achat ${fr}` },
    about: `Share of the customers who first bought in the period who bought again ${en}.`,
    unit: "share",
    better: "higher",
    inputs: { again: firsts.count(inTime), first: firsts.count() },
    formula: "again / first",
    example: { given: { again: 24, first: 80 }, gives: "0.3" },
    source: { text: "Little Stream Software, repeat purchase rate by cohort of the first purchase" },
    aliases: ["cohort repeat purchase rate", "second order rate", "taux de deuxième achat"],
    matures: within,
  });
}
