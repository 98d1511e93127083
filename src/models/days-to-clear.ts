import { Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";

/** A backlog, and what comes and goes on a day. */
export interface DaysToClearInput {
  readonly backlog: Numeric;
  readonly arriving: Numeric;
  readonly leaving: Numeric;
}

/**
 * After how many days a backlog is gone, at the pace of today: backlog / (leaving - arriving). Null where as many come
 * as leave, or more: then it never is. Exact, divided once; a week instead of a day gives weeks.
 *
 * @example
 * ```ts
 * import { daysToClear } from "kpi-core/models";
 *
 * daysToClear({ backlog: 120, arriving: 35, leaving: 50 }) // => 8
 * daysToClear({ backlog: 120, arriving: 50, leaving: 50 }) // => null
 * daysToClear({ backlog: 0, arriving: 50, leaving: 40 }) // => 0
 * ```
 */
export function daysToClear({ backlog, arriving, leaving }: DaysToClearInput): Decimal | null {
  const left = amount("backlog", backlog);
  const gone = amount("leaving", leaving).minus(amount("arriving", arriving));
  if (left.isZero()) return new Decimal(0);
  return gone.lte(0) ? null : left.div(gone);
}

function amount(name: string, value: unknown): Decimal {
  const read = readDecimal(value);
  if (read?.gte(0)) return read;
  throw new KpiError("bad-input", `daysToClear: ${name} is ${shown(value)}; write a number, 0 or more`);
}
