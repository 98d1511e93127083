import { instant, money, number, optional, record, text } from "../core/kind.ts";

/** A stretch of time for which the stock of an item at a site did not change. */
export const stockLevel = record(
  "stockLevel",
  {
    startedAt: instant("since when there is so much"),
    endedAt: optional(instant("when it changed; empty while it is so")),
    quantity: number("how much there is", "number"),
    value: optional(money("what it is worth at cost", "currency")),
    currency: optional(text("ISO 4217 code of the value")),
    item: optional(text("what")),
    site: optional(text("where")),
  },
  {
    about: "A stretch of time for which the stock of an item at a site did not change.",
    order: [["startedAt", "endedAt"]],
  },
);
