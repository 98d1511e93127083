import type { AnyMetric } from "../core/definition.ts";
import { namesIn, print } from "../core/expression.ts";
import type { Measure } from "../core/measure.ts";
import type { WorkClock } from "../core/operators.ts";
import { type Column, isKnownAt } from "./column.ts";
import { ABSENT, type Fate, fates, fatesOf, type Placed } from "./fate.ts";
import { folds } from "./folds.ts";
import { columnFor } from "./frame.ts";
import { type Group, groupsIn, renumbered } from "./groups.ts";
import { cellsOfMoments, endOfPeriod, type Layout, periodsIn } from "./layout.ts";
import type { Folding } from "./pieces.ts";
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
    const groupOf = renumbered(population.groups, groups);
    const shares = new Map<string, Shared>();
    const cells = new Map<Placed, Int32Array>();
    const cellOf = (placed: Placed) => () => {
      const found = cells.get(placed) ?? cellsOfMoments(layout, groupOf, placed);
      cells.set(placed, found);
      return found;
    };
    for (const { measure, placed } of population.measures) {
      const schedule = scheduleOf(measure, plan);
      const text = rowsAndValues(measure);
      const shared = shares.get(text) ?? sharedBy(measure, placed, population, layout);
      shares.set(text, shared);
      const { approximate } = plan;
      const folding = { measure, layout, groupOf, placed, cellOf: cellOf(placed), approximate, ...shared };
      keep(measure, schedule, folded(folding, schedule?.elapsed ?? null));
      ledgers.push({ key: measure.key, accepted: population.read.accepted, fates: shared.counted });
    }
    rows.push(
      rowLedger(
        population,
        [...shares.values()].map(({ ofRows }) => ofRows),
      ),
    );
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

/** What measures of the same rows and values share. */
interface Shared {
  readonly fates: Uint8Array;
  /** The fates of accepted rows, and how many have each. */
  readonly ofRows: Uint8Array;
  readonly counted: MeasureLedger["fates"];
  readonly value: Column | null;
  readonly currencies: Folding["currencies"];
  readonly once: Folding["once"];
}

/** Says which rows and values a measure is of, whatever it makes of them. */
function rowsAndValues({ fold, where, value, placed }: Measure): string {
  const texts = [where, value].map((expression) => (expression === null ? null : print(expression)));
  return JSON.stringify([fold === "survival", ...texts, placed]);
}

function sharedBy(
  measure: Measure,
  placed: Placed,
  { read, frame }: Population,
  { bounds, asOf }: Layout,
): Shared {
  const range = { from: bounds[0] as number, to: bounds.at(-1) as number, asOf };
  const fates = fatesOf(measure, placed, read, frame, range);
  const ofRows = fatesOfRows(fates, read);
  const made = new Map<string, unknown>();
  return {
    fates,
    ofRows,
    counted: tallied(ofRows),
    value: measure.value === null ? null : columnFor(measure.value, frame),
    currencies: currenciesOf(measure, read),
    once<V>(what: string, make: () => V): V {
      if (!made.has(what)) made.set(what, make());
      return made.get(what) as V;
    },
  };
}

function folded(shared: Omit<Folding, "work">, work: WorkClock | null): State {
  const { measure } = shared;
  const fold = folds[measure.fold];
  const state = fold.fold({
    ...shared,
    work: measure.placed?.sort === "during" && measure.placed.clock === "working" ? work : null,
  });
  return fold.keeps === undefined ? state : trimmed(state, fold.keeps);
}

/** For each money field in what is measured, the currency of each row that has an amount. */
function currenciesOf({ kind, value }: Measure, { columns }: TableRead): (string | null)[][] {
  return (value === null ? [] : namesIn(value)).flatMap((name) => {
    const amounts = columns.get(name) as Column;
    const column = columns.get(kind?.fields[name]?.currency ?? "");
    if (column?.type !== "text") return [];
    return [
      Array.from(column.codes, (code, row) =>
        isKnownAt(amounts, row) ? (column.texts[code] ?? null) : null,
      ),
    ];
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

/** The fate of each accepted row: the best of those of its parts. */
function fatesOfRows(found: Uint8Array, { parts, accepted }: TableRead): Uint8Array {
  if (parts === undefined) return found;
  const best = new Uint8Array(accepted).fill(ABSENT);
  parts.forEach(({ row }, i) => {
    best[row] = Math.min(best[row] as number, found[i] as number);
  });
  return best;
}

function tallied(found: Uint8Array): Partial<Record<Fate, number>> {
  const counts = new Uint32Array(ABSENT + 1);
  for (let row = 0; row < found.length; row++) {
    const code = found[row] as number;
    counts[code] = (counts[code] as number) + 1;
  }
  return Object.fromEntries(
    fates.flatMap((fate, code) => (counts[code] === 0 ? [] : [[fate, counts[code]]])),
  );
}

/** A row is used where any measure counts it, else left out for the most telling of their reasons. */
function rowLedger({ table, read }: Population, found: readonly Uint8Array[]): RowLedger {
  const best = new Uint8Array(read.accepted).fill(ABSENT);
  for (const codes of found) {
    for (let row = 0; row < best.length; row++)
      if ((codes[row] as number) < (best[row] as number)) best[row] = codes[row] as number;
  }
  const { counted: used = 0, ...leftOut } = tallied(best);
  return { kind: table.kind.name, read: read.read, used, leftOut, rejected: read.rejected };
}
