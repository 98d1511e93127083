import type { Column, NumberColumn } from "./column.ts";
import { laterRuns, type Pile, type Runs } from "./runs.ts";
import { type Cells, countUp } from "./sums.ts";

/** Values of rows, with the cells that these are in. */
export interface Kept<C extends Column = Column> {
  readonly cells: Cells;
  readonly column: C;
}

/** Numbers of one scale put together by cell, to be sorted into runs when somebody asks for them; a quantile does not. */
export function pileOf(kept: readonly Kept<NumberColumn>[], count: number): Runs {
  const scale = kept[0]?.column.scale ?? 0;
  const starts = startsOf(kept, count);
  const next = Int32Array.from(starts);
  const units = new Float64Array(starts[starts.length - 1] as number);
  for (const { cells, column } of kept) deal(cells, column.units, next, units);
  const pile: Pile = { starts, units, parts: [] };
  return Object.assign(
    laterRuns([scale], () => sortedRuns(pile, scale)),
    { pile },
  );
}

/** Puts values where the next one of their cell goes. */
export function deal(cells: Cells, values: Float64Array, next: Int32Array, units: Float64Array): void {
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] as number;
    const place = next[cell] as number;
    next[cell] = place + 1;
    units[place] = values[i] as number;
  }
}

/** Where the entries of each cell begin. */
function startsOf(kept: readonly Kept[], count: number): Uint32Array {
  const counts = new Int32Array(count + 1);
  for (const { cells } of kept) countUp(cells, counts);
  const starts = new Uint32Array(count + 1);
  for (let cell = 1; cell <= count; cell++)
    starts[cell] = (starts[cell - 1] as number) + (counts[cell] as number);
  return starts;
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
