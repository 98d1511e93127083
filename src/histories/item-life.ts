import type { Course, Move } from "./transition-log.ts";
import type { Flow } from "./workflow.ts";

/** Between which of its moves work on an item went on, as of a moment. */
export interface Life {
  readonly course: Course;
  /** The move with which work began; null where it did not, or was undone. */
  readonly start: number | null;
  /** The move with which it was finished; null while it is open. */
  readonly finish: number | null;
}

/** The lives of the items as of a moment. */
export interface View {
  readonly lives: readonly Life[];
  readonly asOf: number;
  readonly flow: Flow;
}

/** The lives of items under the policies of the workflow. */
export function livesOf(courses: readonly Course[], flow: Flow): Life[] {
  return courses.map((course) => {
    const finish = finishOf(course.moves, flow);
    return { course, start: startOf(course.moves, finish, flow), finish };
  });
}

function finishOf(moves: readonly Move[], flow: Flow): number | null {
  const isDone = (i: number) => (moves[i]?.position ?? -1) >= flow.done;
  if (flow.finish === "last" && !isDone(moves.length - 1)) return null;
  const endings = moves.flatMap((_, i) => (isDone(i) && !isDone(i - 1) ? [i] : []));
  return endings.at(flow.finish === "first" ? 0 : -1) ?? null;
}

function startOf(moves: readonly Move[], finish: number | null, flow: Flow): number | null {
  const until = finish ?? moves.length - 1;
  const isBefore = (i: number) => (moves[i]?.position ?? -1) < flow.started;
  const isDone = (i: number) => (moves[i]?.position ?? -1) >= flow.done;
  // A return to where nobody is committed to it undoes the last start, but not the first
  if (flow.start === "last" && isBefore(until)) return null;
  const starts: number[] = [];
  for (let i = 0; i <= until; i++) {
    if (!isBefore(i) && (isBefore(i - 1) || (isDone(i - 1) && !isDone(i)))) starts.push(i);
  }
  return starts.at(flow.start === "first" ? 0 : -1) ?? null;
}

/** When work on an item began, which is before the first step was completed where the log says so. */
export function beganAt({ course, start, finish }: Life): number | null {
  if (start === null) return null;
  const worked = course.moves.slice(start, finish === null ? undefined : finish + 1);
  return worked.reduce((first, { at, begunAt }) => Math.min(first, begunAt ?? at), Number.POSITIVE_INFINITY);
}

/** A stay in a state during the life of an item. */
export interface LifeStay {
  readonly position: number;
  readonly ms: number;
  /** Whether it is in that state now. */
  readonly open: boolean;
}

/** The stays of an item from its start to its finish, or to `asOf`: they cover its life without gap or overlap. */
export function staysIn({ course, start, finish }: Life, asOf: number): LifeStay[] {
  if (start === null) return [];
  return course.moves.slice(start, finish ?? undefined).map(({ position, at }, i) => {
    const next = course.moves[start + i + 1];
    return { position, ms: (next?.at ?? asOf) - at, open: next === undefined };
  });
}

/**
 * When an item was first in a state or beyond it. A state of the process counts from the start on and one that ends
 * it from the finish on, so that what policies undo does not count; a move back undoes nothing.
 */
export function reachedAt({ course, start, finish }: Life, position: number, flow: Flow): number | null {
  const since = position < flow.started ? 0 : position < flow.done ? start : finish;
  if (since === null) return null;
  return course.moves.find((move, i) => i >= since && move.position >= position)?.at ?? null;
}
