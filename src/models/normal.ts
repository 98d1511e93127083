import { Decimal } from "../core/decimal.ts";

/** The density of the normal distribution. */
export const normalDensity = (x: Decimal): Decimal =>
  x.pow(2).div(-2).exp().div(Decimal.acos(-1).times(2).sqrt());

/** The share of the normal distribution between 0 and `x`, which is 0 or more: all terms are positive. */
function fromMiddle(x: Decimal): Decimal {
  let term = x.times(normalDensity(x));
  let sum = new Decimal(0);
  for (let k = 3; sum.plus(term).gt(sum); k += 2) {
    sum = sum.plus(term);
    term = term.times(x).times(x).div(k);
  }
  return sum;
}

/** The share of the normal distribution above `x`, which is 0 or more; to 20 digits, however small. */
export function normalTail(x: Decimal): Decimal {
  if (x.lt(3)) return new Decimal("0.5").minus(fromMiddle(x));
  // The continued fraction of Laplace, from its far end
  let rest = x;
  for (let k = 120; k > 0; k--) rest = x.plus(new Decimal(k).div(rest));
  return normalDensity(x).div(rest);
}

/** How far from 0 the normal distribution has a share `level` between -z and z; to 20 digits up to 1 - 1e-9. */
export function normalDeviate(level: Decimal): Decimal {
  const half = level.div(2);
  let z = new Decimal(0);
  // Newton's method: from 0 it rises to z, since the distribution bends down
  for (;;) {
    const step = half.minus(fromMiddle(z)).div(normalDensity(z));
    z = z.plus(step);
    if (step.lte(z.times("1e-25"))) return z;
  }
}
