import { endOf, startOf } from "../core/kind.ts";
import { formOf } from "../core/knobs.ts";
import type { Measure } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { person } from "../records/person.ts";
import { workday } from "../records/workday.ts";

const days = population(workday).dated(startOf("on"));
const employed = population(person).during(startOf("joinedOn"), endOf("leftOn"));

/**
 * What was made in an hour of work: any measure over the hours worked, without leave and absence. Groups are pooled, so
 * that it can fall while it rises in each of them, where work moves to the group with less.
 *
 * @example
 * ```ts
 * import { population } from "kpi-core";
 * import { labourProductivity } from "kpi-core/metrics/utilisation";
 * import { workItem } from "kpi-core/records";
 *
 * const finished = population(workItem).where("known(finishedAt)").dated("finishedAt").count();
 * labourProductivity({ output: finished })({ output: 1200, worked: 400 * 3600 }) // => 3
 * ```
 */
export function labourProductivity<Kinds extends string>({
  output,
}: {
  readonly output: Measure<Kinds>;
}): Metric<"output / (worked / 3600)", "output" | "worked", "workday" | Kinds> {
  return metric("labourProductivity", {
    title: { en: "Labour productivity", fr: "Productivité horaire du travail" },
    about: `What was made in an hour of work, leave and absence not counted: ${output.key}.`,
    unit: "number",
    better: "higher",
    inputs: {
      output: output as Measure<"workday" | Kinds>,
      worked: days.sum("workedSeconds") as Measure<"workday" | Kinds>,
    },
    formula: "output / (worked / 3600)",
    // 1,200 in 400 hours
    example: { given: { output: 1200, worked: 1_440_000 }, gives: "3" },
    source: { text: "BLS, Productivity 101: output over hours worked, which are not hours paid" },
    aliases: ["output per hour", "productivity per hour", "productivité"],
  });
}

/**
 * Productive time over the time that people are paid for. The words are at odds: ICMI calls this occupancy, and
 * `occupancy` of the calls page is over the time on duty. So the numerator is given, and the denominator is paid time.
 *
 * @example
 * ```ts
 * import { population } from "kpi-core";
 * import { paidUtilisation } from "kpi-core/metrics/utilisation";
 * import { call } from "kpi-core/records";
 *
 * const handling = population(call).where("known(answeredAt)").dated("answeredAt").sum("handleSeconds");
 * paidUtilisation({ productive: handling })({ productive: 24, paid: 40 }) // => 0.6
 * ```
 */
export function paidUtilisation<Kinds extends string>({
  productive,
}: {
  /** The seconds that count as productive. */
  readonly productive: Measure<Kinds>;
}): Metric<"productive / paid", "productive" | "paid", "workday" | Kinds> {
  return metric("paidUtilisation", {
    title: { en: "Utilisation of paid time", fr: "Taux d'utilisation du temps payé" },
    about: `Productive time over the time that people were paid for: ${productive.key}.`,
    unit: "share",
    better: "target",
    inputs: {
      productive: productive as Measure<"workday" | Kinds>,
      paid: days.sum("paidSeconds") as Measure<"workday" | Kinds>,
    },
    formula: "productive / paid",
    // handle time 24 hours, paid 40
    example: { given: { productive: 86_400, paid: 144_000 }, gives: "0.6" },
    source: {
      text: "Call Centre Helper 132518, utilisation: productive over paid time; ICMI 2012 swaps the words",
    },
    aliases: ["agent utilisation", "paid time utilisation", "taux d'utilisation des agents"],
  });
}

const sizes = {
  heads: {
    id: "Heads",
    en: "headcount",
    fr: "effectif moyen",
    is: "the headcount on average over the days of the period",
    people: employed.mean(),
  },
  "full-time-equivalents": {
    id: "FullTimeEquivalents",
    en: "full-time equivalents",
    fr: "équivalents temps plein",
    is: "the full-time equivalents on average over the days of the period",
    people: employed.mean("workingShare"),
  },
} as const;

/**
 * Revenue for each person employed, over heads or full-time equivalents. It is that of the period: a quarter is about a
 * fourth of a year, and is compared with quarters.
 *
 * @example
 * ```ts
 * import { population } from "kpi-core";
 * import { revenuePerEmployee } from "kpi-core/metrics/utilisation";
 * import { activity } from "kpi-core/records";
 *
 * const revenue = population(activity).dated("at").sum("amount");
 * const each = revenuePerEmployee({ revenue, over: "full-time-equivalents" });
 * each({ revenue: 900_000, people: "7.5" }) // => 120000
 * ```
 */
export function revenuePerEmployee<Kinds extends string>({
  revenue,
  over,
}: {
  /** The amounts that are revenue. */
  readonly revenue: Measure<Kinds>;
  readonly over: keyof typeof sizes;
}): Metric<"revenue / people", "revenue" | "people", "person" | Kinds> {
  const { id, en, fr, is, people } = formOf("revenuePerEmployee: over", sizes, over);
  return metric(`revenuePerEmployee${id}`, {
    title: { en: `Revenue per employee, ${en}`, fr: `Chiffre d'affaires par salarié, ${fr}` },
    about: `Revenue of the period over ${is}: ${revenue.key}.`,
    unit: "money",
    better: "higher",
    inputs: { revenue: revenue as Measure<"person" | Kinds>, people: people as Measure<"person" | Kinds> },
    formula: "revenue / people",
    example: { given: { revenue: 900_000, people: "7.5" }, gives: "120000" },
    source: {
      text: "ISO 30414:2018, productivity, as summarised by hcmmetrics.co.uk: revenue over employees",
    },
    aliases: ["turnover per head", "revenue per head", "CA par salarié"],
  });
}
