import { add, type Fraction, fraction, multiply, negate } from "../core/fraction.ts";
import type { QuantileMethod } from "../core/measure.ts";

// Hyndman and Fan (1996), table 1: position n·p + m, interpolated for types 4 to 9
const shifts: Readonly<Record<QuantileMethod, (p: Fraction) => Fraction>> = {
  "R-1": () => fraction(0n),
  "R-2": () => fraction(0n),
  "R-3": () => fraction(-1n, 2n),
  "R-4": () => fraction(0n),
  "R-5": () => fraction(1n, 2n),
  "R-6": (p) => p,
  "R-7": (p) => add(fraction(1n), negate(p)),
  "R-8": (p) => multiply(add(p, fraction(1n)), fraction(1n, 3n)),
  "R-9": (p) => add(multiply(p, fraction(1n, 4n)), fraction(3n, 8n)),
};

/** Where a quantile lies among sorted values: some way from one rank to another. Ranks are counted from 1. */
export interface QuantilePlace {
  readonly low: number;
  readonly high: number;
  readonly share: Fraction;
}

/** The place of the quantile among `n` values, of which there is one at least. */
export function quantilePlace(n: number, p: Fraction, method: QuantileMethod): QuantilePlace {
  const position = add(multiply(fraction(BigInt(n)), p), shifts[method](p));
  const below = floorOf(position);
  const rest = add(position, fraction(-below));
  const rank = (k: bigint) => Math.min(Math.max(Number(k), 1), n);
  return { low: rank(below), high: rank(below + 1n), share: shareOf(method, rest, below) };
}

/** What lies at a place, exact: a weighted mean of two; `at(k)` is the k-th of the sorted values. */
export function valueAtPlace({ low, high, share }: QuantilePlace, at: (k: number) => Fraction): Fraction {
  const from = at(low);
  if (share.numerator === 0n || low === high) return from;
  const sum = add(times(from, share.denominator - share.numerator), times(at(high), share.numerator));
  return fraction(sum.numerator, sum.denominator * share.denominator);
}

function times({ numerator, denominator }: Fraction, count: bigint): Fraction {
  return { numerator: numerator * count, denominator };
}

/** The sample quantile of `n` sorted values, exact; `at(k)` is the k-th of them, counted from 1. `n` is above 0. */
export function quantileOf(
  n: number,
  at: (k: number) => Fraction,
  p: Fraction,
  method: QuantileMethod,
): Fraction {
  return valueAtPlace(quantilePlace(n, p, method), at);
}

/** How much of the step to the next value is taken. */
function shareOf(method: QuantileMethod, rest: Fraction, below: bigint): Fraction {
  const onValue = rest.numerator === 0n;
  if (method === "R-1") return fraction(onValue ? 0n : 1n);
  if (method === "R-2") return onValue ? fraction(1n, 2n) : fraction(1n);
  if (method === "R-3") return fraction(onValue && below % 2n === 0n ? 0n : 1n);
  return rest;
}

function floorOf({ numerator, denominator }: Fraction): bigint {
  return numerator / denominator - (numerator % denominator < 0n ? 1n : 0n);
}
