import type { Decimal, Numeric } from "../core/decimal.ts";
import { deviateOf, type ProportionInput, talliesOf, wilson } from "./proportion.ts";

/** Two groups, or two periods, of which so many did something. */
export interface DifferenceOfProportionsInput {
  readonly first: Omit<ProportionInput, "level">;
  readonly second: Omit<ProportionInput, "level">;
  /** How sure the limits are to be; 0.95 unless said. */
  readonly level?: Numeric;
}

/** How far a share is above another, as far as so few can tell; below 0 where it is under it. */
export interface DifferenceOfProportions {
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The first share less the second, with limits by Newcombe's hybrid score (1998, method 10), from those of each by
 * Wilson: lower = d - √((p1 - l1)² + (u2 - p2)²), upper = d + √((u1 - p1)² + (p2 - l2)²). Where 0 lies between them the
 * two may as well be alike. Null where one of them is of nobody. Good to 1e-13.
 *
 * Of twenty such comparisons one says so by chance at 0.95: compare what you meant to compare.
 *
 * @example
 * ```ts
 * import { differenceOfProportions } from "kpi-core/models";
 *
 * const found = differenceOfProportions({ first: { hits: 56, of: 70 }, second: { hits: 48, of: 80 } });
 * found?.difference; // => 0.2
 * [found?.lower.toFixed(4), found?.upper.toFixed(4)] // => ["0.0524", "0.3339"]
 * ```
 */
export function differenceOfProportions(input: DifferenceOfProportionsInput): DifferenceOfProportions | null {
  const { level = 0.95 } = input;
  const first = talliesOf("differenceOfProportions, first", input.first);
  const second = talliesOf("differenceOfProportions, second", input.second);
  const z = deviateOf("differenceOfProportions", level);
  if (first.of === 0 || second.of === 0) return null;
  const [one, other] = [wilson(first.hits, first.of, z), wilson(second.hits, second.of, z)];
  const difference = one.share.minus(other.share);
  const reach = (lost: Decimal, gained: Decimal) =>
    one.share.minus(lost).pow(2).plus(other.share.minus(gained).pow(2)).sqrt();
  return {
    difference: difference.toNumber(),
    lower: difference.minus(reach(one.lower, other.upper)).toNumber(),
    upper: difference.plus(reach(one.upper, other.lower)).toNumber(),
  };
}
