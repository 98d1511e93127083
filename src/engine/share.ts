import type { Expression } from "../core/expression.ts";
import { namesIn } from "../core/expression.ts";
import type { Measure } from "../core/measure.ts";
import { assigner } from "../periods/locate.ts";
import type { Column, FlagColumn } from "./column.ts";
import {
  ABSENT,
  fieldsOf,
  markCondition,
  markMissing,
  markTime,
  markUnknownEnds,
  type Placed,
  placedIn,
} from "./fate.ts";
import type { Frame } from "./frame.ts";
import type { Gatherer, Money } from "./gather.ts";
import type { GroupColumn } from "./groups.ts";
import { addGroups, type Layout, markCounted } from "./layout.ts";
import { once } from "./once.ts";
import type { TableRead } from "./read-table.ts";

/** Rows placed in time, block by block: what time makes of each, and its cell. */
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
      return cells;
    },
  };
}

/** Measures of the same rows and values: what becomes of a row is decided once, and what counts goes to all of them. */
export interface Share {
  /** How many rows had each fate, by its code. */
  readonly fates: Float64Array;
  readonly money: readonly Money[];
  /** The same for the same name, made when first asked for. */
  once<V>(name: string, make: () => V): V;
  gatherer<G extends Gatherer>(name: string, make: () => G): G;
  /** Takes a block of rows, and says what became of each. */
  take(first: number, rows: number): Uint8Array;
}

export function shareOf(
  measure: Measure,
  placing: Placing,
  read: TableRead,
  frame: Frame,
  size: number,
): Share {
  const where = measure.where && frame.shared(measure.where);
  const value = measure.value && frame.shared(measure.value);
  const ends = fieldsOf(measure).flatMap((field) => read.unknownEnds.get(field) ?? []);
  const gatherers = new Map<string, Gatherer>();
  const made = new Map<string, unknown>();
  const [allFates, allCells] = [new Uint8Array(size), new Int32Array(size)];
  return {
    fates: new Float64Array(ABSENT + 1),
    money: moneyIn(measure, read),
    once<V>(name: string, make: () => V): V {
      if (!made.has(name)) made.set(name, make());
      return made.get(name) as V;
    },
    gatherer<G extends Gatherer>(name: string, make: () => G): G {
      const found = gatherers.get(name) ?? make();
      gatherers.set(name, found);
      return found as G;
    },
    take(first, rows) {
      const fates = allFates.subarray(0, rows);
      fates.set(placing.fates());
      for (const unknown of ends) markUnknownEnds(fates, unknown.subarray(first, first + rows));
      if (where !== null) markCondition(fates, (frame.columnFor(where) as FlagColumn).flags);
      const column = value === null ? null : frame.columnFor(value);
      if (column !== null) markMissing(fates, column);
      const cells = once(() => {
        const marked = allCells.subarray(0, rows);
        markCounted(marked, placing.cells(), fates);
        return marked;
      });
      for (const gatherer of gatherers.values()) gatherer.add({ first, fates, cells, value: column });
      return fates;
    },
  };
}

/** The money fields in what is measured, with the currencies of their rows. */
function moneyIn({ kind, value }: Measure, { columns }: TableRead): Money[] {
  return namesOf(value).flatMap((name) => {
    const amounts = columns.get(name) as Column;
    const currency = columns.get(kind?.fields[name]?.currency ?? "");
    return currency?.type === "text" ? [{ amounts, currency }] : [];
  });
}

function namesOf(expression: Expression | null): string[] {
  return expression === null ? [] : namesIn(expression);
}
