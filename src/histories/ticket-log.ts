import { KpiError } from "../core/errors.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import type { Mapping } from "../core/mapping.ts";
import type { Columns } from "../core/source.ts";
import type { WorkSchedule } from "../periods/work-schedule.ts";
import type { TimeZoneLike } from "../periods/zone.ts";
import { ticketEvent } from "../records/ticket-event.ts";
import { optionsOf } from "./entries.ts";
import { byKey, type Entry, instantOption, type LogLedger, onceEach, readLog, zoneOption } from "./log.ts";
import { prioritiesOf, type SlaPolicy, type Term } from "./sla-policy.ts";

/** How the columns of a log of tickets are called, until when it is known, and by which schedules people work. */
export type TicketLogOptions<R> = Mapping<typeof ticketEvent, R> & {
  /** What happens at it or later is not known yet. */
  readonly asOf: InstantLike;
  /** The zone of times without an offset. */
  readonly zone?: TimeZoneLike;
  /** The schedules that the policy and the log name. A ticket whose log names none is worked by the only one. */
  readonly schedules?: Readonly<Record<string, Pick<WorkSchedule, "elapsed" | "due">>>;
};

/** What became of the rows of a log of tickets. */
export type TicketLedger = LogLedger<
  "after-as-of" | "duplicate" | "without-created" | "created-again" | "before-created" | "after-cancelled",
  "out-of-order" | "same-instant"
>;

type Event = Entry<typeof ticketEvent>;
type Counts = Record<keyof TicketLedger["leftOut"] | "same-instant", number>;

/** What a ticket was from one moment on, and what happened at it, in the order of the log. */
export interface TicketMoment {
  readonly at: number;
  readonly status: string;
  readonly priority: string | null;
  readonly schedule: string | null;
  readonly happened: readonly Event["type"][];
}

/** A ticket from its creation on; its moments follow one another, the first is the creation. */
export interface TicketCourse {
  readonly ticket: string;
  readonly moments: readonly TicketMoment[];
}

/** The options of a log of tickets as given; `more` are those of who reads it. */
export function ticketOptionsOf<O>(subject: string, options: O, more: readonly string[] = []): O {
  return optionsOf(subject, options, ticketEvent, ["asOf", "zone", "schedules", ...more]);
}

/** Reads a log of tickets. A status, priority or schedule that does not exist is rejected by name. */
export function readTicketLog<R extends object>(
  subject: string,
  events: Iterable<R> | Columns<R>,
  policy: SlaPolicy,
  terms: readonly Term[],
  { zone, asOf, schedules = {}, ...mapping }: TicketLogOptions<R>,
): { readonly courses: readonly TicketCourse[]; readonly asOf: number; readonly ledger: TicketLedger } {
  const clock = zoneOption(subject, zone);
  const known = instantOption(`${subject}: asOf`, asOf, clock);
  if (known === Number.POSITIVE_INFINITY) {
    throw new KpiError("bad-time", `${subject}: asOf is missing; say until when the log is known`);
  }
  requireSchedules(subject, schedules);
  const log = readLog(subject, ticketEvent, events, mapping as Mapping<typeof ticketEvent, R>, clock);
  const worked = schedulesWorked(subject, terms, Object.keys(schedules));
  const priorities = prioritiesOf(terms);
  const rejected = [...log.rejected];
  const accepted: Event[] = [];
  for (const entry of log.entries) {
    const event = stated(entry);
    const problem = problemOf(event, { policy, priorities, worked });
    if (problem === null) accepted.push(event);
    else rejected.push({ kind: ticketEvent.name, row: event.row, ...problem });
  }
  const before = accepted.filter(({ at }) => at < known);
  const { lists, outOfOrder } = byKey(before, ({ ticket }) => ticket);
  const counts: Counts = {
    "after-as-of": accepted.length - before.length,
    duplicate: 0,
    "without-created": 0,
    "created-again": 0,
    "before-created": 0,
    "after-cancelled": 0,
    "same-instant": 0,
  };
  const courses = [...lists].flatMap(([ticket, list]) => {
    const kept = keptEvents(list, counts);
    return kept.length === 0
      ? []
      : [{ ticket, moments: momentsOf(kept, firstState(policy, worked), counts) }];
  });
  const { "same-instant": sameInstant, ...leftOut } = counts;
  const used = accepted.length - Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  const mended = { "out-of-order": outOfOrder, "same-instant": sameInstant };
  rejected.sort((a, b) => a.row - b.row);
  return { courses, asOf: known, ledger: { read: log.read, used, leftOut, mended, rejected } };
}

