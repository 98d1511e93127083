import { KpiError } from "../core/errors.ts";
import { fieldReader, rawReader } from "../core/field-reader.ts";
import { shown } from "../core/instant.ts";
import type { Field, Kind } from "../core/kind.ts";
import type { From } from "../core/mapping.ts";
import { brokenRule, type InstantOf, type Read, type Rejection } from "../core/row-check.ts";
import {
  type Column,
  gathered,
  gatheredBytes,
  gatheredCodes,
  isKnownAt,
  repeated,
  without,
  withoutPlaces,
} from "./column.ts";
import type { KeyColumn } from "./groups.ts";
import type { Raw } from "./raw.ts";
import { columnByRow, readColumn } from "./read-column.ts";
import { readKeys } from "./read-keys.ts";
import type { Table } from "./table.ts";

/** The part of a row's time in which a thing was what its keys say. */
export interface Part {
  readonly row: number;
  readonly since: number;
  readonly until: number;
}

/** The rows of a table as columns, without those that were rejected. */
export interface TableRead {
  /** Rows that there were. */
  readonly read: number;
  readonly rejected: readonly Rejection[];
  /** Rows that were accepted. */
  readonly accepted: number;
  /** How many there are to fold: those accepted, or their parts. */
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
  /** For fields with a missing end that means "unknown": 1 where it does. */
  readonly unknownEnds: ReadonlyMap<string, Uint8Array>;
  /** For rows that are shared out among what their things were: which part each is. */
  readonly parts?: readonly Part[];
  /** For each name in `by` the keys of the rows. */
  readonly keys: readonly KeyColumn[];
}

/** Reads the fields and keys that a plan needs, column by column. A row is rejected for the first thing wrong with it. */
export function readTable(table: Table, fields: readonly string[], by: readonly string[]): TableRead {
  const { kind, source } = table;
  const faults: Faults = new Map();
  const columns = new Map(fields.map((name) => [name, readField(table, name, faults)]));
  markBroken(kind, columns, faults);
  const keys = by.map((name) => readKeys(table, name, faultOf(faults, name)));
  const unknownEnds = new Map(
    [...columns].flatMap(([name, column]) =>
      table.missing[name] === undefined ? [] : [[name, unknownEndsIn(table, name, column, faults)] as const],
    ),
  );
  const all = { rows: source.length, columns, unknownEnds, keys };
  const kept = faults.size === 0 ? all : withoutFaults(all, faults);
  return { ...kept, read: source.length, accepted: kept.rows, rejected: rejections(kind, faults) };
}

/** What is wrong with rows, by their numbers: the first thing found. */
type Faults = Map<number, { readonly field: string; readonly problem: string }>;

function faultOf(faults: Faults, field: string) {
  return (row: number, problem: string) => {
    if (!faults.has(row)) faults.set(row, { field, problem });
  };
}

function readField(table: Table, name: string, faults: Faults): Column {
  const { source, mapping, zone } = table;
  const field = table.kind.fields[name] as Field;
  const from = mapping[name] ?? (name as From<never, never>);
  const raw = { rows: source.length, fault: faultOf(faults, name) };
  if (typeof from === "object" && "edge" in from) return columnByRow(fieldReader(table, name), raw);
  if (typeof from === "object" && "value" in from) return sameInAll(field, from.value, raw, zone?.start);
  const at = rawReader(table, name, from);
  if (typeof from !== "string") return readColumn(field, { ...raw, at }, zone?.start);
  const [values, known, coded] = [source.values(from), source.known(from), source.coded(from)];
  return readColumn(field, { ...raw, at, values, known, coded }, zone?.start);
}

/** A value that all rows have is read once; where it is wrong, it is so in each. */
function sameInAll(
  field: Field,
  value: unknown,
  { rows, fault }: Pick<Raw, "rows" | "fault">,
  instantOf: InstantOf | undefined,
): Column {
  const inEach = (_: number, problem: string) => {
    for (let row = 0; row < rows; row++) fault(row, problem);
  };
  return repeated(readColumn(field, { rows: 1, at: () => value, fault: inEach }, instantOf), rows);
}

/** Rows that break a rule among their fields: instants in the wrong order, money without a currency. */
function markBroken(kind: Kind, columns: ReadonlyMap<string, Column>, faults: Faults): void {
  for (const row of suspectsIn(kind, columns)) {
    const broken = brokenRule(kind, (field) => readAt(columns.get(field), row));
    if (broken !== null && !faults.has(row)) faults.set(row, broken);
  }
}

