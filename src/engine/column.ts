import { type Fraction, fraction, scaled } from "../core/fraction.ts";
import type { Value } from "../core/operators.ts";

/** One value a row, of one sort. Numbers are scaled integers: `units / 10^scale`. */
export type Column = NumberColumn | BigColumn | TextColumn | FlagColumn;

/** Numbers, and instants and dates as milliseconds; unknown is NaN. */
export interface NumberColumn {
  readonly type: "number";
  readonly units: Float64Array;
  readonly scale: number;
  /** No unit is larger, either side of zero; below 2^53. */
  readonly bound: number;
  /** Whether each row has the same one, as of a literal. */
  readonly isConstant: boolean;
}

/** Numbers whose units pass 2^53. */
export interface BigColumn {
  readonly type: "big";
  readonly units: readonly (bigint | null)[];
  readonly scale: number;
}

/** Texts by their codes, each a place in `texts`; unknown is -1. */
export interface TextColumn {
  readonly type: "text";
  readonly codes: Int32Array;
  readonly texts: readonly string[];
}

/** 0 false, 1 true, 2 unknown. */
export interface FlagColumn {
  readonly type: "flag";
  readonly flags: Uint8Array;
}

export const UNKNOWN = 2;

/** 1 where a number is none, which is NaN, else 0; what `>=` says needs no branch, as that of `Number.isNaN` does. */
export function isNone(units: number): number {
  return 1 - +(units >= Number.NEGATIVE_INFINITY);
}

/** Past it a double does not hold every integer. */
export const EXACT = 2 ** 53;

// Each sort of column is made in one place: engines throw their fast code away where the shape of an object has no
// other object any more, as after a copy by spreading

export function numberColumn(
  units: Float64Array,
  scale: number,
  bound: number,
  isConstant = false,
): NumberColumn {
  return { type: "number", units, scale, bound, isConstant };
}

export function bigColumn(units: BigColumn["units"], scale: number): BigColumn {
  return { type: "big", units, scale };
}

export function textColumn(codes: Int32Array, texts: readonly string[]): TextColumn {
  return { type: "text", codes, texts };
}

export function flagColumn(flags: Uint8Array): FlagColumn {
  return { type: "flag", flags };
}

/** One row of a column, as the formula language sees it. */
export function valueAt(column: Column, row: number): Value {
  switch (column.type) {
    case "number": {
      const units = column.units[row] as number;
      return Number.isNaN(units) ? null : scaled(units, column.scale);
    }
    case "big": {
      const units = column.units[row] ?? null;
      return units === null ? null : scaled(units, column.scale);
    }
    case "text":
      return column.texts[column.codes[row] as number] ?? null;
    case "flag":
      return column.flags[row] === UNKNOWN ? null : column.flags[row] === 1;
  }
}

export function isKnownAt(column: Column, row: number): boolean {
  if (column.type === "number") return !Number.isNaN(column.units[row]);
  return valueAt(column, row) !== null;
}

/** The column of values that are all of one sort; `type` is that of a column without any. */
export function columnOf(values: readonly Value[], type: "number" | "text" | "flag"): Column {
  if (type === "text") return coded(values as readonly (string | null)[]);
  if (type === "flag") {
    return flagColumn(Uint8Array.from(values, (value) => (value === null ? UNKNOWN : Number(value))));
  }
  const numbers = values as readonly (Fraction | null)[];
  const scale = numbers.reduce((most, value) => Math.max(most, value === null ? 0 : placesOf(value)), 0);
  return unitsColumn(
    numbers.map((value) => (value === null ? null : unitsOf(value, scale))),
    scale,
  );
}

/** The one value of a column in so many rows. */
export function repeated(one: Column, rows: number): Column {
  switch (one.type) {
    case "number":
      return numberColumn(new Float64Array(rows).fill(one.units[0] as number), one.scale, one.bound, true);
    case "big":
      return bigColumn(new Array<bigint | null>(rows).fill(one.units[0] as bigint | null), one.scale);
    case "text":
      return textColumn(new Int32Array(rows).fill(one.codes[0] as number), one.texts);
    case "flag":
      return flagColumn(new Uint8Array(rows).fill(one.flags[0] as number));
  }
}

/** The rows from `first` on, where they are. */
export function viewed(column: Column, first: number, rows: number): Column {
  const end = first + rows;
  if (first === 0 && end === rowsIn(column)) return column;
  switch (column.type) {
    case "number":
      return numberColumn(column.units.subarray(first, end), column.scale, column.bound, column.isConstant);
    case "big":
      return bigColumn(column.units.slice(first, end), column.scale);
    case "text":
      return textColumn(column.codes.subarray(first, end), column.texts);
    case "flag":
      return flagColumn(column.flags.subarray(first, end));
  }
}

