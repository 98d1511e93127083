/** What the review measures, over which records, by what. */
import { endOf, evaluate, table } from "kpi-core";
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

export interface ReviewPlan {
  readonly by: Dimension;
  /** Epoch milliseconds. */
  readonly asOf: number;
}

/** The metrics by month and group. */
export function reviewOf(cases: readonly PermitCase[], plan: ReviewPlan) {
  return evaluate(metrics, itemsOf(cases, "case:deadline"), planOf(plan));
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
