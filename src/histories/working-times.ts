import type { Decimal } from "../core/decimal.ts";
import { greatestOf } from "../core/many.ts";
import { day, type Grain, isoWeek } from "../periods/grain.ts";
import { periodsCovering } from "../periods/timeline.ts";
import type { Zone } from "../periods/zone.ts";

/** A shift, cut where it is not over. */
export interface Duty {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly breakSeconds: Decimal | null;
  readonly team: string | null;
  readonly site: string | null;
}

/** A stretch of duty without a gap, and the breaks within it. */
export interface Work {
  readonly start: number;
  readonly end: number;
  readonly breaks: number;
  readonly team: string | null;
  readonly site: string | null;
}

/** How much was worked in a day or a week; `at` is its last moment. */
export interface Worked {
  readonly start: number;
  readonly end: number;
  readonly at: number;
  readonly ms: number;
}

/** A time off, and the moment that it is counted at. */
export interface Rest {
  readonly at: number;
  readonly ms: number;
}

/** Shifts of one person, sorted by their start, as stretches of duty: those that overlap or touch are one. */
export function worksOf(shifts: readonly Duty[]): Work[] {
  const works: Work[] = [];
  for (const { startedAt: start, endedAt: end, breakSeconds, team, site } of shifts) {
    if (end === start) continue;
    const breaks = Math.min(breakSeconds === null ? 0 : Math.round(Number(breakSeconds) * 1000), end - start);
    const last = works.at(-1);
    if (last === undefined || start > last.end) works.push({ start, end, breaks, team, site });
    else {
      const joined = { start: last.start, end: Math.max(last.end, end), team, site };
      works[works.length - 1] = {
        ...joined,
        breaks: Math.min(last.breaks + breaks, joined.end - joined.start),
      };
    }
  }
  return works;
}

/** The local days with work, and all ISO weeks from the first with work to the last. */
export function workByDay(
  zone: Zone,
  works: readonly Work[],
): { readonly days: Worked[]; readonly weeks: Worked[] } {
  const [first, last] = [works[0], works.at(-1)];
  if (first === undefined || last === undefined) return { days: [], weeks: [] };
  const share = (grain: Grain) => {
    const line = periodsCovering(grain, zone, first.start, last.end - 1);
    const worked = Array.from(line, ({ start, end }) => ({ start, end, at: end - 1, ms: 0 }));
    for (const { start, end, breaks } of works) {
      let [from, left] = [start, breaks];
      for (let i = line.locate(start); from < end; i++) {
        const period = worked[i] as (typeof worked)[number];
        const until = Math.min(end, period.end);
        // What is rounded stays in the parts that follow, so that they add up
        const pause = Math.round((left * (until - from)) / (end - from));
        period.ms += until - from - pause;
        [from, left] = [until, left - pause];
      }
    }
    return worked;
  };
  return { days: share(day).filter(({ ms }) => ms > 0), weeks: share(isoWeek) };
}

/**
 * The rests between stretches that begin on different local days, and of each ISO week with work the longest that begins
 * in it; `isWhole` unless one of them is not over, or it is the first week, of which nobody knows how it began.
 */
export function rests(
  zone: Zone,
  works: readonly Work[],
  weeks: readonly Worked[],
  known: number,
): { readonly daily: Rest[]; readonly weekly: (Rest & { readonly isWhole: boolean })[] } {
  const dayOf = (t: number) => day.floor(zone.latestReading(t));
  const gaps = works.map(({ start, end }, i) => {
    const next = works[i + 1]?.start;
    const at = next ?? known;
    return { start, from: end, at, isOver: next !== undefined, ms: at - end };
  });
  const daily = gaps.filter(({ start, at, isOver }) => isOver && dayOf(start) !== dayOf(at));
  const weekly = weeks.flatMap(({ start, end, at, ms }, i) => {
    const own = gaps.filter(({ from }) => from >= start && from < end);
    if (ms === 0 || own.length === 0) return [];
    const longest = greatestOf(own.map((gap) => gap.ms));
    return [{ at, ms: longest, isWhole: i > 0 && own.every(({ isOver }) => isOver) }];
  });
  return { daily, weekly };
}
