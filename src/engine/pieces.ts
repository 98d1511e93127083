import { greatestOf } from "../core/many.ts";
import type { Measure } from "../core/measure.ts";
import type { WorkClock } from "../core/operators.ts";
import { assigner } from "../periods/locate.ts";
import { type Column, EXACT, gathered, type NumberColumn, numberColumn, type TextColumn } from "./column.ts";
import type { Placed } from "./fate.ts";
import { type Money, withAmount } from "./gather.ts";
import { multiplied } from "./kernels.ts";
import { addLengths, addStays, lengthsIn, noLengths, type Stays } from "./kernels-spans.ts";
import {
  cellsIn,
  endOfPeriod,
  inStock,
  type Layout,
  periodsIn,
  type Spread,
  spreadOver,
  stretchesOf,
} from "./layout.ts";
import { type RunKey, type Runs, runsOf } from "./runs.ts";
import { workedBetween } from "./schedule.ts";
import { pileOfSpans } from "./span-pile.ts";
import type { State } from "./state.ts";
import { type Cells, compact, countsOf, type Sums, sumsOf } from "./sums.ts";
import { timesOfTexts } from "./text-times.ts";

/** What a fold reads: the rows of one measure, where they lie, and what they are worth. */
export interface Folding {
  readonly measure: Measure;
  readonly layout: Layout;
  readonly groupOf: Int32Array;
  /** The fate of each row; 0 is counted. */
  readonly fates: Uint8Array;
  readonly placed: Placed;
  readonly value: Column | null;
  readonly money: readonly Money[];
  /** The cell in which each counted row has its moment, -1 for the others. */
  readonly cells: () => Cells;
  /** What measures of the same rows and values share, made when one of them first asks. */
  readonly once: <V>(what: string, make: () => V) => V;
  /** For spans in working time: what is worked between two instants. */
  readonly work: WorkClock | null;
}

/** The rows that have a cell, with it. */
export function spreadOf(all: Cells): Spread {
  const counted = all.reduce((sum, cell) => sum + Number(cell >= 0), 0);
  const [rows, cells] = [new Int32Array(counted), new Int32Array(counted)];
  let entry = 0;
  all.forEach((cell, row) => {
    if (cell < 0) return;
    rows[entry] = row;
    cells[entry++] = cell;
  });
  return { rows, cells };
}

/** The periods that rows are in. */
export function stays({ layout, fates, placed, once }: Folding, when: Parameters<typeof inStock>[3]): Stays {
  return once(`stays ${when}`, () => inStock(layout, fates, placed, when));
}

/** An entry for each row and period that it is in. */
export function present(folding: Folding, when: Parameters<typeof inStock>[3]): Spread {
  return spreadOver(stays(folding, when), folding.layout, folding.groupOf);
}

/** How many rows are in each cell. */
export function countsOfStays({ layout, groupOf }: Folding, stays: Stays): Sums {
  return { scale: 0, units: addStays(stays, groupOf, layout.groups, null, periodsIn(layout)) };
}

/** Rows by the periods that they are in: how many, and their values added up, or their number where they have none. */
export function stocked(folding: Folding, stays: Stays): State {
  const { layout, groupOf, value, money } = folding;
  const n = countsOfStays(folding, stays);
  const spread = () => spreadOver(stays, layout, groupOf);
  return {
    sums: { n, total: value === null ? n : (valuesOfStays(folding, stays) ?? totals(folding, spread())) },
    runs: money.length === 0 ? {} : currenciesOfEntries(folding, spread()),
  };
}

/** Null where the values are not numbers whose sums doubles hold. */
function valuesOfStays({ layout, groupOf, value }: Folding, stays: Stays): Sums | null {
  if (value?.type !== "number" || value.bound * groupOf.length >= EXACT) return null;
  const units = addStays(stays, groupOf, layout.groups, value.units, periodsIn(layout));
  return { scale: value.scale, units };
}

/** How long rows lie in each cell, times their values where they have any, in seconds. */
export function lengths(folding: Folding): Sums {
  const { layout, groupOf, value } = folding;
  const clock = clockOf(folding);
  const most = longest(clock.bounds) * (value?.type === "number" ? value.bound : 1);
  const rows = Math.floor((EXACT - 1) / Math.max(most, 1)); // at most so many at once, lest their sum pass 2^53
  if ((value !== null && value.type !== "number") || rows < BLOCK) {
    return weighed(folding, lasting(folding), (row, cell) => overlap(folding, row, cell));
  }
  const { groups } = layout;
  const scale = 3 + (value?.scale ?? 0);
  const parts: Float64Array[] = [];
  let own = noLengths(periodsIn(layout), groups);
  let added = 0;
  for (const { first, ...stretches } of stretchesIn(folding, clock)) {
    const [end, length] = [first + stretches.from.length, stretches.from.length];
    addLengths(
      stretches,
      groupOf.subarray(first, end),
      groups,
      value?.units.subarray(first, end) ?? null,
      own,
    );
    added += length;
    if (added + BLOCK <= rows) continue;
    parts.push(lengthsIn(own, clock.bounds, groups));
    own = noLengths(periodsIn(layout), groups);
    added = 0;
  }
  const last = lengthsIn(own, clock.bounds, groups);
  if (parts.length === 0) return { scale, units: last };
  const sums = (all: bigint[], part: Float64Array) =>
    all.map((ms, cell) => ms + BigInt(part[cell] as number));
  return compact({ scale, units: parts.reduce(sums, Array.from(last, BigInt)) });
}

