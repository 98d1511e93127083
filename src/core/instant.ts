import { KpiError } from "./errors.ts";

/**
 * A moment, in any of the shapes that programs hold one: a `Date`, epoch milliseconds, a text with an
 * offset (`2026-01-31T09:00:00+01:00`, `…Z`), or anything with `epochMilliseconds`, as Temporal has.
 */
export type InstantLike = Date | number | string | { readonly epochMilliseconds: number };

/** What a text says of time: a wall clock reading, as if in UTC, and its offset where it has one. */
export interface ClockReading {
  /** The wall clock as milliseconds, read as if it were UTC. */
  readonly local: number;
  /** Milliseconds east of UTC; `null` when the text does not say. */
  readonly offset: number | null;
  /** True for a text that is only a date. */
  readonly dateOnly: boolean;
}

/** The last millisecond that a `Date` can hold, on either side of 1970. */
export const LAST_DATE = 8.64e15;

/** The last that is an instant here: what is placed there ends in the one after it. */
export const FURTHEST = LAST_DATE - 1;

const SHAPE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** Milliseconds of a civil date and time, as if in UTC; NaN when the calendar has no such day. */
export function civil(year: number, month: number, day: number, ms = 0): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // Date.UTC would read the years 0 to 99 as 1900 to 1999
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() + ms : Number.NaN;
}

/**
 * Reads an ISO 8601 date or date and time. Null when the text has another shape or names a moment that
 * no clock shows, such as `2024-02-30` or `25:00`. Fractions finer than a millisecond are floored.
 */
export function readClock(text: string): ClockReading | null {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "", zone] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const millisecond = Number(fraction.padEnd(3, "0").slice(0, 3));
  const time = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + millisecond;
  const local = civil(Number(year), Number(month), Number(day), time);
  const offset = zone === undefined ? null : readOffset(zone);
  if (Number.isNaN(local) || Number.isNaN(offset)) return null;
  return { local, offset, dateOnly: match[4] === undefined };
}

/** Milliseconds of `Z`, `+02`, `+0200` or `+02:00`; NaN when there is no such offset. */
export function readOffset(text: string): number {
  if (text === "Z") return 0;
  const match = /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(text);
  if (match === null) return Number.NaN;
  const [, sign, hours, minutes = "00"] = match;
  if (Number(hours) > 18 || Number(minutes) > 59) return Number.NaN;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 + 0; // never -0
}

/**
 * Epoch milliseconds of a value, or the words of what is wrong with it. `instantOf` turns the wall clock of
 * a text without an offset into an instant; where it is absent such a text is refused, never guessed.
 */
export function readInstant(value: unknown, instantOf?: (local: number) => number): number | string {
  if (typeof value === "string") {
    const reading = readClock(value);
    if (reading === null) return "is not a time that exists; write it as 2026-01-31T09:00:00+01:00";
    if (reading.offset !== null) return reading.local - reading.offset;
    return (
      instantOf?.(reading.local) ?? "has no offset; give its table a zone, or write 2026-01-31T09:00:00+01:00"
    );
  }
  const ms = value instanceof Date ? value.getTime() : epochOf(value);
  if (Math.abs(ms) <= FURTHEST) return Math.floor(ms) + 0; // -0 is 0
  return "is not an instant; give a Date, epoch milliseconds or a text with an offset";
}

function epochOf(value: unknown): number {
  if (typeof value === "number") return value;
  const held = typeof value === "object" && value !== null && "epochMilliseconds" in value;
  return held && typeof value.epochMilliseconds === "number" ? value.epochMilliseconds : Number.NaN;
}

/** As `readInstant`, for an argument: what cannot be read throws, naming the subject. */
export function instantOrThrow(
  subject: string,
  value: unknown,
  instantOf?: (local: number) => number,
): number {
  const read = readInstant(value, instantOf);
  if (typeof read === "number") return read;
  throw new KpiError("bad-time", `${subject}: ${shown(value)} ${read}`);
}

/** A value as an error message shows it: short, quoted when it is a text. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? "a Date that is invalid" : value.toISOString();
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "an array" : "an object";
  if (typeof value === "function") return "a function";
  return String(value);
}
