import * as reliability from "../metrics/reliability.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Incidents and availability", fr: "Incidents et disponibilité" };

const recovery = [
  { p: 0.5, unfinished: "counted" },
  { p: 0.5, unfinished: "left-out" },
] as const;

export const metrics = {
  availability: [
    reliability.availability({ planned: "down" }),
    reliability.availability({ planned: "left-out" }),
    reliability.availability({ planned: "up", clock: "working" }),
  ],
  serviceAvailability: [
    reliability.serviceAvailability({ planned: "down" }),
    reliability.serviceAvailability({ planned: "left-out" }),
  ],
  successRate: reliability.successRate,
  goodWindows: reliability.goodWindows({ objective: 0.9 }),
  errorBudgetRemaining: reliability.errorBudgetRemaining({ objective: 0.999 }),
  errorBudgetBurn: reliability.errorBudgetBurn({ objective: 0.999 }),
  downtimeLeft: reliability.downtimeLeft({ objective: 0.999 }),
  downtime: reliability.downtime,
  incidentCount: reliability.incidentCount,
  meanTimeToDetect: reliability.meanTimeToDetect,
  meanTimeToAcknowledge: reliability.meanTimeToAcknowledge,
  meanTimeToRespond: reliability.meanTimeToRespond,
  meanTimeToRepair: reliability.meanTimeToRepair,
  meanTimeToRecover: reliability.meanTimeToRecover,
  meanTimeToResolve: reliability.meanTimeToResolve,
  timeToRecover: [reliability.timeToRecover(recovery[0]), reliability.timeToRecover(recovery[1])],
  meanTimeBetweenIncidents: reliability.meanTimeBetweenIncidents,
  meanTimeBetweenFailures: [
    reliability.meanTimeBetweenFailures({ form: "operating-time" }),
    reliability.meanTimeBetweenFailures({ form: "failure-to-failure" }),
  ],
  meanTimeToFailure: reliability.meanTimeToFailure,
} satisfies Listed<typeof reliability>;
