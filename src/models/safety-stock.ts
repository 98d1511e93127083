import { demandUntilArrival, type ReplenishmentOptions } from "./demand.ts";
import { told } from "./quantities.ts";

/**
 * The stock beyond the expected demand that keeps a share of replenishment cycles free of stockouts:
 * z √(L s_d² + d² s_L²), where L is the lead time and the time between two looks, d and s_d the mean and deviation of
 * demand, s_L the deviation of the lead time. Demand is taken to be normal and independent from time to time. Never
 * add it up over sites: their demands even out.
 *
 * A weekly deviation and a lead time in days do not mix: `per` says of how much time the demand is, in the unit of the
 * lead time. Doubles, good to 14 digits. Throws a `KpiError` for what is below 0 or no number.
 *
 * @example
 * ```ts
 * import { safetyStock, serviceFactor } from "kpi-core/models";
 *
 * // 10 a week is the deviation, 14 days the lead time
 * const weekly = { mean: 100, deviation: 10, per: 7 };
 * const stock = safetyStock({ z: serviceFactor(0.95), demand: weekly, leadTime: { mean: 14, deviation: 0 } });
 * stock.toFixed(1) // => "23.3"
 * ```
 */
export function safetyStock(options: ReplenishmentOptions): number {
  return told("safetyStock", options.z * demandUntilArrival("safetyStock", options).deviation);
}
