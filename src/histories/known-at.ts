import { requireEntries } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import type { InstantLike } from "../core/instant.ts";
import type { From } from "../core/mapping.ts";
import { type KeyedLedger, keyedRows, type RowOptions } from "./keyed-rows.ts";
import { instantOption, zoneOption } from "./log.ts";

/**
 * A log of versions as it read at a moment: of each key the last row before `t`, in the order in which keys first
 * appear. What was written at `t` or later is not known yet, and is counted in `leftOut.later`; what a newer row had
 * replaced by then in `leftOut.replaced`. Of two rows at one instant the later in the log holds.
 *
 * @example
 * ```ts
 * import { knownAt } from "kpi-core/histories";
 *
 * const log = [
 *   { id: "a", written: "2026-01-05T09:00:00Z", priority: "low" },
 *   { id: "a", written: "2026-01-07T09:00:00Z", priority: "high" },
 * ];
 * const read = knownAt(log, "2026-01-06T00:00:00Z", { key: "id", at: "written" });
 * read.rows.map(({ priority }) => priority) // => ["low"]
 * ```
 */
export function knownAt<R extends object>(
  log: Iterable<R>,
  t: InstantLike,
  options: { readonly key: From<R, string>; readonly at: From<R, InstantLike> } & RowOptions<R>,
): { readonly rows: readonly R[]; readonly ledger: KeyedLedger<"later" | "replaced"> } {
  requireEntries("knownAt: options", options, ["key", "at", "zone"]);
  const { key, ...times } = options;
  if (t === undefined || times.at === undefined) {
    const right = "give the moment, and the column that says when each row was written";
    throw new KpiError("bad-plan", `knownAt: ${t === undefined ? "t" : "at"} is missing; ${right}`);
  }
  const moment = instantOption("knownAt: t", t, zoneOption("knownAt", times.zone));
  const { lists, ledger } = keyedRows("knownAt", log, key, times);
  const known = [...lists.values()].map((versions) => versions.filter(({ at }) => at < moment));
  const rows = known.flatMap((versions) => versions.slice(-1).map(({ row }) => row));
  const before = known.reduce((sum, { length }) => sum + length, 0);
  const leftOut = { later: ledger.used - before, replaced: before - rows.length };
  return { rows, ledger: { ...ledger, used: rows.length, leftOut } };
}
