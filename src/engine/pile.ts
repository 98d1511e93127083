import type { Column, NumberColumn } from "./column.ts";
import { once } from "./once.ts";
import { laterRuns, type Pile, type Runs } from "./runs.ts";
import type { Cells, Sums } from "./sums.ts";

/** Values of rows, with the cells that these are in. */
export interface Kept<C extends Column = Column> {
  readonly cells: Cells;
  readonly column: C;
}

/**
 * Numbers of one scale put together by cell, of which each has so many, to be sorted into runs when somebody asks for
 * them; a quantile does not.
 */
export function runsOfPile(kept: readonly Kept<NumberColumn>[], counts: Sums): Runs {
  const scale = kept[0]?.column.scale ?? 0;
  const starts = startsOf(counts);
  const next = Int32Array.from(starts);
  const units = new Float64Array(starts[starts.length - 1] as number);
  for (const { cells, column } of kept) {
    if (starts.length > 2) deal(cells, column.units, next, units);
    else append(column.units, next, units);
  }
  const pile = pileOf(starts, units);
  return Object.assign(
    laterRuns([scale], () => sortedRuns(pile, scale)),
    { pile },
  );
}

export function pileOf(starts: Uint32Array, units: Float64Array): Pile {
  const room = once(() => {
    let most = 0;
    for (let cell = 1; cell < starts.length; cell++)
      most = Math.max(most, (starts[cell] as number) - (starts[cell - 1] as number));
    return { numbers: new Float64Array(most), bits: new Int32Array(most) };
  });
  return { starts, units, parts: [], room };
}

/** Puts values where the next one of their cell goes. */
export function deal(cells: Cells, values: Float64Array, next: Int32Array, units: Float64Array): void {
  const fours = cells.length & ~3;
  for (let i = 0; i < fours; i += 4) {
    dealAt(cells, values, next, units, i);
    dealAt(cells, values, next, units, i + 1);
    dealAt(cells, values, next, units, i + 2);
    dealAt(cells, values, next, units, i + 3);
  }
  for (let i = fours; i < cells.length; i++) dealAt(cells, values, next, units, i);
}

function dealAt(cells: Cells, values: Float64Array, next: Int32Array, units: Float64Array, i: number): void {
  const cell = cells[i] as number;
  const place = next[cell] as number;
  next[cell] = place + 1;
  units[place] = values[i] as number;
}

/** The same where there is one cell. */
function append(values: Float64Array, next: Int32Array, units: Float64Array): void {
  units.set(values, next[0]);
  next[0] = (next[0] as number) + values.length;
}

/** Where the entries of each cell begin. */
function startsOf({ units: counts }: Sums): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  for (let cell = 0; cell < counts.length; cell++)
    starts[cell + 1] = (starts[cell] as number) + Number(counts[cell]);
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
