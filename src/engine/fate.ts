import type { Expression } from "../core/expression.ts";
import { namesIn } from "../core/expression.ts";
import { edgeOfDay, midnightBefore, zoneNeeded } from "../core/field-reader.ts";
import type { Measure, Moment } from "../core/measure.ts";
import { type Column, isKnownAt, isNone, type NumberColumn } from "./column.ts";
import { areZero, markZeros, timesOf } from "./kernels-bytes.ts";
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

/** What became of a row for a measure: it was counted, or the reason why not. */
export type Fate = (typeof fates)[number];

export const fateCode: Readonly<Record<Fate, number>> = Object.fromEntries(
  fates.map((fate, code) => [fate, code]),
) as Record<Fate, number>;

/** Where the rows of a measure lie in time. A start or an end that is open or absent is NaN. */
export interface Placed {
  readonly start: Float64Array;
  /** When the whole span began, of which this may be a part. */
  readonly born: Float64Array;
  /** When it is over, as an event; for dated measures the same as `start`. */
  readonly end: Float64Array;
  /**
   * Milliseconds between the end as an event and the end as the edge of a half-open span: 1 after `endOf`, in the
   * measure or in the table.
   */
  readonly closing: number;
  /** 1 where a row is not in its part at all; null where there are no parts. */
  readonly absent: Uint8Array | null;
}

/** The fate of what is no row of its own, only a part in which the row is not; it leaves the first bit of a byte free. */
export const ABSENT = 127;

/** The moments of a measure, a row each. */
export function placedRows(measure: Measure, table: Table, read: TableRead): Placed {
  const { placed } = measure;
  if (placed?.sort === "dated") {
    const start = momentsOf(placed.at, table, read);
    return { start, born: start, end: start, closing: 0, absent: null };
  }
  const none = new Float64Array();
  if (placed?.sort !== "during") return { start: none, born: none, end: none, closing: 0, absent: null };
  const start = momentsOf(placed.start, table, read);
  return {
    start,
    born: start,
    end: momentsOf(placed.end, table, read),
    closing: closesDay(placed.end, table) ? 1 : 0,
    absent: null,
  };
}

/** Whether it is the last millisecond of a day, by the measure or by what the table maps. */
function closesDay({ field, edge }: Moment, { mapping }: Table): boolean {
  if (edge !== "itself") return edge === "end";
  const from = mapping[field];
  return typeof from === "object" && "edge" in from && from.edge === "end";
}

function momentsOf({ field, edge }: Moment, table: Table, read: TableRead): Float64Array {
  const times = (read.columns.get(field) as NumberColumn).units;
  if (edge === "itself") return times;
  const zone = zoneNeeded(table, `${edge}Of("${field}")`);
  const isDate = table.kind.fields[field]?.kind === "date";
  return times.map((t) =>
    Number.isNaN(t) ? t : edgeOfDay(isDate ? t : midnightBefore(zone.latestReading(t)), edge, zone),
  );
}

/** The range of the cells and the moment of the report, as epoch milliseconds. */
export interface Range {
  readonly from: number;
  readonly to: number;
  /** Infinity where the plan has none. */
  readonly asOf: number;
}

/** The rows from `first` on. */
export function placedIn({ start, born, end, closing, absent }: Placed, first: number, rows: number): Placed {
  const own = start.subarray(first, first + rows);
  const within = (times: Float64Array) => (times === start ? own : times.subarray(first, first + rows));
  return {
    start: own,
    born: within(born),
    end: within(end),
    closing,
    absent: absent?.subarray(first, first + rows) ?? null,
  };
}

/** What time makes of each row. It goes before conditions and values: what it leaves out is not asked about. */
export function markTime(
  found: Uint8Array,
  { placed, fold }: Measure,
  { start, end, absent }: Placed,
  range: Range,
): void {
  const spans = placed?.sort === "during" && fold !== "survival";
  if (placed?.sort === "dated") markMoments(found, start, range.from, range.to, range.asOf);
  else markSpans(found, start, end, spans, range.from, range.to, range.asOf);
  if (absent === null) return;
  for (let row = 0; row < found.length; row++) if (absent[row] === 1) found[row] = ABSENT;
}

// By arrays and numbers alone: a fast loop is not thrown away with the shapes of the objects that these came in

function markMoments(found: Uint8Array, at: Float64Array, from: number, to: number, asOf: number): void {
  const until = Math.min(to, asOf);
  const fours = found.length & ~3;
  for (let row = 0; row < fours; row += 4) {
    markMomentAt(found, at, from, until, asOf, row);
    markMomentAt(found, at, from, until, asOf, row + 1);
    markMomentAt(found, at, from, until, asOf, row + 2);
    markMomentAt(found, at, from, until, asOf, row + 3);
  }
  for (let row = fours; row < found.length; row++) markMomentAt(found, at, from, until, asOf, row);
}

