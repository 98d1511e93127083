import { flag, instant, optional, record, text } from "../core/kind.ts";

/** What a person was planned to do over a span of time, or did; plan and fact are rows of their own. */
export const rosterSpan = record(
  "rosterSpan",
  {
    startedAt: instant("when it began"),
    endedAt: optional(instant("when it ended; empty while it lasts")),
    planned: flag("true for the plan, false for what was done"),
    slot: text("who and what together, such as Ana, calls: plan and fact meet where it is the same"),
    working: optional(flag("false for breaks")),
    person: optional(text("who")),
    team: optional(text("the team")),
    site: optional(text("the place")),
  },
  {
    about: "What a person was planned to do over a span of time, or did.",
    order: [["startedAt", "endedAt"]],
  },
);
