import { endOf, startOf } from "../core/kind.ts";
import { type FormMetric, formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { absence } from "../records/absence.ts";
import { person } from "../records/person.ts";
import { workday } from "../records/workday.ts";

const known = population(workday).where("known(absentSeconds)");
const days = known.dated(startOf("on"));
const daysOff = known.where("absentSeconds > 0").dated(startOf("on"));
// On a day of leave nobody was to work
const workable = known.where("contractedSeconds > if(known(leaveSeconds), leaveSeconds, 0)");
const toWork = workable.dated(startOf("on"));
const spells = population(absence).dated(startOf("firstDay"));
const employed = population(person).during(startOf("joinedOn"), endOf("leftOn"));
const absentAtWork = population(absence).during(startOf("firstDay"), endOf("lastDay"), "working");
const employedAtWork = population(person).during(startOf("joinedOn"), endOf("leftOn"), "working");

const acas = {
  text: "ACAS, Managing attendance, appendix 1: lost time, frequency and individual frequency rates",
} as const;
const bls = {
  text: "BLS, absences from work: share of workers absent in the week, beside the lost worktime rate",
} as const;

const rates = {
  hours: {
    id: "Hours",
    en: "hours",
    fr: "en heures",
    is: "Hours of unplanned absence over the hours that contracts ask for less planned leave, of the days of which both are known.",
    inputs: {
      absent: days.sum("absentSeconds"),
      contracted: days.sum("contractedSeconds"),
      leave: days.sum("leaveSeconds"),
    },
    formula: "absent / (contracted - leave)",
    // 124 of 1,550 hours
    given: { absent: 446_400, contracted: 5_580_000, leave: 0 },
    gives: "0.08",
    kinds: "workday",
    source: acas,
  },
  days: {
    id: "Days",
    en: "days",
    fr: "en jours",
    is: "Days with unplanned absence, whole or not, over the days on which contracts ask for work and no leave was planned for all of it.",
    inputs: { absent: toWork.count("absentSeconds > 0"), toWork: toWork.count() },
    formula: "absent / toWork",
    // 456 of 6,240 days
    given: { absent: 456, toWork: 6240 },
    gives: "0.07307692307692307692307692307692308",
    kinds: "workday",
    source: acas,
  },
  spells: {
    id: "Spells",
    en: "spells by the work schedule",
    fr: "arrêts selon l'horaire de travail",
    is: "Working time within spells of absence over the working time of all people employed, both by the schedule of the plan, each person as full time.",
    inputs: { absent: absentAtWork.busySeconds("person"), employed: employedAtWork.seconds() },
    formula: "absent / employed",
    // 5 of 20 working days of 7 hours
    given: { absent: 126_000, employed: 504_000 },
    gives: "0.25",
    kinds: "both",
    source: acas,
  },
  workers: {
    id: "Workers",
    en: "people",
    fr: "en personnes",
    is: "Share of the people with a day to work in the period who were absent on one of them, however long; it rises with the length of the period.",
    inputs: {
      absent: workable.where("absentSeconds > 0").dated(startOf("on")).distinct("person"),
      people: toWork.distinct("person"),
    },
    formula: "absent / people",
    given: { absent: 3, people: 100 },
    gives: "0.03",
    kinds: "workday",
    source: bls,
  },
} as const;

type AbsenceKinds<F extends keyof typeof rates> = F extends "spells" ? "absence" | "person" : "workday";

/**
 * How much of the time to be worked was lost to unplanned absence, by one of four forms: each has a numerator and a
 * denominator of its own. Planned leave is no absence, and days on which nobody was to work are in none of them.
 *
 * - `hours`: hours over hours (ACAS, the lost time rate), from days as payroll has them.
 * - `days`: days over days; half a day off is a day.
 * - `spells`: from spells of absence and employments alone, where the schedule of the plan says which days are worked.
 *   Overlapping spells of a person count once; part-time people weigh as much as others.
 * - `workers`: people over people, what the BLS calls the absence rate of a week.
 *
 * @example
 * ```ts
 * import { absenceRate } from "kpi-core/metrics/people";
 *
 * absenceRate({ of: "hours" })({ absent: 124, contracted: 1550, leave: 0 }) // => 0.08
 * absenceRate({ of: "days" }).title.fr // => "Taux d'absentéisme, en jours"
 * ```
 */
export function absenceRate<const F extends keyof typeof rates>({
  of,
}: {
  readonly of: F;
}): FormMetric<(typeof rates)[F], AbsenceKinds<F>> {
  const found = formOf("absenceRate: of", rates, of);
  const { id, en, fr, is, inputs, formula, given, gives, source } =
    found as (typeof rates)[keyof typeof rates];
  const made: Metric<string, string, string> = metric(`absenceRate${id}`, {
    title: { en: `Absence rate, ${en}`, fr: `Taux d'absentéisme, ${fr}` },
    about: is,
    unit: "share",
    better: "lower",
    inputs: inputs as Metric<string, string, string>["inputs"],
    formula: formula as string,
    example: { given, gives },
    source,
    aliases: ["lost time rate", "absenteeism", "taux d'absence"],
  });
  return made as FormMetric<(typeof rates)[F], AbsenceKinds<F>>;
}

/** How many spells of absence there were for each person employed; adjoining records are joined before. */
export const absenceFrequency = metric("absenceFrequency", {
  title: { en: "Absence frequency", fr: "Fréquence des absences" },
  about:
    "Spells of absence that began in the period over the headcount on average over its days; adjoining records are to be joined before.",
  unit: "ratio",
  better: "lower",
  inputs: { spells: spells.count(), headcount: employed.mean() },
  formula: "spells / headcount",
  example: { given: { spells: 16, headcount: 80 }, gives: "0.2" },
  source: acas,
  aliases: ["frequency rate", "spells per employee", "arrêts par salarié"],
});

/** The share of people who were absent at all, however often. */
export const individualAbsenceFrequency = metric("individualAbsenceFrequency", {
  title: { en: "People with an absence", fr: "Part des salariés absents au moins une fois" },
  about:
    "People with one or more spells of absence that began in the period over the headcount on average over its days.",
  unit: "share",
  better: "lower",
  inputs: { absent: spells.distinct("person"), headcount: employed.mean() },
  formula: "absent / headcount",
  example: { given: { absent: 12, headcount: 80 }, gives: "0.15" },
  source: acas,
  aliases: ["individual frequency rate", "absence incidence"],
});

/** How many days each person employed was absent on average. */
export const absenceDaysPerEmployee = metric("absenceDaysPerEmployee", {
  title: { en: "Absence days per employee", fr: "Jours d'absence par salarié" },
  about:
    "Days with unplanned absence over the headcount on average over the days of the period; it grows with the period.",
  unit: "number",
  better: "lower",
  inputs: { days: daysOff.count(), headcount: employed.mean() },
  formula: "days / headcount",
  example: { given: { days: 470, headcount: 50 }, gives: "9.4" },
  source: { text: "CIPD, Health and wellbeing at work 2025: days lost per employee and year" },
  aliases: ["average days lost", "jours perdus par salarié"],
});
