import { KpiError } from "../core/errors.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import { day } from "./grain.ts";
import { growingTable, isWithinYears } from "./growing-table.ts";
import { readOpeningDays, type ScheduleVersion } from "./opening-days.ts";
import { type OpeningHours, requireNames, type WeeklyHours, wrong } from "./weekly-hours.ts";
import {
  firstInstant,
  isOpenAt,
  lastInstant,
  type OpenInterval,
  openBetween,
  workedAt,
  workedTime,
} from "./worked-time.ts";
import { dateAt, dateOfCount, daysUpTo, workingDays as workingDaysOf } from "./working-days.ts";
import { instantIn, type TimeZoneLike, type Zone, zoneOf } from "./zone.ts";

/** When work is done: a week of opening hours in a zone, and the dates that differ from it. */
export interface WorkScheduleOptions {
  readonly timeZone: TimeZoneLike;
  /** Per weekday its intervals; overlapping ones count once. A night shift belongs to the day it starts on. */
  readonly weekly: WeeklyHours;
  /** The hours of single dates, in place of those of the week, also on a holiday; an empty list closes the day. */
  readonly exceptions?: Readonly<Record<string, readonly OpeningHours[]>>;
  /** Dates such as `2026-12-25`; what would start on them is cancelled. */
  readonly holidays?: Iterable<string>;
  /** Weeks that take the place of `weekly` from a local date on, each until the next. */
  readonly versions?: readonly ScheduleVersion[];
}

/** A schedule as JSON: the options of `workSchedule`, all of them written out. */
export interface WorkScheduleJson {
  readonly timeZone: string;
  readonly weekly: WeeklyHours;
  readonly versions: readonly ScheduleVersion[];
  readonly holidays: readonly string[];
  readonly exceptions: Readonly<Record<string, readonly OpeningHours[]>>;
}

/** A clock that runs during working hours only. Instants are as elsewhere; a date text means its local start. */
export interface WorkSchedule {
  /** The schedule written out, the same for every way to write it; tallies store it. */
  readonly id: string;
  readonly timeZone: string;
  /** Worked milliseconds from `start` to `end`; negative when `end` comes first. */
  elapsed(start: InstantLike, end: InstantLike): number;
  /** `elapsed` of many pairs of epoch milliseconds; NaN where one of the two is no instant of the years 0 to 9999. */
  elapsedAll(starts: Float64Array, ends: Float64Array): Float64Array;
  /**
   * The earliest instant by which `ms` of work are done since `start`: Friday 17:00, not Monday 09:00. For
   * negative `ms`, the latest instant from which that much is done until `start`. `due(start, 0)` is `start`.
   */
  due(start: InstantLike, ms: number): number;
  /** Whether work goes on at an instant: from the opening up to, and without, the close. */
  isOpen(t: InstantLike): boolean;
  /** The open stretches between two instants, cut at both; those that touch are one. */
  intervals(from: InstantLike, to: InstantLike): OpenInterval[];
  /**
   * Working days after the local date of `start` up to and including that of `end`, so that the next working
   * day is 1; negative when `end` comes first. A working day is a local date on which an interval opens.
   */
  workingDays(start: InstantLike, end: InstantLike): number;
  /**
   * The local date, `"2026-01-09"`, of the working day by which `days` of them have passed since `start`; for
   * a negative number, of the last one from which that many pass until `start`. `dueDays(start, 0)` is the
   * date of `start`.
   */
  dueDays(start: InstantLike, days: number): string;
  /** The options, for `JSON.stringify`; `workSchedule` takes them back. Throws where the zone is rules of your own. */
  toJSON(): WorkScheduleJson;
}

const DAY = 86_400_000;
const entries = ["timeZone", "weekly", "exceptions", "holidays", "versions"];

