import { population } from "../core/population.ts";
import * as service from "../metrics/service.ts";
import { subscription } from "../records/subscription.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Calls and requests", fr: "Appels et demandes" };

export const metrics = {
  serviceLevel: [
    service.serviceLevel({ within: 20, abandons: "counted" }),
    ...(["ignoredWithin", "creditedWithin", "ignored"] as const).map((abandons) =>
      service.serviceLevel({ within: 600, abandons, shortAbandon: 60 }),
    ),
  ],
  answerRate: service.answerRate,
  abandonmentRate: service.abandonmentRate(),
  averageSpeedOfAnswer: service.averageSpeedOfAnswer,
  averageHandleTime: service.averageHandleTime,
  occupancy: service.occupancy,
  firstResponseTime: [
    service.firstResponseTime({ p: 0.5 }),
    service.firstResponseTime({ p: 0.9, clock: "working" }),
  ],
  averageFirstResponseTime: service.averageFirstResponseTime,
  timeToRespond: service.timeToRespond({ p: 0.5 }),
  resolutionTime: [service.resolutionTime({ p: 0.5 }), service.resolutionTime({ p: 0.9, clock: "working" })],
  averageResolutionTime: service.averageResolutionTime,
  timeToResolve: service.timeToResolve({ p: 0.5 }),
  firstContactResolution: service.firstContactResolution,
  reopenRate: service.reopenRate,
  slaAttainment: service.slaAttainment,
  backlog: service.backlog,
  backlogChange: service.backlogChange,
  backlogAge: service.backlogAge({ p: 0.5 }),
  clearanceRate: service.clearanceRate,
  contactRate: service.contactRate({
    over: population(subscription).during("startedAt", "endedAt").mean(),
  }),
} satisfies Listed<typeof service>;
