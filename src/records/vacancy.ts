import { flag, instant, money, oneOf, optional, record, text } from "../core/kind.ts";

/** A position to be filled, from its approval until somebody accepts it or it is given up. */
export const vacancy = record(
  "vacancy",
  {
    openedAt: instant("when it was approved"),
    closedAt: optional(instant("when an offer for it was accepted, or it was given up; empty while open")),
    outcome: optional(oneOf("what became of it; empty while open", ["filled", "cancelled"])),
    internal: optional(flag("filled by somebody who was already employed")),
    cost: optional(money("what filling it cost, outside and inside the house", "currency")),
    currency: optional(text("ISO 4217 code of the cost")),
    team: optional(text("the team")),
    site: optional(text("the place")),
  },
  { about: "A position to be filled.", order: [["openedAt", "closedAt"]] },
);
