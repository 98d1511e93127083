import type { AnyMetric } from "../core/definition.ts";
import type { Measure } from "../core/measure.ts";
import { type Folded, foldedPopulation } from "./fold-population.ts";
import { requireMetrics } from "./given.ts";
import { type Group, groupsIn } from "./groups.ts";
import { endOfPeriod, type Layout, periodsIn } from "./layout.ts";
import { cutPeriods, type Plan, type ReadPlan, readPlan } from "./plan.ts";
import { dataRange, type Population, populationsOf, requireAsOf } from "./populations.ts";
import { type Schedule, scheduleOf, workedBetween } from "./schedule.ts";
import type { State } from "./state.ts";
import { compact } from "./sums.ts";
import type { Grouped, GroupNames, Tables, TablesFor } from "./table.ts";
import type { MeasureLedger, RowLedger, Tallied, TallyData, TallyPeriod } from "./tally.ts";
import { sealed, type Tally } from "./tally-json.ts";

/**
 * Reads tables and folds every measure of the metrics, per period and group: the state that `merge` and `rollUp`
 * add up, that JSON stores, and that `reportOf` finishes. Takes and throws what `evaluate` does, which is the two
 * in one.
 *
 * @example
 * ```ts
 * import { merge, reportOf, rollUp, table, tallyFrom, tallyOf } from "kpi-core";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { workItem } from "kpi-core/records";
 *
 * const rows = [{ finishedAt: "2026-01-09T16:00:00Z" }, { finishedAt: "2026-02-02T10:00:00Z" }];
 * const month = (from: string, to: string) =>
 *   tallyOf({ throughput }, table(workItem, rows), { per: "month", timeZone: "Europe/Paris", from, to });
 * const january = JSON.stringify(month("2026-01-01", "2026-02-01"));
 * const both = merge(tallyFrom(JSON.parse(january)), month("2026-02-01", "2026-03-01"));
 * reportOf({ throughput }, both).rows.map(({ cells }) => cells.throughput.value) // => [1, 1]
 * reportOf({ throughput }, rollUp(both, { per: "year" })).rows[0]?.cells.throughput.value // => 2
 * ```
 */
export function tallyOf<
  const M extends Readonly<Record<string, AnyMetric>>,
  const T extends Tables,
  const By extends GroupNames<T> = never,
>(metrics: M, tables: TablesFor<M, T>, plan: Plan<By>): Tally<Grouped<T, By>> {
  const question = questionOf(metrics, tables as Tables, plan);
  return sealed(foldedOver(question, periodsOf(question)));
}

/** What is asked: the tables read, to be folded over one list of periods or several. */
export interface Question {
  readonly plan: ReadPlan;
  readonly measures: readonly Measure[];
  readonly populations: readonly Population[];
  readonly groups: readonly Group[];
}

export function questionOf(
  metrics: Readonly<Record<string, AnyMetric>>,
  tables: Tables,
  given: Plan,
): Question {
  const plan = readPlan(given);
  requireMetrics("evaluate", metrics);
  const measures = measuresOf(metrics);
  const populations = populationsOf(measures, tables, plan);
  requireAsOf(populations, plan);
  const all = populations.flatMap(({ groups }) => groups.occurring);
  return { plan, measures, populations, groups: groupsIn(all, plan.by.length) };
}

/** The periods that the plan asks for. */
export function periodsOf({ plan, populations }: Question): TallyPeriod[] {
  const isGiven = plan.from !== null && plan.to !== null;
  return cutPeriods(plan, isGiven ? null : dataRange(populations, plan));
}

/** Everything folded, over periods of which each begins where the one before ends. */
export function foldedOver(question: Question, periods: readonly TallyPeriod[]): TallyData {
  const { plan, measures, populations, groups } = question;
  const bounds = new Float64Array(periods.length + 1);
  periods.forEach(({ start }, period) => {
    bounds[period] = start;
  });
  // Without periods, all that happens is after them
  bounds[periods.length] = periods.at(-1)?.end ?? Number.NEGATIVE_INFINITY;
  const layout: Layout = { bounds, groups: groups.length, asOf: plan.asOf };
  const states = new Map<string, Tallied>();
  const keep = ({ key, fold }: Measure, schedule: Schedule | null, state: State) =>
    states.set(key, { fold, schedule: schedule?.id ?? null, state });
  const rows: RowLedger[] = [];
  const ledgers: MeasureLedger[] = [];
  for (const population of populations) {
    const { measures: folded, ledger } = foldedPopulation({ population, layout, groups, plan });
    rows.push(ledger);
    for (const { measure } of population.measures) {
      const { state, fates } = folded.get(measure.key) as Folded;
      keep(measure, scheduleOf(measure, plan), state);
      ledgers.push({ key: measure.key, accepted: population.read.accepted, fates });
    }
  }
  for (const measure of measures.filter(({ kind }) => kind === null)) {
    const schedule = scheduleOf(measure, plan);
    keep(measure, schedule, periodState(schedule, layout));
  }
  return {
    by: plan.by,
    at: plan.at,
    grain: plan.grain?.name ?? null,
    timeZone: plan.zone?.id ?? null,
    asOf: Number.isFinite(plan.asOf) ? plan.asOf : null,
    windows: null,
    approximate: plan.approximate?.error ?? null,
    periods,
    groups,
    states,
    ledgers: { rows, measures: ledgers },
  };
}

/** The measures of metrics, each once. */
export function measuresOf(metrics: Readonly<Record<string, AnyMetric>>): Measure[] {
  const all = Object.values(metrics).flatMap(({ inputs }) => Object.values(inputs));
  return [...new Map(all.map((measure) => [measure.key, measure])).values()];
}

/** The measures of the period itself: one entry a period, whatever the groups. */
function periodState(schedule: Schedule | null, layout: Layout): State {
  if (schedule === null) return { sums: {}, runs: {} };
  const units: bigint[] = [];
  for (let period = 0; period < periodsIn(layout); period++) {
    const start = layout.bounds[period] as number;
    const worked = workedBetween(schedule.elapsed, start, Math.max(start, endOfPeriod(layout, period)));
    units.push(BigInt(worked));
  }
  return { sums: { total: compact({ scale: 3, units }) }, runs: {} };
}
