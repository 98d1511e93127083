import { KpiError } from "../core/errors.ts";
import { valueKindOf } from "../core/kind.ts";
import type { Measure } from "../core/measure.ts";
import { fieldsOf, type Placed, placedRows } from "./fate.ts";
import { folds } from "./folds.ts";
import type { Fields } from "./frame.ts";
import { type GroupColumn, groupColumn } from "./groups.ts";
import { groupsOfParts, owned, placedInParts, requireWholeSpans } from "./owners.ts";
import type { ReadPlan } from "./plan.ts";
import { readTable, type TableRead } from "./read-table.ts";
import { scheduleOf } from "./schedule.ts";
import { type Table, type Tables, tablesIn } from "./table.ts";

/** One kind of record, read and placed. */
export interface Population {
  readonly table: Table;
  readonly read: TableRead;
  readonly fields: Fields;
  readonly groups: GroupColumn;
  readonly measures: readonly { readonly measure: Measure; readonly placed: Placed }[];
}

function byKind(tables: Tables): ReadonlyMap<string, Table> {
  const list = tablesIn("evaluate", tables);
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

/** Throws where `by` does not say when to read a field that has a history, or says it of one that has none. */
function requireMoments({ kind, histories }: Table, { by, at }: ReadPlan): void {
  for (const name of by) {
    const has = Object.hasOwn(histories, name);
    if (has === Object.hasOwn(at, name)) continue;
    const right = has
      ? `say when it is read: by: { ${name}: at("event") }, or "opening" or "end"`
      : `write ${name}: true, or give the table histories: { ${name}: … }`;
    throw new KpiError(
      "bad-plan",
      `plan: by.${name} has ${has ? "a" : "no"} history in table ${kind.name}; ${right}`,
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
    requireMoments(table, plan);
    const read = owned(readTable(table, [...new Set(own.flatMap(fieldsOf))], plan.by), table, plan);
    const schedules = own.map((measure) => scheduleOf(measure, plan));
    const fields: Fields = {
      columns: read.columns,
      scope: new Map(Object.entries(table.kind.fields).map(([field, of]) => [field, valueKindOf(of)])),
      work: schedules.find((schedule) => schedule !== null)?.elapsed,
    };
    const placed = placedMeasures(own, table, read, plan);
    const groups = groupColumn(read.keys, read.rows);
    return {
      table,
      read,
      fields,
      groups:
        read.parts === undefined
          ? groups
          : groupsOfParts(
              groups,
              placed.map((one) => one.placed),
            ),
      measures: placed,
    };
  });
}

/** The measures with the moments of their rows, which those that are placed alike share. */
function placedMeasures(own: readonly Measure[], table: Table, read: TableRead, { at }: ReadPlan) {
  const found = new Map<string, Placed>();
  return own.map((measure) => {
    requireWholeSpans(measure, folds[measure.fold].undivided === true, at);
    const text = JSON.stringify([measure.placed, measure.fold === "survival"]);
    const placed = found.get(text) ?? placedRead(measure, table, read);
    found.set(text, placed);
    return { measure, placed };
  });
}

function placedRead(measure: Measure, table: Table, read: TableRead): Placed {
  const placed = placedRows(measure, table, read);
  return read.parts === undefined ? placed : placedInParts(measure, placed, read.parts);
}

/** Throws where a span is open and nobody said until when it is known. */
export function requireAsOf(populations: readonly Population[], { asOf }: ReadPlan): void {
  if (asOf !== Number.POSITIVE_INFINITY) return;
  for (const { placed, measure, unknown } of placings(populations)) {
    if (measure.placed?.sort !== "during") continue;
    const open = countOpen(placed, unknown);
    if (open === 0) continue;
    throw new KpiError(
      "bad-plan",
      `plan: asOf is missing, and ${open} spans of ${measure.kind?.name} are open; say until when they are known, asOf: "2026-01-31T18:00:00Z"`,
    );
  }
}

function countOpen({ start, end }: Placed, unknown: Uint8Array | undefined): number {
  let open = 0;
  for (let row = 0; row < end.length; row++) {
    if (!Number.isNaN(end[row])) continue;
    open += +(!Number.isNaN(start[row]) && unknown?.[row] !== 1);
  }
  return open;
}

/** From the first to the last moment at which a record is placed, before `asOf`. */
export function dataRange(
  populations: readonly Population[],
  { asOf }: ReadPlan,
): { first: number; last: number } | null {
  const reaches = placings(populations).map(({ placed, measure, unknown }) =>
    measure.placed?.sort === "during" ? reachOfSpans(placed, asOf, unknown) : reachOf(placed.start, asOf),
  );
  const first = Math.min(...reaches.map((reach) => reach.first)) + 0; // -0 is 0
  const last = Math.max(...reaches.map((reach) => reach.last));
  return last >= first ? { first, last } : null;
}

function reachOf(moments: Float64Array, asOf: number): { first: number; last: number } {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < moments.length; row++) {
    const at = moments[row] as number;
    if (at < first && at < asOf) first = at;
    if (at > last && at < asOf) last = at;
  }
  return { first, last };
}

/** An open span reaches up to `asOf`; where one of unknown end ends, nobody knows. */
function reachOfSpans({ start, end }: Placed, asOf: number, unknown: Uint8Array | undefined) {
  let { first, last } = reachOf(start, asOf);
  for (let row = 0; row < start.length; row++) {
    if (!((start[row] as number) < asOf) || unknown?.[row] === 1) continue;
    const over = end[row] as number;
    last = Math.max(last, over < asOf ? over : asOf - 1);
  }
  return { first, last };
}

/** Each way in which rows are placed, once, with the ends that nobody wrote down. */
function placings(populations: readonly Population[]) {
  return populations.flatMap(({ read, measures }) => {
    const once = new Map(measures.map(({ measure, placed }) => [placed, measure]));
    return [...once].map(([placed, measure]) => {
      const ends = measure.placed?.sort === "during" ? measure.placed.end.field : "";
      return { placed, measure, unknown: read.unknownEnds.get(ends) };
    });
  });
}
