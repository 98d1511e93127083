import { Decimal } from "../core/decimal.ts";
import { locate } from "../periods/locate.ts";
import type { Timeline } from "../periods/timeline.ts";
import type { movement } from "../records/movement.ts";
import type { RecordOf } from "./log.ts";
import type { Level, Paid } from "./paid-rows.ts";

/** A customer at the two ends of a period; the opening is null where nobody knows. */
interface Ends {
  readonly period: number;
  readonly opening: bigint | null;
  readonly closing: bigint;
  readonly least: bigint;
  /** Closed an earlier period with an amount. */
  readonly paidBefore: boolean;
}

/** The movements of all customers over periods. */
export function movementsIn(
  { payers, scale, moments }: Paid,
  periods: Timeline,
): RecordOf<typeof movement>[] {
  const { bounds } = periods;
  const listed = moments && new Set(moments.map((at) => locate(bounds, at)));
  const isKnown = (period: number) => listed === null || listed.has(period);
  const all = payers.map((payer) => ({ ...payer, ends: endsOf(payer.levels, bounds, isKnown) }));
  const customers = new Map<number, number>();
  for (const { period, opening } of all.flatMap(({ ends }) => ends)) {
    if (opening !== null && opening > 0n) customers.set(period, (customers.get(period) ?? 0) + 1);
  }
  const amounts = new Map<bigint, Decimal>(); // few, of which most are 0
  function money(units: bigint): Decimal;
  function money(units: bigint | null | undefined): Decimal | null;
  function money(units: bigint | null = null) {
    if (units === null) return null;
    const made = amounts.get(units) ?? new Decimal(`${units}e-${scale}`); // exact, where a division would round
    amounts.set(units, made);
    return made;
  }
  return all.flatMap(({ customer, currency, ends }) =>
    ends.map((one) => {
      const { period, opening, closing, least } = one;
      const moved = movedBetween(one);
      return {
        periodStart: bounds[period] as number,
        periodEnd: bounds[period + 1] as number,
        customer,
        opening: money(opening),
        closing: money(closing),
        new: money(moved?.new),
        reactivation: money(moved?.reactivation),
        expansion: money(moved?.expansion),
        contraction: money(moved?.contraction),
        churn: money(moved?.churn),
        least: money(opening === null ? null : least),
        customers: opening === null ? null : (customers.get(period) ?? 0),
        currency,
      };
    }),
  );
}

/** The periods at one of whose ends a customer pays. */
function endsOf(
  levels: readonly Level[],
  bounds: Float64Array,
  isKnown: (period: number) => boolean,
): Ends[] {
  const ends: Ends[] = [];
  let [amount, paidBefore, next] = [0n, false, 0];
  for (let period = 0; period < bounds.length - 1; period++) {
    const opening = isKnown(period - 1) ? amount : null;
    let least = amount;
    for (; next < levels.length; next++) {
      const level = levels[next] as Level;
      if (level.at >= (bounds[period + 1] as number)) break;
      amount = level.amount;
      if (amount < least) least = amount;
    }
    if (!isKnown(period) || (amount === 0n && (opening ?? 0n) === 0n)) continue;
    ends.push({ period, opening, closing: amount, least, paidBefore });
    paidBefore ||= amount > 0n;
  }
  return ends;
}

/** The difference between the ends under its name; null where the opening is not known. */
function movedBetween({ opening, closing, paidBefore }: Ends) {
  if (opening === null) return null;
  const nothing = { new: 0n, reactivation: 0n, expansion: 0n, contraction: 0n, churn: 0n };
  if (opening === 0n) return { ...nothing, [paidBefore ? "reactivation" : "new"]: closing };
  if (closing === 0n) return { ...nothing, churn: opening };
  return closing < opening
    ? { ...nothing, contraction: opening - closing }
    : { ...nothing, expansion: closing - opening };
}
