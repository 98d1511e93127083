import { date, number, optional, record, text } from "../core/kind.ts";

/** A day on which a person was to work or did, and how its time went. */
export const workday = record(
  "workday",
  {
    on: date("the local day"),
    person: text("whose day it is"),
    contractedSeconds: number(
      "time that the contract asks for on that day, leave and holidays included",
      "seconds",
    ),
    leaveSeconds: optional(number("planned leave and holidays within it", "seconds")),
    absentSeconds: optional(number("unplanned absence within it", "seconds")),
    workedSeconds: optional(number("time worked, overtime included, without breaks", "seconds")),
    overtimeSeconds: optional(number("overtime within it", "seconds")),
    paidSeconds: optional(number("time paid, worked or not", "seconds")),
    billableSeconds: optional(number("time worked that a client pays for", "seconds")),
    trainingSeconds: optional(number("time in training", "seconds")),
    team: optional(text("the team")),
    site: optional(text("the place")),
  },
  { about: "A day on which a person was to work or did." },
);
