import { valueOfLiteral } from "../core/calculate.ts";
import { kindOf, type Scope } from "../core/check.ts";
import { type Call, type Expression, type Literal, print } from "../core/expression.ts";
import type { Fraction } from "../core/fraction.ts";
import { type Operator, operators, type WorkClock } from "../core/operators.ts";
import { type Column, columnOf, roundedToTwenty, valueAt } from "./column.ts";
import { applied } from "./kernels.ts";

/** What an expression reads: the columns of the fields, their kinds, and how many rows there are. */
export interface Frame {
  readonly rows: number;
  readonly scope: Scope;
  readonly work?: WorkClock | undefined;
  column(field: string): Column;
  /** What was worked out already, by the text of the expression. */
  readonly known: Map<string, Column>;
}

/** An expression, for all rows at once; each part of it is worked out once, whichever measures ask. */
export function columnFor(expression: Expression, frame: Frame): Column {
  if (expression.type === "name") return frame.column(expression.name);
  const text = print(expression);
  const known = frame.known.get(text);
  if (known !== undefined) return known;
  const column = expression.type === "call" ? called(expression, frame) : constant(expression, frame.rows);
  frame.known.set(text, column);
  return column;
}

function called(call: Call, frame: Frame): Column {
  const args = call.args.map((argument) => columnFor(argument, frame));
  return applied(call.operator, args) ?? rowByRow(call, args, frame);
}

/** The same value in every row. */
function constant({ type, value }: Literal, rows: number): Column {
  const one = columnOf([valueOfLiteral(type, value)], type);
  switch (one.type) {
    case "number":
      return { ...one, units: new Float64Array(rows).fill(one.units[0] as number) };
    case "big":
      return { ...one, units: new Array<bigint | null>(rows).fill(one.units[0] as bigint) };
    case "text":
      return { ...one, codes: new Int32Array(rows) };
    case "flag":
      return { ...one, flags: new Uint8Array(rows).fill(one.flags[0] as number) };
  }
}

/** Any operator: what the kernels leave over, and what would pass 2^53. */
function rowByRow(call: Call, args: readonly Column[], { rows, scope, work }: Frame): Column {
  const { apply, rounded } = operators.get(call.operator) as Operator;
  const kind = kindOf(call, scope, print(call));
  const values = Array.from({ length: rows }, (_, row) => {
    const value = apply(
      args.map((column) => valueAt(column, row)),
      work,
    );
    return rounded && value !== null ? roundedToTwenty(value as Fraction) : value;
  });
  return columnOf(values, kind === "text" || kind === "flag" ? kind : "number");
}
