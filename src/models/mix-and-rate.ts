import type { Decimal, Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { add, decimalOf, divide, type Fraction, fraction, multiply } from "../core/fraction.ts";
import { shown } from "../core/instant.ts";
import { amountOf, less, sizeOf, sumOf } from "./exact-amounts.ts";
import { listOf } from "./quantities.ts";

/** What a rate is made of: so much over so much, such as tickets settled in time of tickets settled. */
export interface RatePart {
  readonly amount: Numeric;
  readonly of: Numeric;
}

/** One segment before and after: a team, a product, a country. */
export interface MixSegment {
  readonly before: RatePart;
  readonly after: RatePart;
}

/** Segments that make up the whole, each in one of them only, and how the change is shared. */
export interface MixAndRateInput {
  readonly segments: readonly MixSegment[];
  /**
   * - `midpoint`: by the mean of before and after; nothing is left over.
   * - `before`: by the rates and the mix before, after Laspeyres; what both did together is the interaction.
   */
  readonly weights: "midpoint" | "before";
}

/** What made the rate change: the rates of segments, how much of each there is, and both together. They add up. */
export interface MixAndRateEffects {
  readonly rate: Decimal;
  readonly mix: Decimal;
  /** 0 by midpoints. */
  readonly interaction: Decimal;
}

/** The change of the whole, and the part of each segment, in their order. */
export interface MixAndRate extends MixAndRateEffects {
  readonly before: Decimal;
  readonly after: Decimal;
  readonly change: Decimal;
  readonly segments: readonly MixAndRateEffects[];
}

/** Effects as fractions. */
interface Effects {
  readonly rate: Fraction;
  readonly mix: Fraction;
  readonly interaction: Fraction;
}

const ZERO = fraction(0n);
const middle = (a: Fraction, b: Fraction) => multiply(add(a, b), fraction(1n, 2n));

/**
 * Why a rate of the whole changed, R = Σ w r with the weights w of the segments and their rates r (Kitagawa 1955):
 * rates w Δr, mix Δw (r - R), interaction Δw Δr. The mix of a segment is held against the rate of the whole: more of
 * what is below it lowers the whole. So every segment can be better while the whole is worse, which is Simpson's
 * paradox.
 *
 * A segment that is only there before, or only after, has no rate to compare with: all that it does is mix. Null where
 * there is nothing before, or nothing after. Exact, each divided once.
 *
 * @example
 * ```ts
 * import { mixAndRate } from "kpi-core/models";
 *
 * // North from 95 to 96 %, South from 75 to 78 %, and the whole from 91.0 to 83.4 %
 * const north = { before: { amount: 760, of: 800 }, after: { amount: 288, of: 300 } };
 * const south = { before: { amount: 150, of: 200 }, after: { amount: 546, of: 700 } };
 * const found = mixAndRate({ segments: [north, south], weights: "midpoint" });
 * found?.change // => -0.076
 * found?.rate // => 0.019
 * found?.mix // => -0.095
 * ```
 */
export function mixAndRate({ segments, weights }: MixAndRateInput): MixAndRate | null {
  if (weights !== "midpoint" && weights !== "before") {
    throw new KpiError("bad-input", `mixAndRate: weights is ${shown(weights)}; write "midpoint" or "before"`);
  }
  listOf("mixAndRate: segments", segments);
  const sides = (["before", "after"] as const).map((side) => {
    const parts = segments.map((segment, at) =>
      partOf(`mixAndRate: segment ${at + 1}, ${side}`, segment[side]),
    );
    const all = sumOf(parts.map(({ of }) => of));
    return { parts, all, rate: divide(sumOf(parts.map(({ amount }) => amount)), all) };
  });
  const [before, after] = sides as [(typeof sides)[number], (typeof sides)[number]];
  const [was, is] = [before.rate, after.rate];
  if (was === null || is === null) return null;

  const effects = segments.map((_, at): Effects => {
    const [then, now] = [before.parts[at], after.parts[at]] as [Part, Part];
    const [weight, grown] = [divide(then.of, before.all), divide(now.of, after.all)] as [Fraction, Fraction];
    const moved = less(grown, weight);
    const [low, high] = [divide(then.amount, then.of), divide(now.amount, now.of)];
    const base = low ?? high;
    if (base === null) return { rate: ZERO, mix: ZERO, interaction: ZERO };
    const better = less(high ?? base, base);
    if (weights === "before") {
      const mix = multiply(moved, less(base, was));
      return { rate: multiply(weight, better), mix, interaction: multiply(moved, better) };
    }
    const mix = multiply(moved, less(middle(base, high ?? base), middle(was, is)));
    return { rate: multiply(middle(weight, grown), better), mix, interaction: ZERO };
  });
  const whole = (name: keyof Effects) => sumOf(effects.map((one) => one[name]));
  return {
    before: decimalOf(was),
    after: decimalOf(is),
    change: decimalOf(less(is, was)),
    ...shownAs({ rate: whole("rate"), mix: whole("mix"), interaction: whole("interaction") }),
    segments: effects.map(shownAs),
  };
}

function shownAs({ rate, mix, interaction }: Effects): MixAndRateEffects {
  return { rate: decimalOf(rate), mix: decimalOf(mix), interaction: decimalOf(interaction) };
}

interface Part {
  readonly amount: Fraction;
  readonly of: Fraction;
}

function partOf(subject: string, { amount, of }: RatePart): Part {
  const part = { amount: amountOf(`${subject}: amount`, amount), of: sizeOf(`${subject}: of`, of) };
  if (part.of.numerator !== 0n || part.amount.numerator === 0n) return part;
  throw new KpiError("bad-input", `${subject}: amount is ${shown(amount)}, of 0; give what it is of`);
}
