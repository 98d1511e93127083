import type { Decimal, Numeric } from "../core/decimal.ts";
import { add, compare, decimalOf, divide, type Fraction, fraction, multiply } from "../core/fraction.ts";
import { less, sizeOf } from "./exact-amounts.ts";
import { listOf } from "./quantities.ts";

/** What customers owe at the end of the last period, and what was sold in each period until then, in their order. */
export interface CountBackInput {
  readonly receivables: Numeric;
  readonly periods: readonly { readonly sales: Numeric; readonly days: Numeric }[];
}

/**
 * Days sales outstanding by counting back: the receivables are taken to be the latest sales, so that one goes back from
 * the last period, a whole one for each whose sales they cover, and a part of the next. With sales that swing it says
 * how old the receivables are, which their average pace does not. Receivables and sales are both with tax, or both
 * without. Null where they are more than all sales given. Exact, divided once.
 *
 * @example
 * ```ts
 * import { countBack } from "kpi-core/models";
 *
 * const quarter = [
 *   { sales: 600, days: 31 },
 *   { sales: 500, days: 28 },
 *   { sales: 400, days: 31 },
 * ];
 * // all of the last month, and 250 of the 500 before: half of 28 days
 * countBack({ receivables: 650, periods: quarter }) // => 45
 * countBack({ receivables: 2000, periods: quarter }) // => null
 * ```
 */
export function countBack({ receivables, periods }: CountBackInput): Decimal | null {
  let left = sizeOf("countBack: receivables", receivables);
  let days = fraction(0n);
  for (let at = listOf("countBack: periods", periods).length - 1; at >= 0 && left.numerator > 0n; at--) {
    const sales = sizeOf(`countBack: period ${at + 1}: sales`, periods[at]?.sales);
    const long = sizeOf(`countBack: period ${at + 1}: days`, periods[at]?.days);
    if (compare(left, sales) < 0) {
      const part = divide(multiply(left, long), sales) as Fraction;
      return decimalOf(add(days, part));
    }
    left = less(left, sales);
    days = add(days, long);
  }
  return left.numerator === 0n ? decimalOf(days) : null;
}
