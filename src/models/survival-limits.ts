import { Decimal } from "../core/decimal.ts";

export const limitKinds = ["log-log", "log", "plain"] as const;

/** The scale on which the limits of survival are as far above as below, by the names that R gives them. */
export type LimitKind = (typeof limitKinds)[number];

export interface Limits {
  /**
   * Null where there are none: once nothing survives, and for "log-log" where some are lost from sight and none has
   * ended. Before the first of both they are 1, as in R.
   */
  readonly lower: Decimal | null;
  readonly upper: Decimal | null;
}

// Doubles of a fixed number of digits: what is irrational here is good to 1e-13
const rounded = (value: number) => new Decimal(value.toPrecision(14));

/** The standard error of survival by Greenwood's formula; `variance` is that of its logarithm. */
export function standardErrorOf(survival: Decimal, variance: Decimal | null): Decimal | null {
  return variance && rounded(survival.toNumber() * Math.sqrt(variance.toNumber()));
}

/**
 * The limits of survival; `variance` is that of its logarithm, null where nothing survives. What passes 0 or 1 is cut
 * there, as R does.
 */
export function limitsOf(kind: LimitKind, z: number, survival: Decimal, variance: Decimal | null): Limits {
  if (variance === null) return { lower: null, upper: null };
  const s = survival.toNumber();
  const log = Math.log(s);
  const reach = z * Math.sqrt(variance.toNumber());
  if (kind === "plain")
    return { lower: rounded(Math.max(s - s * reach, 0)), upper: rounded(Math.min(s + s * reach, 1)) };
  if (kind === "log")
    return { lower: rounded(Math.exp(log - reach)), upper: rounded(Math.min(Math.exp(log + reach), 1)) };
  if (log === 0) return { lower: null, upper: null };
  const at = (sign: number) => rounded(Math.exp(log * Math.exp((sign * reach) / log)));
  return { lower: at(-1), upper: at(1) };
}
