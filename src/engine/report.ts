import type { AnyMetric } from "../core/definition.ts";
import { KpiError } from "../core/errors.ts";
import { type Cell, inputsOver, readerOf } from "./cell.ts";
import { requireMetrics } from "./given.ts";
import { once } from "./once.ts";
import type { Comparison } from "./plan.ts";
import { fewerGroups, mergedInto, onePeriod, samePeriods } from "./rollup.ts";
import { type Maker, RowOf } from "./row.ts";
import type { Key } from "./table.ts";
import { type Ledgers, requireTally, type TallyData, type TallyPeriod } from "./tally.ts";
import type { Tally } from "./tally-json.ts";

/** Metrics by the names that their cells get. */
export type Metrics = Readonly<Record<string, AnyMetric>>;
/** The names of the inputs of a metric; `infer`, so that editors show them and not how they are found. */
export type InputsOf<M extends AnyMetric> = keyof M["inputs"] & string extends infer Input extends string
  ? Input
  : never;

/** One period and group with the cells that were asked for. */
export interface Row<M extends Metrics = Metrics, Group = Readonly<Record<string, Key>>> {
  readonly period: TallyPeriod;
  readonly group: Group;
  readonly cells: { readonly [Name in keyof M]: Cell<InputsOf<M[Name]>> };
}

/** The group of all. */
export type Whole = { readonly [Name in never]: Key };

/** The cells of several metrics, with what was read, used and rejected. Rows and cells are made when read. */
export interface Report<M extends Metrics = Metrics, Group = Readonly<Record<string, Key>>> {
  readonly metrics: M;
  /** Each period and group, by time, then by group. */
  readonly rows: readonly Row<M, Group>[];
  /** Each group over the whole range; none where the periods are windows that overlap. */
  readonly byGroup: readonly Row<M, Group>[];
  /** Each period over all groups. */
  readonly byPeriod: readonly Row<M, Whole>[];
  /** The whole range over all groups; absent where there is none, for want of rows or because periods overlap. */
  readonly totals: Row<M, Whole> | undefined;
  /** The earlier rows that the plan compares with, by the names in `compare`. */
  readonly compared: Readonly<Partial<Record<Comparison, Compared<M, Group>>>>;
  readonly ledgers: Ledgers;
  /** What the cells are made from: its plan, periods and groups, to be stored, merged and rolled up. */
  readonly tally: Tally<Group>;
}

/** For each row of a report, and of its `byPeriod`, the row of the earlier period; null where there is none. */
export interface Compared<M extends Metrics = Metrics, Group = Readonly<Record<string, Key>>> {
  readonly rows: readonly (Row<M, Group> | null)[];
  readonly byPeriod: readonly (Row<M, Whole> | null)[];
}

/**
 * The report of a tally: the formulas applied to what was folded, once, last. Totals of measures that do not add up
 * over time are none, as `not-mergeable`; `evaluate`, which has the rows, has them all.
 *
 * Throws a `KpiError` for a metric that reads a measure which the tally has not.
 *
 * @example
 * ```ts
 * import { reportOf, table, tallyOf } from "kpi-core";
 * import { netFlow, throughput } from "kpi-core/metrics/flow";
 * import { workItem } from "kpi-core/records";
 *
 * const tally = tallyOf({ netFlow }, table(workItem, [{ startedAt: 0, finishedAt: 1000 }]), {});
 * reportOf({ throughput }, tally).totals?.cells.throughput.value // => 1
 * ```
 */
export function reportOf<const M extends Metrics, Group>(metrics: M, tally: Tally<Group>): Report<M, Group> {
  requireMetrics("reportOf", metrics);
  requireTally("reportOf", tally);
  for (const [name, { inputs }] of Object.entries(metrics)) {
    const missing = Object.values(inputs).find(({ key }) => !tally.states.has(key))?.key;
    if (missing === undefined) continue;
    const right = `it has ${[...tally.states.keys()].join("; ")}`;
    throw new KpiError("bad-plan", `reportOf: ${name} reads ${missing}, which the tally has not; ${right}`);
  }
  return reportOver(metrics, tally, null);
}

/** `whole` has the same rows folded over the whole range as one period, for what does not add up over time. */
export function reportOver<M extends Metrics, Group>(
  metrics: M,
  tally: Tally<Group>,
  whole: TallyData | null,
  compared: Report<M, Group>["compared"] = {},
): Report<M, Group> {
  const ranged = once(
    () => whole ?? mergedInto(tally, { ...tally, ...onePeriod(tally), ...fewerGroups(tally, tally.by) }),
  );
  const rows = once(() => rowsOf<M, Group>(metrics, tally));
  const apart = tally.windows === null; // windows overlap: there is no whole that they are parts of
  const byGroup = once(() => (apart ? rowsOf<M, Group>(metrics, ranged()) : []));
  const byPeriod = once(() => rowsOf<M, Whole>(metrics, allGroups(tally)));
  const totals = once(() => (apart ? rowsOf<M, Whole>(metrics, allGroups(ranged())) : []));
  return {
    metrics,
    tally,
    compared,
    ledgers: tally.ledgers,
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

/** The rows over earlier periods, beside those of a report; `places` says for each period which of them is its own. */
export function comparedWith<M extends Metrics, Group>(
  metrics: M,
  earlier: TallyData,
  places: readonly (number | null)[],
): Compared<M, Group> {
  const beside = <G>(data: TallyData) => {
    const rows = rowsOf<M, G>(metrics, data);
    const width = data.groups.length;
    return places.flatMap((place) =>
      place === null ? new Array<null>(width).fill(null) : rows.slice(place * width, (place + 1) * width),
    );
  };
  const rows = once(() => beside<Group>(earlier));
  const byPeriod = once(() => beside<Whole>(allGroups(earlier)));
  return {
    get rows() {
      return rows();
    },
    get byPeriod() {
      return byPeriod();
    },
  };
}

/** The same periods with all groups together. */
function allGroups(tally: TallyData): TallyData {
  return mergedInto(tally, { ...tally, ...samePeriods(tally), ...fewerGroups(tally, []) });
}

function rowsOf<M extends Metrics, Group>(metrics: M, tally: TallyData): Row<M, Group>[] {
  type Cells = Row<M, Group>["cells"];
  const inputFor = inputsOver(tally);
  const readers = Object.entries(metrics).map(
    ([name, metric]) => [name, readerOf(metric, tally, inputFor)] as const,
  );
  const groups = tally.groups.map((keys): object =>
    Object.freeze(Object.fromEntries(tally.by.map((name, i) => [name, keys[i] ?? null]))),
  );
  const maker: Maker<Cells> = {
    cellsAt(p, g) {
      const cells: Record<string, Cell> = {};
      for (const [name, reader] of readers) cells[name] = reader.cellAt(p, g);
      return cells as Cells;
    },
    numbersAt: (p, g) => readers.map(([, reader]) => reader.numberAt(p, g)),
  };
  return tally.periods.flatMap((period, p) =>
    groups.map((group, g) => new RowOf(period, group as Group, maker, [p, g])),
  );
}
