import { instant, money, number, optional, record, text } from "../core/kind.ts";

/** The stock of an item at a site as it was read at a moment, such as each night or at the end of each month. */
export const stockReading = record(
  "stockReading",
  {
    at: instant("when it was read"),
    quantity: optional(number("how much there was", "number")),
    value: optional(money("what it was worth at cost", "currency")),
    currency: optional(text("ISO 4217 code of the value")),
    item: optional(text("what")),
    site: optional(text("where")),
  },
  { about: "The stock of an item at a site as it was read at a moment." },
);
