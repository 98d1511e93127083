import { KpiError } from "../core/errors.ts";
import type { Metrics, Report } from "../engine/report.ts";
import { RowOf } from "../engine/row.ts";
import { type AnyReport, type AnyRow, rowsApart, type TidyRows } from "./rows.ts";

/** Columns of one length: of each row its period, the keys of its group, and the values of its cells. */
export type DataFrame<Name extends string = string, Group = unknown> = {
  readonly period: readonly string[];
  /** ISO 8601 in UTC, which data frames and charts read as times. */
  readonly start: readonly string[];
  readonly end: readonly string[];
  readonly complete: readonly boolean[];
} & { readonly [Key in keyof Group]: readonly Group[Key][] } & {
  readonly [Metric in Name]: readonly (number | null)[];
};

const fixed: readonly string[] = ["period", "start", "end", "complete"];

/**
 * The values of a report as columns, for data frames, charts and other programs: `each` period and group a row, or the
 * totals that `rows` names. A value is the nearest double, good to some 15 digits, and null where a cell has none;
 * `tidy` also says why, and all digits. No cell is made for it, so that it takes a third of the time. Durations are in
 * seconds, shares 0 to 1, and amounts in the currency of their cell, which `tidy` says.
 *
 * Throws a `KpiError` where two columns would have one name, and for a value that no double holds.
 *
 * @example
 * ```ts
 * import { evaluate, table } from "kpi-core";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { dataFrame } from "kpi-core/outputs";
 * import { workItem } from "kpi-core/records";
 *
 * const rows = [
 *   { finishedAt: "2026-01-09T16:00:00Z", team: "a" },
 *   { finishedAt: "2026-01-12T10:00:00Z", team: "b" },
 *   { finishedAt: "2026-01-13T10:00:00Z", team: "b" },
 * ];
 * const report = evaluate({ done: throughput }, table(workItem, rows), { by: ["team"], per: "month", timeZone: "UTC" });
 * const { period, team, done } = dataFrame(report);
 * period // => ["2026-01", "2026-01"]
 * team // => ["a", "b"]
 * done // => [1, 2]
 * ```
 */
export function dataFrame<M extends Metrics, Group, R extends TidyRows = "each">(
  report: Report<M, Group>,
  options?: { readonly rows?: R },
): DataFrame<keyof M & string, R extends "each" | "byGroup" ? Group : unknown>;
export function dataFrame(report: AnyReport, options: { readonly rows?: TidyRows } = {}): DataFrame {
  const { rows = "each" } = options;
  const taken = rowsApart("dataFrame", report, rows);
  const keys = rows === "each" || rows === "byGroup" ? report.tally.by : [];
  const metrics = Object.keys(report.metrics);
  requireApart([...fixed, ...keys, ...metrics]);
  const values = metrics.map((): (number | null)[] => []);
  for (const row of taken) {
    numbersOf(row, metrics).forEach((value, i) => {
      if (value !== null && !Number.isFinite(value)) throw beyond(metrics[i] as string, row);
      values[i]?.push(value);
    });
  }
  const columns = metrics.map((name, i) => [name, values[i] as (number | null)[]] as const);
  return Object.assign(periodsOf(taken), keysOf(taken, keys), Object.fromEntries(columns));
}

/** Rows of the engine work out their numbers alone; rows that were copied have their cells. */
function numbersOf(row: AnyRow, metrics: readonly string[]): (number | null)[] {
  return row instanceof RowOf
    ? row.numbers()
    : metrics.map((name) => row.cells[name]?.value?.toNumber() ?? null);
}

function periodsOf(rows: readonly AnyRow[]) {
  const periods = rows.map(({ period }) => period);
  // Many rows are of one period
  const texts = new Map(
    [...new Set(periods.flatMap(({ start, end }) => [start, end]))].map((t) => [t, isoText(t)]),
  );
  return {
    period: periods.map(({ label }) => label),
    start: periods.map(({ start }) => texts.get(start) as string),
    end: periods.map(({ end }) => texts.get(end) as string),
    complete: periods.map(({ complete }) => complete),
  };
}

function isoText(t: number): string {
  return new Date(t).toISOString();
}

function keysOf(rows: readonly AnyRow[], names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, rows.map(({ group }) => group[name])]));
}

function requireApart(names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  const right = "give the metric another name, or rename what the report is by in the table: dimensions";
  throw new KpiError("bad-input", `dataFrame: two columns would be called ${twice}; ${right}`);
}

function beyond(metric: string, { period }: AnyRow): KpiError {
  const right = "read the value of its cell, which has all digits";
  return new KpiError(
    "bad-input",
    `dataFrame: ${metric} in ${period.label} is beyond what a number can hold; ${right}`,
  );
}
