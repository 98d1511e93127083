import fc from "fast-check";
import { parse } from "kpi-core";
import { describe, expect, it } from "vitest";
import { type Expression, namesIn, print } from "../../src/core/expression.ts";

/** The tree with every pair of parentheses written out. */
function nested(expression: Expression): string {
  if (expression.type !== "call") return print(expression);
  const args = expression.args.map(nested);
  return `(${expression.operator} ${args.join(" ")})`;
}

describe("the formula language", () => {
  it.each([
    ["a or b and c", "(or a (and b c))"],
    ["not a = b and c", "(and (not (= a b)) c)"],
    ["a + b * c - d / e", "(- (+ a (* b c)) (/ d e))"],
    ["a - b - c", "(- (- a b) c)"],
    ["a / b / c", "(/ (/ a b) c)"],
    ["-a * b", "(* (- 0 a) b)"],
    ["a < b + 1 or c >= 2", "(or (< a (+ b 1)) (>= c 2))"],
    ["if(a, min(b, c, 1), (d))", "(if a (min b c 1) d)"],
    ["team = 'it''s' and true", "(and (= team 'it''s') true)"],
    ["01.50", "1.5"],
  ])("reads %s", (text, tree) => {
    expect(nested(parse(text))).toBe(tree);
  });

  it.each([
    ["", 'formula "", position 1: "the end" stands where a number, a name or "(" belongs'],
    ["a +", 'formula "a +", position 4: "the end" stands where a number, a name or "(" belongs'],
    ["a b", 'formula "a b", position 3: "b" stands where an operator belongs'],
    ["(a", 'formula "(a", position 3: "the end" stands where ")" belongs'],
    ["a < b < c", 'formula "a < b < c", position 7: comparisons do not chain; write "a < b and b < c"'],
    [
      "a & b",
      'formula "a & b", position 3: "&" is not part of the language; texts stand in \'single quotes\'',
    ],
    ["or a", 'formula "or a", position 1: "or" needs something before it'],
    ["min(a b)", 'formula "min(a b)", position 7: "b" stands where "," belongs'],
  ])("refuses %j with its position", (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  it("takes no word of JavaScript for an operator", () => {
    expect(() => parse("a constructor b")).toThrow("position 3");
  });

  it("lists names once, in order", () => {
    expect(namesIn(parse("b / (a + b) * 2"))).toEqual(["b", "a"]);
  });

  const leaf = fc.oneof(
    fc.constantFrom("a", "b", "team").map((name) => ({ type: "name", name }) as const),
    fc.nat(999).map((n) => ({ type: "number", value: String(n) }) as const),
    fc.string().map((value) => ({ type: "text", value }) as const),
    fc.constantFrom("true", "false").map((value) => ({ type: "flag", value }) as const),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc
        .tuple(fc.constantFrom("or", "and", "=", "<", "+", "-", "*", "/"), tie("tree"), tie("tree"))
        .map(([operator, a, b]) => ({ type: "call", operator, args: [a, b] })),
      tie("tree").map((a) => ({ type: "call", operator: "not", args: [a] })),
      fc.array(tie("tree"), { maxLength: 3 }).map((args) => ({ type: "call", operator: "max", args })),
    ),
  }));
  const withoutPositions = (value: Expression): unknown =>
    JSON.parse(JSON.stringify(value, (key, inner) => (key === "at" ? undefined : inner)));

  it("prints what it reads back as the same tree", () => {
    fc.assert(
      fc.property(tree, (value) => {
        const text = print(value as Expression);
        expect(withoutPositions(parse(text))).toEqual(withoutPositions(value as Expression));
        expect(print(parse(text))).toBe(text);
      }),
    );
  });
});
