import type { AnyMetric } from "../core/definition.ts";
import { namesIn } from "../core/expression.ts";
import type { Measure } from "../core/measure.ts";
import type { WorkClock } from "../core/operators.ts";
import { type Column, isKnownAt } from "./column.ts";
import { type Fate, fates, fatesBeforeTime, markTime, type Placed } from "./fate.ts";
import { folds } from "./folds.ts";
import { type Group, groupsIn, numbersOf } from "./groups.ts";
import { columnFor } from "./kernels.ts";
import { endOfPeriod, type Layout, periodsIn } from "./layout.ts";
import { cutPeriods, type Plan, type ReadPlan, readPlan } from "./plan.ts";
import { dataRange, type Population, populationsOf, requireAsOf } from "./populations.ts";
import type { TableRead } from "./read-table.ts";
import { type Schedule, scheduleOf } from "./schedule.ts";
import { type State, trimmed } from "./state.ts";
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
  const measures = measuresOf(metrics);
  const populations = populationsOf(measures, tables, plan);
  requireAsOf(populations, plan);
  const keys = populations.flatMap(({ read }) => read.keys);
  return { plan, measures, populations, groups: groupsIn(keys, plan.by.length) };
}

/** The periods that the plan asks for. */
export function periodsOf({ plan, populations }: Question): TallyPeriod[] {
  return cutPeriods(plan, dataRange(populations, plan));
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
    const groupOf = numbersOf(groups, population.read.keys);
    const found = population.measures.map(({ measure, placed }) => {
      const schedule = scheduleOf(measure, plan);
      const work = schedule?.elapsed ?? null;
      const { state, fates } = foldMeasure(measure, placed, population, layout, groupOf, work);
      keep(measure, schedule, state);
      ledgers.push({ key: measure.key, accepted: population.read.rows, fates: tallied(fates) });
      return fates;
    });
    rows.push(rowLedger(population, found));
  }
  for (const measure of measures.filter(({ kind }) => kind === null)) {
    const schedule = scheduleOf(measure, plan);
    keep(measure, schedule, periodState(schedule, layout));
  }
  return {
    by: plan.by,
    grain: plan.grain?.name ?? null,
    timeZone: plan.zone?.id ?? null,
    asOf: Number.isFinite(plan.asOf) ? plan.asOf : null,
    windows: null,
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

function foldMeasure(
  measure: Measure,
  placed: Placed,
  { read, frame }: Population,
  layout: Layout,
  groupOf: Int32Array,
  work: WorkClock | null,
) {
  const found = fatesBeforeTime(measure, read, frame);
  const { bounds, asOf } = layout;
  markTime(found, measure, placed, { from: bounds[0] as number, to: bounds.at(-1) as number, asOf });
  const value = measure.value === null ? null : columnFor(measure.value, frame);
  const fold = folds[measure.fold];
  const state = fold.fold({
    measure,
    layout,
    groupOf,
    fates: found,
    placed,
    value,
    currencies: currenciesOf(measure, read),
    work: measure.placed?.sort === "during" && measure.placed.clock === "working" ? work : null,
  });
  return { state: fold.keeps === undefined ? state : trimmed(state, fold.keeps), fates: found };
}

/** For each money field in what is measured, the currency of each row that has an amount. */
function currenciesOf({ kind, value }: Measure, { columns }: TableRead): (string | null)[][] {
  return (value === null ? [] : namesIn(value)).flatMap((name) => {
    const amounts = columns.get(name) as Column;
    const column = columns.get(kind?.fields[name]?.currency ?? "");
    if (column?.type !== "text") return [];
    return [column.texts.map((currency, row) => (isKnownAt(amounts, row) ? currency : null))];
  });
}

/** The measures of the period itself: one entry a period, whatever the groups. */
function periodState(schedule: Schedule | null, layout: Layout): State {
  if (schedule === null) return { sums: {}, runs: {} };
  const units: bigint[] = [];
  for (let period = 0; period < periodsIn(layout); period++) {
    const start = layout.bounds[period] as number;
    const worked = schedule.elapsed(start, Math.max(start, endOfPeriod(layout, period))) ?? 0;
    units.push(BigInt(worked));
  }
  return { sums: { total: compact({ scale: 3, units }) }, runs: {} };
}

function tallied(found: Uint8Array): Partial<Record<Fate, number>> {
  const counts: Partial<Record<Fate, number>> = {};
  for (const code of found) counts[fates[code] as Fate] = (counts[fates[code] as Fate] ?? 0) + 1;
  return counts;
}

/** A row is used where any measure counts it, else left out for the most telling of their reasons. */
function rowLedger({ table, read }: Population, found: readonly Uint8Array[]): RowLedger {
  const best = Uint8Array.from({ length: read.rows }, (_, row) =>
    Math.min(...found.map((codes) => codes[row] as number)),
  );
  const { counted: used = 0, ...leftOut } = tallied(best);
  return { kind: table.kind.name, read: read.read, used, leftOut, rejected: read.rejected };
}
