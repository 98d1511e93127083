import { type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { type FormMetric, formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { movement } from "../records/movement.ts";

const movements = population(movement);
const paid = movements.during("periodStart", "periodEnd");
const moved = movements.dated("periodStart");
const customers = movements.where("closing > 0").during("periodStart", "periodEnd");

const opening = customers.atStart();
const closing = customers.atEnd();
const lost = moved.count("churn > 0");
const ofOpening = {
  lost: paid.whole("if(opening > 0 and closing = 0, 1, 0)"),
  opening: paid.whole("if(opening > 0, 1, 0)"),
};

// "Butter of the month": of 1,000 customers 50 leave; 500 come, of whom 12 leave
const churns = {
  basic: {
    id: "Basic",
    en: "all who left",
    fr: "tous les départs",
    is: "Customers who left in the period over those there at its start; who came and left counts as well.",
    inputs: { lost, opening },
    formula: "lost / opening",
    given: { lost: 62, opening: 1000 },
    gives: "0.062",
  },
  "opening-cohort": {
    id: "OpeningCohort",
    en: "of those there at the start",
    fr: "des clients présents au début",
    is: "Share of the customers there at the start of the period who were gone at its end.",
    inputs: ofOpening,
    formula: "lost / opening",
    given: { lost: 50, opening: 1000 },
    gives: "0.05",
  },
  "exposure-sum": {
    id: "ExposureSum",
    en: "of those there at any time",
    fr: "de tous les clients exposés",
    is: "Customers who left in the period over those there at its start and the new ones together.",
    inputs: { lost, opening, joined: moved.count("new > 0") },
    formula: "lost / (opening + joined)",
    given: { lost: 62, opening: 1000, joined: 500 },
    gives: "0.04133333333333333333333333333333333",
  },
  average: {
    id: "Average",
    en: "of the average of start and end",
    fr: "de la moyenne début-fin",
    is: "Customers who left in the period over the mean of those there at its start and at its end.",
    inputs: { lost, opening, closing },
    formula: "lost / ((opening + closing) / 2)",
    given: { lost: 62, opening: 1000, closing: 1438 },
    gives: "0.05086136177194421657095980311730927",
  },
  "daily-sum": {
    id: "DailySum",
    en: "sum of the days",
    fr: "somme des jours",
    is: "Sum over the days of the period of the customers who left on each over those there at its start.",
    inputs: {
      shares: moved.sum("if(churn > 0, 1 / customers, 0)"),
      compared: moved.count("known(opening)"),
    },
    formula: "if(compared > 0, shares, shares / compared)",
    // 2 of 100 on one day, 1 of 100 on another
    given: { shares: "0.03", compared: 3000 },
    gives: "0.03",
  },
} as const;

/**
 * The share of the customers who left, by one of five formulas that give five numbers from the same data, so that the
 * form has to be said.
 *
 * - `basic`, `exposure-sum` (Stripe) and `average` count who left in each period of the movements, so that movements by
 *   day see those who came and left within a month.
 * - `opening-cohort` (ChartMogul) is of movements of exactly the period; who left and came back within it is not lost.
 * - `daily-sum` (ChartMogul's "Shopify") takes movements by day. By group it is what each adds to the whole.
 *
 * @example
 * ```ts
 * import { logoChurn } from "kpi-core/metrics/revenue";
 *
 * logoChurn({ form: "basic" })({ lost: 62, opening: 1000 }) // => 0.062
 * logoChurn({ form: "opening-cohort" })({ lost: 50, opening: 1000 }) // => 0.05
 * ```
 */
export function logoChurn<const F extends keyof typeof churns>({
  form,
}: {
  readonly form: F;
}): FormMetric<(typeof churns)[F], "movement"> {
  const { id, en, fr, is, inputs, formula, given, gives } = formOf("logoChurn: form", churns, form);
  const made: Metric<string, string, "movement"> = metric(`logoChurn${id}`, {
    title: { en: `Logo churn, ${en}`, fr: `Attrition clients, ${fr}` },
    about: is,
    unit: "share",
    better: "lower",
    inputs: inputs as Metric<string, string, "movement">["inputs"],
    formula: formula as string,
    example: { given, gives },
    source: {
      text: "ChartMogul help 207340419, customer churn rate; Stripe's form as quoted by help.uscreen.tv 8700446",
    },
    aliases: ["customer churn", "logo churn rate", "taux d'attrition clients"],
    ...(form === "daily-sum" && { tolerance: "1e-15" }), // each share is rounded to twenty decimals
  });
  return made as FormMetric<(typeof churns)[F], "movement">;
}

/** Of the customers there at the start of the period, the share still there at its end; who came back counts. */
export const logoRetention = metric("logoRetention", {
  title: { en: "Logo retention", fr: "Rétention des comptes" },
  about: "Share of the customers there at the start of the period who pay at its end.",
  unit: "share",
  better: "higher",
  inputs: { kept: paid.whole("if(opening > 0 and closing > 0, 1, 0)"), opening: ofOpening.opening },
  formula: "kept / opening",
  example: { given: { kept: 950, opening: 1000 }, gives: "0.95" },
  source: { text: "ChartMogul help 207340419, customer churn rate by the cohort at the start" },
  aliases: ["customer retention", "customer renewal"],
});

/**
 * What a customer brings until it leaves, simply: average monthly revenue times margin over logo churn of those there
 * at the start. None where nobody left. It takes churn for constant: a survival curve is better where there is one.
 *
 * @example
 * ```ts
 * import { customerLifetimeValue } from "kpi-core/metrics/revenue";
 *
 * const revenue = customerLifetimeValue({ margin: 1 });
 * revenue({ revenue: 10_000, customers: 100, lost: 5, opening: 100 }) // => 2000
 * customerLifetimeValue({ margin: "0.8" }).title.fr // => "Valeur vie client, marge 80\u202f%"
 * ```
 */
export function customerLifetimeValue({
  margin,
}: {
  /** The gross margin, 0 to 1; it is often left out, and 1 says so. */
  readonly margin: Numeric;
}): Metric<string, "revenue" | "customers" | "lost" | "opening", "movement"> {
  const share = readDecimal(margin);
  if (!share?.gt(0) || share.gt(1)) {
    const right = "write a share above 0, such as 0.8, or 1 for revenue without costs";
    throw new KpiError("bad-definition", `customerLifetimeValue: margin is ${shown(margin)}; ${right}`);
  }
  const text = share.toFixed();
  const percent = share.times(100).toFixed();
  const formula: string = `revenue / customers * ${text} / (lost / opening)`;
  const made: Metric<string, string, "movement"> = metric(
    `customerLifetimeValueMargin${percent.replace(".", "_")}`,
    {
      title: {
        en: `Customer lifetime value, margin ${percent} %`,
        fr: `Valeur vie client, marge ${percent.replace(".", ",")}\u202f%`,
      },
      about: `Average monthly revenue per customer at the end of the period, times a margin of ${percent} %, over the share of the customers there at its start who were gone at its end.`,
      unit: "money",
      better: "higher",
      inputs: { revenue: paid.atEnd("closing"), customers: closing, ...ofOpening },
      formula,
      example: {
        given: { revenue: 10_000, customers: 100, lost: 5, opening: 100 },
        gives: share.times(2000).toFixed(),
      },
      source: { text: "ChartMogul help 203359061, customer lifetime value" },
      aliases: ["LTV", "CLV", "CLTV"],
    },
  );
  return made as Metric<string, "revenue" | "customers" | "lost" | "opening", "movement">;
}
