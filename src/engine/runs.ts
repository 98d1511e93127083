import { once } from "./once.ts";
import { slid, type Window } from "./slide.ts";
import { type Ranks, slidingRanks } from "./sliding-ranks.ts";

/** A key as it sorts: a scaled integer, or a text. */
export type RunKey = number | bigint | string;

/**
 * For each cell a sorted list of keys, each with a weight that is never 0: values and how often, instants and
 * steps, durations and endings. Merging adds the weights of equal keys. A key may have several parts.
 */
export interface Runs {
  /** Where the keys of each cell begin; one more than there are cells. */
  readonly starts: Uint32Array;
  /** One list for each part of the keys. */
  readonly keys: readonly (readonly RunKey[])[];
  /** Decimal places of each part; 0 for texts. */
  readonly scales: readonly number[];
  readonly weights: readonly number[];
  /** The same numbers in each cell one by one, in any order, where they were not sorted yet. */
  readonly pile?: Pile;
  /** The same numbers in each cell by their ranks, where it would take longer to put them in order. */
  readonly ranks?: Ranks | null;
  /** The same steps as spans, where they were not sorted yet. */
  readonly spans?: SpanPile;
}

/** Pieces of spans by cell, in any order. */
export interface SpanPile {
  readonly starts: Uint32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** The resource of each, a place in `names`; null where there are none. */
  readonly owner: Int32Array | null;
  readonly names: readonly string[];
  /** An array to work in, with a place for each resource, which is -1. */
  readonly room: () => Int32Array;
}

/** Numbers by cell, in any order. */
export interface Pile {
  readonly starts: Uint32Array;
  readonly units: Float64Array;
  /** For each cell that was asked for a rank where its parts begin: see `ranking`. */
  readonly parts: Int32Array[];
  /** Arrays to work in, as long as the largest cell. */
  readonly room: () => { readonly numbers: Float64Array; readonly bits: Int32Array };
}

/** Entries in any order, before they are sorted into runs. */
export interface Entries {
  readonly cells: ArrayLike<number>;
  readonly keys: readonly (readonly RunKey[])[];
  readonly scales: readonly number[];
  readonly weights: ArrayLike<number>;
}

/** The runs of entries; those of cell -1 are not in it. */
export function runsOf({ cells, keys, scales, weights }: Entries, count: number): Runs {
  const order: number[] = [];
  for (let entry = 0; entry < cells.length; entry++) if ((cells[entry] as number) >= 0) order.push(entry);
  const byKey = (a: number, b: number) => compared(keys, a, keys, b);
  order.sort((a, b) => (cells[a] as number) - (cells[b] as number) || byKey(a, b));
  const starts = new Uint32Array(count + 1);
  const kept: RunKey[][] = keys.map(() => []);
  const sums: number[] = [];
  for (let from = 0; from < order.length; ) {
    const first = order[from] as number;
    let weight = 0;
    let to = from;
    for (; to < order.length; to++) {
      const entry = order[to] as number;
      if (cells[entry] !== cells[first] || byKey(first, entry) !== 0) break;
      weight += weights[entry] as number;
    }
    from = to;
    if (weight === 0) continue;
    for (const [index, part] of keys.entries()) kept[index]?.push(part[first] as RunKey);
    sums.push(weight);
    starts[(cells[first] as number) + 1] = sums.length;
  }
  return { starts: withoutGaps(starts), keys: kept, scales, weights: sums };
}

/** Starts of which those of cells without keys were not written yet: they are where the cell before ends. */
export function withoutGaps(starts: Uint32Array): Uint32Array {
  for (let cell = 1; cell < starts.length; cell++)
    starts[cell] = Math.max(starts[cell] as number, starts[cell - 1] as number);
  return starts;
}

/** The cells of both, one after the other, on one scale. */
export function joinedRuns(a: Runs, b: Runs): Runs {
  const scales = a.scales.map((scale, part) => Math.max(scale, b.scales[part] ?? 0));
  const [left, right] = [onScales(a, scales), onScales(b, scales)];
  const before = a.weights.length;
  return {
    starts: Uint32Array.from([...a.starts, ...b.starts.slice(1).map((start) => start + before)]),
    keys: left.map((part, index) => part.concat(right[index] ?? [])),
    scales,
    weights: a.weights.concat(b.weights),
  };
}

/** Each cell added to its target; those with target -1 are dropped. What is sorted already is not sorted again. */
export function regroupedRuns(runs: Runs, targets: Int32Array, count: number): Runs {
  const sources = Array.from({ length: count }, (): number[] => []);
  targets.forEach((target, cell) => {
    if (target >= 0) sources[target]?.push(cell);
  });
  return cellByCell(
    sources.map((cells) => mergedCells(runs, cells)),
    runs,
  );
}

/** Two by two, so that no key is handled more often than there are halvings. */
function mergedCells(runs: Runs, cells: readonly number[]): Sorted {
  const [first, ...others] = cells;
  if (first === undefined) return { keys: runs.keys.map(() => []), weights: [] };
  if (others.length === 0) return cellOf(runs, first);
  const half = cells.length >> 1;
  return combined(mergedCells(runs, cells.slice(0, half)), mergedCells(runs, cells.slice(half)), 1);
}

function cellByCell(cells: readonly Sorted[], { keys, scales }: Pick<Runs, "keys" | "scales">): Runs {
  const starts = new Uint32Array(cells.length + 1);
  cells.forEach(({ weights }, cell) => {
    starts[cell + 1] = (starts[cell] as number) + weights.length;
  });
  return {
    starts,
    keys: keys.map((_, part) => cells.flatMap((cell) => cell.keys[part] as readonly RunKey[])),
    scales,
    weights: cells.flatMap(({ weights }) => weights),
  };
}

