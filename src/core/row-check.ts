import { type Decimal, readDecimal } from "./decimal.ts";
import { readClock, readInstant, shown } from "./instant.ts";
import type { Field, FieldKind, Kind } from "./kind.ts";

/** A field as read: instants and dates in milliseconds, numbers exact, null where there is nothing. */
export type Read = number | Decimal | string | boolean | null;

/** What is wrong with a field of a row, to be said after its name. */
export interface Problem {
  readonly problem: string;
}

/** A row that cannot be read as its kind. `row` counts from 0. */
export interface Rejection {
  readonly kind: string;
  readonly row: number;
  readonly field: string;
  readonly message: string;
}

/** Turns the wall clock of a text without an offset into an instant. */
export type InstantOf = (local: number) => number;

const expected: Readonly<Record<FieldKind, string>> = {
  instant: "give a Date, epoch milliseconds or a text with an offset",
  date: "write it as 2026-01-31",
  number: "give a number or a decimal text such as 12.50",
  money: "give a number or a decimal text such as 12.50",
  text: "give a text",
  flag: "give true or false",
};

export function isProblem(read: Read | Problem): read is Problem {
  return typeof read === "object" && read !== null && "problem" in read;
}

/**
 * Reads one field. Missing are null, undefined and, except for texts, the empty text: the empty cell of a CSV.
 * A value of another kind, or one that cannot exist (30 February, NaN), is a problem and never a guess.
 */
export function readField(field: Field, value: unknown, instantOf?: InstantOf): Read | Problem {
  if (value === null || value === undefined || (value === "" && field.kind !== "text")) {
    return field.optional ? null : { problem: `is missing; ${expected[field.kind]}` };
  }
  switch (field.kind) {
    case "instant": {
      const read = readInstant(value, instantOf);
      return typeof read === "number" ? read : { problem: `${shown(value)} ${read}` };
    }
    case "date": {
      const reading = typeof value === "string" ? readClock(value) : null;
      return reading?.dateOnly
        ? reading.local
        : { problem: `${shown(value)} is not a date; ${expected.date}` };
    }
    case "number":
    case "money":
      return readDecimal(value) ?? { problem: `${shown(value)} is not a number; ${expected.number}` };
    case "text":
      if (typeof value !== "string") return { problem: `${shown(value)} is not a text; ${expected.text}` };
      if (field.oneOf === undefined || field.oneOf.includes(value)) return value;
      return { problem: `${shown(value)} is none of ${field.oneOf.join(", ")}; map it to one of them` };
    case "flag":
      return typeof value === "boolean"
        ? value
        : { problem: `${shown(value)} is not a flag; ${expected.flag}` };
  }
}

/** What a row must keep among its fields: the field to blame and the words, or null. */
export function brokenRule(
  { fields, order }: Kind,
  read: (field: string) => Read | undefined,
): { readonly field: string; readonly problem: string } | null {
  for (const [earlier, later] of order) {
    const from = read(earlier);
    const to = read(later);
    if (typeof from === "number" && typeof to === "number" && to < from) {
      return {
        field: later,
        problem: `${moment(to)} is before ${earlier}, ${moment(from)}; correct one of them`,
      };
    }
  }
  for (const [name, { currency }] of Object.entries(fields)) {
    if (currency === undefined || read(name) == null || read(currency) === undefined) continue;
    if (read(currency) === null || read(currency) === "") {
      return {
        field: currency,
        problem: `is missing, and ${name} is money; give its currency, such as "EUR"`,
      };
    }
  }
  return null;
}

function moment(ms: number): string {
  return new Date(ms).toISOString();
}
