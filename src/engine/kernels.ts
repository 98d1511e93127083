import type { Operator } from "../core/operators.ts";
import { operators } from "../core/operators.ts";
import {
  type Column,
  columnOf,
  EXACT,
  type FlagColumn,
  flagColumn,
  isKnownAt,
  isNone,
  type NumberColumn,
  numberColumn,
  rowsIn,
  type TextColumn,
  UNKNOWN,
  valueAt,
} from "./column.ts";
import { bothOf, eitherOf } from "./kernels-bytes.ts";
import { anew, type Lender } from "./lender.ts";

/**
 * An operator over whole columns, in loops over typed arrays without a branch in them; null where it does not apply, as
 * where a result could pass 2^53, and the operator goes row by row. Unknown numbers are NaN, and stay so.
 */
type Kernel = (args: readonly Column[], lend: Lender) => Column | null;

/** The kernel of an operator applied, where it has one. */
export function applied(operator: string, args: readonly Column[], lend: Lender): Column | null {
  return kernels.get(operator)?.(args, lend) ?? null;
}

/** The product of two number columns. */
export function multiplied(a: Column, b: Column): Column {
  const { apply } = operators.get("*") as Operator;
  const values = () =>
    Array.from({ length: rowsIn(a) }, (_, row) => apply([valueAt(a, row), valueAt(b, row)]));
  return product([a, b], anew) ?? columnOf(values(), "number");
}

/** Two number columns on one scale; null where that passes 2^53. */
function aligned(args: readonly Column[], lend: Lender): readonly [NumberColumn, NumberColumn] | null {
  const [a, b] = args as [Column, Column];
  if (a.type !== "number" || b.type !== "number") return null;
  const left = rescaled(a, b.scale, lend);
  const right = rescaled(b, a.scale, lend);
  return left === null || right === null ? null : [left, right];
}

function rescaled(column: NumberColumn, least: number, lend: Lender): NumberColumn | null {
  if (column.scale >= least) return column;
  const factor = 10 ** (least - column.scale);
  const bound = column.bound * factor;
  if (bound >= EXACT) return null;
  const units = lend.numbers(column.units.length);
  if (column.isConstant) units.fill((column.units[0] as number) * factor);
  else multiply(column.units, factor, units);
  return numberColumn(units, least, bound, column.isConstant);
}

function multiply(units: Float64Array, factor: number, into: Float64Array): void {
  for (let row = 0; row < into.length; row++) into[row] = (units[row] as number) * factor;
}

/** A result for each row of two columns of units. */
type Loop = (a: Float64Array, b: Float64Array, into: Float64Array) => void;

const sums: Loop = (a, b, into) => addTimes(a, b, 1, into);
const differences: Loop = (a, b, into) => addTimes(a, b, -1, into);
const products: Loop = (a, b, into) => {
  for (let row = 0; row < into.length; row++) into[row] = (a[row] as number) * (b[row] as number);
};
const leasts: Loop = (a, b, into) => {
  for (let row = 0; row < into.length; row++) into[row] = Math.min(a[row] as number, b[row] as number);
};
const greatests: Loop = (a, b, into) => {
  for (let row = 0; row < into.length; row++) into[row] = Math.max(a[row] as number, b[row] as number);
};

function addTimes(a: Float64Array, b: Float64Array, times: 1 | -1, into: Float64Array): void {
  const fours = into.length & ~3;
  for (let row = 0; row < fours; row += 4) {
    addTimesAt(a, b, times, into, row);
    addTimesAt(a, b, times, into, row + 1);
    addTimesAt(a, b, times, into, row + 2);
    addTimesAt(a, b, times, into, row + 3);
  }
  for (let row = fours; row < into.length; row++) addTimesAt(a, b, times, into, row);
}

function addTimesAt(a: Float64Array, b: Float64Array, times: 1 | -1, into: Float64Array, row: number): void {
  into[row] = (a[row] as number) + times * (b[row] as number);
}

function combine(loop: Loop, boundOf: (a: number, b: number) => number): Kernel {
  return (args, lend) => {
    const [a, b] = aligned(args, lend) ?? [];
    if (a === undefined || b === undefined) return null;
    const bound = boundOf(a.bound, b.bound);
    if (bound >= EXACT) return null;
    const units = lend.numbers(a.units.length);
    loop(a.units, b.units, units);
    return numberColumn(units, a.scale, bound);
  };
}

const plus = (a: number, b: number) => a + b;

function product([a, b]: readonly Column[], lend: Lender): NumberColumn | null {
  if (a?.type !== "number" || b?.type !== "number" || a.bound * b.bound >= EXACT) return null;
  const units = lend.numbers(a.units.length);
  products(a.units, b.units, units);
  return numberColumn(units, a.scale + b.scale, a.bound * b.bound);
}

/** A comparison by what it says where the left side is less, equal, greater, and where a side is unknown. */
function comparison(less: 0 | 1, equal: 0 | 1, greater: 0 | 1): Kernel {
  const says = Uint8Array.of(UNKNOWN, less, greater, equal);
  return (args, lend) => {
    const [a, b] = aligned(args, lend) ?? [];
    if (a === undefined || b === undefined) return null;
    return flagColumn(compared(a.units, b.units, says, lend.bytes(a.units.length)));
  };
}

