import type { Coded } from "../core/coded.ts";
import { readDecimal } from "../core/decimal.ts";
import { plainDecimal } from "../core/decimal-text.ts";
import { isoInstant } from "../core/iso-instant.ts";
import type { Field } from "../core/kind.ts";
import { type InstantOf, isProblem, type Problem, type Read, readField } from "../core/row-check.ts";
import {
  boundOf,
  type Column,
  EXACT,
  type FlagColumn,
  type NumberColumn,
  type TextColumn,
  UNKNOWN,
  unitsColumn,
} from "./column.ts";
import { textCodes } from "./text-codes.ts";

/** What the rows hold for a field, and what to do about one that cannot be read. */
export interface Raw {
  readonly rows: number;
  readonly at: (row: number) => unknown;
  /** The values themselves, where they are held by column. */
  readonly values: ArrayLike<unknown> | null;
  /** Texts that are held as codes. */
  readonly coded: Coded | null;
  readonly fault: (row: number, problem: string) => void;
}

/**
 * Reads a field of all rows into a typed column. Common shapes go by the shortest way; `readField` reads and judges
 * all others, so that a value is accepted here if and only if it is there.
 */
export function readColumn(field: Field, raw: Raw, instantOf: InstantOf | undefined): Column {
  switch (field.kind) {
    case "instant":
      return instants(field, raw, instantOf);
    case "date":
      return dates(field, raw);
    case "number":
    case "money":
      return numbers(field, raw) ?? manyDigits(field, raw);
    case "text":
      return codedTexts(field, raw.coded) ?? texts(field, raw);
    case "flag":
      return flags(field, raw);
  }
}

/** A field that each row is asked for, such as the end of a local day. */
export function columnByRow(
  read: (row: number) => Read | Problem,
  { rows, fault }: Pick<Raw, "rows" | "fault">,
): Column {
  const found = Array.from({ length: rows }, (_, row) => {
    const value = read(row);
    if (!isProblem(value)) return value;
    fault(row, value.problem);
    return null;
  });
  const units = Float64Array.from(found, (value) => (typeof value === "number" ? value : Number.NaN));
  return column(units, 0);
}

/** The last millisecond that a `Date` can hold. */
const FURTHEST = 8.64e15;

function instants(field: Field, raw: Raw, instantOf: InstantOf | undefined): NumberColumn {
  const { rows, at, values } = raw;
  const bound = values instanceof Float64Array ? furthestInstant(values) : -1;
  if (bound >= 0) return { type: "number", units: values as Float64Array, scale: 0, bound };
  const units = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = at(row);
    let t = Number.NaN;
    if (typeof value === "number") t = value;
    else if (typeof value === "string") t = isoInstant(value);
    else if (value instanceof Date) t = value.getTime();
    const isWhole = Math.floor(t) === t && t >= -FURTHEST && t <= FURTHEST;
    units[row] = isWhole ? t : ((slowly(field, raw, row, value, instantOf) ?? Number.NaN) as number);
  }
  return column(units, 0);
}

/** The bound of a column of whole milliseconds, which can be taken as it is; -1 where a value is none. */
function furthestInstant(values: Float64Array): number {
  let furthest = 0;
  for (let row = 0; row < values.length; row++) {
    const t = values[row] as number;
    const far = Math.abs(t);
    if (Math.floor(t) !== t || far > FURTHEST) return -1;
    if (far > furthest) furthest = far;
  }
  return furthest;
}

/** Dates are few and come again: each text is read once. */
function dates(field: Field, raw: Raw): NumberColumn {
  const known = new Map<unknown, number>();
  const units = new Float64Array(raw.rows);
  for (let row = 0; row < units.length; row++) {
    const value = raw.at(row);
    let local = known.get(value);
    if (local === undefined) {
      local = (slowly(field, raw, row, value) ?? Number.NaN) as number;
      if (!Number.isNaN(local)) known.set(value, local);
    }
    units[row] = local;
  }
  return column(units, 0);
}

/** Past it a decimal text has more digits than a double tells apart. */
const FIFTEEN_DIGITS = 1e15;
const MOST_PLACES = 15;
const powers = Float64Array.from({ length: MOST_PLACES + 1 }, (_, places) => Number(`1e${places}`));

/**
 * Numbers as integers of one scale, which grows as more decimal places turn up. A double `x` stands for `k / 10^s` where
 * that division gives `x` and `k` has at most 15 digits: no other such decimal is as near. Null where one does not fit.
 */
