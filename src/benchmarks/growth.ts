import type { AnyMetric } from "../core/definition.ts";
import { type Call, type Expression, namesIn } from "../core/expression.ts";
import type { Measure } from "../core/measure.ts";
import { folds } from "../engine/folds.ts";

/**
 * True where the whole of several periods, or groups, is not to be held against the target of one: a count grows with
 * them, a share does not. What loses people over time, such as retention, cannot be compared either.
 */
export function growsOver(over: "time" | "groups", { tree, inputs }: AnyMetric): boolean {
  const measures = (side: Expression) => namesIn(side).flatMap((name) => inputs[name] ?? []);
  if (someCall(tree, (call) => isPerHead(call, measures))) return true;
  if (over === "time" && someCall(tree, (call) => isChange(call, measures))) return true;
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

type MeasuresIn = (side: Expression) => readonly Measure[];

function someCall(tree: Expression, is: (call: Call) => boolean): boolean {
  return tree.type === "call" && (is(tree) || tree.args.some((arg) => someCall(arg, is)));
}

/** What is added up per customer, say: one who comes every month, or to several teams, is one in all of them. */
function isPerHead({ operator, args }: Call, measures: MeasuresIn): boolean {
  const ofHeads = ({ fold, kind, value }: Measure) =>
    fold === "distinct" && value?.type === "name" && kind?.fields[value.name]?.kind === "text";
  const [left = [], right = []] = args.map(measures);
  return operator === "/" && right.some(ofHeads) && !left.some(ofHeads);
}

/** A quantity at the end of a period less the same at its start, or divided by it: a year has more of that. */
function isChange(call: Call, measures: MeasuresIn): boolean {
  const [left = [], right = []] = call.args.map(measures);
  const meet = (some: readonly Measure[], others: readonly Measure[]) =>
    levels(some, "atEnd").some((key) => levels(others, "atStart").includes(key));
  if (call.operator === "/") return meet(left, right) || meet(right, left);
  const { more, less } = termsOf(call, measures);
  return meet(more, less) || meet(less, more);
}

/** The quantities whose level at this end of the period is among the measures. */
function levels(measures: readonly Measure[], end: "atStart" | "atEnd"): string[] {
  return measures.filter(({ fold }) => fold === end).map(({ key }) => key.replace(end, ""));
}

/** What a sum adds and what it takes off. */
function termsOf(tree: Expression, measures: MeasuresIn): Record<"more" | "less", readonly Measure[]> {
  const isSum = tree.type === "call" && (tree.operator === "+" || tree.operator === "-");
  if (!isSum) return { more: measures(tree), less: [] };
  const [left, right] = tree.args.map((arg) => termsOf(arg, measures));
  const [added, taken] = tree.operator === "+" ? [right?.more, right?.less] : [right?.less, right?.more];
  return {
    more: [...(left?.more ?? []), ...(added ?? [])],
    less: [...(left?.less ?? []), ...(taken ?? [])],
  };
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