/**
 * A work schedule. Throws a `KpiError` that names the place for a zone, time or date that does not exist;
 * its functions throw for instants outside the years 0 to 9999, and `due` and `dueDays` when the schedule is
 * never open.
 *
 * Holidays may come from any list of dates. The npm package date-holidays gives the local date first in a
 * text, and one entry for a holiday of several days:
 *
 * ```js
 * import Holidays from "date-holidays";
 *
 * const calendar = new Holidays("FR", { types: ["public"] });
 * const holidays = [2026, 2027].flatMap((year) =>
 *   calendar.getHolidays(year).flatMap(({ date, start, end }) => {
 *     const first = Date.parse(date.slice(0, 10));
 *     const length = Math.floor((end - start) / 82_800_000); // no day is shorter than 23 hours
 *     return Array.from({ length }, (_, i) => new Date(first + i * 86_400_000).toISOString().slice(0, 10));
 *   }),
 * );
 * ```
 *
 * @example
 * ```ts
 * import { workSchedule } from "kpi-core/periods";
 *
 * const hours = [["09:00", "12:30"], ["13:30", "17:00"]] as const;
 * const office = workSchedule({
 *   timeZone: "Europe/Paris",
 *   weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
 *   holidays: ["2026-05-01", "2026-05-08", "2026-12-25"],
 *   exceptions: { "2026-12-24": [["09:00", "12:00"]] },
 * });
 * // Thursday 16:00 to Monday 10:00; Friday is the first of May
 * office.elapsed("2026-04-30T16:00:00+02:00", "2026-05-04T10:00:00+02:00") / 3_600_000 // => 2
 * new Date(office.due("2026-04-30T16:00:00+02:00", 3_600_000)).toISOString() // => "2026-04-30T15:00:00.000Z"
 * office.isOpen("2026-12-24T12:00:00+01:00") // => false
 * office.intervals("2026-12-24", "2026-12-28").length // => 1
 * workSchedule(JSON.parse(JSON.stringify(office))).id === office.id // => true
 * ```
 *
 * @example
 * A deadline in days does not count the day of the event, and falls on a day and not on a moment. Jours
 * ouvrés are the days of the office; jours ouvrables, Monday to Saturday, are another schedule.
 * ```ts
 * import { workSchedule } from "kpi-core/periods";
 *
 * const allDay = [["00:00", "24:00"]] as const;
 * const weekly = { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay };
 * const rest = { timeZone: "Europe/Paris", holidays: ["2026-05-01"] };
 * const ouvres = workSchedule({ ...rest, weekly });
 * const ouvrables = workSchedule({ ...rest, weekly: { ...weekly, sat: allDay } });
 * // From Wednesday 29 April: Thursday, Monday, Tuesday; or Thursday, Saturday, Monday
 * ouvres.dueDays("2026-04-29T16:00:00+02:00", 3) // => "2026-05-05"
 * ouvrables.dueDays("2026-04-29T16:00:00+02:00", 3) // => "2026-05-04"
 * ouvres.workingDays("2026-04-29", "2026-05-05") // => 3
 * ```
 *
 * @example
 * A week that changes: 35 hours until the end of June, 4 days from July on.
 * ```ts
 * import { workSchedule } from "kpi-core/periods";
 *
 * const short = [["09:00", "16:00"]] as const;
 * const long = [["09:00", "17:45"]] as const;
 * const team = workSchedule({
 *   timeZone: "Europe/Paris",
 *   weekly: { mon: short, tue: short, wed: short, thu: short, fri: short },
 *   versions: [{ from: "2026-07-01", weekly: { mon: long, tue: long, wed: long, thu: long } }],
 * });
 * team.workingDays("2026-06-21", "2026-06-28") // => 5
 * team.workingDays("2026-07-05", "2026-07-12") // => 4
 * team.elapsed("2026-07-06", "2026-07-13") / 3_600_000 // => 35
 * ```
 */
