import { kindOf, type Scope } from "./check.ts";
import { type Numeric, readDecimal } from "./decimal.ts";
import { KpiError } from "./errors.ts";
import { both, type Expression, parse } from "./expression.ts";
import { shown } from "./instant.ts";
import { type DayEdge, type Field, type FieldName, type Kind, valueKindOf } from "./kind.ts";
import {
  type Clock,
  type Measure,
  type MeasureParts,
  type Moment,
  measureOf,
  type Placement,
  type QuantileMethod,
  quantileMethods,
} from "./measure.ts";
import type { Checked } from "./names.ts";
import type { ValueKind } from "./operators.ts";

/** A field as a moment: an instant, or `startOf` / `endOf` a date or instant. */
export type MomentOf<K extends Kind> =
  Listed<FieldName<K, "instant">> extends infer Instant extends string
    ? Instant | DayEdge<Listed<FieldName<K, "instant" | "date">>>
    : never;

/** The names themselves: `infer`, so that editors show them and not how they are found. */
type Listed<Name extends string> = { [N in Name]: N }[Name] extends infer One extends string ? One : never;

/** The text of a formula over the fields of a kind; a misspelt field makes it the sentence that says so. */
export type FormulaText<K extends Kind, T extends string> =
  T extends Checked<T, FieldName<K>> ? T : Checked<T, FieldName<K>>;

/** The records that metrics talk about, before time places them. */
export interface Population<K extends Kind = Kind> {
  /** Those of them for which a condition holds; where it is unknown the record is left out, and counted so. */
  where<const T extends string>(condition: FormulaText<K, T>): Population<K>;
  /** Each record placed at one moment; records without it are left out as undated. */
  dated(at: MomentOf<K>): Dated<K>;
  /** Each record placed over its span, from `start` up to, and without, `end`. */
  during(start: MomentOf<K>, end: MomentOf<K>): During<K>;
  /** The same, with lengths of time by the schedule of the plan. */
  during(start: MomentOf<K>, end: MomentOf<K>, clock: "working"): Lengths<K>;
}

/** Records placed at a moment: what happened in a period. */
export interface Dated<K extends Kind = Kind> {
  /** How many; with a condition, how many of them it holds for. */
  count<const T extends string>(where?: FormulaText<K, T>): Measure<K["name"]>;
  /** The exact sum of an expression; 0 over nothing. */
  sum<const T extends string>(value: FormulaText<K, T>): Measure<K["name"]>;
  /** The least value; none over nothing. */
  min<const T extends string>(value: FormulaText<K, T>): Measure<K["name"]>;
  /** The greatest value; none over nothing. */
  max<const T extends string>(value: FormulaText<K, T>): Measure<K["name"]>;
  /** How many different values. */
  distinct<const T extends string>(value: FormulaText<K, T>): Measure<K["name"]>;
  /** The value that a share `p` of the records stays below, from all of them, never from other quantiles. */
  quantile<const T extends string>(
    value: FormulaText<K, T>,
    p: Numeric,
    method?: QuantileMethod,
  ): Measure<K["name"]>;
}

/** Records placed over a span: how long it lasts, by the calendar or in working time. */
export interface Lengths<K extends Kind = Kind> {
  /** Seconds that the spans have inside the period, each times its weight. */
  seconds<const T extends string>(weight?: FormulaText<K, T>): Measure<K["name"]>;
  /** Seconds since their start, in all, of those there at the end of the period. */
  age(): Measure<K["name"]>;
  /** The age that a share `p` of those there at the end of the period stays below. */
  ageQuantile(p: Numeric, method?: QuantileMethod): Measure<K["name"]>;
  /** The most that were there at once; with `by` the most resources that had a span, overlaps counted once. */
  peak<const T extends string>(by?: FormulaText<K, T>): Measure<K["name"]>;
  /** Seconds in which a resource had at least one span, added over resources; overlaps count once. */
  busySeconds<const T extends string>(by: FormulaText<K, T>): Measure<K["name"]>;
  /** The duration by which a share `p` of those that start in the period ends; the open count as "at least". */
  survival(p: Numeric): Measure<K["name"]>;
  /**
   * The duration by which a share `p` ends at the pace of the period: each is at risk at the ages that it goes through
   * in the period, whenever it started, and enters late where that was before. It adds up over time.
   */
  survivalAtRisk(p: Numeric): Measure<K["name"]>;
}

