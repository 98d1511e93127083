import { instant, number, optional, record, text } from "../core/kind.ts";

/** One piece of work in a process: a task, a case, a permit, an order in production. */
export const workItem = record(
  "workItem",
  {
    startedAt: instant("when work on it began, at the point where the team commits to it"),
    finishedAt: optional(instant("when it was done; empty while in progress")),
    requestedAt: optional(instant("when somebody asked for it")),
    dueAt: optional(instant("the moment until which it is on time")),
    activeSeconds: optional(number("time in which it was worked on, without waiting", "seconds")),
    size: optional(number("estimated size, in the unit of the team", "number")),
    type: optional(text("what sort of work it is")),
    team: optional(text("who does it")),
  },
  { about: "One piece of work in a process.", order: [["startedAt", "finishedAt"]] },
);
