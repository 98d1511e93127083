import { Decimal } from "../core/decimal.ts";
import { normalTail } from "./normal.ts";

/**
 * The share of the chi-square distribution with `df` degrees of freedom above `x`, which is 0 or more; to 18 digits,
 * however small. Two degrees more add one term, which is positive: nothing cancels.
 */
export function chiSquareTail(x: Decimal, df: number): Decimal {
  const isOdd = df % 2 === 1;
  const scale = x.div(-2).exp();
  let tail = isOdd ? normalTail(x.sqrt()).times(2) : new Decimal(0);
  let term = isOdd ? x.times(2).div(Decimal.acos(-1)).sqrt().times(scale) : scale;
  for (let next = isOdd ? 3 : 2; next <= df; next += 2) {
    tail = tail.plus(term);
    term = term.times(x).div(next);
  }
  return tail;
}
