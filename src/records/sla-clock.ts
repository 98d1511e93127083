import { instant, number, oneOf, optional, record, text } from "../core/kind.ts";

/** One promise on one ticket: what was owed, from when, by when, and what became of it. */
export const slaClock = record(
  "slaClock",
  {
    appliedAt: instant("when the clock began to run"),
    dueAt: optional(instant("when it shows the target, would it run on; empty while it is paused")),
    endedAt: optional(instant("when the promise was kept or cancelled; empty while it is owed")),
    ticket: text("the ticket that it is owed on"),
    policy: text("the policy that owes it"),
    metric: text("what is owed: a first reply, a next reply, a resolution"),
    instance: number("the how manieth of its metric on the ticket, from 1", "number"),
    priority: optional(text("the priority that the target is for")),
    targetSeconds: number("what the clock may show at most", "seconds"),
    elapsedSeconds: number("what the clock shows: its own time, without pauses", "seconds"),
    pausedSeconds: number("what the clock would show of the time that it was paused", "seconds"),
    outcome: oneOf("what became of it, as known when the clocks were read", [
      "achieved",
      "missed",
      "open-past-due",
      "open",
      "cancelled",
    ]),
  },
  {
    about: "A promise of a service level on one ticket.",
    order: [
      ["appliedAt", "endedAt"],
      ["appliedAt", "dueAt"],
    ],
  },
);
