import type { Numeric } from "./decimal.ts";
import { KpiError } from "./errors.ts";
import { type InstantLike, shown } from "./instant.ts";
import { operators, type ValueKind } from "./operators.ts";
import type { Unit } from "./units.ts";

/** What a field holds. `date` is a local calendar day such as `2026-01-31`; `money` has its currency beside it. */
export type FieldKind = "instant" | "date" | "number" | "money" | "text" | "flag";

/** One field of a kind, plain data. */
export interface Field<K extends FieldKind = FieldKind, Optional extends boolean = boolean> {
  readonly kind: K;
  readonly optional: Optional;
  /** What it means, in a few words. */
  readonly about: string;
  /** For numbers. */
  readonly unit?: Unit;
  /** For money: the text field that holds its currency. */
  readonly currency?: string;
  /** For texts: the values that exist; absent where any text will do. */
  readonly oneOf?: readonly string[];
}

/** The fields of a kind, by their names. */
export type Fields = Readonly<Record<string, Field>>;

/** What one row of the business looks like: a ticket, a shift, an order line. Plain data, read by everything. */
export interface Kind<Name extends string = string, F extends Fields = Fields> {
  readonly name: Name;
  readonly about: string;
  readonly fields: F;
  /** Pairs of instants or dates of which the second never comes before the first. */
  readonly order: readonly (readonly [string, string])[];
}

/** The names of the fields of a kind that are of one sort. */
export type FieldName<K extends Kind, Of extends FieldKind = FieldKind> = {
  [N in keyof K["fields"] & string]: K["fields"][N]["kind"] extends Of ? N : never;
}[keyof K["fields"] & string];

/** What a row may hold for a field. */
export type Written<F extends Field> =
  | {
      instant: InstantLike;
      date: string;
      number: Numeric;
      money: Numeric;
      text: string;
      flag: boolean;
    }[F["kind"]]
  | (F["optional"] extends true ? null | undefined : never);

/** A moment: a `Date`, epoch milliseconds, a text with an offset, or anything with `epochMilliseconds`. */
export function instant(about: string): Field<"instant", false> {
  return { kind: "instant", optional: false, about };
}

/** A local calendar day, `2026-01-31`: no moment until `startOf` or `endOf` says which. */
export function date(about: string): Field<"date", false> {
  return { kind: "date", optional: false, about };
}

/** A quantity, exact: number, decimal text, bigint or Decimal. */
export function number(about: string, unit: Unit): Field<"number", false> {
  return { kind: "number", optional: false, about, unit };
}

/** An amount of money; `currency` names the text field that holds its currency. */
export function money(about: string, currency: string): Field<"money", false> {
  return { kind: "money", optional: false, about, unit: "money", currency };
}

/** Any text. */
export function text(about: string): Field<"text", false> {
  return { kind: "text", optional: false, about };
}

/** One of a few texts. */
export function oneOf(about: string, values: readonly string[]): Field<"text", false> {
  return { kind: "text", optional: false, about, oneOf: values };
}

/** True or false. */
export function flag(about: string): Field<"flag", false> {
  return { kind: "flag", optional: false, about };
}

/** The same field, which a row may leave out or hold as null. */
export function optional<K extends FieldKind>(field: Field<K>): Field<K, true> {
  return { ...field, optional: true };
}

/**
 * A kind: its name, its fields and what they mean.
 *
 * `order` lists the instants or dates that follow one another; a row that breaks it is rejected by name.
 * Throws a `KpiError` for a field whose name the formula language cannot say.
 *
 * @example
 * ```ts
 * import { instant, optional, record } from "kpi-core";
 *
 * const repair = record(
 *   "repair",
 *   { receivedAt: instant("when it came in"), returnedAt: optional(instant("when it went back")) },
 *   { about: "An appliance in the workshop.", order: [["receivedAt", "returnedAt"]] },
 * );
 * repair.fields.returnedAt.optional // => true
 * ```
 */
export function record<const Name extends string, const F extends Fields>(
  name: Name,
  fields: F,
  {
    about = "",
    order = [],
  }: { about?: string; order?: readonly (readonly [keyof F & string, keyof F & string])[] } = {},
): Kind<Name, F> {
  requireName(name, () => `record ${shown(name)}`);
  for (const [field, of] of Object.entries(fields)) {
    requireName(field, () => `record ${name}: field ${shown(field)}`);
    if (typeof of?.kind !== "string") {
      const right = 'write what it is, such as text("…") or instant("…")';
      throw new KpiError("bad-definition", `record ${name}: field ${field} is ${shown(of)}; ${right}`);
    }
    const { currency } = of;
    if (currency !== undefined && fields[currency]?.kind !== "text") {
      throw new KpiError(
        "bad-definition",
        `record ${name}: field ${field} has its currency in ${shown(currency)}, which is no text field; add ${currency}: text("…")`,
      );
    }
  }
  for (const pair of order) {
    const kinds = pair.map((field) => fields[field]?.kind);
    if (kinds[0] !== kinds[1] || (kinds[0] !== "instant" && kinds[0] !== "date")) {
      throw new KpiError(
        "bad-definition",
        `record ${name}: order [${pair.join(", ")}] is not of two instants or two dates; name two such fields`,
      );
    }
  }
  return Object.freeze({ name, about, fields: Object.freeze({ ...fields }), order });
}

/** Throws unless a formula can say the name; the subject of the message is made when it is needed. */
export function requireName(name: string, subject: () => string): void {
  // What is written under `__proto__` is no property of an object
  if (!/^[A-Za-z_]\w*$/.test(name) || name === "__proto__") {
    throw new KpiError(
      "bad-definition",
      `${subject()}: is no name; write letters and digits, such as startedAt`,
    );
  }
  if (operators.has(name) || name === "true" || name === "false") {
    throw new KpiError("bad-definition", `${subject()}: is a word of the formula language; choose another`);
  }
}

/** What a field stands for in a formula: money is a number there. */
export function valueKindOf({ kind }: Field): ValueKind {
  return kind === "money" ? "number" : kind;
}

/** The first or the last moment of a local day. */
export interface DayEdge<F extends string = string> {
  readonly edge: "start" | "end";
  readonly field: F;
}

/**
 * The first moment of the local day that a field names or lies in.
 *
 * @example
 * ```ts
 * import { startOf } from "kpi-core";
 *
 * startOf("joinedOn") // => { edge: "start", field: "joinedOn" }
 * ```
 */
export function startOf<const F extends string>(field: F): DayEdge<F> {
  return { edge: "start", field };
}

/**
 * The last millisecond of the local day that a field names or lies in, so that the whole day counts: work that
 * ends on its due date is on time. As the end of a span it is the moment after, because spans are half-open.
 *
 * @example
 * ```ts
 * import { endOf } from "kpi-core";
 *
 * endOf("dueOn") // => { edge: "end", field: "dueOn" }
 * ```
 */
export function endOf<const F extends string>(field: F): DayEdge<F> {
  return { edge: "end", field };
}
