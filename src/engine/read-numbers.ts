import { readDecimal } from "../core/decimal.ts";
import { plainDecimal } from "../core/decimal-text.ts";
import type { Field } from "../core/kind.ts";
import { greatestOf } from "../core/many.ts";
import { boundOf, type Column, EXACT, type NumberColumn, numberColumn, unitsColumn } from "./column.ts";
import { onceByName } from "./once.ts";
import { gaps, type Raw, slowly } from "./raw.ts";

/** Past it a decimal text has more digits than a double tells apart. */
const FIFTEEN_DIGITS = 1e15;
const MOST_PLACES = 15;
const powers = Float64Array.from({ length: MOST_PLACES + 1 }, (_, places) => Number(`1e${places}`));

/**
 * Numbers as integers of one scale, which grows as more decimal places turn up. A double `x` stands for `k / 10^s` where
 * that division gives `x` and `k` has at most 15 digits: no other such decimal is as near. Null where one does not fit.
 */
export function numbers(field: Field, raw: Raw): NumberColumn | null {
  const { rows, at, values, known = null } = raw;
  if (values instanceof Float64Array && (known === null || field.optional)) return doubles(values, known);
  const units = new Float64Array(rows);
  const text = { units: 0, places: 0 };
  let scale = 0;
  for (let row = 0; row < rows; row++) {
    const value = at(row);
    if (typeof value === "number" && scale === 0 && Math.floor(value) === value && Math.abs(value) < EXACT) {
      units[row] = value + 0; // -0 is 0
      continue;
    }
    let k = 0;
    let places = -1;
    if (typeof value === "number" && Number.isFinite(value)) {
      places = placesOf(value, scale);
      k = Math.round(value * (powers[places] ?? 0));
    } else if (typeof value === "string" && plainDecimal(value, text)) {
      k = text.units;
      places = text.places;
    } else {
      const read = slowly(field, raw, row, value);
      if (read === null) {
        units[row] = Number.NaN;
        continue;
      }
      if (plainDecimal(String(readDecimal(read)?.toFixed()), text)) {
        k = text.units;
        places = text.places;
      }
    }
    if (places < 0 || places > MOST_PLACES) return null;
    if (places > scale) {
      rescale(units, row, places - scale);
      scale = places;
    }
    units[row] = k * (powers[scale - places] as number) + 0;
  }
  return exactly(units, scale, boundOf(units));
}

/** Doubles by the same rule; null where one of them is not to be read so. What stands where none is known is no matter. */
function doubles(given: Float64Array, known: Uint8Array | null): NumberColumn | null {
  const values = known === null ? given : withGaps(given, known);
  const units = new Float64Array(values.length);
  let [scale, power, most] = [0, 1, EXACT - 1];
  let row = 0;
  for (;;) {
    row = readOnScale(values, power, most, units, row);
    if (row === units.length) return exactly(units, scale, boundOf(units));
    if (known !== null && known[row] === 0) {
      units[row++] = Number.NaN;
      continue;
    }
    const places = placesOf(values[row] as number, scale);
    if (places < 0) return null;
    rescale(units, row, places - scale);
    [scale, power, most] = [places, powers[places] as number, FIFTEEN_DIGITS];
  }
}

/** The values that are known; NaN for the others. */
function withGaps(values: Float64Array, known: Uint8Array): Float64Array {
  const found = new Float64Array(values.length);
  for (let row = 0; row < found.length; row++)
    found[row] = (values[row] as number) + (gaps[known[row] as number] as number);
  return found;
}

/** Doubles as units of one scale, from a row on; says where the first one is that is none. */
function readOnScale(
  values: Float64Array,
  power: number,
  most: number,
  units: Float64Array,
  from: number,
): number {
  let row = from;
  const fours = values.length - 3;
  while (row < fours) {
    const all =
      readUnitAt(values, power, most, units, row) &
      readUnitAt(values, power, most, units, row + 1) &
      readUnitAt(values, power, most, units, row + 2) &
      readUnitAt(values, power, most, units, row + 3);
    if (all === 0) break;
    row += 4;
  }
  while (row < values.length && readUnitAt(values, power, most, units, row) === 1) row++;
  return row;
}

/** 1 where the double is so many units, else 0. */
function readUnitAt(
  values: Float64Array,
  power: number,
  most: number,
  units: Float64Array,
  row: number,
): number {
  const value = values[row] as number;
  // Quicker than to round; up to 15 digits half a unit more is exact, and of integers there may be more
  const k = Math.floor(value * power + (power === 1 ? 0 : 0.5));
  units[row] = k + 0; // -0 is 0
  return +(k / power === value) & +(Math.abs(k) <= most);
}

/** The first units on a scale with so many places more. */
function rescale(units: Float64Array, rows: number, places: number): void {
  const more = powers[places] as number;
  for (let row = 0; row < rows; row++) units[row] = (units[row] as number) * more;
}

/** Null above the bound, where a product may have been rounded on the way. */
function exactly(units: Float64Array, scale: number, bound: number): NumberColumn | null {
  return bound < EXACT ? numberColumn(units, scale, bound) : null;
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
export function manyDigits(field: Field, raw: Raw): Column {
  const places = new Int32Array(raw.rows);
  const units = Array.from({ length: raw.rows }, (_, row) => {
    const text = decimalText(field, raw, row);
    if (text === null) return null;
    const point = text.indexOf(".");
    if (point < 0) return BigInt(text);
    places[row] = text.length - point - 1;
    return BigInt(text.slice(0, point) + text.slice(point + 1));
  });
  const scale = greatestOf(places, 0);
  const factor = onceByName();
  const onScale = (own: bigint, row: number) => {
    const more = scale - (places[row] as number);
    return own * factor(String(more), () => 10n ** BigInt(more));
  };
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
