import { instant, optional, record, text } from "../core/kind.ts";

/** One line of a log of changes: from this moment on, this thing was in that state. */
export const change = record(
  "change",
  {
    at: instant("when it changed"),
    key: text("what changed: the ticket, item or person"),
    state: optional(text("what it became: a state, team or priority; empty for none")),
    from: optional(text("what it was before, where the log says")),
    openedAt: optional(instant("when the thing came to be, where the log says")),
  },
  { about: "One line of a log of changes.", order: [["openedAt", "at"]] },
);