/** Some of the cells, in the order given. */
export function takenRuns(runs: Runs, cells: readonly number[]): Runs {
  return cellByCell(
    cells.map((cell) => cellOf(runs, cell)),
    runs,
  );
}

/** The runs over windows of periods. A quantile asks for ranks; for the keys, windows are merged in order. */
export function slidRuns(runs: Runs, windows: readonly Window[], width: number): Runs {
  const ranks = once(() => {
    const numbers = numbersIn(runs);
    return numbers && slidingRanks(numbers, windows, width);
  });
  return laterRuns(runs.scales, () => mergedWindows(runs, windows, width), ranks);
}

/** The keys as numbers, as they were before they were sorted or as they are; null where they are more than that. */
function numbersIn(runs: Runs) {
  const { pile } = runs;
  if (pile !== undefined) return { starts: pile.starts, numbers: pile.units, weights: null };
  const { starts, weights } = runs;
  const [keys = [], other] = runs.keys;
  if (other !== undefined || !keys.every((key) => typeof key === "number")) return null;
  return { starts, weights, numbers: Float64Array.from(keys as readonly number[]) };
}

/** Runs that are put in order when somebody asks for their keys; `ranks` has the numbers without. */
export function laterRuns(
  scales: Runs["scales"],
  make: () => Runs,
  ranks: () => Ranks | null = () => null,
): Runs {
  const made = once(make);
  return {
    scales,
    get ranks() {
      return ranks();
    },
    get starts() {
      return made().starts;
    },
    get keys() {
      return made().keys;
    },
    get weights() {
      return made().weights;
    },
  };
}

/** Each window merged from the one before in one pass, and never sorted again. */
function mergedWindows(runs: Runs, windows: readonly Window[], width: number): Runs {
  const empty: Sorted = { keys: runs.keys.map(() => []), weights: [] };
  const current = new Array<Sorted>(width).fill(empty);
  const cells = slid(windows).flatMap(({ entering, leaving }) =>
    current.map((before, group) => {
      const withAll = (sorted: Sorted, periods: readonly number[], sign: 1 | -1) =>
        periods.reduce((all, period) => combined(all, cellOf(runs, period * width + group), sign), sorted);
      const now = withAll(withAll(before, entering, 1), leaving, -1);
      current[group] = now;
      return now;
    }),
  );
  return cellByCell(cells, runs);
}

/** The sorted keys of one cell, and their weights. */
interface Sorted {
  readonly keys: readonly (readonly RunKey[])[];
  readonly weights: readonly number[];
}

function cellOf(runs: Runs, cell: number): Sorted {
  const [from, to] = rangeOf(runs, cell);
  return { keys: runs.keys.map((part) => part.slice(from, to)), weights: runs.weights.slice(from, to) };
}

/** Both in one order, the weights of equal keys added, those of the second times `sign`; weights of 0 are dropped. */
function combined(a: Sorted, b: Sorted, sign: 1 | -1): Sorted {
  const keys: RunKey[][] = a.keys.map(() => []);
  const weights: number[] = [];
  const push = (from: Sorted, at: number, weight: number) => {
    if (weight === 0) return;
    for (const [part, list] of from.keys.entries()) keys[part]?.push(list[at] as RunKey);
    weights.push(weight);
  };
  let [i, j] = [0, 0];
  while (i < a.weights.length || j < b.weights.length) {
    const order = i === a.weights.length ? 1 : j === b.weights.length ? -1 : compared(a.keys, i, b.keys, j);
    const weight =
      (order <= 0 ? (a.weights[i] as number) : 0) + (order >= 0 ? sign * (b.weights[j] as number) : 0);
    push(order <= 0 ? a : b, order <= 0 ? i : j, weight);
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return { keys, weights };
}

/** The first cell whose keys do not rise; -1 where they do in all. */
export function unsortedCell({ starts, keys }: Pick<Runs, "starts" | "keys">): number {
  for (let cell = 0; cell + 1 < starts.length; cell++) {
    for (let entry = (starts[cell] as number) + 1; entry < (starts[cell + 1] as number); entry++) {
      if (compared(keys, entry - 1, keys, entry) >= 0) return cell;
    }
  }
  return -1;
}

/** Key by key, part by part. */
function compared(a: Sorted["keys"], i: number, b: Sorted["keys"], j: number): number {
  for (const [part, list] of a.entries()) {
    const [left, right] = [list[i] as RunKey, b[part]?.[j] as RunKey];
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return 0;
}

/** Only the first or the last key of each cell: what a least or a greatest value needs. */
export function trimmedRuns(runs: Runs, end: "first" | "last"): Runs {
  const cells = Array.from({ length: runs.starts.length - 1 }, (_, cell): Sorted => {
    const [from, to] = rangeOf(runs, cell);
    const at = end === "first" ? from : to - 1;
    const kept = from < to ? [at] : [];
    return {
      keys: runs.keys.map((part) => kept.map((entry) => part[entry] as RunKey)),
      weights: kept.map(() => 1),
    };
  });
  return cellByCell(cells, runs);
}

/** The places in `keys` and `weights` that belong to a cell. */
export function rangeOf({ starts }: Runs, cell: number): readonly [number, number] {
  return [starts[cell] ?? 0, starts[cell + 1] ?? 0];
}

function onScales({ keys, scales }: Runs, wanted: readonly number[]): readonly (readonly RunKey[])[] {
  return keys.map((part, index) => {
    const more = (wanted[index] as number) - (scales[index] as number);
    return more === 0 ? part : part.map((key) => tidy(BigInt(key) * 10n ** BigInt(more)));
  });
}

/** A double where it is exact, so that equal keys are equal. */
export function tidy(units: bigint): number | bigint {
  return units < 2n ** 53n && units > -(2n ** 53n) ? Number(units) : units;
}
