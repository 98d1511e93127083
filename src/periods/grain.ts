import { addMonths } from "date-fns/addMonths";
import { getWeek } from "date-fns/getWeek";
import { getWeekYear } from "date-fns/getWeekYear";
import { startOfMonth } from "date-fns/startOfMonth";
import { startOfWeekYear } from "date-fns/startOfWeekYear";
import { KpiError } from "../core/errors.ts";
import { LAST_DATE, shown } from "../core/instant.ts";
import { CivilDate } from "./civil-date.ts";

/**
 * A way to cut the calendar into periods. It is civil arithmetic: a local time is a wall clock reading as
 * milliseconds, read as if it were UTC; what the clocks of a zone do with it is the timeline's part.
 */
export interface Grain {
  /** Identifies the grain with its options: tallies store it, and `grainOf(name)` gives the grain back. */
  readonly name: string;
  /** True where a change of the zone's offset ends a period too, as it does an hour. */
  readonly cutByOffsetChange?: boolean;
  /** How many calendar months a period has, where it is made of them: trailing months step by the calendar. */
  readonly months?: number;
  /** The local times it cuts, from `from` up to, and without, `to`, where it does not go on for ever. */
  readonly range?: { readonly from: number; readonly to: number };
  /** The local start of the period that `local` lies in. */
  floor(local: number): number;
  /** The local start of the period after it. */
  next(local: number): number;
  /** Its label. A grain that is cut by offset changes adds the offset, else a repeated hour has one label. */
  label(local: number, offset?: number): string;
  /** The local start of the year by whose weeks its periods are numbered, where they are whole weeks of one. */
  yearOfWeeks?(local: number): number;
}

/** The grains that have a plain name. */
export type GrainName = "hour" | "day" | "isoWeek" | "month" | "quarter" | "halfYear" | "year";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const A_MONDAY = 4 * DAY; // 5 January 1970

/** Clock hours, `2026-10-25T02+02:00`; a change of offset begins a new one. */
export const hour: Grain = Object.freeze({
  name: "hour",
  cutByOffsetChange: true,
  ...evenly(HOUR, 0),
  label: (local: number, offset?: number) =>
    `${dayText(local)}T${twoDigits(new Date(local).getUTCHours())}${offset === undefined ? "" : offsetText(offset)}`,
});

/** Calendar days, `2026-01-31`. */
export const day: Grain = Object.freeze({ name: "day", ...evenly(DAY, 0), label: dayText });

/** Calendar months, `2026-01`. */
export const month: Grain = Object.freeze({
  name: "month",
  ...monthly(1, 1),
  label: (local: number) => dayText(local).slice(0, -3),
});

/** Calendar quarters, `2026-Q1`. */
export const quarter: Grain = Object.freeze({
  name: "quarter",
  ...monthly(3, 1),
  label: (local: number) => `${yearText(local)}-Q${Math.floor(new Date(local).getUTCMonth() / 3) + 1}`,
});

/** Calendar half-years, `2026-H1`. */
export const halfYear: Grain = Object.freeze({
  name: "halfYear",
  ...monthly(6, 1),
  label: (local: number) => `${yearText(local)}-H${new Date(local).getUTCMonth() < 6 ? 1 : 2}`,
});

/** Calendar years, `2026`. */
export const year: Grain = Object.freeze({ name: "year", ...monthly(12, 1), label: yearText });

/** ISO 8601 weeks, Monday to Sunday, `2026-W05`; week 1 has the first Thursday. */
export const isoWeek: Grain = Object.freeze({ ...week({ startsOn: 1, minimalDays: 4 }), name: "isoWeek" });

/** Where a week starts, and which week of the year is the first. */
export interface WeekOptions {
  /** 1 is Monday, 7 is Sunday, as in ISO 8601. */
  readonly startsOn: number;
  /** Week 1 is the first with so many days in the year: 4 as in ISO 8601, 1 as in the US. */
  readonly minimalDays: number;
}

/**
 * Weeks by a rule of your own, labelled `2026-W05`. Throws a `KpiError` for a day or a number outside 1 to 7.
 *
 * @example
 * ```ts
 * import { week } from "kpi-core/periods";
 *
 * const american = week({ startsOn: 7, minimalDays: 1 });
 * american.label(Date.UTC(2025, 11, 28)) // => "2026-W01"
 * american.name // => "week(startsOn=7,minimalDays=1)"
 * ```
 */
