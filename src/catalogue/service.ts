import { population } from "../core/population.ts";
import * as service from "../metrics/service.ts";
import { shift } from "../records/shift.ts";
import { subscription } from "../records/subscription.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Requests and tickets", fr: "Demandes et tickets" };

const wages = population(shift).dated("startedAt").sum("cost");

export const metrics = {
  firstResponseTime: [
    service.firstResponseTime({ p: 0.5 }),
    service.firstResponseTime({ p: 0.9, clock: "working" }),
  ],
  averageFirstResponseTime: service.averageFirstResponseTime,
  timeToRespond: service.timeToRespond({ p: 0.5 }),
  resolutionTime: [service.resolutionTime({ p: 0.5 }), service.resolutionTime({ p: 0.9, clock: "working" })],
  firstResolutionTime: service.firstResolutionTime({ p: 0.5 }),
  averageResolutionTime: service.averageResolutionTime,
  timeToResolve: service.timeToResolve({ p: 0.5 }),
  firstContactResolution: service.firstContactResolution,
  oneTouchResolution: service.oneTouchResolution,
  noRepeatRate: service.noRepeatRate({ within: "P7D" }),
  reopenRate: service.reopenRate,
  reopensPerRequest: service.reopensPerRequest,
  repliesPerRequest: service.repliesPerRequest,
  nextReplyTime: service.nextReplyTime({ p: 0.5 }),
  requesterWaitTime: service.requesterWaitTime({ p: 0.5 }),
  agentWorkTime: service.agentWorkTime({ p: 0.5 }),
  agentWaitTime: service.agentWaitTime({ p: 0.5 }),
  onHoldTime: service.onHoldTime({ p: 0.5 }),
  slaAttainment: service.slaAttainment,
  backlog: service.backlog,
  backlogChange: service.backlogChange,
  backlogAge: service.backlogAge({ p: 0.5 }),
  overdueBacklog: service.overdueBacklog,
  backlogCover: service.backlogCover,
  clearanceRate: service.clearanceRate,
  contactRate: service.contactRate({
    over: population(subscription).during("startedAt", "endedAt").mean(),
  }),
  costPerRequest: service.costPerRequest({ cost: wages }),
} satisfies Listed<typeof service>;
