import type { Coded } from "../core/coded.ts";
import type { Field } from "../core/kind.ts";
import { type InstantOf, isProblem, type Problem, type Read, readField } from "../core/row-check.ts";
import { type Column, type FlagColumn, flagColumn, type TextColumn, textColumn, UNKNOWN } from "./column.ts";
import { type Raw, slowly, whole } from "./raw.ts";
import { dates, instants } from "./read-instants.ts";
import { manyDigits, numbers } from "./read-numbers.ts";
import { textCodes } from "./text-codes.ts";

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
      return codedTexts(field, raw.coded ?? null) ?? texts(field, raw);
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
  return whole(units);
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
  return missing > 0 && !field.optional ? null : textColumn(codes, texts);
}

/** Each text has a code; one that comes again costs a look-up, and where it follows itself a comparison. */
function texts(field: Field, raw: Raw): TextColumn {
  const { rows, at } = raw;
  const codes = new Int32Array(rows);
  const { find, add, texts } = textCodes();
  let last: unknown = Number.NaN;
  let lastCode = -1;
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
    if (code < 0) continue; // what is wrong has to be said of each row
    last = value;
    lastCode = code;
  }
  return textColumn(codes, texts);
}

function flags(field: Field, raw: Raw): FlagColumn {
  const { rows, at } = raw;
  const found = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = at(row);
    const read = typeof value === "boolean" ? value : slowly(field, raw, row, value);
    found[row] = read === null ? UNKNOWN : Number(read);
  }
  return flagColumn(found);
}
