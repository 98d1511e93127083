import { type Population, population } from "../core/population.ts";
import { order } from "../records/order.ts";
import { orderLine } from "../records/order-line.ts";

/** What is counted: whole orders, their lines, or the units in them. */
export type DeliveryLevel = keyof typeof levels;

/** Each level in the id, the titles and the sentence of a metric. */
export const levels = {
  order: { id: "Order", en: "by order", fr: "par commande", one: "orders" },
  line: { id: "Line", en: "by line", fr: "par ligne", one: "order lines" },
  unit: { id: "Unit", en: "by unit", fr: "par unité", one: "units" },
} as const;

/** The kind of record that a level is counted from. */
export type LevelKind<L extends DeliveryLevel> = L extends "order" ? "order" : "orderLine";

/** The records that a level is counted from; what is read of them, both kinds have. */
export function recordsOf(level: DeliveryLevel): Population<typeof orderLine> {
  return population((level === "order" ? order : orderLine) as typeof orderLine);
}
