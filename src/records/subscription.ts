import { instant, money, optional, record, text } from "../core/kind.ts";

/** A contract of a customer over a span of time, at one price. */
export const subscription = record(
  "subscription",
  {
    startedAt: instant("when it took effect"),
    endedAt: optional(instant("when it ceased; empty while it runs")),
    customer: text("whose it is"),
    monthlyAmount: optional(money("what it brings in a month", "currency")),
    currency: optional(text("ISO 4217 code of the amount")),
    plan: optional(text("what was subscribed to")),
  },
  { about: "A contract of a customer over a span of time.", order: [["startedAt", "endedAt"]] },
);
