import { requireEntries } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { requireNames } from "./entries.ts";
import { millisecondsOf } from "./exact-seconds.ts";

/** What can be promised on a ticket; `slaClocks` says when the clock of each runs. */
export type SlaMetric = (typeof slaMetrics)[number];

export const slaMetrics = [
  "firstReply",
  "nextReply",
  "periodicUpdate",
  "pausableUpdate",
  "requesterWait",
  "agentWork",
  "resolution",
] as const;

/** Whose turn it is while a ticket has a status; `settled` is nobody's. */
export type Turn = (typeof turns)[number];

const turns = ["agent", "requester", "third-party", "settled"] as const;

/** Seconds at most, to the millisecond: for every ticket, or by priority; a priority that is not there is owed nothing. */
export type SlaTarget = number | Readonly<Record<string, number>>;

/** What a policy promises of one metric. */
export interface SlaTerm {
  readonly target: SlaTarget;
  /** `calendar` unless said; `working` is by the schedule of the ticket, any other text by the schedule of that name. */
  readonly clock?: string;
  /** The statuses in which the clock stands still, in place of those that the metric pauses in by itself. */
  readonly pausedIn?: readonly string[];
  /**
   * Where a ticket goes from one schedule to another: each stretch is by the schedule of its time (`switch`, unless
   * said), all by the one it began with (`keep`), or all by the last (`recount`).
   */
  readonly onScheduleChange?: (typeof scheduleRules)[number];
}

const scheduleRules = ["switch", "keep", "recount"] as const;
const priorityRules = ["keep", "retarget"] as const;
const reopenRules = ["resume", "renew"] as const;

/** A policy of service levels, plain data. */
export interface SlaPolicy {
  readonly name: string;
  /** What it does that others do not, for those who read its figures. */
  readonly about?: string;
  /** Every status that a ticket can have, and whose turn it is there; the first one is that of a new ticket. */
  readonly statuses: Readonly<Record<string, Turn>>;
  readonly metrics: Readonly<Partial<Record<SlaMetric, SlaTerm>>>;
  /** Whether a running clock keeps the target of the priority it was applied at (unless said), or takes the new one. */
  readonly onPriorityChange?: (typeof priorityRules)[number];
  /** Whether a ticket that is opened again goes on with its clocks (unless said), or is owed anew. */
  readonly onReopen?: (typeof reopenRules)[number];
}

// Whose turn a metric does not count
const pausesIn: Readonly<Record<SlaMetric, readonly Turn[]>> = {
  firstReply: [],
  nextReply: [],
  periodicUpdate: [],
  pausableUpdate: ["requester"],
  requesterWait: ["requester"],
  agentWork: ["requester", "third-party"],
  resolution: [],
};

/** What lasts from the creation to the settlement, and stands still while a ticket is settled. */
export const untilSettled: ReadonlySet<SlaMetric> = new Set(["requesterWait", "agentWork", "resolution"]);

/** A term of a policy with everything that it leaves to the metric. */
export interface Term {
  readonly metric: SlaMetric;
  /** Milliseconds. */
  readonly target: SlaTarget;
  readonly clock: string;
  readonly pausedIn: ReadonlySet<string>;
  readonly onScheduleChange: (typeof scheduleRules)[number];
}

/** The terms of a policy, in the order of the metrics. Throws a `KpiError` that names what it cannot be. */
export function termsOf(subject: string, policy: SlaPolicy): Term[] {
  checkPolicy(subject, policy);
  return slaMetrics.flatMap((metric) => {
    const term = policy.metrics[metric];
    if (term === undefined) return [];
    const { clock = "calendar", pausedIn, onScheduleChange = "switch" } = term;
    const target = targetIn(subject, metric, term.target);
    const isPaused = (status: string, turn: Turn): boolean =>
      (turn === "settled" && untilSettled.has(metric)) ||
      (pausedIn?.includes(status) ?? pausesIn[metric].includes(turn));
    const paused = Object.entries(policy.statuses).filter(([status, turn]) => isPaused(status, turn));
    return [{ metric, target, clock, pausedIn: new Set(paused.map(([status]) => status)), onScheduleChange }];
  });
}

