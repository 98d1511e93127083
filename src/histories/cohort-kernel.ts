import { assign, locate } from "../periods/locate.ts";
import type { Events } from "./activity-log.ts";
import { type CalendarAges, type ElapsedAges, floored } from "./cohort-ages.ts";

// Kernels are functions of the module that take numbers and typed arrays of one sort each, and are one loop. What V8
// compiled for an object or a closure it throws away with the last of them, and would compile anew for each call.

export const START = 1;
export const RETURN = 2;
export const EITHER = START | RETURN;

/**
 * Who belongs to cohorts: a start each, and bits for the times at which there was a return. Where events are many, a
 * start and its bits lie beside one another: an event is of anybody, and then touches one line of the cache and not two.
 */
export interface Members {
  readonly count: number;
  /** The start of a member is at `member * startStep`; Infinity for one that never starts. */
  readonly starts: Float64Array;
  readonly startStep: number;
  /** The words of 32 bits of a member begin at `member * wordStep + firstWord`; there are `wordsEach`. */
  readonly words: Int32Array;
  readonly wordStep: number;
  readonly firstWord: number;
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

/** Actors with their first starts, and no bits yet: for periods where there are some, else for ages up to a last one. */
export function actorsStarting(events: Events, periods: Members["periods"], lastAge: number): Members {
  const { times, actors, matches, inOrder, actorCount: count } = events;
  const wordsEach = wordsFor(periods === null ? lastAge : periods.bounds.length - 2);
  const startStep = 1 + Math.ceil(wordsEach / 2); // a double is two words
  const memory = new ArrayBuffer(8 * startStep * count);
  const starts = new Float64Array(memory);
  forget(starts, startStep);
  if (matches !== null) keepLeastStart(times, actors, matches, starts, startStep);
  else if (inOrder) keepEarliest(times, actors, starts, startStep);
  else keepLeast(times, actors, starts, startStep);
  const words = new Int32Array(memory);
  const layout = { count, starts, startStep, words, wordStep: 2 * startStep, firstWord: 2, wordsEach };
  return { ...layout, periods, startEvents: null, fates: new Int32Array(4) };
}

function forget(starts: Float64Array, step: number): void {
  for (let at = 0; at < starts.length; at += step) starts[at] = Number.POSITIVE_INFINITY;
}

/** In the order of time, the first is what is met last from the end: no comparison, so no guess that goes wrong. */
function keepEarliest(times: Float64Array, actors: Int32Array, starts: Float64Array, step: number): void {
  for (let i = times.length - 1; i >= 0; i--) starts[(actors[i] as number) * step] = times[i] as number;
}

function keepLeast(times: Float64Array, actors: Int32Array, starts: Float64Array, step: number): void {
  for (let i = 0; i < times.length; i++) {
    const at = (actors[i] as number) * step;
    const t = times[i] as number;
    if (t < (starts[at] as number)) starts[at] = t;
  }
}

function keepLeastStart(
  times: Float64Array,
  actors: Int32Array,
  matches: Uint8Array,
  starts: Float64Array,
  step: number,
): void {
  for (let i = 0; i < times.length; i++) {
    if (((matches[i] as number) & START) === 0) continue;
    const at = (actors[i] as number) * step;
    const t = times[i] as number;
    if (t < (starts[at] as number)) starts[at] = t;
  }
}

/** The first row that is the start of each member. */
export function firstEvents(events: Events, { count, starts, startStep }: Members): Int32Array {
  const { times, actors, matches } = events;
  const found = new Int32Array(count).fill(-1);
  for (let i = times.length - 1; i >= 0; i--) {
    const actor = actors[i] as number;
    const starting = matches === null || ((matches[i] as number) & START) !== 0;
    if (starting && times[i] === starts[actor * startStep]) found[actor] = i;
  }
  return found;
}

/** The earliest start; Infinity where there is none. */
export function earliestOf({ starts, startStep }: Members): number {
  return least(starts, startStep);
}

function least(starts: Float64Array, step: number): number {
  let earliest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < starts.length; at += step) earliest = Math.min(earliest, starts[at] as number);
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
  const { starts, startStep, words, wordStep, firstWord, fates, periods } = members;
  if (ages.basis === "calendar" && periods !== null) markByPeriod(events, members, periods.bounds);
  else if (ages.basis === "elapsed") {
    const { times, actors } = events;
    const matches = events.matches ?? new Uint8Array(times.length).fill(EITHER);
    const most = beyond === "last" ? Number.POSITIVE_INFINITY : lastAge;
    const { length, floor } = ages;
    markByTime(
      times,
      actors,
      matches,
      starts,
      startStep,
      words,
      wordStep,
      firstWord,
      length,
      floor,
      lastAge,
      most,
      fates,
    );
  }
  const count = startsAmong(starts, startStep); // of the events at the instant of a start, one is the start
  fates[USED] = (fates[USED] as number) + count;
  fates[AT_START] = (fates[AT_START] as number) - count;
  return members;
}

