import fc from "fast-check";
import { meanAndDeviation, staffingPlan } from "kpi-core/models";
import { describe, expect, it } from "vitest";
import { combined, greatestOf } from "../../src/core/many.ts";

describe("combined two by two", () => {
  it("is what one after the other gives, in the order of the values", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 40 }), (texts) => {
        expect(combined(texts, (a, b) => a + b)).toBe(texts.join(""));
      }),
    );
  });
});

describe("lists of more than a function takes arguments", () => {
  const many = Array.from({ length: 200_000 }, (_, i) => i);

  it("have a greatest number, also among none", () => {
    expect(greatestOf(many)).toBe(199_999);
    expect(greatestOf(many, 1e6)).toBe(1e6);
    expect(greatestOf([])).toBe(Number.NEGATIVE_INFINITY);
  });

  it("have a mean", () => {
    expect(meanAndDeviation(many)?.mean.toFixed()).toBe("99999.5");
  });

  it("are staffed", () => {
    const quiet = { contacts: 0, handleSeconds: 180 };
    const intervals = many.map((at) => (at === 7 ? { ...quiet, contacts: 1 } : quiet));
    const plan = staffingPlan({ intervals, intervalSeconds: 1800, serviceLevel: 0.8, withinSeconds: 20 });
    expect(plan.peak).toBe(plan.intervals[7]?.agents);
  });
});
