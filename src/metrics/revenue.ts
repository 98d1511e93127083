import { formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { movement } from "../records/movement.ts";
import { moved } from "./moved.ts";

export * from "./customer-churn.ts";
export * from "./revenue-retention.ts";

// A stock is what the records of a period close with, a flow is dated by the start of its period: both roll up
const movements = population(movement);
const flow = movements.dated("periodStart");
const paid = movements.during("periodStart", "periodEnd");
const customers = movements.where("closing > 0").during("periodStart", "periodEnd");

const opening = paid.atStart("closing");
const closing = paid.atEnd("closing");
const lost = moved("churn", "contraction");

const stripe = { text: "Stripe, billing analytics glossary: monthly recurring revenue" } as const;
const chartMogul = { text: "ChartMogul help 201244842, 203299912: MRR movements" } as const;
const netChurn = { text: "ChartMogul help 203359341, 4414075567250: gross and net MRR churn rate" } as const;

/** What the customers pay a month, at the end of the period. */
export const mrr = metric("mrr", {
  title: { en: "Monthly recurring revenue", fr: "Revenu mensuel récurrent" },
  about: "What the customers there when the period ended pay a month; over several periods it is the last.",
  unit: "money",
  better: "higher",
  inputs: { closing },
  formula: "closing",
  // 100 customers at 100 a month and 50 at 600 a year
  example: { given: { closing: 12_500 }, gives: "12500" },
  source: stripe,
  aliases: ["MRR", "RMR"],
});

/** What the customers pay a year if nothing changes: twelve times the monthly amount at the end of the period. */
export const arr = metric("arr", {
  title: { en: "Annual recurring revenue", fr: "Revenu annuel récurrent" },
  about: "Twelve times what the customers there when the period ended pay a month.",
  unit: "money",
  better: "higher",
  inputs: { closing },
  formula: "12 * closing",
  example: { given: { closing: 12_500 }, gives: "150000" },
  source: stripe,
  aliases: ["ARR", "RAR", "annual run rate"],
});

const flows = {
  new: { value: "new", en: "New MRR", fr: "MRR nouveau", is: "Amounts of customers who never paid before" },
  reactivation: {
    value: "reactivation",
    en: "Reactivation MRR",
    fr: "MRR réactivé",
    is: "Amounts of customers who came back",
  },
  expansion: {
    value: "expansion",
    en: "Expansion MRR",
    fr: "MRR d'expansion",
    is: "What customers who stayed pay more",
  },
  contraction: {
    value: "contraction",
    en: "Contraction MRR",
    fr: "MRR de contraction",
    is: "What customers who stayed pay less",
  },
  churn: { value: "churn", en: "Churned MRR", fr: "MRR perdu", is: "What customers who left paid" },
  net: {
    value: "closing - opening",
    en: "Net new MRR",
    fr: "MRR net nouveau",
    is: "Closing less opening amounts",
  },
} as const;

/**
 * One of the movements of recurring revenue, or all of them together, `net`. None where the opening of no customer is
 * known, as in the first period of lists: that is not 0.
 *
 * @example
 * ```ts
 * import { mrrMovement } from "kpi-core/metrics/revenue";
 *
 * mrrMovement({ of: "churn" }).title.fr // => "MRR perdu"
 * mrrMovement({ of: "churn" })({ amount: 500, compared: 40 }) // => 500
 * ```
 */
export function mrrMovement({
  of,
}: {
  readonly of: keyof typeof flows;
}): Metric<"if(compared > 0, amount, amount / compared)", "amount" | "compared", "movement"> {
  const { value, en, fr, is } = formOf("mrrMovement: of", flows, of);
  return metric(`mrrMovement${of.charAt(0).toUpperCase()}${of.slice(1)}`, {
    title: { en, fr },
    about: `${is}, a month, from the start of each period to its end.`,
    unit: "money",
    better: of === "churn" || of === "contraction" ? "lower" : "higher",
    inputs: { amount: flow.sum(value as "churn"), compared: flow.count("known(opening)") },
    formula: "if(compared > 0, amount, amount / compared)",
    example: { given: { amount: 500, compared: 40 }, gives: "500" },
    source: chartMogul,
    aliases: ["MRR movements", "mouvements du MRR"],
  });
}

/** What was lost by churn and contraction, over the revenue at the start of the period. */
export const grossMrrChurn = metric("grossMrrChurn", {
  title: { en: "Gross MRR churn", fr: "Attrition brute du revenu" },
  about: "Churned and contracted monthly amounts over the monthly amounts at the start of the period.",
  unit: "share",
  better: "lower",
  inputs: { lost, opening },
  formula: "lost / opening",
  example: { given: { lost: 20, opening: 100 }, gives: "0.2" },
  source: netChurn,
  aliases: ["gross revenue churn", "gross MRR churn rate"],
});

const nets = {
  subtracted: {
    id: "",
    en: "reactivation subtracted",
    fr: "réactivations déduites",
    inputs: { lost, won: moved("expansion", "reactivation"), opening },
  },
  "left out": {
    id: "WithoutReactivation",
    en: "reactivation left out",
    fr: "réactivations exclues",
    inputs: { lost, won: moved("expansion"), opening },
  },
} as const;

/**
 * What was lost less what was won from customers known before, over the revenue at the start; below zero it grew. With
 * reactivation `subtracted` it is ChartMogul's, and 1 less it is not net revenue retention.
 */
export function netMrrChurn({
  reactivation,
}: {
  readonly reactivation: keyof typeof nets;
}): Metric<"(lost - won) / opening", "lost" | "won" | "opening", "movement"> {
  const { id, en, fr, inputs } = formOf("netMrrChurn: reactivation", nets, reactivation);
  return metric(`netMrrChurn${id}`, {
    title: { en: `Net MRR churn, ${en}`, fr: `Attrition nette du revenu, ${fr}` },
    about: `Churned and contracted less expanded monthly amounts over those at the start of the period, ${en}.`,
    unit: "share",
    better: "lower",
    inputs,
    formula: "(lost - won) / opening",
    example: { given: { lost: 20, won: 10, opening: 100 }, gives: "0.1" },
    source: netChurn,
    aliases: ["net revenue churn", "net MRR churn rate"],
  });
}

const quick = {
  counted: {
    id: "",
    en: "reactivation counted",
    fr: "réactivations comptées",
    won: moved("new", "expansion", "reactivation"),
    // 8 new, 4 expanded, 1 back; 2 left, 3 contracted
    given: { won: 13, lost: 5 },
    gives: "2.6",
  },
  "left out": {
    id: "WithoutReactivation",
    en: "reactivation left out",
    fr: "réactivations exclues",
    won: moved("new", "expansion"),
    given: { won: 28, lost: 8 },
    gives: "3.5",
  },
} as const;

/** What was won over what was lost; none where nothing was lost, which is no infinite growth. */
export function quickRatio({
  reactivation,
}: {
  readonly reactivation: keyof typeof quick;
}): Metric<"won / lost", "won" | "lost", "movement"> {
  const { id, en, fr, won, given, gives } = formOf("quickRatio: reactivation", quick, reactivation);
  return metric(`quickRatio${id}`, {
    title: { en: `Quick ratio, ${en}`, fr: `Ratio de croissance, ${fr}` },
    about: `Monthly amounts won (new, expanded) per amount lost (churned, contracted) in the period, ${en}.`,
    unit: "ratio",
    better: "higher",
    inputs: { won, lost },
    formula: "won / lost",
    example: { given, gives },
    source: { text: "Mamoon Hamid, SaaS quick ratio, as told by firstofficer.io" },
    aliases: ["SaaS quick ratio", "growth efficiency"],
  });
}

/** What a customer pays a month on average, at the end of the period. */
export const arpa = metric("arpa", {
  title: { en: "Average revenue per account", fr: "Revenu moyen par compte" },
  about: "Monthly recurring revenue over paying customers, both when the period ended.",
  unit: "money",
  better: "higher",
  inputs: { closing, customers: customers.atEnd() },
  formula: "closing / customers",
  example: { given: { closing: 15_000, customers: 150 }, gives: "100" },
  source: { text: "ChartMogul help 203359061: average revenue per account, as in customer lifetime value" },
  aliases: ["ARPA", "ARPU", "ARPPU", "panier moyen mensuel"],
});
