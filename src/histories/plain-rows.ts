import { FURTHEST } from "../core/instant.ts";

/** Rows that can be read as they are, with the names of their columns. */
interface PlainRows {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly at: string;
  readonly actor: string;
}

/** Null where rows are not held in an array, or are read by more than the names of columns. */
export function plainRows(rows: unknown, at: unknown = "at", actor: unknown = "actor"): PlainRows | null {
  return Array.isArray(rows) && typeof at === "string" && typeof actor === "string"
    ? { rows, at, actor }
    : null;
}

/**
 * Keeps the events of rows that hold a time in whole milliseconds, before a moment, and an actor: from one on, up to
 * the first that does not, whose number it returns.
 */
export function readPlain(
  { rows, at, actor }: PlainRows,
  asOf: number,
  from: number,
  used: number,
  times: Float64Array,
  actors: Int32Array,
  codes: Map<unknown, number>,
): number {
  let row = from;
  for (let to = from; row === to && to < rows.length; ) {
    to = Math.min(row + BLOCK, rows.length);
    row = readBlock(rows, at, actor, asOf, row, to, used + row - from, times, actors, codes);
  }
  return row;
}

/** What is called once, for all rows, is not compiled before it is over. */
const BLOCK = 1024;

function readBlock(
  rows: PlainRows["rows"],
  at: string,
  by: string,
  asOf: number,
  from: number,
  to: number,
  used: number,
  times: Float64Array,
  actors: Int32Array,
  codes: Map<unknown, number>,
): number {
  for (let row = from; row < to; row++) {
    const own = rows[row];
    if (typeof own !== "object" || own === null) return row;
    const time = own[at];
    const actor = own[by];
    if (!isWholeTime(time) || time >= asOf || !isActor(actor)) return row;
    times[used + row - from] = time;
    actors[used + row - from] = codeOf(codes, actor);
  }
  return to;
}

/** The number of an actor; one that is new gets the next. */
export function codeOf(codes: Map<unknown, number>, actor: unknown): number {
  const known = codes.get(actor);
  if (known !== undefined) return known;
  const code = codes.size;
  codes.set(actor, code);
  return code;
}

/** Row numbers with those of `count` events more, of rows that follow one another; null while they are the same. */
export function numbered(
  numbers: Int32Array | null,
  event: number,
  row: number,
  count: number,
  rows: number,
): Int32Array | null {
  if (event === row) return null;
  const all = numbers ?? numberFrom(0, new Int32Array(rows));
  numberFrom(row, all.subarray(event, event + count));
  return all;
}

function numberFrom(first: number, numbers: Int32Array): Int32Array {
  for (let i = 0; i < numbers.length; i++) numbers[i] = first + i;
  return numbers;
}

/** Whether a value can name an actor: a text or a whole number. */
export function isActor(actor: unknown): boolean {
  return typeof actor === "string" || Number.isSafeInteger(actor);
}

function isWholeTime(value: unknown): value is number {
  return typeof value === "number" && value === Math.floor(value) && Math.abs(value) <= FURTHEST;
}
