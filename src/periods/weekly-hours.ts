import { KpiError } from "../core/errors.ts";
import { readClock, shown } from "../core/instant.ts";
import { twoDigits } from "./grain.ts";

/** The days of the week, as a schedule names them. */
export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/**
 * From one time of day up to, and without, another: `["09:00", "12:30"]`. One that does not end after it
 * starts ends on the next day, `["22:00", "06:00"]`; `["00:00", "24:00"]` is the whole day.
 */
export type OpeningHours = readonly [from: string, to: string];

/** Opening hours per weekday; a day that is not named is closed, and overlapping hours count once. */
export type WeeklyHours = Readonly<Partial<Record<Weekday, readonly OpeningHours[]>>>;

/** Working time in minutes after local midnight, `from < to`; past 1440 it is the next day. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

const MINUTES_A_DAY = 1440;
const weekdays: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** The intervals of Monday to Sunday, sorted, overlapping and touching ones made one. */
export function readWeek(path: string, weekly: WeeklyHours): Interval[][] {
  if (!isByName(weekly)) {
    throw wrong(path, weekly, "is not a week", 'write { mon: [["09:00", "17:00"]] }');
  }
  requireNames(path, weekly, "is not a day of the week", weekdays);
  return weekdays.map((weekday) => readIntervals(`${path}.${weekday}`, weekly[weekday] ?? []));
}

/** The intervals of one day, sorted, overlapping and touching ones made one. */
export function readIntervals(path: string, hours: readonly OpeningHours[]): Interval[] {
  if (!Array.isArray(hours)) {
    throw wrong(path, hours, "is not a list of intervals", 'write [["09:00", "17:00"]]');
  }
  return merged(Array.from(hours, (pair, index) => readInterval(`${path}[${index}]`, pair)));
}

function readInterval(path: string, pair: OpeningHours): Interval {
  if (!Array.isArray(pair) || pair.length !== 2) {
    throw wrong(path, pair, "is not an interval", 'write ["09:00", "17:00"]');
  }
  const from = minutesOf(path, pair[0]);
  const to = minutesOf(path, pair[1]);
  if (from === MINUTES_A_DAY) throw wrong(path, pair[0], "does not start a day", 'write "00:00"');
  if (from === to) {
    const right = 'write ["00:00", "24:00"] for a whole day, or leave it out';
    throw wrong(path, pair[1], "is also the start", right);
  }
  return { from, to: to < from ? to + MINUTES_A_DAY : to };
}

function minutesOf(path: string, text: unknown): number {
  const match = typeof text === "string" ? /^(\d\d):([0-5]\d)$/.exec(text) : null;
  const minutes = match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2]);
  if (minutes <= MINUTES_A_DAY) return minutes;
  throw wrong(path, text, "is not a time of day", 'write "09:00"');
}

function merged(intervals: readonly Interval[]): Interval[] {
  const apart: Interval[] = [];
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    const before = apart[apart.length - 1];
    if (before === undefined || from > before.to) apart.push({ from, to });
    else apart[apart.length - 1] = { from: before.from, to: Math.max(before.to, to) };
  }
  return apart;
}

/** The local midnight of a date. */
export function readDate(path: string, text: unknown): number {
  const reading = typeof text === "string" ? readClock(text) : null;
  if (reading?.dateOnly) return reading.local;
  throw wrong(path, text, "is not a date", 'write "2026-12-25"');
}

/** True for an object with entries by name: a list, a `Map` or a `Date` has none that anyone would read. */
export function isByName(value: unknown): value is object {
  const isObject = typeof value === "object" && value !== null;
  return isObject && !(Symbol.iterator in value) && !(value instanceof Date);
}

/** Throws for a name that nobody would read, such as one that is misspelt. */
export function requireNames(path: string, value: object, what: string, names: readonly string[]): void {
  const stray = Object.keys(value).find((name) => !names.includes(name));
  if (stray !== undefined) throw wrong(path, stray, what, `write ${names.join(", ")}`);
}

/** The week as a text, the same for every way to write it: `mon 09:00-12:30 13:30-18:00, fri 22:00-30:00`. */
export function weekText(week: readonly (readonly Interval[])[]): string {
  const days = week.map((intervals, index) => [weekdays[index], ...intervalTexts(intervals)].join(" "));
  return days.filter((_, index) => week[index]?.length !== 0).join(", ") || "closed";
}

export function intervalTexts(intervals: readonly Interval[]): string[] {
  return intervals.map(({ from, to }) => `${clockText(from)}-${clockText(to)}`);
}

function clockText(minutes: number): string {
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

export function wrong(path: string, value: unknown, what: string, right: string): KpiError {
  return new KpiError("bad-time", `${path}: ${shown(value)} ${what}; ${right}`);
}
