import { instant, number, optional, record, text } from "../core/kind.ts";

/** A resource that is taken for a span of time: a room, a machine, a vehicle. */
export const booking = record(
  "booking",
  {
    startedAt: instant("when the resource is taken"),
    endedAt: optional(instant("when it is free again; empty while it is taken")),
    resource: text("what is taken"),
    quantity: optional(number("how many units of it", "number")),
    capacity: optional(number("how many units the resource has", "number")),
    bookedAt: optional(instant("when the booking was made")),
    purpose: optional(text("what for")),
  },
  { about: "A resource that is taken for a span of time.", order: [["startedAt", "endedAt"]] },
);
