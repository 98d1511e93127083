import { Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";

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
  let left = amount("receivables", receivables);
  let days = new Decimal(0);
  for (let at = periods.length - 1; at >= 0 && left.gt(0); at--) {
    const sales = amount(`period ${at + 1}: sales`, periods[at]?.sales);
    const long = amount(`period ${at + 1}: days`, periods[at]?.days);
    if (left.lt(sales)) return left.times(long).div(sales).plus(days);
    left = left.minus(sales);
    days = days.plus(long);
  }
  return left.isZero() ? days : null;
}

function amount(name: string, value: unknown): Decimal {
  const read = readDecimal(value);
  if (read?.gte(0)) return read;
  throw new KpiError("bad-input", `countBack: ${name} is ${shown(value)}; write a number, 0 or more`);
}
