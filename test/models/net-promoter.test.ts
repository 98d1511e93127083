import { netPromoter, proportion } from "kpi-core/models";
import { describe, expect, it } from "vitest";

const answers = (promoters: number, passives: number, detractors: number) => ({
  promoters,
  passives,
  detractors,
});

describe("how sure a net promoter score is", () => {
  // p = 1/2, 1/3 passive, d = 1/6: a variance of 2/3 - 1/9 = 5/9 for an answer
  it("W19. of 60 answers 33.3, with a variance of 5/9 an answer", () => {
    const found = netPromoter({ ...answers(30, 20, 10), method: "wald" });
    expect(found?.score.toFixed(1)).toBe("33.3");
    expect(found?.standardError).toBeCloseTo(100 * Math.sqrt(5 / 9 / 60), 12);
  });
  it("W19. a third each: 320 / √n wide at 95 %, so that 1,024 answers give 10 points", () => {
    const found = netPromoter({ ...answers(342, 340, 342), method: "wald" });
    expect((2 * (found?.margin ?? 0)).toFixed(1)).toBe("10.0");
  });
  it.each([
    ["wald", 50, 30, 20, "30.0", "15.3", "14.7", "45.3"],
    ["adjusted-wald", 50, 30, 20, "29.1", "15.1", "14.1", "44.2"],
    ["wald", 5, 3, 2, "30.0", "48.4", "-18.4", "78.4"],
    ["adjusted-wald", 5, 3, 2, "23.1", "42.1", "-19.1", "65.2"],
  ] as const)("W19. %s of %d, %d and %d: %s ± %s", (method, p, n, d, centre, margin, lower, upper) => {
    const found = netPromoter({ ...answers(p, n, d), method });
    expect(found?.centre.toFixed(1)).toBe(centre);
    expect(found?.margin.toFixed(1)).toBe(margin);
    expect(found?.lower.toFixed(1)).toBe(lower);
    expect(found?.upper.toFixed(1)).toBe(upper);
    expect(found?.score).toBe(30);
  });
  it("where all are promoters the textbook is sure, the adjusted is not, and neither passes 100", () => {
    expect(netPromoter({ ...answers(10, 0, 0), method: "wald" })).toMatchObject({ lower: 100, upper: 100 });
    const found = netPromoter({ ...answers(10, 0, 0), method: "adjusted-wald" });
    expect(found?.upper).toBe(100);
    expect(found?.lower).toBeLessThan(80);
  });
  it("a higher level is wider; nobody answered, nothing is known", () => {
    const at = (level: number) => netPromoter({ ...answers(50, 30, 20), method: "wald", level })?.margin ?? 0;
    expect(at(0.99)).toBeGreaterThan(at(0.95));
    expect(netPromoter({ ...answers(0, 0, 0), method: "wald" })).toBeNull();
  });
  it("says what would be right", () => {
    expect(() => netPromoter({ ...answers(1.5, 0, 0), method: "wald" })).toThrow(
      "netPromoter: promoters is 1.5; write a whole number, 0 or more",
    );
    expect(() => netPromoter({ ...answers(1, 0, 0), method: "exact" as never })).toThrow(
      'netPromoter: method is "exact"; write "adjusted-wald" or "wald"',
    );
    expect(() => netPromoter({ ...answers(1, 0, 0), method: "wald", level: 95 })).toThrow(
      "netPromoter: level is 95; write a share, such as 0.95",
    );
  });
});

describe("a share of few", () => {
  it.each([
    [60, 100, "0.5020", "0.6906"],
    [0, 10, "0.0000", "0.2775"],
    [10, 10, "0.7225", "1.0000"],
  ])("W20. Wilson: %d of %d: %s to %s", (hits, of, lower, upper) => {
    const found = proportion({ hits, of });
    expect([found?.lower.toFixed(4), found?.upper.toFixed(4)]).toEqual([lower, upper]);
  });
  it("is the same from the other side", () => {
    for (const of of [1, 7, 1000]) {
      const [some, rest] = [proportion({ hits: 1, of }), proportion({ hits: of - 1, of })];
      expect(some?.lower).toBeCloseTo(1 - (rest?.upper ?? 0), 14);
    }
  });
  it("over nobody is none, and says what would be right", () => {
    expect(proportion({ hits: 0, of: 0 })).toBeNull();
    expect(() => proportion({ hits: 11, of: 10 })).toThrow(
      "proportion: hits is 11; write a whole number, from 0 to 10",
    );
  });
});
