import { instant, money, optional, record, text } from "../core/kind.ts";

/** What a customer pays a month, as a list of all customers at a moment says; who is not on the list pays nothing. */
export const snapshot = record(
  "snapshot",
  {
    at: instant("the moment of the list"),
    customer: text("who pays"),
    monthlyAmount: money("what it brings in a month", "currency"),
    currency: text("ISO 4217 code of the amount"),
    plan: optional(text("what was subscribed to")),
  },
  { about: "What a customer pays a month, as a list of all customers at a moment says." },
);
