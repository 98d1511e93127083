import { KpiError } from "../core/errors.ts";
import type { InstantLike } from "../core/instant.ts";
import type { Mapping } from "../core/mapping.ts";
import type { Columns } from "../core/source.ts";
import type { TimeZoneLike } from "../periods/zone.ts";
import { transition } from "../records/transition.ts";
import { optionsOf } from "./entries.ts";
import { byKey, type Entry, instantOption, type LogLedger, onceEach, readLog, zoneOption } from "./log.ts";
import { type Flow, noState } from "./workflow.ts";

/** How the columns of a log of a process are called, and until when it is known. */
export type TransitionOptions<R> = Mapping<typeof transition, R> & {
  /** What happens at it or later is not known yet. */
  readonly asOf: InstantLike;
  /** The zone of times without an offset. */
  readonly zone?: TimeZoneLike;
};

/** What became of the rows of a log of a process. */
export type TransitionLedger = LogLedger<
  "after-as-of" | "duplicate",
  "out-of-order" | "same-state" | "same-instant" | "gap" | "before-request"
>;

/** An item came to a state, or a step of it was completed. */
export interface Move {
  readonly position: number;
  readonly at: number;
  readonly begunAt: number | null;
}

type Transition = Entry<typeof transition>;
/** What the log says of an item as a whole: on any of its rows, the last of them where they differ. */
export type ItemFacts = Pick<Transition, "requestedAt" | "dueAt" | "type" | "team">;

/** One run of an item through the process: its moves in the order of time, at least one. */
export interface Course {
  readonly key: string;
  readonly run: number;
  readonly moves: readonly Move[];
  readonly facts: ItemFacts;
  /** Whether it was in progress before the log begins. */
  readonly truncated: boolean;
}

export interface TransitionLog {
  /** Items in the order in which the log first names them. */
  readonly courses: readonly Course[];
  readonly asOf: number;
  readonly ledger: TransitionLedger;
}

type Counts = Record<"duplicate" | "same-state" | "same-instant" | "gap" | "before-request", number>;

/** Reads the log of a process. A state that the workflow lacks is rejected by name. */
export function readTransitions<R extends object>(
  subject: string,
  rows: Iterable<R> | Columns<R>,
  flow: Flow,
  options: TransitionOptions<R>,
): TransitionLog {
  const { zone, asOf, ...mapping } = optionsOf(subject, options, transition, ["asOf", "zone"]);
  const clock = zoneOption(subject, zone);
  const known = instantOption(`${subject}: asOf`, asOf, clock);
  if (known === Number.POSITIVE_INFINITY) {
    throw new KpiError("bad-time", `${subject}: asOf is missing; say until when the log is known`);
  }
  const log = readLog(subject, transition, rows, mapping as Mapping<typeof transition, R>, clock);
  const rejected = [...log.rejected];
  const accepted = log.entries.filter(({ row, to, from }) => {
    const isUnknown = (state: string | null) => state !== null && !flow.positions.has(state);
    const field = isUnknown(to) ? "to" : !flow.completed && from !== "" && isUnknown(from) ? "from" : null;
    if (field === null) return true;
    const message = noState(flow, field === "to" ? to : from);
    rejected.push({ kind: transition.name, row, field, message });
    return false;
  });
  const before = accepted.filter(({ at }) => at < known);
  const { lists, outOfOrder } = byKey(before, ({ key }) => key);
  const counts: Counts = { duplicate: 0, "same-state": 0, "same-instant": 0, gap: 0, "before-request": 0 };
  const courses = [...lists].flatMap(([key, list]) => coursesOf(key, distinctIn(list, counts), flow, counts));
  const { duplicate, ...mended } = counts;
  const ledger = {
    read: log.read,
    used: before.length - duplicate,
    leftOut: { "after-as-of": accepted.length - before.length, duplicate },
    mended: { "out-of-order": outOfOrder, ...mended },
    rejected: rejected.sort((a, b) => a.row - b.row),
  };
  return { courses, asOf: known, ledger };
}

/** The courses as they were known at an earlier moment. */
export function coursesAt(courses: readonly Course[], asOf: number): Course[] {
  return courses
    .map((course) => ({ ...course, moves: course.moves.filter(({ at }) => at < asOf) }))
    .filter(({ moves }) => moves.length > 0);
}

function distinctIn(list: readonly Transition[], counts: Counts): Transition[] {
  const distinct = onceEach(list, ({ at, to, from, begunAt }) => [at, to, from, begunAt]);
  counts.duplicate += list.length - distinct.length;
  return distinct;
}

/** The runs of one item, from its rows in the order of time. */
function coursesOf(key: string, list: readonly Transition[], flow: Flow, counts: Counts): Course[] {
  const facts = factsIn(list);
  counts["before-request"] += list.filter(({ at }) => at < (facts.requestedAt ?? at)).length;
  const moves: Move[] = [];
  const origin = originOf(list[0] as Transition, facts, flow);
  if (origin !== null && origin.at !== null)
    moves.push({ position: origin.position, at: origin.at, begunAt: null });
  for (const { at, to, from, begunAt } of list) {
    const position = flow.positions.get(to) as number;
    const last = moves.at(-1);
    if (last !== undefined && !flow.completed) {
      if (from && flow.positions.get(from) !== last.position) counts.gap++;
      if (last.position === position) {
        counts["same-state"]++;
        continue;
      }
    }
    if (last?.at === at) counts["same-instant"]++;
    moves.push({ position, at, begunAt: flow.completed ? begunAt : null });
  }
  const truncated = origin !== null && origin.at === null && origin.position >= flow.started;
  return runsOf(moves, flow).map((run, i) => ({
    key,
    run: i + 1,
    moves: run,
    facts: i === 0 ? facts : { ...facts, requestedAt: null },
    truncated: i === 0 && truncated,
  }));
}

/** Where an item was before its first row, and since when, as far as the log says. */
function originOf({ at, from }: Transition, { requestedAt }: ItemFacts, flow: Flow) {
  if (flow.completed || !from) return null;
  const isKnown = requestedAt !== null && requestedAt < at;
  return { position: flow.positions.get(from) as number, at: isKnown ? requestedAt : null };
}

function factsIn(list: readonly Transition[]): ItemFacts {
  const facts: { -readonly [F in keyof ItemFacts]: ItemFacts[F] } = {
    requestedAt: null,
    dueAt: null,
    type: null,
    team: null,
  };
  for (const { requestedAt, dueAt, type, team } of list) {
    facts.requestedAt = requestedAt ?? facts.requestedAt;
    facts.dueAt = dueAt ?? facts.dueAt;
    facts.type = type || facts.type; // "" is the empty cell of a CSV
    facts.team = team || facts.team;
  }
  return facts;
}

/** The moves cut where the item is taken up again after it was done, if that makes it a new item. */
function runsOf(moves: readonly Move[], { reopened, done }: Flow): readonly (readonly Move[])[] {
  if (reopened === "same-item") return [moves];
  const runs: Move[][] = [];
  for (const [i, move] of moves.entries()) {
    const isTakenUp = i > 0 && (moves[i - 1] as Move).position >= done && move.position < done;
    if (i === 0 || isTakenUp) runs.push([move]);
    else runs.at(-1)?.push(move);
  }
  return runs;
}
