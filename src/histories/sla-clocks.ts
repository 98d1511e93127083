import type { Columns } from "../core/source.ts";
import type { slaClock } from "../records/sla-clock.ts";
import type { RecordOf } from "./log.ts";
import { type SlaPolicy, type Term, targetFor, termsOf } from "./sla-policy.ts";
import { promisesIn, type SlaPromise } from "./sla-promises.ts";
import { readClock, type Schedules } from "./ticket-clock.ts";
import {
  readTicketLog,
  type TicketCourse,
  type TicketLedger,
  type TicketLogOptions,
  ticketOptionsOf,
} from "./ticket-log.ts";

/** A promise, a record of the kind `slaClock`. */
export type SlaClock = RecordOf<typeof slaClock>;

/** The promises on the tickets of a log, and what became of its rows. */
export interface SlaClocks {
  /** Tickets in the order in which the log first names them; of each, metric by metric, in the order of time. */
  readonly rows: readonly SlaClock[];
  /** Promises for whose priority, or for a ticket without one, the policy has no target; they are no rows. */
  readonly withoutTarget: number;
  readonly ledger: TicketLedger;
}

/**
 * What a policy owes on the tickets of a log: one record for each promise, with its target, its due moment and what
 * became of it as of `asOf`.
 *
 * | metric | runs from | until | stands still |
 * | --- | --- | --- | --- |
 * | `firstReply` | the creation | the first agent reply | |
 * | `nextReply` | the first unanswered requester reply after it | the next agent reply | |
 * | `periodicUpdate` | each agent reply | the next | |
 * | `pausableUpdate` | each agent reply | the next | while it is the requester's turn |
 * | `requesterWait` | the creation | the settlement | while it is the requester's turn |
 * | `agentWork` | the creation | the settlement | while it is not the agent's turn |
 * | `resolution` | the creation | the settlement | |
 *
 * A settlement ends whatever runs. A ticket that is opened again goes on with the last three, without the time that it
 * was settled, or is owed them anew. A promise is `achieved` when its clock showed at most the target as it ended, so
 * also at exactly the target, and `missed` when it showed more; one that is still owed is `open` or, past its target,
 * `open-past-due`; what ran when the ticket was cancelled is `cancelled`, past due or not, and counts in no rate.
 *
 * The target is that of the priority at which the clock was applied, or the first one known; a policy may take that of
 * a later priority for clocks which run (`retarget`), never for those which ended. `dueAt` is when the clock shows the
 * target, would it run on; a paused clock that is still owed has none yet.
 *
 * A row that is there twice, comes before the creation, after the cancellation or without a creation is left out, and
 * counted; rows out of order are sorted; of two that state another status at one instant the later holds.
 *
 * @example
 * ```ts
 * import { slaClocks, zendeskPolicy } from "kpi-core/histories";
 *
 * const log = [
 *   { ticket: "a", at: "2026-01-05T09:00Z", type: "created", status: "new", priority: "high" },
 *   { ticket: "a", at: "2026-01-05T09:40Z", type: "agent-reply", status: "pending", priority: null },
 *   { ticket: "a", at: "2026-01-06T10:00Z", type: "requester-reply", status: "open", priority: null },
 * ];
 * const policy = zendeskPolicy({
 *   firstReply: { target: { high: 1800, normal: 7200 } },
 *   nextReply: { target: 7200 },
 *   agentWork: { target: 14_400 },
 * });
 * const { rows } = slaClocks(log, policy, { asOf: "2026-01-06T12:30Z" });
 * rows.map(({ metric, outcome, elapsedSeconds }) => [metric, outcome, elapsedSeconds / 60])
 * // => [["firstReply", "missed", 40], ["nextReply", "open-past-due", 150], ["agentWork", "open", 190]]
 * ```
 */
export function slaClocks<R extends object>(
  ticketEvents: Iterable<R> | Columns<R>,
  policy: SlaPolicy,
  options: TicketLogOptions<R>,
): SlaClocks {
  const terms = termsOf("slaClocks", policy);
  const log = ticketOptionsOf("slaClocks", options);
  const { courses, asOf, ledger } = readTicketLog("slaClocks", ticketEvents, policy, terms, log);
  const schedules: Schedules = options.schedules ?? {};
  const rows: SlaClock[] = [];
  let withoutTarget = 0;
  for (const course of courses) {
    for (const term of terms) {
      for (const promise of promisesIn(course, term.metric, policy)) {
        const row = clockOf({ course, term, promise, policy, asOf }, schedules);
        if (row === null) withoutTarget++;
        else rows.push(row);
      }
    }
  }
  return { rows, withoutTarget, ledger };
}

interface Owed {
  readonly course: TicketCourse;
  readonly term: Term;
  readonly promise: SlaPromise;
  readonly policy: SlaPolicy;
  readonly asOf: number;
}

/** The record of a promise; null where nothing is owed for the priorities that the ticket had while it ran. */
function clockOf({ course, term, promise, policy, asOf }: Owed, schedules: Schedules): SlaClock | null {
  const { from, endedAt, cancelled, instance } = promise;
  const target = targetOf(course, term, promise, policy);
  if (target === null) return null;
  const run = { course, from, endedAt, asOf };
  const { elapsed, paused, dueAt } = readClock(run, term, target.ms, schedules);
  const isOver = elapsed > target.ms;
  const ended = cancelled ? "cancelled" : isOver ? "missed" : "achieved";
  return {
    appliedAt: course.moments[from]?.at as number,
    // Zendesk does not date a breach back to before its target was set
    dueAt: dueAt === null ? null : Math.max(dueAt, target.since),
    endedAt,
    ticket: course.ticket,
    policy: policy.name,
    metric: term.metric,
    instance,
    priority: target.priority,
    targetSeconds: target.ms / 1000,
    elapsedSeconds: elapsed / 1000,
    pausedSeconds: paused / 1000,
    outcome: endedAt !== null ? ended : isOver ? "open-past-due" : "open",
  };
}

interface Target {
  readonly ms: number;
  readonly priority: string | null;
  /** When the clock got it. */
  readonly since: number;
}

/** The target that a clock had first while it ran, or last where the policy follows the priority. */
function targetOf(
  { moments }: TicketCourse,
  term: Term,
  { from, endedAt }: SlaPromise,
  { onPriorityChange = "keep" }: SlaPolicy,
): Target | null {
  const ran = moments.slice(from).filter(({ at }, i) => i === 0 || endedAt === null || at < endedAt);
  return ran.reduce<Target | null>((target, { at, priority }) => {
    const ms = targetFor(term, priority);
    if (ms === null || ms === target?.ms) return target;
    return target !== null && onPriorityChange === "keep" ? target : { ms, priority, since: at };
  }, null);
}
