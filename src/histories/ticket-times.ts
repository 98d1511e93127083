import type { Columns } from "../core/source.ts";
import type { ticketTime } from "../records/ticket-time.ts";
import type { RecordOf } from "./log.ts";
import { type SlaPolicy, type Term, type Turn, termsOf } from "./sla-policy.ts";
import { type Schedules, stretchesOf } from "./ticket-clock.ts";
import {
  readTicketLog,
  type TicketCourse,
  type TicketLedger,
  type TicketLogOptions,
  ticketOptionsOf,
} from "./ticket-log.ts";

/** The times of a ticket, a record of the kind `ticketTime`. */
export type TicketTime = RecordOf<typeof ticketTime>;

/** The times of the tickets of a log, and what became of its rows. */
export interface TicketTimes {
  /** Tickets in the order in which the log first names them. */
  readonly rows: readonly TicketTime[];
  readonly ledger: TicketLedger;
}

/**
 * What the log of each ticket says of its times, by the statuses of a policy: first answer, first and last settlement,
 * and whose turn it was how long, up to `asOf` where it is open. Requester wait plus agent wait is the whole time that
 * it was not settled. The rows have the names of the kind `ticket` too, so that the page `service` reads them.
 *
 * The clock is the calendar unless `clock` says `working` or names a schedule.
 *
 * @example
 * ```ts
 * import { ticketTimes, zendeskPolicy } from "kpi-core/histories";
 *
 * const log = [
 *   { ticket: "a", at: "2026-01-05T09:00Z", type: "created", status: "new" },
 *   { ticket: "a", at: "2026-01-05T10:00Z", type: "agent-reply", status: "pending" },
 *   { ticket: "a", at: "2026-01-05T15:00Z", type: "requester-reply", status: "open" },
 *   { ticket: "a", at: "2026-01-05T15:30Z", type: "agent-reply", status: "solved" },
 * ];
 * const policy = zendeskPolicy({ resolution: { target: 86_400 } });
 * const { rows } = ticketTimes(log, policy, { asOf: "2026-02-01T00:00Z" });
 * rows.map(({ requesterWaitSeconds, agentWaitSeconds }) => [requesterWaitSeconds, agentWaitSeconds])
 * // => [[5400, 18000]]
 * ```
 */
export function ticketTimes<R extends object>(
  ticketEvents: Iterable<R> | Columns<R>,
  policy: SlaPolicy,
  options: TicketLogOptions<R> & { readonly clock?: string },
): TicketTimes {
  const { clock = "calendar", ...log } = ticketOptionsOf("ticketTimes", options, ["clock"]);
  const terms = termsOf("ticketTimes", policy);
  const own: Term = { ...(terms[0] as Term), target: 1, clock, onScheduleChange: "switch" };
  const { courses, asOf, ledger } = readTicketLog(
    "ticketTimes",
    ticketEvents,
    policy,
    [...terms, own],
    log as TicketLogOptions<R>,
  );
  const schedules: Schedules = options.schedules ?? {};
  return { rows: courses.map((course) => timesOf(course, policy, own, asOf, schedules)), ledger };
}

function timesOf(
  course: TicketCourse,
  { statuses }: SlaPolicy,
  term: Term,
  asOf: number,
  schedules: Schedules,
): TicketTime {
  const { ticket, moments } = course;
  const isSettled = moments.map(({ status }) => statuses[status] === "settled");
  const settled = moments.filter((_, i) => isSettled[i] && !isSettled[i - 1]);
  const reopens = moments.filter((_, i) => !isSettled[i] && isSettled[i - 1]).length;
  const last = moments.at(-1) as TicketCourse["moments"][number];
  const cancelledAt = last.happened.includes("cancelled") ? last.at : null;
  const inTurn: Record<Turn, number> = { agent: 0, requester: 0, "third-party": 0, settled: 0 };
  const run = { course, from: 0, endedAt: cancelledAt, asOf };
  for (const { status, start, end, ruler } of stretchesOf(run, term, schedules)) {
    inTurn[statuses[status] as Turn] += ruler.elapsed(start, end);
  }
  const { agent, requester, "third-party": onHold } = inTurn;
  return {
    openedAt: moments[0]?.at as number,
    firstRepliedAt: moments.find(({ happened }) => happened.includes("agent-reply"))?.at ?? null,
    firstResolvedAt: settled[0]?.at ?? null,
    resolvedAt: isSettled.at(-1) ? (settled.at(-1)?.at ?? null) : null,
    ticket,
    status: last.status,
    priority: last.priority,
    reopened: reopens > 0,
    reopens,
    replies: moments.flatMap(({ happened }) => happened).filter((type) => type === "agent-reply").length,
    agentWorkSeconds: agent / 1000,
    onHoldSeconds: onHold / 1000,
    requesterWaitSeconds: (agent + onHold) / 1000,
    agentWaitSeconds: requester / 1000,
    openSeconds: (agent + onHold + requester) / 1000,
  };
}
