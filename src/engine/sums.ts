import { type BigColumn, boundOf, EXACT, type NumberColumn } from "./column.ts";
import { slid, type Window } from "./slide.ts";

/** An exact number for each cell: `units / 10^scale`. Doubles while all of it stays below 2^53, then big integers. */
export interface Sums {
  readonly scale: number;
  readonly units: Float64Array | bigint[];
}

/** Where the rows of a fold go: the cell of each, or -1. */
export type Cells = Int32Array;

// Loops that all rows go through take four at a time: at each turn V8 looks anew at what every array is and where it
// lies, which takes as long as the work on a row. What is done to one row is a function beside the loop

/** Adds how many rows there are by cell. The first count takes the rows without a cell, so that none has to be asked. */
export function countUp(cells: Cells, counts: Int32Array): void {
  const fours = cells.length & ~3;
  for (let row = 0; row < fours; row += 4) {
    countUpAt(cells, counts, row);
    countUpAt(cells, counts, row + 1);
    countUpAt(cells, counts, row + 2);
    countUpAt(cells, counts, row + 3);
  }
  for (let row = fours; row < cells.length; row++) countUpAt(cells, counts, row);
}

function countUpAt(cells: Cells, counts: Int32Array, row: number): void {
  const place = (cells[row] as number) + 1;
  counts[place] = (counts[place] as number) + 1;
}

/** Adds values by cell in the same way. */
function addUp(cells: Cells, values: Float64Array, units: Float64Array): void {
  const fours = cells.length & ~3;
  for (let row = 0; row < fours; row += 4) {
    addUpAt(cells, values, units, row);
    addUpAt(cells, values, units, row + 1);
    addUpAt(cells, values, units, row + 2);
    addUpAt(cells, values, units, row + 3);
  }
  for (let row = fours; row < cells.length; row++) addUpAt(cells, values, units, row);
}

function addUpAt(cells: Cells, values: Float64Array, units: Float64Array, row: number): void {
  const place = (cells[row] as number) + 1;
  units[place] = (units[place] as number) + (values[row] as number);
}

/** How many rows are in each cell. */
export function countsOf(cells: Cells, count: number): Sums {
  const counts = new Int32Array(count + 1);
  countUp(cells, counts);
  return sumsOfCounts(counts);
}

/** The counts of `countUp`, without that of the rows that have no cell. */
export function sumsOfCounts(counts: Int32Array): Sums {
  return { scale: 0, units: Float64Array.from(counts.subarray(1)) };
}

/** The column added up by cell; the values of rows with a cell are known. */
export function sumsOf(cells: Cells, column: NumberColumn | BigColumn, count: number): Sums {
  const adding = addingTo(count);
  adding.add(cells, column);
  return adding.sums();
}

/** Columns added up by cell, one after the other. */
export interface Adding {
  add(cells: Cells, column: NumberColumn | BigColumn): void;
  sums(): Sums;
}

/** In doubles as long as none can pass 2^53; what they have by then is put by, and they begin anew. */
export function addingTo(count: number): Adding {
  let putBy: Sums | null = null;
  let units = new Float64Array(count + 1);
  let [scale, reach] = [0, 0];
  const all = (): Sums => {
    const own = { scale, units: units.subarray(1) };
    if (putBy === null) return own;
    return reach === 0 ? putBy : addedSums(putBy, own);
  };
  return {
    add(cells, column) {
      const more = column.type === "number" ? boundOfSum(column, cells.length, EXACT - reach) : EXACT;
      if (reach > 0 && (column.scale !== scale || reach + more >= EXACT)) {
        putBy = all();
        units = new Float64Array(count + 1);
        reach = 0;
      }
      if (column.type === "number" && more < EXACT) {
        addUp(cells, column.units, units);
        [scale, reach] = [column.scale, reach + more];
        return;
      }
      const own = bigSums(cells, column, count);
      putBy = putBy === null ? own : addedSums(putBy, own);
    },
    sums: all,
  };
}

/** How far so many units can go; they are looked at only where by the bound of their column it could be too far. */
function boundOfSum({ units, bound }: NumberColumn, rows: number, room: number): number {
  const most = bound * rows;
  return most < room ? most : boundOf(units) * rows;
}

function bigSums(cells: Cells, { units: values, scale }: NumberColumn | BigColumn, count: number): Sums {
  const units = new Array<bigint>(count).fill(0n);
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] as number;
    if (cell >= 0) units[cell] = (units[cell] as bigint) + BigInt(values[row] as number | bigint);
  }
  return { scale, units };
}

/** Cell by cell, on one scale. */
function addedSums(a: Sums, b: Sums): Sums {
  const scale = Math.max(a.scale, b.scale);
  const more = bigUnits(b, scale);
  return { scale, units: bigUnits(a, scale).map((value, cell) => value + (more[cell] as bigint)) };
}

/** The cells of both, one after the other, on one scale. */
export function joinedSums(a: Sums, b: Sums): Sums {
  const scale = Math.max(a.scale, b.scale);
  const units = [...bigUnits(a, scale), ...bigUnits(b, scale)];
  return compact({ scale, units });
}

/** Each cell added to its target; those with target -1 are dropped. */
export function regroupedSums(sums: Sums, targets: Int32Array, count: number): Sums {
  const units = new Array<bigint>(count).fill(0n);
  bigUnits(sums, sums.scale).forEach((value, cell) => {
    const target = targets[cell] as number;
    if (target >= 0) units[target] = (units[target] as bigint) + value;
  });
  return compact({ scale: sums.scale, units });
}

/** Some of the cells, in the order given. */
export function takenSums(sums: Sums, cells: readonly number[]): Sums {
  return compact({ scale: sums.scale, units: cells.map((cell) => unitsAt(sums, cell)) });
}

/** The sums over windows of periods, each from the one before: what enters is added, what leaves is taken away. */
export function slidSums(sums: Sums, windows: readonly Window[], width: number): Sums {
  const totals = new Array<bigint>(width).fill(0n);
  const units = slid(windows).flatMap(({ entering, leaving }) =>
    totals.map((total, group) => {
      const of = (periods: readonly number[]) =>
        periods.reduce((sum, period) => sum + unitsAt(sums, period * width + group), 0n);
      totals[group] = total + of(entering) - of(leaving);
      return totals[group] as bigint;
    }),
  );
  return compact({ scale: sums.scale, units });
}

export function unitsAt({ units }: Sums, cell: number): bigint {
  return BigInt(units[cell] ?? 0);
}

function bigUnits({ scale, units }: Sums, target: number): bigint[] {
  const factor = 10n ** BigInt(target - scale);
  return Array.from<number | bigint, bigint>(units, (value) => BigInt(value) * factor);
}

/** Doubles where they fit. */
export function compact({ scale, units }: { scale: number; units: bigint[] }): Sums {
  const fits = units.every((value) => value < BigInt(EXACT) && value > -BigInt(EXACT));
  return { scale, units: fits ? Float64Array.from(units, Number) : units };
}
