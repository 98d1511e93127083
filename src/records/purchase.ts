import { instant, money, number, optional, record, text } from "../core/kind.ts";

/** A purchase of a customer, between the one before it and the next. */
export const purchase = record(
  "purchase",
  {
    at: instant("when it was made"),
    customer: text("who bought"),
    previousAt: optional(instant("when the customer bought before; empty for the first purchase of all")),
    nextAt: optional(instant("when the customer bought again; empty where that is not yet")),
    ofPeriod: number("the how manieth purchase of the customer in its period, from 1", "number"),
    amount: optional(money("what it was worth", "currency")),
    currency: optional(text("ISO 4217 code of the amount")),
    type: optional(text("what was bought")),
  },
  {
    about: "A purchase of a customer, between the one before it and the next.",
    order: [
      ["previousAt", "at"],
      ["at", "nextAt"],
    ],
  },
);
