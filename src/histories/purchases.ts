import { KpiError } from "../core/errors.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import { record } from "../core/kind.ts";
import type { Mapping } from "../core/mapping.ts";
import type { Columns } from "../core/source.ts";
import { day, type Grain, type GrainName } from "../periods/grain.ts";
import { grainOf } from "../periods/grain-of.ts";
import { type TimeZoneLike, zoneOf } from "../periods/zone.ts";
import { purchase } from "../records/purchase.ts";
import { optionsOf } from "./entries.ts";
import { byKey, instantOption, type LogLedger, type RecordOf, readLog, zoneOption } from "./log.ts";

const { at, customer, amount, currency, type } = purchase.fields;
const bought = record("purchase", { at, customer, amount, currency, type }, { about: "A purchase." });

/** How the columns of the purchases are called, and how they are told apart. */
export type PurchaseOptions<R> = Mapping<typeof bought, R> & {
  /** In which periods the purchases of a customer are counted, `month`. */
  readonly grain: GrainName | Grain;
  readonly timeZone: TimeZoneLike;
  /** `each`: every purchase counts. `once`: of those of a customer on one local day the first counts. */
  readonly sameDay: "each" | "once";
  /** What happens at it or later is not known yet. */
  readonly asOf: InstantLike;
  /** The zone of times without an offset. */
  readonly zone?: TimeZoneLike;
};

/** A purchase between others, a record of the kind `purchase`. */
export type Purchase = RecordOf<typeof purchase>;

/** The purchases, and what became of the rows. */
export interface Purchases {
  /** Customers in the order in which the rows first name them, the purchases of each in the order of time. */
  readonly rows: readonly Purchase[];
  readonly ledger: LogLedger<"after-as-of" | "same-day", "out-of-order">;
}

/**
 * Purchases, each with the one of the same customer before it, the one after it, and its number in the period. An
 * amount is that of the purchase alone: what `sameDay: "once"` leaves out is not added to another.
 *
 * @example
 * ```ts
 * import { purchases } from "kpi-core/histories";
 *
 * const orders = [
 *   { customer: "c", at: "2026-01-02T10:00Z" },
 *   { customer: "c", at: "2026-01-02T18:00Z" },
 *   { customer: "c", at: "2026-02-03T10:00Z" },
 * ];
 * const options = { grain: "month", timeZone: "UTC", asOf: "2026-03-01" } as const;
 * purchases(orders, { ...options, sameDay: "each" }).rows.map(({ ofPeriod }) => ofPeriod) // => [1, 2, 1]
 * purchases(orders, { ...options, sameDay: "once" }).rows.map(({ ofPeriod }) => ofPeriod) // => [1, 1]
 * ```
 */
export function purchases<R extends object>(
  rows: Iterable<R> | Columns<R>,
  options: PurchaseOptions<R>,
): Purchases {
  const names = ["grain", "timeZone", "sameDay", "asOf", "zone"];
  const { grain, timeZone, sameDay, asOf, zone, ...mapping } = optionsOf("purchases", options, bought, names);
  if (sameDay !== "each" && sameDay !== "once") {
    throw new KpiError("bad-plan", `purchases: sameDay is ${shown(sameDay)}; write "each" or "once"`);
  }
  if (asOf === undefined) {
    const right = 'say until when purchases are known, asOf: "2026-01-31T18:00:00Z"';
    throw new KpiError("bad-plan", `purchases: asOf is missing; ${right}`);
  }
  const clock = zoneOf(timeZone, "purchases: timeZone");
  const known = instantOption("purchases: asOf", asOf, clock);
  const { floor } = grainOf(grain);
  const log = readLog(
    "purchases",
    bought,
    rows as Iterable<object>,
    mapping as object,
    zoneOption("purchases", zone),
  );
  const before = log.entries.filter(({ at }) => at < known);
  const { lists, outOfOrder } = byKey(before, ({ customer }) => customer);
  const made = [...lists.values()].flatMap((list) => {
    const days = list.map(({ at }) => day.floor(clock.latestReading(at)));
    const own = sameDay === "each" ? list : list.filter((_, i) => days[i] !== days[i - 1]);
    let [period, ofPeriod] = [Number.NaN, 0];
    return own.map(({ row: _, ...one }, i) => {
      const start = floor(clock.latestReading(one.at));
      ofPeriod = start === period ? ofPeriod + 1 : 1;
      period = start;
      return { ...one, previousAt: own[i - 1]?.at ?? null, nextAt: own[i + 1]?.at ?? null, ofPeriod };
    });
  });
  const leftOut = {
    "after-as-of": log.entries.length - before.length,
    "same-day": before.length - made.length,
  };
  const ledger = { read: log.read, used: made.length, leftOut, rejected: log.rejected };
  return { rows: made, ledger: { ...ledger, mended: { "out-of-order": outOfOrder } } };
}
