import { flag, instant, money, number, optional, record, text } from "../core/kind.ts";

/** A line of a customer's order: so much of one item, promised, delivered, perhaps sent back. */
export const orderLine = record(
  "orderLine",
  {
    orderedAt: instant("when the customer ordered"),
    requestedAt: optional(instant("the moment until which the customer asked for it")),
    promisedAt: optional(instant("the moment until which it was promised at first")),
    lastPromisedAt: optional(instant("the moment until which it is promised now")),
    pickedAt: optional(instant("when it was picked")),
    deliveredAt: optional(instant("when the last of it arrived; empty while some of it is on the way")),
    returnedAt: optional(instant("when the customer sent some of it back")),
    cancelledAt: optional(instant("when the customer cancelled it")),
    ordered: number("quantity ordered", "number"),
    filled: optional(number("quantity of the first shipment, 0 if none could go; empty before it", "number")),
    delivered: optional(number("quantity delivered by now", "number")),
    returned: optional(number("quantity sent back", "number")),
    misPicked: optional(flag("another item or quantity was picked than should have been")),
    cost: optional(money("what the goods delivered cost, without margin", "currency")),
    currency: optional(text("ISO 4217 code of the cost")),
    order: optional(text("the order it is a line of")),
    item: optional(text("what was ordered")),
    customer: optional(text("who ordered")),
    site: optional(text("where it ships from")),
  },
  {
    about: "A line of a customer's order.",
    order: [
      ["orderedAt", "pickedAt"],
      ["orderedAt", "deliveredAt"],
      ["orderedAt", "returnedAt"],
      ["orderedAt", "cancelledAt"],
    ],
  },
);
