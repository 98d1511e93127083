import { FURTHEST } from "../core/instant.ts";
/** Events that follow one another in time, up to, and without, one of which the time is later than all of theirs. */
export interface Stretch {
  readonly to: number;
  /** Whether two of them have one time. */
  readonly isTied: boolean;
}

/** How events follow one another, and how many numbers hold those of their actors. */
export interface Order {
  /** Infinity where there is none. */
  readonly earliest: number;
  /** The events in the order of time, stretch by stretch; null where one is earlier than the one before it. */
  readonly stretches: readonly Stretch[] | null;
  /** From 0 up to, and without, it are all numbers of actors; a negative one counts as more than there can be. */
  readonly actorCount: number;
}

/** The order of events; null unless all times are whole milliseconds that a Date can hold, before a moment. */
export function orderOf(times: Float64Array, actors: Int32Array, asOf: number): Order | null {
  const highest = new Uint32Array(1); // found in the pass over times, where they all rise
  const stretches = stretchesOf(times, actors, highest);
  const rising = stretches.at(-1)?.to ?? 0;
  let earliest = rising === 0 ? Number.POSITIVE_INFINITY : (times[0] as number);
  if (rising > 0 && !(earliest >= -FURTHEST && (times[rising - 1] as number) < asOf)) return null;
  for (let i = rising; i < times.length; i++) {
    const t = times[i] as number;
    if (!(t < asOf && t >= -FURTHEST && t === Math.floor(t))) return null;
    if (t < earliest) earliest = t;
  }
  keepHighest(actors, rising, times.length, highest);
  const actorCount = times.length === 0 ? 0 : (highest[0] as number) + 1;
  return { earliest, stretches: rising === times.length ? stretches : null, actorCount };
}

const STRETCH = 1024;

/** Stretches of times, up to the one in which a time is earlier than the one before it, or is none. */
function stretchesOf(times: Float64Array, actors: Int32Array, highest: Uint32Array): Stretch[] {
  const stretches: Stretch[] = [];
  for (let from = 0; from < times.length; ) {
    const least = Math.min(from + STRETCH, times.length);
    const isTied = laterUntil(times, actors, from, least, highest) < least;
    if (isTied && risingUntil(times, from, least) < least) break;
    const to = sameUntil(times, least);
    keepHighest(actors, isTied ? from : least, to, highest);
    stretches.push({ to, isTied: isTied || to > least });
    from = to;
  }
  return stretches;
}

/** Up to where each time is whole, and later than the one before it; keeps the highest number of their actors. */
function laterUntil(
  times: Float64Array,
  actors: Int32Array,
  from: number,
  to: number,
  highest: Uint32Array,
): number {
  let before = from === 0 ? Number.NEGATIVE_INFINITY : (times[from - 1] as number);
  let most = highest[0] as number;
  let i = from;
  for (; i < to; i++) {
    const t = times[i] as number;
    if (!(t > before && t === Math.floor(t))) break;
    before = t;
    const actor = (actors[i] as number) >>> 0;
    if (actor > most) most = actor;
  }
  highest[0] = most;
  return i;
}

/** Up to where each time is whole, and none earlier than the one before it. */
function risingUntil(times: Float64Array, from: number, to: number): number {
  let before = from === 0 ? Number.NEGATIVE_INFINITY : (times[from - 1] as number);
  for (let i = from; i < to; i++) {
    const t = times[i] as number;
    if (!(t >= before && t === Math.floor(t))) return i;
    before = t;
  }
  return to;
}

/** Up to where times are the same as the one before. */
function sameUntil(times: Float64Array, from: number): number {
  let to = from;
  while (to < times.length && times[to] === times[to - 1]) to++;
  return to;
}

function keepHighest(actors: Int32Array, from: number, to: number, highest: Uint32Array): void {
  let most = highest[0] as number;
  for (let i = from; i < to; i++) most = Math.max(most, (actors[i] as number) >>> 0);
  highest[0] = most;
}