/** The target of a term in milliseconds. */
function targetIn(subject: string, metric: SlaMetric, target: SlaTarget): SlaTarget {
  const read = (place: string, seconds: unknown): number => {
    const ms = typeof seconds === "number" ? millisecondsOf(seconds, 1000) : null;
    if (ms !== null) return ms;
    const right = "write seconds above 0, to the millisecond, or such seconds by priority";
    throw new KpiError("bad-definition", `${subject}: ${place} is ${shown(seconds)}; ${right}`);
  };
  const place = `metrics.${metric}.target`;
  const entries = typeof target === "object" && target !== null ? Object.entries(target) : [];
  if (entries.length === 0) return read(place, target);
  return Object.fromEntries(
    entries.map(([priority, seconds]) => [priority, read(`${place}.${priority}`, seconds)]),
  );
}

/** The target in milliseconds for a priority; null where nothing is owed for it. */
export function targetFor({ target }: Term, priority: string | null): number | null {
  if (typeof target === "number") return target;
  return priority !== null && Object.hasOwn(target, priority) ? (target[priority] as number) : null;
}

/** The priorities that have a target; null where the targets are the same for all. */
export function prioritiesOf(terms: readonly Term[]): readonly string[] | null {
  const named = terms.flatMap(({ target }) => (typeof target === "number" ? [] : Object.keys(target)));
  return named.length === 0 ? null : [...new Set(named)];
}

function checkPolicy(subject: string, policy: SlaPolicy): void {
  const names = ["name", "about", "statuses", "metrics", "onPriorityChange", "onReopen"];
  requireEntries(`${subject}: policy`, policy, names, "bad-definition");
  const { name, statuses, metrics, onPriorityChange = "keep", onReopen = "resume" } = policy;
  const { wrong, oneOf } = complaints(subject);
  if (typeof name !== "string") throw wrong("name", name, "write what the policy is called");
  oneOf("onPriorityChange", onPriorityChange, priorityRules);
  oneOf("onReopen", onReopen, reopenRules);
  for (const [place, found] of Object.entries({ statuses, metrics })) {
    if (typeof found !== "object" || found === null) throw wrong(place, found, `write { ${place}: { … } }`);
  }
  requireNames(`${subject}: status`, Object.keys(statuses));
  for (const [status, turn] of Object.entries(statuses)) oneOf(`statuses.${status}`, turn, turns);
  const [first] = Object.keys(statuses);
  if (first === undefined || statuses[first] === "settled") {
    throw wrong("the first status", first, 'begin with that of a new ticket, { new: "agent" }');
  }
  const owed = Object.entries(metrics).filter(([, term]) => term !== undefined);
  if (owed.length === 0)
    throw wrong("metrics", metrics, "promise something, { firstReply: { target: 3600 } }");
  for (const [metric, term] of owed) {
    oneOf("a metric of the policy", metric, slaMetrics);
    checkTerm(subject, `metrics.${metric}`, term, Object.keys(statuses));
  }
}

function checkTerm(subject: string, place: string, term: SlaTerm, statuses: readonly string[]): void {
  const names = ["target", "clock", "pausedIn", "onScheduleChange"];
  requireEntries(`${subject}: ${place}`, term, names, "bad-definition");
  const { pausedIn = [], onScheduleChange = "switch" } = term;
  const { wrong, oneOf } = complaints(subject);
  oneOf(`${place}.onScheduleChange`, onScheduleChange, scheduleRules);
  if (!Array.isArray(pausedIn)) throw wrong(`${place}.pausedIn`, pausedIn, "list statuses");
  for (const status of pausedIn) oneOf(`a status of ${place}.pausedIn`, status, statuses);
}

/** How what is wrong is said. */
function complaints(subject: string) {
  const wrong = (place: string, found: unknown, right: string): KpiError =>
    new KpiError("bad-definition", `${subject}: ${place} is ${shown(found)}; ${right}`);
  const oneOf = (place: string, found: unknown, known: readonly string[]): void => {
    if (!known.includes(found as string)) throw wrong(place, found, `write one of ${known.join(", ")}`);
  };
  return { wrong, oneOf };
}
