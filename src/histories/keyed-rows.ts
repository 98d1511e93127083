import { fieldReader } from "../core/field-reader.ts";
import type { InstantLike } from "../core/instant.ts";
import { instant, record, text } from "../core/kind.ts";
import type { From, Mapping } from "../core/mapping.ts";
import { isProblem, type Rejection } from "../core/row-check.ts";
import { sourceOf } from "../core/source.ts";
import type { TimeZoneLike } from "../periods/zone.ts";
import { byKey, type LogLedger, zoneOption } from "./log.ts";

/** Where the time of a row is, and the zone of times without an offset. */
export interface RowOptions<R> {
  readonly at?: From<R, InstantLike>;
  readonly zone?: TimeZoneLike;
}

/** What became of whole rows. */
export type KeyedLedger<LeftOut extends string> = LogLedger<LeftOut, "out-of-order">;

/** A row as it was given, with its moment; all are 0 where no time is named. */
export interface Keyed<R> {
  readonly row: R;
  readonly key: string;
  readonly at: number;
}

const keyed = record("row", { key: text("what the row is about"), at: instant("when it was so") });

/** Whole rows by their keys, in the order of time where it is named, else as given. */
export function keyedRows<R extends object>(
  subject: string,
  rows: Iterable<R>,
  key: From<R, string>,
  { at, zone }: RowOptions<R>,
): { readonly lists: ReadonlyMap<string, readonly Keyed<R>[]>; readonly ledger: KeyedLedger<never> } {
  const source = sourceOf(rows);
  const mapping = { key, at } as Mapping<typeof keyed, R>;
  const bound = { subject, kind: keyed, source, mapping: mapping as never, zone: zoneOption(subject, zone) };
  const keyOf = fieldReader(bound, "key");
  const atOf = at === undefined ? () => 0 : fieldReader(bound, "at");
  const rejected: Rejection[] = [];
  const entries: Keyed<R>[] = [];
  for (let row = 0; row < source.length; row++) {
    const [name, moment] = [keyOf(row), atOf(row)];
    const reject = (field: string, message: string) => rejected.push({ kind: "row", row, field, message });
    if (isProblem(name)) reject("key", name.problem);
    else if (isProblem(moment)) reject("at", moment.problem);
    else entries.push({ row: source.row(row) as R, key: name as string, at: moment as number });
  }
  const { lists, outOfOrder } = byKey(entries, (entry) => entry.key);
  const ledger = { read: source.length, used: entries.length, leftOut: {}, rejected };
  return { lists, ledger: { ...ledger, mended: { "out-of-order": outOfOrder } } };
}
