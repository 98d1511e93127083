import { valueOfLiteral } from "../core/calculate.ts";
import { kindOf, type Scope } from "../core/check.ts";
import { type Call, type Expression, type Literal, print } from "../core/expression.ts";
import type { Fraction } from "../core/fraction.ts";
import { type Operator, operators, type WorkClock } from "../core/operators.ts";
import { type Column, columnOf, repeated, roundedToTwenty, valueAt, viewed } from "./column.ts";
import { applied } from "./kernels.ts";
import { libraryOf } from "./lender.ts";

/** What expressions read. */
export interface Fields {
  readonly columns: ReadonlyMap<string, Column>;
  readonly scope: Scope;
  readonly work: WorkClock | undefined;
}

/** Expressions over a block of rows, all at once; the columns that it gives last until it moves on. */
export interface Frame {
  moveTo(first: number, rows: number): void;
  /** The same expression for the same text: what is worked out for one measure is there for the others. */
  shared(expression: Expression): Expression;
  /** A shared expression worked out, each part of it once a block, whichever measures ask. */
  columnFor(expression: Expression): Column;
}

/** A frame for blocks of at most `size` rows. */
export function frameOf({ columns, scope, work }: Fields, size: number): Frame {
  const library = libraryOf(size);
  const byText = new Map<string, Expression>();
  const literals = new Map<Literal, Column>();
  const known = new Map<Expression, Column>();
  let [first, rows] = [0, 0];

  function shared(expression: Expression): Expression {
    const text = print(expression);
    const found = byText.get(text);
    if (found !== undefined) return found;
    const own =
      expression.type === "call" ? { ...expression, args: expression.args.map(shared) } : expression;
    byText.set(text, own);
    return own;
  }

  function columnFor(expression: Expression): Column {
    const found = known.get(expression);
    if (found !== undefined) return found;
    const column = made(expression);
    known.set(expression, column);
    return column;
  }

  function made(expression: Expression): Column {
    if (expression.type === "name") return viewed(columns.get(expression.name) as Column, first, rows);
    if (expression.type === "call") return called(expression);
    const all = literals.get(expression) ?? constant(expression, size);
    literals.set(expression, all);
    return viewed(all, 0, rows);
  }

  function called(call: Call): Column {
    const args = call.args.map(columnFor);
    return applied(call.operator, args, library) ?? rowByRow(call, args, rows, scope, work);
  }

  return {
    shared,
    columnFor,
    moveTo(nextFirst, nextRows) {
      [first, rows] = [nextFirst, nextRows];
      known.clear();
      library.takeBack();
    },
  };
}

function constant({ type, value }: Literal, rows: number): Column {
  return repeated(columnOf([valueOfLiteral(type, value)], type), rows);
}

/** Any operator: what the kernels leave over, and what would pass 2^53. */
function rowByRow(
  call: Call,
  args: readonly Column[],
  rows: number,
  scope: Scope,
  work: WorkClock | undefined,
): Column {
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
