import { addMonths } from "date-fns/addMonths";
import { KpiError } from "../core/errors.ts";
import { type InstantLike, LAST_DATE, shown } from "../core/instant.ts";
import { CivilDate } from "./civil-date.ts";
import type { Grain } from "./grain.ts";
import { grainOf } from "./grain-of.ts";
import { noPeriod, type Period } from "./period.ts";
import { asFarInto, type Calendar, localEnd, periodAround, stepsBack, stretch } from "./period-in-zone.ts";
import { instantIn, type TimeZoneLike, zoneOf } from "./zone.ts";

/** The zone whose clock begins and ends the periods; a period does not know it. */
export interface InTimeZone {
  readonly timeZone: TimeZoneLike;
}

const MOST_STEPS = 100_000; // eleven years of hours

/**
 * The period around an instant; a date text means the local start of that day. Throws a `KpiError` for a grain,
 * zone or instant that does not exist, and outside the boundaries of a `custom` grain.
 *
 * @example
 * ```ts
 * import { periodOf } from "kpi-core/periods";
 *
 * periodOf("month", "2026-02-01T00:30+01:00", { timeZone: "Europe/Paris" }).label // => "2026-02"
 * periodOf("month", "2026-02-01T00:30+01:00", { timeZone: "UTC" }).label // => "2026-01"
 * ```
 */
export function periodOf(grain: string | Grain, instant: InstantLike, options: InTimeZone): Period {
  const zone = zoneOf(options?.timeZone);
  return periodAround({ grain: grainOf(grain), zone }, instantIn(zone, "periodOf: instant", instant));
}

/**
 * The period `n` before, or after for a negative `n`. What is cut short, as by `toDate`, is compared like for like:
 * with the same part of the earlier period by the clock, the same number of local days and time of day, or with the
 * whole of it where it is shorter. That part is empty where the clock skipped it.
 *
 * Throws a `KpiError` for a stretch that does not begin with a period of its grain, for an `n` that is no whole
 * number up to 100 000, and where a `custom` grain ends.
 *
 * @example
 * ```ts
 * import { periodOf, previous, toDate } from "kpi-core/periods";
 *
 * const paris = { timeZone: "Europe/Paris" };
 * previous(periodOf("month", "2026-03-15", paris), 1, paris).label // => "2026-02"
 *
 * // 1 to 10 March, 23 hours short of ten days, with 1 to 10 February
 * const { start, end } = previous(toDate("month", "2026-03-11", paris), 1, paris);
 * [start, end].map((t) => new Date(t).toISOString()) // => ["2026-01-31T23:00:00.000Z", "2026-02-10T23:00:00.000Z"]
 * ```
 */
export function previous(period: Period, n: number, options: InTimeZone): Period {
  requireSteps("previous: n", n, -MOST_STEPS);
  return previousIn(calendarOf("previous", period, options), period, n);
}

/** `previous` for who has the calendar; its grain may be one that has no name to find it by. */
export function previousIn(calendar: Calendar, period: Period, n: number): Period {
  const whole = wholeAround("previous", calendar, period);
  const earlier = stepsBack(calendar, whole, n);
  return period.end === whole.end
    ? earlier
    : { ...earlier, end: asFarInto(calendar, period.end, whole, earlier) };
}

/**
 * From the start of the period that has begun before `asOf` up to `asOf`: month to date, quarter to date, and so on
 * for every grain. As everywhere `asOf` itself is not part of it, and a date text means the local start of that
 * day: as of the 1st, the month to date is the whole month before.
 *
 * Throws a `KpiError` for a grain, zone or instant that does not exist, and outside a `custom` grain.
 *
 * @example
 * ```ts
 * import { fiscal, toDate } from "kpi-core/periods";
 *
 * const tokyo = { timeZone: "Asia/Tokyo" };
 * const days = ({ start, end }: { start: number; end: number }) => (end - start) / 86_400_000;
 * days(toDate("month", "2026-11-23", tokyo)) // => 22
 * days(toDate(fiscal({ startMonth: 4, named: "end" }).year, "2026-11-23", tokyo)) // => 236
 * toDate("month", "2026-12-01", tokyo).label // => "2026-11"
 * ```
 */
export function toDate(grain: string | Grain, asOf: InstantLike, options: InTimeZone): Period {
  const zone = zoneOf(options?.timeZone);
  const end = instantIn(zone, "toDate: asOf", asOf);
  return { ...periodAround({ grain: grainOf(grain), zone }, end - 1), end };
}

/**
 * The last `n` periods up to `asOf`, as one stretch that ends there: the twelve months up to 22 November begin on
 * 23 November. Months, quarters and years step by the calendar from `asOf`, and where a month is too short by its
 * last day; other grains begin as far into the earlier period as `asOf` is into its own.
 *
 * Its label is the first and the last date, `2025-11-23/2026-11-22`; that of the period where it is a single one.
 * Throws a `KpiError` as `toDate` does, and for an `n` that is no whole number from 1 to 100 000.
 *
 * @example
 * ```ts
 * import { trailing } from "kpi-core/periods";
 *
 * const paris = { timeZone: "Europe/Paris" };
 * trailing(12, "month", "2026-11-23", paris).label // => "2025-11-23/2026-11-22"
 * trailing(7, "day", "2024-03-01", paris).label // => "2024-02-23/2024-02-29"
 * ```
 */
export function trailing(n: number, grain: string | Grain, asOf: InstantLike, options: InTimeZone): Period {
  requireSteps("trailing: n", n, 1);
  const zone = zoneOf(options?.timeZone);
  const calendar = { grain: grainOf(grain), zone };
  const end = instantIn(zone, "trailing: asOf", asOf);
  return stretch(calendar, startOfTrailing(calendar, n, end), end);
}

function startOfTrailing(calendar: Calendar, n: number, end: number): number {
  const { grain, zone } = calendar;
  if (grain.months !== undefined) {
    return zone.start(addMonths(new CivilDate(localEnd(zone, end)), -n * grain.months).getTime());
  }
  const last = periodAround(calendar, end - 1);
  if (last.end === end) return stepsBack(calendar, last, n - 1).start;
  return asFarInto(calendar, end, last, stepsBack(calendar, last, n));
}

/** The grain of a period in a zone; throws for what is no period. */
export function calendarOf(subject: string, period: Period, options: InTimeZone): Calendar {
  const { grain, start, end } = period ?? {};
  if (typeof grain === "string" && isDate(start) && isDate(end) && start <= end) {
    return { grain: grainOf(grain), zone: zoneOf(options?.timeZone) };
  }
  throw noPeriod(subject, period);
}

/** True for what a `Date` can hold, as a number. */
function isDate(t: unknown): boolean {
  return typeof t === "number" && Math.abs(t) <= LAST_DATE;
}

/** The whole period that a stretch begins. Throws where it begins none, or goes beyond it. */
export function wholeAround(subject: string, calendar: Calendar, { label, start, end }: Period): Period {
  const whole = periodAround(calendar, start);
  if (whole.start === start && end <= whole.end) return whole;
  const right = "give a period that periodOf, toDate or a timeline made, in the same zone";
  const { name } = calendar.grain;
  throw new KpiError("bad-time", `${subject}: ${shown(label)} does not begin a period of ${name}; ${right}`);
}

function requireSteps(subject: string, n: unknown, least: number): void {
  if (Number.isInteger(n) && Number(n) >= least && Number(n) <= MOST_STEPS) return;
  const right = `write a whole number from ${least} to ${MOST_STEPS}`;
  throw new KpiError("bad-time", `${subject} is ${shown(n)}; ${right}`);
}
