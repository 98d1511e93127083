import { Decimal, KpiError } from "kpi-core";
import { target } from "kpi-core/benchmarks";
import { describe, expect, it } from "vitest";
import { thrownBy } from "./thrown.ts";

describe("a target is plain data", () => {
  it("keeps sizes as decimal texts, durations as they were written and moments as texts", () => {
    expect(target({ atLeast: 0.7, warn: new Decimal("0.65") })).toEqual({ atLeast: "0.7", warn: "0.65" });
    expect(target({ atMost: "1e-7" })).toEqual({ atMost: "0.0000001" });
    expect(target({ atMost: 12345678901234567890n })).toEqual({ atMost: "12345678901234567890" });
    expect(target({ between: [5, "P1D"], warn: [3, 1e5] })).toEqual({
      between: ["5", "P1D"],
      warn: ["3", "100000"],
    });
    expect(target({ atMost: 1, currency: "EUR", for: { team: null, level: 1, vip: true } })).toEqual({
      atMost: "1",
      currency: "EUR",
      for: { team: null, level: 1, vip: true },
    });
    expect(target({ atMost: 1, from: "2026-04-01", until: "2026-05-01T02:00:00+02:00" })).toEqual({
      atMost: "1",
      from: "2026-04-01",
      until: "2026-05-01T00:00:00.000Z",
    });
    expect(target({ atMost: 1, from: new Date(0), until: { epochMilliseconds: 1000 } })).toEqual({
      atMost: "1",
      from: "1970-01-01T00:00:00.000Z",
      until: "1970-01-01T00:00:01.000Z",
    });
  });

  it("is frozen, comes back from JSON and is itself what target takes", () => {
    const made = target({ between: [5, 20], warn: [3, 25], from: "2026-04-01", for: { team: "a" } });
    const again = target(JSON.parse(JSON.stringify(made)));
    expect(again).toEqual(made);
    expect([made, made.between, made.warn, made.for].every(Object.isFrozen)).toBe(true);
  });

  it("does not keep what its options do later", () => {
    const keys: Record<string, string> = { team: "a" };
    const made = target({ atLeast: 1, for: keys });
    keys.team = "b";
    expect(made.for).toEqual({ team: "a" });
  });

  it("leaves out what is undefined", () => {
    expect(Object.keys(target({ atLeast: 1, atMost: undefined, from: undefined } as never))).toEqual([
      "atLeast",
    ]);
  });

  it("takes a warning on the bound, and a band that warns on one side", () => {
    expect(target({ atLeast: 1, warn: 1 }).warn).toBe("1");
    expect(target({ atMost: "P1D", warn: 86_400 }).warn).toBe("86400");
    expect(target({ between: [5, 20], warn: [5, 25] }).warn).toEqual(["5", "25"]);
  });
});

describe("a target that cannot be says what would be right:", () => {
  it.each<[unknown, string]>([
    [7, "target: 7 is no target; write target({ atLeast: 0.7 })"],
    [null, "target: null is no target; write target({ atLeast: 0.7 })"],
    [{}, "target: has no bound; give one of atLeast, atMost, between"],
    [{ warn: 1 }, "target: has no bound; give one of atLeast, atMost, between"],
    [{ atLeast: 1, atMost: 2 }, "target: has both atLeast and atMost; give one of atLeast, atMost, between"],
    [
      { atLeast: 1, untill: "2026-01-01" },
      "target: untill is no word of a target; its words are atLeast, atMost, between, warn, currency, from, until, for",
    ],
    [{ atLeast: Number.NaN }, "target: atLeast is NaN; write a number, or a duration such as P2D or PT4H"],
    [
      { atMost: Number.POSITIVE_INFINITY },
      "target: atMost is Infinity; write a number, or a duration such as P2D or PT4H",
    ],
    [{ atLeast: "70 %" }, 'target: atLeast is "70 %"; write a number, or a duration such as P2D or PT4H'],
    [{ atMost: "P1M" }, 'target: atMost is "P1M"; write a number, or a duration such as P2D or PT4H'],
    [
      { atMost: 1, warn: [1, 2] },
      "target: warn is a list; write one number, or a duration such as P2D or PT4H",
    ],
    [{ between: 5 }, "target: between is 5; write two ends, such as [5, 20]"],
    [{ between: [5] }, "target: between is an array; write two ends, such as [5, 20]"],
    [{ between: [5, 20], warn: 3 }, "target: warn is 3; write two ends, such as [5, 20]"],
    [{ between: [20, 5] }, "target: between is [20,5], whose low end comes last; write the lower first"],
    [
      { between: ["PT2H", 3600] },
      "target: between is [PT2H,3600], whose low end comes last; write the lower first",
    ],
    [
      { atLeast: 0.7, warn: 0.75 },
      "target: warn is 0.75, which meets atLeast 0.7; write one that is not above it",
    ],
    [
      { atMost: "P2D", warn: "PT47H" },
      "target: warn is PT47H, which meets atMost P2D; write one that is not below it",
    ],
    [
      { between: [5, 20], warn: [6, 25] },
      "target: warn is [6,25], which is not around between [5,20]; write a band that is as wide or wider",
    ],
    [
      { between: [5, 20], warn: [3, 19] },
      "target: warn is [3,19], which is not around between [5,20]; write a band that is as wide or wider",
    ],
    [{ atLeast: 1, currency: "" }, 'target: currency is ""; write an ISO 4217 code, such as EUR'],
    [
      { atLeast: 1, from: "2026-02-30" },
      'target: from is "2026-02-30"; write a date, or a time with its offset such as 2026-01-31T09:00:00+01:00',
    ],
    [
      { atLeast: 1, until: "2026-02-01T00:00" },
      'target: until is "2026-02-01T00:00"; write a date, or a time with its offset such as 2026-01-31T09:00:00+01:00',
    ],
    [
      { atLeast: 1, until: new Date(8.64e15) },
      "target: until is +275760-09-13T00:00:00.000Z; write a date, or a time with its offset such as 2026-01-31T09:00:00+01:00",
    ],
    [{ atLeast: 1, for: "a" }, 'target: for is "a"; write keys by their names, such as { team: "a" }'],
    [
      { atLeast: 1, for: { team: ["a"] } },
      "target: for team is an array; write a text, a number, true, false or null",
    ],
    [
      { atLeast: 1, for: { team: undefined } },
      "target: for team is undefined; write a text, a number, true, false or null",
    ],
  ])("%j", (options, message) => {
    const error = thrownBy(() => target(options as never));
    expect(error).toBeInstanceOf(KpiError);
    expect(error).toMatchObject({ code: "bad-target", message });
  });
});
