import { locate } from "./locate.ts";
import type { Interval } from "./weekly-hours.ts";
import type { Zone } from "./zone.ts";

/**
 * Worked milliseconds as a function of time, W(t): it climbs with the clock while work goes on and rests
 * between. Elapsed time is a difference of two values of it, a due date its inverse.
 */
export interface WorkedTime {
  /** Instants that it can answer for: `from <= t < to`. */
  readonly from: number;
  readonly to: number;
  /** Where working intervals open. The first is a stand-in, open for no time since ever; the last never opens. */
  readonly opens: Float64Array;
  /** Worked before each opening; the last is all there is. */
  readonly before: Float64Array;
  /** For each day since `from`, the last interval that opens at or before it. */
  readonly days: Int32Array;
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Lays out the intervals of each local day in a zone over a range of time. */
export function workedTime(
  zone: Zone,
  intervalsOn: (midnight: number) => readonly Interval[],
  from: number,
  to: number,
): WorkedTime {
  const opens = [Number.NEGATIVE_INFINITY];
  const before = [0, 0];
  let closed = Number.NEGATIVE_INFINITY;
  let worked = 0;
  // Two days early, for what began then and lasts over midnight.
  const firstDay = (Math.floor(zone.localAt(from) / DAY) - 2) * DAY;
  const lastDay = zone.localAt(to) + DAY;
  for (let midnight = firstDay; midnight <= lastDay; midnight += DAY) {
    for (const interval of intervalsOn(midnight)) {
      const open = Math.max(closed, zone.start(midnight + interval.from * MINUTE));
      const close = zone.start(midnight + interval.to * MINUTE);
      if (close <= open) continue; // in a gap, on a date that was skipped, or within the one before
      worked += close - open;
      if (open === closed) before[before.length - 1] = worked;
      else {
        opens.push(open);
        before.push(worked);
      }
      closed = close;
    }
  }
  opens.push(Number.POSITIVE_INFINITY);
  return {
    from,
    to,
    opens: Float64Array.from(opens),
    before: Float64Array.from(before),
    days: dayGrid(opens, from, to),
  };
}

function dayGrid(opens: readonly number[], from: number, to: number): Int32Array {
  const days = new Int32Array(Math.ceil((to - from) / DAY));
  let interval = 0;
  return days.map((_, day) => {
    while ((opens[interval + 1] as number) <= from + day * DAY) interval++;
    return interval;
  });
}

/** W(t), for an instant that the table covers. */
export function workedAt({ from, opens, before, days }: WorkedTime, t: number): number {
  let i = days[Math.floor((t - from) / DAY)] as number;
  while ((opens[i + 1] as number) <= t) i++;
  const worked = before[i] as number;
  return worked + Math.min(t - (opens[i] as number), (before[i + 1] as number) - worked);
}

/** All that the table knows to be worked. */
export function workedInAll({ before }: WorkedTime): number {
  return before[before.length - 1] as number;
}

/** The first instant by which so much is worked; `0 < worked < workedInAll`. */
export function firstInstant({ opens, before }: WorkedTime, worked: number): number {
  const at = locate(before, worked);
  const i = before[at] === worked ? at - 1 : at; // it is reached at a close, not at the next opening
  return (opens[i] as number) + worked - (before[i] as number);
}

/** The last instant by which no more is worked; `0 <= worked < workedInAll`. */
export function lastInstant({ opens, before }: WorkedTime, worked: number): number {
  const i = locate(before, worked);
  return (opens[i] as number) + worked - (before[i] as number);
}
