import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";

/** The result itself, 0 for -0, unless it is too large to be one. */
export function told(subject: string, result: number): number {
  if (Number.isFinite(result)) return result + 0;
  throw new KpiError("bad-input", `${subject}: the result is too large to be written; give smaller numbers`);
}

/** A list itself: what is none, such as an object or a text, has no entries to leave out silently. */
export function listOf<V>(subject: string, value: readonly V[]): readonly V[] {
  if (Array.isArray(value)) return value;
  throw new KpiError("bad-input", `${subject} is ${shown(value)}; give a list`);
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