const BLOCK = 4096;

function longest(bounds: Float64Array): number {
  let most = 0;
  for (let i = 1; i < bounds.length; i++)
    most = Math.max(most, (bounds[i] as number) - (bounds[i - 1] as number));
  return most;
}

/** A clock that spans are held to, and where periods begin on it. */
interface SpanClock {
  readonly bounds: Float64Array;
  readonly at: ((t: number) => number) | null;
}

/** In working time instants stand at what is worked since 1970, so that closed hours have no length. */
function clockOf({ layout, work }: Folding): SpanClock {
  if (work === null || periodsIn(layout) === 0) return { bounds: layout.bounds, at: null };
  const at = (t: number) => workedBetween(work, 0, t);
  return { bounds: layout.bounds.map(at), at };
}

/** Where the spans of rows lie, block by block in the same arrays. */
function* stretchesIn({ layout, fates, placed }: Folding, { bounds, at }: SpanClock) {
  const [allFrom, allTo] = [new Float64Array(BLOCK), new Float64Array(BLOCK)];
  const [begins, ends] = [new Int32Array(BLOCK), new Int32Array(BLOCK)];
  const assign = assigner(bounds, fates.length);
  const periodsOf = (times: Float64Array, found: Int32Array) => {
    const periods = found.subarray(0, times.length);
    assign(times, periods);
    return periods;
  };
  for (let first = 0; first < fates.length; first += BLOCK) {
    const length = Math.min(BLOCK, fates.length - first);
    const [from, to] = [allFrom.subarray(0, length), allTo.subarray(0, length)];
    stretchesOf(layout, fates, placed, first, from, to);
    if (at !== null) ontoClock(from, to, at);
    yield { from, to, bounds, begins: periodsOf(from, begins), ends: () => periodsOf(to, ends), first };
  }
}

function ontoClock(from: Float64Array, to: Float64Array, at: (t: number) => number): void {
  for (let row = 0; row < from.length; row++) {
    if (!((from[row] as number) < (to[row] as number))) continue;
    from[row] = at(from[row] as number);
    to[row] = at(to[row] as number);
  }
}

export function counts({ layout }: Folding, { cells }: Spread): Sums {
  return countsOf(cells, cellsIn(layout));
}

/** The values added up, or how many rows where there is no value. */
function totals(folding: Folding, spread: Spread): Sums {
  const { layout, value } = folding;
  if (value?.type !== "number" && value?.type !== "big") return counts(folding, spread);
  return sumsOf(spread.cells, gathered(value, spread.rows) as NumberColumn, cellsIn(layout));
}

/** Milliseconds of each entry, times the value of its row, in seconds. */
export function weighed(
  { layout, value }: Folding,
  { rows, cells }: Spread,
  ms: (row: number, cell: number) => number,
): Sums {
  const lengths = Array.from(rows, (row, entry) => ms(row, cells[entry] as number));
  const column = secondsTimes(lengths, value === null ? null : gathered(value, rows));
  return sumsOf(cells, column as NumberColumn, cellsIn(layout));
}

export function runs(
  { layout }: Folding,
  { cells }: Spread,
  keys: readonly (readonly RunKey[])[],
  scales: readonly number[],
): Runs {
  return runsOf({ cells, keys, scales, weights: new Uint8Array(cells.length).fill(1) }, cellsIn(layout));
}

/** The currencies in each cell, beside amounts of money. */
export function currenciesOfEntries(
  { layout, money }: Folding,
  { rows, cells }: Spread,
): Record<string, Runs> {
  if (money.length === 0) return {};
  const times = timesOfTexts(cellsIn(layout));
  for (const { amounts, currency } of money)
    times.add(withAmount(cells, amounts && gathered(amounts, rows)), gathered(currency, rows) as TextColumn);
  return { currencies: times.runs() };
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
  return to <= from ? 0 : work === null ? to - from : workedBetween(work, from, to);
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

/** The pieces of spans in each cell, by resource where there are any. */
export function stepsOf(folding: Folding): Runs {
  const { layout, groupOf, value } = folding;
  const clock = clockOf(folding);
  const blocks = () => stretchesIn(folding, clock);
  return pileOfSpans(blocks, groupOf, layout, value as TextColumn | null);
}

/** Milliseconds as seconds, times a weight. */
function secondsTimes(ms: readonly number[], weight: Column | null): Column {
  const bound = greatestOf(ms, 0);
  const seconds: Column = numberColumn(Float64Array.from(ms), 3, bound);
  return weight === null ? seconds : multiplied(seconds, weight);
}
