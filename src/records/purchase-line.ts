import { instant, money, number, optional, record, text } from "../core/kind.ts";

/** A line of an order to a supplier. What arrives in parts is a row for each part. */
export const purchaseLine = record(
  "purchaseLine",
  {
    orderedAt: instant("when it was ordered"),
    dueAt: optional(instant("the moment until which the supplier promised it")),
    receivedAt: optional(instant("when it arrived; empty while it is on order")),
    storedAt: optional(instant("when the last of it was put away, ready to be picked")),
    cancelledAt: optional(instant("when the order was cancelled")),
    ordered: number("quantity ordered", "number"),
    received: optional(number("quantity received", "number")),
    price: optional(money("price paid for one", "currency")),
    standardPrice: optional(money("price that was planned for one", "currency")),
    currency: optional(text("ISO 4217 code of the prices")),
    item: optional(text("what was ordered")),
    supplier: optional(text("from whom")),
    site: optional(text("where it arrives")),
  },
  {
    about: "A line of an order to a supplier.",
    order: [
      ["orderedAt", "receivedAt"],
      ["receivedAt", "storedAt"],
      ["orderedAt", "cancelledAt"],
    ],
  },
);
