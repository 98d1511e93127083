import { metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { subscription } from "../records/subscription.ts";

export * from "./headcount.ts";
export * from "./repeat-purchase.ts";
export * from "./turnover.ts";

// One row a customer: contracts that follow one another are joined before, else a change of contract is a loss
const customers = population(subscription).during("startedAt", "endedAt");

const chartMogul = {
  text: "ChartMogul help 207340419, customer churn rate by the cohort at the start",
} as const;

/** Of the customers there at the start of the period, the share still there at its end. */
export const customerRetention = metric("customerRetention", {
  title: { en: "Customer retention", fr: "Rétention clients" },
  about:
    "Share of the customers there at the start of the period who were still there at its end; new ones do not count.",
  unit: "share",
  better: "higher",
  inputs: { stayed: customers.stayed(), atStart: customers.atStart() },
  formula: "stayed / atStart",
  // "Butter of the month": 1,000 at the start, 50 of them leave; 500 new ones change nothing
  example: { given: { stayed: 950, atStart: 1000 }, gives: "0.95" },
  source: chartMogul,
  aliases: ["logo retention", "client retention"],
});

/** Of the customers there at the start of the period, the share gone at its end. */
export const customerChurn = metric("customerChurn", {
  title: { en: "Customer churn", fr: "Taux d'attrition clients" },
  about:
    "Share of the customers there at the start of the period who were gone at its end; months do not add up to a year.",
  unit: "share",
  better: "lower",
  inputs: { stayed: customers.stayed(), atStart: customers.atStart() },
  formula: "(atStart - stayed) / atStart",
  example: { given: { stayed: 950, atStart: 1000 }, gives: "0.05" },
  source: chartMogul,
  aliases: ["logo churn", "churn rate", "attrition"],
});
