import { population } from "../core/population.ts";
import * as calls from "../metrics/calls.ts";
import { shift } from "../records/shift.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Calls and chats", fr: "Appels et conversations" };

const wages = population(shift).dated("startedAt").sum("cost");

export const metrics = {
  serviceLevel: [
    calls.serviceLevel({ within: 20, abandons: "counted" }),
    ...(["ignoredWithin", "creditedWithin", "ignored"] as const).map((abandons) =>
      calls.serviceLevel({ within: 600, abandons, shortAbandon: 60 }),
    ),
  ],
  answerRate: calls.answerRate,
  abandonmentRate: calls.abandonmentRate(),
  averageSpeedOfAnswer: calls.averageSpeedOfAnswer,
  averageHandleTime: calls.averageHandleTime,
  occupancy: calls.occupancy,
  agentUtilisation: calls.agentUtilisation,
  shrinkage: calls.shrinkage,
  offeredLoad: calls.offeredLoad,
  costPerCall: calls.costPerCall({ cost: wages }),
} satisfies Listed<typeof calls>;
