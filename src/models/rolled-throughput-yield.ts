import { Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { decimalOf, divide, type Fraction, fractionOf, multiply } from "../core/fraction.ts";
import { shown } from "../core/instant.ts";
import { combined } from "../core/many.ts";
import { listOf } from "./quantities.ts";

/** What came into a step of a line, and what of it passed at once. */
export interface YieldStep {
  readonly passed: Numeric;
  readonly entered: Numeric;
}

/** The yield of a whole line. */
export interface RolledYield {
  /** The share that passes all steps at once: the product of theirs, exact and divided once. */
  readonly rolled: Decimal;
  /** The yield that each step would have if all had the same: the root of the rolled one; good to 1e-30. */
  readonly normalised: Decimal;
}

/**
 * The share of units that pass every step of a line without rework, if what happens at one step does not depend on the
 * others: the product of the first pass yields, never their mean. Null where there is no step, or nothing came into one.
 *
 * @example
 * ```ts
 * import { rolledThroughputYield } from "kpi-core/models";
 *
 * const steps = [90, 95, 80].map((passed) => ({ passed, entered: 100 }));
 * rolledThroughputYield(steps)?.rolled // => 0.684
 * rolledThroughputYield(steps)?.normalised.toFixed(4) // => "0.8811"
 * ```
 */
export function rolledThroughputYield(steps: readonly YieldStep[]): RolledYield | null {
  // In fractions: the product of many steps has more digits than a decimal
  const shares = listOf("rolledThroughputYield: steps", steps).map(
    ({ passed, entered }, at): Fraction | null => {
      const into = quantity(`step ${at + 1}: entered`, entered);
      const out = quantity(`step ${at + 1}: passed`, passed);
      if (out.gt(into)) {
        const problem = `step ${at + 1}: passed is ${shown(String(out))}; write at most the ${into} that entered`;
        throw new KpiError("bad-input", `rolledThroughputYield: ${problem}`);
      }
      return divide(fractionOf(out), fractionOf(into));
    },
  );
  const known = shares.filter((share) => share !== null);
  if (steps.length === 0 || known.length < steps.length) return null;
  const rolled = decimalOf(combined(known, multiply));
  return { rolled, normalised: rolled.pow(new Decimal(1).div(steps.length)) };
}

function quantity(subject: string, value: unknown): Decimal {
  const read = readDecimal(value);
  if (read?.gte(0)) return read;
  const problem = `${subject} is ${shown(value)}; write a number, 0 or more`;
  throw new KpiError("bad-input", `rolledThroughputYield: ${problem}`);
}
