import { Decimal } from "../core/decimal.ts";
import { add, decimalOf, divide, fraction, fractionOf, negate } from "../core/fraction.ts";
import { shown } from "../core/instant.ts";
import type { Cell, Reason } from "../engine/cell.ts";
import type { Metrics, Report, Row, Whole } from "../engine/report.ts";
import type { TallyPeriod } from "../engine/tally.ts";
import { growsOver } from "./growth.ts";
import { type Dated, datedTargets, inForce, isForAll } from "./in-force.ts";
import type { Keyed } from "./keyed.ts";
import { badTarget, type Ends, endsOf, type GroupKeys, type Target, warningOf } from "./target.ts";

/**
 * A cell beside its target.
 *
 * `variance` is the value minus the bound, in the unit of the metric; of a band it is 0 inside, and outside the
 * distance to the nearer end, with its sign. `favourable` is as large, and above 0 where the value is better than the
 * bound; of a band it is never above 0. `attainment` is 1 on the bound, and 0.1 more for each tenth of the bound that
 * is favourable: value / bound where more is better, and 2 - value / bound where less is.
 */
export type Assessment =
  | {
      /**
       * `in-progress` is a period that is not complete, since it still runs or is cut by the range: it shows where it
       * stands, and has no verdict.
       */
      readonly status: "met" | "at-risk" | "missed" | "in-progress";
      /** Within the bound; at risk is not. Null while in progress. */
      readonly met: boolean | null;
      /** The target in force, with durations in seconds. */
      readonly target: Target;
      readonly variance: Decimal;
      readonly favourable: Decimal;
      readonly attainment: Decimal | null;
      /** Why there is no attainment: the bound is 0 or below, or is a band. */
      readonly reason?: "target-not-positive" | "band";
    }
  | {
      readonly status: "no-data";
      readonly met: null;
      readonly target: Target;
      readonly variance: null;
      readonly favourable: null;
      readonly attainment: null;
      /** That of the cell. */
      readonly reason: Reason;
    }
  | {
      readonly status: "no-target";
      readonly met: null;
      readonly target: null;
      readonly variance: null;
      readonly favourable: null;
      readonly attainment: null;
      /** Why none judges, where there are some. */
      readonly reason?: Untargeted;
    };

/**
 * Why no target judges where there are some: it changes within the period, is in another currency, is for a shorter
 * period than all of these, or for each group and not for all of them together.
 */
export type Untargeted = "changes-within-period" | "other-currency" | "longer-period" | "other-groups";

/** A row of a report, with an assessment beside each cell that has a target. */
export interface AssessedRow<M extends Metrics = Metrics, Group = GroupKeys, Names extends keyof M = keyof M>
  extends Row<M, Group> {
  readonly assessments: { readonly [Name in Names]: Assessment };
}

/** A report whose rows are assessed. Assessments are made when read. */
export interface AssessedReport<
  M extends Metrics = Metrics,
  Group = GroupKeys,
  Names extends keyof M = keyof M,
> extends Report<M, Group> {
  readonly rows: readonly AssessedRow<M, Group, Names>[];
  readonly byGroup: readonly AssessedRow<M, Group, Names>[];
  readonly byPeriod: readonly AssessedRow<M, Whole, Names>[];
  readonly totals: AssessedRow<M, Whole, Names> | undefined;
}

/** The target of a metric, or several, told apart by their dates and groups. `for` names what the report is by. */
export type Targets<Group = GroupKeys> = Target<Partial<Group>> | readonly Target<Partial<Group>>[];

