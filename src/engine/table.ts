import type { AnyMetric } from "../core/definition.ts";
import { isNamed, requireEntries } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import type { HistoryField } from "../core/history.ts";
import { shown } from "../core/instant.ts";
import type { FieldKind, FieldName, Kind } from "../core/kind.ts";
import type { From, Mapping } from "../core/mapping.ts";
import type { Measure } from "../core/measure.ts";
import { type Columns, entriesAlone, type RowSource, sourceOf } from "../core/source.ts";
import { type TimeZoneLike, type Zone, zoneOf } from "../periods/zone.ts";

/** What a group is told apart by; `null`, `"null"`, `1` and `"1"` are four groups. */
export type Key = string | number | boolean | null;

/** What a missing end of a span means: it is open, or it ended and nobody wrote when. */
export type Missing<R> = "open" | "unknown" | ((row: R) => "open" | "unknown");

/** How to read rows beyond their names. */
export interface TableOptions<
  K extends Kind,
  R,
  D extends Readonly<Record<string, From<R, Key>>>,
  H extends Readonly<Record<string, HistoryField<R>>> = Record<never, never>,
> {
  /** The zone of texts without an offset, of dates and of `startOf` and `endOf`. */
  readonly zone?: TimeZoneLike;
  /** For instants and dates that may be missing; `open` unless said. */
  readonly missing?: { readonly [F in FieldName<K, "instant" | "date">]?: Missing<R> };
  /** More to group by, beside the fields and the columns. */
  readonly dimensions?: D;
  /** Fields that were different things over time, such as the team of a ticket: `{ team: stays.of("id") }`. */
  readonly histories?: H;
}

/** Rows bound to a kind. `Groups` are the names that they can be grouped by, with the types of their values. */
export interface Table<Name extends string = string, Groups = unknown> {
  readonly subject: string;
  readonly kind: Kind<Name>;
  readonly source: RowSource;
  readonly mapping: Readonly<Record<string, From<never, never> | undefined>>;
  readonly missing: Readonly<Record<string, Missing<never> | undefined>>;
  readonly dimensions: Readonly<Record<string, From<never, never> | undefined>>;
  readonly histories: Readonly<Record<string, HistoryField>>;
  readonly zone: Zone | null;
  /** For the compiler only. */
  readonly groups?: Groups;
}

/** What rows can be grouped by: dimensions, text, number and flag fields of the kind, and columns of the rows. */
export type GroupsOf<K extends Kind, R, D, H = Record<never, never>> = Flat<
  {
    [N in keyof D & string]: D[N] extends (row: never) => infer V
      ? Settled<V>
      : D[N] extends keyof R
        ? Settled<R[D[N]]>
        : Key;
  } & { [N in keyof H & string]: string | null } & {
    [N in Exclude<FieldName<K, GroupKind>, keyof D | keyof H>]: GroupValue<K, N>;
  } & {
    [N in Exclude<keyof R & string, keyof D | keyof H | FieldName<K>> as [Settled<R[N]>] extends [null]
      ? never // what holds no key, such as a Date
      : N]: Settled<R[N]>;
  }
>;

/** One object type where there were several, which is how editors show it. */
type Flat<T> = T extends infer One ? { [N in keyof One]: One[N] } : never;

type GroupKind = Extract<FieldKind, "text" | "flag" | "number">;
type GroupValue<K extends Kind, N extends string> = {
  text: string | null;
  flag: boolean | null;
  number: number | null;
}[K["fields"][N]["kind"] & GroupKind];
type Settled<V> = unknown extends V ? Key : V extends undefined ? null : V extends Key ? V : never;

/** One table, or one for each kind that the metrics read. */
export type Tables = Table | Readonly<Record<string, Table>>;

/** What all tables can be grouped by, with the types of the values. */
export type GroupsIn<T> = T extends { readonly groups?: infer G; readonly source: unknown }
  ? NonNullable<G>
  : { [N in keyof T]: GroupsIn<T[N]> }[keyof T];

/** The names that a plan over tables may group by; `infer`, so that editors show them and not how they are found. */
export type GroupNames<T> = keyof GroupsIn<T> & string extends infer Name extends string ? Name : never;

/** The groups of tables by some of their names. */
export type Grouped<T, By extends GroupNames<T>> = [GroupsIn<T>] extends [infer G]
  ? { readonly [N in By]: G[N & keyof G] & Key }
  : never;

/**
 * The tables themselves where there is one for each kind that the metrics read, else the sentence that says which
 * is missing. Metrics whose kinds the compiler does not know, as of `metricFrom`, are checked at run time.
 */
