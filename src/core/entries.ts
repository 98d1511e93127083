import { KpiError, type KpiErrorCode } from "./errors.ts";
import { shown } from "./instant.ts";

/** Whether it has names and values, as options have. */
export function isNamed(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Throws for what is no object, and for an entry that nobody would read: the numbers would be those of another question. */
export function requireEntries(
  subject: string,
  object: unknown,
  names: readonly string[],
  code: KpiErrorCode = "bad-plan",
  more = "",
): void {
  if (!isNamed(object)) {
    throw new KpiError(code, `${subject} is ${shown(object)}; give an object of ${names.join(", ")}`);
  }
  const stray = Object.keys(object).find((name) => !names.includes(name));
  if (stray !== undefined) {
    throw new KpiError(code, `${subject}: no entry ${stray}; its entries are ${names.join(", ")}${more}`);
  }
}
