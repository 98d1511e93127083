import { type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { normalDeviateAbove } from "./normal-quantile.ts";

/**
 * How many standard deviations above the mean a normal demand stays in a share `level` of the cycles: the one-sided
 * quantile z of the normal distribution, good to 15 digits. It is what `safetyStock` multiplies.
 *
 * The share of cycles without a stockout is not the share of demand that is filled: for that see `expectedFillRate`.
 * Throws a `KpiError` unless the level is above 0 and below 1.
 *
 * @example
 * ```ts
 * import { serviceFactor } from "kpi-core/models";
 *
 * serviceFactor(0.95).toFixed(4) // => "1.6449"
 * serviceFactor(0.5) // => 0
 * ```
 */
export function serviceFactor(level: Numeric): number {
  const share = readDecimal(level);
  if (share === null || share.lte(0) || share.gte(1)) {
    const right = "write a share above 0 and below 1, such as 0.95";
    throw new KpiError("bad-input", `serviceFactor: level is ${shown(level)}; ${right}`);
  }
  // Seen from below, where a small share keeps its digits; less from 0, for a half is 0 and not -0
  return 0 - normalDeviateAbove(share).toNumber();
}
