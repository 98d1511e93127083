import { flag, instant, number, optional, record, text } from "../core/kind.ts";

/** A stay of one thing in one state or team, from when it came there until it left. */
export const spell = record(
  "spell",
  {
    enteredAt: instant("when it came there, or was first seen there"),
    leftAt: optional(instant("when it left; empty while it is there")),
    key: text("whose stay it is: the ticket, item or person"),
    state: optional(text("where it was: a state, team or priority; empty for none")),
    previous: optional(text("where it was before; empty where it was nowhere, or nobody knows")),
    next: optional(text("where it went; empty while it is there")),
    visit: number("the how manieth stay in this state it is, from 1", "number"),
    first: flag("its first stay of all"),
    truncated: flag("true where the log does not show how it came there, so it may be older"),
  },
  { about: "A stay of one thing in one state or team.", order: [["enteredAt", "leftAt"]] },
);
