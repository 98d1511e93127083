import { assign, locate } from "../periods/locate.ts";
import type { Placed } from "./fate.ts";
import type { Cells } from "./sums.ts";

/** How cells are numbered: period by period, and in each period group by group. */
export interface Layout {
  /** Starts of the periods and the end of the last, cut to the range of the plan. */
  readonly bounds: Float64Array;
  readonly groups: number;
  /** Infinity where the plan has none. */
  readonly asOf: number;
}

/** The cell of each row, or -1. */
export interface Moments {
  readonly cells: Cells;
}

/** Rows put into cells; a row may be in several. */
export interface Spread extends Moments {
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

/** Each counted row in the cell of its moment. */
export function atMoment(
  { bounds, groups }: Layout,
  groupOf: Int32Array,
  counted: Uint8Array,
  { start }: Placed,
): Moments {
  const cells = assign(bounds, start);
  for (let row = 0; row < cells.length; row++) {
    const period = cells[row] as number;
    cells[row] = counted[row] !== 0 || period < 0 ? -1 : period * groups + (groupOf[row] as number);
  }
  return { cells };
}

/** Each counted row in every period with something to count: just before its end, its start, or at both. */
export function inStock(
  layout: Layout,
  groupOf: Int32Array,
  counted: Uint8Array,
  placed: Placed,
  when: "atEnd" | "atStart" | "stayed" | "touched",
): Spread {
  const { bounds, asOf } = layout;
  const begin = bounds[0] as number;
  const last = periodsIn(layout);
  return spread(layout, groupOf, counted, (row) => {
    const start = placed.start[row] as number;
    const end = placed.end[row] as number;
    const isOpen = !(end < asOf); // NaN is open
    const startsIn = start < begin ? -1 : locate(bounds, start);
    const endsIn = isOpen || end >= (bounds[last] as number) ? last : locate(bounds, end);
    const first = when === "atEnd" || when === "touched" ? Math.max(startsIn, 0) : startsIn + 1;
    return [first, when === "atEnd" || when === "stayed" ? endsIn : Math.min(endsIn + 1, last)];
  });
}

/** Each counted row whose span is exactly a period, in that period; what is still to come of it is part of it. */
export function exactly(
  layout: Layout,
  groupOf: Int32Array,
  counted: Uint8Array,
  { start, end, closing }: Placed,
): Spread {
  const { bounds } = layout;
  return spread(layout, groupOf, counted, (row) => {
    const period = locate(bounds, start[row] as number);
    const isWhole =
      start[row] === bounds[period] && (end[row] as number) + closing === (bounds[period + 1] as number);
    return isWhole ? [period, period + 1] : [0, 0];
  });
}

/** Rows in the periods from the first up to, and without, the second. */
function spread(
  { groups }: Layout,
  groupOf: Int32Array,
  counted: Uint8Array,
  range: (row: number) => readonly [number, number],
): Spread {
  const rows: number[] = [];
  const cells: number[] = [];
  for (let row = 0; row < counted.length; row++) {
    if (counted[row] !== 0) continue;
    const [first, last] = range(row);
    for (let period = first; period < last; period++) {
      rows.push(row);
      cells.push(period * groups + (groupOf[row] as number));
    }
  }
  return { rows: Int32Array.from(rows), cells: Int32Array.from(cells) };
}
