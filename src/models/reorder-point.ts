import { demandUntilArrival, type ReplenishmentOptions } from "./demand.ts";
import { finite, notNegative, told } from "./quantities.ts";

/**
 * The inventory position at which to order again: the demand expected until goods ordered now are there, d L, and the
 * safety stock. Hold it against `inventoryPosition` and not against the stock on hand, or what is under way is ordered
 * again. Doubles, good to 14 digits. Throws a `KpiError` for what is below 0 or no number.
 *
 * @example
 * ```ts
 * import { inventoryPosition, reorderPoint } from "kpi-core/models";
 *
 * // Super Shag carpet: 30 a day, deviation 5, 10 days (Taylor)
 * const demand = { mean: 30, deviation: 5, per: 1 };
 * const point = reorderPoint({ z: 1.65, demand, leadTime: { mean: 10, deviation: 0 } });
 * point.toFixed(1) // => "326.1"
 * inventoryPosition({ onHand: 100, onOrder: 250, backordered: 10 }) // => 340
 * ```
 */
export function reorderPoint(options: ReplenishmentOptions): number {
  const { mean, deviation } = demandUntilArrival("reorderPoint", options);
  return told("reorderPoint", mean + options.z * deviation);
}

/**
 * What is on hand and on order, less what customers still wait for: what a reorder point is held against. Throws a
 * `KpiError` for what is no number, and for less than nothing on order or waited for.
 *
 * @example
 * ```ts
 * import { inventoryPosition } from "kpi-core/models";
 *
 * inventoryPosition({ onHand: 40, onOrder: 100, backordered: 15 }) // => 125
 * ```
 */
export function inventoryPosition({
  onHand,
  onOrder,
  backordered,
}: {
  readonly onHand: number;
  readonly onOrder: number;
  readonly backordered: number;
}): number {
  finite("inventoryPosition: onHand", onHand);
  notNegative("inventoryPosition: onOrder", onOrder);
  notNegative("inventoryPosition: backordered", backordered);
  return told("inventoryPosition", onHand + onOrder - backordered);
}
