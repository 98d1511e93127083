import type { AnyMetric } from "../core/definition.ts";
import { folds } from "./folds.ts";
import type { Plan } from "./plan.ts";
import { measuresOf, type Report, reportOf } from "./report.ts";
import type { Key, Table } from "./table.ts";
import { tallyOf } from "./tally.ts";

type Metrics = Readonly<Record<string, AnyMetric>>;
type Tables = Table | Readonly<Record<string, Table>>;

/** What all tables can be grouped by, with the types of the values. */
export type GroupsIn<T> = T extends { readonly groups?: infer G; readonly source: unknown }
  ? NonNullable<G>
  : { [N in keyof T]: GroupsIn<T[N]> }[keyof T];

type Names<T> = keyof GroupsIn<T> & string;

/**
 * Evaluates metrics over the records of tables, by period and group: one pass over the rows, exact sums, the
 * formula applied once, last. Totals are of the rows, never of the cells.
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
