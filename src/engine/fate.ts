import type { Expression } from "../core/expression.ts";
import { namesIn } from "../core/expression.ts";
import { edgeOfDay, midnightBefore, zoneNeeded } from "../core/field-reader.ts";
import type { Measure, Moment } from "../core/measure.ts";
import { type FlagColumn, isKnownAt, type NumberColumn } from "./column.ts";
import { columnFor, type Frame } from "./kernels.ts";
import type { TableRead } from "./read-table.ts";
import type { Table } from "./table.ts";

/** What became of an accepted row in one measure; the first that applies. */
export const fates = [
  "counted",
  "unknown-end",
  "ends-before-start",
  "after-as-of",
  "outside-range",
  "undated",
  "condition-false",
  "condition-unknown",
  "value-missing",
] as const;
export type Fate = (typeof fates)[number];

export const fateCode: Readonly<Record<Fate, number>> = Object.fromEntries(
  fates.map((fate, code) => [fate, code]),
) as Record<Fate, number>;

/** Where the rows of a measure lie in time. A start or an end that is open or absent is NaN. */
export interface Placed {
  readonly start: Float64Array;
  /** When it is over, as an event; for dated measures the same as `start`. */
  readonly end: Float64Array;
  /** Milliseconds between the end as an event and the end as the edge of a half-open span: 1 after `endOf`. */
  readonly closing: number;
}

/** The moments of a measure, a row each. */
export function placedRows(measure: Measure, table: Table, read: TableRead): Placed {
  const { placed } = measure;
  if (placed?.sort === "dated") {
    const start = momentsOf(placed.at, table, read);
    return { start, end: start, closing: 0 };
  }
  if (placed?.sort !== "during") return { start: new Float64Array(), end: new Float64Array(), closing: 0 };
  return {
    start: momentsOf(placed.start, table, read),
    end: momentsOf(placed.end, table, read),
    closing: placed.end.edge === "end" ? 1 : 0,
  };
}

function momentsOf({ field, edge }: Moment, table: Table, read: TableRead): Float64Array {
  const times = (read.columns.get(field) as NumberColumn).units;
  if (edge === "itself") return times;
  const zone = zoneNeeded(table, `${edge}Of("${field}")`);
  const isDate = table.kind.fields[field]?.kind === "date";
  return times.map((t) =>
    Number.isNaN(t) ? t : edgeOfDay(isDate ? t : midnightBefore(zone.localAt(t)), edge, zone),
  );
}

/** The range of the cells and the moment of the report, as epoch milliseconds. */
export interface Range {
  readonly from: number;
  readonly to: number;
  /** Infinity where the plan has none. */
  readonly asOf: number;
}

/** The fate of every row in a measure, but for those that time leaves out. */
export function fatesBeforeTime(measure: Measure, read: TableRead, frame: Frame): Uint8Array {
  const found = new Uint8Array(read.rows);
  const mark = (fate: Fate, applies: (row: number) => boolean) => {
    for (let row = 0; row < found.length; row++)
      if (found[row] === 0 && applies(row)) found[row] = fateCode[fate];
  };
  for (const field of fieldsOf(measure)) {
    const ends = read.unknownEnds.get(field);
    if (ends !== undefined) mark("unknown-end", (row) => ends[row] === 1);
  }
  if (measure.where !== null) {
    const { flags } = columnFor(measure.where, frame) as FlagColumn;
    mark("condition-false", (row) => flags[row] === 0);
    mark("condition-unknown", (row) => flags[row] === 2);
  }
  if (measure.value !== null) {
    const column = columnFor(measure.value, frame);
    mark("value-missing", (row) => !isKnownAt(column, row));
  }
  return found;
}

/** Marks what time leaves out; it goes before conditions and values, since those rows are not asked about. */
export function markTime(found: Uint8Array, measure: Measure, { start, end }: Placed, range: Range): void {
  const isSpan = measure.placed?.sort === "during";
  const spans = isSpan && measure.fold !== "survival";
  for (let row = 0; row < found.length; row++) {
    if (found[row] === fateCode["unknown-end"]) continue;
    const from = start[row] as number;
    const over = end[row] as number;
    const until = !spans ? from : over < range.asOf ? over : Number.NaN; // NaN is open
    if (Number.isNaN(from)) found[row] = fateCode.undated;
    else if (isSpan && over < from) found[row] = fateCode["ends-before-start"];
    else if (from >= range.asOf) found[row] = fateCode["after-as-of"];
    else if (from >= range.to || until < range.from) found[row] = fateCode["outside-range"];
  }
}

/** The fields that a measure reads. */
export function fieldsOf({ kind, where, value, placed }: Measure): string[] {
  if (kind === null || placed === null) return [];
  const moments = placed.sort === "dated" ? [placed.at] : [placed.start, placed.end];
  const expressions = [where, value].filter((expression): expression is Expression => expression !== null);
  const named = [...moments.map(({ field }) => field), ...expressions.flatMap(namesIn)];
  const currencies = named
    .map((field) => kind.fields[field]?.currency)
    .filter((field) => field !== undefined);
  return [...new Set([...named, ...currencies])];
}
