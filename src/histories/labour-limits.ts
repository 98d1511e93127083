import type { Numeric } from "../core/decimal.ts";
import { requireEntries } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { millisecondsOf } from "./exact-seconds.ts";

/** What shifts are held against, in hours; a limit that is absent is not checked. */
export interface LabourLimits {
  /** The least time off between the work of two local days. */
  readonly dailyRest?: Numeric;
  /** The least time off in one piece that a week must have. */
  readonly weeklyRest?: Numeric;
  /** The most work on a local day. */
  readonly dailyWork?: Numeric;
  /** The most work in an ISO week. */
  readonly weeklyWork?: Numeric;
  /** The most work a week on average over so many ISO weeks in a row. */
  readonly averageWeeklyWork?: { readonly hours: Numeric; readonly weeks: number };
}

/**
 * The limits of the French code du travail for adults without a collective agreement or leave of the inspection, as
 * recalled and held against secondary pages in November 2026: L3131-1 daily rest, L3132-2 weekly rest, L3121-18 the day,
 * L3121-20 the week, L3121-22 twelve weeks. Young people, night work and agreements have others.
 *
 * @example
 * ```ts
 * import { frenchLimits } from "kpi-core/histories";
 *
 * const nursing = { ...frenchLimits, dailyWork: 12 };
 * nursing.averageWeeklyWork // => { hours: 44, weeks: 12 }
 * ```
 */
export const frenchLimits = Object.freeze({
  dailyRest: 11,
  weeklyRest: 35,
  dailyWork: 10,
  weeklyWork: 48,
  averageWeeklyWork: Object.freeze({ hours: 44, weeks: 12 }),
});

/** The limits in milliseconds; null where there is none. */
export interface ReadLimits {
  readonly dailyRest: number | null;
  readonly weeklyRest: number | null;
  readonly dailyWork: number | null;
  readonly weeklyWork: number | null;
  readonly average: { readonly ms: number; readonly weeks: number } | null;
}

const names = ["dailyRest", "weeklyRest", "dailyWork", "weeklyWork", "averageWeeklyWork"];
const HOUR = 3_600_000;

/** Throws a `KpiError` for hours that are none and for a limit that does not exist. */
export function readLimits(limits: LabourLimits): ReadLimits {
  requireEntries("labourChecks: limits", limits, names);
  const { averageWeeklyWork: average } = limits;
  if (average !== undefined) requireEntries("labourChecks: averageWeeklyWork", average, ["hours", "weeks"]);
  const hours = (name: Exclude<keyof LabourLimits, "averageWeeklyWork">) =>
    limits[name] === undefined ? null : hoursIn(name, limits[name]);
  return {
    dailyRest: hours("dailyRest"),
    weeklyRest: hours("weeklyRest"),
    dailyWork: hours("dailyWork"),
    weeklyWork: hours("weeklyWork"),
    average:
      average === undefined
        ? null
        : { ms: hoursIn("averageWeeklyWork: hours", average.hours), weeks: weeksIn(average.weeks) },
  };
}

function hoursIn(name: string, hours: Numeric): number {
  const ms = millisecondsOf(hours, HOUR);
  if (ms !== null) return ms;
  throw new KpiError("bad-plan", `labourChecks: ${name} is ${shown(hours)}; write hours, such as 11`);
}

function weeksIn(weeks: number): number {
  if (Number.isSafeInteger(weeks) && weeks > 0) return weeks;
  throw new KpiError("bad-plan", `labourChecks: weeks is ${shown(weeks)}; write a whole number, such as 12`);
}
