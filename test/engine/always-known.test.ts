import { population } from "kpi-core";
import { ticket } from "kpi-core/records";
import { expect, it } from "vitest";
import { parse, print } from "../../src/core/expression.ts";
import { askedBeyond, isAlwaysKnown, knownFields } from "../../src/engine/always-known.ts";

const fields = new Set(["a", "b"]);

it.each([
  ["a", true],
  ["c", false],
  ["a + b * 2 - 1", true],
  ["a + c", false],
  ["seconds(a, b) <= 60", true],
  ["max(a, abs(b))", true],
  ["if(a < b, a, 1)", true],
  // There are values of these fields for which these have none
  ["a / b", false],
  ["sqrt(a)", false],
  ["ln(a)", false],
  ["exp(a)", false],
  ["workingSeconds(a, b)", false],
])("%s is always known: %s", (text, expected) => {
  expect(isAlwaysKnown(parse(text), fields)).toBe(expected);
});

it.each([
  ["known(a)", null],
  ["known(c)", "known(c)"],
  ["known(a / b)", "known(a / b)"],
  ["known(a) and known(b)", null],
  ["known(a) and c = 1", "c = 1"],
  ["c = 1 and known(a)", "c = 1"],
  ["c = 1 and known(a) and a = 2", "c = 1 and a = 2"],
  ["known(a) or c = 1", "known(a) or c = 1"],
  ["not known(a)", "not known(a)"],
  ["f", "f"],
])("of %s is left %s", (text, expected) => {
  const left = askedBeyond(parse(text), fields);
  expect(left && print(left)).toBe(expected);
});

it("knows of a row that time leaves what it must have, and its moment", () => {
  const tickets = population(ticket);
  expect(knownFields(tickets.dated("resolvedAt").count())).toContain("resolvedAt");
  expect(knownFields(tickets.dated("openedAt").count())).not.toContain("resolvedAt");
  const during = knownFields(tickets.during("firstRepliedAt", "resolvedAt").mean());
  expect([...during]).toEqual(expect.arrayContaining(["openedAt", "firstRepliedAt"]));
  expect(during).not.toContain("resolvedAt");
});
