import { Decimal } from "../core/decimal.ts";
import { normalDensity, normalTail } from "./normal.ts";
import { finite, notNegative, positive } from "./quantities.ts";

/**
 * The loss function of the normal distribution, G(z) = φ(z) - z (1 - Φ(z)): by how many standard deviations demand is
 * above z standard deviations over its mean, on average. Good to 12 digits for |z| up to 8. Throws a `KpiError` for
 * what is no number.
 *
 * @example
 * ```ts
 * import { normalLoss } from "kpi-core/models";
 *
 * normalLoss(0).toFixed(4) // => "0.3989"
 * normalLoss(1).toFixed(4) // => "0.0833"
 * ```
 */
export function normalLoss(z: number): number {
  const at = new Decimal(finite("normalLoss: z", z)).abs();
  const above = normalDensity(at).minus(at.times(normalTail(at)));
  // Below the mean all but the loss on the other side is missing: G(-z) = z + G(z)
  return Decimal.max(z < 0 ? at.plus(above) : above, 0).toNumber();
}

/**
 * The share of demand to expect from stock at once: β = 1 - σ G(z) / Q, where an order of Q comes each cycle, σ is the
 * deviation of the demand in a lead time and z how many of them the safety stock is. Null where the shortage of a
 * cycle is larger than its order, for which the formula is not made. Throws a `KpiError` unless Q is above 0.
 *
 * @example
 * ```ts
 * import { expectedFillRate } from "kpi-core/models";
 *
 * // In 84 of 100 cycles nothing is missing, yet 98 of 100 units are filled
 * expectedFillRate({ z: 1, deviation: 50, orderQuantity: 200 })?.toFixed(4) // => "0.9792"
 * expectedFillRate({ z: -5, deviation: 50, orderQuantity: 200 }) // => null
 * ```
 */
export function expectedFillRate({
  z,
  deviation,
  orderQuantity,
}: {
  readonly z: number;
  /** Standard deviation of the demand in a lead time. */
  readonly deviation: number;
  readonly orderQuantity: number;
}): number | null {
  const sigma = notNegative("expectedFillRate: deviation", deviation);
  const quantity = positive("expectedFillRate: orderQuantity", orderQuantity);
  const missing = (sigma / quantity) * normalLoss(finite("expectedFillRate: z", z));
  return missing <= 1 ? 1 - missing : null;
}
