import { type Coded, codesOf } from "../core/coded.ts";
import { readDecimal } from "../core/decimal.ts";
import { rawReader } from "../core/field-reader.ts";
import { shown } from "../core/instant.ts";
import type { From } from "../core/mapping.ts";
import type { Problem } from "../core/row-check.ts";
import type { KeyColumn } from "./groups.ts";
import type { Key, Table } from "./table.ts";
import { textCodes } from "./text-codes.ts";

/** What rows are grouped by under one name. What is no key is told to `fault`. */
export function readKeys(
  table: Table,
  name: string,
  fault: (row: number, problem: string) => void,
): KeyColumn {
  const own = table.histories[name]?.key as From<never, never> | undefined;
  const from = own ?? table.dimensions[name] ?? table.mapping[name] ?? (name as From<never, never>);
  if (typeof from === "string") {
    const [coded, values] = [table.source.coded(from), table.source.values(from)];
    const keys = coded === null ? keysOfIntegers(values) : keysOfCodes(coded);
    if (keys !== null) return keys;
  }
  const at = rawReader(table, name, from);
  const codes = new Int32Array(table.source.length);
  const values: Key[] = [];
  const codeOf = new Map<Key, number>();
  const { find, add } = textCodes(); // texts come again and again; `codesOfTexts` has what they are among all keys
  const codesOfTexts: number[] = [];
  for (let row = 0; row < codes.length; row++) {
    const key = keyFrom(at(row));
    if (typeof key === "object" && key !== null) {
      fault(row, key.problem);
      continue;
    }
    const text = typeof key === "string" ? find(key) : -1;
    let code = text < 0 ? codeOf.get(key) : codesOfTexts[text];
    if (code === undefined) {
      code = values.push(key) - 1;
      if (typeof key === "string") codesOfTexts[add(key)] = code;
      else codeOf.set(key, code);
    }
    codes[row] = code;
  }
  return { codes, values };
}

/** Keys that are coded already; what has no text is null, after all the others. */
function keysOfCodes(coded: Coded): KeyColumn {
  const codes = codesOf(coded) as Int32Array;
  const count = coded.texts.length;
  if (areBelow(codes, count)) return { codes, values: coded.texts };
  return { codes: withNone(codes, count), values: [...coded.texts, null] };
}

function areBelow(codes: Int32Array, limit: number): boolean {
  let outside = 0;
  const fours = codes.length & ~3;
  for (let row = 0; row < fours; row += 4)
    outside |=
      outsideOf(codes[row] as number, limit) |
      outsideOf(codes[row + 1] as number, limit) |
      outsideOf(codes[row + 2] as number, limit) |
      outsideOf(codes[row + 3] as number, limit);
  for (let row = fours; row < codes.length; row++) outside |= outsideOf(codes[row] as number, limit);
  return outside >= 0;
}

/** Below zero where a code is, or is no less than the limit. */
function outsideOf(code: number, limit: number): number {
  return code | (limit - 1 - code);
}

function withNone(given: Int32Array, none: number): Int32Array {
  const codes = new Int32Array(given.length);
  for (let row = 0; row < codes.length; row++) {
    const code = given[row] as number;
    codes[row] = code >= 0 && code < none ? code : none;
  }
  return codes;
}

/** So many numbers are listed by what they are, where they are integers of 16 bits or fewer. */
const INTEGERS = 2 ** 16;

/** Small integers that are held by column are keys as they are; null for any others. */
function keysOfIntegers(values: ArrayLike<unknown> | null): KeyColumn | null {
  const isUnsigned = values instanceof Uint8Array || values instanceof Uint16Array;
  if (!isUnsigned && !(values instanceof Int8Array || values instanceof Int16Array)) return null;
  const codes = Int32Array.from(values);
  const codeOf = new Int32Array(INTEGERS).fill(-1);
  const found: number[] = [];
  for (let row = 0; row < codes.length; row++) {
    const number = codes[row] as number;
    const place = number & (INTEGERS - 1);
    let code = codeOf[place] as number;
    if (code < 0) {
      code = found.push(number) - 1;
      codeOf[place] = code;
    }
    codes[row] = code;
  }
  return { codes, values: found };
}

function keyFrom(value: unknown): Key | Problem {
  const key = value ?? null;
  if (key === null || typeof key === "string" || typeof key === "boolean") return key;
  if (typeof key === "number" && Number.isFinite(key)) return key + 0; // -0 is 0
  const number = typeof key === "object" ? readDecimal(key) : null;
  if (number !== null) return number.toNumber() + 0;
  return { problem: `${shown(key)} is no group; give a text, a number, true, false or null` };
}
