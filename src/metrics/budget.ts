import { type FormMetric, formOf } from "../core/knobs.ts";
import { metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { budgetLine } from "../records/budget-line.ts";
import { posting } from "../records/posting.ts";

const textbook = { text: "Textbooks of management accounting", recalled: true } as const;

const inputsOf = (condition: string) => ({
  actual: population(posting).where(condition).dated("at").sum("amount"),
  budgeted: population(budgetLine).where(condition).dated("periodStart").sum("amount"),
});

// More revenue than planned is good, and more cost is bad: what the account is decides the sign
const accounts = {
  revenue: {
    id: "Revenue",
    en: "revenue",
    fr: "chiffre d'affaires",
    inputs: inputsOf("account = 'revenue'"),
    formula: "actual - budgeted",
    share: "(actual - budgeted) / abs(budgeted)",
    given: { actual: 105, budgeted: 100 },
    gives: ["5", "0.05"],
  },
  costs: {
    id: "Costs",
    en: "costs",
    fr: "coûts",
    inputs: inputsOf("account != 'revenue'"),
    formula: "budgeted - actual",
    share: "(budgeted - actual) / abs(budgeted)",
    given: { actual: 84, budgeted: 80 },
    gives: ["-4", "-0.05"],
  },
  result: {
    id: "Result",
    en: "operating result",
    fr: "résultat opérationnel",
    inputs: {
      actual: population(posting).dated("at").sum("if(account = 'revenue', amount, 0 - amount)"),
      budgeted: population(budgetLine)
        .dated("periodStart")
        .sum("if(account = 'revenue', amount, 0 - amount)"),
    },
    formula: "actual - budgeted",
    share: "(actual - budgeted) / abs(budgeted)",
    given: { actual: 21, budgeted: 20 },
    gives: ["1", "0.05"],
  },
} as const;

type Accounts = typeof accounts;
type VarianceRate<Of extends keyof Accounts> = FormMetric<
  { readonly formula: Accounts[Of]["share"]; readonly inputs: Accounts[Of]["inputs"] },
  "posting" | "budgetLine"
>;

/** Which side of the books: it decides whether more than planned is good. */
export interface BudgetOptions<Of extends keyof Accounts> {
  readonly of: Of;
}

/**
 * How far the books are from the budget, in money, positive where that is good: actual less budget for revenue and the
 * result, budget less actual for costs.
 *
 * @example
 * ```ts
 * import { budgetVariance } from "kpi-core/metrics/finance";
 *
 * budgetVariance({ of: "revenue" })({ actual: 105, budgeted: 100 }) // => 5
 * budgetVariance({ of: "costs" })({ actual: 105, budgeted: 100 }) // => -5
 * ```
 */
export function budgetVariance<const Of extends keyof Accounts>({
  of,
}: BudgetOptions<Of>): FormMetric<Accounts[Of], "posting" | "budgetLine"> {
  const { id, en, fr, inputs, formula, given, gives } = formOf("budgetVariance: of", accounts, of);
  return metric<string, "actual" | "budgeted", "posting" | "budgetLine">(`budgetVariance${id}`, {
    title: { en: `Budget variance, ${en}`, fr: `Écart budgétaire, ${fr}` },
    about: `How far ${en} came out from the budget, positive where that is favourable.`,
    unit: "money",
    better: "higher",
    inputs,
    formula,
    example: { given, gives: gives[0] },
    source: textbook,
    aliases: ["actual against budget", "variance to budget", "écart réel budget"],
  }) as FormMetric<Accounts[Of], "posting" | "budgetLine">;
}

/** The variance as a share of the budget, positive where that is good; none where nothing was budgeted. */
export function budgetVarianceRate<const Of extends keyof Accounts>({
  of,
}: BudgetOptions<Of>): VarianceRate<Of> {
  const { id, en, fr, inputs, share, given, gives } = formOf("budgetVarianceRate: of", accounts, of);
  return metric<string, "actual" | "budgeted", "posting" | "budgetLine">(`budgetVarianceRate${id}`, {
    title: { en: `Budget variance as a share, ${en}`, fr: `Écart budgétaire relatif, ${fr}` },
    about: `How far ${en} came out from the budget, as a share of it, positive where that is favourable.`,
    unit: "ratio",
    better: "higher",
    inputs,
    formula: share,
    example: { given, gives: gives[1] },
    source: textbook,
    aliases: ["budget variance percentage", "écart budgétaire en pourcentage"],
  }) as VarianceRate<Of>;
}
