import { readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { moments } from "../core/history.ts";
import { LAST_DATE } from "../core/instant.ts";
import { integerAt, type Loose, listAt, nullOr, objectAt, oneAt, textAt, wrong } from "../core/loose-json.ts";
import type { FoldName } from "../core/measure.ts";
import type { Rejection } from "../core/row-check.ts";
import { type Fate, fates } from "./fate.ts";
import { groupsIn } from "./groups.ts";
import type { RunKey, Runs } from "./runs.ts";
import { countAt, talliedFrom } from "./stored-state.ts";
import type { Sums } from "./sums.ts";
import type { Key } from "./table.ts";
import type { Ledgers, TallyData, TallyPeriod } from "./tally.ts";

/** A tally as JSON: what was folded, cell by cell, with the periods and groups that it is of; never code. */
export interface TallyJson extends Omit<TallyData, "states"> {
  readonly format: typeof FORMAT;
  readonly measures: readonly MeasureTallyJson[];
}

/** The state of one measure; units and keys past 2^53 are decimal text. */
export interface MeasureTallyJson {
  readonly key: string;
  readonly fold: FoldName;
  readonly schedule: string | null;
  readonly refused?: string;
  readonly sums?: Readonly<Record<string, { readonly scale: number; readonly units: readonly StoredUnit[] }>>;
  readonly runs?: Readonly<Record<string, RunsJson>>;
}

/** Sorted keys with their weights, cell after cell; `starts` is where each begins. */
export interface RunsJson {
  readonly starts: readonly number[];
  readonly keys: readonly {
    readonly scale: number;
    readonly is: "number" | "text";
    readonly list: readonly StoredUnit[];
  }[];
  readonly weights: readonly number[];
}

type StoredUnit = number | string;

const FORMAT = "kpi-core tally 1";

/** What was folded of tables, per period and group. `Group` are its groups, for the types of reports. */
export interface Tally<Group = Readonly<Record<string, Key>>> extends TallyData {
  /** The tally as plain data, for `JSON.stringify`. */
  toJSON(): TallyJson;
  /** For the compiler only. */
  readonly group?: Group;
}

/** The data with its method, frozen. The method is of the tally: of the data, it would hold all that these were made from. */
export function sealed(data: TallyData): Tally<never> {
  const tally: Tally<never> = { ...data, toJSON: () => tallyJson(tally) };
  return Object.freeze(tally);
}

function tallyJson({
  by,
  at,
  grain,
  timeZone,
  asOf,
  windows,
  approximate,
  periods,
  groups,
  states,
  ledgers,
}: TallyData): TallyJson {
  const measures = [...states].map(([key, { fold, schedule, state }]): MeasureTallyJson => {
    const what =
      "refused" in state ? state : { sums: mapped(state.sums, sumsJson), runs: mapped(state.runs, runsJson) };
    return { key, fold, schedule, ...what };
  });
  const plan = { by, at, grain, timeZone, asOf, windows, approximate };
  return { format: FORMAT, ...plan, periods, groups, measures, ledgers };
}

function sumsJson({ scale, units }: Sums) {
  return { scale, units: Array.from<RunKey, StoredUnit>(units, plain) };
}

function runsJson({ starts, keys, scales, weights }: Runs): RunsJson {
  return {
    starts: Array.from(starts),
    keys: keys.map((list, part) => ({
      scale: scales[part] ?? 0,
      is: typeof list[0] === "string" ? "text" : "number",
      list: list.map(plain),
    })),
    weights,
  };
}

function plain(key: RunKey): StoredUnit {
  return typeof key === "bigint" ? key.toString() : key;
}

/**
 * The tally that `toJSON` wrote down: the same digits, to be merged, rolled up and reported on like the first.
 * Throws a `KpiError` that says which entry is wrong.
 *
 * @example
 * ```ts
 * import { evaluate, reportOf, table, tallyFrom, tallyOf } from "kpi-core";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { workItem } from "kpi-core/records";
 *
 * const tally = tallyOf({ throughput }, table(workItem, [{ finishedAt: 0 }]), {});
 * const again = tallyFrom(JSON.parse(JSON.stringify(tally)));
 * reportOf({ throughput }, again).totals?.cells.throughput.value // => 1
 * ```
 */
export function tallyFrom(json: unknown): Tally {
  const root = objectAt("tally", json);
  if (root.format !== FORMAT) throw wrong("tally: format", root.format, `write ${FORMAT}, as toJSON does`);
  const by = listAt("tally: by", root.by, textAt);
  const windows = nullOr(textAt)("tally: windows", root.windows);
  const periods = inOrder(listAt("tally: periods", root.periods, periodFrom), windows);
  const groups = listAt("tally: groups", root.groups, (at, group) => listAt(at, group, keyFrom, by.length));
  if (groupsIn(groups, by.length).length !== groups.length) throw twice("groups");
  const sizes = { periods: periods.length, groups: groups.length };
  const measures = listAt("tally: measures", root.measures, (at, measure) => talliedFrom(at, measure, sizes));
  const states = new Map(measures);
  if (states.size !== measures.length) throw twice("measures");
  return sealed({
    by,
    at: momentsFrom(root.at),
    periods,
    groups,
    grain: nullOr(textAt)("tally: grain", root.grain),
    timeZone: nullOr(textAt)("tally: timeZone", root.timeZone),
    asOf: nullOr(momentAt)("tally: asOf", root.asOf),
    windows,
    approximate: nullOr(shareAt)("tally: approximate", root.approximate ?? null),
    states,
    ledgers: ledgersFrom(objectAt("tally: ledgers", root.ledgers)),
  });
}

/** Tallies of before there were histories have none. */
function momentsFrom(json: unknown = {}): TallyData["at"] {
  const entries = Object.entries(objectAt("tally: at", json));
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const found = moments.find((moment) => moment === value);
      if (found === undefined) throw wrong(`tally: at.${name}`, value, `write ${moments.join(", ")}`);
      return [name, found];
    }),
  );
}

