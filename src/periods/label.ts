import { type Locale, localeOf } from "../core/units.ts";
import { noPeriod, type Period } from "./period.ts";

// What stands before the number in English and in French: semaine, trimestre, semestre. The P of a month is in both.
const week = ["-W", "-S"] as const;
const quarter = ["-Q", "-T"] as const;
const french: Readonly<Record<string, readonly [string, string]>> = {
  week, isoWeek: week, retailWeek: week, thirteenWeek: week,
  quarter, fiscalQuarter: quarter, retailQuarter: quarter,
  halfYear: ["-H", "-S"],
}; // biome-ignore format: a table

/**
 * The label of a period for a reader: in French a week is `2026-S23`, a quarter `2026-T1`, a half-year `2026-S1`
 * (one digit, a week has two). The period stays what it is: it is stored and found by its English label.
 * Throws a `KpiError` for a language that is not spoken and for what is no period.
 *
 * @example
 * ```ts
 * import { labelOf, periodOf } from "kpi-core/periods";
 *
 * const quarter = periodOf("quarter", "2026-02-10", { timeZone: "Europe/Paris" });
 * labelOf(quarter, "fr") // => "2026-T1"
 * labelOf(quarter) // => "2026-Q1"
 * ```
 */
export function labelOf(period: Pick<Period, "grain" | "label">, locale?: Locale): string {
  const { grain, label } = period ?? {};
  if (typeof grain !== "string" || typeof label !== "string") throw noPeriod("labelOf", period);
  const [family = ""] = grain.split("(");
  const letters = localeOf(locale) === "fr" && Object.hasOwn(french, family) ? french[family] : undefined;
  return letters === undefined ? label : label.replace(...letters);
}
