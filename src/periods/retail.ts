import { civil } from "../core/instant.ts";
import {
  fourDigits,
  type Grain,
  modulo,
  requireOneOf,
  requireOptions,
  requireWithin,
  twoDigits,
} from "./grain.ts";

/** A year of whole weeks, 52 or 53 of them: how it ends, and which calendar year gives it its name. */
export interface WeeksYearOptions {
  /** The month at whose end the year ends: 1 is January, 12 December. */
  readonly endMonth: number;
  /** The last day of its weeks: 1 is Monday, 7 is Sunday, as in ISO 8601. */
  readonly endWeekday: number;
  /** It ends on the last such day of the month, or on the one nearest to the end of the month. */
  readonly rule: "nearest" | "last";
  /** The year from February 2026 to January 2027 is FY2026 by its start and FY2027 by its end. */
  readonly named: "start" | "end";
}

/** The weeks of the three months of a quarter, and the year that they are counted in. */
export interface RetailOptions extends WeeksYearOptions {
  readonly pattern: "4-4-5" | "4-5-4" | "5-4-4";
}

/** The grains of a retail calendar: `FY2026`, `FY2026-Q1`, `FY2026-P03`, `FY2026-W10`. */
export interface RetailCalendar {
  readonly year: Grain;
  readonly quarter: Grain;
  readonly month: Grain;
  readonly week: Grain;
}

/** The grains of a year of thirteen periods: `FY2026`, `FY2026-P13`, `FY2026-W52`. */
export interface ThirteenPeriodCalendar {
  readonly year: Grain;
  readonly period: Grain;
  readonly week: Grain;
}

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const MOST_WEEKS = 53;
const AN_EXAMPLE = '{ endMonth: 1, endWeekday: 6, rule: "nearest", named: "start" }';

/**
 * A retail calendar: a year of 52 weeks, or of 53 where the rule for its end asks for one more, in quarters of
 * 13 weeks and months of 4 or 5. The 53rd week is in the last month. No table is needed.
 *
 * Throws a `KpiError` for a pattern, month, weekday or rule that does not exist.
 *
 * @example
 * ```ts
 * import { retail, timeline } from "kpi-core/periods";
 *
 * // The calendar of the NRF: the Saturday nearest to 31 January ends the year.
 * const nrf = retail({ pattern: "4-5-4", endMonth: 1, endWeekday: 6, rule: "nearest", named: "start" });
 * nrf.week.label(Date.UTC(2024, 1, 3)) // => "FY2023-W53"
 * nrf.month.label(Date.UTC(2024, 1, 3)) // => "FY2023-P12"
 * nrf.quarter.label(Date.UTC(2024, 1, 4)) // => "FY2024-Q1"
 *
 * const years = timeline(nrf.year, { timeZone: "UTC", from: "2023-02-01", to: "2024-03-01" });
 * Array.from(years, ({ start, end }) => (end - start) / 604_800_000) // => [53, 52]
 * ```
 */
export function retail(options: RetailOptions): RetailCalendar {
  requireOptions("retail", options, "a year", AN_EXAMPLE);
  const { pattern } = options;
  requireOneOf("retail: pattern", pattern, ["4-4-5", "4-5-4", "5-4-4"]);
  const [first = 0, second = 0] = pattern.split("-").map(Number);
  const quarters = [0, 13, 26, 39];
  const months = quarters.flatMap((week) => [week, week + first, week + first + second]);
  const year = yearOfWeeks("retail", options);
  const written = `(pattern=${pattern},${optionsText(options)})`;
  return Object.freeze({
    year: yearGrain(`retailYear${written}`, year),
    quarter: partGrain(`retailQuarter${written}`, year, quarters, (n) => `Q${n}`),
    month: partGrain(`retailMonth${written}`, year, months, (n) => `P${twoDigits(n)}`),
    week: weekGrain(`retailWeek${written}`, year),
  });
}

/**
 * A year of thirteen periods of four weeks; where it has 53 weeks, the thirteenth period has five.
 *
 * Throws a `KpiError` for a month, weekday or rule that does not exist.
 *
 * @example
 * ```ts
 * import { thirteenPeriods } from "kpi-core/periods";
 *
 * const { period, week } = thirteenPeriods({ endMonth: 12, endWeekday: 7, rule: "nearest", named: "end" });
 * period.label(Date.UTC(2021, 0, 3)) // => "FY2020-P13"
 * week.label(Date.UTC(2021, 0, 3)) // => "FY2020-W53"
 * ```
 */
