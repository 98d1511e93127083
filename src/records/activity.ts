import { instant, money, number, optional, record, text } from "../core/kind.ts";

/** Something that somebody did at a moment: a visit, a purchase, a login. */
export const activity = record(
  "activity",
  {
    at: instant("when it happened"),
    actor: text("who did it: the customer, user or account"),
    type: optional(text("what was done")),
    quantity: optional(number("how much of it", "number")),
    amount: optional(money("what it was worth", "currency")),
    currency: optional(text("ISO 4217 code of the amount")),
  },
  { about: "Something that somebody did at a moment." },
);
