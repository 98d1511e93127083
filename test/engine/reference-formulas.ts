import { Decimal as Base } from "decimal.js";
import type { Expression, QuantileMethod } from "kpi-core";

// Exact numbers, the language of formulas, and the two estimates, each from its definition

export type Exact = readonly [over: bigint, under: bigint]; // under is above zero
export type Value = Exact | string | boolean | null;

export const whole = (n: number): Exact => [BigInt(n), 1n];
export const inSeconds = (ms: number): Exact => [BigInt(ms), 1000n];
export const plus = ([a, b]: Exact, [c, d]: Exact): Exact => [a * d + c * b, b * d];
export const minus = (a: Exact, [c, d]: Exact): Exact => plus(a, [-c, d]);
export const times = ([a, b]: Exact, [c, d]: Exact): Exact => [a * c, b * d];
/** Null where it is by zero. */
export const over = ([a, b]: Exact, [c, d]: Exact): Exact | null =>
  c === 0n ? null : c < 0n ? [-a * d, -b * c] : [a * d, b * c];
export const compare = ([a, b]: Exact, [c, d]: Exact) => (a * d < c * b ? -1 : Number(a * d > c * b));
export const total = (values: readonly Exact[]) => values.reduce(plus, whole(0));
export const sorted = (values: readonly Exact[]) => [...values].sort(compare);

export function exact(decimal: string): Exact {
  const [units = "", decimals = ""] = decimal.split(".");
  return [BigInt(units + decimals), 10n ** BigInt(decimals.length)];
}

/** The nearest multiple of 10^-places, half to even. */
function nearest([a, b]: Exact, places: number): Exact {
  const [up, down] = [10n ** BigInt(Math.max(places, 0)), 10n ** BigInt(Math.max(-places, 0))];
  const [top, bottom] = [(a < 0n ? -a : a) * up, b * down];
  const [floor, rest] = [top / bottom, top % bottom];
  const isUp = 2n * rest > bottom || (2n * rest === bottom && floor % 2n === 1n);
  return [(a < 0n ? -1n : 1n) * (isUp ? floor + 1n : floor) * down, up];
}

/** To 34 significant digits. */
function rounded([a, b]: Exact): Exact {
  if (a === 0n) return whole(0);
  const size = a < 0n ? -a : a;
  let places = 34 - (size / b).toString().length; // right where there is a whole part
  while (size < b && ((size * 10n ** BigInt(places)) / b).toString().length < 34) places++;
  return nearest([a, b], places);
}

const Wide = Base.clone({ defaults: true, precision: 400 });
const wide = ([a, b]: Exact) => new Wide(a.toString()).div(b.toString());

/** The one division, last. */
export function textOf(x: Exact): string {
  return wide(rounded(x)).toFixed();
}

type Operator = (a: Exact, b: Exact, ...more: Exact[]) => Value;

const isSame: Operator = (a, b) => (typeof a === "object" ? compare(a, b) === 0 : a === b);

/** The operators that are unknown as soon as an argument is. */
const operators: Readonly<Record<string, Operator>> = {
  "+": plus,
  "-": minus,
  "*": times,
  "/": over,
  "=": isSame,
  "!=": (a, b) => !isSame(a, b),
  "<": (a, b) => compare(a, b) < 0,
  "<=": (a, b) => compare(a, b) <= 0,
  ">": (a, b) => compare(a, b) > 0,
  ">=": (a, b) => compare(a, b) >= 0,
  not: (a: unknown) => a === false,
  min: (...all) => sorted(all)[0] as Exact,
  max: (...all) => sorted(all).at(-1) as Exact,
  abs: ([a, b]) => [a < 0n ? -a : a, b],
  sqrt: (x) => (x[0] < 0n ? null : rounded(exact(wide(x).sqrt().toFixed()))),
  seconds: (a, b) => inSeconds(Number(b[0] - a[0])),
};

/** How a formula reads names and working time. What is not exact has twenty decimals in a record. */
export interface Reading {
  readonly read: (name: string) => Value;
  readonly worked: (from: number, to: number) => number;
  readonly isRecord: boolean;
}

