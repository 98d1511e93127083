import { assign } from "../periods/locate.ts";
import type { Events } from "./activity-log.ts";
import type { CalendarAges, ElapsedAges } from "./cohort-ages.ts";
import {
  AT_START,
  EITHER,
  type Fates,
  keepLeast,
  keepLeastStart,
  type Members,
  markAny,
  markByTime,
  markChosen,
  type Periods,
  type Reach,
  START,
  USED,
  wordsFor,
} from "./cohort-kernel.ts";

/** The earliest start; Infinity where there is none. */
export function earliestStart({ times, matches, earliest }: Events): number {
  return matches === null ? earliest : leastStart(times, matches);
}

function leastStart(times: Float64Array, matches: Uint8Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times.length; i++) {
    const t = times[i] as number;
    if (((matches[i] as number) & START) !== 0 && t < least) least = t;
  }
  return least;
}

/** Members with the bits of all their returns: for periods where there are some, else for ages up to a last one. */
export function membersByFirst(
  events: Events,
  ages: CalendarAges | ElapsedAges,
  periods: Periods | null,
  { lastAge, beyond }: Reach,
): Members {
  const { times, actors, matches, actorCount: count } = events;
  const starts = startsOf(events);
  const wordsEach = wordsFor(periods === null ? lastAge : periods.bounds.length - 2);
  const words = new Int32Array(count * wordsEach);
  const fates = new Int32Array(4);
  if (periods !== null) markByPeriod(events, starts, words, wordsEach, periods.bounds, fates);
  else if (ages.basis === "elapsed") {
    const chosen = matches ?? new Uint8Array(times.length).fill(EITHER);
    const most = beyond === "last" ? Number.POSITIVE_INFINITY : lastAge;
    const { length, floor } = ages;
    markByTime(times, actors, chosen, starts, words, wordsEach, length, floor, lastAge, most, fates);
  }
  const started = startsAmong(starts); // of the events at the instant of a start, one is the start
  fates[USED] = (fates[USED] as number) + started;
  fates[AT_START] = (fates[AT_START] as number) - started;
  return { count, starts, words, wordsEach, periods, startEvents: null, fates };
}

function startsAmong(starts: Float64Array): number {
  let count = 0;
  for (let i = 0; i < starts.length; i++) count += +((starts[i] as number) < Number.POSITIVE_INFINITY);
  return count;
}

/** The first start of each actor; Infinity for who has none. */
function startsOf({ times, actors, matches, actorCount }: Events): Float64Array {
  const starts = new Float64Array(actorCount).fill(Number.POSITIVE_INFINITY);
  if (matches === null) keepLeast(times, actors, starts);
  else keepLeastStart(times, actors, matches, starts);
  return starts;
}

/** Sets the bits of the periods of returns, block by block. */
function markByPeriod(
  { times, actors, matches }: Events,
  starts: Float64Array,
  words: Int32Array,
  wordsEach: number,
  bounds: Float64Array,
  fates: Fates,
): void {
  const places = new Int32Array(Math.min(BLOCK, times.length));
  for (let from = 0; from < times.length; from += BLOCK) {
    const t = times.subarray(from, from + BLOCK);
    const who = actors.subarray(from, from + BLOCK);
    assign(bounds, t, places.subarray(0, t.length));
    if (matches === null) markAny(t, who, places, starts, words, wordsEach, fates);
    else {
      const chosen = matches.subarray(from, from + BLOCK);
      markChosen(t, who, chosen, places, starts, words, wordsEach, fates);
    }
  }
}

const BLOCK = 4096;