function requireSchedules(subject: string, schedules: unknown): void {
  const right = "give workSchedule({ … })";
  const wrong = (place: string, found: unknown) =>
    new KpiError("bad-plan", `${subject}: ${place} is ${shown(found)}; ${right}`);
  if (typeof schedules !== "object" || schedules === null) throw wrong("schedules", schedules);
  for (const [name, schedule] of Object.entries(schedules)) {
    const isOne = typeof schedule?.elapsed === "function" && typeof schedule.due === "function";
    if (!isOne) throw wrong(`schedules.${name}`, schedule);
  }
}

/** The schedules that tickets are worked by; none where no clock asks. */
function schedulesWorked(subject: string, terms: readonly Term[], known: readonly string[]): string[] {
  const wanted = terms.find(
    ({ clock }) => clock !== "calendar" && clock !== "working" && !known.includes(clock),
  );
  if (wanted !== undefined) {
    const right =
      known.length === 0 ? "write { schedules: { desk: workSchedule(…) } }" : `there are ${known.join(", ")}`;
    const what = `the clock of ${wanted.metric} is by ${shown(wanted.clock)}, which is no schedule`;
    throw new KpiError("bad-definition", `${subject}: ${what}; ${right}`);
  }
  const isWorked = terms.some(({ clock }) => clock === "working");
  if (isWorked && known.length === 0) {
    throw new KpiError(
      "bad-definition",
      `${subject}: a clock runs in working time; write { schedules: { desk: workSchedule(…) } }`,
    );
  }
  return isWorked ? [...known] : [];
}

/** The event with the empty cells of a CSV as what is not stated: no status is called "". */
function stated(event: Event): Event {
  const { status, priority, schedule } = event;
  return { ...event, status: status || null, priority: priority || null, schedule: schedule || null };
}

interface Known {
  readonly policy: SlaPolicy;
  readonly priorities: readonly string[] | null;
  readonly worked: readonly string[];
}

/** What an event states that does not exist: the field and the words, or null. */
function problemOf(
  { type, status, priority, schedule }: Event,
  { policy, priorities, worked }: Known,
): { readonly field: string; readonly message: string } | null {
  const isNone = (field: string, found: string | null, known: readonly string[], of: string) =>
    found === null || known.includes(found)
      ? null
      : { field, message: `${shown(found)} is no ${field} of ${of}; map it to one of ${known.join(", ")}` };
  const policyName = `the policy ${policy.name}`;
  const problem =
    isNone("status", status, Object.keys(policy.statuses), policyName) ??
    isNone("priority", priority, priorities ?? [priority as string], policyName) ??
    (worked.length > 0 ? isNone("schedule", schedule, worked, "the schedules") : null);
  if (problem !== null || type !== "created" || schedule !== null || worked.length < 2) return problem;
  return {
    field: "schedule",
    message: `is missing; say which of ${worked.join(", ")} the ticket is worked by`,
  };
}

/** The events of a ticket that are part of its course, the creation first; none where it is not there. */
function keptEvents(events: readonly Event[], counts: Counts): Event[] {
  const said = ({ at, type, status, priority, schedule }: Event) => [at, type, status, priority, schedule];
  const distinct = onceEach(events, said);
  counts.duplicate += events.length - distinct.length;
  const created = distinct.find(({ type }) => type === "created");
  if (created === undefined) {
    counts["without-created"] += distinct.length;
    return [];
  }
  const cancelledAt = distinct.find(({ type, at }) => type === "cancelled" && at >= created.at)?.at;
  const later = distinct.filter((event) => {
    if (event === created) return false;
    if (event.type === "created") counts["created-again"]++;
    else if (event.at < created.at) counts["before-created"]++;
    else if (cancelledAt !== undefined && event.at > cancelledAt) counts["after-cancelled"]++;
    else return true;
    return false;
  });
  return [created, ...later];
}

type State = Pick<TicketMoment, "status" | "priority" | "schedule">;

function firstState({ statuses }: SlaPolicy, worked: readonly string[]): State {
  const status = Object.keys(statuses)[0] as string;
  return { status, priority: null, schedule: worked.length === 1 ? (worked[0] as string) : null };
}

/** The moments of a ticket. Where two events of one instant state something else, the later row holds. */
function momentsOf(events: readonly Event[], first: State, counts: Counts): TicketMoment[] {
  const moments: (TicketMoment & { happened: Event["type"][] })[] = [];
  let state = first;
  let here: Partial<Record<keyof State, string>> = {};
  for (const event of events) {
    const last = moments.at(-1);
    const isSame = last?.at === event.at;
    if (!isSame) here = {};
    for (const field of ["status", "priority", "schedule"] as const) {
      const value = event[field];
      if (value === null) continue;
      if ((here[field] ?? value) !== value) counts["same-instant"]++;
      here[field] = value;
      state = { ...state, [field]: value };
    }
    if (isSame) moments[moments.length - 1] = { ...last, ...state, happened: [...last.happened, event.type] };
    else moments.push({ at: event.at, ...state, happened: [event.type] });
  }
  return moments;
}
