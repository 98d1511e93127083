import fc from "fast-check";
import { differenceOfProportions, proportion } from "kpi-core/models";
import { describe, expect, it } from "vitest";
import reference from "../reference/intervals/two_proportions.json" with { type: "json" };

describe("by Newcombe, as R has it", () => {
  it.each(reference.twoProportions)(
    "$x1 of $n1 and $x2 of $n2",
    ({ x1, n1, x2, n2, diff, newcombeDiff95 }) => {
      const found = differenceOfProportions({ first: { hits: x1, of: n1 }, second: { hits: x2, of: n2 } });
      expect(found?.difference).toBeCloseTo(diff, 13);
      expect(found?.lower).toBeCloseTo(newcombeDiff95[0] ?? Number.NaN, 12);
      expect(found?.upper).toBeCloseTo(newcombeDiff95[1] ?? Number.NaN, 12);
    },
  );
});

describe("two shares", () => {
  it("10 of 10 and 0 of 10: 1, and not for certain: 1 less the root of twice 0.2775 squared", () => {
    const found = differenceOfProportions({ first: { hits: 10, of: 10 }, second: { hits: 0, of: 10 } });
    const far = proportion({ hits: 0, of: 10 })?.upper ?? Number.NaN;
    expect(found).toMatchObject({ difference: 1, upper: 1 });
    expect(found?.lower).toBeCloseTo(1 - Math.SQRT2 * far, 12);
  });
  it("thirds are 0 apart, and not nearly", () => {
    const found = differenceOfProportions({ first: { hits: 1, of: 3 }, second: { hits: 2, of: 6 } });
    expect(found?.difference).toBe(0);
  });
  const tally = fc.integer({ min: 1, max: 60 }).chain((of) => fc.record({ hits: fc.integer({ min: 0, max: of }), of: fc.constant(of) })); // biome-ignore format: one
  it("the other way round the sides change, and all lies from -1 to 1", () => {
    fc.assert(
      fc.property(tally, tally, (first, second) => {
        const one = differenceOfProportions({ first, second });
        const back = differenceOfProportions({ first: second, second: first });
        expect(back?.lower).toBeCloseTo(-(one?.upper ?? 0), 12);
        expect(back?.difference).toBeCloseTo(-(one?.difference ?? 0), 14);
        const { lower = 0, difference = 0, upper = 0 } = one ?? {};
        expect([
          -1 - 1e-12 <= lower,
          lower <= difference,
          difference <= upper,
          upper <= 1 + 1e-12,
        ]).not.toContain(false);
      }),
      { numRuns: 30 },
    );
  });
  it("of none and of all the limits are 0 and 1, and not nearly", () => {
    for (const of of [3, 7, 11, 20, 29]) {
      expect(proportion({ hits: 0, of })?.lower).toBe(0);
      expect(proportion({ hits: of, of })?.upper).toBe(1);
    }
  });
  it("a higher level is wider", () => {
    const of = (level: number) =>
      differenceOfProportions({ first: { hits: 5, of: 9 }, second: { hits: 2, of: 7 }, level });
    expect(of(0.99)?.upper).toBeGreaterThan(of(0.9)?.upper ?? 1);
    expect(of(0.99)?.lower).toBeLessThan(of(0.9)?.lower ?? -1);
  });
  it("one of nobody tells nothing", () => {
    expect(differenceOfProportions({ first: { hits: 0, of: 0 }, second: { hits: 1, of: 2 } })).toBeNull();
    expect(differenceOfProportions({ first: { hits: 1, of: 2 }, second: { hits: 0, of: 0 } })).toBeNull();
  });
  it("says which one is wrong", () => {
    const good = { hits: 1, of: 2 };
    expect(() => differenceOfProportions({ first: good, second: { hits: 3, of: 2 } })).toThrow(
      "differenceOfProportions, second: hits is 3; write a whole number, from 0 to 2",
    );
    expect(() => differenceOfProportions({ first: good, second: good, level: 95 })).toThrow(
      "differenceOfProportions: level is 95; write a share, such as 0.95",
    );
  });
});
