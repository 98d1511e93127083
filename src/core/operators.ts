import { Decimal } from "./decimal.ts";
import {
  add,
  compare,
  decimalOf,
  divide,
  type Fraction,
  fraction,
  fractionOf,
  multiply,
  negate,
} from "./fraction.ts";

/** What sort of thing an expression stands for. An instant is epoch milliseconds, a date its local midnight. */
export type ValueKind = "number" | "instant" | "date" | "text" | "flag";

/** A value in a formula, exact; numbers, instants and dates are fractions, unknown is null. */
export type Value = Fraction | string | boolean | null;

/**
 * Worked milliseconds between two instants, by the schedule of the plan, or by that of a name where there are several;
 * null where there is none of that name.
 */
export type WorkClock = (from: number, to: number, schedule?: string) => number | null;

/** One operator of the formula language. Its kernel over columns is in the engine, under the same name. */
export interface Operator {
  /** How it is written, for messages. */
  readonly usage: string;
  /** The kind of the result, or null where the kinds of the arguments do not fit. */
  kinds(args: readonly ValueKind[]): ValueKind | null;
  apply(args: readonly Value[], work?: WorkClock): Value;
  /** True where a result is rounded to 34 digits, and per record to twenty decimals, so that sums stay exact. */
  readonly rounded?: true;
  /** True where it may have no value though all that it is applied to have one. */
  readonly partial?: true;
  /** True where it asks the schedule of the plan. */
  readonly byWork?: true;
}

const isMeasured = (kind: ValueKind | undefined) =>
  kind === "number" || kind === "instant" || kind === "date";
const alike = (args: readonly ValueKind[]) => args.every((kind) => kind === args[0]);
const all = (args: readonly ValueKind[], kind: ValueKind, count: number) =>
  args.length === count && alike(args) && args[0] === kind;

/** Numbers in, a number out; unknown as soon as one of them is. */
function arithmetic(sign: string, of: (a: Fraction, b: Fraction) => Fraction | null): Operator {
  return {
    usage: `a ${sign} b, two numbers`,
    kinds: (args) => (all(args, "number", 2) ? "number" : null),
    apply: ([a, b]) => (a === null || b === null ? null : of(a as Fraction, b as Fraction)),
  };
}

function equality(sign: string, expected: boolean): Operator {
  return {
    usage: `a ${sign} b, two of the same kind`,
    kinds: (args) => (args.length === 2 && alike(args) ? "flag" : null),
    apply: ([a, b]) => (a === null || b === null ? null : same(a as Value, b as Value) === expected),
  };
}

function order(sign: string, holds: (comparison: number) => boolean): Operator {
  return {
    usage: `a ${sign} b, two numbers, instants or dates`,
    kinds: (args) => (args.length === 2 && alike(args) && isMeasured(args[0]) ? "flag" : null),
    apply: ([a, b]) => (a === null || b === null ? null : holds(compare(a as Fraction, b as Fraction))),
  };
}

/** `decides` alone settles the answer, whatever the other side is (Kleene's logic, as in SQL). */
function logic(word: string, decides: boolean): Operator {
  return {
    usage: `a ${word} b, two conditions`,
    kinds: (args) => (all(args, "flag", 2) ? "flag" : null),
    apply: ([a, b]) =>
      a === decides || b === decides ? decides : a === null || b === null ? null : !decides,
  };
}

function extreme(name: string, wins: (comparison: number) => boolean): Operator {
  return {
    usage: `${name}(a, b, …), numbers, instants or dates`,
    kinds: (args) => (args.length > 1 && alike(args) && isMeasured(args[0]) ? (args[0] as ValueKind) : null),
    apply: (args) =>
      args.includes(null)
        ? null
        : (args as Fraction[]).reduce((best, next) => (wins(compare(next, best)) ? next : best)),
  };
}