function compared(a: Float64Array, b: Float64Array, says: Uint8Array, flags: Uint8Array): Uint8Array {
  const fours = flags.length & ~3;
  for (let row = 0; row < fours; row += 4) {
    compareAt(a, b, says, flags, row);
    compareAt(a, b, says, flags, row + 1);
    compareAt(a, b, says, flags, row + 2);
    compareAt(a, b, says, flags, row + 3);
  }
  for (let row = fours; row < flags.length; row++) compareAt(a, b, says, flags, row);
  return flags;
}

function compareAt(a: Float64Array, b: Float64Array, says: Uint8Array, flags: Uint8Array, row: number): void {
  const x = a[row] as number;
  const y = b[row] as number;
  // 1 less, 2 greater, 3 equal; NaN is none of them
  flags[row] = says[+(x <= y) + 2 * +(x >= y)] as number;
}

/** Texts and flags are equal or not; numbers are compared. */
function equality(expected: 0 | 1): Kernel {
  const ofNumbers = comparison(expected === 1 ? 0 : 1, expected, expected === 1 ? 0 : 1);
  return (args, lend) => {
    const [a, b] = args as [Column, Column];
    if (a.type === "text" && b.type === "text") {
      return flagColumn(sameTexts(a, b, expected, lend.bytes(a.codes.length)));
    }
    return ofNumbers(args, lend);
  };
}

function sameTexts(a: TextColumn, b: TextColumn, expected: 0 | 1, flags: Uint8Array): Uint8Array {
  const placeInA = new Map(a.texts.map((text, code) => [text, code]));
  // The codes of b as a has them: -2 where a has no such text, -1 stays unknown
  const translated = Int32Array.from(b.texts, (text) => placeInA.get(text) ?? -2);
  for (let row = 0; row < flags.length; row++) {
    const x = a.codes[row] as number;
    const y = b.codes[row] as number;
    const same = x === translated[y] ? expected : 1 - expected;
    flags[row] = x < 0 || y < 0 ? UNKNOWN : same;
  }
  return flags;
}

function logic(of: (a: Uint8Array, b: Uint8Array, into: Uint8Array) => void): Kernel {
  return ([a, b], lend) => {
    const [left, right] = [(a as FlagColumn).flags, (b as FlagColumn).flags];
    const flags = lend.bytes(left.length);
    of(left, right, flags);
    return flagColumn(flags);
  };
}

const negation = Uint8Array.of(1, 0, UNKNOWN);

function not([a]: readonly Column[], lend: Lender): FlagColumn {
  const { flags } = a as FlagColumn;
  const turned = lend.bytes(flags.length);
  for (let row = 0; row < turned.length; row++) turned[row] = negation[flags[row] as number] as number;
  return flagColumn(turned);
}

function known([a]: readonly Column[], lend: Lender): FlagColumn {
  const column = a as Column;
  const flags = lend.bytes(rowsIn(column));
  if (column.type === "number") markKnown(column.units, flags);
  else for (let row = 0; row < flags.length; row++) flags[row] = +isKnownAt(column, row);
  return flagColumn(flags);
}

function markKnown(units: Float64Array, flags: Uint8Array): void {
  for (let row = 0; row < flags.length; row++) flags[row] = 1 - isNone(units[row] as number);
}

/** One of two numbers, by a condition. */
function choice([condition, a, b]: readonly Column[], lend: Lender): NumberColumn | null {
  const [left, right] = aligned([a as Column, b as Column], lend) ?? [];
  if (left === undefined || right === undefined) return null;
  const { flags } = condition as FlagColumn;
  const units = lend.numbers(flags.length);
  for (let row = 0; row < units.length; row++) {
    const flag = flags[row] as number;
    units[row] = flag === UNKNOWN ? Number.NaN : ((flag === 1 ? left : right).units[row] as number);
  }
  return numberColumn(units, left.scale, Math.max(left.bound, right.bound));
}

function absolute([a]: readonly Column[], lend: Lender): NumberColumn | null {
  if (a?.type !== "number") return null;
  const units = lend.numbers(a.units.length);
  for (let row = 0; row < units.length; row++) units[row] = Math.abs(a.units[row] as number);
  return numberColumn(units, a.scale, a.bound);
}

const difference = combine(differences, plus);

function seconds([from, to]: readonly Column[], lend: Lender): Column | null {
  const ms = difference([to as Column, from as Column], lend);
  return ms?.type === "number" ? numberColumn(ms.units, 3, ms.bound) : null;
}

/** The least or greatest of several, two at a time. */
function extreme(loop: Loop): Kernel {
  const ofTwo = combine(loop, Math.max);
  return ([first, ...others], lend) =>
    others.reduce<Column | null>(
      (best, next) => (best === null ? null : ofTwo([best, next], lend)),
      first ?? null,
    );
}

const kernels: ReadonlyMap<string, Kernel> = new Map<string, Kernel>([
  ["+", combine(sums, plus)],
  ["-", difference],
  ["*", product],
  ["min", extreme(leasts)],
  ["max", extreme(greatests)],
  ["abs", absolute],
  ["=", equality(1)],
  ["!=", equality(0)],
  ["<", comparison(1, 0, 0)],
  ["<=", comparison(1, 1, 0)],
  [">", comparison(0, 0, 1)],
  [">=", comparison(0, 1, 1)],
  ["and", logic(bothOf)],
  ["or", logic(eitherOf)],
  ["not", not],
  ["known", known],
  ["if", choice],
  ["seconds", seconds],
]);
