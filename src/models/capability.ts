import { Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import {
  add,
  compare,
  decimalOf,
  divide,
  type Fraction,
  fraction,
  fractionOf,
  multiply,
} from "../core/fraction.ts";
import { shown } from "../core/instant.ts";
import { MOST_DRAWS, meanDeviationOf, meanRangeOf } from "./control-constants.ts";
import {
  deviationOf,
  distance,
  less,
  meanOf,
  rangeOf,
  rootOf,
  square,
  squaresOf,
  sumOf,
} from "./exact-amounts.ts";
import { deviateOf } from "./proportion.ts";
import { listOf, told } from "./quantities.ts";

/**
 * How the spread within subgroups is estimated. The same data give several, and so several Cpk:
 *
 * - `mean range`: the mean of the ranges, each over d2, as X-bar and R charts do (2 to 25 values a subgroup);
 * - `mean deviation`: the mean of the standard deviations, each over c4, as X-bar and S charts do;
 * - `pooled`: the root of the pooled variance;
 * - `pooled, unbiased`: that over c4 of its degrees of freedom and one, as Minitab does;
 * - `moving range`: of single values in their order, the mean of the differences between neighbours, over d2.
 */
export type WithinEstimate = "mean range" | "mean deviation" | "pooled" | "pooled, unbiased" | "moving range";

/** What was measured, and between which limits it should lie: one of them will do. */
export interface CapabilityInput {
  /** Values taken together, in the order in which they were taken; for a moving range each alone. */
  readonly subgroups: readonly (readonly Numeric[])[];
  readonly within: WithinEstimate;
  readonly lower?: Numeric;
  readonly upper?: Numeric;
  /** What the values should be: for `cpm`. */
  readonly target?: Numeric;
  /** How sure the limits are to be: 0.95 unless said. */
  readonly level?: Numeric;
}

/** An index with its limits of confidence. */
export interface CapabilityIndex {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** How well a process stays between its limits; null where an index needs what is not given. */
export interface Capability {
  readonly n: number;
  readonly mean: number;
  /** The spread within subgroups, as estimated, and that of all values. */
  readonly sigmaWithin: number;
  readonly sigmaOverall: number;
  /** (upper - lower) / 6 sigma within; null unless both are given. */
  readonly cp: number | null;
  /** The distance from the mean to the nearer limit over 3 sigma within. */
  readonly cpk: CapabilityIndex;
  /** The same two by the spread of all values. */
  readonly pp: number | null;
  readonly ppk: CapabilityIndex;
  /** (upper - lower) / 6 root of (sigma within squared + (mean - target) squared). */
  readonly cpm: number | null;
}

/**
 * The capability of a process, Cp, Cpk and Cpm by the spread within subgroups, and its performance, Pp and Ppk, by the
 * spread of all values. A process that drifts keeps its Cpk and loses its Ppk: where they differ it is not stable, and
 * Cpk promises what is not kept. Null where all values are equal, or a spread cannot be told. Limits by Bissell's
 * approximation, as in qcc. Good to 1e-10 of the value.
 *
 * @example
 * ```ts
 * import { capability } from "kpi-core/models";
 *
 * const subgroups = [[9, 10, 11], [12, 13, 14], [15, 16, 17]]; // each tight, and they run away
 * const drifting = capability({ subgroups, within: "mean range", lower: 5, upper: 21 });
 * drifting?.cpk.value.toFixed(2) // => "2.26"
 * drifting?.ppk.value.toFixed(2) // => "0.97"
 * ```
 */
export function capability(input: CapabilityInput): Capability | null {
  const groups = listOf("capability: subgroups", input.subgroups).map((group, at) =>
    listOf(`capability: subgroup ${at + 1}`, group).map((value) => amount(`subgroup ${at + 1}`, value)),
  );
  const [lower, upper] = specification(input);
  const target = input.target === undefined ? null : amount("target", input.target);
  const z = deviateOf("capability", input.level ?? 0.95);
  const values = groups.flat();
  if (values.length < 2) return null;
  const mean = meanOf(values) as Fraction;
  const within = withinOf(groups, input.within);
  const overall = deviationOf(values);
  if (within === null || within.numerator === 0n || overall.numerator === 0n) return null;

  const width = lower === null || upper === null ? null : less(upper, lower);
  const rooms = [lower && less(mean, lower), upper && less(upper, mean)].filter((side) => side !== null);
  const room = [...rooms].sort(compare)[0] as Fraction;
  const potential = (sigma: Fraction) => width && numberOf(over(width, multiply(sigma, fraction(6n))));
  const nearer = (sigma: Fraction) =>
    indexOf(decimalOf(over(room, multiply(sigma, fraction(3n)))), values.length, z);
  const offTarget = target && rootOf(add(square(within), square(less(mean, target))));
  return {
    n: values.length,
    mean: numberOf(mean),
    sigmaWithin: numberOf(within),
    sigmaOverall: numberOf(overall),
    cp: potential(within),
    cpk: nearer(within),
    pp: potential(overall),
    ppk: nearer(overall),
    cpm: offTarget && potential(offTarget),
  };
}

const numberOf = (value: Fraction) => told("capability", decimalOf(value).toNumber());

/** Bissell (1990): the variance of an index is about 1 / 9n + index squared / 2(n - 1). */
function indexOf(index: Decimal, n: number, z: Decimal): CapabilityIndex {
  const variance = new Decimal(1).div(9 * n).plus(index.pow(2).div(2 * (n - 1)));
  const reach = z.times(variance.sqrt());
  const number = (value: Decimal) => told("capability", value.toNumber());
  return { value: number(index), lower: number(index.minus(reach)), upper: number(index.plus(reach)) };
}

function withinOf(groups: readonly Fraction[][], estimate: WithinEstimate): Fraction | null {
  if (estimate === "moving range") return movingRange(groups);
  const sizes = groups.map(({ length }) => length);
  if (estimate === "pooled" || estimate === "pooled, unbiased") {
    const freedom = sizes.reduce((sum, size) => sum + Math.max(size - 1, 0), 0);
    if (freedom === 0) return null;
    const pooled = rootOf(over(sumOf(groups.map(squaresOf)), fraction(BigInt(freedom))));
    return estimate === "pooled" ? pooled : over(pooled, fractionOf(meanDeviationOf(freedom + 1)));
  }
  if (estimate !== "mean range" && estimate !== "mean deviation") {
    const right = `write "mean range", "mean deviation", "pooled", "pooled, unbiased" or "moving range"`;
    throw refused(`within is ${shown(estimate)}; ${right}`);
  }
  const most = estimate === "mean range" ? MOST_DRAWS : Number.POSITIVE_INFINITY;
  const odd = sizes.findIndex((size) => size < 2 || size > most);
  if (odd >= 0) {
    const right = estimate === "mean range" ? `2 to ${MOST_DRAWS}` : "2 or more";
    throw refused(`subgroup ${odd + 1} has ${sizes[odd]} values; a ${estimate} needs ${right}`);
  }
  return meanOf(groups.map(estimate === "mean range" ? byRange : byDeviation));
}

const byRange = (group: readonly Fraction[]) => over(rangeOf(group), fractionOf(meanRangeOf(group.length)));
const byDeviation = (group: readonly Fraction[]) =>
  over(deviationOf(group), fractionOf(meanDeviationOf(group.length)));

function movingRange(groups: readonly Fraction[][]): Fraction | null {
  const odd = groups.findIndex(({ length }) => length !== 1);
  if (odd >= 0) {
    throw refused(`subgroup ${odd + 1} has ${groups[odd]?.length} values; a moving range needs each alone`);
  }
  const values = groups.flat();
  const moved = meanOf(values.slice(1).map((value, at) => distance(value, values[at] ?? value)));
  return moved && over(moved, fractionOf(meanRangeOf(2)));
}

function specification({ lower, upper }: CapabilityInput): readonly [Fraction | null, Fraction | null] {
  if (lower === undefined && upper === undefined)
    throw refused("no limit is given; write lower, upper or both");
  const [low, high] = [
    lower === undefined ? null : amount("lower", lower),
    upper === undefined ? null : amount("upper", upper),
  ];
  if (low !== null && high !== null && compare(high, low) <= 0)
    throw refused(`upper is ${decimalOf(high)}; write more than the lower, ${decimalOf(low)}`);
  return [low, high];
}

/** Divisors here are sizes, constants and spreads above 0. */
const over = (a: Fraction, b: Fraction) => divide(a, b) as Fraction;

function amount(subject: string, value: unknown): Fraction {
  const read = readDecimal(value);
  if (read !== null) return fractionOf(read);
  throw refused(`${subject}: ${shown(value)} is no number`);
}

function refused(problem: string): KpiError {
  return new KpiError("bad-input", `capability: ${problem}`);
}
