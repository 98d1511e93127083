import { flag, instant, optional, record, text } from "../core/kind.ts";

/**
 * A customer's order as a whole. `perEntity` makes it from its lines: in full if all of them are, delivered when the
 * last one is.
 *
 * @example
 * ```ts
 * import { perEntity } from "kpi-core/histories";
 *
 * const lines = [
 *   { order: "A", promisedAt: "2026-03-06", deliveredAt: "2026-03-04", ordered: 3, delivered: 3 },
 *   { order: "A", promisedAt: "2026-03-06", deliveredAt: null, ordered: 2, delivered: 1 },
 * ];
 * const latest = (texts: (string | null)[]) => (texts.includes(null) ? null : (texts.sort().at(-1) ?? null));
 * const orders = perEntity(lines, "order", (own) => ({
 *   promisedAt: own[0].promisedAt,
 *   deliveredAt: latest(own.map(({ deliveredAt }) => deliveredAt)),
 *   inFull: own.every(({ ordered, delivered }) => delivered >= ordered),
 * }));
 * orders.rows // => [{ promisedAt: "2026-03-06", deliveredAt: null, inFull: false }]
 * ```
 */
export const order = record(
  "order",
  {
    orderedAt: instant("when the customer ordered"),
    requestedAt: optional(instant("the moment until which the customer asked for it")),
    promisedAt: optional(instant("the moment until which it was promised at first")),
    lastPromisedAt: optional(instant("the moment until which it is promised now")),
    pickedAt: optional(instant("when the last line was picked")),
    deliveredAt: optional(instant("when the last of it arrived; empty while some of it is on the way")),
    cancelledAt: optional(instant("when the customer cancelled it")),
    filled: optional(flag("all lines were complete in the first shipment; empty before it")),
    inFull: optional(flag("all lines were delivered complete; empty while that may still be")),
    documented: optional(flag("all its papers were right: labels, delivery note, invoice")),
    damaged: optional(flag("some of it came damaged or wrong")),
    misPicked: optional(flag("another item or quantity was picked than should have been")),
    order: optional(text("its number")),
    customer: optional(text("who ordered")),
    site: optional(text("where it ships from")),
  },
  {
    about: "A customer's order as a whole.",
    order: [
      ["orderedAt", "pickedAt"],
      ["orderedAt", "deliveredAt"],
      ["orderedAt", "cancelledAt"],
    ],
  },
);
