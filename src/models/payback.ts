import { Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";

/** What is spent at first, and what comes back, less what it costs, in each period after. */
export interface PaybackInput {
  readonly outlay: Numeric;
  readonly inflows: readonly Numeric[];
  /** What money costs in a period, such as 0.1: 0 for the simple payback. */
  readonly rate: Numeric;
}

/**
 * After how many periods an outlay has come back for the first time, money of a period coming in evenly over it. With a
 * `rate` each inflow is worth what it would be at the start: inflow / (1 + rate) ^ period. Null where it does not come
 * back within the periods given. Exact without a rate, good to 1e-30 with one.
 *
 * @example
 * ```ts
 * import { payback } from "kpi-core/models";
 *
 * payback({ outlay: 1000, inflows: [400, 400, 400], rate: 0 }) // => 2.5
 * payback({ outlay: 1000, inflows: [400, 400, 400], rate: "0.1" }) // => null
 * payback({ outlay: 1000, inflows: [400, 400, 400, 400], rate: "0.1" })?.toFixed(2) // => "3.02"
 * ```
 */
export function payback({ outlay, inflows, rate }: PaybackInput): Decimal | null {
  let left = amount("outlay", outlay);
  const growth = amount("rate", rate).plus(1);
  if (left.isZero()) return new Decimal(0);
  for (const [at, inflow] of inflows.entries()) {
    const worth = flow(at, inflow).div(growth.pow(at + 1));
    if (worth.gte(left)) return left.div(worth).plus(at);
    left = left.minus(worth);
  }
  return null;
}

function flow(at: number, value: unknown): Decimal {
  const read = readDecimal(value);
  if (read !== null) return read;
  throw new KpiError(
    "bad-input",
    `payback: inflow ${at + 1} is ${shown(value)}; write a number, below 0 for a loss`,
  );
}

function amount(name: string, value: unknown): Decimal {
  const read = readDecimal(value);
  if (read?.gte(0)) return read;
  throw new KpiError("bad-input", `payback: ${name} is ${shown(value)}; write a number, 0 or more`);
}
