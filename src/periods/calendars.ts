import {
  fourDigits,
  type Grain,
  modulo,
  monthly,
  requireOneOf,
  requireOptions,
  requireWithin,
  twoDigits,
} from "./grain.ts";

/** A fiscal year: where it starts, and which of its two calendar years gives it its name. */
export interface FiscalOptions {
  /** 1 is January, 12 December. */
  readonly startMonth: number;
  /** The year from April 2026 to March 2027 is FY2026 by its start and FY2027 by its end. */
  readonly named: "start" | "end";
}

/** The grains of a fiscal year: `FY2027`, `FY2027-Q3`, `FY2027-P08`. */
export interface FiscalCalendar {
  readonly year: Grain;
  readonly quarter: Grain;
  readonly month: Grain;
}

/**
 * The years, quarters and months of a fiscal year that starts on the first of a month. Throws a `KpiError`
 * for a month or a naming that does not exist.
 *
 * @example
 * ```ts
 * import { fiscal } from "kpi-core/periods";
 *
 * const { year, quarter, month } = fiscal({ startMonth: 4, named: "end" });
 * year.label(Date.UTC(2026, 10, 22)) // => "FY2027"
 * quarter.label(Date.UTC(2026, 10, 22)) // => "FY2027-Q3"
 * month.label(Date.UTC(2026, 10, 22)) // => "FY2027-P08"
 * ```
 */
export function fiscal(options: FiscalOptions): FiscalCalendar {
  requireOptions("fiscal", options, "a year", '{ startMonth: 4, named: "end" }');
  const { startMonth, named } = options;
  requireWithin("fiscal: startMonth", startMonth, 12, "1 (January) to 12 (December)");
  requireOneOf("fiscal: named", named, ["start", "end"], ", the calendar year that names the fiscal one");
  const whole = monthly(12, startMonth);
  const yearsLater = named === "end" && startMonth > 1 ? 1 : 0;
  const yearLabel = (local: number) =>
    `FY${fourDigits(new Date(whole.floor(local)).getUTCFullYear() + yearsLater)}`;
  const monthIndex = (local: number) => modulo(new Date(local).getUTCMonth() + 1 - startMonth, 12);
  const written = `(startMonth=${startMonth},named=${named})`;
  return Object.freeze({
    year: Object.freeze({ name: `fiscalYear${written}`, ...whole, label: yearLabel }),
    quarter: Object.freeze({
      name: `fiscalQuarter${written}`,
      ...monthly(3, startMonth),
      label: (local: number) => `${yearLabel(local)}-Q${Math.floor(monthIndex(local) / 3) + 1}`,
    }),
    month: Object.freeze({
      name: `fiscalMonth${written}`,
      ...monthly(1, startMonth),
      label: (local: number) => `${yearLabel(local)}-P${twoDigits(monthIndex(local) + 1)}`,
    }),
  });
}
