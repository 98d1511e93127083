import { endOf, startOf } from "../core/kind.ts";
import { metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { person } from "../records/person.ts";
import { subscription } from "../records/subscription.ts";

// One row a customer: contracts that follow one another are joined before, else a change of contract is a loss
const customers = population(subscription).during("startedAt", "endedAt");

// The last day is still worked: who leaves on the 31st is gone when the month ends
const employed = population(person).during(startOf("joinedOn"), endOf("leftOn"));
const leavers = population(person).where("known(leftOn)").dated(endOf("leftOn"));

const chartMogul = {
  text: "ChartMogul help 207340419, customer churn rate by the cohort at the start",
} as const;
const shrm = {
  text: "SHRM, how to determine turnover rate: separations over the average headcount, more points are better",
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

/** How many people were employed on average over time. */
export const averageHeadcount = metric("averageHeadcount", {
  title: { en: "Headcount, on average", fr: "Effectif moyen" },
  about: "People employed on average over every day of the period, from their first to their last day.",
  unit: "number",
  better: "neither",
  inputs: { headcount: employed.mean() },
  formula: "headcount",
  example: { given: { headcount: "42.5" }, gives: "42.5" },
  source: shrm,
  aliases: ["average number of employees", "mean headcount"],
});

/** How many people were employed when the period ended. */
export const headcount = metric("headcount", {
  title: { en: "Headcount, at the end", fr: "Effectif en fin de période" },
  about: "People employed when the period ended; whoever left on its last day is not in it.",
  unit: "count",
  better: "neither",
  inputs: { atEnd: employed.atEnd() },
  formula: "atEnd",
  example: { given: { atEnd: 52 }, gives: "52" },
  source: { text: "SHRM, headcount on the payroll, with people on leave and without agency staff" },
  aliases: ["closing headcount", "number of employees"],
});

/** People who left in the period, over the average headcount. It is not 1 - retention: new people leave too. */
export const employeeTurnover = metric("employeeTurnover", {
  title: { en: "Employee turnover", fr: "Taux de départ" },
  about:
    "People whose last day was in the period, over the headcount on average over its days; it may pass 100 %.",
  unit: "share",
  better: "lower",
  inputs: { leavers: leavers.count(), headcount: employed.mean() },
  formula: "leavers / headcount",
  example: { given: { leavers: 30, headcount: 150 }, gives: "0.2" },
  source: shrm,
  aliases: ["attrition", "separation rate", "labour turnover", "turnover du personnel"],
});

/** Of the people who left in the period, those who resigned, over the average headcount. */
export const voluntaryTurnover = metric("voluntaryTurnover", {
  title: { en: "Voluntary turnover", fr: "Taux de démission" },
  about:
    "People who resigned and whose last day was in the period, over the headcount on average over its days.",
  unit: "share",
  better: "lower",
  inputs: { resigned: leavers.count("leavingReason = 'resignation'"), headcount: employed.mean() },
  formula: "resigned / headcount",
  example: { given: { resigned: 3, headcount: 60 }, gives: "0.05" },
  source: { text: "BLS JOLTS, quits rate: quits over employment" },
  aliases: ["quits rate", "départs volontaires"],
});

/**
 * Of the people employed at the start of the period, the share still employed at its end. Over a year it is the
 * stability index.
 */
export const employeeRetention = metric("employeeRetention", {
  title: { en: "Employee retention", fr: "Taux de rétention des salariés" },
  about:
    "Share of the people employed at the start of the period who were still employed at its end; over a year it is the stability index.",
  unit: "share",
  better: "higher",
  inputs: { stayed: employed.stayed(), atStart: employed.atStart() },
  formula: "stayed / atStart",
  // 10 stay all year; 5 replacements come and go: retention 100 %, turnover 50 %
  example: { given: { stayed: 10, atStart: 10 }, gives: "1" },
  source: { text: "SHRM, employee retention rate; CIPD survey 2005, stability index" },
  aliases: ["stability index", "indice de stabilité", "staff retention"],
});
