import * as flow from "../metrics/flow.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Flow of work", fr: "Flux de travail" };

export const metrics = {
  throughput: flow.throughput,
  arrivals: flow.arrivals,
  netFlow: flow.netFlow,
  workInProgress: flow.workInProgress,
  averageWorkInProgress: flow.averageWorkInProgress,
  flowLoad: flow.flowLoad,
  cycleTime: flow.cycleTime,
  cycleTimeQuantile: flow.cycleTimeQuantile({ p: 0.5 }),
  leadTime: flow.leadTime({ p: 0.5 }),
  timeToFinish: flow.timeToFinish({ p: "0.5" }),
  workItemAge: flow.workItemAge,
  onTimeRate: flow.onTimeRate,
  flowEfficiency: flow.flowEfficiency,
  littlesLawRatio: flow.littlesLawRatio,
} satisfies Listed<typeof flow>;
