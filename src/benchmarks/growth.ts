import type { AnyMetric } from "../core/definition.ts";
import type { Expression } from "../core/expression.ts";
import { folds } from "../engine/folds.ts";

/**
 * True where the whole of several periods, or groups, is not to be held against the target of one: a count grows with
 * them, a share does not. What loses people over time, such as retention, cannot be compared either.
 */
export function growsOver(over: "time" | "groups", { tree, inputs }: AnyMetric): boolean {
  return (
    powerOf(tree, (name) => {
      const fold = inputs[name]?.fold;
      if (fold === undefined) return null;
      const { overTime, overGroups, grows } = folds[fold];
      if (typeof (over === "time" ? overTime : overGroups) === "object") return null;
      return Number(grows.includes(over));
    }) !== 0
  );
}

/** A constant that is added or compared changes nothing of how the rest grows. */
function isBeside(operator: string, { type }: Expression): boolean {
  return type !== "name" && type !== "call" && !["*", "/"].includes(operator);
}

/** By which power an expression grows as its names do: 1 for a sum, 0 for a ratio of sums; null where by none. */
function powerOf(expression: Expression, read: (name: string) => number | null): number | null {
  if (expression.type === "name") return read(expression.name);
  if (expression.type !== "call") return 0;
  const { operator, args } = expression;
  const counted = args.slice(operator === "if" ? 1 : 0).filter((arg) => !isBeside(operator, arg));
  const powers = counted.map((arg) => powerOf(arg, read));
  if (powers.length === 0) return 0;
  const [first = null, second = null] = powers;
  if (powers.includes(null) || first === null) return null;
  if (operator === "*") return first + (second ?? 0);
  if (operator === "/") return first - (second ?? 0);
  if (operator === "sqrt") return first / 2;
  if (operator === "ln" || operator === "exp") return first === 0 ? 0 : null;
  return powers.every((power) => power === first) ? first : null;
}
