import { isNamed, requireEntries } from "./entries.ts";
import { KpiError } from "./errors.ts";
import { shown } from "./instant.ts";

/** An object of JSON whose entries nobody has checked yet. `at` says where in it a message is about. */
export type Loose = Readonly<Record<string, unknown>>;

export function objectAt(at: string, value: unknown): Loose {
  if (isNamed(value)) return value as Loose;
  throw wrong(at, value, "write an object");
}

/** The entries of a list, each read by `of`; `length` where it has to have so many. */
export function listAt<V>(
  at: string,
  value: unknown,
  of: (at: string, entry: unknown) => V,
  length?: number,
): V[] {
  if (!Array.isArray(value)) throw wrong(at, value, "write a list");
  if (length !== undefined && value.length !== length) {
    throw new KpiError("bad-json", `${at} has ${value.length} entries; it needs ${length}`);
  }
  return value.map((entry, index) => of(`${at}[${index}]`, entry));
}

/** The object, once it is sure that it has no entries but these: one that is misspelt would go unread. */
export function onlyAt(at: string, object: Loose, names: readonly string[], more = ""): Loose {
  requireEntries(at, object, names, "bad-json", more);
  return object;
}

/** A flag that is there only where it is so. */
export function trueAt(at: string, value: unknown): true {
  if (value === true) return true;
  throw wrong(at, value, "write true, or leave it out");
}

export function textAt(at: string, value: unknown): string {
  if (typeof value === "string" && value !== "") return value;
  throw wrong(at, value, "write a text");
}

export function integerAt(at: string, value: unknown): number {
  if (Number.isSafeInteger(value)) return value as number;
  throw wrong(at, value, "write a whole number");
}

export function nullOr<V>(read: (at: string, value: unknown) => V) {
  return (at: string, value: unknown): V | null => (value === null ? null : read(at, value));
}

export function oneAt<const T extends string>(at: string, value: unknown, values: readonly T[]): T {
  const found = values.find((one) => one === value);
  if (found !== undefined) return found;
  throw wrong(at, value, `write one of ${values.join(", ")}`);
}

export function wrong(at: string, value: unknown, right: string): KpiError {
  return new KpiError("bad-json", `${at} is ${value === undefined ? "missing" : shown(value)}; ${right}`);
}
