import type { AnyMetric, Fate, Measure, Moment } from "kpi-core";
import { timeline } from "kpi-core/periods";
import { folded, NEVER, type Placed, type Span } from "./reference-folds.ts";
import { type Exact, exact, namesIn, resultOf, textOf, type Value, whole } from "./reference-formulas.ts";

// The definition of right: row by row, period by period, group by group, in exact fractions, with no thought of
// speed. It shares definitions and the bounds of periods with the engine, and no code.

/** A clean row: instants in milliseconds, dates and decimals as text. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

export interface Question {
  readonly metrics: Readonly<Record<string, AnyMetric>>;
  /** By kind; `endIsUnknown` is for a missing end that means "unknown". */
  readonly tables: Readonly<
    Record<string, { rows: readonly Row[]; zone: string; endIsUnknown(row: Row, field: string): boolean }>
  >;
  readonly by: readonly string[];
  readonly per?: string;
  readonly timeZone: string;
  readonly from?: number;
  readonly to?: number;
  readonly asOf?: number;
  readonly worked: (from: number, to: number) => number;
}

/** A cell in words that can be compared. */
export interface Told {
  readonly value: string | null;
  readonly reason: string | null;
  readonly currency: string | null;
  readonly n: number | null;
  readonly inputs: Readonly<Record<string, string | null>>;
}

export interface ToldRow {
  readonly period: readonly [start: number, end: number, complete: boolean];
  readonly group: Row;
  readonly cells: Readonly<Record<string, Told>>;
}

export interface Answer {
  readonly rows: readonly ToldRow[];
  readonly byGroup: readonly ToldRow[];
  readonly byPeriod: readonly ToldRow[];
  readonly totals: ToldRow | undefined;
  /** By the keys of the measures. */
  readonly fates: Readonly<Record<string, Partial<Record<Fate, number>>>>;
}

const DAY = 86_400_000;

// Where a record lies in time

function momentOf({ field, edge }: Moment, row: Row, zone: string): number | null {
  const value = (row[field] ?? null) as string | number | null;
  if (value === null || edge === "itself") return value as number | null;
  const after = typeof value === "number" ? value + 1 : new Date(Date.parse(value) + DAY).toISOString();
  const to = typeof after === "number" ? after : after.slice(0, 10);
  const { start, end } = timeline("day", { timeZone: zone, from: value, to }).period(0);
  return edge === "start" ? start : end - 1;
}

/** The span of a row, whether it counts or not; null where it has no start. */
function spanOf({ placed }: Measure, row: Row, zone: string, asOf: number): Span | null {
  const start = placed && momentOf(placed.sort === "dated" ? placed.at : placed.start, row, zone);
  if (placed === null || start === null) return null;
  if (placed.sort === "dated") return { start, end: start, over: start, stated: start };
  const end = momentOf(placed.end, row, zone) ?? NEVER;
  const stated = placed.end.edge === "end" ? end + 1 : end;
  return end >= asOf ? { start, end: NEVER, over: NEVER, stated } : { start, end, over: stated, stated };
}

function tableOf({ tables }: Question, { kind }: Measure) {
  return tables[kind?.name ?? ""] ?? { rows: [], zone: "UTC", endIsUnknown: () => false };
}

function fieldOf({ kind }: Measure, row: Row, name: string): Value {
  const value = row[name] ?? null;
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number") return whole(value);
  const sort = kind?.fields[name]?.kind;
  return sort === "text" ? value : sort === "date" ? whole(Date.parse(value)) : exact(value);
}

