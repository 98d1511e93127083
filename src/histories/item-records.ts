import { greatestOf } from "../core/many.ts";
import type { workItem } from "../records/work-item.ts";
import { beganAt, type Life, staysIn } from "./item-life.ts";
import type { RecordOf } from "./log.ts";
import type { Course, Move } from "./transition-log.ts";
import { completionsOnly, type Flow } from "./workflow.ts";

/** An item on which work began, a record of the kind `workItem`. */
export type WorkItem = RecordOf<typeof workItem>;

/** An item on which work did not begin, or was given up again. With the rows it makes the flow load. */
export interface NotStarted {
  readonly key: string;
  readonly run: number;
  readonly state: string;
  readonly requestedAt: number;
  readonly finishedAt: null;
}

/** The items on which work began. */
export function recordsOf(lives: readonly Life[], flow: Flow, asOf: number): WorkItem[] {
  return lives.flatMap((life) => {
    const { course, finish } = life;
    const startedAt = beganAt(life);
    if (startedAt === null) return [];
    const { key, run, moves, facts, truncated } = course;
    const finishedAt = finish === null ? null : (moves[finish] as Move).at;
    const active = flow.completed ? unionOf(life) : activeIn(life, flow, asOf);
    return {
      startedAt,
      finishedAt,
      requestedAt: requestOf(course, flow),
      dueAt: facts.dueAt,
      activeSeconds: active === null ? null : active / 1000,
      waitingSeconds: active === null ? null : ((finishedAt ?? asOf) - startedAt - active) / 1000,
      size: null,
      type: facts.type,
      team: facts.team,
      key,
      run,
      state: stateOf(course, flow),
      reworks: reworksIn(moves, flow),
      reopens: moves.filter(({ position }, i) => position < flow.done && isDone(moves[i - 1], flow)).length,
      skips: skipsIn(moves, flow),
      truncated,
    };
  });
}

/** The items on which work did not begin. */
export function notStartedIn(lives: readonly Life[], flow: Flow): NotStarted[] {
  return lives.flatMap(({ course, start }) => {
    if (start !== null) return [];
    const requestedAt = requestOf(course, flow) ?? (course.moves[0] as Move).at;
    return [
      { key: course.key, run: course.run, state: stateOf(course, flow), requestedAt, finishedAt: null },
    ];
  });
}

/** Of how many items the active time is known, and why not of the others. */
export function activeTimeOf(rows: readonly WorkItem[], { completed }: Flow) {
  const unknown = rows.filter(({ activeSeconds }) => activeSeconds === null).length;
  const why = `${completionsOnly}; where they say both (begunAt), it is known once the item is finished`;
  return { known: rows.length - unknown, unknown, why: completed && unknown > 0 ? why : null };
}

function activeIn(life: Life, flow: Flow, asOf: number): number {
  const active = staysIn(life, asOf).filter(({ position }) => flow.sorts[position] === "active");
  return active.reduce((sum, { ms }) => sum + ms, 0);
}

/** The time in which work on any step went on; null where the log does not say when it began, or it goes on. */
function unionOf({ course, start, finish }: Life): number | null {
  if (start === null || finish === null) return null;
  const spans = course.moves
    .slice(start, finish + 1)
    .map(({ begunAt, at }) => [begunAt ?? Number.NaN, at] as const);
  if (spans.some(([from]) => Number.isNaN(from))) return null;
  let [sum, covered] = [0, Number.NEGATIVE_INFINITY];
  for (const [from, until] of spans.sort(([a], [b]) => a - b)) {
    sum += Math.max(0, until - Math.max(from, covered));
    covered = Math.max(covered, until);
  }
  return sum;
}

/** When the item was asked for: as the log states, else when it came to a state before the process. */
function requestOf({ moves, facts }: Course, { started }: Flow): number | null {
  const first = moves[0] as Move;
  return facts.requestedAt ?? (first.position < started ? first.at : null);
}

function stateOf({ moves }: Course, { names }: Flow): string {
  return names[(moves.at(-1) as Move).position] as string;
}

/** How often it came to a state that it had been in, its end aside. */
function reworksIn(moves: readonly Move[], { done }: Flow): number {
  const positions = moves.map(({ position }) => position).filter((position) => position < done);
  return positions.length - new Set(positions).size;
}

function isDone(move: Move | undefined, { done }: Flow): boolean {
  return move !== undefined && move.position >= done;
}

/** How many states of the process, before the furthest that it came to, the item never was in. */
function skipsIn(moves: readonly Move[], { started, done, completed }: Flow): number | null {
  if (completed) return null; // a step that was not needed is none that was passed over
  const furthest = Math.min(
    done,
    greatestOf(
      moves.map(({ position }) => position),
      0,
    ),
  );
  const visited = new Set(moves.map(({ position }) => position));
  return Array.from({ length: Math.max(0, furthest - started) }, (_, i) => started + i).filter(
    (position) => !visited.has(position),
  ).length;
}
