import type { Coded } from "../core/coded.ts";
import type { Field } from "../core/kind.ts";
import { type InstantOf, isProblem, readField } from "../core/row-check.ts";
import { boundOf, type NumberColumn, numberColumn } from "./column.ts";

/** What the rows hold for a field, and what to do about one that cannot be read. */
export interface Raw {
  readonly rows: number;
  readonly at: (row: number) => unknown;
  /** The values themselves, where they are held by column. */
  readonly values?: ArrayLike<unknown> | null;
  /** Which of these there are: 0 where one is missing. */
  readonly known?: Uint8Array | null;
  /** Texts that are held as codes. */
  readonly coded?: Coded | null;
  readonly fault: (row: number, problem: string) => void;
}

/** A value by the general reader; null where it is missing, and where it is wrong, which is told. */
export function slowly(field: Field, raw: Raw, row: number, value: unknown, instantOf?: InstantOf) {
  const read = readField(field, value, instantOf);
  if (!isProblem(read)) return read;
  raw.fault(row, read.problem);
  return null;
}

/** What is to be added to a value by its byte in `known`: nothing, and what makes it NaN where the byte is 0. */
export const gaps = new Float64Array(256).fill(Number.NaN, 0, 1);

/** A column of whole numbers. */
export function whole(units: Float64Array): NumberColumn {
  return numberColumn(units, 0, boundOf(units));
}
