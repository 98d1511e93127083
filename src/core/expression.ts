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

/** What calls itself for each level of a formula has room for more. */
const MOST_LEVELS = 1000;
const TOO_DEEP = "formulas go 1,000 levels deep, and this one goes further; write it in parts";

/** A number, a quoted text, a word, a sign, or a stray character, each with the space before it. */
const PIECE = /\s*(?:\d+(?:\.\d+)?|'[^']*(?:''[^']*)*'|[A-Za-z_]\w*|!=|<=|>=|\S)/g;
const STRAY = /^[^\w+\-*/=<>(),]$/;

/**
 * Reads a formula: numbers, `'texts'`, `true`, `false`, names, `+ - * /`, `= != < <= > >=`, `and or not`,
 * parentheses and function calls, up to 1,000 levels deep. Throws a `KpiError` that gives the position. (Top-down
 * operator precedence, after Pratt 1973.)
 */
export function parse(text: string): Expression {
  if (typeof text !== "string") {
    const right = 'write it as a text, such as "known(resolvedAt)"';
    throw new KpiError("bad-definition", `formula: ${shown(text)} is no formula; ${right}`);
  }
  const pieces = text.match(PIECE) ?? [];
  let next = 0;
  let end = 0;
  // The piece at hand, empty after the last, and where it stands
  let piece = "";
  let at = 0;
  let level = 0;
  advance();

  function advance(): void {
    const spaced = pieces[next++] ?? text.slice(end);
    end += spaced.length;
    piece = spaced.trimStart();
    at = end - piece.length;
    if (STRAY.test(piece)) {
      throw misread(text, at, `${shown(piece)} is not part of the language; texts stand in 'single quotes'`);
    }
  }

  function isNot(wanted: string): KpiError {
    return misread(text, at, `${shown(piece || "the end")} stands where ${wanted} belongs`);
  }

  function isAt(sign: string): boolean {
    return piece === sign;
  }

  function expect(sign: string): void {
    if (!isAt(sign)) throw isNot(`"${sign}"`);
    advance();
  }

  function operand(): Expression {
    const [value, start] = [piece, at];
    const first = value.charAt(0);
    if (first >= "A" || first === "_") return word();
    if (first >= "0" && first <= "9") {
      advance();
      return { type: "number", value: new Decimal(value).toFixed(), at: start };
    }
    if (first === "'") {
      advance();
      return { type: "text", value: value.slice(1, -1).replaceAll("''", "'"), at: start };
    }
    if (value === "-") {
      advance();
      return call("-", start, [{ type: "number", value: "0", at: start }, binary(NEGATE)]);
    }
    if (value !== "(") throw isNot('a number, a name or "("');
    advance();
    const inner = binary(0);
    expect(")");
    return inner;
  }

  function word(): Expression {
    const [name, start] = [piece, at];
    if (name !== "not" && BINDS.has(name)) throw misread(text, at, `"${name}" needs something before it`);
    advance();
    if (name === "true" || name === "false") return { type: "flag", value: name, at: start };
    if (name === "not") return call("not", start, [binary(NOT)]);
    if (!isAt("(")) return { type: "name", name, at: start };
    advance();
    const args: Expression[] = [];
    while (!isAt(")")) {
      if (args.length > 0) expect(",");
      args.push(binary(0));
    }
    advance();
    return call(name, start, args);
  }

  function binary(least: number): Expression {
    if (++level > MOST_LEVELS) throw misread(text, at, TOO_DEEP);
    let left = operand();
    for (;;) {
      const [operator, start] = [piece, at];
      const binds = BINDS.get(operator) ?? -1;
      if (binds <= least) {
        level--;
        return left;
      }
      advance();
      left = call(operator, start, [left, binary(binds)]);
      if (binds === COMPARE && BINDS.get(piece) === COMPARE) {
        throw misread(text, at, 'comparisons do not chain; write "a < b and b < c"');
      }
    }
  }

  const whole = binary(0);
  if (piece !== "") throw isNot("an operator");
  if (isTooDeep(whole)) throw misread(text, 0, TOO_DEEP);
  return whole;
}

/** Level by level, as what would call itself for each could not tell. */
function isTooDeep(expression: Expression): boolean {
  let level: readonly Expression[] = [expression];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= MOST_LEVELS) return true;
    level = level.flatMap((one) => (one.type === "call" ? one.args : []));
  }
  return false;
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

/** Both conditions; either may be absent. Throws a `KpiError` where there are too many. */
export function both(a: Expression | null, b: Expression | null): Expression | null {
  if (a === null || b === null) return a ?? b;
  const all = call("and", 0, [a, b]);
  if (isTooDeep(all)) throw misread(`${print(a)} and ...`, 0, TOO_DEEP);
  return all;
}

/** The names in an expression, each once, in order of appearance. */
export function namesIn(expression: Expression): string[] {
  if (expression.type === "name") return [expression.name];
  if (expression.type !== "call") return [];
  return [...new Set(expression.args.flatMap(namesIn))];
}
