/** Events that follow one another in time, up to, and without, one of which the time is later than all of theirs. */
export interface Stretch {
  readonly to: number;
  /** Whether two of them have one time. */
  readonly isTied: boolean;
}

/** How events follow one another. */
export interface Order {
  /** Infinity where there is none. */
  readonly earliest: number;
  /** The events in the order of time, stretch by stretch; null where one is earlier than the one before it. */
  readonly stretches: readonly Stretch[] | null;
}

/** The order of times; null unless all are whole milliseconds that a Date can hold, before a moment. */
export function orderOf(times: Float64Array, asOf: number): Order | null {
  const stretches = stretchesOf(times);
  const rising = stretches.at(-1)?.to ?? 0;
  let earliest = rising === 0 ? Number.POSITIVE_INFINITY : (times[0] as number);
  if (rising > 0 && !(earliest >= -8.64e15 && (times[rising - 1] as number) < asOf)) return null;
  for (let i = rising; i < times.length; i++) {
    const t = times[i] as number;
    if (!(t < asOf && t >= -8.64e15 && t === Math.floor(t))) return null;
    if (t < earliest) earliest = t;
  }
  return { earliest, stretches: rising === times.length ? stretches : null };
}

const STRETCH = 1024;

/** Stretches of times, up to the one in which a time is earlier than the one before it, or is none. */
function stretchesOf(times: Float64Array): Stretch[] {
  const stretches: Stretch[] = [];
  for (let from = 0; from < times.length; ) {
    const least = Math.min(from + STRETCH, times.length);
    const isTied = laterUntil(times, from, least) < least;
    if (isTied && risingUntil(times, from, least) < least) break;
    const to = sameUntil(times, least);
    stretches.push({ to, isTied: isTied || to > least });
    from = to;
  }
  return stretches;
}

/** Up to where each time is whole, and later than the one before it. */
function laterUntil(times: Float64Array, from: number, to: number): number {
  let before = from === 0 ? Number.NEGATIVE_INFINITY : (times[from - 1] as number);
  for (let i = from; i < to; i++) {
    const t = times[i] as number;
    if (!(t > before && t === Math.floor(t))) return i;
    before = t;
  }
  return to;
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