export function thirteenPeriods(options: WeeksYearOptions): ThirteenPeriodCalendar {
  requireOptions("thirteenPeriods", options, "a year", AN_EXAMPLE);
  const year = yearOfWeeks("thirteenPeriods", options);
  const starts = Array.from({ length: 13 }, (_, index) => 4 * index);
  const written = `(${optionsText(options)})`;
  return Object.freeze({
    year: yearGrain(`thirteenYear${written}`, year),
    period: partGrain(`thirteenPeriod${written}`, year, starts, (n) => `P${twoDigits(n)}`),
    week: weekGrain(`thirteenWeek${written}`, year),
  });
}

type Year = Pick<Grain, "floor" | "next" | "label">;

/** The year of whole weeks, without a name. */
function yearOfWeeks(subject: string, { endMonth, endWeekday, rule, named }: WeeksYearOptions): Year {
  requireWithin(`${subject}: endMonth`, endMonth, 12, "1 (January) to 12 (December)");
  requireWithin(`${subject}: endWeekday`, endWeekday, 7, "1 (Monday) to 7 (Sunday)");
  requireOneOf(`${subject}: rule`, rule, ["nearest", "last"], " such weekday at the end of endMonth");
  requireOneOf(`${subject}: named`, named, ["start", "end"], ", the calendar year that names this one");
  const latest = rule === "last" ? 0 : 3; // days by which the year may outlast its month

  /** The start of the year that follows the end of `endMonth` in a calendar year. */
  function startAfter(calendarYear: number): number {
    const limit = civil(calendarYear + (endMonth === 12 ? 1 : 0), (endMonth % 12) + 1, 1) + latest * DAY;
    // Of the seven days that end a year at `limit` or before, the one after an `endWeekday`.
    return limit - modulo(limit / DAY + 3 - endWeekday, 7) * DAY; // 1 January 1970 was a Thursday
  }
  /** The start of the year of weeks around `local`, and the calendar year in whose `endMonth` it is due. */
  function around(local: number): { readonly calendarYear: number; readonly start: number } {
    let calendarYear = new Date(local).getUTCFullYear();
    while (startAfter(calendarYear) > local) calendarYear--;
    return { calendarYear, start: startAfter(calendarYear) };
  }
  const floor = (local: number) => around(local).start;
  const yearsLater = named === "end" || endMonth === 12 ? 1 : 0;
  return {
    floor,
    next: (local) => floor(floor(local) + MOST_WEEKS * WEEK), // within the next year, or its start
    label: (local) => `FY${fourDigits(around(local).calendarYear + yearsLater)}`,
  };
}

function yearGrain(name: string, year: Year): Grain {
  return Object.freeze({ name, ...year, yearOfWeeks: year.floor });
}

function weekGrain(name: string, year: Year): Grain {
  const starts = Array.from({ length: MOST_WEEKS }, (_, index) => index);
  return partGrain(name, year, starts, (n) => `W${twoDigits(n)}`);
}

/** Parts of a year that begin at the given weeks, the last of which goes on to the end of the year. */
function partGrain(
  name: string,
  year: Year,
  weeks: readonly number[],
  partLabel: (number: number) => string,
): Grain {
  function partAt(local: number): { readonly start: number; readonly index: number } {
    const start = year.floor(local);
    return { start, index: weeks.filter((week) => start + week * WEEK <= local).length - 1 };
  }
  return Object.freeze({
    name,
    floor(local: number) {
      const { start, index } = partAt(local);
      return start + (weeks[index] as number) * WEEK;
    },
    next(local: number) {
      const { start, index } = partAt(local);
      const week = weeks[index + 1];
      return week === undefined ? year.next(local) : start + week * WEEK;
    },
    label: (local: number) => `${year.label(local)}-${partLabel(partAt(local).index + 1)}`,
    yearOfWeeks: year.floor,
  });
}

function optionsText({ endMonth, endWeekday, rule, named }: WeeksYearOptions): string {
  return `endMonth=${endMonth},endWeekday=${endWeekday},rule=${rule},named=${named}`;
}
