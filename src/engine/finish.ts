import { Decimal } from "../core/decimal.ts";
import { divide, type Fraction, fraction, fractionOf, scaled } from "../core/fraction.ts";
import type { Measure, QuantileMethod } from "../core/measure.ts";
import { type QuantilePlace, quantilePlace, valueAtPlace } from "../models/quantile.ts";
import { ranking } from "./ranking.ts";
import { type Runs, rangeOf } from "./runs.ts";
import type { State } from "./state.ts";
import { type Sums, unitsAt } from "./sums.ts";

/** What a measure comes to in a cell. `n` is how many records that is, where it is a number of records. */
export interface Finished {
  readonly value: Fraction | null;
  readonly n: number | null;
  readonly reason?: "not-reached" | undefined;
}

export const none: Finished = { value: null, n: 0 };

export function valuesOf(state: State): Runs {
  return state.runs.values as Runs;
}

export function nAt(state: State, cell: number): number {
  return Number(unitsAt(state.sums.n as Sums, cell));
}

export function countAt(state: State, cell: number): Finished {
  const n = nAt(state, cell);
  return { value: fraction(BigInt(n)), n };
}

export function totalAt(state: State, cell: number): Fraction {
  const total = state.sums.total as Sums;
  return scaled(unitsAt(total, cell), total.scale);
}

/** The key of an entry as a number. */
export function keyAt({ keys, scales }: Runs, entry: number): Fraction {
  return scaled(keys[0]?.[entry] as number | bigint, scales[0] ?? 0);
}

/** The divisor is not zero. */
export function over(a: Fraction, b: Fraction): Fraction {
  return divide(a, b) as Fraction;
}

export function probability(p: string | null): Fraction {
  return fractionOf(new Decimal(p ?? 0));
}

/** The first place of a rising list whose number is as large as one asked for. */
function firstReaching(rising: Float64Array, wanted: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The quantile of the values in each cell, each as often as its weight says. */
export function quantileIn(runs: Runs, { p, method }: Measure): (cell: number) => Finished {
  const share = probability(p);
  const places = new Map<number, QuantilePlace>(); // cells with as many values have theirs at one place
  const found = (n: number, at: (rank: number) => Fraction): Finished => {
    if (n === 0) return none;
    const place = places.get(n) ?? quantilePlace(n, share, method as QuantileMethod);
    places.set(n, place);
    return { value: valueAtPlace(place, at), n };
  };
  const { pile, ranks, scales } = runs;
  const onScale = (key: number) => scaled(key, scales[0] ?? 0);
  return (cell) => {
    if (ranks) return found(ranks.count(cell), (rank) => onScale(ranks.keyAt(cell, rank)));
    if (pile === undefined) return foundInRuns(runs, cell, found);
    const n = (pile.starts[cell + 1] as number) - (pile.starts[cell] as number);
    return found(n, (rank) => onScale(ranking(pile, cell, rank - 1)));
  };
}

function foundInRuns(
  runs: Runs,
  cell: number,
  found: (n: number, at: (rank: number) => Fraction) => Finished,
): Finished {
  const [from, to] = rangeOf(runs, cell);
  const last = new Float64Array(to - from); // the rank of the last of each value
  let n = 0;
  for (let i = 0; i < last.length; i++) {
    n += runs.weights[from + i] as number;
    last[i] = n;
  }
  return found(n, (rank) => keyAt(runs, from + firstReaching(last, rank)));
}
