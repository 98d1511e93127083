import { KpiError } from "../core/errors.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import type { Kind } from "../core/kind.ts";
import type { Mapping } from "../core/mapping.ts";
import type { Columns } from "../core/source.ts";
import type { Grain, GrainName } from "../periods/grain.ts";
import { grainOf } from "../periods/grain-of.ts";
import { periodsCovering, type Timeline } from "../periods/timeline.ts";
import { type TimeZoneLike, zoneOf } from "../periods/zone.ts";
import type { movement } from "../records/movement.ts";
import { snapshot } from "../records/snapshot.ts";
import { subscription } from "../records/subscription.ts";
import { optionsOf } from "./entries.ts";
import { instantOption, type RecordOf, zoneOption } from "./log.ts";
import { movementsIn } from "./movement-rows.ts";
import {
  type Paid,
  type PaidLedger,
  type PaidReader,
  paidBySnapshots,
  paidBySubscriptions,
} from "./paid-rows.ts";

interface MovementSettings {
  /** The periods that are compared, end with end. */
  readonly grain: GrainName | Grain;
  /** The zone whose clock begins and ends them. */
  readonly timeZone: TimeZoneLike;
  /** What happens at it or later is not known yet; needed where a subscription is open. */
  readonly asOf?: InstantLike;
  /** The zone of times without an offset. */
  readonly zone?: TimeZoneLike;
}

/** What the rows are, how their columns are called, and the periods. */
export type MovementOptions<R> = MovementSettings &
  (
    | (Mapping<typeof subscription, R> & { readonly of?: "subscriptions" })
    | (Mapping<typeof snapshot, R> & { readonly of: "snapshots" })
  );

/** How a customer's revenue moved in a period, a record of the kind `movement`. */
export type Movement = RecordOf<typeof movement>;

/** The movements of all customers, and what became of the rows. */
export interface Movements {
  /** Customers in the order in which the rows first name them, and the periods of each in the order of time. */
  readonly rows: readonly Movement[];
  readonly ledger: PaidLedger;
}

/**
 * Subscriptions, or lists of what customers pay, as movements of recurring revenue: one record for each customer and
 * period that begins or ends with an amount. Always opening + new + reactivation + expansion - contraction - churn =
 * closing. Only the two ends of a period are compared: who comes and goes within a month has moved nothing in the
 * month, and is new and lost by days.
 *
 * What a customer has at once is added up (`added-up`), so that cancelling one of two subscriptions is contraction. A
 * row that is there twice in all its fields is left out (`duplicate`); map `plan` to an id where two are meant. Rows
 * below zero, and all rows of a customer with two currencies, are rejected.
 *
 * With `of: "snapshots"` the last list of a period is its end, and who is not on it pays nothing. Where the period
 * before has no list, as before the first, the opening is not known: it and what follows from it are null, not 0.
 *
 * @example
 * ```ts
 * import { evaluate, table } from "kpi-core";
 * import { movements } from "kpi-core/histories";
 * import { mrr, netRevenueRetention } from "kpi-core/metrics/revenue";
 * import { movement } from "kpi-core/records";
 *
 * const contracts = [
 *   { customer: "a", startedAt: "2025-11-03", endedAt: null, monthlyAmount: 100 },
 *   { customer: "a", startedAt: "2026-01-12", endedAt: null, monthlyAmount: 20 },
 *   { customer: "b", startedAt: "2025-12-01", endedAt: "2026-01-20", monthlyAmount: 100 },
 *   { customer: "c", startedAt: "2026-01-08", endedAt: null, monthlyAmount: 80 },
 * ];
 * const timeZone = "Europe/Paris";
 * const months = { timeZone, zone: timeZone, grain: "month", asOf: "2026-02-01" } as const;
 * const { rows, ledger } = movements(contracts, { ...months, currency: { value: "EUR" } });
 * ledger.mended["added-up"] // => 1
 *
 * const plan = { per: "month", timeZone, from: "2026-01-01", asOf: "2026-02-01" } as const;
 * const january = evaluate({ mrr, nrr: netRevenueRetention }, table(movement, rows), plan).rows[0];
 * january?.cells.mrr.value // => 200
 * january?.cells.nrr.value // => 0.6
 * ```
 */
export function movements<R extends object>(
  rows: Iterable<R> | Columns<R>,
  options: MovementOptions<R>,
): Movements {
  const asked = options?.of ?? "subscriptions";
  if (!Object.hasOwn(sources, asked)) {
    const right = `write ${Object.keys(sources).join(" or ")}`;
    throw new KpiError("bad-plan", `movements: of is ${shown(asked)}; ${right}`);
  }
  const { kind, read } = sources[asked];
  const names = ["of", "grain", "timeZone", "asOf", "zone"];
  const { of: _, grain, timeZone, asOf, zone, ...mapping } = optionsOf("movements", options, kind, names);
  const clock = zoneOf(timeZone, "movements: timeZone");
  const known = instantOption("movements: asOf", asOf, clock);
  const paid = read(rows, mapping, zoneOption("movements", zone), known);
  if (paid.open > 0 && known === Number.POSITIVE_INFINITY) {
    throw new KpiError(
      "bad-plan",
      `movements: asOf is missing, and ${paid.open} subscriptions are open; say until when they are known, asOf: "2026-01-31T18:00:00Z"`,
    );
  }
  const periods = periodsOf(paid, known - 1, (first, last) =>
    periodsCovering(grainOf(grain), clock, first, last),
  );
  return Object.freeze({ rows: periods === null ? [] : movementsIn(paid, periods), ledger: paid.ledger });
}

const sources: Readonly<
  Record<"subscriptions" | "snapshots", { readonly kind: Kind; readonly read: PaidReader }>
> = {
  subscriptions: { kind: subscription, read: paidBySubscriptions },
  snapshots: { kind: snapshot, read: paidBySnapshots },
};

/** From the first change or list to the last, or as long as a subscription is open. */
function periodsOf(
  { payers, moments, open }: Paid,
  lastKnown: number,
  covering: (first: number, last: number) => Timeline,
): Timeline | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const times of moments === null ? payers.map(({ levels }) => levels.map(({ at }) => at)) : [moments]) {
    first = Math.min(first, times[0] ?? first);
    last = Math.max(last, times.at(-1) ?? last);
  }
  return first > last ? null : covering(first, open > 0 ? lastKnown : last);
}
