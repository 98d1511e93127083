import type { Decimal } from "../core/decimal.ts";
import { greatestOf, groupedBy } from "../core/many.ts";
import type { Rejection } from "../core/row-check.ts";
import type { Columns } from "../core/source.ts";
import type { Zone } from "../periods/zone.ts";
import { snapshot } from "../records/snapshot.ts";
import { subscription } from "../records/subscription.ts";
import { type LogLedger, onceEach, readLog } from "./log.ts";

/** From a moment on a customer pays so much a month, in units of `10^-scale`. */
export interface Level {
  readonly at: number;
  readonly amount: bigint;
}

/** What became of rows about what customers pay. */
export type PaidLedger = LogLedger<"after-as-of" | "duplicate", "added-up">;

/** What customers pay over time. */
export interface Paid {
  /** Customers in the order in which the rows first name them, the levels of each in the order of time. */
  readonly payers: readonly {
    readonly customer: string;
    readonly currency: string;
    readonly levels: readonly Level[];
  }[];
  readonly scale: number;
  /** The moments of lists; null for subscriptions, which are known at all times. */
  readonly moments: readonly number[] | null;
  /** Rows without an end, or with one that is not known yet. */
  readonly open: number;
  readonly ledger: PaidLedger;
}

/** One amount: from a moment until another for a subscription, at a moment for a line of a list. */
interface PaidRow {
  readonly row: number;
  readonly customer: string;
  readonly amount: Decimal;
  readonly currency: string;
  readonly from: number;
  readonly until: number;
  /** The row in every field, to see which are there twice. */
  readonly said: object;
}

/** `zone` is that of times without an offset. */
export type PaidReader = (
  rows: Iterable<object> | Columns<object>,
  mapping: object,
  zone: Zone | null,
  asOf: number,
) => Paid;

export const paidBySubscriptions: PaidReader = (rows, mapping, zone, asOf) => {
  const log = readLog("movements", subscription, rows, mapping, zone);
  const all = log.entries.map(({ startedAt, endedAt, ...rest }) => {
    const until = endedAt !== null && endedAt < asOf ? endedAt : Number.POSITIVE_INFINITY;
    return { ...rest, from: startedAt, until, said: fieldsOf({ startedAt, endedAt, ...rest }) };
  });
  const { lists, scale, ledger } = listsOf("subscription", log, all, asOf);
  let addedUp = 0;
  const payers = [...lists].map(([customer, list]) => {
    addedUp += overlapping(list);
    const steps = list.flatMap(({ from, until, amount }) => {
      const units = unitsOf(amount, scale);
      return [
        { at: from, change: units },
        { at: until, change: -units },
      ];
    });
    return { customer, currency: currencyOf(list), levels: levelsOf(steps) };
  });
  const open = [...lists.values()].flat().filter(({ until }) => until === Number.POSITIVE_INFINITY).length;
  return { payers, scale, moments: null, open, ledger: { ...ledger, mended: { "added-up": addedUp } } };
};

export const paidBySnapshots: PaidReader = (rows, mapping, zone, asOf) => {
  const log = readLog("movements", snapshot, rows, mapping, zone);
  const all = log.entries.map(({ at, ...rest }) => ({
    ...rest,
    from: at,
    until: at,
    said: fieldsOf({ at, ...rest }),
  }));
  const { lists, scale, ledger } = listsOf("snapshot", log, all, asOf);
  const moments = [...new Set([...lists.values()].flatMap((list) => list.map(({ from }) => from)))].sort(
    (a, b) => a - b,
  );
  let addedUp = 0;
  const payers = [...lists].map(([customer, list]) => {
    const amounts = new Map<number, bigint>();
    for (const { from, amount } of list) {
      if (amounts.has(from)) addedUp++;
      amounts.set(from, (amounts.get(from) ?? 0n) + unitsOf(amount, scale));
    }
    const levels = moments.map((at) => ({ at, amount: amounts.get(at) ?? 0n }));
    const changed = levels.filter(({ amount }, i) => amount !== (levels[i - 1]?.amount ?? 0n));
    return { customer, currency: currencyOf(list), levels: changed };
  });
  return { payers, scale, moments, open: 0, ledger: { ...ledger, mended: { "added-up": addedUp } } };
};

type Line = Omit<PaidRow, "amount" | "currency"> & {
  readonly monthlyAmount: Decimal | null;
  readonly currency: string | null;
};

/** The rows of each customer that count, how many decimals amounts have, and what became of all rows. */
function listsOf(
  kind: string,
  log: { readonly read: number; readonly rejected: readonly Rejection[] },
  lines: readonly Line[],
  asOf: number,
) {
  const rejected = [...log.rejected];
  const reject = (row: number, field: string, message: string) =>
    rejected.push({ kind, row, field, message });
  const sound: PaidRow[] = [];
  for (const { monthlyAmount: amount, currency, ...line } of lines) {
    if (amount === null)
      reject(line.row, "monthlyAmount", "is missing; give what it brings in a month, or 0");
    else if (amount.lt(0))
      reject(line.row, "monthlyAmount", `${amount} is below zero; give what it brings in a month`);
    else sound.push({ ...line, amount, currency: currency ?? "" });
  }
  const known = sound.filter(({ from }) => from < asOf);
  const once = onceEach(known, ({ said }) => said);
  const lists = groupedBy(once, ({ customer }) => customer);
  for (const [customer, list] of lists) {
    const [one, other] = new Set(list.map(({ currency }) => currency));
    if (other === undefined) continue;
    // Half of a customer would be a false loss, so none of its rows counts
    for (const { row } of list)
      reject(row, "currency", `${customer} pays in ${one} and in ${other}; convert them to one currency`);
    lists.delete(customer);
  }
  const used = [...lists.values()].flat();
  return {
    lists,
    scale: greatestOf(
      used.map(({ amount }) => amount.decimalPlaces()),
      0,
    ),
    ledger: {
      read: log.read,
      used: used.length,
      leftOut: { "after-as-of": sound.length - known.length, duplicate: known.length - once.length },
      rejected: rejected.sort((a, b) => a.row - b.row),
    },
  };
}

function fieldsOf({ row: _, ...fields }: Readonly<Record<string, unknown>>): object {
  return fields;
}

function currencyOf(list: readonly PaidRow[]): string {
  return (list[0] as PaidRow).currency;
}

/** How many begin while another runs. */
function overlapping(list: readonly PaidRow[]): number {
  let latest = Number.NEGATIVE_INFINITY;
  return [...list]
    .sort((a, b) => a.from - b.from)
    .filter(({ from, until }) => {
      const isWithin = from < latest;
      latest = Math.max(latest, until);
      return isWithin;
    }).length;
}

/** Changes added up, one level for each moment. */
function levelsOf(steps: readonly { readonly at: number; readonly change: bigint }[]): Level[] {
  const levels: Level[] = [];
  let amount = 0n;
  const known = steps.filter(({ at }) => at < Number.POSITIVE_INFINITY);
  for (const { at, change } of known.sort((a, b) => a.at - b.at)) {
    amount += change;
    if (levels.at(-1)?.at === at) levels.pop();
    levels.push({ at, amount });
  }
  return levels;
}

function unitsOf(amount: Decimal, scale: number): bigint {
  return BigInt(amount.toFixed(scale).replace(".", ""));
}
