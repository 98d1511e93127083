import type { Covering } from "./growing-table.ts";
import { locate } from "./locate.ts";
import type { Interval } from "./weekly-hours.ts";
import type { Zone } from "./zone.ts";

/** Local dates and how many working days there are up to each: those on which an interval opens. */
export interface WorkingDays extends Covering {
  /** The local midnight of the first date. */
  readonly firstDate: number;
  /** Where each date starts, and where the last one ends. */
  readonly starts: Float64Array;
  /** Working days up to and including each date. */
  readonly counts: Int32Array;
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Counts the working days of a zone over a range of time. */
export function workingDays(
  zone: Zone,
  intervalsOn: (midnight: number) => readonly Interval[],
  from: number,
  to: number,
): WorkingDays {
  const firstDate = Math.floor(zone.localAt(from) / DAY) * DAY;
  // A date more at the end: a clock that is set back over midnight shows one again that is over.
  const length = Math.floor((zone.localAt(to) - firstDate) / DAY) + 2;
  const opensOn = (midnight: number) =>
    intervalsOn(midnight).some(
      (interval) =>
        zone.start(midnight + interval.from * MINUTE) < zone.start(midnight + interval.to * MINUTE),
    );
  let count = 0;
  const counts = Int32Array.from({ length }, (_, i) => {
    if (opensOn(firstDate + i * DAY)) count++;
    return count;
  });
  const starts = Float64Array.from({ length: length + 1 }, (_, i) => zone.start(firstDate + i * DAY));
  return { from, to, firstDate, starts, counts };
}

/** The local midnight of the date that an instant is on. */
export function dateAt({ starts, firstDate }: WorkingDays, t: number): number {
  return firstDate + locate(starts, t) * DAY;
}

/** Working days up to and including the date of an instant that the table covers. */
export function daysUpTo({ starts, counts }: WorkingDays, t: number): number {
  return counts[locate(starts, t)] as number;
}

/** The local midnight of the working day of a count; null where the table does not reach it. */
export function dateOfCount({ counts, firstDate }: WorkingDays, count: number): number | null {
  if (count < 1 || count > (counts[counts.length - 1] as number)) return null;
  let below = -1;
  let reached = counts.length - 1;
  while (reached - below > 1) {
    const middle = (below + reached) >> 1;
    if ((counts[middle] as number) < count) below = middle;
    else reached = middle;
  }
  return firstDate + reached * DAY;
}