/** Records placed over a span: what was there during a period. */
export interface During<K extends Kind = Kind> extends Lengths<K> {
  /** Those there just before the period begins, or the sum of a number over them. */
  atStart<const T extends string>(value?: FormulaText<K, T>): Measure<K["name"]>;
  /** Those there just before the period ends, or the sum of a number over them. */
  atEnd<const T extends string>(value?: FormulaText<K, T>): Measure<K["name"]>;
  /** Those there at the start and still there at the end; does not add up over time. */
  stayed(): Measure<K["name"]>;
  /**
   * Those whose span is exactly the period, or the sum of a number over them; none where there are none. For records
   * of one period each, whose facts do not add up over time.
   */
  whole<const T extends string>(value?: FormulaText<K, T>): Measure<K["name"]>;
  /** How many there were on average over time, or the average of the sum of a number. */
  mean<const T extends string>(weight?: FormulaText<K, T>): Measure<K["name"]>;
}

/**
 * The records of a kind, as a place to begin: narrow it with `where`, place it in time with `dated` or `during`,
 * then fold it into measures. A misspelt field does not compile; at run time it is a `KpiError` with its position.
 *
 * @example
 * ```ts
 * import { population } from "kpi-core";
 * import { ticket } from "kpi-core/records";
 *
 * const settled = population(ticket).where("known(resolvedAt)").dated("resolvedAt");
 * settled.count("reopened").key // => "count() of ticket where known(resolvedAt) and reopened dated resolvedAt"
 * ```
 */
export function population<K extends Kind>(kind: K): Population<K> {
  return narrowed(kind, null);
}

function narrowed<K extends Kind>(kind: K, where: Expression | null): Population<K> {
  return Object.freeze({
    where: (condition: string) => narrowed(kind, both(where, read(kind, condition, ["flag"]))),
    dated: (at: DayEdge | string) => dated(kind, where, { sort: "dated", at: momentOf(kind, at) }),
    during: (start: DayEdge | string, end: DayEdge | string, clock: Clock = "calendar") =>
      during(kind, where, {
        sort: "during",
        start: momentOf(kind, start),
        end: momentOf(kind, end),
        ...(isWorking(kind, clock) && { clock: "working" }),
      }),
  });
}

function dated<K extends Kind>(kind: K, where: Expression | null, placed: Placement): Dated<K> {
  const fold = folding(kind, where, placed);
  return Object.freeze({
    count: (condition?: string) =>
      fold("count", condition === undefined ? {} : { where: both(where, read(kind, condition, ["flag"])) }),
    sum: (value: string) => fold("sum", { value: read(kind, value, ["number"]) }),
    min: (value: string) => fold("min", { value: read(kind, value, ["number"]) }),
    max: (value: string) => fold("max", { value: read(kind, value, ["number"]) }),
    distinct: (value: string) => fold("distinct", { value: read(kind, value, null) }),
    quantile: (value: string, p: Numeric, method: QuantileMethod = "R-7") =>
      fold("quantile", { value: read(kind, value, ["number"]), p: probability(p), method: known(method) }),
  });
}

function during<K extends Kind>(
  kind: K,
  where: Expression | null,
  placed: Placement & { readonly sort: "during" },
): During<K> {
  const fold = folding(kind, where, placed);
  const weighed = (value?: string) => (value === undefined ? {} : { value: read(kind, value, ["number"]) });
  const told = (by?: string) => (by === undefined ? {} : { value: read(kind, by, ["text"]) });
  const lengths: Lengths<K> = {
    seconds: (weight?: string) => fold("seconds", weighed(weight)),
    age: () => fold("age", {}),
    ageQuantile: (p: Numeric, method: QuantileMethod = "R-7") =>
      fold("ageQuantile", { p: probability(p), method: known(method) }),
    peak: (by?: string) => fold("peak", told(by)),
    busySeconds: (by: string) => fold("busySeconds", told(by)),
    survival: (p: Numeric) => fold("survival", { p: probability(p) }),
    survivalAtRisk: (p: Numeric) => fold("survivalAtRisk", { p: probability(p) }),
  };
  // A count at a moment has no clock, and a mean over working time is seconds() over period.workingSeconds()
  if (placed.clock === "working") return Object.freeze(lengths) as During<K>;
  return Object.freeze({
    ...lengths,
    atStart: (value?: string) => fold("atStart", weighed(value)),
    atEnd: (value?: string) => fold("atEnd", weighed(value)),
    stayed: () => fold("stayed", {}),
    whole: (value?: string) => fold("whole", weighed(value)),
    mean: (weight?: string) => fold("mean", weighed(weight)),
  });
}

