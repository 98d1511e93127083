import {
  type Column,
  gathered,
  gatheredCodes,
  isKnownAt,
  type NumberColumn,
  type TextColumn,
} from "./column.ts";
import { once } from "./once.ts";
import { type Kept, pileOf } from "./pile.ts";
import { type RunKey, type Runs, runsOf, tidy, withoutGaps } from "./runs.ts";
import type { Cells } from "./sums.ts";

/** Keeps the values of rows, block by block, until all are there to be put in order. */
export interface Keeping {
  /** Those without a cell are not kept. */
  add(cells: Cells, column: Column): void;
  /** All of them, sorted in each cell. */
  runs(): Runs;
}

export function keeping(count: number): Keeping {
  const kept: Kept[] = [];
  return {
    add: (cells, column) => kept.push(withCells(cells, asNumbers(column))),
    runs: once(() => runsOfKept(kept.splice(0), count)),
  };
}

/** Keeps the currencies of those that have an amount. */
export function keepCurrencies({ add }: Keeping, cells: Cells, amounts: Column, currencies: Column): void {
  add(withAmount(cells, amounts), currencies);
}

/** The cells of rows that have an amount, -1 for the others. */
function withAmount(cells: Cells, amounts: Column): Cells {
  if (amounts.type !== "number") return cells.map((cell, row) => (isKnownAt(amounts, row) ? cell : -1));
  const { units } = amounts;
  const own = new Int32Array(cells.length);
  for (let row = 0; row < own.length; row++) own[row] = (cells[row] as number) | -Number.isNaN(units[row]);
  return own;
}

function withCells(cells: Cells, column: Column): Kept {
  if (column.type === "number") return numbersWithCells(cells, column);
  if (column.type === "text") return textsWithCells(cells, column);
  const rows = Int32Array.from(cells.keys()).filter((row) => (cells[row] as number) >= 0);
  return { cells: gatheredCodes(cells, rows), column: gathered(column, rows) };
}

function numbersWithCells(cells: Cells, column: NumberColumn): Kept {
  const [own, units] = [new Int32Array(cells.length), new Float64Array(cells.length)];
  const count = packNumbers(cells, column.units, own, units);
  return { cells: own.subarray(0, count), column: { ...column, units: units.subarray(0, count) } };
}

function textsWithCells(cells: Cells, column: TextColumn): Kept {
  const [own, codes] = [new Int32Array(cells.length), new Int32Array(cells.length)];
  const count = packCodes(cells, column.codes, own, codes);
  return { cells: own.subarray(0, count), column: { ...column, codes: codes.subarray(0, count) } };
}

// A loop for each sort of array: one that meets several is slow for all

function packNumbers(cells: Cells, values: Float64Array, own: Cells, units: Float64Array): number {
  let count = 0;
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] as number;
    own[count] = cell;
    units[count] = values[row] as number;
    count += +(cell >= 0);
  }
  return count;
}

function packCodes(cells: Cells, all: Int32Array, own: Cells, codes: Int32Array): number {
  let count = 0;
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] as number;
    own[count] = cell;
    codes[count] = all[row] as number;
    count += +(cell >= 0);
  }
  return count;
}

/** Flags are 0 and 1. */
function asNumbers(column: Column): Column {
  return column.type === "flag"
    ? { type: "number", units: Float64Array.from(column.flags), scale: 0, bound: 1 }
    : column;
}

function runsOfKept(kept: readonly Kept[], count: number): Runs {
  const texts = kept.flatMap(({ cells, column }) => (column.type === "text" ? [{ cells, column }] : []));
  if (texts.length === kept.length) return runsOfTexts(texts, count);
  const numbers = kept.flatMap(({ cells, column }) => (column.type === "number" ? [{ cells, column }] : []));
  const scales = new Set(kept.map(({ column }) => ("scale" in column ? column.scale : 0)));
  const isPlain = numbers.length === kept.length && scales.size === 1;
  return isPlain ? pileOf(numbers, count) : runsOfMany(kept, Math.max(...scales), count);
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

/** Each text of a cell with how often it is there. */
function runsOfTexts(kept: readonly Kept<TextColumn>[], count: number): Runs {
  const lists = [...new Set(kept.map(({ column }) => column.texts))];
  const texts = [...new Set(lists.flat())].sort();
  const rankOf = new Map(texts.map((text, rank) => [text, rank]));
  const ranks = new Map(lists.map((list) => [list, Int32Array.from(list, (text) => rankOf.get(text) ?? -1)]));
  const width = texts.length;
  const [keys, weights]: [string[], number[]] = [[], []];
  const starts = new Uint32Array(count + 1);
  for (const [number, weight] of timesOf(placesOf(kept, ranks, width), count * width)) {
    keys.push(texts[number % width] as string);
    weights.push(weight);
    starts[Math.floor(number / width) + 1] = keys.length;
  }
  return { starts: withoutGaps(starts), keys: [keys], scales: [0], weights };
}

/** A number for each that says its cell and its text, in the order of the runs. */
function placesOf(
  kept: readonly Kept<TextColumn>[],
  ranks: ReadonlyMap<readonly string[], Int32Array>,
  width: number,
): Float64Array {
  const numbers = new Float64Array(kept.reduce((sum, { cells }) => sum + cells.length, 0));
  let next = 0;
  for (const { cells, column } of kept) {
    const rank = ranks.get(column.texts) as Int32Array;
    for (let i = 0; i < cells.length; i++) {
      numbers[next++] = (cells[i] as number) * width + (rank[column.codes[i] as number] as number);
    }
  }
  return numbers;
}

/** Numbers below `limit` in their order, each with how often it is there. */
function timesOf(numbers: Float64Array, limit: number): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  if (limit <= 4 * numbers.length) {
    const times = new Int32Array(limit);
    countNumbers(numbers, times);
    for (let number = 0; number < limit; number++)
      if (times[number] !== 0) found.push([number, times[number] as number]);
    return found;
  }
  numbers.sort();
  for (let from = 0, to = 0; from < numbers.length; from = to) {
    while (to < numbers.length && numbers[to] === numbers[from]) to++;
    found.push([numbers[from] as number, to - from]);
  }
  return found;
}

function countNumbers(numbers: Float64Array, times: Int32Array): void {
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number;
    times[number] = (times[number] as number) + 1;
  }
}