export function workSchedule(options: WorkScheduleOptions): WorkSchedule {
  if (typeof options !== "object" || options === null) {
    throw wrong(
      "workSchedule",
      options,
      "is not a schedule",
      'write { timeZone: "Europe/Paris", weekly: { … } }',
    );
  }
  requireNames("workSchedule", options, "is not a part of a schedule", entries);
  const { timeZone } = options;
  const zone = zoneOf(timeZone);
  const { intervalsOn: wished, neverOpen, text, json } = readOpeningDays(options);
  // A date that the zone skipped has no hours, nor does a shift begin on it that runs into the next
  const intervalsOn = (midnight: number) =>
    zone.start(midnight) < zone.start(midnight + DAY) ? wished(midnight) : [];
  const work = growingTable((from, to) => workedTime(zone, intervalsOn, from, to));
  const dates = growingTable((from, to) => workingDaysOf(zone, intervalsOn, from, to));

  function elapsed(start: InstantLike, end: InstantLike): number {
    const a = instantWithin(zone, "start", start);
    const b = instantWithin(zone, "end", end);
    const worked = work.covering(Math.min(a, b), Math.max(a, b));
    return workedAt(worked, b) - workedAt(worked, a);
  }

  function elapsedAll(starts: Float64Array, ends: Float64Array): Float64Array {
    const range = rangeOfPairs(starts, ends);
    const all = new Float64Array(starts.length).fill(Number.NaN);
    if (range === null) return all;
    const worked = work.covering(range.first, range.last);
    for (let i = 0; i < all.length; i++) {
      const a = Math.floor(starts[i] as number);
      const b = Math.floor(ends[i] as number);
      if (isWithinYears(a) && isWithinYears(b)) all[i] = workedAt(worked, b) - workedAt(worked, a);
    }
    return all;
  }

  function due(start: InstantLike, ms: number): number {
    const from = instantWithin(zone, "start", start);
    if (!Number.isFinite(ms)) throw wrong("due", ms, "is not a duration", "write milliseconds");
    const wanted = Math.round(ms);
    if (wanted === 0) return from;
    requireOpen("due");
    const reach = wanted > 0 ? firstInstant : lastInstant;
    const at = work.seek(from, wanted > 0, (worked) => reach(worked, workedAt(worked, from) + wanted));
    return at ?? outOfYears("due: the work is not done");
  }

  function isOpen(t: InstantLike): boolean {
    const at = instantWithin(zone, "isOpen", t);
    return isOpenAt(work.covering(at, at), at);
  }

  function intervals(from: InstantLike, to: InstantLike): OpenInterval[] {
    const a = instantWithin(zone, "from", from);
    const b = instantWithin(zone, "to", to);
    if (b < a) throw wrong("to", to, `is before from, ${shown(from)}`, "write a later one");
    return openBetween(work.covering(a, b), a, b);
  }

  function workingDays(start: InstantLike, end: InstantLike): number {
    const a = instantWithin(zone, "start", start);
    const b = instantWithin(zone, "end", end);
    const counted = dates.covering(Math.min(a, b), Math.max(a, b));
    return daysUpTo(counted, b) - daysUpTo(counted, a);
  }

  function dueDays(start: InstantLike, days: number): string {
    const from = instantWithin(zone, "start", start);
    if (!Number.isInteger(days)) throw wrong("dueDays", days, "is not a number of days", "write a whole one");
    if (days !== 0) requireOpen("dueDays");
    const date = dates.seek(from, days > 0, (counted) =>
      days === 0 ? dateAt(counted, from) : dateOfCount(counted, daysUpTo(counted, from) + days),
    );
    return date !== null && isWithinYears(date) ? day.label(date) : outOfYears("dueDays: the day is not");
  }

  function requireOpen(subject: string): void {
    if (neverOpen) {
      throw new KpiError("bad-time", `${subject}: the schedule is never open; give it opening hours`);
    }
  }

  function toJSON(): WorkScheduleJson {
    if (typeof timeZone === "string")
      return { timeZone, ...(JSON.parse(json) as Omit<WorkScheduleJson, "timeZone">) };
    const right = 'give a zone by its name, such as "Europe/Paris"';
    throw wrong("workSchedule: timeZone", zone.id, "is rules of your own, which JSON cannot hold", right);
  }

  const answers = { elapsed, elapsedAll, due, isOpen, intervals, workingDays, dueDays, toJSON };
  return Object.freeze({ id: `${zone.id} ${text}`, timeZone: zone.id, ...answers });
}

function instantWithin(zone: Zone, subject: string, value: InstantLike): number {
  const t = typeof value === "number" ? Math.floor(value) + 0 : instantIn(zone, subject, value);
  if (isWithinYears(t)) return t;
  throw new KpiError("bad-time", `${subject}: ${shown(value)} is not an instant of the years 0 to 9999`);
}

/** The first and the last instant of the pairs that can be measured; null where there is none. */
function rangeOfPairs(
  starts: Float64Array,
  ends: Float64Array,
): { readonly first: number; readonly last: number } | null {
  for (const list of [starts, ends]) {
    if (ArrayBuffer.isView(list) || Array.isArray(list)) continue;
    throw wrong("elapsedAll", list, "is not a list of instants", "give a Float64Array of epoch milliseconds");
  }
  if (starts.length !== ends.length) {
    const found = `${starts.length} starts and ${ends.length} ends`;
    throw new KpiError("bad-time", `elapsedAll: ${found}; give one end for each start`);
  }
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < starts.length; i++) {
    const a = starts[i] as number;
    const b = ends[i] as number;
    if (!isWithinYears(a) || !isWithinYears(b)) continue;
    first = Math.min(first, a, b);
    last = Math.max(last, a, b);
  }
  return first <= last ? { first: Math.floor(first), last: Math.floor(last) } : null;
}

function outOfYears(what: string): never {
  throw new KpiError("bad-time", `${what} within the years 0 to 9999; ask for less`);
}
