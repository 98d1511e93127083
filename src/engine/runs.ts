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
  const byKey = (a: number, b: number) => {
    for (const part of keys) {
      const [left, right] = [part[a] as RunKey, part[b] as RunKey];
      if (left < right) return -1;
      if (left > right) return 1;
    }
    return 0;
  };
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
  for (let cell = 1; cell <= count; cell++)
    starts[cell] = Math.max(starts[cell] as number, starts[cell - 1] as number);
  return { starts, keys: kept, scales, weights: sums };
}

/** The cells of both, one after the other, on one scale. */
export function joinedRuns(a: Runs, b: Runs): Runs {
  const scales = a.scales.map((scale, part) => Math.max(scale, b.scales[part] ?? 0));
  const cells = a.starts.length + b.starts.length - 2;
  const [left, right] = [entriesOf(a, scales), entriesOf(b, scales)];
  const shifted = Array.from(right.cells, (cell) => cell + a.starts.length - 1);
  return runsOf(
    {
      cells: [...Array.from(left.cells), ...shifted],
      keys: left.keys.map((part, index) => [...part, ...(right.keys[index] ?? [])]),
      scales,
      weights: [...a.weights, ...b.weights],
    },
    cells,
  );
}

/** Each cell added to its target; those with target -1 are dropped. */
export function regroupedRuns(runs: Runs, targets: Int32Array, count: number): Runs {
  const entries = entriesOf(runs, runs.scales);
  return runsOf({ ...entries, cells: Array.from(entries.cells, (cell) => targets[cell] as number) }, count);
}

/** Some of the cells, in the order given. */
export function takenRuns(runs: Runs, cells: readonly number[]): Runs {
  const starts = new Uint32Array(cells.length + 1);
  const entries = cells.flatMap((cell, place) => {
    const [from, to] = rangeOf(runs, cell);
    starts[place + 1] = (starts[place] as number) + to - from;
    return Array.from({ length: to - from }, (_, entry) => from + entry);
  });
  return {
    starts,
    keys: runs.keys.map((part) => entries.map((entry) => part[entry] as RunKey)),
    scales: runs.scales,
    weights: entries.map((entry) => runs.weights[entry] as number),
  };
}

/** Only the first or the last key of each cell: what a least or a greatest value needs. */
export function trimmedRuns(runs: Runs, end: "first" | "last"): Runs {
  const { cells, keys, scales } = entriesOf(runs, runs.scales);
  const kept = Array.from(cells, (cell, entry) => {
    const edge = end === "first" ? (runs.starts[cell] as number) : (runs.starts[cell + 1] as number) - 1;
    return entry === edge ? cell : -1;
  });
  return runsOf({ cells: kept, keys, scales, weights: kept.map(() => 1) }, runs.starts.length - 1);
}

/** The places in `keys` and `weights` that belong to a cell. */
export function rangeOf({ starts }: Runs, cell: number): readonly [number, number] {
  return [starts[cell] ?? 0, starts[cell + 1] ?? 0];
}

function entriesOf({ starts, keys, scales, weights }: Runs, wanted: readonly number[]): Entries {
  const cells = new Int32Array(weights.length);
  for (let cell = 0; cell + 1 < starts.length; cell++) cells.fill(cell, starts[cell], starts[cell + 1]);
  const rescaled = keys.map((part, index) => {
    const more = (wanted[index] as number) - (scales[index] as number);
    return more === 0 ? part : part.map((key) => tidy(BigInt(key) * 10n ** BigInt(more)));
  });
  return { cells, keys: rescaled, scales: wanted, weights };
}

/** A double where it is exact, so that equal keys are equal. */
export function tidy(units: bigint): number | bigint {
  return units < 2n ** 53n && units > -(2n ** 53n) ? Number(units) : units;
}
