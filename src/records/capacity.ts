import { instant, number, optional, record, text } from "../core/kind.ts";

/** A stretch of time in which a resource can be used, whether it is or not: what use is measured against. */
export const capacity = record(
  "capacity",
  {
    startedAt: instant("from when the resource can be used"),
    endedAt: optional(instant("until when; empty while it can be used")),
    resource: text("what can be used: a room, a machine, a vehicle"),
    quantity: optional(number("how many units, seats or people it serves at once", "number")),
  },
  {
    about: "A stretch of time in which a resource can be used.",
    order: [["startedAt", "endedAt"]],
  },
);
