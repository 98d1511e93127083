import { type Column, EXACT } from "./column.ts";
import { slid, type Window } from "./slide.ts";

/** An exact number for each cell: `units / 10^scale`. Doubles while all of it stays below 2^53, then big integers. */
export interface Sums {
  readonly scale: number;
  readonly units: Float64Array | bigint[];
}

/** Where the rows of a fold go: the cell of each, or -1. */
export type Cells = Int32Array;

/** The column added up by cell; unknown values are not in it. `sign` -1 subtracts. */
export function sumsOf(cells: Cells, column: Column | null, count: number): Sums {
  if (column === null) return counted(cells, count);
  if (column.type === "number" && column.bound * cells.length < EXACT) {
    const units = new Float64Array(count);
    addUp(cells, column.units, units);
    return { scale: column.scale, units };
  }
  if (column.type !== "number" && column.type !== "big") return counted(cells, count);
  const units = new Array<bigint>(count).fill(0n);
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] as number;
    const value = column.units[row] ?? null;
    if (cell < 0 || value === null || Number.isNaN(value)) continue;
    units[cell] = (units[cell] as bigint) + BigInt(value);
  }
  return { scale: column.scale, units };
}

function addUp(cells: Cells, values: Float64Array, units: Float64Array): void {
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] as number;
    const value = values[row] as number;
    if (cell >= 0 && !Number.isNaN(value)) units[cell] = (units[cell] as number) + value;
  }
}

function counted(cells: Cells, count: number): Sums {
  const counts = new Int32Array(count);
  countUp(cells, counts);
  return { scale: 0, units: Float64Array.from(counts) };
}

function countUp(cells: Cells, counts: Int32Array): void {
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] as number;
    if (cell >= 0) counts[cell] = (counts[cell] as number) + 1;
  }
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