function numbers(field: Field, raw: Raw): NumberColumn | null {
  const { rows, at } = raw;
  const units = new Float64Array(rows);
  const text = { units: 0, places: 0 };
  let scale = 0;
  for (let row = 0; row < rows; row++) {
    const value = at(row);
    if (typeof value === "number" && scale === 0 && Math.floor(value) === value && Math.abs(value) < EXACT) {
      units[row] = value + 0; // -0 is 0
      continue;
    }
    let [k, places] = [0, 0];
    if (typeof value === "number" && Number.isFinite(value)) {
      places = placesOf(value, scale);
      k = Math.round(value * (powers[places] ?? 0));
    } else if (typeof value === "string" && plainDecimal(value, text))
      [k, places] = [text.units, text.places];
    else {
      const read = slowly(field, raw, row, value);
      if (read === null) {
        units[row] = Number.NaN;
        continue;
      }
      const exact = plainDecimal(String(readDecimal(read)?.toFixed()), text);
      [k, places] = exact ? [text.units, text.places] : [0, -1];
    }
    if (places < 0 || places > MOST_PLACES) return null;
    if (places > scale) {
      const more = powers[places - scale] as number;
      for (let i = 0; i < row; i++) units[i] = (units[i] as number) * more;
      scale = places;
    }
    units[row] = k * (powers[scale - places] as number) + 0;
  }
  const bound = boundOf(units);
  // Above it a product may have been rounded on the way
  return bound < EXACT ? { type: "number", units, scale, bound } : null;
}

/** The decimal places, at least `least`, at which a double is exact; -1 where 15 digits do not say it. */
function placesOf(value: number, least: number): number {
  for (let places = least; places <= MOST_PLACES; places++) {
    const power = powers[places] as number;
    const k = Math.round(value * power);
    if (Math.abs(k) > FIFTEEN_DIGITS) return -1;
    if (k / power === value) return places;
  }
  return -1;
}

/** Numbers with more digits than doubles hold, as integers of the scale that holds them all. */
function manyDigits(field: Field, raw: Raw): Column {
  const places = new Int32Array(raw.rows);
  const units = Array.from({ length: raw.rows }, (_, row) => {
    const text = decimalText(field, raw, row);
    if (text === null) return null;
    const point = text.indexOf(".");
    if (point < 0) return BigInt(text);
    places[row] = text.length - point - 1;
    return BigInt(text.slice(0, point) + text.slice(point + 1));
  });
  const scale = places.reduce((most, own) => Math.max(most, own), 0);
  const factors = Array.from({ length: scale + 1 }, (_, more) => 10n ** BigInt(more));
  const onScale = (own: bigint, row: number) => own * (factors[scale - (places[row] as number)] as bigint);
  return unitsColumn(
    units.map((own, row) => (own === null ? null : onScale(own, row))),
    scale,
  );
}

/** A number written out; null where it is missing or wrong. */
function decimalText(field: Field, raw: Raw, row: number): string | null {
  const value = raw.at(row);
  const text = typeof value === "number" && Number.isFinite(value) ? String(value) : "e";
  if (!text.includes("e")) return text;
  return readDecimal(slowly(field, raw, row, value))?.toFixed() ?? null;
}

/** Texts that are coded already; null where one of them, or that one is missing, is wrong. */
function codedTexts(field: Field, coded: Coded | null): TextColumn | null {
  if (coded === null) return null;
  const read = coded.texts.map((text) => readField(field, text));
  if (!read.every((text) => typeof text === "string")) return null;
  const texts = [...new Set(read)];
  const codeOf = new Map(texts.map((text, code) => [text, code]));
  const own = Int32Array.from(read, (text) => codeOf.get(text) as number);
  const codes = new Int32Array(coded.length);
  let missing = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = coded.codes[row] as number;
    const has = code >= 0 && code < own.length;
    codes[row] = has ? (own[code] as number) : -1;
    missing += +!has;
  }
  return missing > 0 && !field.optional ? null : { type: "text", codes, texts };
}

/** Each text has a code; one that comes again costs a look-up, and where it follows itself a comparison. */
function texts(field: Field, raw: Raw): TextColumn {
  const { rows, at } = raw;
  const codes = new Int32Array(rows);
  const { find, add, texts } = textCodes();
  let [last, lastCode]: [unknown, number] = [Number.NaN, -1];
  for (let row = 0; row < rows; row++) {
    const value = at(row);
    if (value === last) {
      codes[row] = lastCode;
      continue;
    }
    let code = typeof value === "string" ? find(value) : -1;
    if (code < 0) {
      const read = slowly(field, raw, row, value);
      if (typeof read === "string") code = find(read) < 0 ? add(read) : find(read);
    }
    codes[row] = code;
    // What is wrong has to be said of each row
    if (code >= 0) [last, lastCode] = [value, code];
  }
  return { type: "text", codes, texts };
}

function flags(field: Field, raw: Raw): FlagColumn {
  const { rows, at } = raw;
  const found = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = at(row);
    const read = typeof value === "boolean" ? value : slowly(field, raw, row, value);
    found[row] = read === null ? UNKNOWN : Number(read);
  }
  return { type: "flag", flags: found };
}

/** A value by the general reader; null where it is missing, and where it is wrong, which is told. */
function slowly(field: Field, raw: Raw, row: number, value: unknown, instantOf?: InstantOf) {
  const read = readField(field, value, instantOf);
  if (!isProblem(read)) return read;
  raw.fault(row, read.problem);
  return null;
}

function column(units: Float64Array, scale: number): NumberColumn {
  return { type: "number", units, scale, bound: boundOf(units) };
}
