import { readFileSync } from "node:fs";

/** A zone's boundaries as an independent program (zoneinfo, tzdata 2026f) computed them. */
export interface ZoneBoundaries {
  /** From here on runtimes disagree, because their tzdata is older; null when they do not. */
  stableUntil: number | null;
  droppedDays: string[];
  day: Runs;
  hour: Runs;
  isoWeek: Runs & { first: string };
  month: number[];
  quarter: number[];
  year: number[];
  fiscalYearApr: number[];
  fiscalYearJul: number[];
  fiscalYearOct: number[];
}

interface Runs {
  startMs: number;
  runs: [count: number, lengthMs: number][];
}

export interface Trap {
  id: string;
  zone: string;
  grain: string;
  label: string;
  localStart: string;
  localEnd: string;
  start: number;
  end: number;
  hours: number;
}

export interface Sentinel {
  zone: string;
  at: number;
  offsetSeconds: number;
}

export interface BusinessHours {
  schedules: Record<
    string,
    {
      zone: string;
      weekly: Record<string, [string, string][]>;
      exceptions?: Record<string, [string, string][]>;
    }
  >;
  elapsed: { schedule: string; start: number; end: number; workedMs: number }[];
  due: { schedule: string; start: number; workedMs: number; due: number }[];
}

/** Civil dates and what calendars call them. */
export interface Calendar {
  isoWeek: [date: string, year: number, week: number, weekday: number][];
  /** By week start and minimal days, `7/1`. */
  week: Record<string, [date: string, year: number, week: number][]>;
  fiscalYear: [
    date: string,
    startMonth: number,
    byStart: number,
    byEnd: number,
    quarter: number,
    month: number,
  ][];
  /** Years of whole weeks: their starts, months and quarters, each list with the end of the year. */
  nrf454: WeeksYear[];
  fiscal445_lastSatJan: WeeksYear[];
  fiscal445_lastSatSep_namedEnd: WeeksYear[];
  fiscal544_nearestSunDec_namedEnd: WeeksYear[];
  nrf53: number[];
  p13x4_nearestSunDec: { year: number; weeks: number; periods: string[] }[];
  addMonths: [date: string, months: number, expected: string][];
  samePeriodLastYear: {
    start: string;
    end: string;
    how: "date" | "weekday";
    prevStart: string;
    prevEnd: string;
  }[];
  retailWeekLastYear: {
    year: number;
    week: number;
    start: string;
    sameNumber: string | null;
    weeksBack52: string;
  }[];
  toDate: ToDate[];
}

export interface WeeksYear {
  year: number;
  start: string;
  end: string;
  weeks: number;
  months: string[];
  quarters: string[];
}

type Days = [start: string, end: string, days: number];

/** What lies between a date and the start of its week, month …, that date included. */
export interface ToDate extends Record<"WTD" | "MTD" | "QTD" | "YTD" | "FYTD_Apr" | "isoYTD", Days> {
  asOf: string;
  trailing: Record<"7d" | "28d" | "12m" | "3m", Days>;
  priorMTD: { date: [start: string, end: string] };
}

/** Shifts and operational days in a zone, around a change of its clock. */
export interface ShiftCase {
  zone: string;
  pattern: string;
  starts: string[];
  shifts: { date: string; shift: number; start: number; end: number }[];
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../reference/periods/${name}.json`, import.meta.url), "utf8"));
}

export const boundaries = read<{ range: [string, string]; zones: Record<string, ZoneBoundaries> }>(
  "boundaries",
);
export const { traps } = read<{ traps: Trap[] }>("traps");
export const { sentinels } = read<{ sentinels: Sentinel[] }>("tzdata-sentinels");
export const calendar = read<Calendar>("calendar");
export const { cases: shiftCases } = read<{ cases: ShiftCase[] }>("shifts");
export const businessHours = read<BusinessHours>("business-hours");

/** Start, then one boundary per period. */
export function decode({ startMs, runs }: Runs): number[] {
  const bounds = [startMs];
  let last = startMs;
  for (const [count, length] of runs) {
    for (let i = 0; i < count; i++) {
      last += length;
      bounds.push(last);
    }
  }
  return bounds;
}
