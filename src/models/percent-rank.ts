import type { Decimal, Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { add, compare, decimalOf, divide, type Fraction, fraction, multiply } from "../core/fraction.ts";
import { shown } from "../core/instant.ts";
import { less } from "./exact-amounts.ts";
import { exactly } from "./mean-and-deviation.ts";
import { listOf } from "./quantities.ts";

/**
 * What the rank of a value among n others is, with so many of them below and so many equal:
 *
 * - `mean`: (below + equal / 2) / n, the middle of the next two;
 * - `strict`: below / n, the share that it beats;
 * - `weak`: (below + equal) / n, the share that does not beat it;
 * - `inclusive`: below / (n - 1), as PERCENTRANK.INC of Excel and Google Sheets: the least is 0, the greatest 1;
 * - `exclusive`: (below + 1) / (n + 1), as PERCENTRANK.EXC: neither is reached.
 *
 * The last two are of values within the range; between two of the others they lie on the line between their ranks.
 */
export type PercentRankMethod = "mean" | "strict" | "weak" | "inclusive" | "exclusive";

/** A value and those that it is ranked among, by a method. */
export interface PercentRankInput {
  readonly value: Numeric;
  /** In any order. Whether the value is one of them is for you to say: put it in or leave it out. */
  readonly among: readonly Numeric[];
  readonly method: PercentRankMethod;
}

/** Where a value is between others, as fractions. */
interface Place {
  readonly value: Fraction;
  readonly sorted: readonly Fraction[];
  readonly below: number;
  readonly equal: number;
}

const ratio = (a: number, b: number) => divide(fraction(BigInt(a)), fraction(BigInt(b)));

const ranks: Readonly<Record<PercentRankMethod, (place: Place) => Fraction | null>> = {
  mean: ({ sorted, below, equal }) => ratio(2 * below + equal, 2 * sorted.length),
  strict: ({ sorted, below }) => ratio(below, sorted.length),
  weak: ({ sorted, below, equal }) => ratio(below + equal, sorted.length),
  inclusive: (place) => between(place, (below) => ratio(below, place.sorted.length - 1)),
  exclusive: (place) => between(place, (below) => ratio(below + 1, place.sorted.length + 1)),
};

/**
 * The percentile rank of a value among others, from 0 to 1. Null among none, and by `inclusive` and `exclusive` outside
 * of their range; of a single value `inclusive` says nothing. Exact, divided once; a spreadsheet shows it cut to three
 * digits. Where less is better, 1 less the rank is what is meant.
 *
 * @example
 * ```ts
 * import { percentRank } from "kpi-core/models";
 *
 * const among = [13, 12, 11, 8, 4, 3, 2, 1, 1, 1];
 * percentRank({ value: 8, among, method: "strict" }) // => 0.6
 * percentRank({ value: 8, among, method: "mean" }) // => 0.65
 * percentRank({ value: 5, among, method: "inclusive" })?.toFixed(3) // => "0.583"
 * percentRank({ value: 14, among, method: "inclusive" }) // => null
 * ```
 */
export function percentRank({ value, among, method }: PercentRankInput): Decimal | null {
  if (!Object.hasOwn(ranks, method)) {
    const right = `write ${Object.keys(ranks).map(shown).join(" or ")}`;
    throw new KpiError("bad-input", `percentRank: method is ${shown(method)}; ${right}`);
  }
  const [own] = exactly("percentRank", [value]) as readonly [Fraction];
  if (listOf("percentRank: among", among).length === 0) return null;
  const sorted = [...exactly("percentRank: among", among)].sort(compare);
  const rank = ranks[method]({ value: own, sorted, ...counted(own, sorted) });
  return rank === null ? null : decimalOf(rank);
}

function counted(value: Fraction, sorted: readonly Fraction[]) {
  const sides = sorted.map((other) => compare(other, value));
  return {
    below: sides.filter((side) => side < 0).length,
    equal: sides.filter((side) => side === 0).length,
  };
}

/** The rank by how many are below; between two neighbours as far from one rank to the other as the value is. */
function between(
  { value, sorted, below, equal }: Place,
  rank: (below: number) => Fraction | null,
): Fraction | null {
  const own = rank(below);
  if (equal > 0) return own;
  const [low, high] = [sorted[below - 1], sorted[below]];
  if (low === undefined || high === undefined || own === null) return null;
  const lower = rank(counted(low, sorted).below);
  const share = divide(less(value, low), less(high, low));
  if (lower === null || share === null) return null;
  return add(lower, multiply(share, less(own, lower)));
}