export type TablesFor<M extends Readonly<Record<string, AnyMetric>>, T> =
  string extends KindsOf<M>
    ? T
    : [Exclude<KindsOf<M>, KindNames<T>>] extends [never]
      ? T
      : `no table of "${Exclude<KindsOf<M>, KindNames<T>>}" here`;

type KindsOf<M extends Readonly<Record<string, AnyMetric>>> = {
  [N in keyof M]: M[N]["inputs"][keyof M[N]["inputs"]] extends Measure<infer Name> ? Name : never;
}[keyof M];
type KindNames<T> = T extends Table<infer Name> ? Name : { [N in keyof T]: KindNames<T[N]> }[keyof T];

/**
 * Binds rows to a kind: the names they use for its fields, and how to read them. A field or a column that does not
 * exist is a compile error; at run time, a column that no row has is a `KpiError`.
 *
 * @example
 * ```ts
 * import { table } from "kpi-core";
 * import { workItem } from "kpi-core/records";
 *
 * const rows = [{ begun: "2026-01-05T08:00:00Z", done: null, team: "a" }];
 * table(workItem, rows, { startedAt: "begun", finishedAt: "done" }).kind.name // => "workItem"
 * ```
 */
export function table<
  K extends Kind,
  R extends object,
  const D extends Readonly<Record<string, From<R, Key>>> = Record<never, never>,
  const H extends Readonly<Record<string, HistoryField<R>>> = Record<never, never>,
>(
  kind: K,
  rows: Iterable<R> | Columns<R>,
  mapping: Mapping<K, R> = {},
  options: TableOptions<K, R, D, H> = {},
): Table<K["name"], GroupsOf<K, R, D, H>> {
  requireKind(kind);
  const subject = `table ${kind.name}`;
  requireEntries(`${subject}: options`, options, ["zone", "missing", "dimensions", "histories"], "bad-table");
  const { zone } = options;
  const [missing, dimensions, histories] = [
    options.missing ?? {},
    options.dimensions ?? {},
    options.histories ?? {},
  ];
  for (const [name, given] of Object.entries({ mapping, missing, dimensions, histories })) {
    if (isNamed(given)) continue;
    throw new KpiError("bad-table", `${subject}: ${name} is ${shown(given)}; give an object, { name: … }`);
  }
  requireHistories(subject, histories);
  for (const field of [...Object.keys(mapping), ...Object.keys(missing)]) {
    if (Object.hasOwn(kind.fields, field)) continue;
    const right = `its fields are ${Object.keys(kind.fields).join(", ")}`;
    throw new KpiError("bad-table", `${subject}: no field ${field}; ${right}`);
  }
  return Object.freeze({
    subject,
    kind,
    source: sourceOf(rows),
    mapping: entriesAlone(mapping as Table["mapping"]),
    missing: entriesAlone(missing as Table["missing"]),
    dimensions: entriesAlone(dimensions as Table["dimensions"]),
    histories: entriesAlone(histories as Table["histories"]),
    zone: zone === undefined ? null : zoneOf(zone, `${subject}: zone`),
  });
}

function requireKind(kind: unknown): void {
  if (isNamed(kind) && "fields" in kind && "order" in kind) return;
  const right = 'give a kind of record, such as ticket from "kpi-core/records", and then the rows';
  throw new KpiError("bad-table", `table: the kind is ${shown(kind)}; ${right}`);
}

function requireHistories(subject: string, histories: Readonly<Record<string, unknown>>): void {
  for (const [name, field] of Object.entries(histories)) {
    if (isNamed(field) && "history" in field && "key" in field) continue;
    const right = 'give what the of of a history gives, stays.of("id")';
    throw new KpiError("bad-table", `${subject}: histories.${name} is ${shown(field)}; ${right}`);
  }
}

/** The tables that metrics are evaluated over; throws where one is none. */
export function tablesIn(doing: string, tables: Tables): readonly Table[] {
  const right = "bind the rows to their kind, table(ticket, rows)";
  if (isTable(tables)) return [tables];
  if (!isNamed(tables)) throw new KpiError("bad-plan", `${doing}: the tables are ${shown(tables)}; ${right}`);
  return Object.entries(tables).map(([name, table]) => {
    if (isTable(table)) return table;
    throw new KpiError("bad-plan", `${doing}: tables.${name} is ${shown(table)}; ${right}`);
  });
}

function isTable(value: unknown): value is Table {
  return isNamed(value) && "subject" in value && "source" in value;
}
