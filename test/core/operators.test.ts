import { Decimal } from "kpi-core";
import { describe, expect, it } from "vitest";
import { calculate } from "../../src/core/calculate.ts";
import { kindOf } from "../../src/core/check.ts";
import { parse } from "../../src/core/expression.ts";
import { decimalOf, fractionOf } from "../../src/core/fraction.ts";
import { operators, type Value, type ValueKind } from "../../src/core/operators.ts";
import { isAlwaysKnown } from "../../src/engine/always-known.ts";

const hour = 3_600_000;
/** The names of the lines below: what they are and what they hold. */
const names: Readonly<Record<string, readonly [ValueKind, number | string | boolean | null]>> = {
  n: ["number", null],
  f: ["flag", null],
  t: ["instant", 0],
  u: ["instant", 1_500],
  late: ["instant", hour],
  never: ["instant", null],
  day: ["date", 0],
  team: ["text", "a"],
};

function resultOf(text: string): string | boolean | null {
  const read = (name: string): Value => {
    const held = names[name]?.[1] ?? null;
    return typeof held === "number" ? fractionOf(new Decimal(held)) : held;
  };
  const value = calculate(parse(text), read, (from, to) => (to - from) / 2);
  return value !== null && typeof value === "object" ? decimalOf(value).toString() : value;
}

// Counted by hand: for each operator what it gives, and what unknown does to it
const lines: Readonly<Record<string, readonly (readonly [string, string | boolean | null])[]>> = {
  "+": [
    ["0.1 + 0.2", "0.3"],
    ["1 + n", null],
  ],
  "-": [
    ["0.3 - 0.1", "0.2"],
    ["-n", null],
    ["-(2 - 5)", "3"],
  ],
  "*": [
    ["1.5 * 1.5", "2.25"],
    ["0 * n", null],
  ],
  "/": [
    ["1 / 3", "0.3333333333333333333333333333333333"],
    ["1 / 3 * 3", "1"],
    ["2 / 0", null],
    ["n / 2", null],
  ],
  "=": [
    ["0.1 + 0.2 = 0.3", true],
    ["team = 'a'", true],
    ["n = n", null],
    ["true = false", false],
  ],
  "!=": [
    ["2 != 2.0", false],
    ["team != 'A'", true],
    ["team != 'b' and n != 1", null],
  ],
  "<": [
    ["1 / 3 < 0.3333333333333333333333333333333334", true],
    ["2 < 2", false],
    ["t < u", true],
    ["n < 1", null],
  ],
  "<=": [
    ["2 <= 2", true],
    ["late <= t", false],
    ["t <= never", null],
  ],
  ">": [
    ["10 > 9", true],
    ["t > t", false],
    ["n > 0", null],
  ],
  ">=": [
    ["2 >= 2", true],
    ["day >= day", true],
    ["n >= n", null],
  ],
  and: [
    ["f and false", false],
    ["false and f", false],
    ["f and true", null],
    ["true and true", true],
  ],
  or: [
    ["f or true", true],
    ["true or f", true],
    ["f or false", null],
    ["false or false", false],
  ],
  not: [
    ["not true", false],
    ["not f", null],
  ],
  known: [
    ["known(n)", false],
    ["known(0)", true],
    ["known(never)", false],
    ["known(2 / 0)", false],
  ],
  if: [
    ["if(1 < 2, 3, n)", "3"],
    ["if(f, 1, 1)", null],
    ["if(false, n, 4)", "4"],
  ],
  min: [
    ["min(3, 1, 2)", "1"],
    ["min(1, n)", null],
    ["min(1 / 3, 0.3)", "0.3"],
  ],
  max: [
    ["max(3, 1, 2)", "3"],
    ["max(n, 1)", null],
  ],
  abs: [
    ["abs(2 - 5)", "3"],
    ["abs(0)", "0"],
    ["abs(n)", null],
  ],
  sqrt: [
    ["sqrt(6.25)", "2.5"],
    ["sqrt(-1)", null],
    ["sqrt(0)", "0"],
    ["sqrt(n)", null],
  ],
  ln: [
    ["ln(1)", "0"],
    ["ln(0)", null],
    ["ln(-1)", null],
    ["ln(n)", null],
  ],
  exp: [
    ["exp(0)", "1"],
    ["exp(1000)", null],
    ["exp(-1000)", "0"],
    ["exp(n)", null],
  ],
  seconds: [
    ["seconds(t, u)", "1.5"],
    ["seconds(late, t)", "-3600"],
    ["seconds(t, never)", null],
  ],
  workingSeconds: [
    ["workingSeconds(t, late)", "1800"],
    ["workingSeconds(never, t)", null],
  ],
};

describe("every operator", () => {
  it("has a line here", () => {
    expect(Object.keys(lines).sort()).toEqual([...operators.keys()].sort());
  });

  it.each(Object.values(lines).flat())("%s is %s", (text, expected) => {
    expect(resultOf(text)).toBe(expected);
  });

  it.each(Object.values(lines).flat())("%s has a value where its fields do, unless it says", (text) => {
    const known = Object.entries(names).flatMap(([name, [, value]]) => (value === null ? [] : [name]));
    if (isAlwaysKnown(parse(text), new Set(known))) expect(resultOf(text)).not.toBeNull();
  });
});

describe("kinds", () => {
  const scope = new Map(Object.entries(names).map(([name, [kind]]) => [name, kind]));
  const kind = (text: string) => kindOf(parse(text), scope, text);

  it.each([
    ["n + 1", "number"],
    ["t < u", "flag"],
    ["min(t, late)", "instant"],
    ["if(f, team, 'b')", "text"],
    ["max(day, day)", "date"],
    ["known(team)", "flag"],
    ["seconds(t, u)", "number"],
  ])("%s is a %s", (text, expected) => {
    expect(kind(text)).toBe(expected);
  });

  it.each([
    ["t + 1", 'position 3: "+" got instant, number; it is a + b, two numbers'],
    ["team < 'b'", 'position 6: "<" got text, text; it is a < b, two numbers, instants or dates'],
    ["seconds(day, t)", 'position 1: "seconds" got date, instant; it is seconds(from, to), two instants'],
    ["t = day", 'position 3: "=" got instant, date'],
    ["n and f", 'position 3: "and" got number, flag'],
    ["min(n)", 'position 1: "min" got number; it is min(a, b, …), numbers, instants or dates'],
    ["if(f, n, team)", 'position 1: "if" got flag, number, text'],
    ["resolvdAt + 1", 'position 1: no "resolvdAt" here; the names are n, f, t, u, late, never, day, team'],
    [
      "n + total(n)",
      'position 5: no function "total"; the functions are known, if, min, max, abs, sqrt, ln, exp, seconds, workingSeconds',
    ],
  ])("%s is refused with its position", (text, message) => {
    expect(() => kind(text)).toThrow(message);
  });
});
