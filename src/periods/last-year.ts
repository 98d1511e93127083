import { addMonths } from "date-fns/addMonths";
import { startOfMonth } from "date-fns/startOfMonth";
import { KpiError } from "../core/errors.ts";
import { CivilDate } from "./civil-date.ts";
import { requireOneOf } from "./grain.ts";
import type { Period } from "./period.ts";
import { calendarOf, type InTimeZone, wholeAround } from "./period-arithmetic.ts";
import {
  asFarInto,
  type Calendar,
  localEnd,
  localStart,
  localStartOf,
  periodIfAny,
  periodStartingAt,
  stretch,
} from "./period-in-zone.ts";

/** What is the same a year earlier: the date, the day of the week, or the number of the week. */
export type LastYear = InTimeZone & (SameDate | SameWeekday | SameWeek);

/** From the same date to the same date. */
export interface SameDate {
  readonly align: "date";
}

/** 52 weeks earlier, so that Mondays meet Mondays. */
export interface SameWeekday {
  readonly align: "weekday";
}

/** The same number of week, month, quarter or year in a calendar of whole weeks. */
export interface SameWeek {
  readonly align: "week";
  /**
   * Week 53 has `"none"` to be compared with; or all weeks are `"restate"`d, 52 weeks earlier, as the NRF does after
   * a year of 53 weeks: week 1 meets the week 2 that was nearly on its dates.
   */
  readonly week53: "none" | "restate";
}

const DAY = 86_400_000;
const FIFTY_TWO_WEEKS = 364 * DAY;

/**
 * The same period a year earlier, `null` where there is none: the 53rd week of a year after one of 52, or a day
 * that the zone skipped.
 *
 * By `"date"`, a month, quarter, year or day meets that of the year before, whole with whole; 29 February meets the
 * 28th, and other stretches go from the same date to the same date. What is cut short, as by `toDate`, is compared
 * with the same part: up to a day with as much by the clock, and a longer part that ends during 29 February with one
 * that ends with the 28th. A result that is no period of the grain has its first and last date as its label.
 *
 * Throws a `KpiError` for an alignment that does not exist, for `"week"` where the grain has no weeks of a year,
 * and for what is no period.
 *
 * @example
 * ```ts
 * import { periodOf, retail, samePeriodLastYear, toDate } from "kpi-core/periods";
 *
 * const timeZone = "America/New_York";
 * const february = periodOf("month", "2024-02-10", { timeZone });
 * samePeriodLastYear(february, { align: "date", timeZone })?.label // => "2023-02"
 * samePeriodLastYear(february, { align: "weekday", timeZone })?.label // => "2023-02-02/2023-03-02"
 *
 * const nrf = retail({ pattern: "4-5-4", endMonth: 1, endWeekday: 6, rule: "nearest", named: "start" });
 * const week = periodOf(nrf.week, "2024-02-04", { timeZone });
 * samePeriodLastYear(week, { align: "week", week53: "none", timeZone })?.label // => "FY2023-W01"
 * samePeriodLastYear(week, { align: "week", week53: "restate", timeZone })?.label // => "FY2023-W02"
 * ```
 */
export function samePeriodLastYear(period: Period, options: LastYear): Period | null {
  requireOneOf("samePeriodLastYear: align", options?.align, ["date", "weekday", "week"]);
  return lastYearIn(calendarOf("samePeriodLastYear", period, options), period, options);
}

/** `samePeriodLastYear` for who has the calendar; its grain may be one that has no name to find it by. */
export function lastYearIn(
  calendar: Calendar,
  period: Period,
  options: SameDate | SameWeekday | SameWeek,
): Period | null {
  if (options.align === "date") return byDate(calendar, period);
  if (options.align === "weekday") return fiftyTwoWeeksBack(calendar, period);
  requireOneOf("samePeriodLastYear: week53", options.week53, ["none", "restate"]);
  const { yearOfWeeks } = calendar.grain;
  if (yearOfWeeks === undefined) {
    const right = 'write "date" or "weekday", or take a grain such as isoWeek or retail({ … }).month';
    throw new KpiError(
      "bad-time",
      `samePeriodLastYear: align is "week", and ${calendar.grain.name} has no weeks of a year; ${right}`,
    );
  }
  if (options.week53 === "restate") return fiftyTwoWeeksBack(calendar, period);
  return byNumber(calendar, yearOfWeeks, period);
}

function byDate(calendar: Calendar, { start, end }: Period): Period | null {
  const { zone } = calendar;
  const here = periodIfAny(calendar, start);
  const begins = here?.start === start;
  const local = begins ? localStartOf(calendar, here) : localStart(zone, start);
  const last = localEnd(zone, end);
  const yearBefore = addMonths(new CivilDate(local), -12).getTime();
  const earlier = periodStartingAt(calendar, yearBefore);
  const isWithinDay = last - local <= DAY;
  if (begins && earlier !== null && (end === here.end || (end < here.end && isWithinDay))) {
    return samePart(calendar, end, here, earlier);
  }
  return between(calendar, yearBefore, isWithinDay ? yearBefore + last - local : endAYearBefore(last));
}

/** The same date and time; what ends during 29 February ends with the 28th. */
function endAYearBefore(local: number): number {
  const date = new CivilDate(local);
  const yearBefore = addMonths(date, -12);
  return (
    yearBefore.getUTCDate() === date.getUTCDate() ? yearBefore : startOfMonth(addMonths(date, -11))
  ).getTime();
}

function fiftyTwoWeeksBack(calendar: Calendar, { start, end }: Period): Period | null {
  const { zone } = calendar;
  const here = periodIfAny(calendar, start);
  const local = here?.start === start ? localStartOf(calendar, here) : localStart(zone, start);
  return between(calendar, local - FIFTY_TWO_WEEKS, localEnd(zone, end) - FIFTY_TWO_WEEKS);
}

function byNumber(calendar: Calendar, yearOfWeeks: (local: number) => number, period: Period): Period | null {
  const whole = wholeAround("samePeriodLastYear", calendar, period);
  const local = localStartOf(calendar, whole);
  const year = yearOfWeeks(local);
  const sameNumber = yearOfWeeks(year - 1) + (local - year);
  const earlier = sameNumber < year ? periodStartingAt(calendar, sameNumber) : null;
  return earlier && samePart(calendar, period.end, whole, earlier);
}

/** Whole with whole, or as much of the earlier period; null where the zone's clock skipped as much. */
function samePart(calendar: Calendar, t: number, whole: Period, earlier: Period): Period | null {
  if (t === whole.end) return earlier;
  const end = asFarInto(calendar, t, whole, earlier);
  return earlier.start < end ? { ...earlier, end } : null;
}

/** What lies between two local times; null where the zone's clock skipped it. */
function between(calendar: Calendar, from: number, to: number): Period | null {
  const [start, end] = [calendar.zone.start(from), calendar.zone.start(to)];
  return start < end ? stretch(calendar, start, end) : null;
}
