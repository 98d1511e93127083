import { type Decimal, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { fieldReader, rawReader } from "../core/field-reader.ts";
import { fractionOf } from "../core/fraction.ts";
import { shown } from "../core/instant.ts";
import { type Field, valueKindOf } from "../core/kind.ts";
import type { From } from "../core/mapping.ts";
import type { Value } from "../core/operators.ts";
import { brokenRule, isProblem, type Problem, type Read, type Rejection } from "../core/row-check.ts";
import { type Column, columnOf } from "./column.ts";
import type { Key, Table } from "./table.ts";

/** The rows of a table as columns, without those that were rejected. */
export interface TableRead {
  /** Rows that there were. */
  readonly read: number;
  readonly rejected: readonly Rejection[];
  /** Rows that were accepted. */
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
  /** For fields with a missing end that means "unknown": 1 where it does. */
  readonly unknownEnds: ReadonlyMap<string, Uint8Array>;
  /** For each row its key of each name in `by`. */
  readonly keys: readonly (readonly Key[])[];
}

/** Reads the fields and keys that a plan needs, in one pass. */
export function readTable(table: Table, fields: readonly string[], by: readonly string[]): TableRead {
  const { kind, source, missing } = table;
  const readers = fields.map((name) => ({ name, read: fieldReader(table, name) }));
  const keyReaders = by.map((name) => ({ name, read: keyReaderOf(table, name) }));
  const values = new Map(fields.map((name): [string, Read[]] => [name, []]));
  const unknown = new Map(
    fields.filter((name) => missing[name] !== undefined).map((name): [string, number[]] => [name, []]),
  );
  const keys: Key[][] = [];
  const rejected: Rejection[] = [];

  function readRow(row: number): { field: string; problem: string } | null {
    const found = new Map<string, Read>();
    for (const { name, read } of readers) {
      const value = read(row);
      if (isProblem(value)) return { field: name, ...value };
      found.set(name, value);
    }
    const broken = brokenRule(kind, (field) => found.get(field));
    if (broken !== null) return broken;
    const rowKeys: Key[] = [];
    for (const { name, read } of keyReaders) {
      const key = read(row);
      if (typeof key === "object" && key !== null) return { field: name, ...key };
      rowKeys.push(key);
    }
    for (const [name, value] of found) values.get(name)?.push(value);
    for (const [name, ends] of unknown)
      ends.push(found.get(name) === null && meansUnknown(table, name, row) ? 1 : 0);
    keys.push(rowKeys);
    return null;
  }

  for (let row = 0; row < source.length; row++) {
    const problem = readRow(row);
    if (problem !== null)
      rejected.push({ kind: kind.name, row, field: problem.field, message: problem.problem });
  }
  return {
    read: source.length,
    rejected,
    rows: keys.length,
    columns: new Map([...values].map(([name, list]) => [name, columnFrom(kind.fields[name] as Field, list)])),
    unknownEnds: new Map([...unknown].map(([name, ends]) => [name, Uint8Array.from(ends)])),
    keys,
  };
}

function columnFrom(field: Field, values: readonly Read[]): Column {
  const kind = valueKindOf(field);
  if (kind === "instant" || kind === "date") {
    let bound = 0;
    const units = Float64Array.from(values, (value) => {
      if (typeof value === "number") bound = Math.max(bound, Math.abs(value));
      return typeof value === "number" ? value : Number.NaN;
    });
    return { type: "number", units, scale: 0, bound };
  }
  if (kind !== "number") return columnOf(values as Value[], kind);
  return columnOf(
    values.map((value) => (value === null ? null : fractionOf(value as Decimal))),
    "number",
  );
}

function meansUnknown({ kind, missing, source }: Table, field: string, row: number): boolean {
  const means = missing[field];
  const meant = typeof means === "function" ? means(source.row(row) as never) : means;
  if (meant === "open" || meant === "unknown") return meant === "unknown";
  const right = 'say "open" or "unknown"';
  throw new KpiError("bad-table", `table ${kind.name}: missing ${field} is ${shown(meant)}; ${right}`);
}

function keyReaderOf(table: Table, name: string): (row: number) => Key | Problem {
  const from = table.dimensions[name] ?? table.mapping[name] ?? (name as From<never, never>);
  const raw = rawReader(table, name, from);
  return (row) => {
    const key = raw(row) ?? null;
    if (key === null || typeof key === "string" || typeof key === "boolean") return key;
    if (typeof key === "number" && Number.isFinite(key)) return key;
    const number = typeof key === "object" ? readDecimal(key) : null;
    if (number !== null) return number.toNumber();
    return { problem: `${shown(key)} is no group; give a text, a number, true, false or null` };
  };
}
