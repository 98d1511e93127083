import { endOf, startOf } from "../core/kind.ts";
import { type FormMetric, formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { person } from "../records/person.ts";
import { headcounts } from "./headcount-forms.ts";

// The last day is still worked: who leaves on the 31st is gone when the month ends
const employed = population(person).during(startOf("joinedOn"), endOf("leftOn"));
const joiners = population(person).dated(startOf("joinedOn"));
const leavers = population(person).where("known(leftOn)").dated(endOf("leftOn"));

type AverageForm = "days" | "ends" | "lists";

/**
 * How many people were employed on average, by one of three averages.
 *
 * - `days`: over every day of the period, from the first to the last day of each employment. It is exact.
 * - `ends`: the mean of start and end, which misses what comes and goes between them.
 * - `lists`: over the lists of the period, records of `rollCalls`: twelve month ends, thirteen points.
 *
 * @example
 * ```ts
 * import { averageHeadcount } from "kpi-core/metrics/retention";
 *
 * averageHeadcount({ over: "ends" })({ opening: 29, closing: 52 }) // => 40.5
 * averageHeadcount({ over: "days" }).title.fr // => "Effectif moyen, moyenne de tous les jours"
 * ```
 */
export function averageHeadcount<const F extends AverageForm>({
  over,
}: {
  readonly over: F;
}): FormMetric<(typeof headcounts)[F], (typeof headcounts)[F]["kinds"]> {
  const { days, ends, lists } = headcounts;
  const found = formOf("averageHeadcount: over", { days, ends, lists }, over);
  const { id, en, fr, is, inputs, formula, given, source } = found as (typeof headcounts)[AverageForm];
  const made: Metric<string, string, string> = metric(`averageHeadcount${id}`, {
    title: { en: `Headcount, ${en}`, fr: `Effectif moyen, ${fr}` },
    about: `People employed: ${is}.`,
    unit: "number",
    better: "neither",
    inputs: inputs as Metric<string, string, string>["inputs"],
    formula: formula as string,
    example: { given, gives: "150" },
    source,
    aliases: ["average number of employees", "mean headcount", "effectif moyen"],
  });
  return made as FormMetric<(typeof headcounts)[F], (typeof headcounts)[F]["kinds"]>;
}

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

/** How many people were employed when the period ended, each by the share of full time in the contract. */
export const fullTimeEquivalents = metric("fullTimeEquivalents", {
  title: { en: "Full-time equivalents, at the end", fr: "Effectif en équivalents temps plein" },
  about:
    "Contracted shares of full time of the people employed when the period ended, added up; who has none is left out.",
  unit: "number",
  better: "neither",
  inputs: { shares: employed.atEnd("workingShare") },
  formula: "shares",
  // 40 full-time people and 5 at half time
  example: { given: { shares: "42.5" }, gives: "42.5" },
  source: { text: "Cerfrance 49: 17.5 of 35 hours are 0.50 full-time equivalents" },
  aliases: ["FTE", "ETP", "effectif ETP"],
});

/** The full-time equivalents on average over every day: half a year at half time is a quarter. */
export const averageFullTimeEquivalents = metric("averageFullTimeEquivalents", {
  title: { en: "Full-time equivalents, on average", fr: "Équivalents temps plein en moyenne" },
  about: "Contracted shares of full time on average over every day of the period; who has none is left out.",
  unit: "number",
  better: "neither",
  inputs: { shares: employed.mean("workingShare") },
  formula: "shares",
  // 3 months of a year
  example: { given: { shares: "0.25" }, gives: "0.25" },
  source: { text: "Cerfrance 49: a fixed term of 3 months is 0.25 full-time equivalents of the year" },
  aliases: ["average FTE", "ETP moyen", "ETPT"],
});

/** How many people began in the period. */
export const hires = metric("hires", {
  title: { en: "Hires", fr: "Embauches" },
  about: "Employments whose first day was in the period; who comes back counts again.",
  unit: "count",
  better: "neither",
  inputs: { joined: joiners.count() },
  formula: "joined",
  example: { given: { joined: 32 }, gives: "32" },
  source: { text: "BLS JOLTS, hires: all additions to the payroll in the month" },
  aliases: ["joiners", "new starters", "entrées"],
});

/** How many people had their last day in the period: headcount before + hires - departures = headcount after. */
export const departures = metric("departures", {
  title: { en: "Departures", fr: "Départs" },
  about: "Employments whose last day was in the period, for whatever reason.",
  unit: "count",
  better: "neither",
  inputs: { left: leavers.count() },
  formula: "left",
  example: { given: { left: 9 }, gives: "9" },
  source: { text: "BLS JOLTS, separations: quits, layoffs and others in the month" },
  aliases: ["leavers", "separations", "sorties"],
});
