import type { Covering } from "./growing-table.ts";
import { locate } from "./locate.ts";
import type { Interval } from "./weekly-hours.ts";
import type { Zone } from "./zone.ts";

/**
 * Worked milliseconds as a function of time, W(t): it climbs with the clock while work goes on and rests
 * between. Elapsed time is a difference of two values of it, a due date its inverse.
 */
export interface WorkedTime extends Covering {
  /** Where working intervals open. The first is a stand-in, open for no time since ever; the last never opens. */
  readonly opens: Float64Array;
  /** Worked before each opening; the last is all there is. */
  readonly before: Float64Array;
  /** For each day since `from`, the last interval that opens at or before it. */
  readonly days: Int32Array;
}

/** A stretch of time during which a schedule is open, `[start, end)` in epoch milliseconds. */
export interface OpenInterval {
  readonly start: number;
  readonly end: number;
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
  // A day early, for what began then and lasts over midnight.
  const firstDay = (Math.floor(zone.localAt(from) / DAY) - 1) * DAY;
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

/** The last interval that opens at or before an instant that the table covers. */
function intervalAt({ from, opens, days }: WorkedTime, t: number): number {
  let i = days[Math.floor((t - from) / DAY)] as number;
  while ((opens[i + 1] as number) <= t) i++;
  return i;
}

/** W(t), for an instant that the table covers. */
export function workedAt(table: WorkedTime, t: number): number {
  const { opens, before } = table;
  const i = intervalAt(table, t);
  const worked = before[i] as number;
  return worked + Math.min(t - (opens[i] as number), (before[i + 1] as number) - worked);
}

/** Whether work goes on at an instant that the table covers. */
export function isOpenAt(table: WorkedTime, t: number): boolean {
  return t < closeOf(table, intervalAt(table, t));
}

/** The open stretches between two instants that the table covers. */
export function openBetween(table: WorkedTime, from: number, to: number): OpenInterval[] {
  const open: OpenInterval[] = [];
  for (let i = intervalAt(table, from); (table.opens[i] as number) < to; i++) {
    const start = Math.max(from, table.opens[i] as number);
    const end = Math.min(to, closeOf(table, i));
    if (start < end) open.push({ start, end });
  }
  return open;
}

function closeOf({ opens, before }: WorkedTime, i: number): number {
  return (opens[i] as number) + (before[i + 1] as number) - (before[i] as number);
}

/** The first instant by which so much is worked; null where the table does not reach it. `worked > 0` */
export function firstInstant(table: WorkedTime, worked: number): number | null {
  const { opens, before, to } = table;
  if (worked > workedAt(table, to - 1)) return null;
  const i = lastBelow(before, worked);
  return (opens[i] as number) + worked - (before[i] as number);
}

/** The last instant by which no more is worked; null where it is before the table. Less than all is worked by then. */
export function lastInstant(table: WorkedTime, worked: number): number | null {
  const { opens, before, from } = table;
  if (worked < workedAt(table, from)) return null;
  const i = locate(before, worked);
  return (opens[i] as number) + worked - (before[i] as number);
}

/** The last entry below a value: what is worked is reached at a close, not at the next opening. */
function lastBelow(before: Float64Array, worked: number): number {
  const last = before.length - 1;
  const at = worked === before[last] ? last : locate(before, worked);
  return before[at] === worked ? at - 1 : at;
}
