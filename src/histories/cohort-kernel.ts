import { assign, locate } from "../periods/locate.ts";
import type { Events } from "./activity-log.ts";
import { type CalendarAges, type ElapsedAges, floored } from "./cohort-ages.ts";

// Kernels are functions of the module that take numbers and typed arrays of one sort each, and are one loop. What V8
// compiled for an object or a closure it throws away with the last of them, and would compile anew for each call.

export const START = 1;
export const RETURN = 2;
export const EITHER = START | RETURN;

/** Who belongs to cohorts: a start each, and bits for the times at which there was a return. */
export interface Members {
  readonly count: number;
  /** Infinity for a member that never starts. */
  readonly starts: Float64Array;
  /** `wordsEach` words of 32 bits for each member. */
  readonly words: Int32Array;
  readonly wordsEach: number;
  /** A bit is for an age; for a period, where this says when periods start and how many make an age. */
  readonly periods: { readonly bounds: Float64Array; readonly width: number } | null;
  /** The event that was the start; null where nobody asked. */
  readonly startEvents: Int32Array | null;
  readonly fates: Fates;
}

/** What became of the events. Used are starts, one for each instant, and returns that have a start before them. */
export type Fates = Int32Array;
export const USED = 0;
export const BEFORE_START = 1;
export const AT_START = 2;
export const LATER_START = 3;

/** The last age of which there is a bit; what is beyond it is left out, or counts as the last. */
export interface Reach {
  readonly lastAge: number;
  readonly beyond: "left out" | "last";
}

/**
 * Actors with their first starts, and no bits yet: for periods where there are some, else for ages up to a last one.
 * The starts of events in the order of time, each of which is one, are found when their periods are marked.
 */
export function actorsStarting(events: Events, periods: Members["periods"], lastAge: number): Members {
  const { times, actors, matches, inOrder, actorCount: count } = events;
  const wordsEach = wordsFor(periods === null ? lastAge : periods.bounds.length - 2);
  const starts = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  if (matches !== null) keepLeastStart(times, actors, matches, starts);
  else if (!inOrder || periods === null) keepLeast(times, actors, starts);
  const words = new Int32Array(count * wordsEach);
  return { count, starts, words, wordsEach, periods, startEvents: null, fates: new Int32Array(4) };
}

function keepLeast(times: Float64Array, actors: Int32Array, starts: Float64Array): void {
  for (let i = 0; i < times.length; i++) {
    const actor = actors[i] as number;
    const t = times[i] as number;
    if (t < (starts[actor] as number)) starts[actor] = t;
  }
}

function keepLeastStart(
  times: Float64Array,
  actors: Int32Array,
  matches: Uint8Array,
  starts: Float64Array,
): void {
  for (let i = 0; i < times.length; i++) {
    if (((matches[i] as number) & START) === 0) continue;
    const actor = actors[i] as number;
    const t = times[i] as number;
    if (t < (starts[actor] as number)) starts[actor] = t;
  }
}

/** The first row that is the start of each member. */
export function firstEvents(events: Events, { count, starts }: Members): Int32Array {
  const { times, actors, matches } = events;
  const found = new Int32Array(count).fill(-1);
  for (let i = times.length - 1; i >= 0; i--) {
    const actor = actors[i] as number;
    const starting = matches === null || ((matches[i] as number) & START) !== 0;
    if (starting && times[i] === starts[actor]) found[actor] = i;
  }
  return found;
}

/** The earliest start; Infinity where there is none. */
export function earliestOf({ matches, earliest }: Events, { starts }: Members): number {
  return matches === null ? earliest : least(starts);
}

function least(starts: Float64Array): number {
  let earliest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < starts.length; i++) earliest = Math.min(earliest, starts[i] as number);
  return earliest;
}

/** How many words hold the bits from 0 to a last one. */
export function wordsFor(last: number): number {
  return Math.floor(Math.max(last, 0) / 32) + 1;
}

/** Sets the bits of all returns. */
export function marked(
  events: Events,
  members: Members,
  ages: CalendarAges | ElapsedAges,
  { lastAge, beyond }: Reach,
): Members {
  const { starts, words, wordsEach, fates, periods } = members;
  if (ages.basis === "calendar" && periods !== null) markByPeriod(events, members, periods.bounds);
  else if (ages.basis === "elapsed") {
    const { times, actors } = events;
    const matches = events.matches ?? new Uint8Array(times.length).fill(EITHER);
    const most = beyond === "last" ? Number.POSITIVE_INFINITY : lastAge;
    const { length, floor } = ages;
    markByTime(times, actors, matches, starts, words, wordsEach, length, floor, lastAge, most, fates);
  }
  const count = startsAmong(starts); // of the events at the instant of a start, one is the start
  fates[USED] = (fates[USED] as number) + count;
  fates[AT_START] = (fates[AT_START] as number) - count;
  return members;
}

function startsAmong(starts: Float64Array): number {
  let count = 0;
  for (let i = 0; i < starts.length; i++) count += +((starts[i] as number) < Number.POSITIVE_INFINITY);
  return count;
}

