import { requireEntries } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import type { InstantLike } from "../core/instant.ts";
import type { Columns } from "../core/source.ts";
import type { Grain } from "../periods/grain.ts";
import { grainOf } from "../periods/grain-of.ts";
import { assign } from "../periods/locate.ts";
import { periodsCovering, type Timeline } from "../periods/timeline.ts";
import { type TimeZoneLike, zoneOf } from "../periods/zone.ts";
import { type ActivityColumns, type EventChoice, type Events, readEvents } from "./activity-log.ts";
import { wordsFor } from "./cohort-kernel.ts";
import { instantOption, type LogLedger, zoneOption } from "./log.ts";

/** Which events make somebody active, and in whose calendar. */
export interface ActiveOptions<R> extends ActivityColumns<R> {
  /** Which events count: any, unless it says a type or a condition. */
  readonly event?: EventChoice<R>;
  readonly timeZone: TimeZoneLike;
  /** What happens at it or later is not known yet. */
  readonly asOf: InstantLike;
  /** The periods that this range touches are shown; what is before it is read all the same. */
  readonly from?: InstantLike;
  readonly to?: InstantLike;
}

/** The options of who reads activity by period as given; `more` are its own. */
export function activeOptionsOf<O>(subject: string, options: O, more: readonly string[]): O {
  const names = ["at", "actor", "type", "zone", "event", "timeZone", "asOf", "from", "to"];
  requireEntries(`${subject}: options`, options, [...more, ...names]);
  return options;
}

/** In which periods each actor did something: a bit for each period. */
export interface ActivePeriods {
  /** From the first event on, or from an earlier moment that was said or asked for, to the last that has begun. */
  readonly line: Timeline | null;
  readonly actorCount: number;
  readonly words: Int32Array;
  readonly wordsEach: number;
  readonly asOf: number;
  /** From when on all activity is known: as it was said, or from the period of the first event on. */
  readonly recordsFrom: number;
  /** Whether a period is among those to show. */
  isShown(period: { readonly start: number; readonly end: number }): boolean;
  readonly ledger: ActiveLedger;
}

/** What became of the rows of a log of activity. */
export type ActiveLedger = LogLedger<"after-as-of" | "other-type", never>;

/** Reads a log of activity by period; `since` is from when on all activity is in it. */
export function activePeriods<R extends object>(
  subject: string,
  activity: Iterable<R> | Columns<R>,
  grain: string | Grain,
  options: ActiveOptions<R>,
  since?: InstantLike,
): ActivePeriods {
  const { timeZone, event } = options;
  const missing = timeZone === undefined ? "timeZone" : options.asOf === undefined ? "asOf" : null;
  if (missing !== null) {
    const right = 'give timeZone: "Europe/Paris" and asOf, until when the log is known';
    throw new KpiError("bad-plan", `${subject}: ${missing} is missing; ${right}`);
  }
  const zone = zoneOf(timeZone, `${subject}: timeZone`);
  const at = (name: string, value: InstantLike | undefined) =>
    instantOption(`${subject}: ${name}`, value, zone);
  const asOf = at("asOf", options.asOf);
  const reading = zoneOption(subject, options.zone);
  const asked = { subject, columns: options, zone: reading, asOf, choices: { event } };
  const events = readEvents(activity, asked);
  const { earliest } = events;
  const first = Math.min(earliest, at("since", since), at("from", options.from));
  const line = first < asOf ? periodsCovering(grainOf(grain), zone, first, asOf - 1) : null;
  const firstPeriod = line?.bounds[line.locate(earliest)] ?? earliest;
  const [from, to] = [options.from === undefined ? first : at("from", options.from), at("to", options.to)];
  return {
    line,
    ...bitsOf(events, line),
    asOf,
    recordsFrom: since === undefined ? firstPeriod : at("since", since),
    isShown: (period) => period.end > from && period.start < to,
    ledger: ledgerOf(events),
  };
}

function bitsOf({ times, actors, matches, actorCount }: Events, line: Timeline | null) {
  const wordsEach = wordsFor(line === null ? 0 : line.length - 1);
  const words = new Int32Array(actorCount * wordsEach);
  if (line !== null)
    setBits(actors, assign(line.bounds, times), matches ?? everyOne(times.length), words, wordsEach);
  return { actorCount, words, wordsEach };
}

function everyOne(length: number): Uint8Array {
  return new Uint8Array(length).fill(1);
}

function setBits(
  actors: Int32Array,
  places: Int32Array,
  matches: Uint8Array,
  words: Int32Array,
  wordsEach: number,
): void {
  for (let i = 0; i < actors.length; i++) {
    const place = places[i] as number;
    const word = (actors[i] as number) * wordsEach + (place >>> 5);
    words[word] = (words[word] as number) | ((matches[i] as number) << (place & 31));
  }
}

function ledgerOf({ read, times, afterAsOf, otherType, rejected }: Events): ActiveLedger {
  const leftOut = { "after-as-of": afterAsOf, "other-type": otherType };
  return { read, used: times.length, leftOut, mended: {}, rejected };
}
