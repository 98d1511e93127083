import { KpiError } from "../core/errors.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import type { Grain } from "./grain.ts";
import { grainOf } from "./grain-of.ts";
import { assign, locate } from "./locate.ts";
import type { Period } from "./period.ts";
import { instantIn, type TimeZoneLike, type Zone, zoneOf } from "./zone.ts";

/** Adjoining periods of one grain in one zone, numbered from 0. */
export interface Timeline extends Iterable<Period> {
  readonly grain: string;
  readonly timeZone: string;
  /** How many periods. */
  readonly length: number;
  /** Their starts, sorted, and the end of the last: `length + 1` epoch milliseconds. */
  readonly bounds: Float64Array;
  /** The period of a number. Throws a `KpiError` when there is none. */
  period(index: number): Period;
  /** The number of the period that an instant lies in; -1 outside, and for NaN. */
  locate(t: number): number;
  /** `locate` for many instants. */
  assign(times: Float64Array): Int32Array;
}

/** The range of a timeline; a date text means the start of that day in the zone. `to` is not part of it. */
export interface TimelineOptions {
  readonly timeZone: TimeZoneLike;
  readonly from: InstantLike;
  readonly to: InstantLike;
}

const MOST = 2 ** 22; // 478 years of hours; more is a range or a grain that nobody meant

/**
 * The whole periods that cover the range from `from` up to, and without, `to`. A period starts at the first
 * instant at which the zone's clock reads its label or later; a date that the zone skipped has no period.
 * Throws a `KpiError` for a grain, zone or instant that does not exist and for a `to` that is not after `from`.
 *
 * @example
 * ```ts
 * import { timeline } from "kpi-core/periods";
 *
 * const days = timeline("day", { timeZone: "Europe/Paris", from: "2026-03-28", to: "2026-03-31" });
 * Array.from(days, ({ label }) => label) // => ["2026-03-28", "2026-03-29", "2026-03-30"]
 * Array.from(days, ({ start, end }) => (end - start) / 3_600_000) // => [24, 23, 24]
 * days.locate(Date.UTC(2026, 2, 28, 23)) // => 1
 * ```
 */
export function timeline(grain: string | Grain, options: TimelineOptions): Timeline {
  const zone = zoneOf(options?.timeZone);
  const { from, to } = options;
  const first = instantIn(zone, "from", from);
  const end = instantIn(zone, "to", to);
  if (end <= first) {
    throw new KpiError("bad-time", `to: ${said(to)} is not after from, ${said(from)}; write a later one`);
  }
  return periodsCovering(grainOf(grain), zone, first, end - 1);
}

/** The whole periods that cover two instants, both within; for who has a zone and epoch milliseconds. */
export function periodsCovering(grain: Grain, zone: Zone, first: number, last: number): Timeline {
  const starts = grain.cutByOffsetChange ? cutStarts(grain, zone, first) : civilStarts(grain, zone, first);
  const bounds: number[] = [];
  for (const start of starts) {
    if (start <= first) bounds[0] = start;
    else bounds.push(start);
    if (start > last) break;
    if (bounds.length > MOST) {
      throw new KpiError(
        "bad-time",
        `timeline: more than ${MOST} periods of ${grain.name}; take a coarser grain`,
      );
    }
  }
  return timelineOf(grain, zone, Float64Array.from(bounds));
}

/** Starts of the periods from the one around `first` on, endless, each once. */
function* civilStarts(grain: Grain, zone: Zone, first: number): Generator<number> {
  let previous = Number.NEGATIVE_INFINITY;
  for (let local = grain.floor(zone.latestReading(first)); ; local = following(grain, local)) {
    const start = zone.start(local);
    if (start > previous) yield start; // else the zone skipped the period before
    previous = start;
  }
}

/** As `civilStarts`, where changes of the offset are starts too, and the clock is read anew after each. */
function* cutStarts(grain: Grain, zone: Zone, first: number): Generator<number> {
  const offset = zone.offsetAt(first);
  let start = grain.floor(first + offset) - offset;
  for (;;) {
    yield start;
    const local = zone.localAt(start);
    start = zone.nextChange(start, start + following(grain, local) - local);
  }
}

function following(grain: Grain, local: number): number {
  const next = grain.next(local);
  if (next > local) return next;
  const right = "floor and next must go on for ever, within the years that a Date can hold";
  throw new KpiError("bad-time", `grain: ${grain.name} has no period after ${shown(local)}; ${right}`);
}

function timelineOf(grain: Grain, zone: Zone, bounds: Float64Array): Timeline {
  const length = bounds.length - 1;
  function period(index: number): Period {
    const start = bounds[index];
    const end = bounds[index + 1];
    if (start === undefined || end === undefined) {
      throw new KpiError("bad-time", `timeline: no period ${shown(index)}; write 0 to ${length - 1}`);
    }
    const offset = zone.offsetAt(start);
    return { grain: grain.name, label: grain.label(grain.floor(start + offset), offset), start, end };
  }
  return Object.freeze({
    grain: grain.name,
    timeZone: zone.id,
    length,
    bounds,
    period,
    locate: (t: number) => locate(bounds, t),
    assign: (times: Float64Array) => assign(bounds, times),
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index++) yield period(index);
    },
  });
}

function said(value: InstantLike): string {
  return value instanceof Date ? value.toISOString() : shown(value);
}
