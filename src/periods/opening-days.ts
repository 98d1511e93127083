import { day, modulo } from "./grain.ts";
import {
  type Interval,
  intervalTexts,
  isByName,
  type OpeningHours,
  readDate,
  readIntervals,
  readWeek,
  requireNames,
  type WeeklyHours,
  weekText,
  wrong,
} from "./weekly-hours.ts";

/** A week that holds from a date on. */
export interface ScheduleVersion {
  /** The first local date that it holds for; a shift that began the day before runs on. */
  readonly from: string;
  readonly weekly: WeeklyHours;
}

/** What a schedule says of dates. */
export interface OpeningDaysOptions {
  readonly weekly: WeeklyHours;
  readonly exceptions?: Readonly<Record<string, readonly OpeningHours[]>>;
  readonly holidays?: Iterable<string>;
  readonly versions?: readonly ScheduleVersion[];
}

/** The working intervals of every local date, before any clock of a zone is asked. */
export interface OpeningDays {
  /** The intervals of the date that begins at a local midnight. */
  intervalsOn(midnight: number): readonly Interval[];
  /** True where there is no interval on any date. */
  readonly neverOpen: boolean;
  /** All of it written out, the same for every way to write it. */
  readonly text: string;
  /** All of it as JSON, the way it was written. */
  readonly json: string;
}

interface DatedWeek {
  readonly from: number;
  readonly week: readonly (readonly Interval[])[];
}

const DAY = 86_400_000;

/** Reads weeks, holidays and exceptions, and throws a `KpiError` that names the place of what is none. */
export function readOpeningDays(options: OpeningDaysOptions): OpeningDays {
  const { weekly, versions = [], holidays = [], exceptions = {} } = options;
  const first = { from: Number.NEGATIVE_INFINITY, week: readWeek("weekly", weekly) };
  const weeks = [first, ...readVersions(versions)];
  const latestFirst = [...weeks].reverse();
  const special = new Map<number, readonly Interval[]>();
  const closed = readDates("holidays", holidays);
  for (const date of closed) special.set(date, []);
  for (const [date, intervals] of readExceptions(exceptions)) special.set(date, intervals);

  function intervalsOn(midnight: number): readonly Interval[] {
    const { week } = latestFirst.find(({ from }) => from <= midnight) ?? first;
    return special.get(midnight) ?? week[modulo(midnight / DAY + 3, 7)] ?? []; // 1970 began on a Thursday
  }
  const days = [...weeks.flatMap(({ week }) => week), ...special.values()];
  const neverOpen = days.every((intervals) => intervals.length === 0);
  const json = JSON.stringify({
    weekly,
    versions,
    holidays: closed.map((date) => day.label(date)),
    exceptions,
  });
  return { intervalsOn, neverOpen, text: textOf(weeks, special), json };
}

function readVersions(versions: readonly ScheduleVersion[]): DatedWeek[] {
  if (!Array.isArray(versions)) {
    const right = 'write [{ from: "2026-07-01", weekly: { … } }]';
    throw wrong("versions", versions, "is not a list of weeks", right);
  }
  const dated = Array.from(versions, (version: ScheduleVersion, index) => {
    const path = `versions[${index}]`;
    if (typeof version !== "object" || version === null) {
      throw wrong(path, version, "is not a dated week", 'write { from: "2026-07-01", weekly: { … } }');
    }
    requireNames(path, version, "is not a part of a version", ["from", "weekly"]);
    const from = readDate(`${path}.from`, version.from);
    if (versions.findIndex((other) => other.from === version.from) < index) {
      throw wrong(`${path}.from`, version.from, "is there twice", "write one week for it");
    }
    return { from, week: readWeek(`${path}.weekly`, version.weekly) };
  });
  return dated.sort((a, b) => a.from - b.from);
}

function readDates(path: string, dates: Iterable<string>): number[] {
  if (typeof dates !== "object" || dates === null || !(Symbol.iterator in dates)) {
    throw wrong(path, dates, "is not a list of dates", 'write ["2026-12-25"]');
  }
  return Array.from(dates, (text, index) => readDate(`${path}[${index}]`, text));
}

function readExceptions(
  exceptions: Readonly<Record<string, readonly OpeningHours[]>>,
): [number, Interval[]][] {
  if (!isByName(exceptions)) {
    const right = 'write { "2026-12-24": [["09:00", "12:00"]] }';
    throw wrong("exceptions", exceptions, "does not say which hours on which date", right);
  }
  return Object.entries(exceptions).map(([date, hours]) => {
    const path = `exceptions[${JSON.stringify(date)}]`;
    return [readDate(path, date), readIntervals(path, hours)];
  });
}

function textOf(weeks: readonly DatedWeek[], special: ReadonlyMap<number, readonly Interval[]>): string {
  const parts = weeks.map(({ from, week }, index) =>
    index === 0 ? weekText(week) : `from ${day.label(from)} ${weekText(week)}`,
  );
  const dates = [...special].sort(([a], [b]) => a - b);
  if (dates.length > 0) parts.push("except");
  for (const [date, intervals] of dates) parts.push(day.label(date), ...intervalTexts(intervals));
  return parts.join(" ");
}
