import { requireEntries } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import type { Columns } from "../core/source.ts";
import { type AgingOptions, type AgingWork, agingOf } from "./aging.ts";
import {
  type Bottleneck,
  bottlenecksOf,
  type Queue,
  queuesOf,
  type TimeInState,
  timesOf,
} from "./bottlenecks.ts";
import { type AllowedWorkflow, type Conformance, conformanceOf } from "./conformance.ts";
import { type CumulativeFlow, type CumulativeFlowOptions, cumulativeFlowOf } from "./cumulative-flow.ts";
import { type DirectlyFollows, followsOf, type Rework, reworksOf } from "./directly-follows.ts";
import { livesOf, type View } from "./item-life.ts";
import { activeTimeOf, type NotStarted, notStartedIn, recordsOf, type WorkItem } from "./item-records.ts";
import { instantOption, zoneOption } from "./log.ts";
import {
  coursesAt,
  readTransitions,
  type TransitionLedger,
  type TransitionOptions,
} from "./transition-log.ts";
import { flowOf, requireStates, type Workflow } from "./workflow.ts";

/** The items of a process, and what became of the rows of its log. */
export interface WorkItems {
  /** The items on which work began, in the order in which the log first names them. */
  readonly rows: readonly WorkItem[];
  /** The items that nobody is committed to. */
  readonly notStarted: readonly NotStarted[];
  /** Of how many items the active time is known, and why not of the others. */
  readonly activeTime: { readonly known: number; readonly unknown: number; readonly why: string | null };
  readonly ledger: TransitionLedger;
  /** How long each item was in each state, from its start to its finish, or until now. */
  timeInState(): TimeInState[];
  /** How much of the time of all items each state takes; the shares add up to 1. */
  bottlenecks(): Bottleneck[];
  /** What waits before each state in which items are worked on. */
  queues(): Queue[];
  /** How many items had come to each state or beyond by the end of each period. */
  cumulativeFlow(options: CumulativeFlowOptions): CumulativeFlow[];
  /** The open items by age, against the ages that shares of the finished items did not exceed. */
  aging(options?: AgingOptions): AgingWork;
  /** How often one state or step came directly after another, and after how long. */
  directlyFollows(): DirectlyFollows[];
  /** How often items came to a state or step again: at once, or after others. */
  rework(): Rework[];
  /** Which finished items went the allowed way, and where the others left it. */
  conformance(allowed: AllowedWorkflow): Conformance;
}

/**
 * The log of a process as work items, ready for the metrics of flow, and what else its moves tell.
 *
 * The workflow names the states in order, with what becomes of an item in each: `before` anybody is committed to it,
 * `waiting`, `active`, `done`. Active time is that in active states; all other time from start to finish is waiting.
 * An item that passes over states has come to them all, and is started by whatever comes first of them.
 *
 * Where the log says only when a step was completed (`events: "completed"`), waiting and work cannot be told apart, and
 * active time is unknown; unless each row says when work on its step began (`begunAt`): then it is the time in which
 * work on some step went on.
 *
 * A row whose state the workflow lacks is rejected; one that is there twice is left out (`duplicate`); rows out of
 * order are sorted; a move to the state that the item is in is none (`same-state`); of two states at one instant the
 * later row wins (`same-instant`); where `from` is not where the item was (`gap`), or a row comes before its request
 * (`before-request`), it is used and counted.
 *
 * @example
 * ```ts
 * import { workItems } from "kpi-core/histories";
 *
 * const log = [
 *   { card: "a", on: "2026-01-05T08:00Z", column: "ready" },
 *   { card: "a", on: "2026-01-05T20:00Z", column: "doing" },
 *   { card: "a", on: "2026-01-06T08:00Z", column: "done" },
 *   { card: "b", on: "2026-01-06T08:00Z", column: "ready" },
 * ];
 * const items = workItems(
 *   log,
 *   { states: { ready: "waiting", doing: "active", done: "done" } },
 *   { key: "card", at: "on", to: "column", asOf: "2026-01-07T08:00Z" },
 * );
 * items.rows.map(({ key, state, activeSeconds, waitingSeconds }) => [key, state, activeSeconds, waitingSeconds])
 * // => [["a", "done", 43200, 43200], ["b", "ready", 0, 86400]]
 * items.directlyFollows().map(({ from, to, count }) => `${from} → ${to}: ${count}`)
 * // => ["ready → doing: 1", "doing → done: 1"]
 * ```
 */
export function workItems<R extends object>(
  transitions: Iterable<R> | Columns<R>,
  workflow: Workflow,
  options: TransitionOptions<R>,
): WorkItems {
  const flow = flowOf("workItems", workflow);
  const { courses, asOf, ledger } = readTransitions("workItems", transitions, flow, options);
  const lives = livesOf(courses, flow);
  const rows = recordsOf(lives, flow, asOf);
  const viewAt = (subject: string, plan: { readonly asOf?: InstantLike }, names: readonly string[]): View => {
    requireEntries(`${subject}: options`, plan, ["asOf", ...names]);
    const moment = plan.asOf;
    if (moment === undefined) return { lives, asOf, flow };
    const at = instantOption(`${subject}: asOf`, moment, zoneOption(subject, options.zone));
    if (at > asOf) {
      const right = `the log is known until ${new Date(asOf).toISOString()}, so write that or earlier`;
      throw new KpiError("bad-time", `${subject}: asOf is ${shown(new Date(at))}; ${right}`);
    }
    return { lives: livesOf(coursesAt(courses, at), flow), asOf: at, flow };
  };
  const stays = (subject: string): View => {
    requireStates(flow, subject);
    return { lives, asOf, flow };
  };
  return Object.freeze({
    rows,
    notStarted: notStartedIn(lives, flow),
    activeTime: activeTimeOf(rows, flow),
    ledger,
    timeInState: () => timesOf(stays("timeInState")),
    bottlenecks: () => bottlenecksOf(stays("bottlenecks")),
    queues: () => queuesOf(stays("queues")),
    cumulativeFlow: (plan: CumulativeFlowOptions) =>
      cumulativeFlowOf(viewAt("cumulativeFlow", plan, ["grain", "timeZone", "from", "to"]), plan),
    aging: (plan: AgingOptions = {}) => agingOf(viewAt("aging", plan, ["percentiles"]), plan),
    directlyFollows: () => followsOf(courses, flow),
    rework: () => reworksOf(courses, flow),
    conformance: (allowed: AllowedWorkflow) => conformanceOf(lives, flow, allowed),
  });
}
