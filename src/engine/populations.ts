import { KpiError } from "../core/errors.ts";
import { valueKindOf } from "../core/kind.ts";
import type { Measure } from "../core/measure.ts";
import { fieldsOf, type Placed, placedRows } from "./fate.ts";
import type { Frame } from "./kernels.ts";
import type { ReadPlan } from "./plan.ts";
import { readTable, type TableRead } from "./read-table.ts";
import { scheduleOf } from "./schedule.ts";
import type { Table, Tables } from "./table.ts";

/** One kind of record, read and placed. */
export interface Population {
  readonly table: Table;
  readonly read: TableRead;
  readonly frame: Frame;
  readonly measures: readonly { readonly measure: Measure; readonly placed: Placed }[];
}

function byKind(tables: Tables): ReadonlyMap<string, Table> {
  const list =
    "source" in tables ? [tables as Table] : Object.values(tables as Readonly<Record<string, Table>>);
  const found = new Map(list.map((table) => [table.kind.name, table]));
  if (found.size === list.length) return found;
  const twice = list.find((table) => found.get(table.kind.name) !== table)?.kind.name;
  const right = "put their rows into one, or merge the tallies of both";
  throw new KpiError("bad-plan", `evaluate: there are two tables of ${twice}; ${right}`);
}

/** Throws where a measure reads a field that the kind of the table has not, or has as something else. */
function requireFields(measure: Measure, { kind }: Table): void {
  for (const field of fieldsOf(measure)) {
    const [read, had] = [measure.kind?.fields[field]?.kind, kind.fields[field]?.kind];
    if (read === had) continue;
    const right = "bind the rows to the kind that the metrics are of";
    throw new KpiError(
      "bad-plan",
      `evaluate: ${measure.key} reads ${field}, which the kind of the table ${had === undefined ? "has not" : `has as ${had}`}; ${right}`,
    );
  }
}

/** Reads the tables that the measures are of. */
export function populationsOf(measures: readonly Measure[], given: Tables, plan: ReadPlan): Population[] {
  const tables = byKind(given);
  const names = [...new Set(measures.flatMap(({ kind }) => (kind === null ? [] : [kind.name])))];
  return names.map((name) => {
    const table = tables.get(name);
    if (table === undefined) {
      const right = `give one: { ${name}: table(${name}, rows) }`;
      throw new KpiError(
        "bad-plan",
        `evaluate: the metrics read ${name}, of which there is no table; ${right}`,
      );
    }
    const own = measures.filter(({ kind }) => kind?.name === name);
    for (const measure of own) requireFields(measure, table);
    const read = readTable(table, [...new Set(own.flatMap(fieldsOf))], plan.by);
    const schedules = own.map((measure) => scheduleOf(measure, plan));
    const frame: Frame = {
      rows: read.rows,
      scope: new Map(Object.entries(table.kind.fields).map(([field, of]) => [field, valueKindOf(of)])),
      work: schedules.find((schedule) => schedule !== null)?.elapsed,
      column: (field) => read.columns.get(field) as ReturnType<Frame["column"]>,
    };
    return {
      table,
      read,
      frame,
      measures: own.map((measure) => ({ measure, placed: placedRows(measure, table, read) })),
    };
  });
}

/** Throws where a span is open and nobody said until when it is known. */
export function requireAsOf(populations: readonly Population[], { asOf }: ReadPlan): void {
  if (asOf !== Number.POSITIVE_INFINITY) return;
  for (const { read, measures } of populations) {
    for (const { measure, placed } of measures) {
      if (measure.placed?.sort !== "during") continue;
      const unknown = read.unknownEnds.get(measure.placed.end.field);
      const isOpen = (end: number, row: number) =>
        Number.isNaN(end) && !Number.isNaN(placed.start[row]) && unknown?.[row] !== 1;
      const open = placed.end.filter(isOpen).length;
      if (open === 0) continue;
      throw new KpiError(
        "bad-plan",
        `plan: asOf is missing, and ${open} spans of ${measure.kind?.name} are open; say until when they are known, asOf: "2026-01-31T18:00:00Z"`,
      );
    }
  }
}

/** From the first to the last moment at which a record is placed, before `asOf`. */
export function dataRange(
  populations: readonly Population[],
  { asOf }: ReadPlan,
): { first: number; last: number } | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { read, measures } of populations) {
    for (const { measure, placed } of measures) {
      const ends = measure.placed?.sort === "during" ? measure.placed.end.field : null;
      const unknown = read.unknownEnds.get(ends ?? "");
      placed.start.forEach((start, row) => {
        if (!(start < asOf)) return;
        const end = placed.end[row] as number;
        const until = ends === null || unknown?.[row] === 1 ? start : end < asOf ? end : asOf - 1;
        first = Math.min(first, start);
        last = Math.max(last, start, until);
      });
    }
  }
  return last >= first ? { first, last } : null;
}
