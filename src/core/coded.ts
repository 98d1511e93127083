import { KpiError } from "./errors.ts";
import { shown } from "./instant.ts";

/** A column of texts as numbers: `codes[row]` is the place of its text in `texts`, of which none comes twice. */
export interface Coded {
  readonly codes: Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array;
  readonly texts: readonly string[];
  readonly length: number;
  get(row: number): string | null;
}

/**
 * A column of texts held as numbers, for `columns`, as Arrow dictionaries have it. A code without a text, such as -1, is
 * a missing value. Codes are used as they are; where a text comes twice, as in joined dictionaries, they are copied.
 *
 * @example
 * ```ts
 * import { coded } from "kpi-core";
 *
 * const plan = coded(Int32Array.of(0, 1, 0), ["free", "paid"]);
 * [plan.length, plan.get(1)] // => [3, "paid"]
 * ```
 */
export function coded(codes: Coded["codes"], texts: readonly string[]): Coded {
  if (!ArrayBuffer.isView(codes) || codes instanceof Float64Array || !Array.isArray(texts)) {
    const right = "give an array of integers such as Int32Array, and the texts that they number";
    throw new KpiError("bad-table", `coded: codes are ${shown(codes)}, texts ${shown(texts)}; ${right}`);
  }
  const once = [...new Set(texts)];
  if (once.length === texts.length) return codedOf(codes, texts);
  const placeOf = new Map(once.map((text, place) => [text, place]));
  return codedOf(
    Int32Array.from(codes as Int32Array, (code) => placeOf.get(texts[code] as string) ?? -1),
    once,
  );
}

function codedOf(codes: Coded["codes"], texts: readonly string[]): Coded {
  return { codes, texts, length: codes.length, get: (row) => texts[codes[row] as number] ?? null };
}

export function isCoded(column: unknown): column is Coded {
  return typeof column === "object" && column !== null && "codes" in column && "texts" in column;
}

/** The numbers of a column of integers or of coded texts, as kernels take them; null for any other. */
export function codesOf(column: unknown): Int32Array | null {
  const codes = isCoded(column) ? column.codes : column;
  if (codes instanceof Int32Array) return codes;
  const small = [Int16Array, Uint16Array, Int8Array, Uint8Array];
  if (small.some((integers) => codes instanceof integers)) return Int32Array.from(codes as Int16Array);
  if (!(codes instanceof Uint32Array)) return null;
  // A kernel that meets two kinds of array is slower for both; what does not fit is negative, so read by row
  return new Int32Array(codes.buffer, codes.byteOffset, codes.length);
}
