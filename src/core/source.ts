import { type Coded, isCoded } from "./coded.ts";
import { KpiError } from "./errors.ts";
import { shown } from "./instant.ts";
import { isNullable } from "./nullable.ts";

/** Rows, however they are held: by number, and by the name of a column. */
export interface RowSource {
  readonly length: number;
  /** Null where it has no such column; a source without rows has them all. */
  column(name: string): ((row: number) => unknown) | null;
  /** The values of a column that is held as one; null where rows are held. */
  values(name: string): ArrayLike<unknown> | null;
  /** Of the values of a column of which some are missing which there are: 0 where one is not; else null. */
  known(name: string): Uint8Array | null;
  /** A column that is held as codes and their texts; else null. */
  coded(name: string): Coded | null;
  /** A whole row, for mappings that are functions. */
  row(row: number): unknown;
}

/** Arrays, typed or not, or anything with a length and `get`, as Arrow vectors have. */
export type ColumnLike<V = unknown> = ArrayLike<V> | { readonly length: number; get(row: number): V };

/** Data held by column. */
export interface Columns<R> {
  readonly columns: { readonly [Name in keyof R]: ColumnLike<R[Name]> };
}

/**
 * Data that is held by column and not by row: arrays of equal length. Throws a `KpiError` where they differ.
 *
 * @example
 * ```ts
 * import { columns } from "kpi-core";
 *
 * columns({ team: ["a", "b"], minutes: Float64Array.of(3, 4) }).columns.team[1] // => "b"
 * ```
 */
export function columns<C extends Readonly<Record<string, ColumnLike>>>(
  named: C,
): { readonly columns: C } & Columns<{ [Name in keyof C]: C[Name] extends ColumnLike<infer V> ? V : never }> {
  requireEqualLengths(named);
  return { columns: named } as never;
}

function requireEqualLengths(named: Readonly<Record<string, ColumnLike>>): void {
  for (const [name, column] of Object.entries(named)) {
    if (typeof column?.length === "number") continue;
    throw new KpiError("bad-table", `columns: ${name} is ${shown(column)}; give an array or a vector`);
  }
  const lengths = Object.entries(named).map(([name, { length }]) => `${name} ${length}`);
  if (new Set(Object.values(named).map(({ length }) => length)).size > 1) {
    throw new KpiError("bad-table", `columns have ${lengths.join(", ")} values; give as many to each`);
  }
}

/**
 * The entries of an object, and no others: what is asked for by a name that every object has, such as `constructor`, is
 * not there.
 */
export function entriesAlone<O extends object>(given: O): O {
  return Object.assign(Object.create(null), given);
}

export function sourceOf(rows: Iterable<object> | Columns<object>): RowSource {
  if (isByColumn(rows)) return columnSource(entriesAlone({ ...rows.columns }));
  if (typeof rows === "object" && rows !== null && Symbol.iterator in rows) return rowSource(rows);
  const right = "give an array of objects, another iterable of them, or columns({ … })";
  throw new KpiError("bad-table", `table: the rows are ${shown(rows)}; ${right}`);
}

/** Whether data are held by column. An array holds rows, also one that names their columns, as `csvParse` of d3 does. */
export function isByColumn<R extends object>(rows: Iterable<R> | Columns<R>): rows is Columns<R> {
  return typeof rows === "object" && rows !== null && !Array.isArray(rows) && "columns" in rows;
}

function rowSource(rows: Iterable<object>): RowSource {
  const all: readonly object[] = Array.isArray(rows) ? rows : [...rows];
  const stray = strayIn(all);
  if (stray >= 0) {
    throw new KpiError("bad-table", `table: row ${stray} is ${shown(all[stray])}; give an object for each`);
  }
  return {
    length: all.length,
    row: (row) => all[row],
    values: () => null,
    known: () => null,
    coded: () => null,
    column(name) {
      // Every object has some names, such as `constructor`: of these a row has those of its own
      const isEverywhere = name in Object.prototype;
      const isIn = (row: object) => (isEverywhere ? Object.hasOwn(row, name) : name in row);
      if (all.length > 0 && !all.some(isIn)) return null;
      const valueAt = (row: number) => (all[row] as Readonly<Record<string, unknown>>)[name];
      return isEverywhere ? (row) => (isIn(all[row] as object) ? valueAt(row) : undefined) : valueAt;
    },
  };
}

/** The number of the first row that is no object; -1 where all are. */
function strayIn(rows: readonly unknown[]): number {
  for (let row = 0; row < rows.length; row++) {
    if (typeof rows[row] !== "object" || rows[row] === null) return row;
  }
  return -1;
}

function columnSource(named: Readonly<Record<string, ColumnLike>>): RowSource {
  requireEqualLengths(named);
  const readers = Object.entries(named).map(([name, column]): [string, (row: number) => unknown] => [
    name,
    "get" in column ? (row) => column.get(row) : (row) => column[row],
  ]);
  const byName = new Map(readers);
  return {
    length: Object.values(named)[0]?.length ?? 0,
    column: (name) => byName.get(name) ?? null,
    values(name) {
      const column = named[name];
      if (isNullable(column)) return column.values;
      return column === undefined || "get" in column ? null : column;
    },
    known(name) {
      const column = named[name];
      return isNullable(column) ? column.known : null;
    },
    coded(name) {
      const column = named[name];
      return isCoded(column) ? column : null;
    },
    row: (row) => Object.fromEntries(readers.map(([name, read]) => [name, read(row)])),
  };
}
