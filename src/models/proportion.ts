import { Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { normalDeviate } from "./normal.ts";

/** Where a share lies, as far as so few can tell. */
export interface Proportion {
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
}

/** So many of so many, and how sure the limits are to be. */
export interface ProportionInput {
  readonly hits: number;
  readonly of: number;
  /** 0.95 unless said. */
  readonly level?: Numeric;
}

/**
 * A share with its limits by Wilson (1927): 10 of 10 satisfied say that 72 % or more are, and not that all are. Null
 * over nobody. Good to 1e-14.
 *
 * @example
 * ```ts
 * import { proportion } from "kpi-core/models";
 *
 * proportion({ hits: 10, of: 10 })?.lower.toFixed(4) // => "0.7225"
 * proportion({ hits: 0, of: 0 }) // => null
 * ```
 */
export function proportion({ level = 0.95, ...counts }: ProportionInput): Proportion | null {
  const { hits, of } = talliesOf("proportion", counts);
  const z = deviateOf("proportion", level);
  if (of === 0) return null;
  const { share, lower, upper } = wilson(hits, of, z);
  return { share: share.toNumber(), lower: lower.toNumber(), upper: upper.toNumber() };
}

/** A share of some with its limits `z` standard errors away, by Wilson: of none exactly 0, of all exactly 1. */
export function wilson(hits: number, of: number, z: Decimal) {
  const share = new Decimal(hits).div(of);
  const spread = z.pow(2).div(of);
  const reach = z.times(share.times(new Decimal(1).minus(share)).div(of).plus(spread.div(of).div(4)).sqrt());
  const at = (side: Decimal) => share.plus(spread.div(2)).plus(side).div(spread.plus(1));
  return {
    share,
    lower: hits === 0 ? new Decimal(0) : at(reach.negated()),
    upper: hits === of ? new Decimal(1) : at(reach),
  };
}

/** How many standard errors the limits of a level are away. */
export function deviateOf(subject: string, level: Numeric): Decimal {
  const share = readDecimal(level);
  if (share?.gt(0) && share.lt(1)) return normalDeviate(share);
  throw new KpiError("bad-input", `${subject}: level is ${shown(level)}; write a share, such as 0.95`);
}

/** So many of so many, read. */
export function talliesOf(subject: string, { hits, of }: { readonly hits: number; readonly of: number }) {
  const all = tallyOf(`${subject}: of`, of);
  return { hits: tallyOf(`${subject}: hits`, hits, all), of: all };
}

/** A whole number from 0 to the most, 0 for -0. */
export function tallyOf(subject: string, value: unknown, most = Number.MAX_SAFE_INTEGER): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value <= most)
    return value + 0;
  const right = most === Number.MAX_SAFE_INTEGER ? "0 or more" : `from 0 to ${most}`;
  throw new KpiError("bad-input", `${subject} is ${shown(value)}; write a whole number, ${right}`);
}
