import { Decimal } from "./decimal.ts";
import { KpiError } from "./errors.ts";
import { shown } from "./instant.ts";

/** A formula or a condition as plain data. `at` is where it stands in its text, counted from 0. */
export type Expression = Literal | Name | Call;

/** A number (its decimal text), a text or a flag that the formula states. */
export interface Literal {
  readonly type: "number" | "text" | "flag";
  readonly value: string;
  readonly at: number;
}

/** The name of a field or of an input. */
export interface Name {
  readonly type: "name";
  readonly name: string;
  readonly at: number;
}

/** An operator of the table in `operators.ts`, applied. */
export interface Call {
  readonly type: "call";
  readonly operator: string;
  readonly args: readonly Expression[];
  readonly at: number;
}

/** How tightly the operators between two operands bind; comparisons do not chain. */
const NOT = 3;
const COMPARE = 4;
const NEGATE = 7;
const TIGHTEST = 8;
const BINDS: ReadonlyMap<string, number> = new Map([
  ["or", 1],
  ["and", 2],
  ...["=", "!=", "<", "<=", ">", ">="].map((sign): [string, number] => [sign, COMPARE]),
  ["+", 5],
  ["-", 5],
  ["*", 6],
  ["/", 6],
]);

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|'((?:[^']|'')*)'|([A-Za-z_]\w*)|(!=|<=|>=|[-+*/=<>(),])|(\S))/y;

interface Token {
  readonly kind: "number" | "text" | "word" | "sign" | "end";
  readonly value: string;
  readonly at: number;
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [whole, number, quoted, word, sign, stray] = match;
    const at = TOKEN.lastIndex - whole.trimStart().length;
    if (number !== undefined) found.push({ kind: "number", value: new Decimal(number).toFixed(), at });
    else if (quoted !== undefined) found.push({ kind: "text", value: quoted.replaceAll("''", "'"), at });
    else if (word !== undefined) found.push({ kind: "word", value: word, at });
    else if (sign !== undefined) found.push({ kind: "sign", value: sign, at });
    else
      throw misread(text, at, `${shown(stray)} is not part of the language; texts stand in 'single quotes'`);
  }
  found.push({ kind: "end", value: "the end", at: text.length });
  return found;
}

/**
 * Reads a formula: numbers, `'texts'`, `true`, `false`, names, `+ - * /`, `= != < <= > >=`, `and or not`,
 * parentheses and function calls. Throws a `KpiError` that gives the position. (Top-down operator precedence,
 * after Pratt 1973.)
 */
export function parse(text: string): Expression {
  const all = tokens(text);
  let position = 0;
  const peek = () => all[position] as Token;
  const isSign = (value: string) => peek().kind === "sign" && peek().value === value;

  function expect(sign: string): void {
    if (!isSign(sign))
      throw misread(text, peek().at, `${shown(peek().value)} stands where "${sign}" belongs`);
    position++;
  }

  function operand(): Expression {
    const { kind, value, at } = peek();
    position++;
    if (kind === "number" || kind === "text") return { type: kind, value, at };
    if (kind === "word") return wordAt(value, at);
    if (kind === "sign" && value === "-") {
      return call("-", at, [{ type: "number", value: "0", at }, binary(NEGATE)]);
    }
    if (kind === "sign" && value === "(") {
      const inner = binary(0);
      expect(")");
      return inner;
    }
    throw misread(text, at, `${shown(value)} stands where a number, a name or "(" belongs`);
  }

  function wordAt(word: string, at: number): Expression {
    if (word === "true" || word === "false") return { type: "flag", value: word, at };
    if (word === "not") return call("not", at, [binary(NOT)]);
    if (BINDS.has(word)) throw misread(text, at, `"${word}" needs something before it`);
    if (!isSign("(")) return { type: "name", name: word, at };
    position++;
    const args: Expression[] = [];
    while (!isSign(")")) {
      if (args.length > 0) expect(",");
      args.push(binary(0));
    }
    position++;
    return call(word, at, args);
  }

  function binary(least: number): Expression {
    let left = operand();
    for (;;) {
      const { kind, value, at } = peek();
      const binds = kind === "sign" || kind === "word" ? (BINDS.get(value) ?? -1) : -1;
      if (binds < 0 || binds <= least) return left;
      position++;
      left = call(value, at, [left, binary(binds)]);
      if (binds === COMPARE && BINDS.get(peek().value) === COMPARE && peek().kind === "sign") {
        throw misread(text, peek().at, 'comparisons do not chain; write "a < b and b < c"');
      }
    }
  }

  const whole = binary(0);
  if (peek().kind !== "end")
    throw misread(text, peek().at, `${shown(peek().value)} stands where an operator belongs`);
  return whole;
}

function call(operator: string, at: number, args: readonly Expression[]): Call {
  return { type: "call", operator, args, at };
}

/** The error of a formula, with its text and the position, counted from 1 as editors do. */
export function misread(text: string, at: number, problem: string): KpiError {
  return new KpiError("bad-definition", `formula ${shown(text)}, position ${at + 1}: ${problem}`);
}

/** The one way to write an expression: `parse(print(e))` is `e`, but for positions. */
export function print(expression: Expression, least = 0): string {
  switch (expression.type) {
    case "number":
    case "flag":
      return expression.value;
    case "text":
      return `'${expression.value.replaceAll("'", "''")}'`;
    case "name":
      return expression.name;
    case "call": {
      const { text, binds } = printCall(expression);
      return binds <= least ? `(${text})` : text;
    }
  }
}

function printCall({ operator, args }: Call): { text: string; binds: number } {
  const [first, second] = args as [Expression, Expression];
  if (operator === "not") return { text: `not ${print(first, NOT)}`, binds: NOT };
  const binds = BINDS.get(operator);
  if (binds === undefined)
    return { text: `${operator}(${args.map((arg) => print(arg)).join(", ")})`, binds: TIGHTEST };
  // The right operand of a - b - c binds tighter; neither operand of a comparison is one
  const left = print(first, binds === COMPARE ? COMPARE : binds - 1);
  return { text: `${left} ${operator} ${print(second, binds)}`, binds };
}

/** Both conditions; either may be absent. */
export function both(a: Expression | null, b: Expression | null): Expression | null {
  return a === null || b === null ? (a ?? b) : call("and", 0, [a, b]);
}

/** The names in an expression, each once, in order of appearance. */
export function namesIn(expression: Expression): string[] {
  if (expression.type === "name") return [expression.name];
  if (expression.type !== "call") return [];
  return [...new Set(expression.args.flatMap(namesIn))];
}