/**
 * The same report with targets beside its cells. Values are compared unrounded, and a bound is within. A target judges
 * a period only where it is in force over all of it; nothing is averaged, so a total over several targets has none.
 * Of two targets for a group that which names more of its keys is in force; totals have those without `for`.
 *
 * What grows with time, as a count does, is judged by period and never over several. What grows with groups is judged
 * in all of them together only by a target that says so, `for: {}`.
 *
 * Throws a `KpiError` for a target of the wrong unit or direction, for two at once, for a metric that the report has
 * not and for a group that no row is in.
 *
 * @example
 * ```ts
 * import { evaluate, table } from "kpi-core";
 * import { assess, target } from "kpi-core/benchmarks";
 * import { cycleTime, onTimeRate } from "kpi-core/metrics/flow";
 * import { workItem } from "kpi-core/records";
 *
 * const rows = [
 *   { startedAt: "2026-01-05T08:00Z", finishedAt: "2026-01-06T08:00Z", dueAt: "2026-01-07T00:00Z", team: "a" },
 *   { startedAt: "2026-01-08T08:00Z", finishedAt: "2026-01-11T08:00Z", dueAt: "2026-01-10T00:00Z", team: "b" },
 * ];
 * const report = evaluate({ onTime: onTimeRate, cycleTime }, table(workItem, rows), {
 *   by: ["team"],
 *   per: "month",
 *   timeZone: "Europe/Paris",
 *   asOf: "2026-02-01",
 * });
 * const assessed = assess(report, {
 *   onTime: target({ atLeast: 0.6, warn: 0.5 }),
 *   cycleTime: [target({ atMost: "P2D" }), target({ atMost: "P3D", for: { team: "b" } })],
 * });
 * const [a, b] = assessed.rows;
 * a?.assessments.cycleTime.attainment // => 1.5
 * b?.assessments.cycleTime.status // => "met"
 * assessed.totals?.assessments.onTime.status // => "at-risk"
 * assessed.totals?.assessments.onTime.variance // => -0.1
 * ```
 */
export function assess<const M extends Metrics, Group, const Names extends keyof M & string>(
  report: Report<M, Group>,
  targets: { readonly [Name in Names]: Targets<Group> },
): AssessedReport<M, Group, Names> {
  const { metrics, tally, compared, ledgers } = report;
  if (typeof targets !== "object" || targets === null) {
    throw badTarget("assess", `targets is ${shown(targets)}; give them by the names of the metrics`);
  }
  const given = Object.entries(targets) as [Names, Targets<Group>][];
  const judges = given.map(([name, some]): Judge<Names> => {
    const metric = Object.hasOwn(metrics, name) ? metrics[name] : undefined;
    if (metric !== undefined) {
      const [longer, wider] = [growsOver("time", metric), growsOver("groups", metric)];
      return { name, targets: datedTargets(name, metric, [some].flat(), tally), longer, wider };
    }
    const right = `its metrics are ${Object.keys(metrics).join(", ")}`;
    throw badTarget(`target ${name}`, `the report has no metric of that name; ${right}`);
  });
  const isGrouped = tally.by.length > 0;
  const isLonger = tally.periods.length > 1;
  const one = <G>(row: Row<M, G>) => assessedRow<M, G, Names>(row, judges, { isGrouped, isLonger: false });
  const all = <G>(row: Row<M, G>) => assessedRow<M, G, Names>(row, judges, { isGrouped, isLonger });
  let rows: AssessedReport<M, Group, Names>["rows"] | undefined;
  let byGroup: AssessedReport<M, Group, Names>["byGroup"] | undefined;
  let byPeriod: AssessedReport<M, Group, Names>["byPeriod"] | undefined;
  let totals: AssessedReport<M, Group, Names>["totals"];
  return {
    metrics,
    tally,
    compared,
    ledgers,
    get rows() {
      rows ??= report.rows.map(one);
      return rows;
    },
    get byGroup() {
      byGroup ??= report.byGroup.map(all);
      return byGroup;
    },
    get byPeriod() {
      byPeriod ??= report.byPeriod.map(one);
      return byPeriod;
    },
    get totals() {
      totals ??= report.totals && all(report.totals);
      return totals;
    },
  };
}

/** Whether a row is of several periods, and whether the report is by groups. */
interface Scale {
  readonly isLonger: boolean;
  readonly isGrouped: boolean;
}

