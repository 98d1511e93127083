import { folds } from "./folds.ts";
import type { Plan } from "./plan.ts";
import { type Metrics, type Report, reportOf } from "./report.ts";
import type { Key, Table } from "./table.ts";
import { measuresOf, tallyOf } from "./tally.ts";

/** One table, or one for each kind that the metrics read. */
export type Tables = Table | Readonly<Record<string, Table>>;

/** What all tables can be grouped by, with the types of the values. */
export type GroupsIn<T> = T extends { readonly groups?: infer G; readonly source: unknown }
  ? NonNullable<G>
  : { [N in keyof T]: GroupsIn<T[N]> }[keyof T];

type Names<T> = keyof GroupsIn<T> & string;

/**
 * Evaluates metrics over the records of tables, by period and group: one pass over the rows, exact sums, the
 * formula applied once, last. Totals are of the rows, never of the cells. Rows that cannot be read are rejected and
 * listed in `ledgers`. Throws a `KpiError` for a plan that cannot be carried out and for a column that no row has.
 *
 * @example
 * ```ts
 * import { evaluate, table } from "kpi-core";
 * import { onTimeRate, throughput } from "kpi-core/metrics/flow";
 * import { workItem } from "kpi-core/records";
 *
 * const rows = [
 *   { begun: "2026-01-05T08:00:00Z", done: "2026-01-09T16:00:00Z", due: "2026-01-10T00:00:00Z", team: "a" },
 *   { begun: "2026-01-06T08:00:00Z", done: null, due: "2026-01-20T00:00:00Z", team: "a" },
 * ];
 * const report = evaluate(
 *   { throughput, onTime: onTimeRate },
 *   table(workItem, rows, { startedAt: "begun", finishedAt: "done", dueAt: "due" }),
 *   { by: ["team"], per: "month", timeZone: "Europe/Paris", asOf: "2026-02-01" },
 * );
 * report.rows[0]?.group.team // => "a"
 * report.rows[0]?.cells.onTime.value // => 0.5
 * report.totals?.cells.throughput.value // => 1
 * ```
 */
export function evaluate<const M extends Metrics, const T extends Tables, const By extends Names<T> = never>(
  metrics: M,
  tables: T,
  plan: Plan<By>,
): Report<M, { readonly [N in By]: GroupsIn<T>[N] & Key }> {
  const tally = tallyOf(metrics, tables, plan);
  const refuses = measuresOf(metrics).some(({ fold }) => typeof folds[fold].overTime === "object");
  if (!refuses || tally.periods.length < 2) return reportOf(metrics, tally);
  const { per: _, ...once } = plan;
  const [first, last] = [tally.periods[0], tally.periods.at(-1)];
  const whole = tallyOf(metrics, tables, { ...once, from: first?.start ?? 0, to: last?.end ?? 0 });
  return reportOf(metrics, tally, whole);
}
