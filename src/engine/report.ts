import type { AnyMetric } from "../core/definition.ts";
import { type Cell, cellOf } from "./cell.ts";
import { mergedInto, regroupedBy, type Target, wholeRange } from "./rollup.ts";
import type { Key } from "./table.ts";
import { type MeasureLedger, measuresOf, type RowLedger, type Tally, type TallyPeriod } from "./tally.ts";

/** Metrics by the names that their cells get. */
export type Metrics = Readonly<Record<string, AnyMetric>>;
/** The names of the inputs of a metric. */
export type InputsOf<M extends AnyMetric> = keyof M["inputs"] & string;

/** One period and group with the cells that were asked for. */
export interface Row<M extends Metrics = Metrics, Group = Readonly<Record<string, Key>>> {
  readonly period: TallyPeriod;
  readonly group: Group;
  readonly cells: { readonly [Name in keyof M]: Cell<InputsOf<M[Name]>> };
}

/** The cells of several metrics, with what was read, used and rejected. Rows and cells are made when read. */
export interface Report<M extends Metrics = Metrics, Group = Readonly<Record<string, Key>>> {
  readonly metrics: M;
  /** Each period and group, by time, then by group. */
  readonly rows: readonly Row<M, Group>[];
  /** Each group over the whole range. */
  readonly byGroup: readonly Row<M, Group>[];
  /** Each period over all groups. */
  readonly byPeriod: readonly Row<M, Readonly<Record<never, never>>>[];
  /** The whole range over all groups; absent where there is no range, for want of rows. */
  readonly totals: Row<M, Readonly<Record<never, never>>> | undefined;
  readonly ledgers: { readonly rows: readonly RowLedger[]; readonly measures: readonly MeasureLedger[] };
}

/**
 * The report of a tally. `whole` is a tally of the same rows with the whole range as one period, for measures that
 * do not add up over time; without it their totals are none, as `not-mergeable`.
 */
export function reportOf<M extends Metrics, Group = Readonly<Record<string, Key>>>(
  metrics: M,
  tally: Tally,
  whole?: Tally,
): Report<M, Group> {
  const measures = measuresOf(metrics);
  const overall = regroupedBy(tally, []);
  const asItIs = { by: tally.by, groups: tally.groups, groupOf: tally.groups.map((_, group) => group) };
  const inTime = { periods: tally.periods, periodOf: tally.periods.map((_, period) => period) };
  const atOnce = { periods: wholeRange(tally), periodOf: tally.periods.map(() => 0) };
  const merged = (target: Target, from: Tally = tally) => mergedInto(from, measures, target);
  const ranged = whole ?? merged({ ...atOnce, ...asItIs });
  const one = { periods: ranged.periods, periodOf: ranged.periods.map((_, period) => period) };
  const rowsOf = <G>(from: () => Tally) => lazily(() => rowsIn<M, G>(metrics, from()));
  const rows = rowsOf<Group>(() => tally);
  const byGroup = rowsOf<Group>(() => ranged);
  const byPeriod = rowsOf<Readonly<Record<never, never>>>(() => merged({ ...inTime, ...overall }));
  const totals = rowsOf<Readonly<Record<never, never>>>(() => merged({ ...one, ...overall }, ranged));
  return {
    metrics,
    ledgers: { rows: tally.rows, measures: tally.measures },
    get rows() {
      return rows();
    },
    get byGroup() {
      return byGroup();
    },
    get byPeriod() {
      return byPeriod();
    },
    get totals() {
      return totals()[0];
    },
  };
}

function rowsIn<M extends Metrics, G>(metrics: M, tally: Tally): Row<M, G>[] {
  return tally.periods.flatMap((period, p) =>
    tally.groups.map((keys, g) => {
      const cells = lazily(() =>
        Object.fromEntries(
          Object.entries(metrics).map(([name, metric]) => [name, cellOf(metric, tally, p, g)]),
        ),
      );
      const group = Object.fromEntries(tally.by.map((name, i) => [name, keys[i] ?? null])) as G;
      return {
        period,
        group,
        get cells() {
          return cells() as Row<M, G>["cells"];
        },
      };
    }),
  );
}

function lazily<V>(make: () => V): () => V {
  let made: { readonly value: V } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