function startsAmong(starts: Float64Array, step: number): number {
  let count = 0;
  for (let at = 0; at < starts.length; at += step)
    count += +((starts[at] as number) < Number.POSITIVE_INFINITY);
  return count;
}

/** In the order of time, a block that begins and ends in one period lies in it whole. */
function markByPeriod(
  { times, actors, matches, inOrder }: Events,
  members: Members,
  bounds: Float64Array,
): void {
  const { starts, startStep, words, wordStep, firstWord, fates } = members;
  for (let from = 0; from < times.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, times.length);
    const [t, who] = [times.subarray(from, to), actors.subarray(from, to)];
    const place = locate(bounds, t[0] as number);
    if (matches !== null) {
      const chosen = matches.subarray(from, to);
      markChosen(t, who, chosen, assign(bounds, t), starts, startStep, words, wordStep, firstWord, fates);
      continue;
    }
    const isOne = inOrder && place === locate(bounds, t[t.length - 1] as number);
    const used = isOne
      ? markInOne(t, who, starts, startStep, words, wordStep, firstWord + (place >>> 5), place & 31)
      : markAny(t, who, assign(bounds, t), starts, startStep, words, wordStep, firstWord);
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
  startStep: number,
  words: Int32Array,
  wordStep: number,
  word: number,
  bit: number,
): number {
  let used = 0;
  for (let i = 0; i < times.length; i++) {
    const actor = actors[i] as number;
    const isReturn = +((times[i] as number) > (starts[actor * startStep] as number));
    used += isReturn;
    const at = actor * wordStep + word;
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
  startStep: number,
  words: Int32Array,
  wordStep: number,
  firstWord: number,
): number {
  let used = 0;
  for (let i = 0; i < times.length; i++) {
    const actor = actors[i] as number;
    const place = places[i] as number;
    const isReturn = +((times[i] as number) > (starts[actor * startStep] as number));
    used += isReturn;
    const at = actor * wordStep + firstWord + (place >>> 5);
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
  startStep: number,
  words: Int32Array,
  wordStep: number,
  firstWord: number,
  fates: Fates,
): void {
  for (let i = 0; i < times.length; i++) {
    const actor = actors[i] as number;
    const starting = (matches[i] as number) & START;
    const returning = (matches[i] as number) >> 1;
    const start = starts[actor * startStep] as number;
    const after = +((times[i] as number) > start);
    const same = +(times[i] === start);
    const before = (after | same) ^ 1;
    const isReturn = returning & (after | (same & (starting ^ 1)));
    fates[USED] = (fates[USED] as number) + isReturn;
    fates[BEFORE_START] = (fates[BEFORE_START] as number) + (before & (starting | returning));
    fates[AT_START] = (fates[AT_START] as number) + (starting & same);
    fates[LATER_START] = (fates[LATER_START] as number) + (starting & after & (returning ^ 1));
    const place = places[i] as number;
    const at = actor * wordStep + firstWord + (place >>> 5);
    words[at] = (words[at] as number) | (isReturn << (place & 31));
  }
}

/** Sets the bit of the age of each return, by the time that passed since the start, both put back to a floor. */
function markByTime(
  times: Float64Array,
  actors: Int32Array,
  matches: Uint8Array,
  starts: Float64Array,
  startStep: number,
  words: Int32Array,
  wordStep: number,
  firstWord: number,
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
    const start = starts[actor * startStep] as number;
    const isReturn = (bits & RETURN) !== 0 && (t > start || (t === start && bits === RETURN));
    const fate = isReturn ? USED : t < start ? BEFORE_START : t === start ? AT_START : LATER_START;
    fates[fate] = (fates[fate] as number) + 1;
    const passed = floor === 1 ? t - start : floored(t, floor) - floored(start, floor);
    const age = Math.floor(passed / length);
    if (!isReturn || age > most) continue;
    const bit = Math.min(age, lastAge);
    const at = actor * wordStep + firstWord + (bit >>> 5);
    words[at] = (words[at] as number) | (1 << (bit & 31));
  }
}
