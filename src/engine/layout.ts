import { assign } from "../periods/locate.ts";
import type { Placed } from "./fate.ts";
import type { Stays } from "./kernels-spans.ts";
import type { Cells } from "./sums.ts";

/** How cells are numbered: period by period, and in each period group by group. */
export interface Layout {
  /** Starts of the periods and the end of the last, cut to the range of the plan. */
  readonly bounds: Float64Array;
  readonly groups: number;
  /** Infinity where the plan has none. */
  readonly asOf: number;
}

/** Rows put into cells; a row may be in several. */
export interface Spread {
  readonly cells: Cells;
  /** The row of each entry. */
  readonly rows: Int32Array;
}

export function periodsIn({ bounds }: Layout): number {
  return bounds.length - 1;
}

export function cellsIn(layout: Layout): number {
  return periodsIn(layout) * layout.groups;
}

/** The cells of a period, of which there are `width`. */
export function cellsOfPeriod(period: number, width: number): number[] {
  return Array.from({ length: width }, (_, cell) => period * width + cell);
}

/** When a period is over, or the report if that comes first. */
export function endOfPeriod({ bounds, asOf }: Layout, period: number): number {
  return Math.min(bounds[period + 1] as number, asOf);
}

/** Periods become cells. `numbers` has the number of each group by its code. */
export function addGroups(cells: Cells, codes: Int32Array, numbers: Int32Array, groups: number): void {
  const fours = cells.length & ~3;
  for (let row = 0; row < fours; row += 4) {
    addGroupAt(cells, codes, numbers, groups, row);
    addGroupAt(cells, codes, numbers, groups, row + 1);
    addGroupAt(cells, codes, numbers, groups, row + 2);
    addGroupAt(cells, codes, numbers, groups, row + 3);
  }
  for (let row = fours; row < cells.length; row++) addGroupAt(cells, codes, numbers, groups, row);
}

function addGroupAt(cells: Cells, codes: Int32Array, numbers: Int32Array, groups: number, row: number): void {
  const period = cells[row] as number;
  cells[row] = (period * groups + (numbers[codes[row] as number] as number)) | (period >> 31);
}

/** The cells of counted rows, -1 for the others. */
export function markCounted(cells: Cells, cellOf: Cells, fates: Uint8Array): void {
  const fours = cells.length & ~3;
  for (let row = 0; row < fours; row += 4) {
    markCountedAt(cells, cellOf, fates, row);
    markCountedAt(cells, cellOf, fates, row + 1);
    markCountedAt(cells, cellOf, fates, row + 2);
    markCountedAt(cells, cellOf, fates, row + 3);
  }
  for (let row = fours; row < cells.length; row++) markCountedAt(cells, cellOf, fates, row);
}

function markCountedAt(cells: Cells, cellOf: Cells, fates: Uint8Array, row: number): void {
  // Where the fate is any but 0 all bits are set, which is -1
  cells[row] = (cellOf[row] as number) | (-(fates[row] as number) >> 31);
}

/** The periods in which each counted row has something to count: just before their end, their start, or at both. */
export function inStock(
  { bounds, asOf }: Layout,
  counted: Uint8Array,
  { start, end }: Placed,
  when: "atEnd" | "atStart" | "stayed" | "touched",
): Stays {
  const periods = bounds.length - 1;
  const [startsIn, endsIn] = [assign(bounds, start), assign(bounds, end)];
  const begin = bounds[0] as number;
  const over = bounds[periods] as number;
  const fromNext = when === "atStart" || when === "stayed" ? 1 : 0;
  const untilNext = when === "atStart" || when === "touched" ? 1 : 0;
  for (let row = 0; row < startsIn.length; row++) {
    if (counted[row] !== 0) {
      startsIn[row] = 0;
      endsIn[row] = 0;
      continue;
    }
    const t = end[row] as number;
    const isOpen = !(t < asOf) || t >= over; // NaN is open
    const ended = isOpen ? periods : t < begin ? -1 : (endsIn[row] as number);
    const started = startsIn[row] as number; // -1 before the first: who is outside at the other end is not counted
    startsIn[row] = Math.max(started + fromNext, 0);
    endsIn[row] = Math.min(ended + untilNext, periods);
  }
  return { first: startsIn, last: endsIn };
}

/** The period that the span of each counted row is exactly; what is still to come of it is part of it. */
export function exactly({ bounds }: Layout, counted: Uint8Array, { start, end, closing }: Placed): Stays {
  const first = assign(bounds, start);
  const last = new Int32Array(first.length);
  for (let row = 0; row < first.length; row++) {
    const period = first[row] as number;
    const isWhole =
      counted[row] === 0 &&
      start[row] === bounds[period] &&
      (end[row] as number) + closing === (bounds[period + 1] as number);
    last[row] = isWhole ? period + 1 : period;
  }
  return { first, last };
}

/**
 * The spans of rows from `first` on, within the periods and before the report, written into `from` and `to`; one of no
 * length where a row is not counted.
 */
export function stretchesOf(
  { bounds, asOf }: Layout,
  counted: Uint8Array,
  { start, end, closing }: Placed,
  first: number,
  from: Float64Array,
  to: Float64Array,
): void {
  const begin = bounds[0] as number;
  const over = Math.min(bounds[bounds.length - 1] as number, asOf);
  for (let i = 0; i < from.length; i++) {
    const row = first + i;
    const t = end[row] as number;
    const limit = counted[row] === 0 ? over : Number.NEGATIVE_INFINITY;
    from[i] = Math.max(start[row] as number, begin);
    to[i] = t < asOf ? Math.min(t + closing, limit) : limit;
  }
}

/** An entry for each row and period that it is in. */
export function spreadOver({ first, last }: Stays, { groups }: Layout, groupOf: Int32Array): Spread {
  let entries = 0;
  for (let row = 0; row < first.length; row++) {
    entries += Math.max((last[row] as number) - (first[row] as number), 0);
  }
  const [rows, cells] = [new Int32Array(entries), new Int32Array(entries)];
  for (let row = 0, entry = 0; row < first.length; row++) {
    for (let period = first[row] as number; period < (last[row] as number); period++) {
      rows[entry] = row;
      cells[entry++] = period * groups + (groupOf[row] as number);
    }
  }
  return { rows, cells };
}
