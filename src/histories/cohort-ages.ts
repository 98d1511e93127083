import { readDuration } from "../core/duration.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import type { Grain } from "../periods/grain.ts";
import { grainOf } from "../periods/grain-of.ts";
import { assign, locate } from "../periods/locate.ts";
import { periodsCovering } from "../periods/timeline.ts";
import type { Zone } from "../periods/zone.ts";

/**
 * What one age is: a period of a grain, `{ days: 7 }` for so many dates of the calendar, or a length of time from
 * the start itself, `"24h"`, `"7d"` or as ISO 8601 has it, `"P7D"`.
 */
export type AgeUnit = string | Grain | { readonly days: number };

/** Ages by the calendar: how many periods after the one of the start, `width` of them to an age. */
export interface CalendarAges {
  readonly basis: "calendar";
  readonly grain: Grain;
  readonly width: number;
}

/** Ages by the time that passed; both ends are first put back to a multiple of `floor`, where it is not 1. */
export interface ElapsedAges {
  readonly basis: "elapsed";
  readonly length: number;
  readonly floor: number;
}

const SHORT = /^(\d+)(min|h|d|w)$/;
const UNITS: Readonly<Record<string, number>> = { min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds of a length such as `24h`, `7d` or `P7D`; null for other texts. */
export function readLength(text: string): number | null {
  const [, count, unit = ""] = SHORT.exec(text) ?? [];
  const length = count === undefined ? readDuration(text) : Number(count) * (UNITS[unit] as number);
  return length !== null && length > 0 ? length : null;
}

/** The ages of an option. */
export function agesOf(
  subject: string,
  unit: AgeUnit,
  floorTo: string | undefined,
): CalendarAges | ElapsedAges {
  const length = typeof unit === "string" ? readLength(unit) : null;
  if (length !== null) return { basis: "elapsed", length, floor: floorOf(subject, floorTo) };
  if (floorTo !== undefined) {
    const right = 'it is for ages by the time that passed, such as every: "24h"; leave it out';
    throw new KpiError("bad-plan", `${subject}: floorTo says nothing of ages by the calendar; ${right}`);
  }
  if (typeof unit === "object" && unit !== null && "days" in unit) {
    if (Number.isSafeInteger(unit.days) && unit.days > 0) {
      return { basis: "calendar", grain: grainOf("day"), width: unit.days };
    }
    throw new KpiError(
      "bad-plan",
      `${subject}: every is ${shown(unit.days)} days; write a whole number such as 7`,
    );
  }
  return { basis: "calendar", grain: grainOf(unit), width: 1 };
}

function floorOf(subject: string, text: string | undefined): number {
  const floor = text === undefined ? 1 : readLength(text);
  if (floor !== null) return floor;
  throw new KpiError("bad-plan", `${subject}: floorTo is ${shown(text)}; write a length such as "1h"`);
}

/** How old a start is, and when an age is over. */
export interface AgeClock {
  /** Where ages are counted in periods: when these start, and how many make an age. */
  readonly periods: { readonly bounds: Float64Array; readonly width: number } | null;
  /** The age at which `t` finds who started then. */
  ageAt(start: number, t: number): number;
  /** How many ages who started at these instants has completed at a moment, written into the array. */
  completed(starts: Float64Array, asOf: number, found: Int32Array): Int32Array;
  /** When an age is over for somebody who started then; null beyond the end of a calendar. */
  endOf(start: number, age: number): number | null;
}

export function elapsedClock({ length, floor }: ElapsedAges): AgeClock {
  const agesUntil = (start: number, t: number) => Math.floor((t - floored(start, floor)) / length);
  return {
    periods: null,
    ageAt: (start, t) => agesUntil(start, floored(t, floor)),
    completed(starts, asOf, found) {
      starts.forEach((start, i) => {
        found[i] = agesUntil(start, asOf);
      });
      return found;
    },
    endOf: (start, age) => floored(start, floor) + (age + 1) * length,
  };
}

/** The last multiple of a length since 1970 up to an instant. */
export function floored(t: number, length: number): number {
  return Math.floor(t / length) * length;
}

export function calendarClock({ width }: CalendarAges, { starts, reaching }: Bounds): AgeClock {
  const end = starts[starts.length - 1] as number;
  const placeOf = (t: number) => (t < end ? locate(starts, t) : starts.length - 1);
  return {
    periods: { bounds: starts, width },
    ageAt: (start, t) => Math.floor((placeOf(t) - placeOf(start)) / width),
    completed(times, asOf, found) {
      const now = placeOf(asOf); // it has begun, so those before it are over
      return agesBefore(now, assign(starts, times, found), width);
    },
    endOf: (start, age) => reaching(placeOf(start) + (age + 1) * width),
  };
}

/** Places become how many ages of `width` places there are from each of them up to `now`. */
function agesBefore(now: number, places: Int32Array, width: number): Int32Array {
  for (let i = 0; i < places.length; i++) places[i] = Math.floor((now - (places[i] as number)) / width);
  return places;
}

/** Where the periods of a calendar start, from the one around an instant to the one around another. */
export interface Bounds {
  /** The starts, and the end of the last. */
  readonly starts: Float64Array;
  /** The start of a period that may come later; null where the calendar ends before it. */
  reaching(index: number): number | null;
}

export function boundsFrom(grain: Grain, zone: Zone, first: number, last: number): Bounds {
  const end = grain.range === undefined ? Number.POSITIVE_INFINITY : zone.start(grain.range.to);
  const starts = periodsCovering(grain, zone, first, Math.min(last, end - 1)).bounds;
  let known = starts;
  return {
    starts,
    reaching(index) {
      while (known.length <= index && (known.at(-1) as number) < end) {
        const [from, to] = [known[0] as number, known.at(-1) as number];
        const further = to + ((to - from) / (known.length - 1)) * (index + 2 - known.length);
        known = periodsCovering(grain, zone, first, Math.min(further, end - 1)).bounds;
      }
      return known[index] ?? null;
    },
  };
}
