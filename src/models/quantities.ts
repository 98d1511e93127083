import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";

/** The result itself, unless it is too large to be one. */
export function told(subject: string, result: number): number {
  if (Number.isFinite(result)) return result;
  throw new KpiError("bad-input", `${subject}: the result is too large to be written; give smaller numbers`);
}

export function finite(subject: string, value: number): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new KpiError("bad-input", `${subject} is ${shown(value)}; give a number`);
}

export function notNegative(subject: string, value: number): number {
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
  throw new KpiError("bad-input", `${subject} is ${shown(value)}; give a number, 0 or more`);
}

export function positive(subject: string, value: number): number {
  if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
  throw new KpiError("bad-input", `${subject} is ${shown(value)}; give a number above 0`);
}
