import { counterparts, foldedOverEach } from "./compared.ts";
import { folds } from "./folds.ts";
import { type Plan, wholeRange } from "./plan.ts";
import { comparedWith, type Metrics, type Report, reportOver } from "./report.ts";
import type { Grouped, GroupNames, Tables, TablesFor } from "./table.ts";
import { rangeOfPeriods, type TallyData } from "./tally.ts";
import { sealed } from "./tally-json.ts";
import { foldedOver, periodsOf, type Question, questionOf } from "./tally-of.ts";

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
export function evaluate<
  const M extends Metrics,
  const T extends Tables,
  const By extends GroupNames<T> = never,
>(metrics: M, tables: TablesFor<M, T>, plan: Plan<By>): Report<M, Grouped<T, By>> {
  const question = questionOf(metrics, tables as Tables, plan);
  const tally = sealed(foldedOver(question, periodsOf(question)));
  return reportOver(metrics, tally, wholeOf(question, tally), comparedIn(metrics, question, tally));
}

/** What does not add up over time is folded again, over the whole range as one period. */
function wholeOf(question: Question, { periods }: TallyData): TallyData | null {
  const range = rangeOfPeriods(periods);
  const addsUp = question.measures.every(({ fold }) => typeof folds[fold].overTime === "string");
  if (addsUp || range === null) return null;
  return foldedOver(question, [wholeRange(range.start, range.end, question.plan.asOf)]);
}

function comparedIn<M extends Metrics, Group>(
  metrics: M,
  question: Question,
  { periods }: TallyData,
): Report<M, Group>["compared"] {
  const compared = question.plan.compare.map((comparison) => {
    const found = counterparts(question, periods, comparison);
    const known = found.filter((period) => period !== null);
    let next = 0;
    const places = found.map((period) => (period === null ? null : next++));
    return [comparison, comparedWith<M, Group>(metrics, foldedOverEach(question, known), places)] as const;
  });
  return Object.fromEntries(compared);
}