/** The targets of one metric. */
interface Judge<Names> {
  readonly name: Names;
  readonly targets: Keyed<Dated>;
  /** True where they do not judge several periods as one. */
  readonly longer: boolean;
  /** True where one for each group does not judge all of them together. */
  readonly wider: boolean;
}

function assessedRow<M extends Metrics, Group, Names extends keyof M>(
  row: Row<M, Group>,
  judges: readonly Judge<Names>[],
  scale: Scale,
): AssessedRow<M, Group, Names> {
  const { period, group } = row;
  let assessments: AssessedRow<M, Group, Names>["assessments"] | undefined;
  return {
    period,
    group,
    get cells() {
      return row.cells;
    },
    get assessments() {
      assessments ??= Object.fromEntries(
        judges.map((judge) => [
          judge.name,
          assessmentOf(row.cells[judge.name], period, verdictOf(judge, group as GroupKeys, period, scale)),
        ]),
      ) as AssessedRow<M, Group, Names>["assessments"];
      return assessments;
    },
  };
}

const nothing = { met: null, variance: null, favourable: null, attainment: null } as const;

/** The target that judges a row, why none does, or null where there is none. */
function verdictOf(
  { targets, longer, wider }: Judge<unknown>,
  group: GroupKeys,
  period: TallyPeriod,
  { isLonger, isGrouped }: Scale,
): Dated | Untargeted | null {
  const isTotal = isGrouped && Object.keys(group).length === 0;
  const own = targets.matching(group).filter(({ target }) => !isGrouped || isTotal || !isForAll(target));
  const found = inForce(own, period);
  if (found === null) return null;
  if (longer && isLonger) return "longer-period";
  if (!wider || !isTotal) return found;
  const together = own.filter(({ target }) => isForAll(target));
  return inForce(together, period) ?? "other-groups";
}

function assessmentOf(cell: Cell, period: TallyPeriod, found: Dated | Untargeted | null): Assessment {
  if (found === null) return { status: "no-target", target: null, ...nothing };
  if (typeof found === "string") return { status: "no-target", target: null, ...nothing, reason: found };
  const { target } = found;
  if (cell.status === "none") return { status: "no-data", target, ...nothing, reason: cell.reason };
  if (differ(cell.currency, target.currency)) {
    return { status: "no-target", target: null, ...nothing, reason: "other-currency" };
  }
  const { value } = cell;
  const ends = endsOf(target);
  const warning = warningOf(target);
  const met = isWithin(value, ends);
  const verdict = met ? "met" : warning !== null && isWithin(value, warning) ? "at-risk" : "missed";
  return {
    ...(period.complete ? { status: verdict, met } : { status: "in-progress", met: null }),
    target,
    ...distance(value, ends),
  };
}

/** An amount of nothing has no currency, and a share of amounts has no need of one. */
function differ(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

function isWithin(value: Decimal, { low, high }: Ends): boolean {
  return (low === null || value.gte(low)) && (high === null || value.lte(high));
}

/** How far the value is from its target; the attainment is exact until its one division. */
function distance(value: Decimal, { low, high }: Ends) {
  if (low !== null && high !== null) {
    const variance = Decimal.min(value.minus(low), 0).plus(Decimal.max(value.minus(high), 0));
    const favourable = Decimal.min(value.minus(low), high.minus(value), 0);
    return { variance, favourable, attainment: null, reason: "band" } as const;
  }
  const bound = (low ?? high) as Decimal;
  const variance = value.minus(bound);
  const favourable = low === null ? bound.minus(value) : variance;
  if (!bound.gt(0)) return { variance, favourable, attainment: null, reason: "target-not-positive" } as const;
  const ratio = divide(fractionOf(value), fractionOf(bound)) ?? fraction(0n);
  const attainment = decimalOf(low === null ? add(fraction(2n), negate(ratio)) : ratio);
  return { variance, favourable, attainment };
}
