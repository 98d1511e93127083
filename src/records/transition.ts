import { instant, optional, record, text } from "../core/kind.ts";

/** One line of the log of a process: an item came to a state, or a step of it was completed. */
export const transition = record(
  "transition",
  {
    at: instant("when it came to the state, or when the step was completed"),
    key: text("the item: a task, a case, an order"),
    to: text("the state that it came to, or the step that was completed"),
    from: optional(text("the state that it was in before, where the log says")),
    begunAt: optional(instant("when work on the completed step began, where the log says")),
    requestedAt: optional(instant("when somebody asked for the item, where the log says")),
    dueAt: optional(instant("the moment until which the item is on time")),
    type: optional(text("what sort of work the item is")),
    team: optional(text("who does the item")),
  },
  { about: "One line of the log of a process.", order: [["begunAt", "at"]] },
);
