import type { Decimal } from "../core/decimal.ts";
import { meanSeconds, medianSeconds, seconds, sumOf } from "./exact-seconds.ts";
import type { Course, Move } from "./transition-log.ts";
import type { Flow } from "./workflow.ts";

/** One state or step directly after another. */
export interface DirectlyFollows {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** Items in which it happened. */
  readonly items: number;
  /** From the one to the other: in a log of states the time in `from`, of completed steps waiting and work. */
  readonly seconds: Decimal;
  readonly meanSeconds: Decimal;
  readonly medianSeconds: Decimal;
}

/** How often items came to a state or step again. */
export interface Rework {
  readonly state: string;
  readonly count: number;
  /** Items that came to it, and that came to it again. */
  readonly items: number;
  readonly reworked: number;
  /** Again at once, as when work on it is resumed; a state has none. */
  readonly selfLoops: number;
  /** Again after others. */
  readonly returns: number;
}

interface Pair {
  readonly ms: number[];
  readonly courses: Set<Course>;
}

/** In the order of the workflow; each count is above 0. Their sum is the moves less the items. */
export function followsOf(courses: readonly Course[], { names }: Flow): DirectlyFollows[] {
  const pairs = new Map<number, Pair>();
  for (const course of courses) {
    for (const [i, { position, at }] of course.moves.entries()) {
      const before = course.moves[i - 1];
      if (before === undefined) continue;
      const code = before.position * names.length + position;
      const pair: Pair = pairs.get(code) ?? { ms: [], courses: new Set() };
      pairs.set(code, pair);
      pair.ms.push(at - before.at);
      pair.courses.add(course);
    }
  }
  const sorted = [...pairs].sort(([a], [b]) => a - b);
  return sorted.map(([code, { ms, courses: own }]) => ({
    from: names[Math.floor(code / names.length)] as string,
    to: names[code % names.length] as string,
    count: ms.length,
    items: own.size,
    seconds: seconds(sumOf(ms)),
    meanSeconds: meanSeconds(ms) as Decimal,
    medianSeconds: medianSeconds(ms) as Decimal,
  }));
}

/** All states in the order of the workflow: `count` = `items` + `selfLoops` + `returns`. */
export function reworksOf(courses: readonly Course[], { names }: Flow): Rework[] {
  return names.map((state, position) => {
    const visits = courses.map(({ moves }) => placesOf(moves, position)).filter(({ length }) => length > 0);
    const selfLoops = visits.map((places) => places.filter((place, i) => places[i - 1] === place - 1).length);
    const count = visits.reduce((sum, { length }) => sum + length, 0);
    const atOnce = selfLoops.reduce((sum, loops) => sum + loops, 0);
    const reworked = visits.filter(({ length }) => length > 1).length;
    return {
      state,
      count,
      items: visits.length,
      reworked,
      selfLoops: atOnce,
      returns: count - visits.length - atOnce,
    };
  });
}

function placesOf(moves: readonly Move[], position: number): number[] {
  return moves.flatMap((move, i) => (move.position === position ? [i] : []));
}