/** A function of one number that has no exact result; null outside its domain. */
function irrational(name: string, of: (x: Decimal) => Decimal | null): Operator {
  return {
    usage: `${name}(x), a number`,
    kinds: (args) => (all(args, "number", 1) ? "number" : null),
    apply([x]) {
      const result = x === null ? null : of(decimalOf(x as Fraction));
      return result === null ? null : fractionOf(result);
    },
    rounded: true,
    partial: true,
  };
}

const LARGEST_EXPONENT = 138; // e^138 has 60 digits; what is larger is no quantity of anything

/** Every operator, by the name it has in a formula. An operator more is a row more here and a kernel. */
export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["+", arithmetic("+", add)],
  ["-", arithmetic("-", (a, b) => add(a, negate(b)))],
  ["*", arithmetic("*", multiply)],
  ["/", { ...arithmetic("/", divide), rounded: true, partial: true }],
  ["=", equality("=", true)],
  ["!=", equality("!=", false)],
  ["<", order("<", (c) => c < 0)],
  ["<=", order("<=", (c) => c <= 0)],
  [">", order(">", (c) => c > 0)],
  [">=", order(">=", (c) => c >= 0)],
  ["and", logic("and", false)],
  ["or", logic("or", true)],
  [
    "not",
    {
      usage: "not a, a condition",
      kinds: (args) => (all(args, "flag", 1) ? "flag" : null),
      apply: ([a]) => (a === null ? null : !a),
    },
  ],
  [
    "known",
    { usage: "known(a)", kinds: (args) => (args.length === 1 ? "flag" : null), apply: ([a]) => a !== null },
  ],
  [
    "if",
    {
      usage: "if(condition, a, b), where a and b are of the same kind",
      kinds: ([c, a, b, ...more]) => (c === "flag" && a === b && more.length === 0 ? (a ?? null) : null),
      apply: ([c, a, b]) => (c === null ? null : ((c ? a : b) as Value)),
    },
  ],
  ["min", extreme("min", (c) => c < 0)],
  ["max", extreme("max", (c) => c > 0)],
  [
    "abs",
    {
      usage: "abs(x), a number",
      kinds: (args) => (all(args, "number", 1) ? "number" : null),
      apply: ([x]) => (x === null || (x as Fraction).numerator >= 0n ? (x as Value) : negate(x as Fraction)),
    },
  ],
  ["sqrt", irrational("sqrt", (x) => (x.isNegative() && !x.isZero() ? null : x.sqrt()))],
  ["ln", irrational("ln", (x) => (x.lte(0) ? null : x.ln()))],
  [
    "exp",
    irrational("exp", (x) =>
      x.gt(LARGEST_EXPONENT) ? null : x.lt(-LARGEST_EXPONENT) ? new Decimal(0) : x.exp(),
    ),
  ],
  [
    "seconds",
    {
      usage: "seconds(from, to), two instants",
      kinds: (args) => (all(args, "instant", 2) ? "number" : null),
      apply: ([from, to]) =>
        from == null || to == null ? null : inSeconds(milliseconds(to) - milliseconds(from)),
    },
  ],
  [
    "workingSeconds",
    {
      usage:
        "workingSeconds(from, to) or workingSeconds(from, to, schedule), two instants and the name of a schedule",
      kinds: ([from, to, name = "text", ...more]) =>
        from === "instant" && to === "instant" && name === "text" && more.length === 0 ? "number" : null,
      apply: ([from, to, name], work) => {
        if (from == null || to == null || name === null || work === undefined) return null;
        const worked = work(Number(milliseconds(from)), Number(milliseconds(to)), name as string | undefined);
        return worked === null ? null : inSeconds(BigInt(worked));
      },
      byWork: true,
      partial: true,
    },
  ],
]);

function same(a: Value, b: Value): boolean {
  const measured = typeof a === "object" && a !== null && typeof b === "object" && b !== null;
  return measured ? compare(a, b) === 0 : a === b;
}

function milliseconds(value: Value | undefined): bigint {
  return (value as Fraction).numerator;
}

function inSeconds(ms: bigint): Fraction {
  return fraction(ms, 1000n);
}
