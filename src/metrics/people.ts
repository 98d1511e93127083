import { endOf, startOf } from "../core/kind.ts";
import { type FormMetric, formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { labourCheck } from "../records/labour-check.ts";
import { person } from "../records/person.ts";
import { workday } from "../records/workday.ts";

export * from "./absences.ts";
export * from "./safety.ts";

const days = population(workday).dated(startOf("on"));
const worked = population(workday).where("known(workedSeconds)").dated(startOf("on"));
const employed = population(person).during(startOf("joinedOn"), endOf("leftOn"));
const reports = population(person).where("known(manager)").during(startOf("joinedOn"), endOf("leftOn"));
const checks = population(labourCheck).dated("at");

const overtimes = {
  all: {
    id: "All",
    en: "of all hours",
    fr: "des heures travaillées",
    is: "Overtime over all time worked, overtime included, of the days whose time is known.",
    inputs: { overtime: worked.sum("overtimeSeconds"), worked: worked.sum("workedSeconds") },
    formula: "overtime / worked",
    given: { overtime: 18_000, worked: 162_000 },
    gives: "0.1111111111111111111111111111111111",
  },
  regular: {
    id: "Regular",
    en: "of regular hours",
    fr: "des heures normales",
    is: "Overtime over the time worked without it, of the days whose time is known.",
    inputs: { overtime: worked.sum("overtimeSeconds"), worked: worked.sum("workedSeconds") },
    formula: "overtime / (worked - overtime)",
    // 5 hours beside 40
    given: { overtime: 18_000, worked: 162_000 },
    gives: "0.125",
  },
} as const;

/**
 * How much overtime there is: over all hours worked, or over the regular ones. 5 hours beside 40 are a ninth or an
 * eighth, so that the denominator has to be said.
 *
 * @example
 * ```ts
 * import { overtimeRate } from "kpi-core/metrics/people";
 *
 * overtimeRate({ of: "regular" })({ overtime: 5, worked: 45 }) // => 0.125
 * overtimeRate({ of: "all" })({ overtime: 5, worked: 45 })?.toFixed(3) // => "0.111"
 * ```
 */
export function overtimeRate<const F extends keyof typeof overtimes>({
  of,
}: {
  readonly of: F;
}): FormMetric<(typeof overtimes)[F], "workday"> {
  const { id, en, fr, is, inputs, formula, given, gives } = formOf("overtimeRate: of", overtimes, of);
  const made: Metric<string, string, "workday"> = metric(`overtimeRate${id}`, {
    title: { en: `Overtime, ${en}`, fr: `Heures supplémentaires, part ${fr}` },
    about: is,
    unit: "share",
    better: "lower",
    inputs: inputs as Metric<string, string, "workday">["inputs"],
    formula: formula as string,
    example: { given, gives },
    source: { text: "Overtime hours over regular or over all hours worked", recalled: true },
    aliases: ["overtime percentage", "overtime ratio", "taux d'heures supplémentaires"],
  });
  return made as FormMetric<(typeof overtimes)[F], "workday">;
}

const trained = {
  end: {
    id: "End",
    en: "over those there at the end",
    fr: "effectif en fin de période",
    is: "the people employed when the period ended",
    headcount: employed.atEnd(),
    source: {
      text: "GRI 404-1, average hours of training: over the employees at the end of the year",
      recalled: true,
    },
  },
  average: {
    id: "Average",
    en: "over the average headcount",
    fr: "effectif moyen",
    is: "the headcount on average over the days of the period",
    headcount: employed.mean(),
    source: { text: "Hours of training over average headcount", recalled: true },
  },
} as const;

/**
 * Time in training for each employee: over those there at the end (GRI), or over the headcount on average.
 *
 * @example
 * ```ts
 * import { trainingTimePerEmployee } from "kpi-core/metrics/people";
 *
 * trainingTimePerEmployee({ over: "end" })({ training: 1_440_000, headcount: 50 }) // => 28800
 * ```
 */
export function trainingTimePerEmployee({
  over,
}: {
  readonly over: keyof typeof trained;
}): Metric<"training / headcount", "training" | "headcount", "workday" | "person"> {
  const { id, en, fr, is, headcount, source } = formOf("trainingTimePerEmployee: over", trained, over);
  return metric<"training / headcount", "training" | "headcount", "workday" | "person">(
    `trainingTimePerEmployee${id}`,
    {
      title: { en: `Training per employee, ${en}`, fr: `Formation par salarié, ${fr}` },
      about: `Time in training over ${is}; it grows with the period.`,
      unit: "seconds",
      better: "higher",
      inputs: { training: days.sum("trainingSeconds"), headcount },
      formula: "training / headcount",
      // 400 hours for 50 people
      example: { given: { training: 1_440_000, headcount: 50 }, gives: "28800" },
      source,
      aliases: ["training hours per employee", "learning hours", "heures de formation par salarié"],
    },
  );
}

/** How many people report to a manager on average, of the managers to whom anybody reports, over time. */
export const spanOfControl = metric("spanOfControl", {
  title: { en: "Span of control", fr: "Nombre de subordonnés directs" },
  about:
    "People who report to a manager over the managers to whom one or more report, on average over the days of the period.",
  unit: "number",
  better: "target",
  inputs: { reports: reports.seconds(), managers: reports.busySeconds("manager") },
  formula: "reports / managers",
  // 60 people and 8 managers for a day
  example: { given: { reports: 5_184_000, managers: 691_200 }, gives: "7.5" },
  source: { text: "Direct reports over managers with one or more, by the primary line", recalled: true },
  aliases: ["direct reports per manager", "management ratio", "taux d'encadrement"],
});

/** How often a limit of working time was not kept. */
export const labourBreaches = metric("labourBreaches", {
  title: { en: "Breaches of working time limits", fr: "Dépassements de la durée du travail" },
  about: "Rests, days, weeks and averages that ended in the period and did not keep their limit.",
  unit: "count",
  better: "lower",
  inputs: { breaches: checks.count("not kept") },
  formula: "breaches",
  example: { given: { breaches: 4 }, gives: "4" },
  source: { text: "Count of limits not kept, from shifts", recalled: true },
  aliases: ["rest breaches", "working time violations", "infractions au temps de travail"],
});

/** Of the limits of working time that were checked in the period, the share that was kept. */
export const labourCompliance = metric("labourCompliance", {
  title: { en: "Compliance with working time limits", fr: "Respect de la durée du travail" },
  about: "Share of the rests, days, weeks and averages that ended in the period that kept their limit.",
  unit: "share",
  better: "higher",
  inputs: { kept: checks.count("kept"), checked: checks.count() },
  formula: "kept / checked",
  example: { given: { kept: 96, checked: 100 }, gives: "0.96" },
  source: { text: "Limits kept over limits checked, from shifts", recalled: true },
  aliases: ["working time compliance", "rest compliance", "conformité du temps de travail"],
});
