import { FURTHEST } from "../core/instant.ts";
import { isoInstant } from "../core/iso-instant.ts";
import type { Field } from "../core/kind.ts";
import type { InstantOf } from "../core/row-check.ts";
import { type NumberColumn, numberColumn } from "./column.ts";
import { gaps, type Raw, slowly, whole } from "./raw.ts";

export function instants(field: Field, raw: Raw, instantOf: InstantOf | undefined): NumberColumn {
  const { rows, at, values, known = null } = raw;
  if (values instanceof Float64Array && (known === null || field.optional)) {
    const units = known === null ? values : new Float64Array(rows);
    const bound = known === null ? furthestInstant(values) : fillKnown(units, values, known);
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

/** Writes those that are known, and says the same of them as `furthestInstant`. */
function fillKnown(units: Float64Array, values: Float64Array, known: Uint8Array): number {
  let furthest = 0;
  let fine = 0;
  for (let row = 0; row < units.length; row++) {
    const byte = known[row] as number;
    const t = (values[row] as number) + (gaps[byte] as number);
    units[row] = t;
    const far = Math.abs(t);
    fine += +(Math.floor(t) >= t) + +(byte === 0); // NaN is no whole number
    if (far > furthest) furthest = far;
  }
  return fine === units.length && furthest <= FURTHEST ? furthest : -1;
}

/** The bound of whole milliseconds, which can be taken as they are; -1 where one is none. */
function furthestInstant(units: Float64Array): number {
  let furthest = 0;
  let parts = 0; // of a millisecond; what is no number makes it none
  const fours = units.length & ~3;
  // By fours, as rounding one would have to wait for the one before
  for (let row = 0; row < fours; row += 4) {
    const a = units[row] as number;
    const b = units[row + 1] as number;
    const c = units[row + 2] as number;
    const d = units[row + 3] as number;
    parts += a - Math.floor(a) + (b - Math.floor(b)) + (c - Math.floor(c)) + (d - Math.floor(d));
    furthest = Math.max(furthest, Math.abs(a), Math.abs(b), Math.abs(c), Math.abs(d));
  }
  for (let row = fours; row < units.length; row++) {
    const t = units[row] as number;
    parts += t - Math.floor(t);
    furthest = Math.max(furthest, Math.abs(t));
  }
  return parts === 0 && furthest <= FURTHEST ? furthest : -1;
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