/** What becomes of a row in a measure. */
function place(measure: Measure, row: Row, range: Period | undefined, question: Question): Fate | Placed {
  const { asOf = NEVER, by, worked } = question;
  const { zone, endIsUnknown } = tableOf(question, measure);
  const { placed, where, value, fold, kind } = measure;
  const isDuring = placed?.sort === "during";
  const fields = [
    ...(isDuring ? [placed.start.field, placed.end.field] : []),
    ...namesIn(where),
    ...namesIn(value),
  ];
  if (placed?.sort === "dated") fields.push(placed.at.field);
  if (fields.some((field) => row[field] === null && endIsUnknown(row, field))) return "unknown-end";
  const span = spanOf(measure, row, zone, asOf);
  if (span === null) return "undated";
  if (span.start >= asOf) return "after-as-of";
  const last = isDuring && fold !== "survival" ? span.end : span.start;
  if (range === undefined || span.start >= range.end || last < range.start) return "outside-range";
  const reading = { read: (name: string) => fieldOf(measure, row, name), worked, isRecord: true };
  const holds = where === null || resultOf(where, reading);
  if (holds !== true) return holds === null ? "condition-unknown" : "condition-false";
  const found = value === null ? null : resultOf(value, reading);
  if (value !== null && found === null) return "value-missing";
  const amounts = namesIn(value).filter((name) => row[name] !== null && kind?.fields[name]?.kind === "money");
  const currencies = amounts.map((name) => reading.read(kind?.fields[name]?.currency ?? ""));
  return { ...span, value: found, currencies, group: groupText(groupOf(row, by)) };
}

// Cells

type Records = ReadonlyMap<string, readonly Placed[]>;

/** A metric over the records of a group; null is all groups. */
function cellOf(
  metric: AnyMetric,
  records: Records,
  group: string | null,
  period: Period,
  question: Question,
): Told {
  const { asOf = NEVER, worked } = question;
  const measures = Object.entries(metric.inputs);
  const inputs = new Map(
    measures.map(([name, measure]) => {
      const own = records.get(measure.key)?.filter((one) => group === null || one.group === group) ?? [];
      return [name, folded(measure, own, period.start, period.end, question)];
    }),
  );
  const all = [...inputs.values()];
  const counts = all.flatMap(({ n }) => n ?? []);
  const text = (value: Exact | null) => value && textOf(value);
  const none = (reason: string | null): Told => ({
    value: null,
    reason,
    currency: null,
    n: counts.length === 0 ? null : Math.max(...counts),
    inputs: Object.fromEntries([...inputs].map(([name, { value }]) => [name, text(value)])),
  });

  if (period.start >= asOf) return { ...none("not-yet"), n: null, inputs: {} };
  if (metric.matures !== undefined && period.end + durationOf(metric.matures) > asOf) return none("immature");
  const [currency = null, other] = new Set(
    all.flatMap(({ records }) => records.flatMap((one) => one.currencies)),
  );
  if (other !== undefined)
    return { ...none("mixed-currency"), inputs: Object.fromEntries(measures.map(([name]) => [name, null])) };
  const kinds = measures.flatMap(([, measure]) =>
    measure.kind === null ? [] : [tableOf(question, measure)],
  );
  if (kinds.length > 0 && kinds.every(({ rows }) => rows.length === 0)) return none("no-records");
  const read = (name: string) => inputs.get(name)?.value ?? null;
  const value = resultOf(metric.tree, { read, worked, isRecord: false }) as Exact | null;
  if (value !== null) return { ...none(null), value: text(value), currency: currency as string | null };
  const isUnreached = ([name, { fold }]: (typeof measures)[number]) =>
    fold.startsWith("survival") && read(name) === null && inputs.get(name)?.records.length !== 0;
  if (measures.some(isUnreached)) return none("not-reached");
  // What is no number of records is nothing where it is zero
  if (all.every(({ value, n }) => (n ?? 0) === 0 && (value === null || value[0] === 0n)))
    return none("no-records");
  return none(all.some(({ value }) => value === null) ? "unknown-input" : "zero-denominator");
}

function durationOf(text: string): number {
  const [, days = "0", hours = "0"] = /^P(?:(\d+)D)?(?:T(\d+)H)?$/.exec(text) ?? [];
  return Number(days) * DAY + (Number(hours) * DAY) / 24;
}

// Periods and groups

interface Period {
  readonly start: number;
  readonly end: number;
  readonly complete: boolean;
}

