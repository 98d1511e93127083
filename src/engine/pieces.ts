import type { Measure } from "../core/measure.ts";
import type { WorkClock } from "../core/operators.ts";
import { type Column, gathered, type TextColumn } from "./column.ts";
import type { Placed } from "./fate.ts";
import { multiplied } from "./kernels.ts";
import {
  atMoment,
  cellsIn,
  endOfPeriod,
  exactly,
  inStock,
  type Layout,
  type Moments,
  type Spread,
} from "./layout.ts";
import { pileOf } from "./pile.ts";
import { type RunKey, type Runs, runsOf } from "./runs.ts";
import type { State } from "./state.ts";
import { type Sums, sumsOf } from "./sums.ts";

/** What a fold reads: the rows of one measure, where they lie, and what they are worth. */
export interface Folding {
  readonly measure: Measure;
  readonly layout: Layout;
  readonly groupOf: Int32Array;
  /** The fate of each row; 0 is counted. */
  readonly fates: Uint8Array;
  readonly placed: Placed;
  readonly value: Column | null;
  /** For each money field that is measured: the currency of each row, null where it has no amount. */
  readonly currencies: readonly (readonly (string | null)[])[];
  /** What measures of the same rows and values share, made when one of them first asks. */
  readonly once: <V>(what: string, make: () => V) => V;
  /** For spans in working time: what is worked between two instants. */
  readonly work: WorkClock | null;
}

/** The cell of each row. */
export function moments({ layout, groupOf, fates, placed, once }: Folding): Moments {
  return once("moments", () => atMoment(layout, groupOf, fates, placed));
}

/** The rows that have a cell, with it. */
export function spreadOf({ cells: all }: Moments): Spread {
  const counted = all.reduce((sum, cell) => sum + Number(cell >= 0), 0);
  const [rows, cells] = [new Int32Array(counted), new Int32Array(counted)];
  let entry = 0;
  all.forEach((cell, row) => {
    if (cell >= 0) [rows[entry], cells[entry++]] = [row, cell];
  });
  return { rows, cells };
}

export function present(
  { layout, groupOf, fates, placed }: Folding,
  when: Parameters<typeof inStock>[4],
): Spread {
  return inStock(layout, groupOf, fates, placed, when);
}

export function ofPeriod({ layout, groupOf, fates, placed }: Folding): Spread {
  return exactly(layout, groupOf, fates, placed);
}

export function counts({ layout }: Folding, { cells }: Moments): Sums {
  return sumsOf(cells, null, cellsIn(layout));
}

/** How many rows have their moment in each cell. */
export function countsOfMoments(folding: Folding): Sums {
  return folding.once("counts", () => counts(folding, moments(folding)));
}

/** The values added up, or how many rows where there is no value. */
export function totals({ layout, value }: Folding, spread: Moments | Spread): Sums {
  const column = value !== null && "rows" in spread ? gathered(value, spread.rows) : value;
  return sumsOf(spread.cells, column, cellsIn(layout));
}

/** Milliseconds of each entry, times the value of its row, in seconds. */
export function weighed(
  { layout, value }: Folding,
  { rows, cells }: Spread,
  ms: (row: number, cell: number) => number,
): Sums {
  const lengths = Array.from(rows, (row, entry) => ms(row, cells[entry] as number));
  const column = secondsTimes(lengths, value === null ? null : gathered(value, rows));
  return sumsOf(cells, column, cellsIn(layout));
}

export function runs(
  { layout }: Folding,
  { cells }: Moments,
  keys: readonly (readonly RunKey[])[],
  scales: readonly number[],
): Runs {
  return runsOf({ cells, keys, scales, weights: new Uint8Array(cells.length).fill(1) }, cellsIn(layout));
}

/** The values of the rows, sorted in each cell, and how many there are. */
export function ranked(folding: Folding): State {
  const { layout, once } = folding;
  const values = once("ranked", () => {
    const { cells } = moments(folding);
    const column = folding.value as Column;
    if (column.type === "number") return pileOf(cells, column.units, cellsIn(layout), column.scale);
    return runs(folding, { cells }, [keysOf(column)], [column.type === "big" ? column.scale : 0]);
  });
  return {
    sums: { n: countsOfMoments(folding) },
    runs: { values, ...currenciesOf(folding, moments(folding)) },
  };
}

