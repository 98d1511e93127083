import { instant, money, number, optional, record, text } from "../core/kind.ts";

/** The count of an item at a place of a warehouse, against the books. */
export const stockCount = record(
  "stockCount",
  {
    at: instant("when it was counted"),
    booked: number("quantity by the books at that moment", "number"),
    counted: number("quantity found", "number"),
    unitCost: optional(money("what one costs", "currency")),
    currency: optional(text("ISO 4217 code of the cost")),
    item: optional(text("what was counted")),
    site: optional(text("where")),
  },
  { about: "The count of an item at a place of a warehouse, against the books." },
);