function keyFrom(at: string, value: unknown): Key {
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return value as Key;
  throw wrong(at, value, "write a text, a number, true, false or null");
}

function periodFrom(at: string, json: unknown): TallyPeriod {
  const { grain, label, start, end, complete } = objectAt(at, json);
  return {
    grain: textAt(`${at}: grain`, grain),
    label: textAt(`${at}: label`, label),
    start: momentAt(`${at}: start`, start),
    end: momentAt(`${at}: end`, end),
    complete: flagAt(`${at}: complete`, complete),
  };
}

function momentAt(at: string, value: unknown): number {
  if (Math.abs(integerAt(at, value)) <= LAST_DATE) return value as number;
  throw wrong(at, value, "write epoch milliseconds that a Date can hold");
}

function shareAt(at: string, value: unknown): string {
  const share = readDecimal(textAt(at, value));
  if (share?.gt(0) && share.lt(1)) return value as string;
  throw wrong(at, value, 'write a share above 0 and below 1, such as "0.01"');
}

function twice(what: string): KpiError {
  return new KpiError("bad-json", `tally: ${what} has one entry twice; write each once`);
}

function flagAt(at: string, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw wrong(at, value, "write true or false");
}

/** The periods, once it is sure that each begins where the one before ends; windows overlap, and only go on. */
function inOrder(periods: readonly TallyPeriod[], windows: string | null): readonly TallyPeriod[] {
  const stray = periods.findIndex(({ start, end }, i) => {
    const before = periods[i - 1] ?? { start, end: windows === null ? start : Number.NEGATIVE_INFINITY };
    return (
      end <= start || (windows === null ? start !== before.end : start < before.start || end <= before.end)
    );
  });
  if (stray < 0) return periods;
  const right =
    windows === null
      ? "each begins where the one before ends, and ends later"
      : "none begins before the one before, and each ends later";
  throw new KpiError("bad-json", `tally: periods[${stray}] is out of order; ${right}`);
}

function ledgersFrom({ rows, measures }: Loose): Ledgers {
  return {
    rows: listAt("tally: ledgers.rows", rows, (at, json) => {
      const { kind, read, used, leftOut, rejected } = objectAt(at, json);
      return {
        kind: textAt(`${at}: kind`, kind),
        read: countAt(`${at}: read`, read),
        used: countAt(`${at}: used`, used),
        leftOut: countsFrom(`${at}: leftOut`, leftOut),
        rejected: listAt(`${at}: rejected`, rejected, rejectionFrom),
      };
    }),
    measures: listAt("tally: ledgers.measures", measures, (at, json) => {
      const { key, accepted, fates: counts } = objectAt(at, json);
      return {
        key: textAt(`${at}: key`, key),
        accepted: countAt(`${at}: accepted`, accepted),
        fates: countsFrom(`${at}: fates`, counts),
      };
    }),
  };
}

function rejectionFrom(at: string, json: unknown): Rejection {
  const { kind, row, field, message } = objectAt(at, json);
  return {
    kind: textAt(`${at}: kind`, kind),
    row: countAt(`${at}: row`, row),
    field: textAt(`${at}: field`, field),
    message: textAt(`${at}: message`, message),
  };
}

function countsFrom(at: string, json: unknown): Partial<Record<Fate, number>> {
  const read = mapped(
    objectAt(at, json),
    (count, fate) => [oneAt(at, fate, fates), countAt(`${at}: ${fate}`, count)] as const,
  );
  return Object.fromEntries(Object.values(read));
}

function mapped<V, W>(
  record: Readonly<Record<string, V>>,
  of: (value: V, name: string) => W,
): Record<string, W> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value, name)]));
}
