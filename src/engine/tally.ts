import type { AnyMetric } from "../core/definition.ts";
import { KpiError } from "../core/errors.ts";
import { namesIn } from "../core/expression.ts";
import { valueKindOf } from "../core/kind.ts";
import type { Measure } from "../core/measure.ts";
import type { Period } from "../periods/period.ts";
import { type Fate, fates, fatesBeforeTime, fieldsOf, markTime, type Placed, placedRows } from "./fate.ts";
import { folds } from "./folds.ts";
import { type Group, groupNumbers, groupsIn } from "./groups.ts";
import { columnFor, type Frame } from "./kernels.ts";
import { endOfPeriod, type Layout, periodsIn } from "./layout.ts";
import { type Cut, cutPeriods, type Plan, type ReadPlan, readPlan } from "./plan.ts";
import { type Rejection, readTable, type TableRead } from "./read-table.ts";
import type { State } from "./state.ts";
import { trimmed } from "./state.ts";
import { compact } from "./sums.ts";
import type { Table } from "./table.ts";

/** A period of a tally; incomplete where the range or `asOf` cuts it. */
export interface TallyPeriod extends Period {
  readonly complete: boolean;
}

/** What became of the rows of a kind: read = used + left out + rejected. */
export interface RowLedger {
  readonly kind: string;
  readonly read: number;
  readonly used: number;
  readonly leftOut: Readonly<Partial<Record<Fate, number>>>;
  readonly rejected: readonly Rejection[];
}

/** What became of the accepted rows in a measure; the counts add up to them. */
export interface MeasureLedger {
  readonly key: string;
  readonly accepted: number;
  readonly fates: Readonly<Partial<Record<Fate, number>>>;
}

/** The state of all measures per period and group: what is merged, stored and rolled up. */
export interface Tally {
  readonly by: readonly string[];
  readonly grain: string | null;
  readonly timeZone: string | null;
  readonly asOf: number | null;
  readonly schedule: string | null;
  readonly periods: readonly TallyPeriod[];
  readonly groups: readonly Group[];
  readonly states: ReadonlyMap<string, State | { readonly refused: string }>;
  readonly rows: readonly RowLedger[];
  readonly measures: readonly MeasureLedger[];
}

/** One kind of record, read and placed. */
interface Population {
  readonly table: Table;
  readonly read: TableRead;
  readonly frame: Frame;
  readonly measures: readonly { readonly measure: Measure; readonly placed: Placed }[];
}

/** Reads the tables and folds every measure of the metrics, per period and group. */
export function tallyOf(
  metrics: Readonly<Record<string, AnyMetric>>,
  tables: Table | Readonly<Record<string, Table>>,
  plan: Plan,
): Tally {
  const read = readPlan(plan);
  const measures = measuresOf(metrics);
  const populations = populationsOf(measures, tablesOf(tables), read);
  requireAsOf(populations, read);
  const cut = cutPeriods(read, dataRange(populations, read));
  const groups = groupsIn(
    populations.flatMap(({ read: { keys } }) => keys),
    read.by.length,
  );
  const layout: Layout = { bounds: cut.bounds, groups: groups.length, asOf: read.asOf };
  const states = new Map<string, State>();
  const rows: RowLedger[] = [];
  const ledgers: MeasureLedger[] = [];
  for (const population of populations) {
    const groupOf = groupNumbers(groups, population.read.keys);
    const found = population.measures.map(({ measure, placed }) => {
      const state = foldMeasure(measure, placed, population, layout, groupOf);
      states.set(measure.key, state.state);
      ledgers.push({ key: measure.key, accepted: population.read.rows, fates: tallied(state.fates) });
      return state.fates;
    });
    rows.push(rowLedger(population, found));
  }
  for (const measure of measures.filter(({ kind }) => kind === null)) {
    states.set(measure.key, periodState(measure, read, layout));
  }
  return {
    by: read.by,
    grain: read.grain?.name ?? null,
    timeZone: read.zone?.id ?? null,
    asOf: Number.isFinite(read.asOf) ? read.asOf : null,
    schedule: read.schedule?.id ?? null,
    periods: periodsOf(cut, read),
    groups,
    states,
    rows,
    measures: ledgers,
  };
}

/** The measures of metrics, each once. */
export function measuresOf(metrics: Readonly<Record<string, AnyMetric>>): Measure[] {
  const all = Object.values(metrics).flatMap(({ inputs }) => Object.values(inputs));
  return [...new Map(all.map((measure) => [measure.key, measure])).values()];
}

function tablesOf(tables: Table | Readonly<Record<string, Table>>): ReadonlyMap<string, Table> {
  const list =
    "source" in tables ? [tables as Table] : Object.values(tables as Readonly<Record<string, Table>>);
  return new Map(list.map((table) => [table.kind.name, table]));
}