function markMomentAt(
  found: Uint8Array,
  at: Float64Array,
  from: number,
  until: number,
  asOf: number,
  row: number,
): void {
  const t = at[row] as number;
  if (t >= from && t < until) found[row] = 0;
  else if (Number.isNaN(t)) found[row] = fateCode.undated;
  else found[row] = t >= asOf ? fateCode["after-as-of"] : fateCode["outside-range"];
}

function markSpans(
  found: Uint8Array,
  start: Float64Array,
  end: Float64Array,
  spans: boolean,
  from: number,
  to: number,
  asOf: number,
): void {
  const fours = found.length & ~3;
  for (let row = 0; row < fours; row += 4) {
    markSpanAt(found, start, end, spans, from, to, asOf, row);
    markSpanAt(found, start, end, spans, from, to, asOf, row + 1);
    markSpanAt(found, start, end, spans, from, to, asOf, row + 2);
    markSpanAt(found, start, end, spans, from, to, asOf, row + 3);
  }
  for (let row = fours; row < found.length; row++) markSpanAt(found, start, end, spans, from, to, asOf, row);
}

function markSpanAt(
  found: Uint8Array,
  start: Float64Array,
  end: Float64Array,
  spans: boolean,
  from: number,
  to: number,
  asOf: number,
  row: number,
): void {
  const begin = start[row] as number;
  const over = end[row] as number;
  found[row] = 0;
  if (begin >= from && begin < to && begin < asOf && !(over < begin)) return; // the most of them
  const until = !spans ? begin : over < asOf ? over : Number.NaN; // NaN is open
  if (Number.isNaN(begin)) found[row] = fateCode.undated;
  else if (over < begin) found[row] = fateCode["ends-before-start"];
  else if (begin >= asOf) found[row] = fateCode["after-as-of"];
  else if (begin >= to || until < from) found[row] = fateCode["outside-range"];
}

/** An unknown end is told before anything else. */
export function markUnknownEnds(found: Uint8Array, ends: Uint8Array): void {
  for (let row = 0; row < found.length; row++) {
    if (ends[row] === 1 && found[row] !== ABSENT) found[row] = fateCode["unknown-end"];
  }
}

/** What a condition makes of the rows that time leaves. */
export function markCondition(found: Uint8Array, flags: Uint8Array): void {
  markZeros(found, flags, fateCode["condition-false"], fateCode["condition-unknown"]);
}

/** Whether one of those that are left has no value. */
export function isMissing(fates: Uint8Array, column: Column): boolean {
  if (column.type === "number") return isUnknown(fates, column.units);
  return fates.some((fate, row) => fate === 0 && !isKnownAt(column, row));
}

function isUnknown(fates: Uint8Array, units: Float64Array): boolean {
  let unknown = 0;
  const fours = fates.length & ~3;
  for (let row = 0; row < fours; row += 4)
    unknown |=
      isUnknownAt(fates, units, row) |
      isUnknownAt(fates, units, row + 1) |
      isUnknownAt(fates, units, row + 2) |
      isUnknownAt(fates, units, row + 3);
  for (let row = fours; row < fates.length; row++) unknown |= isUnknownAt(fates, units, row);
  return unknown !== 0;
}

/** 1 where a row is left that has no value, else 0. */
function isUnknownAt(fates: Uint8Array, units: Float64Array, row: number): number {
  return isNone(units[row] as number) & (((fates[row] as number) - 1) >> 31);
}

/** What a missing value makes of those that are left. */
export function markMissing(found: Uint8Array, column: Column): void {
  if (column.type === "number") {
    markUnknown(found, column.units);
    return;
  }
  for (let row = 0; row < found.length; row++) {
    if (found[row] === 0 && !isKnownAt(column, row)) found[row] = fateCode["value-missing"];
  }
}

function markUnknown(found: Uint8Array, units: Float64Array): void {
  const missing = fateCode["value-missing"];
  for (let row = 0; row < found.length; row++)
    found[row] = (found[row] as number) | (missing & -isUnknownAt(found, units, row));
}

/** How many rows have each fate, by its code. */
export function countFates(found: Uint8Array): Float64Array {
  const counts = noFates();
  if (areZero(found)) counts[0] = found.length;
  else counts.set(timesOf(found).subarray(0, counts.length));
  return counts;
}

export function noFates(): Float64Array {
  return new Float64Array(fates.length);
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
