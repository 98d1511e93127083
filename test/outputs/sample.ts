import { evaluate, table } from "kpi-core";
import { assess, target } from "kpi-core/benchmarks";
import { cycleTime, onTimeRate, throughput } from "kpi-core/metrics/flow";
import { workItem } from "kpi-core/records";

// Days of January and February 2026, as of 11 February; e is open, f ends before it starts. The team of d is called
// "null", those of c and e have none.
export const items = [
  { startedAt: "2026-01-01", finishedAt: "2026-01-05", dueAt: "2026-01-05", team: "north" }, // a
  { startedAt: "2026-01-10", finishedAt: "2026-02-01", dueAt: "2026-01-20", team: "north" }, // b
  { startedAt: "2026-01-31", finishedAt: "2026-01-31", dueAt: null, team: null }, // c
  { startedAt: "2026-02-01", finishedAt: "2026-02-03", dueAt: "2026-02-10", team: "null" }, // d
  { startedAt: "2026-02-05", finishedAt: null, dueAt: "2026-02-07", team: null }, // e
  { startedAt: "2026-02-05", finishedAt: "2026-02-04", dueAt: null, team: null }, // f
];

export const plan = { per: "month", timeZone: "UTC", asOf: "2026-02-11" } as const;
export const metrics = { throughput, onTime: onTimeRate, cycleTime };
export const rows = table(workItem, items, {}, { zone: "UTC" });

/** By team and month. */
export const report = evaluate(metrics, rows, { ...plan, by: ["team"] });

export const targets = {
  onTime: target({ atLeast: "0.6", warn: "0.5" }),
  cycleTime: [target({ atMost: "P3D" }), target({ atMost: "P5D", for: { team: "north" } })],
};
export const assessed = assess(report, targets);
