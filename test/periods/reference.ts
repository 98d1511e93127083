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
