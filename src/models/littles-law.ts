import { type Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";

/** Two of the three; time is in one unit throughout: with a throughput a week, the cycle time is in weeks. */
export type LittlesLawInput =
  | { readonly throughput: Numeric; readonly cycleTime: Numeric; readonly inProgress?: never }
  | { readonly inProgress: Numeric; readonly cycleTime: Numeric; readonly throughput?: never }
  | { readonly inProgress: Numeric; readonly throughput: Numeric; readonly cycleTime?: never };

/** All three: on average so many are there, so many leave in a unit of time, and each stays so long. */
export interface LittlesLaw {
  readonly inProgress: Decimal;
  readonly throughput: Decimal;
  readonly cycleTime: Decimal;
}

/**
 * What follows from Little's law, L = λW, for the third of work in progress, throughput and mean cycle time. It is of
 * averages over a time in which as many come as leave; null where the divisor is 0. Exact, divided once.
 *
 * @example
 * ```ts
 * import { littlesLaw } from "kpi-core/models";
 *
 * // 160 bottles in the cellar, 96 drunk a year (Little and Graves)
 * littlesLaw({ inProgress: 160, throughput: 96 })?.cycleTime.toFixed(2) // => "1.67"
 * littlesLaw({ throughput: 5, cycleTime: 2 })?.inProgress // => 10
 * littlesLaw({ inProgress: 4, throughput: 0 }) // => null
 * ```
 */
export function littlesLaw(input: LittlesLawInput): LittlesLaw | null {
  const { inProgress, throughput, cycleTime } = input;
  const missing = Object.values({ inProgress, throughput, cycleTime }).filter((value) => value === undefined);
  if (missing.length !== 1) {
    const right = "write two of inProgress, throughput, cycleTime";
    throw new KpiError("bad-input", `littlesLaw: ${3 - missing.length} of three are given; ${right}`);
  }
  if (inProgress === undefined) {
    const [rate, time] = [amount("throughput", throughput), amount("cycleTime", cycleTime)];
    return { inProgress: rate.times(time), throughput: rate, cycleTime: time };
  }
  const items = amount("inProgress", inProgress);
  if (throughput === undefined) {
    const time = amount("cycleTime", cycleTime);
    return time.isZero() ? null : { inProgress: items, throughput: items.div(time), cycleTime: time };
  }
  const rate = amount("throughput", throughput);
  return rate.isZero() ? null : { inProgress: items, throughput: rate, cycleTime: items.div(rate) };
}

function amount(name: string, value: unknown): Decimal {
  const read = readDecimal(value);
  if (read?.gte(0)) return read;
  throw new KpiError("bad-input", `littlesLaw: ${name} is ${shown(value)}; write a number, 0 or more`);
}
