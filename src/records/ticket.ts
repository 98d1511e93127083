import { flag, instant, number, oneOf, optional, record, text } from "../core/kind.ts";

/** A request to a service desk or a support team, from its first message to its last settlement. */
export const ticket = record(
  "ticket",
  {
    openedAt: instant("when the requester first wrote"),
    firstRepliedAt: optional(instant("first answer by a person")),
    resolvedAt: optional(instant("last time it was settled; empty while open")),
    dueAt: optional(instant("when it was promised")),
    reopened: optional(flag("opened again after it was settled")),
    repeatedAt: optional(instant("when the requester came back on the same matter, first time")),
    settledAtOnce: optional(flag("settled in the first contact, without a later one on the same matter")),
    handleSeconds: optional(number("working time spent on it", "seconds")),
    score: optional(number("satisfaction score that the requester gave", "number")),
    channel: optional(text("how it came in")),
    requester: optional(text("who wrote")),
    priority: optional(oneOf("how urgent it is", ["low", "normal", "high", "urgent"])),
    team: optional(text("who owns it")),
    agent: optional(text("who handled it")),
  },
  {
    about: "A request to a service team.",
    order: [
      ["openedAt", "resolvedAt"],
      ["openedAt", "firstRepliedAt"],
      ["openedAt", "repeatedAt"],
    ],
  },
);
