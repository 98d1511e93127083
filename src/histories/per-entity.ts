import { isNamed } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import type { From } from "../core/mapping.ts";
import { type KeyedLedger, keyedRows, type RowOptions } from "./keyed-rows.ts";

/**
 * Facts that are told by several rows: the rows of each key together, folded into one record, several or none. An
 * order is on time if all its lines are; a customer came back if a second request follows within seven days. With
 * `at`, the rows of a key are in the order of time. The columns of another history may be given as they are: others than
 * `at` and `zone` are not read.
 *
 * Rows without a key, or without a readable time where `at` is named, are rejected and counted; a key whose fold
 * gives null is counted in `leftOut.none`.
 *
 * @example
 * ```ts
 * import { perEntity } from "kpi-core/histories";
 *
 * const lines = [
 *   { order: "A", ordered: 3, shipped: 3 },
 *   { order: "A", ordered: 2, shipped: 1 },
 *   { order: "B", ordered: 5, shipped: 5 },
 * ];
 * const orders = perEntity(lines, "order", (own, order) => ({
 *   order,
 *   inFull: own.every(({ ordered, shipped }) => shipped >= ordered),
 * }));
 * orders.rows // => [{ order: "A", inFull: false }, { order: "B", inFull: true }]
 * ```
 */
export function perEntity<R extends object, Out extends object>(
  rows: Iterable<R>,
  key: From<R, string>,
  fold: (own: readonly [R, ...R[]], key: string) => Out | readonly Out[] | null,
  options: RowOptions<R> = {},
): { readonly rows: readonly Out[]; readonly ledger: KeyedLedger<"none"> } {
  if (!isNamed(options)) {
    throw new KpiError("bad-plan", `perEntity: options is ${shown(options)}; give an object of at, zone`);
  }
  if (typeof fold !== "function") {
    const right = "give a function that makes a record of the rows of a key";
    throw new KpiError("bad-plan", `perEntity: fold is ${shown(fold)}; ${right}`);
  }
  const { lists, ledger } = keyedRows("perEntity", rows, key, options);
  let none = 0;
  const made = [...lists].flatMap(([name, own]): readonly Out[] => {
    const out = fold(own.map(({ row }) => row) as [R, ...R[]], name);
    if (out === null) {
      none += own.length;
      return [];
    }
    const records = (Array.isArray(out) ? out : [out]) as readonly Out[];
    const stray = records.findIndex((one) => typeof one !== "object" || one === null);
    if (stray < 0) return records;
    const right = "return a record, a list of them, or null to leave it out";
    throw new KpiError(
      "bad-plan",
      `perEntity: the fold of ${shown(name)} gave ${shown(records[stray])}; ${right}`,
    );
  });
  return { rows: made, ledger: { ...ledger, used: ledger.used - none, leftOut: { none } } };
}
