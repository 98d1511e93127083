import { Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { normalDeviateAbove, normalShareAbove } from "./normal-quantile.ts";

/** Defects per million opportunities, and what is added for the drift of a process over time. */
export interface SigmaLevelInput {
  readonly dpmo: Numeric;
  /** 1.5 by the convention of Six Sigma, for a level of the short term; 0 for none. */
  readonly shift: Numeric;
}

const MILLION = 1_000_000;
const LEAST = new Decimal("1e-60");

/**
 * How many standard deviations away a limit is that so many of a million pass, on one side: `z + shift`, where a share
 * `dpmo / 1e6` of the normal distribution is above `z`. Null for none and for all of a million: how far they are nobody
 * knows. Say the shift with the level: 6,210 is 4.0 with 1.5 and 2.5 without. Good to 1e-14.
 *
 * @example
 * ```ts
 * import { sigmaLevel } from "kpi-core/models";
 *
 * sigmaLevel({ dpmo: "777.78", shift: 0 })?.toFixed(3) // => "3.164"
 * sigmaLevel({ dpmo: "777.78", shift: 1.5 })?.toFixed(3) // => "4.664"
 * sigmaLevel({ dpmo: 0, shift: 1.5 }) // => null
 * ```
 */
export function sigmaLevel({ dpmo, shift }: SigmaLevelInput): number | null {
  const share = amount("sigmaLevel: dpmo", dpmo, MILLION).div(MILLION);
  const drift = amount("sigmaLevel: shift", shift, MILLION);
  if (share.isZero() || share.eq(1)) return null;
  if (share.lt(LEAST)) {
    const right = "write 0, or 1e-54 and more";
    throw new KpiError("bad-input", `sigmaLevel: dpmo is ${shown(dpmo)}; ${right}`);
  }
  return normalDeviateAbove(share).plus(drift).toNumber();
}

/** A level, and how much of it is for the drift of a process over time. */
export interface DpmoInput {
  readonly sigmaLevel: Numeric;
  /** 1.5 by the convention of Six Sigma; 0 for none. */
  readonly shift: Numeric;
}

/**
 * How many of a million pass a limit so many standard deviations away, on one side, once the process has drifted by
 * `shift` towards it: the other way round from `sigmaLevel`. Good to 1e-14 of the value.
 *
 * @example
 * ```ts
 * import { dpmoOf } from "kpi-core/models";
 *
 * dpmoOf({ sigmaLevel: 6, shift: 1.5 }).toFixed(1) // => "3.4"
 * dpmoOf({ sigmaLevel: 3, shift: 1.5 }).toFixed(1) // => "66807.2"
 * ```
 */
export function dpmoOf({ sigmaLevel, shift }: DpmoInput): number {
  const level = readDecimal(sigmaLevel);
  if (level === null || level.abs().gt(16)) {
    throw new KpiError(
      "bad-input",
      `dpmoOf: sigmaLevel is ${shown(sigmaLevel)}; write a number from -16 to 16`,
    );
  }
  const z = level.minus(amount("dpmoOf: shift", shift, 16));
  return normalShareAbove(z).times(MILLION).toNumber();
}

function amount(subject: string, value: unknown, most: number): Decimal {
  const read = readDecimal(value);
  if (read?.gte(0) && read.lte(most)) return read;
  throw new KpiError("bad-input", `${subject} is ${shown(value)}; write a number from 0 to ${most}`);
}
