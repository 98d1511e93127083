import type { Events } from "./activity-log.ts";
import { floored } from "./cohort-ages.ts";

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
  /** A bit is for an age; for a period, where there are some. */
  readonly periods: Periods | null;
  /** The event that was the start; null where nobody asked. */
  readonly startEvents: Int32Array | null;
  readonly fates: Fates;
}

/** When periods start, with the end of the last, and how many of them make an age. */
export interface Periods {
  readonly bounds: Float64Array;
  readonly width: number;
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

/** Keeps the least time of each actor. */
export function keepLeast(times: Float64Array, actors: Int32Array, starts: Float64Array): void {
  for (let i = 0; i < times.length; i++) {
    const actor = actors[i] as number;
    const t = times[i] as number;
    if (t < (starts[actor] as number)) starts[actor] = t;
  }
}

/** As `keepLeast`, of events that are starts. */
export function keepLeastStart(
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

/** How many words hold the bits from 0 to a last one. */
export function wordsFor(last: number): number {
  return Math.floor(Math.max(last, 0) / 32) + 1;
}

// Whether an event is a return is worked out in bits, without a branch: which way it goes is as good as random, and
// a wrong guess of the processor costs more than all the rest

/** Sets the bit of its period for each return among events, each of which is a start and a return. */
export function markAny(
  times: Float64Array,
  actors: Int32Array,
  places: Int32Array,
  starts: Float64Array,
  words: Int32Array,
  wordsEach: number,
  fates: Fates,
): void {
  let used = 0;
  for (let i = 0; i < times.length; i++) {
    const actor = actors[i] as number;
    const place = places[i] as number;
    const isReturn = +((times[i] as number) > (starts[actor] as number));
    used += isReturn;
    const at = actor * wordsEach + (place >>> 5);
    words[at] = (words[at] as number) | (isReturn << (place & 31));
  }
  fates[USED] = (fates[USED] as number) + used;
  fates[AT_START] = (fates[AT_START] as number) + times.length - used;
}

/** As `markAny`, where events are chosen: at the instant of the start only what is no start itself is a return. */
export function markChosen(
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
export function markByTime(
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
