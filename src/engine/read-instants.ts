import { isoInstant } from "../core/iso-instant.ts";
import type { Field } from "../core/kind.ts";
import type { InstantOf } from "../core/row-check.ts";
import { type NumberColumn, numberColumn } from "./column.ts";
import { type Raw, slowly, whole } from "./raw.ts";

/** The last millisecond that a `Date` can hold. */
const FURTHEST = 8.64e15;

export function instants(field: Field, raw: Raw, instantOf: InstantOf | undefined): NumberColumn {
  const { rows, at, values, known = null } = raw;
  if (values instanceof Float64Array && (known === null || field.optional)) {
    const units = known === null ? values : withGaps(values, known);
    const bound = furthestInstant(units, known);
    if (bound >= 0) return numberColumn(units, 0, bound);
  }
  const units = new Float64Array(rows);
  let bound = 0;
  for (let row = 0; row < rows; row++) {
    const value = at(row);
    let t = Number.NaN;
    if (typeof value === "number") t = value;
    else if (typeof value === "string") t = isoInstant(value);
    else if (value instanceof Date) t = value.getTime();
    const isWhole = Math.floor(t) === t && t >= -FURTHEST && t <= FURTHEST;
    if (!isWhole) t = (slowly(field, raw, row, value, instantOf) ?? Number.NaN) as number;
    units[row] = t;
    const far = Math.abs(t);
    if (far > bound) bound = far;
  }
  return numberColumn(units, 0, bound);
}

/** What is to be added to a value by its byte in `known`: nothing, and what makes it NaN where the byte is 0. */
const gaps = new Float64Array(256).fill(Number.NaN, 0, 1);

function withGaps(values: Float64Array, known: Uint8Array): Float64Array {
  const units = new Float64Array(values.length);
  for (let row = 0; row < units.length; row++)
    units[row] = (values[row] as number) + (gaps[known[row] as number] as number);
  return units;
}

/** The bound of a column of whole milliseconds, which can be taken as it is; -1 where one that is known is none. */
function furthestInstant(units: Float64Array, known: Uint8Array | null): number {
  let furthest = 0;
  let wholes = 0;
  for (let row = 0; row < units.length; row++) {
    const t = units[row] as number;
    const far = Math.abs(t);
    wholes += +(Math.floor(t) >= t); // not of NaN
    if (far > furthest) furthest = far;
  }
  const missing = known === null ? 0 : countZeros(known);
  return wholes + missing === units.length && furthest <= FURTHEST ? furthest : -1;
}

/** The bytes are those of the user, which need not begin where an integer does, as for those that are looked at by fours. */
function countZeros(bytes: Uint8Array): number {
  let zeros = 0;
  for (let i = 0; i < bytes.length; i++) zeros += +(bytes[i] === 0);
  return zeros;
}

/** Dates are few and come again: each text is read once. */
export function dates(field: Field, raw: Raw): NumberColumn {
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
  return whole(units);
}
