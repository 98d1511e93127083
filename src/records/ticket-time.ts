import { flag, instant, number, optional, record, text } from "../core/kind.ts";

/** What the log of a ticket says of its times: who waited for whom, and how long. */
export const ticketTime = record(
  "ticketTime",
  {
    openedAt: instant("when it was created"),
    firstRepliedAt: optional(instant("first answer by an agent")),
    firstResolvedAt: optional(instant("first time it was settled; never changes afterwards")),
    resolvedAt: optional(instant("last time it was settled; empty while open")),
    ticket: text("the ticket"),
    status: text("its status when the log was read"),
    priority: optional(text("its priority when the log was read")),
    reopened: flag("opened again after it was settled"),
    reopens: number("how often it was opened again", "number"),
    replies: number("answers by agents", "number"),
    agentWorkSeconds: number("time in which an agent was to act", "seconds"),
    onHoldSeconds: number("time in which a third party was to act", "seconds"),
    requesterWaitSeconds: number(
      "time in which the requester waited: for an agent or a third party",
      "seconds",
    ),
    agentWaitSeconds: number("time in which the requester was to act: pending", "seconds"),
    openSeconds: number("time in which it was not settled", "seconds"),
  },
  {
    about: "The times of a ticket, from its log.",
    order: [
      ["openedAt", "firstRepliedAt"],
      ["openedAt", "firstResolvedAt"],
      ["firstResolvedAt", "resolvedAt"],
    ],
  },
);