function isWorking({ name }: Kind, clock: unknown): boolean {
  if (clock === "calendar" || clock === "working") return clock === "working";
  throw new KpiError(
    "bad-definition",
    `population of ${name}: clock is ${shown(clock)}; write "working", or leave it out`,
  );
}

function folding<K extends Kind>(kind: K, where: Expression | null, placed: Placement) {
  return (fold: MeasureParts["fold"], parts: Partial<MeasureParts>): Measure<K["name"]> =>
    measureOf({ kind, fold, where, placed, value: null, p: null, method: null, ...parts });
}

function periodMeasure(fold: "periodSeconds" | "periodWorkingSeconds"): Measure<never> {
  return measureOf({ kind: null, fold, where: null, placed: null, value: null, p: null, method: null });
}

/**
 * The period itself as a measure: its seconds, or its working seconds by the schedule of the plan. Cut at `asOf`.
 *
 * @example
 * ```ts
 * import { period } from "kpi-core";
 *
 * period.seconds().unit // => "seconds"
 * ```
 */
export const period = Object.freeze({
  seconds: (): Measure<never> => periodMeasure("periodSeconds"),
  workingSeconds: (): Measure<never> => periodMeasure("periodWorkingSeconds"),
});

/** An expression over the fields of a kind; `wanted` are the kinds that it may have, or null for any. */
function read(kind: Kind, text: string, wanted: readonly ValueKind[] | null): Expression {
  const expression = parse(text);
  const found = kindOf(expression, scopeOf(kind), text);
  if (wanted === null || wanted.includes(found)) return expression;
  const right =
    wanted[0] === "flag" ? 'write a condition, such as "known(field)"' : `write a ${wanted.join(" or a ")}`;
  throw new KpiError("bad-definition", `formula ${shown(text)} of ${kind.name} is a ${found}; ${right}`);
}

/** The fields of a kind as the names of a formula. */
function scopeOf({ fields }: Kind): Scope {
  return {
    get: (name) => (Object.hasOwn(fields, name) ? valueKindOf(fields[name] as Field) : undefined),
    keys: () => Object.keys(fields),
  };
}

function momentOf(kind: Kind, at: DayEdge | string): Moment {
  if (typeof at !== "string" && at?.edge !== "start" && at?.edge !== "end") {
    const right = 'write the name of an instant, or startOf("…") or endOf("…") of a date';
    throw new KpiError("bad-definition", `population of ${kind.name}: ${shown(at)} is no moment; ${right}`);
  }
  const { field, edge } = typeof at === "string" ? { field: at, edge: "itself" as const } : at;
  const found = kind.fields[field]?.kind;
  if (found === "instant" || (found === "date" && edge !== "itself")) return { field, edge };
  const right =
    found === "date"
      ? `say which moment of the day: startOf("${field}") or endOf("${field}")`
      : `the instants are ${Object.keys(kind.fields)
          .filter((name) => kind.fields[name]?.kind === "instant")
          .join(", ")}`;
  const what = found === undefined ? "is no field" : found === "date" ? "is a date" : `is a ${found}`;
  throw new KpiError("bad-definition", `population of ${kind.name}: ${field} ${what}; ${right}`);
}

function probability(p: Numeric): string {
  const share = readDecimal(p);
  if (share?.gte(0) && share.lte(1)) return share.toFixed();
  throw new KpiError("bad-definition", `quantile: p is ${shown(p)}; write a share from 0 to 1, such as 0.85`);
}

function known(method: QuantileMethod): QuantileMethod {
  if (quantileMethods.includes(method)) return method;
  const right = `write one of ${quantileMethods.join(", ")}`;
  throw new KpiError("bad-definition", `quantile: method is ${shown(method)}; ${right}`);
}
