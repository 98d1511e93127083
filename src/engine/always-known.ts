import type { Expression } from "../core/expression.ts";
import type { Measure } from "../core/measure.ts";
import { type Operator, operators } from "../core/operators.ts";

/** The fields that each row has which time leaves to a measure: those that it must have, and its moment. */
export function knownFields({ kind, placed }: Measure): ReadonlySet<string> {
  const needed = Object.entries(kind?.fields ?? {}).filter(([, { optional }]) => !optional);
  const known = new Set(needed.map(([name]) => name));
  if (placed !== null) known.add((placed.sort === "dated" ? placed.at : placed.start).field);
  return known;
}

/** Whether an expression has a value in each row that has those fields. */
export function isAlwaysKnown(expression: Expression, fields: ReadonlySet<string>): boolean {
  if (expression.type === "name") return fields.has(expression.name);
  if (expression.type !== "call") return true;
  const { partial } = operators.get(expression.operator) as Operator;
  return !partial && expression.args.every((argument) => isAlwaysKnown(argument, fields));
}

/** What a condition asks beyond that those fields are known; null where that is all. */
export function askedBeyond(where: Expression, fields: ReadonlySet<string>): Expression | null {
  if (where.type !== "call") return where;
  const [first, second] = where.args as readonly [Expression, Expression];
  if (where.operator === "known") return isAlwaysKnown(first, fields) ? null : where;
  if (where.operator !== "and") return where;
  const [left, right] = [askedBeyond(first, fields), askedBeyond(second, fields)];
  return left === null || right === null ? (left ?? right) : { ...where, args: [left, right] };
}
