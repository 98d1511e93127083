import type { WorkSchedule } from "../periods/work-schedule.ts";
import type { Term } from "./sla-policy.ts";
import type { TicketCourse, TicketMoment } from "./ticket-log.ts";

/** Measures time: how much passes between two moments, and when so much will have passed. */
type Ruler = Pick<WorkSchedule, "elapsed" | "due">;

const calendar: Ruler = {
  elapsed: (start, end) => Number(end) - Number(start),
  due: (start, ms) => Number(start) + ms,
};

export type Schedules = Readonly<Record<string, Ruler>>;

/** A clock of a ticket, from the moment it was applied until it ended, or is read. */
export interface ClockRun {
  readonly course: TicketCourse;
  /** The number of the moment at which it was applied. */
  readonly from: number;
  /** When it ended; null while it runs. */
  readonly endedAt: number | null;
  /** When it is read. */
  readonly asOf: number;
}

/** A stretch of a run in which the ticket did not change. */
export interface Stretch {
  readonly status: string;
  readonly start: number;
  readonly end: number;
  readonly ruler: Ruler;
}

/** What a clock shows. */
export interface Reading {
  readonly elapsed: number;
  readonly paused: number;
  readonly dueAt: number | null;
}

/**
 * Reads a clock in milliseconds. It is due at the first moment at which it shows the target. Where it did not come
 * so far it is due when it would, running on from its end or from when it is read; a clock that is owed and paused
 * has no due moment yet.
 */
export function readClock(run: ClockRun, term: Term, target: number, schedules: Schedules): Reading {
  let elapsed = 0;
  let paused = 0;
  let dueAt: number | null = null;
  const stretches = stretchesOf(run, term, schedules);
  for (const { status, start, end, ruler } of stretches) {
    const shown = ruler.elapsed(start, end);
    if (term.pausedIn.has(status)) {
      paused += shown;
      continue;
    }
    if (dueAt === null && elapsed + shown >= target) dueAt = ruler.due(start, target - elapsed);
    elapsed += shown;
  }
  const last = stretches.at(-1) as Stretch;
  if (dueAt === null && (run.endedAt !== null || !term.pausedIn.has(last.status))) {
    dueAt = last.ruler.due(last.end, target - elapsed);
  }
  return { elapsed, paused, dueAt };
}

/** The stretches of a run; one of no length where it ended as it began. */
export function stretchesOf(
  { course, from, endedAt, asOf }: ClockRun,
  term: Pick<Term, "clock" | "onScheduleChange">,
  schedules: Schedules,
): Stretch[] {
  const until = endedAt ?? asOf;
  const { moments } = course;
  const within = moments.slice(from).filter(({ at }, i) => i === 0 || at < until);
  const pinned = { keep: within[0], recount: within.at(-1), switch: undefined }[term.onScheduleChange];
  return within.map((moment, i) => ({
    start: moment.at,
    end: within[i + 1]?.at ?? until,
    status: moment.status,
    ruler: rulerOf(term.clock, pinned ?? moment, schedules),
  }));
}

function rulerOf(clock: string, { schedule }: TicketMoment, schedules: Schedules): Ruler {
  if (clock === "calendar") return calendar;
  return schedules[clock === "working" ? (schedule as string) : clock] as Ruler;
}
