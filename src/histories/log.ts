import type { Decimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { fieldReader } from "../core/field-reader.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import type { Field, FieldName, Kind } from "../core/kind.ts";
import { groupedBy } from "../core/many.ts";
import type { From, Mapping } from "../core/mapping.ts";
import { brokenRule, isProblem, type Read, type Rejection } from "../core/row-check.ts";
import { type Columns, sourceOf } from "../core/source.ts";
import { momentIn, type TimeZoneLike, type Zone, zoneOf } from "../periods/zone.ts";

/**
 * What became of the rows of a log: `read` = `used` + those left out under each rule + those rejected. What was
 * mended and used all the same, such as rows out of order, is counted by name beside it.
 */
export interface LogLedger<LeftOut extends string = string, Mended extends string = string> {
  readonly read: number;
  readonly used: number;
  readonly leftOut: Readonly<Record<LeftOut, number>>;
  readonly mended: Readonly<Record<Mended, number>>;
  readonly rejected: readonly Rejection[];
}

/** A field as a history reads it: instants in milliseconds, numbers exact. */
export type ReadOf<F extends Field> =
  | { instant: number; date: number; number: Decimal; money: Decimal; text: string; flag: boolean }[F["kind"]]
  | (F["optional"] extends true ? null : never);

/** An accepted row of a log, by the names of its kind, with the number that the row had. */
export type Entry<K extends Kind> = { readonly [F in FieldName<K>]: ReadOf<K["fields"][F]> } & {
  readonly row: number;
};

/** A record as a history makes it, ready for `table`: instants in milliseconds, counts as numbers, money exact. */
export type RecordOf<K extends Kind> = {
  readonly [F in FieldName<K>]:
    | {
        instant: number;
        date: string;
        number: number;
        money: Decimal;
        text: string;
        flag: boolean;
      }[K["fields"][F]["kind"]]
    | (K["fields"][F]["optional"] extends true ? null : never);
};

/** A log as read, in the order of its rows. */
export interface Log<K extends Kind> {
  readonly read: number;
  readonly entries: Entry<K>[];
  readonly rejected: Rejection[];
}

/**
 * Reads the rows of a log. A field that is not named and that no row has is null where it is optional; a row that
 * cannot be read is rejected with its number, field and message. `subject` is the function that asks.
 */
export function readLog<K extends Kind, R extends object>(
  subject: string,
  kind: K,
  rows: Iterable<R> | Columns<R>,
  mapping: Mapping<K, R>,
  zone: Zone | null,
): Log<K> {
  const named = mapping as Readonly<Record<string, From<never, never> | undefined>>;
  const bound = { subject, kind, source: sourceOf(rows as Iterable<object>), mapping: named, zone };
  const isAbsent = (field: string) =>
    kind.fields[field]?.optional === true &&
    named[field] === undefined &&
    bound.source.column(field) === null;
  const readers = Object.keys(kind.fields).map(
    (field) => [field, isAbsent(field) ? () => null : fieldReader(bound, field)] as const,
  );
  const entries: Entry<K>[] = [];
  const rejected: Rejection[] = [];
  for (let row = 0; row < bound.source.length; row++) {
    const entry: Record<string, Read> = { row };
    let wrong: { field: string; problem: string } | null = null;
    for (const [field, read] of readers) {
      const value = read(row);
      if (isProblem(value)) wrong ??= { field, ...value };
      else entry[field] = value;
    }
    wrong ??= brokenRule(kind, (field) => entry[field]);
    if (wrong === null) entries.push(entry as Entry<K>);
    else rejected.push({ kind: kind.name, row, field: wrong.field, message: wrong.problem });
  }
  return { read: bound.source.length, entries, rejected };
}

/** The zone of an option, or none. */
export function zoneOption(subject: string, zone: TimeZoneLike | undefined): Zone | null {
  return zone === undefined ? null : zoneOf(zone, `${subject}: zone`);
}

/** An instant of the options; a date is the start of that day and needs a zone. Infinity where there is none. */
export function instantOption(subject: string, value: InstantLike | undefined, zone: Zone | null): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  return momentIn(
    zone,
    subject,
    value,
    (day) =>
      new KpiError(
        "bad-time",
        `${subject}: ${shown(day)} is a date, which needs a zone to be a moment; give zone: "Europe/Paris"`,
      ),
  );
}

/** The entries without those that say again, in all that counts of them, what one before them says. */
export function onceEach<E>(entries: readonly E[], said: (entry: E) => unknown): E[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const text = JSON.stringify(said(entry));
    return !seen.has(text) && seen.add(text);
  });
}

/** The entries of each key in the order of time, those of one instant in the order of the log; keys as first seen. */
export function byKey<E extends { readonly at: number }>(
  entries: readonly E[],
  keyOf: (entry: E) => string,
): { readonly lists: ReadonlyMap<string, readonly E[]>; readonly outOfOrder: number } {
  const lists = groupedBy(entries, keyOf);
  let outOfOrder = 0;
  for (const list of lists.values()) {
    let latest = Number.NEGATIVE_INFINITY;
    let late = 0;
    for (const { at } of list) {
      if (at < latest) late++;
      else latest = at;
    }
    if (late > 0) list.sort((a, b) => a.at - b.at); // stable
    outOfOrder += late;
  }
  return { lists, outOfOrder };
}
