import type { AnyMetric } from "../core/definition.ts";
import { KpiError } from "../core/errors.ts";
import type { Kind } from "../core/kind.ts";
import { objectAt, onlyAt, wrong } from "../core/loose-json.ts";
import type { Metric } from "../core/metric.ts";
import { metricFrom } from "../core/metric-from.ts";
import { type MetricJson, metricJson } from "../core/metric-json.ts";
import { type Plan, readPlan } from "../engine/plan.ts";
import type { Metrics } from "../engine/report.ts";
import { datedTargets } from "./in-force.ts";
import { entriesAt, type PlanJson, planFrom, planJson, REPORT, within } from "./saved-plan.ts";
import { readTarget, type Target } from "./target.ts";

/** What `savedReport` is told: what to compute, by which plan, against which targets. */
export interface ReportToSave<M extends Metrics = Metrics> {
  readonly metrics: M;
  readonly plan: Plan;
  /** By the names of the metrics, as `assess` takes them. */
  readonly targets?: { readonly [Name in keyof M]?: Target | readonly Target[] };
}

/** A report without its rows as plain data, for `JSON.stringify`. */
export interface SavedReportJson {
  readonly format: typeof FORMAT;
  readonly metrics: Readonly<Record<string, MetricJson>>;
  readonly plan: PlanJson;
  readonly targets: Readonly<Record<string, readonly Target[]>>;
}

/** A report that was saved, for `evaluate` and `assess`. `By` are the names that its plan groups by. */
export interface SavedReport<By extends string = never> {
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly plan: Plan<By>;
  /** The keys that they are for are known when the report is. */
  readonly targets: Readonly<Record<string, readonly Target<Record<never, never>>[]>>;
}

const FORMAT = "kpi-core report 1";
const ROWS_ELSEWHERE = "; rows are given to evaluate";
const parts = ["metrics", "plan", "targets"];

/**
 * A report as plain data that JSON keeps: the metrics, the plan and the targets, without the rows. Grains are said by
 * their names, instants as ISO texts with Z, work schedules by their options; a date stays a date of the plan's zone.
 *
 * Throws a `KpiError` for what `evaluate` would refuse whatever the rows are, for a target of no metric in it, and for
 * what is code and no data: a grain of one's own, and rules of one's own in place of a time zone or a work schedule.
 *
 * @example
 * ```ts
 * import { savedReport, target } from "kpi-core/benchmarks";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { fiscal } from "kpi-core/periods";
 *
 * const { plan, targets } = savedReport({
 *   metrics: { throughput },
 *   plan: { per: fiscal({ startMonth: 4, named: "end" }).quarter, timeZone: "Asia/Tokyo", asOf: new Date(0) },
 *   targets: { throughput: target({ atLeast: 40 }) },
 * });
 * plan.per // => "fiscalQuarter(startMonth=4,named=end)"
 * plan.asOf // => "1970-01-01T00:00:00.000Z"
 * targets // => { throughput: [{ atLeast: "40" }] }
 * ```
 */
export function savedReport<const M extends Metrics>(report: ReportToSave<M>): SavedReportJson {
  const { metrics, plan, targets = {} } = onlyAt(REPORT, objectAt(REPORT, report), parts, ROWS_ELSEWHERE);
  const known = entriesAt(`${REPORT}: metrics`, metrics, metricAt);
  return {
    format: FORMAT,
    metrics: Object.fromEntries(Object.entries(known).map(([name, metric]) => [name, metricJson(metric)])),
    plan: planJson(plan as Plan),
    targets: targetsFrom(targets, known, plan as Plan),
  };
}

/**
 * The report that `savedReport` made, or that was written as JSON by hand: its metrics, its plan and its targets, each
 * checked. `kinds` are the records that the metrics may read. Where the plan groups, say by which names, so that the
 * groups of the report have them: `savedReportFrom<"team">(json, kinds)`.
 *
 * Throws a `KpiError` that says which entry is wrong and what would be right.
 *
 * @example
 * ```ts
 * import { evaluate, table } from "kpi-core";
 * import { assess, savedReport, savedReportFrom, target } from "kpi-core/benchmarks";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { workItem } from "kpi-core/records";
 *
 * const saved = savedReport({
 *   metrics: { throughput },
 *   plan: { by: ["team"], per: "month", timeZone: "Europe/Paris" },
 *   targets: { throughput: target({ atLeast: 2 }) },
 * });
 * const { metrics, plan, targets } = savedReportFrom<"team">(JSON.parse(JSON.stringify(saved)), [workItem]);
 * const done = ["2026-01-05", "2026-01-06"].map((day) => ({ finishedAt: `${day}T09:00Z`, team: "a" }));
 * const [january] = assess(evaluate(metrics, table(workItem, done), plan), targets).rows;
 * january?.group.team // => "a"
 * january?.assessments.throughput?.status // => "met"
 * savedReportFrom({ ...saved, plan: { per: "mnth" } }, [workItem]) // throws saved report: plan.per: grain: "mnth" is not a grain
 * ```
 */
export function savedReportFrom<By extends string = never>(
  json: unknown,
  kinds: readonly Kind[],
): SavedReport<By> {
  const {
    format,
    metrics,
    plan,
    targets = {},
  } = onlyAt(REPORT, objectAt(REPORT, json), ["format", ...parts], ROWS_ELSEWHERE);
  if (format !== FORMAT) throw wrong(`${REPORT}: format`, format, `write ${FORMAT}, as savedReport does`);
  const known = entriesAt(`${REPORT}: metrics`, metrics, (place, one) =>
    within(place, () => metricFrom(one, kinds)),
  );
  const read = planFrom<By>(plan);
  return {
    metrics: known,
    plan: read,
    targets: targetsFrom(targets, known, read) as SavedReport["targets"],
  };
}

function metricAt(at: string, value: unknown): AnyMetric {
  const { tree, inputs, hash } = (value ?? {}) as Partial<AnyMetric>;
  if (tree !== undefined && inputs !== undefined && hash !== undefined) return value as AnyMetric;
  throw wrong(at, value, "give a metric, such as one from kpi-core/metrics or made by metric(…)");
}

/** The targets by the names of metrics, each a list; checked as `assess` would, but for which groups there will be. */
function targetsFrom(
  json: unknown,
  metrics: Readonly<Record<string, AnyMetric>>,
  plan: Plan<string>,
): Record<string, readonly Target[]> {
  const { by, zone } = readPlan(plan);
  return entriesAt(`${REPORT}: targets`, json, (place, some, name) => {
    const metric = Object.hasOwn(metrics, name) ? metrics[name] : undefined;
    if (metric === undefined) {
      const right = `its metrics are ${Object.keys(metrics).join(", ")}`;
      throw new KpiError("bad-target", `${place}: the report has no metric of that name; ${right}`);
    }
    const read = Array.isArray(some)
      ? some.map((one, i) => readTarget(`${place}[${i}]`, one))
      : [readTarget(place, some)];
    within(REPORT, () => datedTargets(name, metric, read, { by, groups: [], timeZone: zone?.id ?? null }));
    return read;
  });
}
