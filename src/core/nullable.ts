import { KpiError } from "./errors.ts";
import { shown } from "./instant.ts";

/** A column of numbers of which some are missing: `known[row]` is 1 where there is one, and 0 where there is none. */
export interface Nullable {
  readonly values: Float64Array;
  readonly known: Uint8Array;
  readonly length: number;
  get(row: number): number | null;
}

/**
 * A column of numbers or instants of which some are missing, for `columns`: the values, and for each a byte that is 1
 * where it is known and 0 where nothing is, whatever stands among the values.
 *
 * Throws a `KpiError` where there is not a byte for each value.
 *
 * @example
 * ```ts
 * import { nullable } from "kpi-core";
 *
 * const finishedAt = nullable(Float64Array.of(1000, 0, 3000), Uint8Array.of(1, 0, 1));
 * [finishedAt.get(0), finishedAt.get(1)] // => [1000, null]
 * ```
 */
export function nullable(values: Float64Array, known: Uint8Array): Nullable {
  if (!(values instanceof Float64Array) || !(known instanceof Uint8Array)) {
    const right = "give a Float64Array, and a Uint8Array with 1 where a value is known and 0 where it is not";
    throw new KpiError("bad-table", `nullable: values are ${shown(values)}, known ${shown(known)}; ${right}`);
  }
  if (values.length !== known.length) {
    const right = "give a byte for each value";
    throw new KpiError(
      "bad-table",
      `nullable: there are ${values.length} values and ${known.length} bytes; ${right}`,
    );
  }
  const get = (row: number) => (known[row] === 0 ? null : (values[row] as number));
  return { values, known, length: values.length, get };
}

export function isNullable(column: unknown): column is Nullable {
  return typeof column === "object" && column !== null && "values" in column && "known" in column;
}
