import { Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import {
  add,
  compare,
  decimalOf,
  divide,
  type Fraction,
  fraction,
  fractionOf,
  multiply,
} from "../core/fraction.ts";
import { shown } from "../core/instant.ts";
import { less, sizeOf } from "./exact-amounts.ts";
import { listOf } from "./quantities.ts";

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
 * back within the periods given. Exact, divided once.
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
  let left = sizeOf("payback: outlay", outlay);
  const growth = add(sizeOf("payback: rate", rate), fraction(1n));
  const flows = listOf("payback: inflows", inflows);
  if (left.numerator === 0n) return new Decimal(0);
  for (const [at, value] of flows.entries()) {
    const inflow = flowOf(at, value);
    // What is left grows, instead of what comes in shrinking, which has no last digit
    left = multiply(left, growth);
    if (compare(inflow, left) >= 0) {
      const part = divide(left, inflow) as Fraction;
      return decimalOf(add(part, fraction(BigInt(at))));
    }
    left = less(left, inflow);
  }
  return null;
}

function flowOf(at: number, value: unknown): Fraction {
  const read = readDecimal(value);
  if (read !== null) return fractionOf(read);
  throw new KpiError(
    "bad-input",
    `payback: inflow ${at + 1} is ${shown(value)}; write a number, below 0 for a loss`,
  );
}
