import { Decimal } from "./decimal.ts";
import type { Expression } from "./expression.ts";
import { fractionOf, fractionOfText } from "./fraction.ts";
import { operators, type Value, type WorkClock } from "./operators.ts";

/** The exact value of an expression, given those of its names. */
export function calculate(expression: Expression, read: (name: string) => Value, work?: WorkClock): Value {
  switch (expression.type) {
    case "name":
      return read(expression.name);
    case "call": {
      const args = expression.args.map((argument) => calculate(argument, read, work));
      return operators.get(expression.operator)?.apply(args, work) ?? null;
    }
    default:
      return valueOfLiteral(expression.type, expression.value);
  }
}

export function valueOfLiteral(type: "number" | "text" | "flag", value: string): Value {
  if (type === "number")
    return /^\d+(\.\d+)?$/.test(value) ? fractionOfText(value) : fractionOf(new Decimal(value));
  return type === "text" ? value : value === "true";
}