export function resultOf(tree: Expression, reading: Reading): Value {
  if (tree.type === "name") return reading.read(tree.name);
  if (tree.type === "number") return exact(tree.value);
  if (tree.type !== "call") return tree.type === "text" ? tree.value : tree.value === "true";
  const { operator } = tree;
  const args = tree.args.map((arg) => resultOf(arg, reading));
  if (operator === "known") return args[0] !== null;
  if (operator === "and") return args.includes(false) ? false : args.includes(null) ? null : true;
  if (operator === "or") return args.includes(true) ? true : args.includes(null) ? null : false;
  if (operator === "if") return args[0] === null ? null : ((args[0] ? args[1] : args[2]) as Value);
  if (args.includes(null)) return null;
  const [a, b] = args as [Exact, Exact];
  if (operator === "workingSeconds") return inSeconds(reading.worked(Number(a[0]), Number(b[0])));
  const result = (operators[operator] as Operator)(...(args as [Exact, Exact]));
  const isRounded = reading.isRecord && result !== null && (operator === "/" || operator === "sqrt");
  return isRounded ? nearest(result as Exact, 20) : result;
}

export function namesIn(tree: Expression | null): string[] {
  if (tree === null) return [];
  return tree.type === "name" ? [tree.name] : tree.type === "call" ? tree.args.flatMap(namesIn) : [];
}

/** Types 4 to 9: p(k) = (k - a) / (n + b), of Hyndman and Fan (1996), section 2. */
const points: Readonly<Record<string, readonly [a: Exact, b: Exact]>> = {
  "R-4": [exact("0"), exact("0")],
  "R-5": [exact("0.5"), exact("0")],
  "R-6": [exact("0"), exact("1")],
  "R-7": [exact("1"), exact("-1")],
  "R-8": [
    [1n, 3n],
    [1n, 3n],
  ],
  "R-9": [exact("0.375"), exact("0.25")],
};

/**
 * The quantile of sorted values. Types 1 to 3: from the steps of the distribution function. Types 4 to 9: along the
 * line through the points (p(k), x(k)).
 */
export function quantileOf(x: readonly Exact[], p: Exact, method: QuantileMethod): Exact | null {
  const n = x.length;
  if (n === 0) return null;
  const ranks = x.map((_, i) => i + 1);
  const at = (k: number) => x[Math.min(Math.max(k, 1), n) - 1] as Exact;
  const [a, b] = points[method] ?? [whole(0), whole(0)];
  const p_ = (k: number) => over(minus(whole(k), a), plus(whole(n), b)) ?? whole(0);
  const first = ranks.find((k) => compare(p_(k), p) >= 0) ?? n + 1;
  if (method === "R-1") return at(first); // the least x with F(x) >= p
  if (method === "R-2")
    return over(plus(at(first), at(ranks.find((k) => compare(p_(k), p) > 0) ?? n)), whole(2));
  if (method === "R-3") return at(Number(nearest(times(whole(n), p), 0)[0])); // of two as near the even one
  if (n === 1 || first === 1 || first > n) return at(first);
  const share = over(minus(p, p_(first - 1)), minus(p_(first), p_(first - 1))) as Exact;
  return plus(at(first - 1), times(share, minus(at(first), at(first - 1))));
}

/** A life as far as it is seen: from an age on, up to a duration, and not at that where it is cut there. */
export interface Life {
  readonly from?: number;
  readonly duration: number;
  readonly isOver: boolean;
  readonly isCut?: boolean;
}

const isSeenAt =
  (age: number) =>
  ({ from = 0, duration, isCut = false }: Life) =>
    from <= age && (isCut ? age < duration : age <= duration);

/** Kaplan and Meier (1958): the first ending at which survival is 1 - p or less; midway to the next where exactly. */
export function survivalQuantile(lives: readonly Life[], p: Exact): Exact | null {
  const durations = lives.filter(({ isOver }) => isOver).map(({ duration }) => duration);
  const endings = [...new Set(durations)].sort((a, b) => a - b);
  let survival = whole(1);
  for (const [i, t] of endings.entries()) {
    const atRisk = lives.filter(isSeenAt(t)).length;
    const ending = lives.filter(({ duration, isOver }) => isOver && duration === t).length;
    survival = times(survival, [BigInt(atRisk - ending), BigInt(atRisk)]);
    const order = compare(survival, minus(whole(1), p));
    const following = endings[i + 1];
    if (order === 0 && following !== undefined) return [BigInt(t + following), 2n];
    if (order <= 0) return whole(t);
  }
  return null;
}
