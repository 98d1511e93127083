import { type Expression, namesIn } from "../core/expression.ts";
import type { Measure } from "../core/measure.ts";
import { assigner } from "../periods/locate.ts";
import { askedBeyond, isAlwaysKnown, knownFields } from "./always-known.ts";
import type { Column, FlagColumn } from "./column.ts";
import {
  isMissing,
  markCondition,
  markMissing,
  markTime,
  markUnknownEnds,
  noFates,
  type Placed,
  placedIn,
} from "./fate.ts";
import type { Frame } from "./frame.ts";
import type { Gatherer, Money } from "./gather.ts";
import type { GroupColumn } from "./groups.ts";
import { areZero } from "./kernels-bytes.ts";
import { addGroups, type Layout, markCounted } from "./layout.ts";
import { once, onceByName } from "./once.ts";
import type { TableRead } from "./read-table.ts";

/** Rows placed in time, block by block: what time makes of each, and its cell, which is -1 for those that time leaves out. */
export interface Placing {
  moveTo(first: number, rows: number): void;
  fates(): Uint8Array;
  cells(): Int32Array;
}

/** For blocks of at most `size` rows. `numbers` has the number of each group by its code. */
export function placingOf(
  measure: Measure,
  placed: Placed,
  layout: Layout,
  { codes }: GroupColumn,
  numbers: Int32Array,
  size: number,
): Placing {
  const { bounds, groups, asOf } = layout;
  const range = { from: bounds[0] as number, to: bounds.at(-1) as number, asOf };
  const assign = assigner(bounds, placed.start.length);
  // Outside all periods there is no cell; time may leave out more than that
  const leavesOutMore = measure.placed?.sort !== "dated" || asOf < range.to || placed.absent !== null;
  const [allFates, allCells] = [new Uint8Array(size), new Int32Array(size)];
  let fates: Uint8Array = allFates;
  let cells: Int32Array | null = null;
  let block = placed;
  let groupOf = codes;
  return {
    moveTo(first, rows) {
      block = placedIn(placed, first, rows);
      groupOf = codes.subarray(first, first + rows);
      fates = allFates.subarray(0, rows);
      markTime(fates, measure, block, range);
      cells = null;
    },
    fates: () => fates,
    cells() {
      if (cells !== null) return cells;
      cells = allCells.subarray(0, fates.length);
      assign(block.start, cells);
      if (groups > 1) addGroups(cells, groupOf, numbers, groups);
      if (leavesOutMore) markCounted(cells, cells, fates);
      return cells;
    },
  };
}

/** What became of the rows of a block. */
export interface Judged {
  /** 0 is counted. */
  readonly fates: Uint8Array;
  /** The cell of each counted row, -1 for the others. */
  readonly cells: () => Int32Array;
  /** How many rows have each fate, by its code; who asks agrees that these are their fates. */
  readonly counts: () => Float64Array;
}

/** Takes note of the fates of rows from `first` on, and says how many have each. */
export type Tell = (fates: Uint8Array, first: number) => Float64Array;

/** Rows that time and a condition leave, whatever is measured of them. */
export interface Chosen {
  take(first: number, rows: number): Judged;
}

export function chosenBy(
  measure: Measure,
  unknownEnds: readonly Uint8Array[],
  placing: Placing,
  frame: Frame,
  size: number,
  tell: Tell,
): Chosen {
  const asked = measure.where && askedBeyond(measure.where, knownFields(measure));
  const condition = asked && frame.shared(asked);
  const isAllByTime = condition === null && unknownEnds.length === 0;
  const room = once(() => roomFor(size));
  let block = -1;
  let judged: Judged;
  return {
    take(first, rows) {
      if (block === first) return judged;
      block = first;
      judged = isAllByTime ? byTime(first) : beyondTime(first, rows);
      return judged;
    },
  };

  function byTime(first: number): Judged {
    const fates = placing.fates();
    return { fates, cells: placing.cells, counts: once(() => tell(fates, first)) };
  }

  function beyondTime(first: number, rows: number): Judged {
    const fates = room().fates.subarray(0, rows);
    fates.set(placing.fates());
    for (const ends of unknownEnds) markUnknownEnds(fates, ends.subarray(first, first + rows));
    if (condition !== null) markCondition(fates, (frame.columnFor(condition) as FlagColumn).flags);
    return judgedBy(fates, placing, room().cells, () => tell(fates, first));
  }
}

function roomFor(size: number) {
  return { fates: new Uint8Array(size), cells: new Int32Array(size) };
}

function judgedBy(fates: Uint8Array, placing: Placing, room: Int32Array, counts: () => Float64Array): Judged {
  const cells = once(() => {
    if (areZero(fates)) return placing.cells();
    const marked = room.subarray(0, fates.length);
    markCounted(marked, placing.cells(), fates);
    return marked;
  });
  return { fates, cells, counts: once(counts) };
}

/** Measures of the same rows and values: what becomes of a row is decided once, and what counts goes to all of them. */
export interface Share {
  /** How many rows had each fate, by its code. */
  readonly fates: Float64Array;
  readonly money: readonly Money[];
  /** The same for the same name, made when first asked for. */
  once<V>(name: string, make: () => V): V;
  gatherer<G extends Gatherer>(name: string, make: () => G): G;
  /** Takes a block of rows. */
  take(first: number, rows: number): void;
}

export function shareOf(
  measure: Measure,
  chosen: Chosen,
  placing: Placing,
  read: TableRead,
  frame: Frame,
  size: number,
  tell: Tell,
): Share {
  const value = measure.value && frame.shared(measure.value);
  const mayBeMissing = value !== null && !isAlwaysKnown(value, knownFields(measure));
  const gatherers: Gatherer[] = [];
  const made = onceByName();
  const counts = noFates();
  const room = once(() => roomFor(size));

  /** Those without a value are left out; where there are none, all is as it was. */
  function judged(before: Judged, column: Column | null, first: number): Judged {
    if (column === null || !mayBeMissing || !isMissing(before.fates, column)) return before;
    const fates = room().fates.subarray(0, before.fates.length);
    fates.set(before.fates);
    markMissing(fates, column);
    return judgedBy(fates, placing, room().cells, () => tell(fates, first));
  }

  return {
    fates: counts,
    money: moneyIn(measure, read),
    once: made,
    gatherer: (name, make) =>
      made(`gatherer ${name}`, () => {
        const gatherer = make();
        gatherers.push(gatherer);
        return gatherer;
      }),
    take(first, rows) {
      const column = value === null ? null : frame.columnFor(value);
      const { fates, cells, counts: told } = judged(chosen.take(first, rows), column, first);
      const own = told();
      for (let code = 0; code < own.length; code++)
        counts[code] = (counts[code] as number) + (own[code] as number);
      for (const gatherer of gatherers) gatherer.add({ first, fates, cells, value: column });
    },
  };
}

/** The money fields in what is measured, with the currencies of their rows. */
function moneyIn({ kind, value }: Measure, { columns }: TableRead): Money[] {
  return namesOf(value).flatMap((name) => {
    // A row without what is measured is not counted
    const amounts = value?.type === "name" ? null : (columns.get(name) as Column);
    const currency = columns.get(kind?.fields[name]?.currency ?? "");
    return currency?.type === "text" ? [{ amounts, currency }] : [];
  });
}

function namesOf(expression: Expression | null): string[] {
  return expression === null ? [] : namesIn(expression);
}
