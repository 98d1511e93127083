import { slid, type Window } from "./slide.ts";

/** Numbers by cell and by rank, counted from 1. */
export interface Ranks {
  count(cell: number): number;
  keyAt(cell: number, rank: number): number;
}

/**
 * The numbers of windows by their ranks. A window is not put in order: what enters it is added to a tree of how many
 * there are (Fenwick 1994), and what leaves it is taken away. Null where keys are no plain numbers.
 */
export function slidingRanks(
  { starts, keys, weights }: Sorted,
  windows: readonly Window[],
  width: number,
): Ranks | null {
  const [numbers = [], other] = keys;
  if (other !== undefined || !numbers.every((key) => typeof key === "number")) return null;
  const entries = { starts, numbers, weights, places: new Int32Array(numbers.length) };
  const trees = Array.from({ length: width }, () => null as Sliding | null);
  const treeAt = (cell: number): Sliding => {
    const group = cell % width;
    const tree = trees[group] ?? slidingTree(entries, windows, width, group);
    trees[group] = tree;
    tree.moveTo(Math.floor(cell / width));
    return tree;
  };
  return {
    count: (cell) => treeAt(cell).count(),
    keyAt: (cell, rank) => treeAt(cell).keyAt(rank),
  };
}

interface Sorted {
  readonly starts: Uint32Array;
  readonly keys: readonly (readonly (number | bigint | string)[])[];
  readonly weights: readonly number[];
}

interface Entries extends Omit<Sorted, "keys"> {
  readonly numbers: readonly number[];
  /** The place of each among the rising numbers of its group, once that has its tree. */
  readonly places: Int32Array;
}

interface Sliding {
  moveTo(window: number): void;
  count(): number;
  keyAt(rank: number): number;
}

/** The numbers of one group, in the window that was asked for last. */
function slidingTree(
  { starts, numbers, weights, places }: Entries,
  windows: readonly Window[],
  width: number,
  group: number,
): Sliding {
  const range = (period: number) => {
    const cell = period * width + group;
    return [starts[cell] ?? 0, starts[cell + 1] ?? 0] as const;
  };
  const ranges = Array.from({ length: Math.ceil((starts.length - 1) / width) }, (_, period) => range(period));
  const rising = new Float64Array(ranges.reduce((sum, [from, to]) => sum + to - from, 0));
  let next = 0;
  for (const [from, to] of ranges)
    for (let entry = from; entry < to; entry++) rising[next++] = numbers[entry] as number;
  rising.sort();
  for (const [from, to] of ranges)
    for (let entry = from; entry < to; entry++) places[entry] = placeIn(rising, numbers[entry] as number);
  const tree = new Int32Array(rising.length + 1);
  const moves = slid(windows);
  let [current, count] = [-1, 0];

  function add(period: number, sign: 1 | -1): void {
    const [from, to] = range(period);
    for (let entry = from; entry < to; entry++) {
      const weight = sign * (weights[entry] as number);
      count += weight;
      addAt(tree, places[entry] as number, weight);
    }
  }

  return {
    moveTo(window) {
      if (window < current) {
        tree.fill(0);
        [current, count] = [-1, 0];
      }
      // From the first on: what a window has is what the one before had, but for what entered and what left
      while (current < window) {
        current++;
        for (const period of moves[current]?.entering ?? []) add(period, 1);
        for (const period of moves[current]?.leaving ?? []) add(period, -1);
      }
    },
    count: () => count,
    keyAt: (rank) => rising[placeOf(tree, rank)] as number,
  };
}

/** The first place of a rising list that is not below a number. */
function placeIn(rising: Float64Array, number: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] as number) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

function addAt(tree: Int32Array, place: number, weight: number): void {
  for (let node = place + 1; node < tree.length; node += node & -node)
    tree[node] = (tree[node] as number) + weight;
}

/** The place of the first number with as many up to it as the rank says. */
function placeOf(tree: Int32Array, rank: number): number {
  let [place, left] = [0, rank];
  for (let step = 2 ** Math.floor(Math.log2(tree.length)); step >= 1; step /= 2) {
    const next = place + step;
    if (next >= tree.length || (tree[next] as number) >= left) continue;
    place = next;
    left -= tree[next] as number;
  }
  return place;
}
