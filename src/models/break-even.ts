import { type Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";

/** What is to be paid whatever is sold, and what one unit brings and costs. */
export interface BreakEvenInput {
  readonly fixedCosts: Numeric;
  readonly price: Numeric;
  readonly variableCost: Numeric;
}

/** Where revenue and costs are equal. */
export interface BreakEven {
  readonly units: Decimal;
  readonly revenue: Decimal;
}

/**
 * How many units have to be sold until they have paid the fixed costs: fixed costs / (price - variable cost). It is not
 * rounded up to whole units. Null where a unit costs as much as it brings, or more. Exact, divided once.
 *
 * @example
 * ```ts
 * import { breakEven } from "kpi-core/models";
 *
 * breakEven({ fixedCosts: 12_000, price: 50, variableCost: 20 })?.units // => 400
 * breakEven({ fixedCosts: 12_000, price: 50, variableCost: 20 })?.revenue // => 20000
 * breakEven({ fixedCosts: 12_000, price: 50, variableCost: 50 }) // => null
 * ```
 */
export function breakEven({ fixedCosts, price, variableCost }: BreakEvenInput): BreakEven | null {
  const fixed = amount("fixedCosts", fixedCosts);
  const each = amount("price", price);
  const contribution = each.minus(amount("variableCost", variableCost));
  if (contribution.lte(0)) return null;
  return { units: fixed.div(contribution), revenue: fixed.times(each).div(contribution) };
}

function amount(name: string, value: unknown): Decimal {
  const read = readDecimal(value);
  if (read?.gte(0)) return read;
  throw new KpiError("bad-input", `breakEven: ${name} is ${shown(value)}; write a number, 0 or more`);
}
