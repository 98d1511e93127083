import { type Column, gathered, gatheredCodes, type NumberColumn, numberColumn } from "./column.ts";
import { once } from "./once.ts";
import { type Kept, runsOfPile } from "./pile.ts";
import { type RunKey, type Runs, runsOf, tidy } from "./runs.ts";
import type { Cells, Sums } from "./sums.ts";
import { timesOfTexts } from "./text-times.ts";

/** Keeps the values of rows, block by block, until all are there to be put in order. */
export interface Keeping {
  /** Those without a cell are not kept. */
  add(cells: Cells, column: Column): void;
  /** All of them, sorted in each cell. */
  runs(): Runs;
}

/** `counts` has how many rows are in each cell. */
export function keeping(count: number, counts: () => Sums): Keeping {
  const kept: Kept[] = [];
  const texts = timesOfTexts(count);
  return {
    add(cells, column) {
      if (column.type === "text") texts.add(cells, column);
      else kept.push(withCells(cells, asNumbers(column)));
    },
    runs: once(() => (kept.length === 0 ? texts.runs() : runsOfKept(kept.splice(0), counts()))),
  };
}

function withCells(cells: Cells, column: Column): Kept {
  if (column.type === "number") return numbersWithCells(cells, column);
  const rows = Int32Array.from(cells.keys()).filter((row) => (cells[row] as number) >= 0);
  return { cells: gatheredCodes(cells, rows), column: gathered(column, rows) };
}

function numbersWithCells(cells: Cells, { units: values, scale, bound }: NumberColumn): Kept {
  const [own, units] = [new Int32Array(cells.length), new Float64Array(cells.length)];
  const count = packNumbers(cells, values, own, units);
  return { cells: own.subarray(0, count), column: numberColumn(units.subarray(0, count), scale, bound) };
}

function packNumbers(cells: Cells, values: Float64Array, own: Cells, units: Float64Array): number {
  let count = 0;
  const fours = cells.length & ~3;
  for (let row = 0; row < fours; row += 4) {
    count += packAt(cells, values, row, own, units, count);
    count += packAt(cells, values, row + 1, own, units, count);
    count += packAt(cells, values, row + 2, own, units, count);
    count += packAt(cells, values, row + 3, own, units, count);
  }
  for (let row = fours; row < cells.length; row++) count += packAt(cells, values, row, own, units, count);
  return count;
}

/** Says how many were packed, 0 or 1. */
function packAt(
  cells: Cells,
  values: Float64Array,
  row: number,
  own: Cells,
  units: Float64Array,
  place: number,
): number {
  const cell = cells[row] as number;
  own[place] = cell;
  units[place] = values[row] as number;
  return +(cell >= 0);
}

/** Flags are 0 and 1. */
function asNumbers(column: Column): Column {
  return column.type === "flag" ? numberColumn(Float64Array.from(column.flags), 0, 1) : column;
}

function runsOfKept(kept: readonly Kept[], counts: Sums): Runs {
  const numbers = kept.flatMap(({ cells, column }) => (column.type === "number" ? [{ cells, column }] : []));
  const scales = new Set(kept.map(({ column }) => ("scale" in column ? column.scale : 0)));
  const isPlain = numbers.length === kept.length && scales.size === 1;
  return isPlain ? runsOfPile(numbers, counts) : runsOfMany(kept, Math.max(...scales), counts.units.length);
}

/** Numbers of several scales, or with more digits than doubles hold. */
function runsOfMany(kept: readonly Kept[], scale: number, count: number): Runs {
  const keys = kept.flatMap(({ column }): RunKey[] => {
    if (column.type !== "number" && column.type !== "big") return [];
    const factor = 10n ** BigInt(scale - column.scale);
    return Array.from<number | bigint | null, RunKey>(column.units, (key) => tidy(BigInt(key ?? 0) * factor));
  });
  const cells = kept.flatMap((one) => [...one.cells]);
  return runsOf(
    { cells, keys: [keys], scales: [scale], weights: new Uint8Array(keys.length).fill(1) },
    count,
  );
}
