import { instant, optional, record, text } from "../core/kind.ts";

/** A point that a project is to reach, with the moment that was planned for it. */
export const milestone = record(
  "milestone",
  {
    plannedAt: instant("the moment until which it is on time, by the plan that was agreed"),
    expectedAt: optional(instant("when it is expected now")),
    reachedAt: optional(instant("when it was reached; empty while it is not")),
    project: text("which project"),
    name: optional(text("what it is called")),
  },
  { about: "A point that a project is to reach." },
);
