import { type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { startOf } from "../core/kind.ts";
import { formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { accident } from "../records/accident.ts";
import { workday } from "../records/workday.ts";

const accidents = population(accident).dated(startOf("on"));
const worked = population(workday).dated(startOf("on")).sum("workedSeconds");

const counted = {
  "lost-time": {
    id: "LostTime",
    en: "with lost time",
    fr: "avec arrêt",
    is: "Accidents with time off work beyond the day itself",
    accidents: accidents.count("lostTime"),
    aliases: ["LTIFR", "TF1", "lost time injury frequency rate"],
  },
  all: {
    id: "All",
    en: "all accidents",
    fr: "avec et sans arrêt",
    is: "Accidents with and without time off work",
    accidents: accidents.count(),
    aliases: ["TRIR", "TF2", "total recordable incident rate"],
  },
} as const;

/** A number of hours that a rate is told for, in its id, its titles and its formula. */
function hoursOf(subject: string, hours: Numeric): { digits: string; en: string; fr: string } {
  const read = readDecimal(hours);
  if (!read?.isInteger() || read.lte(0)) {
    const right = "write a whole number above 0, such as 1000000";
    throw new KpiError("bad-definition", `${subject} is ${shown(hours)}; ${right}`);
  }
  const digits = read.toFixed();
  const grouped = (sign: string) => digits.replace(/\B(?=(\d{3})+$)/g, sign);
  return { digits, en: grouped(","), fr: grouped("\u202f") };
}

/**
 * Accidents for so many hours worked. The taux de fréquence of the French and the lost time injury frequency rate are of
 * accidents with lost time for 1,000,000 hours; OSHA tells all that are recorded for 200,000, a year of 100 people.
 *
 * @example
 * ```ts
 * import { accidentFrequency } from "kpi-core/metrics/people";
 *
 * const taux = accidentFrequency({ of: "lost-time", perHours: 1_000_000 });
 * taux({ accidents: 1, worked: 16_450 * 3600 })?.toFixed(2) // => "60.79"
 * taux.title.fr // => "Taux de fréquence des accidents, avec arrêt, pour 1\u202f000\u202f000 heures"
 * accidentFrequency({ of: "all", perHours: 200_000 })({ accidents: 10, worked: 100_000 * 3600 }) // => 20
 * ```
 */
export function accidentFrequency({
  of,
  perHours,
}: {
  /** `lost-time`: those with time off work beyond the day itself; `all`: those without as well. */
  readonly of: keyof typeof counted;
  readonly perHours: Numeric;
}): Metric<string, "accidents" | "worked", "accident" | "workday"> {
  const form = formOf("accidentFrequency: of", counted, of);
  const { digits, en, fr } = hoursOf("accidentFrequency: perHours", perHours);
  const formula: string = `accidents * ${digits} / (worked / 3600)`;
  const made: Metric<string, string, "accident" | "workday"> = metric(
    `accidentFrequency${form.id}Per${digits}`,
    {
      title: {
        en: `Accident frequency, ${form.en}, per ${en} hours`,
        fr: `Taux de fréquence des accidents, ${form.fr}, pour ${fr} heures`,
      },
      about: `${form.is}, by their day, for ${en} hours worked.`,
      unit: "ratio",
      better: "lower",
      inputs: { accidents: form.accidents, worked },
      formula,
      // 1 in so many hours
      example: { given: { accidents: 1, worked: `${digits}0000` }, gives: "0.36" },
      source: {
        text: "OSHA, interpretation of 29 CFR 1904: cases x 200,000 over hours worked; in France accidents with lost time x 1,000,000",
      },
      aliases: [...form.aliases, "taux de fréquence"],
    },
  );
  return made as Metric<string, "accidents" | "worked", "accident" | "workday">;
}

/**
 * Days lost to accidents for so many hours worked: the French taux de gravité for 1,000. The days are those of the
 * accidents of the period so far, and grow while people are off work.
 *
 * @example
 * ```ts
 * import { accidentSeverity } from "kpi-core/metrics/people";
 *
 * accidentSeverity({ perHours: 1000 })({ lost: 40, worked: 50_000 * 3600 }) // => 0.8
 * accidentSeverity({ perHours: 200_000 })({ lost: 100, worked: 100_000 * 3600 }) // => 200
 * ```
 */
export function accidentSeverity({
  perHours,
}: {
  readonly perHours: Numeric;
}): Metric<string, "lost" | "worked", "accident" | "workday"> {
  const { digits, en, fr } = hoursOf("accidentSeverity: perHours", perHours);
  const formula: string = `lost * ${digits} / (worked / 3600)`;
  const made: Metric<string, string, "accident" | "workday"> = metric(`accidentSeverityPer${digits}`, {
    title: {
      en: `Accident severity, per ${en} hours`,
      fr: `Taux de gravité des accidents, pour ${fr} heures`,
    },
    about: `Calendar days off work so far after the accidents of the period, for ${en} hours worked.`,
    unit: "ratio",
    better: "lower",
    inputs: { lost: accidents.sum("lostDays"), worked },
    formula,
    example: { given: { lost: 1, worked: `${digits}0000` }, gives: "0.36" },
    source: { text: "Prevention and Interim (p-i.be), taux de gravité: days lost x 1,000 over hours worked" },
    aliases: ["lost day rate", "LTISR", "taux de gravité"],
  });
  return made as Metric<string, "lost" | "worked", "accident" | "workday">;
}
