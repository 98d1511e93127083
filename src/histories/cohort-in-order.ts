import { locate } from "../periods/locate.ts";
import type { Events } from "./activity-log.ts";
import { AT_START, type Fates, type Members, type Periods, USED, wordsFor } from "./cohort-kernel.ts";

/** Actors in the order in which they start, and bits for the periods in which they return. */
export interface MembersInOrder {
  /** The event that each of them starts with. */
  readonly startEvents: Int32Array;
  readonly events: Events;
  /**
   * One for each 31 periods, with a word for each actor. Its first bit says that the actor has started, the others in
   * which of these periods it returned: all that is asked of an actor, and told, is in one place of the memory.
   */
  readonly sheets: readonly Int32Array[];
  readonly periods: Periods;
  readonly fates: Fates;
}

/** How many periods a sheet has. */
export const SHEET = 31;

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
  const sheets: Int32Array[] = [new Int32Array(actorCount)];
  const startEvents = new Int32Array(actorCount + 1); // one more, for the event that is looked at
  const fates = new Int32Array(4);
  let [from, count, place] = [0, 0, locate(bounds, times[0] as number)];
  for (const { to, isTied } of stretches) {
    while (from < to) {
      while ((times[from] as number) >= (bounds[place + 1] as number)) place++;
      const end = firstNotBefore(bounds[place + 1] as number, times, from, to);
      while (sheets.length * SHEET <= place) sheets.push(sheetAfter(sheets.at(-1) as Int32Array));
      const sheet = sheets.at(-1) as Int32Array;
      const bit = 1 + (place % SHEET);
      count = isTied
        ? markTied(times, actors, from, end, sheet, bit, startEvents, count, fates)
        : markLater(actors, from, end, sheet, bit, startEvents, count);
      from = end;
    }
  }
  fates[USED] = times.length - (fates[AT_START] as number);
  return { startEvents: startEvents.subarray(0, count), events, sheets, periods, fates };
}

/** A sheet of those who have started on another. */
function sheetAfter(sheet: Int32Array): Int32Array {
  const next = new Int32Array(sheet.length);
  for (let actor = 0; actor < next.length; actor++) next[actor] = (sheet[actor] as number) & 1;
  return next;
}

/** The same members with starts and words of their own, as `countMembers` takes them. */
export function withOwnWords({ startEvents, events, sheets, periods, fates }: MembersInOrder): Members {
  const { times, actors } = events;
  const count = startEvents.length;
  const wordsEach = wordsFor(periods.bounds.length - 2);
  const words = new Int32Array(count * wordsEach);
  for (const [number, sheet] of sheets.entries()) {
    takeSheet(sheet, number * SHEET, actors, startEvents, words, wordsEach);
  }
  const starts = Float64Array.from(startEvents, (event) => times[event] as number);
  return { count, starts, words, wordsEach, periods, startEvents, fates };
}

/** The periods of a sheet, of which the first has a number, become bits of the words of members. */
function takeSheet(
  sheet: Int32Array,
  first: number,
  actors: Int32Array,
  startEvents: Int32Array,
  words: Int32Array,
  wordsEach: number,
): void {
  const word = first >>> 5;
  const by = first & 31;
  for (let member = 0; member < startEvents.length; member++) {
    const bits = (sheet[actors[startEvents[member] as number] as number] as number) >>> 1;
    const at = member * wordsEach + word;
    words[at] = (words[at] as number) | (bits << by);
    if (by > 0 && word + 1 < wordsEach) words[at + 1] = bits >>> (32 - by);
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
  sheet: Int32Array,
  bit: number,
  startEvents: Int32Array,
  count: number,
): number {
  let known = count;
  for (let i = from; i < to; i++) {
    const actor = actors[i] as number;
    const bits = sheet[actor] as number;
    const isReturn = bits & 1;
    sheet[actor] = bits | 1 | (isReturn << bit);
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
  sheet: Int32Array,
  bit: number,
  startEvents: Int32Array,
  count: number,
  fates: Fates,
): number {
  let known = count;
  let unseen = 0;
  for (let first = from, next = from; first < to; first = next) {
    while (next < to && times[next] === times[first]) {
      const actor = actors[next] as number;
      const bits = sheet[actor] as number;
      const isReturn = bits & 1;
      unseen += isReturn ^ 1;
      sheet[actor] = bits | (isReturn << bit);
      next++;
    }
    for (let i = first; i < next; i++) {
      const actor = actors[i] as number;
      const bits = sheet[actor] as number;
      if ((bits & 1) === 1) continue;
      sheet[actor] = bits | 1;
      startEvents[known++] = i;
    }
  }
  fates[AT_START] = (fates[AT_START] as number) + unseen - (known - count);
  return known;
}
