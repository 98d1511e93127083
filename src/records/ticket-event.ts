import { instant, oneOf, optional, record, text } from "../core/kind.ts";

/** One line of the log of a ticket: what happened, and what the ticket was from then on. */
export const ticketEvent = record(
  "ticketEvent",
  {
    at: instant("when it happened"),
    ticket: text("the ticket that it happened to"),
    type: oneOf("what happened; an update only changes what the ticket is, a cancelled ticket owes nothing", [
      "created",
      "requester-reply",
      "agent-reply",
      "update",
      "cancelled",
    ]),
    status: optional(text("its status from then on; empty where it stays as it was")),
    priority: optional(text("its priority from then on; empty where it stays as it was")),
    schedule: optional(text("the schedule it is worked by from then on; empty where it stays as it was")),
  },
  { about: "One line of the log of a ticket." },
);