function populationsOf(
  measures: readonly Measure[],
  tables: ReadonlyMap<string, Table>,
  plan: ReadPlan,
): Population[] {
  const names = [...new Set(measures.flatMap(({ kind }) => (kind === null ? [] : [kind.name])))];
  return names.map((name) => {
    const table = tables.get(name);
    if (table === undefined) {
      const right = `give one: { ${name}: table(${name}, rows) }`;
      throw new KpiError(
        "bad-plan",
        `evaluate: the metrics read ${name}, of which there is no table; ${right}`,
      );
    }
    const own = measures.filter(({ kind }) => kind?.name === name);
    const read = readTable(table, [...new Set(own.flatMap(fieldsOf))], plan.by);
    const { schedule } = plan;
    const frame: Frame = {
      rows: read.rows,
      scope: new Map(Object.entries(table.kind.fields).map(([field, of]) => [field, valueKindOf(of)])),
      work: schedule === null ? undefined : schedule.elapsed,
      column: (field) => read.columns.get(field) as ReturnType<Frame["column"]>,
    };
    return {
      table,
      read,
      frame,
      measures: own.map((measure) => ({ measure, placed: placedRows(measure, table, read) })),
    };
  });
}

function requireAsOf(populations: readonly Population[], { asOf }: ReadPlan): void {
  if (asOf !== Number.POSITIVE_INFINITY) return;
  for (const { read, measures } of populations) {
    for (const { measure, placed } of measures) {
      if (measure.placed?.sort !== "during") continue;
      const unknown = read.unknownEnds.get(measure.placed.end.field);
      const open = placed.end.reduce(
        (sum, end, row) => sum + (Number.isNaN(end) && unknown?.[row] !== 1 ? 1 : 0),
        0,
      );
      if (open === 0) continue;
      throw new KpiError(
        "bad-plan",
        `plan: asOf is missing, and ${open} spans of ${measure.kind?.name} are open; say until when they are known, asOf: "2026-01-31T18:00:00Z"`,
      );
    }
  }
}

/** From the first to the last moment at which a record is placed, before `asOf`. */
function dataRange(
  populations: readonly Population[],
  { asOf }: ReadPlan,
): { first: number; last: number } | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { measures } of populations) {
    for (const { measure, placed } of measures) {
      const spans = measure.placed?.sort === "during";
      placed.start.forEach((start, row) => {
        if (!(start < asOf)) return;
        const end = placed.end[row] as number;
        first = Math.min(first, start);
        last = Math.max(last, start, spans ? (end < asOf ? end : asOf - 1) : start);
      });
    }
  }
  return last >= first ? { first, last } : null;
}

function foldMeasure(
  measure: Measure,
  placed: Placed,
  { read, frame }: Population,
  layout: Layout,
  groupOf: Int32Array,
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
    currencies: currencyOf(measure, read),
  });
  return { state: fold.keeps === undefined ? state : trimmed(state, fold.keeps), fates: found };
}

/** The currency of each row, where what is measured is money. */
function currencyOf({ kind, value }: Measure, { columns }: TableRead): readonly (string | null)[] | null {
  const fields = value === null ? [] : namesIn(value).map((name) => kind?.fields[name]?.currency);
  const column = columns.get(fields.find((field) => field !== undefined) ?? "");
  return column?.type === "text" ? column.texts : null;
}

/** The measures of the period itself: the same for each group. */
function periodState(measure: Measure, { schedule }: ReadPlan, layout: Layout): State {
  if (measure.fold !== "periodWorkingSeconds") return { sums: {}, runs: {} };
  if (schedule === null) {
    throw new KpiError(
      "bad-plan",
      "plan: period.workingSeconds() needs a schedule; give schedule: workSchedule({ … })",
    );
  }
  const units: bigint[] = [];
  for (let period = 0; period < periodsIn(layout); period++) {
    const start = layout.bounds[period] as number;
    const worked = Math.max(0, schedule.elapsed(start, Math.max(start, endOfPeriod(layout, period))));
    for (let group = 0; group < layout.groups; group++) units.push(BigInt(worked));
  }
  return { sums: { total: compact({ scale: 3, units }) }, runs: {} };
}

function periodsOf({ bounds, timeline }: Cut, { asOf }: ReadPlan): TallyPeriod[] {
  return Array.from({ length: bounds.length - 1 }, (_, index) => {
    const [start, end] = [bounds[index] as number, bounds[index + 1] as number];
    const whole = timeline?.period(index) ?? { grain: "all", label: "all", start, end };
    const complete = whole.start === start && whole.end === end && end <= asOf;
    return { ...whole, start, end, complete };
  });
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