/** In the order of time, a block that begins and ends in one period lies in it whole. */
function markByPeriod(
  { times, actors, matches, inOrder }: Events,
  members: Members,
  bounds: Float64Array,
): void {
  const { starts, words, wordsEach, fates } = members;
  for (let from = 0; from < times.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, times.length);
    const [t, who] = [times.subarray(from, to), actors.subarray(from, to)];
    const place = locate(bounds, t[0] as number);
    if (matches !== null) {
      const chosen = matches.subarray(from, to);
      markChosen(t, who, chosen, assign(bounds, t), starts, words, wordsEach, fates);
      continue;
    }
    const isOne = inOrder && place === locate(bounds, t[t.length - 1] as number);
    const used = isOne
      ? markInOne(t, who, starts, words, wordsEach, place >>> 5, place & 31)
      : markAny(t, who, assign(bounds, t), starts, words, wordsEach);
    fates[USED] = (fates[USED] as number) + used;
    fates[AT_START] = (fates[AT_START] as number) + t.length - used;
  }
}

const BLOCK = 4096;

// Whether an event is a return is worked out in bits, without a branch: which way it goes is as good as random, and
// a wrong guess of the processor costs more than all the rest

/** Sets the bit of one period for each return among its events, each of which is a start and a return. */
function markInOne(
  times: Float64Array,
  actors: Int32Array,
  starts: Float64Array,
  words: Int32Array,
  wordsEach: number,
  word: number,
  bit: number,
): number {
  let used = 0;
  for (let i = 0; i < times.length; i++) {
    const actor = actors[i] as number;
    const t = times[i] as number;
    const start = starts[actor] as number;
    if (t < start) starts[actor] = t;
    const isReturn = +(t > start);
    used += isReturn;
    const at = actor * wordsEach + word;
    words[at] = (words[at] as number) | (isReturn << bit);
  }
  return used;
}

/** As `markInOne`, where each event has its own period. */
function markAny(
  times: Float64Array,
  actors: Int32Array,
  places: Int32Array,
  starts: Float64Array,
  words: Int32Array,
  wordsEach: number,
): number {
  let used = 0;
  for (let i = 0; i < times.length; i++) {
    const actor = actors[i] as number;
    const place = places[i] as number;
    const t = times[i] as number;
    const start = starts[actor] as number;
    if (t < start) starts[actor] = t;
    const isReturn = +(t > start);
    used += isReturn;
    const at = actor * wordsEach + (place >>> 5);
    words[at] = (words[at] as number) | (isReturn << (place & 31));
  }
  return used;
}

/** As `markAny`, where events are chosen: at the instant of the start only what is no start itself is a return. */
function markChosen(
  times: Float64Array,
  actors: Int32Array,
  matches: Uint8Array,
  places: Int32Array,
  starts: Float64Array,
  words: Int32Array,
  wordsEach: number,
  fates: Fates,
): void {
  for (let i = 0; i < times.length; i++) {
    const actor = actors[i] as number;
    const starting = (matches[i] as number) & START;
    const returning = (matches[i] as number) >> 1;
    const start = starts[actor] as number;
    const after = +((times[i] as number) > start);
    const same = +(times[i] === start);
    const before = (after | same) ^ 1;
    const isReturn = returning & (after | (same & (starting ^ 1)));
    fates[USED] = (fates[USED] as number) + isReturn;
    fates[BEFORE_START] = (fates[BEFORE_START] as number) + (before & (starting | returning));
    fates[AT_START] = (fates[AT_START] as number) + (starting & same);
    fates[LATER_START] = (fates[LATER_START] as number) + (starting & after & (returning ^ 1));
    const place = places[i] as number;
    const at = actor * wordsEach + (place >>> 5);
    words[at] = (words[at] as number) | (isReturn << (place & 31));
  }
}

/** Sets the bit of the age of each return, by the time that passed since the start, both put back to a floor. */
function markByTime(
  times: Float64Array,
  actors: Int32Array,
  matches: Uint8Array,
  starts: Float64Array,
  words: Int32Array,
  wordsEach: number,
  length: number,
  floor: number,
  lastAge: number,
  most: number,
  fates: Fates,
): void {
  for (let i = 0; i < times.length; i++) {
    const bits = matches[i] as number;
    if (bits === 0) continue;
    const actor = actors[i] as number;
    const t = times[i] as number;
    const start = starts[actor] as number;
    const isReturn = (bits & RETURN) !== 0 && (t > start || (t === start && bits === RETURN));
    const fate = isReturn ? USED : t < start ? BEFORE_START : t === start ? AT_START : LATER_START;
    fates[fate] = (fates[fate] as number) + 1;
    const passed = floor === 1 ? t - start : floored(t, floor) - floored(start, floor);
    const age = Math.floor(passed / length);
    if (!isReturn || age > most) continue;
    const bit = Math.min(age, lastAge);
    const at = actor * wordsEach + (bit >>> 5);
    words[at] = (words[at] as number) | (1 << (bit & 31));
  }
}
