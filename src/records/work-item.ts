import { flag, instant, number, optional, record, text } from "../core/kind.ts";

/** One piece of work in a process: a task, a case, a permit, an order in production. */
export const workItem = record(
  "workItem",
  {
    startedAt: instant("when work on it began, at the point where the team commits to it"),
    finishedAt: optional(instant("when it was done; empty while in progress")),
    requestedAt: optional(instant("when somebody asked for it")),
    dueAt: optional(instant("the moment until which it is on time")),
    activeSeconds: optional(number("time in which it was worked on, without waiting", "seconds")),
    waitingSeconds: optional(number("the rest of the time since it was started", "seconds")),
    size: optional(number("estimated size, in the unit of the team", "number")),
    type: optional(text("what sort of work it is")),
    team: optional(text("who does it")),
    key: optional(text("its number or name")),
    run: optional(number("the how manieth run through the process it is, from 1", "number")),
    state: optional(text("the state that it is in, or the step that was completed last")),
    reworks: optional(number("how often it came to a state or step again, its end aside", "number")),
    reopens: optional(number("how often it was taken up again after it was done", "number")),
    skips: optional(number("states that it passed over", "number")),
    truncated: optional(flag("true where it was in progress before the log, so it may be older")),
  },
  { about: "One piece of work in a process.", order: [["startedAt", "finishedAt"]] },
);
