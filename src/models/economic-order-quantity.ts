import { notNegative, positive, told } from "./quantities.ts";

/**
 * The order quantity at which ordering and holding stock cost least together: √(2 D S / H), for a demand D in a time, a
 * cost S of each order and a cost H of holding one unit for that time (Harris 1913, recalled). The demand is steady
 * and prices do not depend on the quantity. A double, good to 15 digits. Throws a `KpiError` for what is below 0, and
 * where holding costs nothing.
 *
 * @example
 * ```ts
 * import { economicOrderQuantity } from "kpi-core/models";
 *
 * economicOrderQuantity({ demand: 1000, orderCost: 10, holdingCost: 2 }) // => 100
 * ```
 */
export function economicOrderQuantity({
  demand,
  orderCost,
  holdingCost,
}: {
  readonly demand: number;
  readonly orderCost: number;
  readonly holdingCost: number;
}): number {
  notNegative("economicOrderQuantity: demand", demand);
  notNegative("economicOrderQuantity: orderCost", orderCost);
  positive("economicOrderQuantity: holdingCost", holdingCost);
  return told("economicOrderQuantity", Math.sqrt((2 * demand * orderCost) / holdingCost));
}
