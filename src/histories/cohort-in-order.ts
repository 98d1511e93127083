import { locate } from "../periods/locate.ts";
import type { Events } from "./activity-log.ts";
import { AT_START, type Fates, type Members, type Periods, USED, wordsFor } from "./cohort-kernel.ts";

/** Actors in the order in which they start, and bits for the periods in which they return. */
export interface MembersInOrder {
  /** The event that each of them starts with. */
  readonly startEvents: Int32Array;
  readonly events: Events;
  /** `wordsEach` words of 32 bits for each actor. */
  readonly words: Int32Array;
  readonly wordsEach: number;
  readonly periods: Periods;
  readonly fates: Fates;
}

/**
 * Members of events in the order of time, each of which is a start and a return: the first event of an actor is its
 * start, and those at a later time are returns. Null where they are not so.
 */
export function membersInOrder(events: Events, periods: Periods | null): MembersInOrder | null {
  const { times, actors, actorCount, matches, stretches } = events;
  if (periods === null || matches !== null || stretches === null) return null;
  const { bounds } = periods;
  const isWithin = (t: number | undefined) => t === undefined || locate(bounds, t) >= 0; // a calendar may end
  if (!isWithin(times[0]) || !isWithin(times.at(-1))) return null;
  const wordsEach = wordsFor(bounds.length - 2);
  const words = new Int32Array(actorCount * wordsEach);
  const begun = new Uint8Array(actorCount);
  const startEvents = new Int32Array(actorCount + 1); // one more, for the event that is looked at
  const fates = new Int32Array(4);
  let [from, count, place] = [0, 0, locate(bounds, times[0] as number)];
  for (const { to, isTied } of stretches) {
    while (from < to) {
      while ((times[from] as number) >= (bounds[place + 1] as number)) place++;
      const end = firstNotBefore(bounds[place + 1] as number, times, from, to);
      const [word, bit] = [place >>> 5, place & 31];
      count = isTied
        ? markTied(times, actors, from, end, words, wordsEach, word, bit, begun, startEvents, count, fates)
        : markLater(actors, from, end, words, wordsEach, word, bit, begun, startEvents, count);
      from = end;
    }
  }
  fates[USED] = times.length - (fates[AT_START] as number);
  return { startEvents: startEvents.subarray(0, count), events, words, wordsEach, periods, fates };
}

/** The same members with starts and words of their own, as `countMembers` takes them. */
export function withOwnWords({
  startEvents,
  events,
  words,
  wordsEach,
  periods,
  fates,
}: MembersInOrder): Members {
  const { times, actors } = events;
  const count = startEvents.length;
  const starts = new Float64Array(count);
  const own = new Int32Array(count * wordsEach);
  takeMembers(times, actors, startEvents, words, wordsEach, starts, own);
  return { count, starts, words: own, wordsEach, periods, startEvents, fates };
}

function takeMembers(
  times: Float64Array,
  actors: Int32Array,
  startEvents: Int32Array,
  words: Int32Array,
  wordsEach: number,
  starts: Float64Array,
  own: Int32Array,
): void {
  for (let member = 0; member < starts.length; member++) {
    const event = startEvents[member] as number;
    const first = (actors[event] as number) * wordsEach;
    starts[member] = times[event] as number;
    for (let w = 0; w < wordsEach; w++) own[member * wordsEach + w] = words[first + w] as number;
  }
}

/** Where the first is of times that rise from `from` up to `to` which is not before an instant; `to` if none. */
function firstNotBefore(t: number, times: Float64Array, from: number, to: number): number {
  if ((times[to - 1] as number) < t) return to;
  let [low, high] = [from, to - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Whether an event is a return is worked out in bits, without a branch: which way it goes is as good as random, and
// a wrong guess of the processor costs more than all the rest

/** Sets the bit of one period for returns, and keeps starts, among events of which each is later than the one before. */
function markLater(
  actors: Int32Array,
  from: number,
  to: number,
  words: Int32Array,
  wordsEach: number,
  word: number,
  bit: number,
  begun: Uint8Array,
  startEvents: Int32Array,
  count: number,
): number {
  let known = count;
  for (let i = from; i < to; i++) {
    const actor = actors[i] as number;
    const isReturn = begun[actor] as number;
    begun[actor] = 1;
    const at = actor * wordsEach + word;
    words[at] = (words[at] as number) | (isReturn << bit);
    startEvents[known] = i;
    known += isReturn ^ 1;
  }
  return known;
}

/** As `markLater`, where events may have one time: no return is at the instant of the start. */
function markTied(
  times: Float64Array,
  actors: Int32Array,
  from: number,
  to: number,
  words: Int32Array,
  wordsEach: number,
  word: number,
  bit: number,
  begun: Uint8Array,
  startEvents: Int32Array,
  count: number,
  fates: Fates,
): number {
  let known = count;
  let unseen = 0;
  for (let first = from, next = from; first < to; first = next) {
    while (next < to && times[next] === times[first]) {
      const actor = actors[next] as number;
      const at = actor * wordsEach + word;
      const isReturn = begun[actor] as number;
      unseen += isReturn ^ 1;
      words[at] = (words[at] as number) | (isReturn << bit);
      next++;
    }
    for (let i = first; i < next; i++) {
      const actor = actors[i] as number;
      if (begun[actor] !== 0) continue;
      begun[actor] = 1;
      startEvents[known++] = i;
    }
  }
  fates[AT_START] = (fates[AT_START] as number) + unseen - (known - count);
  return known;
}
