import { Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";

/** What a service level objective allows to be bad, exact. Throws a `KpiError` unless it is above 0, at most 1. */
export function allowedBy(subject: string, objective: Numeric): Decimal {
  const share = readDecimal(objective);
  if (share?.gt(0) && share.lte(1)) return new Decimal(1).minus(share);
  const right = "write a share above 0, at most 1, such as 0.999";
  throw new KpiError("bad-input", `${subject}: objective is ${shown(objective)}; ${right}`);
}

/** A number of 0 or more. */
export function amountOf(subject: string, amount: Numeric): Decimal {
  const read = readDecimal(amount);
  if (read?.gte(0)) return read;
  throw new KpiError("bad-input", `${subject} is ${shown(amount)}; write a number, 0 or more`);
}

/** A length of time above 0. */
export function lengthOf(subject: string, seconds: Numeric): Decimal {
  const read = readDecimal(seconds);
  if (read?.gt(0)) return read;
  throw new KpiError("bad-input", `${subject} is ${shown(seconds)}; write seconds above 0, such as 3600`);
}

/** A share from 0 to 1. */
export function shareOf(subject: string, share: Numeric): Decimal {
  const read = readDecimal(share);
  if (read?.gte(0) && read.lte(1)) return read;
  throw new KpiError("bad-input", `${subject} is ${shown(share)}; write a share from 0 to 1, such as 0.02`);
}
