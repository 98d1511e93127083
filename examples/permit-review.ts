/** What the review of permits measures, over which records, by what, against which targets. */
import { endOf, evaluate, reportOf, rollUp, table } from "kpi-core";
import { assess, target } from "kpi-core/benchmarks";
import {
  arrivals,
  averageWorkInProgress,
  cycleTimeQuantile,
  onTimeRate,
  throughput,
  timeToFinish,
  workInProgress,
} from "kpi-core/metrics/flow";
import { workItem } from "kpi-core/records";
import { type PermitCase, timeZone } from "./permit-log.ts";

export const dimensions = { channel: "case:channel", department: "case:department" } as const;
export type Dimension = keyof typeof dimensions;

const metrics = {
  started: arrivals,
  finished: throughput,
  inProgress: workInProgress,
  inProgressMean: averageWorkInProgress,
  onTime: onTimeRate,
  cycleP50: cycleTimeQuantile({ p: 0.5 }),
  cycleP85: cycleTimeQuantile({ p: 0.85 }),
  toFinishP50: timeToFinish({ p: 0.5 }),
  toFinishP85: timeToFinish({ p: 0.85 }),
};

/** Illustrations, and no advice: your own come from what was promised, and from what your best months were like. */
const targets = {
  onTime: target({ atLeast: 0.9, warn: 0.8 }),
  toFinishP85: target({ atMost: "P56D", warn: "P63D" }),
};
/** Of all cases together; a channel has its own share of them. */
const inProgress = target({ between: [15, 20], warn: [10, 25] });

export interface ReviewPlan {
  readonly by: Dimension;
  /** Epoch milliseconds. */
  readonly asOf: number;
}

/** The metrics by month and group. */
export function reviewOf(cases: readonly PermitCase[], plan: ReviewPlan) {
  return evaluate(metrics, itemsOf(cases, "case:deadline"), planOf(plan));
}

/** All cases together, month by month, beside their targets. */
export function monthsOf({ tally }: ReturnType<typeof reviewOf>) {
  return assess(reportOf(metrics, rollUp(tally, { by: [] })), { ...targets, inProgress });
}

/** Each group over the complete months as one period, since a month that still runs has no verdict. */
export function groupsOf(
  cases: readonly PermitCase[],
  plan: ReviewPlan,
  { rows }: ReturnType<typeof monthsOf>,
) {
  const complete = rows.filter(({ period }) => period.complete);
  const [first, last] = [complete[0]?.period, complete.at(-1)?.period];
  const range = first === undefined || last === undefined ? {} : { from: first.start, to: last.end };
  const { by, asOf } = plan;
  const items = itemsOf(cases, "case:deadline");
  return assess(evaluate(metrics, items, { by: [by], timeZone, asOf, ...range }), targets);
}

/** On time against the planned end: the same metric over the same cases, due at another column. */
export function plannedOf(cases: readonly PermitCase[], plan: ReviewPlan) {
  // Only fields that are read are checked: with the start, cases that end before it are rejected here too
  const metrics = { started: arrivals, onTime: onTimeRate };
  return evaluate(metrics, itemsOf(cases, "case:enddate_planned"), planOf(plan));
}

/** A work item a case; it is on time until the end of the day it is due. */
function itemsOf(cases: readonly PermitCase[], due: "case:deadline" | "case:enddate_planned") {
  const mapping = { startedAt: "case:startdate", finishedAt: "case:enddate", dueAt: endOf(due) } as const;
  return table(workItem, cases, mapping, { zone: timeZone, dimensions });
}

function planOf({ by, asOf }: ReviewPlan) {
  return { by: [by], per: "month", timeZone, asOf } as const;
}