export function week(options: WeekOptions): Grain {
  requireOptions("week", options, "weeks", "{ startsOn: 7, minimalDays: 1 }");
  const { startsOn, minimalDays } = options;
  requireWithin("week: startsOn", startsOn, 7, "1 (Monday) to 7 (Sunday)");
  requireWithin("week: minimalDays", minimalDays, 7, "1 to 7, such as 4 for the ISO rule");
  // date-fns types only the common 1 and 4; it reads any date of January that week 1 shall contain.
  const firstWeekContainsDate = minimalDays as 1 | 4;
  const weekStartsOn = (startsOn % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6;
  const rule = { weekStartsOn, firstWeekContainsDate };
  return Object.freeze({
    name: `week(startsOn=${startsOn},minimalDays=${minimalDays})`,
    ...evenly(7 * DAY, A_MONDAY + (startsOn - 1) * DAY),
    label(local: number) {
      const date = new CivilDate(local);
      return `${fourDigits(getWeekYear(date, rule))}-W${twoDigits(getWeek(date, rule))}`;
    },
    yearOfWeeks: (local: number) => startOfWeekYear(new CivilDate(local), rule).getTime(),
  });
}

/** Periods of one civil length, of which one begins at `origin`. */
export function evenly(length: number, origin: number): Pick<Grain, "floor" | "next"> {
  const floor = (local: number) => local - modulo(local - origin, length) + 0; // never -0
  return { floor, next: (local) => floor(local) + length };
}

/** Periods of `count` months, of which one begins in `firstMonth` (1 to 12). */
export function monthly(
  count: number,
  firstMonth: number,
): Pick<Grain, "floor" | "next"> & { readonly months: number } {
  function first(local: number): CivilDate {
    const date = startOfMonth(new CivilDate(local));
    return addMonths(date, -modulo(date.getUTCMonth() + 1 - firstMonth, count));
  }
  return {
    months: count,
    floor: (local) => first(local).getTime(),
    next: (local) => addMonths(first(local), count).getTime(),
  };
}

/** Throws unless there are options at all. */
export function requireOptions(subject: string, options: unknown, what: string, right: string): void {
  if (typeof options === "object" && options !== null) return;
  throw new KpiError("bad-time", `${subject}: ${shown(options)} is not a rule for ${what}; write ${right}`);
}

/** Throws unless `value` is a whole number from 1 to `most`. */
export function requireWithin(subject: string, value: unknown, most: number, right: string): void {
  if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most) return;
  throw new KpiError("bad-time", `${subject} is ${shown(value)}; write ${right}`);
}

/** Throws unless `value` is one of the texts. */
export function requireOneOf(subject: string, value: unknown, texts: readonly string[], what = ""): void {
  if (texts.some((text) => text === value)) return;
  const quoted = texts.map((text) => `"${text}"`);
  const right = `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}${what}`;
  throw new KpiError("bad-time", `${subject} is ${shown(value)}; write ${right}`);
}

/** The remainder that is never negative. */
export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

/** A year as it is written. */
export function fourDigits(value: number): string {
  if (Number.isNaN(value)) throw noTime("its year is NaN");
  return String(value).padStart(4, "0");
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

export function dayText(local: number): string {
  return isoParts(local)[0];
}

/** A local time as a text: a date where it is a midnight, else a date and as much of a time as it takes. */
export function localText(local: number): string {
  const [date, time] = isoParts(local);
  const short = time.replace(/(:00)?\.000Z$|Z$/, "");
  return short === "00:00" ? date : `${date}T${short}`;
}

function isoParts(local: number): readonly [date: string, time: string] {
  if (!(Math.abs(local) <= LAST_DATE)) throw noTime(`${shown(local)} is no time`);
  const [date = "", time = ""] = new Date(local).toISOString().split("T");
  return [date, time];
}

function noTime(what: string): KpiError {
  return new KpiError("bad-time", `label: ${what}; give local milliseconds that a Date can hold`);
}

function yearText(local: number): string {
  return dayText(local).slice(0, -6);
}

/** An offset as it is written, `+05:30`. */
export function offsetText(offset: number): string {
  const seconds = Math.abs(offset) / 1000;
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) =>
    twoDigits(Math.floor(part)),
  );
  // Whole minutes since 1972; before, some clocks kept the local mean time to the second.
  return (offset < 0 ? "-" : "+") + (parts[2] === "00" ? parts.slice(0, 2) : parts).join(":");
}
