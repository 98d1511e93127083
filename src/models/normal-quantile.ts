import { Decimal } from "../core/decimal.ts";
import { normalDensity, normalTail } from "./normal.ts";

/** How far from the middle the normal distribution has a share `tail` above; below 0 for more than half. 18 digits. */
export function normalDeviateAbove(tail: Decimal): Decimal {
  const half = new Decimal("0.5");
  if (tail.gt(half)) return normalDeviateAbove(new Decimal(1).minus(tail)).negated();
  if (tail.eq(half)) return new Decimal(0);
  // Newton's method on the logarithm, which bends down: from above it falls to the value
  let z = tail.times(2).ln().times(-2).sqrt();
  for (;;) {
    const above = normalTail(z);
    const step = above.div(tail).ln().times(above).div(normalDensity(z));
    z = Decimal.max(z.plus(step), 0);
    if (step.abs().lte(Decimal.max(z, "1e-10").times("1e-19"))) return z;
  }
}

/** The share of the normal distribution above `x`, on either side of the middle. */
export function normalShareAbove(x: Decimal): Decimal {
  return x.lt(0) ? new Decimal(1).minus(normalTail(x.negated())) : normalTail(x);
}
