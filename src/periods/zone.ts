import { KpiError } from "../core/errors.ts";
import { type InstantLike, instantOrThrow, readClock, readOffset, shown } from "../core/instant.ts";
import { type OffsetRule, offsetTable } from "./offset-table.ts";

/**
 * A time zone: an IANA name (`"Europe/Paris"`), an offset (`"+02:00"`), or rules of your own where the
 * runtime's are out of date; `offset` then gives milliseconds east of UTC and must be a pure function. It is asked every
 * hour, and bisected to the millisecond where two answers differ: a change that is undone within the hour is not seen.
 */
export type TimeZoneLike = string | { readonly id: string; offset(epochMs: number): number };

/** The clock of a place. Local times are wall clock readings as milliseconds, read as if they were UTC. */
export interface Zone {
  readonly id: string;
  /** Milliseconds east of UTC at an instant; NaN for NaN. */
  offsetAt(t: number): number;
  /** What the clock reads at an instant. */
  localAt(t: number): number;
  /** The latest reading up to an instant: what the clock reads, or what it read before it was set back. */
  latestReading(t: number): number;
  /**
   * The first instant at which the clock reads `local` or later: in a gap the moment of the change, in a
   * repeated hour its first pass.
   */
  start(local: number): number;
  /**
   * The first change of offset after `t`, or `limit` when there is none before it; where `limit` is Infinity, none up
   * to the year 9999.
   */
  nextChange(t: number, limit: number): number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const zonesByName = new Map<string, Zone>();
const zonesByRules = new WeakMap<object, Zone>();

/**
 * The zone of a name, an offset or rules. Throws a `KpiError` when there is none; `subject` is what its
 * message calls the argument.
 *
 * @example
 * ```ts
 * import { zoneOf } from "kpi-core/periods";
 *
 * const paris = zoneOf("Europe/Paris");
 * new Date(paris.start(Date.UTC(2026, 6, 14))).toISOString() // => "2026-07-13T22:00:00.000Z"
 * paris.offsetAt(Date.UTC(2026, 0, 1)) // => 3600000
 * ```
 */
export function zoneOf(timeZone: TimeZoneLike, subject = "timeZone"): Zone {
  if (typeof timeZone === "string") {
    const zone = zonesByName.get(timeZone) ?? namedZone(timeZone, subject);
    zonesByName.set(timeZone, zone);
    return zone;
  }
  if (typeof timeZone?.offset !== "function" || typeof timeZone.id !== "string" || timeZone.id === "") {
    throw unknownZone(timeZone, subject);
  }
  const zone = zonesByRules.get(timeZone) ?? ruledZone(timeZone.id, checked(timeZone, subject), HOUR);
  zonesByRules.set(timeZone, zone);
  return zone;
}

/**
 * Epoch milliseconds of an argument that may also be a date text, which means the local start of that day.
 * Throws a `KpiError` that names the subject.
 *
 * @example
 * ```ts
 * import { instantIn, zoneOf } from "kpi-core/periods";
 *
 * new Date(instantIn(zoneOf("+02:00"), "from", "2026-01-01")).toISOString() // => "2025-12-31T22:00:00.000Z"
 * ```
 */
export function instantIn(zone: Zone, subject: string, value: InstantLike): number {
  if (typeof value === "string") {
    const reading = readClock(value);
    if (reading?.dateOnly) return zone.start(reading.local);
    if (reading?.offset === null) throw withoutOffset(subject, value, "a date, or a time with its offset");
  }
  return instantOrThrow(subject, value);
}

/**
 * The same where there may be no zone. A date is then no moment, and what `refusal` makes of it is thrown.
 */
export function momentIn(
  zone: Zone | null,
  subject: string,
  value: InstantLike,
  refusal: (day: string) => KpiError,
): number {
  if (zone !== null) return instantIn(zone, subject, value);
  if (typeof value === "string") {
    const reading = readClock(value);
    if (reading?.dateOnly) throw refusal(value);
    if (reading?.offset === null) throw withoutOffset(subject, value, "a time with its offset");
  }
  return instantOrThrow(subject, value);
}

function withoutOffset(subject: string, text: string, what: string): KpiError {
  const right = `write ${what} such as 2026-01-31T09:00:00+01:00`;
  return new KpiError("bad-time", `${subject}: ${shown(text)} has no offset; ${right}`);
}

function namedZone(name: string, subject: string): Zone {
  if (name === "UTC") return fixedZone(name, 0);
  if (/^[+-]/.test(name)) {
    const offset = /^.\d\d:\d\d$/.test(name) ? readOffset(name) : Number.NaN;
    if (Number.isNaN(offset)) throw unknownZone(name, subject);
    return fixedZone(name, offset);
  }
  // The shortest summer time ever decreed lasted 6.96 days (Recife, October 2000); a longer step would miss it.
  return ruledZone(name, intlRule(name, subject), 6 * DAY);
}

function fixedZone(id: string, offset: number): Zone {
  return {
    id,
    offsetAt: (t) => (Number.isFinite(t) ? offset : Number.NaN),
    localAt: (t) => t + offset,
    latestReading: (t) => t + offset,
    start: (local) => local - offset,
    nextChange: (_, limit) => limit,
  };
}

function ruledZone(id: string, rule: OffsetRule, step: number): Zone {
  const { offsetAt, nextChange } = offsetTable(rule, step);
  function start(local: number): number {
    // No clock is a whole day away from UTC, so no reading before `local - DAY` can be `local` or later.
    let from = local - DAY;
    for (;;) {
      const until = nextChange(from, local + DAY);
      const wanted = local - offsetAt(from);
      // Far beyond all dates a double has no room for another day
      if (!(wanted >= until && from < until)) return Math.max(from, wanted);
      from = until;
    }
  }
  function latestReading(t: number): number {
    let latest = t + offsetAt(t);
    // A clock that was set back, by a day at most, is past its old reading two days later.
    for (let change = nextChange(t - 2 * DAY, t + 1); change < t + 1; change = nextChange(change, t + 1)) {
      latest = Math.max(latest, change - 1 + offsetAt(change - 1));
    }
    return latest;
  }
  return { id, offsetAt, localAt: (t) => t + offsetAt(t), latestReading, start, nextChange };
}

function intlRule(name: string, subject: string): OffsetRule {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      timeZoneName: "longOffset",
      year: "numeric",
    });
  } catch {
    throw unknownZone(name, subject);
  }
  return (t) => {
    const match = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(format.format(t));
    if (match === null) return 0; // "2026, GMT"
    const [, sign, hours, minutes, seconds = "0"] = match;
    return (sign === "-" ? -1000 : 1000) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds));
  };
}

function checked(
  rules: { readonly id: string; offset(epochMs: number): number },
  subject: string,
): OffsetRule {
  return (t) => {
    const offset = rules.offset(t);
    if (Number.isInteger(offset) && Math.abs(offset) < DAY) return offset + 0; // never -0
    const right = "return whole milliseconds east of UTC, less than a day";
    throw new KpiError(
      "bad-time",
      `${subject}: the rules of ${shown(rules.id)} give ${shown(offset)}; ${right}`,
    );
  };
}

function unknownZone(value: unknown, subject: string): KpiError {
  const right = 'use an IANA name such as "Europe/Paris", or an offset such as "+02:00"';
  return new KpiError("bad-time", `${subject}: ${shown(value)} is not a zone this runtime knows; ${right}`);
}
