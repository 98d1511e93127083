import fc from "fast-check";
import { parse, population, table } from "kpi-core";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { type Expression, namesIn, print } from "../../src/core/expression.ts";
import { figuresOf, only } from "../figures.ts";

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

  describe("goes 1,000 levels deep", () => {
    const further = "formulas go 1,000 levels deep, and this one goes further; write it in parts";
    const flat = (terms: number) => Array.from({ length: terms }, () => "a").join(" + ");

    it.each([
      ["a sum", flat],
      ["parentheses", (levels: number) => `${"(".repeat(levels - 1)}a${")".repeat(levels - 1)}`],
      ["signs", (levels: number) => `${"-".repeat(levels - 1)}a`],
      ["functions", (levels: number) => `${"abs(".repeat(levels - 1)}a${")".repeat(levels - 1)}`],
      ["what is not", (levels: number) => `${"not ".repeat(levels - 1)}a`],
    ])("%s", (_, of) => {
      expect(print(parse(of(1000)))).toContain("a");
      for (const levels of [1001, 100_000]) expect(() => parse(of(levels))).toThrow(further);
    });

    it("whatever it has side by side", () => {
      const wide = Array.from({ length: 900 }, () => "abs((a + 1) * (b + 2))").join(" + ");
      expect(namesIn(parse(`min(${wide}, ${wide})`))).toEqual(["a", "b"]);
    });

    it("a metric, and what it is evaluated with", () => {
      const size = population(workItem).dated("finishedAt").sum(flat(1000).replaceAll("a", "size"));
      const rows = [{ startedAt: 0, finishedAt: 1, size: 2 }];
      expect(figuresOf(only(size), table(workItem, rows), {}).total).toBe("2000");
    });

    it("conditions one after the other", () => {
      let some = population(workItem);
      for (let i = 0; i < 999; i++) some = some.where(`team != '${i}'`);
      expect(some.dated("finishedAt").count().key).toContain("'998'");
      expect(() => some.where("team != '999'").where("team != '1000'")).toThrow(further);
    });
  });

  it("has texts of any length", () => {
    const text = "it''s ".repeat(1_500_000);
    expect(parse(`'${text}'`)).toMatchObject({ type: "text", value: text.replaceAll("''", "'") });
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