/** The whole periods over the range, cut to it; without one, that of the data. */
function periodsOf(question: Question, measures: readonly Measure[]): Period[] {
  const { per, timeZone, asOf = NEVER } = question;
  const moments = measures.flatMap((measure) => {
    const { rows, zone, endIsUnknown } = tableOf(question, measure);
    const end = measure.placed?.sort === "during" ? measure.placed.end.field : "";
    return rows.flatMap((row) => {
      const span = spanOf(measure, row, zone, asOf);
      if (span === null || span.start >= asOf) return [];
      if (row[end] === null && endIsUnknown(row, end)) return [span.start];
      if (span.end === NEVER && asOf === NEVER) throw new Error("asOf is missing");
      return [span.start, Math.min(span.end, asOf - 1)];
    });
  });
  const { from = Math.min(...moments), to = Math.max(...moments) + 1 } = question;
  if (!(from < to) || from === -NEVER || to === NEVER) return [];
  const all = per === undefined ? [{ start: from, end: to }] : [...timeline(per, { timeZone, from, to })];
  return all.map(({ start, end }) => {
    const cut = { start: Math.max(start, question.from ?? start), end: Math.min(end, question.to ?? end) };
    return { ...cut, complete: cut.start === start && cut.end === end && end <= asOf };
  });
}

type Group = readonly Row[string][];

const groupOf = (row: Row, by: readonly string[]): Group => by.map((name) => row[name] ?? null);
const groupText = (group: Group) => group.map((key) => `${typeof key} ${key}`).join("|");
const ranks = ["number", "string", "boolean", "object"];

/** Those of all rows, by type, then by value. */
function groupsOf({ tables, by }: Question, kinds: ReadonlySet<string>): Group[] {
  if (by.length === 0) return [[]];
  const rows = Object.entries(tables).flatMap(([kind, { rows }]) => (kinds.has(kind) ? rows : []));
  const inOrder = (a: Group, b: Group) => {
    const i = a.findIndex((key, place) => key !== b[place]);
    const [left, right] = [a[i] ?? null, b[i] ?? null];
    const rank = ranks.indexOf(typeof left) - ranks.indexOf(typeof right);
    return rank !== 0 ? rank : (left as string) < (right as string) ? -1 : 1;
  };
  return [...new Map(rows.map((row) => [groupText(groupOf(row, by)), groupOf(row, by)])).values()].sort(
    inOrder,
  );
}

export function answer(question: Question): Answer {
  const { metrics, by, asOf = NEVER } = question;
  const measures = Object.values(metrics).flatMap(({ inputs }) => Object.values(inputs));
  const periods = periodsOf(question, measures);
  const [first, last] = [periods[0], periods.at(-1)];
  const range = first && last && { start: first.start, end: last.end, complete: last.end <= asOf };
  const records = new Map<string, Placed[]>();
  const fates: Record<string, Partial<Record<Fate, number>>> = {};
  for (const measure of measures.filter(({ kind }) => kind !== null)) {
    const found = tableOf(question, measure).rows.map((row) => place(measure, row, range, question));
    records.set(
      measure.key,
      found.filter((one) => typeof one === "object"),
    );
    const counts: Partial<Record<Fate, number>> = {};
    for (const one of found.map((one) => (typeof one === "object" ? "counted" : one)))
      counts[one] = (counts[one] ?? 0) + 1;
    fates[measure.key] = counts;
  }
  const rowOf = (period: Period, group: Group | null): ToldRow => {
    const text = group && groupText(group);
    const cells = Object.entries(metrics).map(([name, one]) => [
      name,
      cellOf(one, records, text, period, question),
    ]);
    return {
      period: [period.start, period.end, period.complete],
      group: Object.fromEntries(group?.map((key, i) => [by[i], key]) ?? []),
      cells: Object.fromEntries(cells),
    };
  };
  const groups = groupsOf(question, new Set(measures.flatMap(({ kind }) => kind?.name ?? [])));
  return {
    rows: periods.flatMap((period) => groups.map((group) => rowOf(period, group))),
    byGroup: range ? groups.map((group) => rowOf(range, group)) : [],
    byPeriod: periods.map((period) => rowOf(period, null)),
    totals: range && rowOf(range, null),
    fates,
  };
}
