import type { Decimal } from "../core/decimal.ts";
import type { AnyMetric } from "../core/definition.ts";
import { KpiError } from "../core/errors.ts";
import { decimalOf, divide, fractionOf } from "../core/fraction.ts";
import { type Cell, inOneCurrency } from "../engine/cell.ts";
import type { Comparison } from "../engine/plan.ts";
import type { Metrics, Report, Row, Whole } from "../engine/report.ts";
import type { Key } from "../engine/table.ts";
import type { TallyPeriod } from "../engine/tally.ts";

/** From the earlier value to this one. */
export interface Change {
  /** In the unit of the metric; of a share, 0.05 is five points. Null where one of the two has no value. */
  readonly difference: Decimal | null;
  /** The difference over the earlier value; null for shares, whose percent of percent misleads, and where it has none. */
  readonly ratio: Decimal | null;
  /** Why there is no ratio, or nothing at all. */
  readonly reason?: "no-earlier-period" | "no-value" | "other-currency" | "share" | "base-not-positive";
}

/** One period and group, what it is held against, and how each metric changed. */
export interface ChangedRow<M extends Metrics = Metrics, Group = Readonly<Record<string, Key>>> {
  readonly period: TallyPeriod;
  readonly group: Group;
  /** The earlier period; null where there is none. */
  readonly against: TallyPeriod | null;
  readonly changes: { readonly [Name in keyof M]: Change };
}

/** The changes of a report, row by row and for all groups together. */
export interface Changes<M extends Metrics = Metrics, Group = Readonly<Record<string, Key>>> {
  readonly rows: readonly ChangedRow<M, Group>[];
  readonly byPeriod: readonly ChangedRow<M, Whole>[];
}

/**
 * How each cell changed against an earlier period that the plan compares with: units for units, points for shares, and
 * a ratio only over a base above 0. A running period is held against the same part of the earlier one.
 *
 * Throws a `KpiError` where the plan does not compare with it.
 *
 * @example
 * ```ts
 * import { evaluate, table } from "kpi-core";
 * import { change } from "kpi-core/benchmarks";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { workItem } from "kpi-core/records";
 *
 * const days = ["2026-01-05", "2026-01-28", "2026-02-03", "2026-02-04", "2026-02-05"];
 * const report = evaluate({ throughput }, table(workItem, days.map((day) => ({ finishedAt: `${day}T12:00Z` }))), {
 *   per: "month",
 *   timeZone: "Europe/Paris",
 *   asOf: "2026-02-11",
 *   compare: ["previous"],
 * });
 * // 3 until 10 February, against 1 until 10 January
 * const [, february] = change(report, "previous").rows;
 * february?.changes.throughput // => { difference: 2, ratio: 2 }
 * ```
 */
export function change<const M extends Metrics, Group>(
  report: Report<M, Group>,
  comparison: Comparison,
): Changes<M, Group> {
  const earlier = report.compared[comparison];
  if (earlier === undefined) {
    const right = `write compare: ["${comparison}"] in the plan`;
    throw new KpiError("bad-plan", `change: the report is not compared with ${comparison}; ${right}`);
  }
  const changed = <G>(rows: readonly Row<M, G>[], against: readonly (Row<M, G> | null)[]) =>
    rows.map((row, i) => changedRow(report.metrics, row, against[i] ?? null));
  return {
    rows: changed(report.rows, earlier.rows),
    byPeriod: changed(report.byPeriod, earlier.byPeriod),
  };
}

function changedRow<M extends Metrics, Group>(
  metrics: M,
  { period, group, cells }: Row<M, Group>,
  earlier: Row<M, Group> | null,
): ChangedRow<M, Group> {
  const changes = Object.entries(metrics).map(([name, metric]) => {
    const against = earlier?.cells[name];
    const none = { difference: null, ratio: null } as const;
    if (against === undefined) return [name, { ...none, reason: "no-earlier-period" }] as const;
    return [name, changeOf(metric, cells[name] as Cell, against)] as const;
  });
  return {
    period,
    group,
    against: earlier?.period ?? null,
    changes: Object.fromEntries(changes) as ChangedRow<M, Group>["changes"],
  };
}

function changeOf({ unit }: AnyMetric, now: Cell, then: Cell): Change {
  const none = { difference: null, ratio: null } as const;
  if (now.status === "none" || then.status === "none") return { ...none, reason: "no-value" };
  if (!inOneCurrency(now, then)) return { ...none, reason: "other-currency" };
  const difference = now.value.minus(then.value);
  if (unit === "share") return { difference, ratio: null, reason: "share" };
  if (!then.value.gt(0)) return { difference, ratio: null, reason: "base-not-positive" };
  const ratio = divide(fractionOf(difference), fractionOf(then.value));
  return { difference, ratio: ratio === null ? null : decimalOf(ratio) };
}
