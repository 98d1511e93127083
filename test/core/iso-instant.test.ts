import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readInstant } from "../../src/core/instant.ts";
import { isoInstant } from "../../src/core/iso-instant.ts";

const DAY = 86_400_000;

describe("a text read by position", () => {
  it.each([
    ["1970-01-01T00:00Z", 0],
    ["1970-01-02 00:00:00.001Z", DAY + 1],
    // 31 + 28 days before March
    ["1970-03-01T01:02:03Z", 59 * DAY + 3_723_000],
    // 1972 is the first leap year after 1970: 2 × 365 + 31 + 28 days before its 29 February
    ["1972-02-29T23:59:59.999Z", 790 * DAY - 1],
    ["1972-02-29T23:59:59.999+00:01", 790 * DAY - 1 - 60_000],
    ["1972-02-29T00:00-18:59", 789 * DAY + 18 * 3_600_000 + 59 * 60_000],
    // From 0000-03-01 to 1970-01-01 it is 719,468 days; that year 0 has a 29 February
    ["0000-02-29T00:00Z", -719_469 * DAY],
  ])("%s", (text, ms) => {
    expect(isoInstant(text)).toBe(ms);
  });

  it.each([
    ["1900-02-29T00:00Z"],
    ["2026-04-31T00:00Z"],
    ["2026-00-01T00:00Z"],
    ["2026-13-01T00:00Z"],
    ["2026-01-00T00:00Z"],
    ["2026-01-01T24:00Z"],
    ["2026-01-01T00:60Z"],
    ["2026-01-01T00:00:60Z"],
    ["2026-01-01T00:00:"],
    ["2026-01-01T00:00:00.12"],
    ["2026-01-01T00:00:00.1234Z"],
    ["2026-01-01T00:00+19:00"],
    ["2026-01-01T00:00+01:60"],
    ["2026-01-01T00:00ZZ"],
    ["2026-01-01T00:00:00.000"],
  ])("%s is left to the general reader", (text) => {
    expect(isoInstant(text)).toBeNaN();
  });

  it("with any other letter in any place is none", () => {
    const text = "2026-01-31T09:00:00.123+01:00";
    for (let at = 0; at < text.length; at++) {
      for (const letter of ["x", "/", ":;"[+(text[at] === ":")] as string]) {
        const other = text.slice(0, at) + letter + text.slice(at + 1);
        expect([other, isoInstant(other)]).toEqual([other, Number.NaN]);
      }
    }
  });

  it("is what the general reader says, or is left to it", () => {
    const shapes = ["2024-02-29T23:59:59.999+01:00", "2023-02-28T00:00:00.000Z", "2000-12-31 23:59Z"];
    const change = fc.tuple(fc.nat(28), fc.constantFrom(..."0123456789-:T Z+.x"));
    fc.assert(
      fc.property(fc.constantFrom(...shapes), fc.array(change, { maxLength: 3 }), (shape, changes) => {
        const letters = [...shape];
        for (const [at, letter] of changes) if (at < letters.length) letters[at] = letter;
        const text = letters.join("");
        const read = isoInstant(text);
        if (!Number.isNaN(read)) expect(readInstant(text)).toBe(read);
      }),
      { numRuns: 3000 },
    );
  });
});
