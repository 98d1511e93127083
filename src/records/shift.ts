import { instant, money, number, optional, record, text } from "../core/kind.ts";

/** A stretch of time for which a person was on duty. */
export const shift = record(
  "shift",
  {
    startedAt: instant("when duty began"),
    endedAt: optional(instant("when duty ended; empty while it lasts")),
    person: text("who was on duty"),
    breakSeconds: optional(number("unpaid breaks within it", "seconds")),
    paidSeconds: optional(number("time paid for it, breaks and training included where they are", "seconds")),
    availableSeconds: optional(number("time in it at work on contacts or ready for one", "seconds")),
    billableSeconds: optional(number("time in it that a client pays for", "seconds")),
    cost: optional(money("what it cost", "currency")),
    currency: optional(text("ISO 4217 code of the cost")),
    team: optional(text("the team")),
    site: optional(text("the place")),
  },
  { about: "A stretch of time for which a person was on duty.", order: [["startedAt", "endedAt"]] },
);
