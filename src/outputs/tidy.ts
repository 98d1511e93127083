import type { Assessment } from "../benchmarks/assess.ts";
import { endsOf } from "../benchmarks/target.ts";
import { KpiError } from "../core/errors.ts";
import type { Unit } from "../core/units.ts";
import type { Cell, Reason } from "../engine/cell.ts";
import type { Metrics, Report } from "../engine/report.ts";
import { type AnyReport, type AnyRow, assessmentIn, rowsApart, type TidyRows } from "./rows.ts";

/** One cell as a flat row of plain values, beside the keys of its group. */
export interface TidyCell<Name extends string = string> {
  readonly period: string;
  /** ISO 8601 in UTC, which data frames and charts read as times. */
  readonly start: string;
  readonly end: string;
  readonly complete: boolean;
  /** The name of the cell. */
  readonly metric: Name;
  readonly unit: Unit;
  /** The nearest double, good to some 15 digits; `exact` has all of them. */
  readonly value: number | null;
  /** The value as decimal text. */
  readonly exact: string | null;
  readonly currency: string | null;
  /** Why there is no value. */
  readonly reason: Reason | null;
  /** How many records. */
  readonly n: number | null;
  /** The bounds of the target in force; absent, as the rest, where the report is not assessed. */
  readonly atLeast?: number | null;
  readonly atMost?: number | null;
  readonly status?: Assessment["status"];
  readonly variance?: number | null;
}

const fixed: readonly string[] = [
  ..."period start end complete metric unit value exact currency reason n".split(" "),
  ..."atLeast atMost status variance".split(" "),
];

/**
 * The cells of a report as flat rows with plain numbers, for charts, CSV files and data frames: `each` period and
 * group, or the totals that `rows` names; not both, since a chart would add them up. Durations are in seconds, shares
 * 0 to 1.
 *
 * Throws a `KpiError` where a name that the report is by is also a column of these rows.
 *
 * @example
 * ```ts
 * import { evaluate, table } from "kpi-core";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { tidy } from "kpi-core/outputs";
 * import { workItem } from "kpi-core/records";
 *
 * const rows = [{ finishedAt: "2026-01-09T16:00:00Z", team: "a" }];
 * const report = evaluate({ done: throughput }, table(workItem, rows), { by: ["team"], per: "month", timeZone: "UTC" });
 * const [first] = tidy(report);
 * first?.team // => "a"
 * first?.metric // => "done"
 * first?.value // => 1
 * ```
 */
export function tidy<M extends Metrics, Group, R extends TidyRows = "each">(
  report: Report<M, Group>,
  options?: { readonly rows?: R },
): (TidyCell<keyof M & string> & (R extends "each" | "byGroup" ? Group : unknown))[];
export function tidy(report: AnyReport, options: { readonly rows?: TidyRows } = {}): TidyCell[] {
  const { rows = "each" } = options;
  const apart = rowsApart("tidy", report, rows);
  const taken = report.tally.by.find((name) => fixed.includes(name));
  if (taken !== undefined) {
    const right = `rename it in the table: dimensions: { ${taken}Group: "${taken}" }, and by: ["${taken}Group"]`;
    throw new KpiError(
      "bad-input",
      `tidy: the report is by ${taken}, which is a column of tidy rows; ${right}`,
    );
  }
  return tidied(report, apart);
}

function tidied({ metrics }: AnyReport, rows: readonly AnyRow[]): TidyCell[] {
  return rows.flatMap((row) =>
    Object.entries(metrics).map(([metric, { unit }]) => ({
      period: row.period.label,
      start: new Date(row.period.start).toISOString(),
      end: new Date(row.period.end).toISOString(),
      complete: row.period.complete,
      ...row.group,
      metric,
      unit,
      ...cellValues(row.cells[metric] as Cell),
      ...(row.assessments !== undefined && targetValues(assessmentIn(row, metric))),
    })),
  );
}

function cellValues(cell: Cell): Pick<TidyCell, "value" | "exact" | "currency" | "reason" | "n"> {
  const { n } = cell;
  if (cell.status === "none") return { value: null, exact: null, currency: null, reason: cell.reason, n };
  const { value, currency = null } = cell;
  return { value: value.toNumber(), exact: value.toFixed(), currency, reason: null, n };
}

function targetValues(
  found: Assessment | null,
): Pick<TidyCell, "atLeast" | "atMost" | "status" | "variance"> {
  const ends = found?.target == null ? { low: null, high: null } : endsOf(found.target);
  return {
    atLeast: ends.low?.toNumber() ?? null,
    atMost: ends.high?.toNumber() ?? null,
    status: found?.status ?? "no-target",
    variance: found?.variance?.toNumber() ?? null,
  };
}
