import { valueOfLiteral } from "../core/calculate.ts";
import { kindOf, type Scope } from "../core/check.ts";
import { type Call, type Expression, print } from "../core/expression.ts";
import type { Fraction } from "../core/fraction.ts";
import { type Operator, operators, type Value, type WorkClock } from "../core/operators.ts";
import {
  type Column,
  columnOf,
  EXACT,
  type FlagColumn,
  isKnownAt,
  type NumberColumn,
  roundedToTwenty,
  UNKNOWN,
  valueAt,
} from "./column.ts";

/** What an expression reads: the columns of the fields, their kinds, and how many rows there are. */
export interface Frame {
  readonly rows: number;
  readonly scope: Scope;
  readonly work?: WorkClock | undefined;
  column(field: string): Column;
}

/** An expression, for all rows at once. */
export function columnFor(expression: Expression, frame: Frame): Column {
  if (expression.type === "name") return frame.column(expression.name);
  if (expression.type !== "call") {
    const value = valueOfLiteral(expression.type, expression.value);
    return columnOf(new Array<Value>(frame.rows).fill(value), expression.type);
  }
  const args = expression.args.map((argument) => columnFor(argument, frame));
  return kernels.get(expression.operator)?.(args) ?? rowByRow(expression, args, frame);
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

/** The product of two number columns. */
export function multiplied(a: Column, b: Column): Column {
  const rows = "units" in a ? a.units.length : 0;
  const { apply } = operators.get("*") as Operator;
  const values = () => Array.from({ length: rows }, (_, row) => apply([valueAt(a, row), valueAt(b, row)]));
  return product([a, b]) ?? columnOf(values(), "number");
}

/** Null where the kernel does not apply, and the operator goes row by row. */
type Kernel = (args: readonly Column[]) => Column | null;

/** Two number columns on one scale; null where that passes 2^53. */
function aligned(args: readonly Column[]): readonly [NumberColumn, NumberColumn] | null {
  const [a, b] = args as [Column, Column];
  if (a.type !== "number" || b.type !== "number") return null;
  const left = rescaled(a, b.scale);
  const right = rescaled(b, a.scale);
  return left === null || right === null ? null : [left, right];
}

function rescaled(column: NumberColumn, least: number): NumberColumn | null {
  if (column.scale >= least) return column;
  const factor = 10 ** (least - column.scale);
  const bound = column.bound * factor;
  return bound < EXACT
    ? { type: "number", units: column.units.map((value) => value * factor), scale: least, bound }
    : null;
}

function combine(of: (a: number, b: number) => number, boundOf: (a: number, b: number) => number): Kernel {
  return (args) => {
    const [a, b] = aligned(args) ?? [];
    if (a === undefined || b === undefined || boundOf(a.bound, b.bound) >= EXACT) return null;
    const units = a.units.map((value, row) => of(value, b.units[row] as number)); // NaN stays NaN
    return { type: "number", units, scale: a.scale, bound: boundOf(a.bound, b.bound) };
  };
}

function comparison(holds: (a: number, b: number) => boolean): Kernel {
  return (args) => {
    const [a, b] = aligned(args) ?? [];
    if (a === undefined || b === undefined) return null;
    const flags = Uint8Array.from(a.units, (left, row) => {
      const right = b.units[row] as number;
      return Number.isNaN(left) || Number.isNaN(right) ? UNKNOWN : Number(holds(left, right));
    });
    return { type: "flag", flags };
  };
}

function logic(decides: 0 | 1): Kernel {
  return ([a, b]) => {
    const left = (a as FlagColumn).flags;
    const right = (b as FlagColumn).flags;
    const flags = left.map((x, row) => {
      const y = right[row];
      return x === decides || y === decides
        ? decides
        : x === UNKNOWN || y === UNKNOWN
          ? UNKNOWN
          : 1 - decides;
    });
    return { type: "flag", flags };
  };
}

function product([a, b]: readonly Column[]): Column | null {
  if (a?.type !== "number" || b?.type !== "number" || a.bound * b.bound >= EXACT) return null;
  const units = a.units.map((value, row) => value * (b.units[row] as number));
  return { type: "number", units, scale: a.scale + b.scale, bound: a.bound * b.bound };
}

const kernels: ReadonlyMap<string, Kernel> = new Map<string, Kernel>([
  [
    "+",
    combine(
      (a, b) => a + b,
      (a, b) => a + b,
    ),
  ],
  [
    "-",
    combine(
      (a, b) => a - b,
      (a, b) => a + b,
    ),
  ],
  ["*", product],
  ["min", (args) => (args.length === 2 ? combine(Math.min, Math.max)(args) : null)],
  ["max", (args) => (args.length === 2 ? combine(Math.max, Math.max)(args) : null)],
  ["=", comparison((a, b) => a === b)],
  ["!=", comparison((a, b) => a !== b)],
  ["<", comparison((a, b) => a < b)],
  ["<=", comparison((a, b) => a <= b)],
  [">", comparison((a, b) => a > b)],
  [">=", comparison((a, b) => a >= b)],
  ["and", logic(0)],
  ["or", logic(1)],
  [
    "not",
    ([a]) => ({ type: "flag", flags: (a as FlagColumn).flags.map((x) => (x === UNKNOWN ? UNKNOWN : 1 - x)) }),
  ],
  [
    "known",
    ([a]) => {
      const column = a as Column;
      const rows =
        "units" in column
          ? column.units.length
          : "texts" in column
            ? column.texts.length
            : column.flags.length;
      return {
        type: "flag",
        flags: Uint8Array.from({ length: rows }, (_, row) => Number(isKnownAt(column, row))),
      };
    },
  ],
  [
    "seconds",
    (args) => {
      const ms = combine(
        (from, to) => to - from,
        (a, b) => a + b,
      )(args);
      return ms?.type === "number" ? { ...ms, scale: 3 } : null;
    },
  ],
]);
