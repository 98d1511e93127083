import type { Measure } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { posting } from "../records/posting.ts";

const booked = population(posting);
const revenue = booked.where("account = 'revenue'").dated("at").sum("amount");
const costOfSales = booked.where("account = 'cost of sales'").dated("at").sum("amount");
const expenses = booked.where("account = 'operating expense'").dated("at").sum("amount");
const costs = booked.where("account != 'revenue'").dated("at");
const served = booked.where("account != 'revenue' and known(customer)").dated("at");

const textbook = { text: "Textbooks of management accounting", recalled: true } as const;

// Of a revenue that is not above 0 nothing is a share, and the division by 0 has no result

/**
 * What is left of revenue after the cost of what was sold, as a share of revenue. Not the markup, which is over cost.
 *
 * @example
 * ```ts
 * import { grossMargin, markup } from "kpi-core/metrics/finance";
 *
 * // bought for 80, sold for 100
 * grossMargin({ revenue: 100, costOfSales: 80 }) // => 0.2
 * markup({ revenue: 100, costOfSales: 80 }) // => 0.25
 * ```
 */
export const grossMargin = metric("grossMargin", {
  title: { en: "Gross margin", fr: "Taux de marge brute" },
  about: "Share of revenue that is left after the cost of what was sold; none where revenue is not above 0.",
  unit: "share",
  better: "higher",
  inputs: { revenue, costOfSales },
  formula: "(revenue - costOfSales) / max(revenue, 0)",
  example: { given: { revenue: 100, costOfSales: 80 }, gives: "0.2" },
  source: textbook,
  aliases: ["gross profit margin", "taux de marque", "marge brute"],
});

/** What was added to the cost of what was sold, as a share of that cost. Not the margin, which is over revenue. */
export const markup = metric("markup", {
  title: { en: "Markup", fr: "Taux de marge sur coût" },
  about: "Revenue less the cost of what was sold, as a share of that cost.",
  unit: "share",
  better: "higher",
  inputs: { revenue, costOfSales },
  formula: "(revenue - costOfSales) / max(costOfSales, 0)",
  example: { given: { revenue: 100, costOfSales: 80 }, gives: "0.25" },
  source: textbook,
  aliases: ["mark-up", "taux de marge commerciale", "coefficient de marge"],
});

/** What is left of revenue after all costs of operation, as a share of revenue. */
export const operatingMargin = metric("operatingMargin", {
  title: { en: "Operating margin", fr: "Marge opérationnelle" },
  about: "Share of revenue that is left after the cost of what was sold and all other costs of operation.",
  unit: "share",
  better: "higher",
  inputs: { revenue, costOfSales, expenses },
  formula: "(revenue - costOfSales - expenses) / max(revenue, 0)",
  example: { given: { revenue: 100, costOfSales: 60, expenses: 25 }, gives: "0.15" },
  source: textbook,
  aliases: ["EBIT margin", "operating profit margin", "taux de marge opérationnelle"],
});

/**
 * What one unit cost: costs over units, of the same period. Say which units: made and sold are not the same.
 *
 * @example
 * ```ts
 * import { population } from "kpi-core";
 * import { costPerUnit } from "kpi-core/metrics/finance";
 * import { productionCount, shift } from "kpi-core/records";
 *
 * const labour = costPerUnit({
 *   cost: population(shift).dated("startedAt").sum("cost"),
 *   units: population(productionCount).dated("at").sum("good"),
 * });
 * labour({ cost: 1200, units: 480 }) // => 2.5
 * ```
 */
export function costPerUnit<Costs extends string, Units extends string>({
  cost,
  units,
}: {
  readonly cost: Measure<Costs>;
  readonly units: Measure<Units>;
}): Metric<"cost / units", "cost" | "units", Costs | Units> {
  return metric<"cost / units", "cost" | "units", Costs | Units>("costPerUnit", {
    title: { en: "Cost per unit", fr: "Coût unitaire" },
    about: "Costs of the period over its units.",
    unit: "money",
    better: "lower",
    inputs: { cost, units },
    formula: "cost / units",
    example: { given: { cost: 1200, units: 480 }, gives: "2.5" },
    source: textbook,
    aliases: ["unit cost", "coût de revient unitaire", "cost per order", "cost per contact"],
  });
}

/** What it costs to serve a customer: costs that are known to be for a customer, over the customers they are for. */
export const costToServe = metric("costToServe", {
  title: { en: "Cost to serve", fr: "Coût de service par client" },
  about: "Costs that are known to be for a customer, over the customers that they are for.",
  unit: "money",
  better: "lower",
  inputs: { cost: served.sum("amount"), customers: served.distinct("customer") },
  formula: "cost / customers",
  example: { given: { cost: 6000, customers: 40 }, gives: "150" },
  source: textbook,
  aliases: ["CTS", "cost per customer", "coût de service"],
});

/** What it costs to serve customers, as a share of the revenue from customers who are known. */
export const costToServeRate = metric("costToServeRate", {
  title: { en: "Cost to serve, share of revenue", fr: "Coût de service, part du chiffre d'affaires" },
  about: "Costs that are known to be for a customer, as a share of the revenue from customers.",
  unit: "share",
  better: "lower",
  inputs: {
    cost: served.sum("amount"),
    revenue: booked.where("account = 'revenue' and known(customer)").dated("at").sum("amount"),
  },
  formula: "cost / max(revenue, 0)",
  example: { given: { cost: 6000, revenue: 48_000 }, gives: "0.125" },
  source: textbook,
  aliases: ["cost-to-serve ratio", "taux de coût de service"],
});

/** Of all costs, the share that nobody can say which customer they were for: how much `costToServe` leaves out. */
export const unattributedCosts = metric("unattributedCosts", {
  title: { en: "Costs of no known customer", fr: "Coûts non affectés à un client" },
  about: "Share of all costs that are for no known customer, and so not in the cost to serve.",
  unit: "share",
  better: "lower",
  inputs: { cost: served.sum("amount"), all: costs.sum("amount") },
  formula: "(all - cost) / all",
  example: { given: { cost: 6000, all: 7500 }, gives: "0.2" },
  source: textbook,
  aliases: ["unallocated costs", "reliquat non affecté"],
});