/** The values of all rows but some, whose numbers rise. */
export function without(column: Column, rows: Int32Array): Column {
  switch (column.type) {
    case "number":
      return numberColumn(withoutPlaces(column.units, rows), column.scale, column.bound, column.isConstant);
    case "big": {
      const left = new Set(rows);
      return bigColumn(
        column.units.filter((_, row) => !left.has(row)),
        column.scale,
      );
    }
    case "text":
      return textColumn(withoutPlaces(column.codes, rows), column.texts);
    case "flag":
      return flagColumn(withoutPlaces(column.flags, rows));
  }
}

/** A copy in which what lies between two places that are left out moves as one. */
export function withoutPlaces<A extends Float64Array | Int32Array | Uint8Array>(
  values: A,
  places: Int32Array,
): A {
  const kept = values.slice();
  let end = places[0] ?? kept.length;
  places.forEach((place, i) => {
    const next = places[i + 1] ?? kept.length;
    kept.copyWithin(end, place + 1, next);
    end += next - place - 1;
  });
  return kept.subarray(0, end) as A;
}

/** The values of some rows, in the order given. */
export function gathered(column: Column, rows: Int32Array): Column {
  switch (column.type) {
    case "number":
      return numberColumn(gatheredNumbers(column.units, rows), column.scale, column.bound);
    case "big":
      return bigColumn(
        Array.from(rows, (row) => column.units[row] ?? null),
        column.scale,
      );
    case "text":
      return textColumn(gatheredCodes(column.codes, rows), column.texts);
    case "flag":
      return flagColumn(gatheredBytes(column.flags, rows));
  }
}

// A loop for each sort of array: one that meets several is slow for all

function gatheredNumbers(numbers: Float64Array, rows: Int32Array): Float64Array {
  const found = new Float64Array(rows.length);
  for (let i = 0; i < found.length; i++) found[i] = numbers[rows[i] as number] as number;
  return found;
}

export function gatheredCodes(codes: Int32Array, rows: Int32Array): Int32Array {
  const found = new Int32Array(rows.length);
  for (let i = 0; i < found.length; i++) found[i] = codes[rows[i] as number] as number;
  return found;
}

export function gatheredBytes(bytes: Uint8Array, rows: Int32Array): Uint8Array {
  const found = new Uint8Array(rows.length);
  for (let i = 0; i < found.length; i++) found[i] = bytes[rows[i] as number] as number;
  return found;
}

function coded(values: readonly (string | null)[]): TextColumn {
  const codeOf = new Map(
    [...new Set(values)].filter((text) => text !== null).map((text, code) => [text, code]),
  );
  const codes = Int32Array.from(values, (text) => (text === null ? -1 : (codeOf.get(text) as number)));
  return textColumn(codes, [...codeOf.keys()]);
}

/** How many rows a column has. */
export function rowsIn(column: Column): number {
  switch (column.type) {
    case "text":
      return column.codes.length;
    case "flag":
      return column.flags.length;
    default:
      return column.units.length;
  }
}

/** The column of exact units, held in doubles where they fit. */
export function unitsColumn(units: readonly (bigint | null)[], scale: number): NumberColumn | BigColumn {
  let bound = 0;
  for (const value of units) {
    if (value !== null) bound = Math.max(bound, Math.abs(Number(value)));
  }
  if (bound >= EXACT) return bigColumn(units, scale);
  return numberColumn(
    Float64Array.from(units, (value) => (value === null ? Number.NaN : Number(value))),
    scale,
    bound,
  );
}

/** No unit is larger, either side of zero. */
export function boundOf(units: Float64Array): number {
  let bound = 0;
  const fours = units.length & ~3;
  for (let row = 0; row < fours; row += 4) {
    bound = further(units[row] as number, bound);
    bound = further(units[row + 1] as number, bound);
    bound = further(units[row + 2] as number, bound);
    bound = further(units[row + 3] as number, bound);
  }
  for (let row = fours; row < units.length; row++) bound = further(units[row] as number, bound);
  return bound;
}

function further(unit: number, bound: number): number {
  const far = Math.abs(unit);
  if (far > bound) return far;
  return bound; // also beside NaN
}

/** Units of a decimal fraction at a scale that holds it. */
export function unitsOf({ numerator, denominator }: Fraction, scale: number): bigint {
  return (numerator * 10n ** BigInt(scale)) / denominator;
}

/** Decimal places of a fraction whose denominator is a power of ten; trailing zeros do not count. */
function placesOf({ numerator, denominator }: Fraction): number {
  let places = denominator.toString().length - 1;
  let units = numerator;
  while (places > 0 && units % 10n === 0n) {
    units /= 10n;
    places--;
  }
  return places;
}

const TWENTY = 10n ** 20n;

/** Rounded half to even to twenty decimals: what is not exact per record. */
export function roundedToTwenty({ numerator, denominator }: Fraction): Fraction {
  const whole = numerator * TWENTY;
  const floor = whole / denominator - (whole % denominator < 0n ? 1n : 0n);
  const twice = 2n * (whole - floor * denominator);
  const up = twice > denominator || (twice === denominator && floor % 2n !== 0n);
  return fraction(up ? floor + 1n : floor, TWENTY);
}
