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
  expectationAttainment: [
    flow.expectationAttainment({ within: "P5D", of: "finished" }),
    flow.expectationAttainment({ within: "P5D", of: "started" }),
  ],
  timeToFinish: flow.timeToFinish({ p: "0.5" }),
  workItemAge: flow.workItemAge,
  onTimeRate: flow.onTimeRate,
  onTimeOfFinished: flow.onTimeOfFinished,
  overdueRate: flow.overdueRate,
  touchTime: flow.touchTime({ p: 0.5 }),
  waitingTime: flow.waitingTime({ p: 0.5 }),
  completionInterval: flow.completionInterval,
  reworkRate: flow.reworkRate,
  reworksPerItem: flow.reworksPerItem,
  flowEfficiency: flow.flowEfficiency,
  littlesLawRatio: flow.littlesLawRatio,
} satisfies Listed<typeof flow>;
