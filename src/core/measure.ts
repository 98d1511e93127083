import type { Expression } from "./expression.ts";
import { print } from "./expression.ts";
import type { Kind } from "./kind.ts";
import type { Unit } from "./units.ts";

export const foldNames = [
  "count",
  "sum",
  "min",
  "max",
  "distinct",
  "quantile",
  "atStart",
  "atEnd",
  "stayed",
  "whole",
  "seconds",
  "mean",
  "age",
  "ageQuantile",
  "peak",
  "busySeconds",
  "survival",
  "survivalAtRisk",
  "periodSeconds",
  "periodWorkingSeconds",
] as const;

/** A population folded into one quantity. How each fold works and merges is declared in the engine. */
export type FoldName = (typeof foldNames)[number];

export const quantileMethods = ["R-1", "R-2", "R-3", "R-4", "R-5", "R-6", "R-7", "R-8", "R-9"] as const;

/** The sample quantiles of Hyndman and Fan (1996), as R numbers them; `R-7` is that of Excel and NumPy. */
export type QuantileMethod = (typeof quantileMethods)[number];

/** A field as a moment: an instant itself, or an edge of the local day of a date or instant. */
export interface Moment {
  readonly field: string;
  readonly edge: "itself" | "start" | "end";
}

/** Which clock a length of time is by: every moment counts, or only those that the schedule of the plan works. */
export type Clock = "calendar" | "working";

/** How time places the records: each at one moment, or over the span between two, by the calendar unless said. */
export type Placement =
  | { readonly sort: "dated"; readonly at: Moment }
  | { readonly sort: "during"; readonly start: Moment; readonly end: Moment; readonly clock?: "working" };

/** One quantity of a population, plain data. `Kinds` names the kind of record that it reads. */
export interface Measure<Kinds extends string = string> {
  /** Null for `period.seconds()` and `period.workingSeconds()`, which read no records. */
  readonly kind: Kind<Kinds> | null;
  readonly fold: FoldName;
  readonly where: Expression | null;
  readonly placed: Placement | null;
  /** What is summed, ranked, told apart or weighed. */
  readonly value: Expression | null;
  /** The probability of a quantile, as decimal text. */
  readonly p: string | null;
  readonly method: QuantileMethod | null;
  readonly unit: Unit;
  /** The measure written out: tallies keep its state under this text. */
  readonly key: string;
}

/** A measure without what follows from the rest. */
export type MeasureParts<Kinds extends string = string> = Omit<Measure<Kinds>, "unit" | "key">;

/** The measure with its unit and its key, frozen; the key is written out when it is first asked for. */
export function measureOf<Kinds extends string>(parts: MeasureParts<Kinds>): Measure<Kinds> {
  let key: string | undefined;
  return Object.freeze({
    ...parts,
    unit: unitOf(parts),
    get key() {
      key ??= keyOf(parts);
      return key;
    },
  });
}

const counting: ReadonlySet<FoldName> = new Set(["count", "distinct", "stayed", "peak"]);
const timing: ReadonlySet<FoldName> = new Set([
  "age",
  "ageQuantile",
  "busySeconds",
  "survival",
  "survivalAtRisk",
  "periodSeconds",
  "periodWorkingSeconds",
]);

/** Whether it counts records or what they hold, and so is a whole number, 0 or more; a mean of counts is none. */
export function isCount({ fold, value }: MeasureParts): boolean {
  return (
    counting.has(fold) || (value === null && (fold === "atStart" || fold === "atEnd" || fold === "whole"))
  );
}

function unitOf({ fold, kind, value }: MeasureParts): Unit {
  if (counting.has(fold)) return "count";
  if (timing.has(fold)) return "seconds";
  if (value !== null) return fold === "seconds" ? "number" : unitOfExpression(value, kind);
  return fold === "seconds" ? "seconds" : fold === "mean" ? "number" : "count";
}

/** The unit that a formula keeps: that of its field, or of both sides of a sum. */
function unitOfExpression(expression: Expression, kind: Kind | null): Unit {
  if (expression.type === "name") return kind?.fields[expression.name]?.unit ?? "number";
  if (expression.type !== "call") return "number";
  if (/seconds$/i.test(expression.operator)) return "seconds";
  if (expression.operator === "*") {
    // An amount times a quantity is an amount
    return expression.args.some((arg) => unitOfExpression(arg, kind) === "money") ? "money" : "number";
  }
  // What is stated, such as the 0 of if(known(churn), churn, 0), is of the unit that the rest has
  const units = expression.args
    .slice(expression.operator === "if" ? 1 : 0)
    .filter(({ type }) => type !== "number")
    .map((arg) => unitOfExpression(arg, kind));
  const keeps = ["+", "-", "min", "max", "abs", "if"].includes(expression.operator);
  return keeps && units.every((unit) => unit === units[0]) ? (units[0] ?? "number") : "number";
}

function keyOf({ kind, fold, where, placed, value, p, method }: MeasureParts): string {
  const args = [value === null ? null : print(value), p, method].filter((arg) => arg !== null);
  const what = `${fold}(${args.join(", ")})`;
  if (kind === null || placed === null) return what;
  const condition = where === null ? "" : ` where ${print(where)}`;
  const time =
    placed.sort === "dated"
      ? `dated ${momentText(placed.at)}`
      : `during ${momentText(placed.start)} to ${momentText(placed.end)}${placed.clock ? " in working time" : ""}`;
  return `${what} of ${kind.name}${condition} ${time}`;
}

function momentText({ field, edge }: Moment): string {
  return edge === "itself" ? field : `${edge} of ${field}`;
}