/** The currencies in each cell, beside amounts of money. */
export function currenciesOf(
  { layout, currencies }: Folding,
  spread: Moments | Spread,
): Readonly<Record<string, Runs>> {
  if (currencies.length === 0) return {};
  const { cells } = spread;
  const rowOf = "rows" in spread ? (entry: number) => spread.rows[entry] as number : (entry: number) => entry;
  const keys = currencies.flatMap((list) => Array.from(cells, (_, entry) => list[rowOf(entry)] ?? ""));
  // An entry without an amount has no currency
  const known = keys.map((currency, entry) =>
    currency === "" ? -1 : (cells[entry % cells.length] as number),
  );
  const weights = new Uint8Array(keys.length).fill(1);
  return { currencies: runsOf({ cells: known, keys: [keys], scales: [0], weights }, cellsIn(layout)) };
}

function keysOf(column: Column): RunKey[] {
  if (column.type === "text") return Array.from(column.codes, (code) => column.texts[code] ?? "");
  return Array.from<number | bigint | null, RunKey>(
    column.type === "flag" ? column.flags : column.units,
    (key) => key ?? 0,
  );
}

/** The end of a row's span as the edge of a half-open one, at most `limit`. */
export function until({ placed, layout }: Folding, row: number, limit: number): number {
  const end = placed.end[row] as number;
  return end < layout.asOf ? Math.min(end + placed.closing, limit) : limit;
}

export function periodOf({ layout }: Folding, cell: number): number {
  return Math.floor(cell / layout.groups);
}

/** Milliseconds from one instant to a later one, by the clock of the measure. */
export function length({ work }: Folding, from: number, to: number): number {
  return to <= from ? 0 : work === null ? to - from : (work(from, to) ?? 0);
}

/** The first instant of a row's span inside the period of a cell. */
function firstIn(folding: Folding, row: number, cell: number): number {
  const { layout, placed } = folding;
  return Math.max(placed.start[row] as number, layout.bounds[periodOf(folding, cell)] as number);
}

/** Milliseconds that a row's span has inside the period of a cell. */
export function overlap(folding: Folding, row: number, cell: number): number {
  const end = endOfPeriod(folding.layout, periodOf(folding, cell));
  return length(folding, firstIn(folding, row, cell), until(folding, row, end));
}

/** Milliseconds from a row's start to the end of the period of a cell. */
export function ageAt(folding: Folding, row: number, cell: number): number {
  const end = endOfPeriod(folding.layout, periodOf(folding, cell));
  return length(folding, folding.placed.born[row] as number, end);
}

/** Each counted row in every period that has some of its time: not where it ends just as the period begins. */
export function lasting(folding: Folding): Spread {
  const { rows, cells } = present(folding, "touched");
  const lasts = (_: number, entry: number) =>
    overlap(folding, rows[entry] as number, cells[entry] as number) > 0;
  return { rows: rows.filter(lasts), cells: cells.filter(lasts) };
}

/**
 * A step up where a span begins in a cell and one down where it ends, by resource where there are any. In working
 * time the steps stand at what is worked since 1970, so that closed hours have no length.
 */
export function stepsOf(folding: Folding): Runs {
  const { layout, value, work } = folding;
  const resources = value === null ? null : (value as TextColumn);
  const { rows, cells } = lasting(folding);
  const [times, owners, at, weights]: [number[], string[], number[], number[]] = [[], [], [], []];
  rows.forEach((row, entry) => {
    const cell = cells[entry] as number;
    const lasts = overlap(folding, row, cell);
    const first = firstIn(folding, row, cell);
    const from = work === null ? first : (work(0, first) ?? 0);
    times.push(from, from + lasts);
    weights.push(1, -1);
    at.push(cell, cell);
    if (resources !== null) {
      const owner = resources.texts[resources.codes[row] as number] as string;
      owners.push(owner, owner);
    }
  });
  const keys = resources === null ? [times] : [owners, times];
  return runsOf({ cells: at, keys, scales: keys.map(() => 0), weights }, cellsIn(layout));
}

/** Milliseconds as seconds, times a weight. */
function secondsTimes(ms: readonly number[], weight: Column | null): Column {
  const bound = ms.reduce((most, value) => Math.max(most, value), 0);
  const seconds: Column = { type: "number", units: Float64Array.from(ms), scale: 3, bound };
  return weight === null ? seconds : multiplied(seconds, weight);
}