/** The rows that may break one, by columns; `brokenRule` says which it is. */
function suspectsIn(kind: Kind, columns: ReadonlyMap<string, Column>): Set<number> {
  const suspects = new Set<number>();
  for (const [earlier, later] of kind.order) {
    const [from, to] = [columns.get(earlier), columns.get(later)];
    if (from?.type !== "number" || to?.type !== "number") continue;
    if (!anyIsLess(to.units, from.units)) continue;
    for (let row = 0; row < from.units.length; row++) {
      if (isLessAt(to.units, from.units, row) === 1) suspects.add(row);
    }
  }
  for (const [name, { currency }] of Object.entries(kind.fields)) {
    const [amounts, texts] = [columns.get(name), columns.get(currency ?? "")];
    if (amounts === undefined || texts?.type !== "text") continue;
    const blank = texts.texts.indexOf("");
    for (let row = 0; row < texts.codes.length; row++) {
      const code = texts.codes[row] as number;
      if ((code < 0 || code === blank) && isKnownAt(amounts, row)) suspects.add(row);
    }
  }
  return suspects;
}

function anyIsLess(a: Float64Array, b: Float64Array): boolean {
  let less = 0;
  const fours = a.length & ~3;
  for (let row = 0; row < fours; row += 4)
    less |= isLessAt(a, b, row) | isLessAt(a, b, row + 1) | isLessAt(a, b, row + 2) | isLessAt(a, b, row + 3);
  for (let row = fours; row < a.length; row++) less |= isLessAt(a, b, row);
  return less !== 0;
}

/** 1 or 0. */
function isLessAt(a: Float64Array, b: Float64Array, row: number): number {
  return +((a[row] as number) < (b[row] as number));
}

/** A value as `brokenRule` reads it: instants in milliseconds, of numbers only whether they are known. */
function readAt(column: Column | undefined, row: number): Read | undefined {
  if (column === undefined) return undefined;
  if (!isKnownAt(column, row)) return null;
  if (column.type === "number") return column.units[row] as number;
  return column.type === "text" ? (column.texts[column.codes[row] as number] ?? null) : true;
}

function unknownEndsIn(table: Table, name: string, column: Column, faults: Faults): Uint8Array {
  const ends = new Uint8Array(table.source.length);
  for (let row = 0; row < ends.length; row++) {
    if (!isKnownAt(column, row) && !faults.has(row)) ends[row] = +meansUnknown(table, name, row);
  }
  return ends;
}

/** What a table is read into, row by row. */
type Rows = Pick<TableRead, "rows" | "columns" | "unknownEnds" | "keys">;

/** The rows with nothing wrong. */
function withoutFaults({ rows, columns, unknownEnds, keys }: Rows, faults: Faults): Rows {
  const wrong = Int32Array.from(faults.keys()).sort();
  return {
    rows: rows - wrong.length,
    columns: new Map([...columns].map(([name, column]) => [name, without(column, wrong)])),
    unknownEnds: new Map([...unknownEnds].map(([name, ends]) => [name, withoutPlaces(ends, wrong)])),
    keys: keys.map(({ codes, values }) => ({ values, codes: withoutPlaces(codes, wrong) })),
  };
}

/** Some of the rows, in the order given. */
export function takenRows({ columns, unknownEnds, keys }: Rows, rows: Int32Array): Rows {
  return {
    rows: rows.length,
    columns: new Map([...columns].map(([name, column]) => [name, gathered(column, rows)])),
    unknownEnds: new Map([...unknownEnds].map(([name, ends]) => [name, gatheredBytes(ends, rows)])),
    keys: keys.map(({ codes, values }) => ({ values, codes: gatheredCodes(codes, rows) })),
  };
}

function rejections(kind: Kind, faults: Faults): Rejection[] {
  const inOrder = [...faults].sort(([a], [b]) => a - b);
  return inOrder.map(([row, { field, problem }]) => ({ kind: kind.name, row, field, message: problem }));
}

function meansUnknown({ kind, missing, source }: Table, field: string, row: number): boolean {
  const means = missing[field];
  const meant = typeof means === "function" ? means(source.row(row) as never) : means;
  if (meant === "open" || meant === "unknown") return meant === "unknown";
  const right = 'say "open" or "unknown"';
  throw new KpiError("bad-table", `table ${kind.name}: missing ${field} is ${shown(meant)}; ${right}`);
}
