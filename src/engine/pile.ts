import type { Pile, Runs } from "./runs.ts";
import type { Cells } from "./sums.ts";

/** Numbers put together by cell, to be sorted into runs when somebody asks for them; a quantile does not. */
export function pileOf(cells: Cells, units: Float64Array, count: number, scale: number): Runs {
  const starts = startsOf(cells, count);
  const next = starts.slice();
  const piled = new Float64Array(starts[count] as number);
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] as number;
    if (cell < 0) continue;
    const place = next[cell] as number;
    piled[place] = units[row] as number;
    next[cell] = place + 1;
  }
  return lazily({ starts, units: piled }, scale);
}

/** Where the entries of each cell begin. */
function startsOf(cells: Cells, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const cell of cells) if (cell >= 0) starts[cell + 1] = (starts[cell + 1] as number) + 1;
  for (let cell = 0; cell < count; cell++)
    starts[cell + 1] = (starts[cell] as number) + (starts[cell + 1] as number);
  return starts;
}

function lazily(pile: Pile, scale: number): Runs {
  let made: Runs | undefined;
  const sorted = () => {
    made ??= sortedRuns(pile, scale);
    return made;
  };
  return {
    pile,
    scales: [scale],
    get starts() {
      return sorted().starts;
    },
    get keys() {
      return sorted().keys;
    },
    get weights() {
      return sorted().weights;
    },
  };
}

/** Each cell sorted, equal numbers as one with their weight. */
function sortedRuns({ starts, units }: Pile, scale: number): Runs {
  const keys: number[] = [];
  const weights: number[] = [];
  const newStarts = new Uint32Array(starts.length);
  for (let cell = 0; cell + 1 < starts.length; cell++) {
    const own = units.slice(starts[cell], starts[cell + 1]).sort();
    for (let from = 0, to = 0; from < own.length; from = to) {
      while (to < own.length && own[to] === own[from]) to++;
      keys.push(own[from] as number);
      weights.push(to - from);
    }
    newStarts[cell + 1] = keys.length;
  }
  return { starts: newStarts, keys: [keys], scales: [scale], weights };
}

/** The number of a rank in a cell, from 0, as sorting would have it. It moves numbers within the cell, which have no order. */
export function ranking({ starts, units }: Pile, cell: number, rank: number): number {
  let low = starts[cell] as number;
  let high = (starts[cell + 1] as number) - 1;
  const k = low + rank;
  // Hoare's selection: the part without the rank is dropped until the rank stands alone
  while (low < high) {
    const pivot = units[k] as number;
    let [i, j] = [low, high];
    while (i <= j) {
      while ((units[i] as number) < pivot) i++;
      while ((units[j] as number) > pivot) j--;
      if (i > j) break;
      const moved = units[i] as number;
      units[i++] = units[j] as number;
      units[j--] = moved;
    }
    if (j < k) low = i;
    if (k < i) high = j;
  }
  return units[k] as number;
}
