import { LAST_DATE } from "../core/instant.ts";
import { EARLIEST, LATEST } from "./growing-table.ts";

/** A zone's offset in milliseconds east of UTC at an instant: what `Intl`, or a user's own rules, answer. */
export type OffsetRule = (epochMs: number) => number;

/** Where the offset of a zone changes, found by asking its rule and kept. */
export interface OffsetTable {
  offsetAt(t: number): number;
  /** The first change after `t`, or `limit` when there is none before it; without end, within the years 0 to 9999. */
  nextChange(t: number, limit: number): number;
}

interface Stretch {
  /** Instants of change, sorted, within the stretch; its own end may be one. */
  readonly changes: readonly number[];
  /** `offsets[0]` holds at the start of the stretch, `offsets[i + 1]` from `changes[i]` on. */
  readonly offsets: readonly number[];
}

const STRETCH = 366 * 86_400_000; // about a year: a first question reads no more than it asks for

/**
 * Reads a rule stretch by stretch, when one is first needed, and asks it every `step`, a part of 366 days: what changes
 * and is changed back within one is not seen. The memo cannot be seen: same question, same answer.
 */
export function offsetTable(rule: OffsetRule, step: number): OffsetTable {
  const stretches = new Map<number, Stretch>();
  const ask: OffsetRule = (t) => rule(held(t));

  function stretch(index: number): Stretch {
    let found = stretches.get(index);
    if (found === undefined) {
      found = scan(ask, index * STRETCH, step);
      stretches.set(index, found);
    }
    return found;
  }

  return {
    offsetAt(t) {
      if (!Number.isFinite(t)) return Number.NaN;
      const { changes, offsets } = stretch(Math.floor(held(t) / STRETCH));
      return offsets[countUpTo(changes, t)] as number;
    },
    nextChange(t, limit) {
      if (!(t < limit)) return limit;
      const until = held(limit);
      for (let index = Math.floor(held(t) / STRETCH); index * STRETCH < until; index++) {
        const { changes } = stretch(index);
        const change = changes[countUpTo(changes, t)];
        if (change !== undefined) return Math.min(change, limit);
      }
      return limit;
    },
  };
}

/** The nearest instant that a `Date` holds; a range without end is that of the years 0 to 9999. */
function held(t: number): number {
  if (Number.isFinite(t)) return Math.max(-LAST_DATE, Math.min(LAST_DATE, t));
  return t < 0 ? EARLIEST : LATEST;
}

function scan(ask: OffsetRule, start: number, step: number): Stretch {
  const changes: number[] = [];
  const offsets = [ask(start)];
  for (let from = start; from < start + STRETCH; from += step) {
    const to = from + step;
    const last = ask(to);
    let known = from;
    for (let offset = offsets[offsets.length - 1] as number; offset !== last; ) {
      known = firstOther(ask, offset, known, to);
      offset = ask(known);
      changes.push(known);
      offsets.push(offset);
    }
  }
  return { changes, offsets };
}

/** Bisects to the millisecond from which on the offset, known to be `offset` at `low`, is another. */
function firstOther(ask: OffsetRule, offset: number, low: number, high: number): number {
  let same = low;
  let other = high;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (ask(middle) === offset) same = middle;
    else other = middle;
  }
  return other;
}

/** How many of the sorted numbers are at or before `t`. */
function countUpTo(sorted: readonly number[], t: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}
