import { day, type Grain, localText } from "./grain.ts";
import type { Period } from "./period.ts";
import { periodsCovering } from "./timeline.ts";
import type { Zone } from "./zone.ts";

/** Whole periods of a grain by the clock of a zone, and moments within them. */
export interface Calendar {
  readonly grain: Grain;
  readonly zone: Zone;
}

const DAY = 86_400_000;

/** The period around an instant. Throws where the grain has none. */
export function periodAround({ grain, zone }: Calendar, t: number): Period {
  return periodsCovering(grain, zone, t, t).period(0);
}

/** The period around an instant; null where the grain has none. */
export function periodIfAny(calendar: Calendar, t: number): Period | null {
  const { range } = calendar.grain;
  const local = calendar.zone.latestReading(t);
  return range === undefined || (range.from <= local && local < range.to) ? periodAround(calendar, t) : null;
}

/** The period whose local start is `local`; null where there is none, as on a date that the zone skipped. */
export function periodStartingAt(calendar: Calendar, local: number): Period | null {
  const start = calendar.zone.start(local);
  const found = periodIfAny(calendar, start);
  return found?.start === start && localStartOf(calendar, found) === local ? found : null;
}

/** The local start of a period: the clock may skip it, and read a later time when the period starts. */
export function localStartOf({ grain, zone }: Calendar, { start }: Period): number {
  return grain.floor(zone.localAt(start));
}

/** The local time at which a stretch ends. Where the clock skips it, it reads another one at the end. */
export function localEnd(zone: Zone, end: number): number {
  return zone.latestReading(end - 1) + 1;
}

/** The local time at which a stretch starts: midnight where the day does, though the clock may skip it. */
export function localStart(zone: Zone, start: number): number {
  const local = zone.localAt(start);
  const midnight = day.floor(local);
  return zone.start(midnight) === start ? midnight : local;
}

/** The period so many steps earlier; later for a negative number. Throws where the grain has none. */
export function stepsBack(calendar: Calendar, from: Period, steps: number): Period {
  let found = from;
  for (let left = Math.abs(steps); left > 0; left--) {
    found = periodAround(calendar, steps > 0 ? found.start - 1 : found.end);
  }
  return found;
}

/** The moment that is as far into another period as `t` is into one, by the clock; at most its end. */
export function asFarInto(calendar: Calendar, t: number, one: Period, other: Period): number {
  if (calendar.grain.cutByOffsetChange) return Math.min(other.start + (t - one.start), other.end);
  const far = Math.max(localEnd(calendar.zone, t) - localStartOf(calendar, one), 0);
  return Math.min(calendar.zone.start(localStartOf(calendar, other) + far), other.end);
}

/** A stretch with the label of the period that it begins, or where it begins none with its first and last date. */
export function stretch(calendar: Calendar, start: number, end: number): Period {
  const begun = periodIfAny(calendar, start);
  if (begun?.start === start && end <= begun.end) return { ...begun, end };
  const last = localEnd(calendar.zone, end);
  const until = localText(last === day.floor(last) ? last - DAY : last);
  const label = `${localText(localStart(calendar.zone, start))}/${until}`;
  return { grain: calendar.grain.name, label, start, end };
}
