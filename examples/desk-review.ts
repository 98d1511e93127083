/** What the review of a service desk measures: five families of metrics over six kinds of records, month by month. */
import { evaluate } from "kpi-core";
import { assess, target } from "kpi-core/benchmarks";
import { abandonmentRate, occupancy, serviceLevel } from "kpi-core/metrics/calls";
import { cycleTimeQuantile } from "kpi-core/metrics/flow";
import { customerRetention, employeeRetention } from "kpi-core/metrics/retention";
import { backlog, reopenRate, resolutionTime, slaAttainment, timeToResolve } from "kpi-core/metrics/service";
import { billableUtilisation } from "kpi-core/metrics/utilisation";
import { deskTables, office, zone } from "./desk-data.ts";

const metrics = {
  // Service level, in two of its four ways
  level: serviceLevel({ within: 20, abandons: "counted" }),
  levelOfAnswered: serviceLevel({ within: 20, abandons: "ignored" }),
  abandoned: abandonmentRate(),
  // Utilisation
  occupancy,
  billable: billableUtilisation({ over: "on-duty" }),
  // Tickets
  inTime: slaAttainment,
  backlog,
  reopened: reopenRate,
  resolution: resolutionTime({ p: 0.85 }),
  resolutionWorking: resolutionTime({ p: 0.85, clock: "working" }),
  toResolve: timeToResolve({ p: 0.85 }),
  // Cycle time
  cycle: cycleTimeQuantile({ p: 0.85 }),
  // Retention
  customers: customerRetention,
  employees: employeeRetention,
};

/** Illustrations, and no advice. */
const targets = {
  level: target({ atLeast: 0.8, warn: 0.78 }),
  abandoned: target({ atMost: 0.1, warn: 0.12 }),
  occupancy: target({ between: [0.3, 0.6], warn: [0.25, 0.7] }),
  billable: target({ atLeast: 0.55, warn: 0.5 }),
  inTime: target({ atLeast: 0.8, warn: 0.75 }),
  backlog: target({ atMost: 20, warn: 30 }),
  reopened: target({ atMost: 0.08, warn: 0.1 }),
  toResolve: target({ atMost: "P7D", warn: "P14D" }),
  cycle: target({ atMost: "P6D", warn: "P7D" }),
  customers: target({ atLeast: 0.98, warn: 0.97 }),
  employees: target({ atLeast: 0.95, warn: 0.9 }),
};

/** When the files were exported, on a Wednesday morning. */
const exported = "2026-04-15T11:00:00+02:00";

/** The review as of a moment, beside its targets. */
export function deskReviewOf(asOf: number | string = exported) {
  const plan = { per: "month", timeZone: zone, from: "2026-01-01", asOf, schedules: { office } } as const;
  return assess(evaluate(metrics, deskTables(), plan), targets);
}
