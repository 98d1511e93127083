import type { Expression } from "./expression.ts";
import { misread } from "./expression.ts";
import { shown } from "./instant.ts";
import type { MeasureParts } from "./measure.ts";
import { operators, type ValueKind } from "./operators.ts";

/** The names that a formula may use, and what sort of thing each stands for: a map, or what answers as one. */
export interface Scope {
  get(name: string): ValueKind | undefined;
  keys(): Iterable<string>;
}

const words: ReadonlySet<string> = new Set(["and", "or", "not"]);

/**
 * The kind of an expression. Throws a `KpiError` with the position of a name that does not exist, of a function
 * that is not in the language, or of arguments that do not fit: an instant is not added to a number.
 */
export function kindOf(expression: Expression, scope: Scope, text: string): ValueKind {
  if (expression.type === "name") {
    const kind = scope.get(expression.name);
    if (kind !== undefined) return kind;
    const names = [...scope.keys()].join(", ");
    throw misread(text, expression.at, `no ${shown(expression.name)} here; the names are ${names}`);
  }
  if (expression.type !== "call") return expression.type;
  const operator = operators.get(expression.operator);
  if (operator === undefined) {
    const functions = [...operators.keys()].filter((name) => /^[a-z]/i.test(name) && !words.has(name));
    const right = `the functions are ${functions.join(", ")}`;
    throw misread(text, expression.at, `no function ${shown(expression.operator)}; ${right}`);
  }
  const kinds = expression.args.map((argument) => kindOf(argument, scope, text));
  const result = operator.kinds(kinds);
  if (result !== null) return result;
  const given = kinds.length === 0 ? "nothing" : kinds.join(", ");
  throw misread(text, expression.at, `"${expression.operator}" got ${given}; it is ${operator.usage}`);
}

/** Which schedules an expression asks for: the one of the plan, or that of a name which it reads. */
export function schedulesIn(expression: Expression | null): Set<"only" | "named"> {
  if (expression?.type !== "call") return new Set();
  const asks = operators.get(expression.operator)?.byWork === true;
  const own = asks ? [expression.args.length > 2 ? ("named" as const) : ("only" as const)] : [];
  return new Set([...own, ...expression.args.flatMap((arg) => [...schedulesIn(arg)])]);
}

/** True where a measure is a length of working time: it takes a schedule, and is said in hours and not in days. */
export function isWorkingTime({ fold, value, placed }: MeasureParts): boolean {
  if (fold === "periodWorkingSeconds" || schedulesIn(value).size > 0) return true;
  return placed?.sort === "during" && placed.clock === "working";
}
