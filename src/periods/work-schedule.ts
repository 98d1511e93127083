import { KpiError } from "../core/errors.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import {
  intervalsOn,
  type OpeningHours,
  readDates,
  readWeek,
  type Weekday,
  weekText,
} from "./weekly-hours.ts";
import {
  firstInstant,
  lastInstant,
  type WorkedTime,
  workedAt,
  workedInAll,
  workedTime,
} from "./worked-time.ts";
import { instantIn, type TimeZoneLike, type Zone, zoneOf } from "./zone.ts";

/** When work is done: a week of opening hours in a zone, and the dates on which it rests. */
export interface WorkScheduleOptions {
  readonly timeZone: TimeZoneLike;
  /** Per weekday its intervals; overlapping ones count once. A night shift belongs to the day it starts on. */
  readonly weekly: Readonly<Partial<Record<Weekday, readonly OpeningHours[]>>>;
  /** Dates such as `2026-12-25`; what would start on them is cancelled. */
  readonly holidays?: Iterable<string>;
}

/** A clock that runs during working hours only. Instants are as elsewhere; a date text means its local start. */
export interface WorkSchedule {
  /** The schedule written out, the same for every way to write it; tallies store it. */
  readonly id: string;
  readonly timeZone: string;
  /** Worked milliseconds from `start` to `end`; negative when `end` comes first. */
  elapsed(start: InstantLike, end: InstantLike): number;
  /**
   * The earliest instant by which `ms` of work are done since `start`: Friday 17:00, not Monday 09:00. For
   * negative `ms`, the latest instant from which that much is done until `start`. `due(start, 0)` is `start`.
   */
  due(start: InstantLike, ms: number): number;
}

const YEAR = 366 * 86_400_000;
const EARLIEST = -62_167_219_200_000; // 1 January 0000: the years that a text can name
const LATEST = 253_402_300_800_000; // 1 January 10000

/**
 * A work schedule. Throws a `KpiError` that names the place for a zone, time or date that does not exist;
 * its functions throw for instants outside the years 0 to 9999, and `due` when the schedule is never open.
 *
 * @example
 * ```ts
 * import { workSchedule } from "kpi-core/periods";
 *
 * const hours = [["09:00", "12:30"], ["13:30", "17:00"]] as const;
 * const office = workSchedule({
 *   timeZone: "Europe/Paris",
 *   weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
 *   holidays: ["2026-05-01"],
 * });
 * // Thursday 16:00 to Monday 10:00; Friday is the first of May
 * office.elapsed("2026-04-30T16:00:00+02:00", "2026-05-04T10:00:00+02:00") / 3_600_000 // => 2
 * new Date(office.due("2026-04-30T16:00:00+02:00", 3_600_000)).toISOString() // => "2026-04-30T15:00:00.000Z"
 * ```
 */
export function workSchedule({ timeZone, weekly, holidays = [] }: WorkScheduleOptions): WorkSchedule {
  const zone = zoneOf(timeZone);
  const week = readWeek(weekly);
  const rests = readDates("holidays", holidays);
  const resting = new Set(rests);
  const closed = week.every((intervals) => intervals.length === 0);
  let table: WorkedTime | undefined; // grown on demand; the answers do not depend on how far

  function covering(first: number, last: number): WorkedTime {
    if (table !== undefined && first >= table.from && last < table.to) return table;
    const { from, to } = wider(table, first, last);
    table = workedTime(
      zone,
      (midnight) => (resting.has(midnight) ? [] : intervalsOn(week, midnight)),
      from,
      to,
    );
    return table;
  }

  function elapsed(start: InstantLike, end: InstantLike): number {
    const a = instantWithin(zone, "start", start);
    const b = instantWithin(zone, "end", end);
    const worked = covering(Math.min(a, b), Math.max(a, b));
    return workedAt(worked, b) - workedAt(worked, a);
  }

  function due(start: InstantLike, ms: number): number {
    const from = instantWithin(zone, "start", start);
    if (!Number.isFinite(ms)) {
      throw new KpiError("bad-time", `due: ${shown(ms)} is not a duration; write milliseconds`);
    }
    const wanted = Math.round(ms);
    if (wanted === 0) return from;
    if (closed) throw new KpiError("bad-time", "due: the schedule is never open; give it opening hours");
    let worked = covering(from, from);
    for (;;) {
      const target = workedAt(worked, from) + wanted;
      if (target > 0 && target < workedInAll(worked)) {
        return wanted > 0 ? firstInstant(worked, target) : lastInstant(worked, target);
      }
      worked = target > 0 ? covering(worked.from, worked.to) : covering(worked.from - 1, worked.from);
    }
  }

  const rest = rests.map((local) => new Date(local).toISOString().slice(0, 10)).join(" ");
  const id = `${zone.id} ${weekText(week)}${rest === "" ? "" : ` except ${rest}`}`;
  return Object.freeze({ id, timeZone: zone.id, elapsed, due });
}

function instantWithin(zone: Zone, subject: string, value: InstantLike): number {
  const t = typeof value === "number" ? Math.floor(value) : instantIn(zone, subject, value);
  if (t >= EARLIEST && t < LATEST) return t;
  throw new KpiError("bad-time", `${subject}: ${shown(value)} is not an instant of the years 0 to 9999`);
}

/** A range that holds two instants and is at least twice as wide as before, so that growing stays cheap. */
function wider(table: WorkedTime | undefined, first: number, last: number): { from: number; to: number } {
  if (first < EARLIEST || last >= LATEST) {
    throw new KpiError("bad-time", "due: the work is not done within the years 0 to 9999; ask for less");
  }
  if (table === undefined) {
    return { from: Math.max(EARLIEST, first - 2 * YEAR), to: Math.min(LATEST, last + 2 * YEAR) };
  }
  const width = table.to - table.from;
  return {
    from: first < table.from ? Math.max(EARLIEST, first - width) : table.from,
    to: last >= table.to ? Math.min(LATEST, last + width) : table.to,
  };
}
