import { type FormMetric, formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { projectStatus } from "../records/project-status.ts";

// Earned value is from the beginning of a project to now: the last status of each, added over projects
const status = population(projectStatus).during("reportedAt", "replacedAt");
const planned = status.atEnd("planned");
const earned = status.atEnd("earned");
const actual = status.atEnd("actual");
const budget = status.atEnd("budget");

const pmbok = { text: "PMI, PMBOK Guide: earned value management", recalled: true } as const;
const said = "by the last status of each project; over several periods it is the last";

/** Earned less planned value: below 0 the work is behind. */
export const scheduleVariance = metric("scheduleVariance", {
  title: { en: "Schedule variance", fr: "Écart de délai" },
  about: `Earned less planned value, ${said}; below zero the work is behind.`,
  unit: "money",
  better: "higher",
  inputs: { earned, planned },
  formula: "earned - planned",
  example: { given: { earned: 400, planned: 500 }, gives: "-100" },
  source: pmbok,
  aliases: ["SV", "écart de planning", "EV - PV"],
});

/** Earned less actual cost: below 0 the work costs more than its budget. */
export const costVariance = metric("costVariance", {
  title: { en: "Cost variance", fr: "Écart de coût" },
  about: `Earned value less actual cost, ${said}; below zero the work costs more than its budget.`,
  unit: "money",
  better: "higher",
  inputs: { earned, actual },
  formula: "earned - actual",
  example: { given: { earned: 400, actual: 450 }, gives: "-50" },
  source: pmbok,
  aliases: ["CV", "EV - AC"],
});

/** Earned over planned value: below 1 the work is behind; at the end of a project it is 1, however late. */
export const schedulePerformanceIndex = metric("schedulePerformanceIndex", {
  title: { en: "Schedule performance index", fr: "Indice de performance des délais" },
  about: `Earned over planned value, ${said}; below 1 the work is behind.`,
  unit: "ratio",
  better: "higher",
  inputs: { earned, planned },
  formula: "earned / planned",
  example: { given: { earned: 400, planned: 500 }, gives: "0.8" },
  source: pmbok,
  aliases: ["SPI", "IPD"],
});

/** Earned value over actual cost: below 1 the work costs more than its budget. */
export const costPerformanceIndex = metric("costPerformanceIndex", {
  title: { en: "Cost performance index", fr: "Indice de performance des coûts" },
  about: `Earned value over actual cost, ${said}; below 1 the work costs more than its budget.`,
  unit: "ratio",
  better: "higher",
  inputs: { earned, actual },
  formula: "earned / actual",
  example: { given: { earned: 400, actual: 500 }, gives: "0.8" },
  source: pmbok,
  aliases: ["CPI", "IPC"],
});

/** The share of the budgeted work that is done. */
export const percentComplete = metric("percentComplete", {
  title: { en: "Work done", fr: "Avancement" },
  about: `Earned value over the budget of all the work, ${said}.`,
  unit: "share",
  better: "higher",
  inputs: { earned, budget },
  formula: "earned / budget",
  example: { given: { earned: 400, budget: 1000 }, gives: "0.4" },
  source: pmbok,
  aliases: ["percent complete", "physical progress", "avancement physique"],
});

/** The share of the budget that is spent: to be read beside the work that is done. */
export const budgetBurn = metric("budgetBurn", {
  title: { en: "Budget spent", fr: "Budget consommé" },
  about: `Actual cost over the budget of all the work, ${said}; above 100 % it is overspent.`,
  unit: "share",
  better: "target",
  inputs: { actual, budget },
  formula: "actual / budget",
  example: { given: { actual: 450, budget: 1000 }, gives: "0.45" },
  source: pmbok,
  aliases: ["budget burn", "budget consumption", "taux de consommation du budget"],
});

const estimates = {
  "at-budget": {
    id: "AtBudget",
    en: "the rest at its budget",
    fr: "reste au budget",
    is: "the rest of the work costs its budget",
    inputs: { actual, budget, earned },
    formula: "actual + budget - earned",
    given: { actual: 500, budget: 1000, earned: 400 },
    gives: "1100",
  },
  "at-cost-so-far": {
    id: "AtCostSoFar",
    en: "the rest at the cost so far",
    fr: "reste au coût constaté",
    is: "the rest of the work costs as much over its budget as what is done",
    inputs: { actual, budget, earned },
    formula: "budget * actual / earned",
    given: { actual: 500, budget: 1000, earned: 400 },
    gives: "1250",
  },
  "at-cost-and-pace-so-far": {
    id: "AtCostAndPaceSoFar",
    en: "the rest at the cost and pace so far",
    fr: "reste au coût et au rythme constatés",
    is: "the rest of the work costs more by what is done both over its budget and behind its plan",
    inputs: { actual, budget, earned, planned },
    formula: "actual + (budget - earned) * actual * planned / (earned * earned)",
    given: { actual: 500, budget: 1000, earned: 400, planned: 500 },
    gives: "1437.5",
  },
} as const;

/**
 * What all the work will have cost, by one of three assumptions on the rest: with BAC the budget, `at-budget` is
 * AC + BAC - EV, `at-cost-so-far` BAC / CPI, `at-cost-and-pace-so-far` AC + (BAC - EV) / (CPI SPI).
 *
 * @example
 * ```ts
 * import { estimateAtCompletion } from "kpi-core/metrics/projects";
 *
 * const given = { actual: 500, budget: 1000, earned: 400 };
 * estimateAtCompletion({ rest: "at-budget" })(given) // => 1100
 * estimateAtCompletion({ rest: "at-cost-so-far" })(given) // => 1250
 * ```
 */
export function estimateAtCompletion<const R extends keyof typeof estimates>({
  rest,
}: {
  readonly rest: R;
}): FormMetric<(typeof estimates)[R], "projectStatus"> {
  const { id, en, fr, is, inputs, formula, given, gives } = formOf(
    "estimateAtCompletion: rest",
    estimates,
    rest,
  );
  const made: Metric<string, string, "projectStatus"> = metric(`estimateAtCompletion${id}`, {
    title: { en: `Estimate at completion, ${en}`, fr: `Coût final estimé, ${fr}` },
    about: `What all the work will have cost where ${is}, ${said}.`,
    unit: "money",
    better: "lower",
    inputs: inputs as Metric<string, string, "projectStatus">["inputs"],
    formula: formula as string,
    example: { given, gives },
    source: pmbok,
    aliases: ["EAC", "forecast at completion", "prévision à l'achèvement"],
  });
  return made as FormMetric<(typeof estimates)[R], "projectStatus">;
}
