import { dpmoOf, rolledThroughputYield, sigmaLevel } from "kpi-core/models";
import { describe, expect, it } from "vitest";

describe("sigma level", () => {
  // By mpmath
  it.each([
    ["777.78", 3.164113722895442],
    ["300000", 0.5244005127080408],
    ["900000", -1.2815515655446004],
    ["500000", 0],
    ["0.001", 5.997807015007687],
    ["1e-14", 9.2623400897984],
    ["1e-54", 16.39727821271871],
  ])("%s of a million without a shift", (dpmo, z) => {
    expect(sigmaLevel({ dpmo, shift: 0 })).toBeCloseTo(z, 13);
  });
  it("the shift is added, and by no one else", () => {
    expect(sigmaLevel({ dpmo: 500_000, shift: 1.5 })).toBe(1.5);
  });
  it("of none and of all nobody knows how far the limit is", () => {
    expect(sigmaLevel({ dpmo: 0, shift: 1.5 })).toBeNull();
    expect(sigmaLevel({ dpmo: 1_000_000, shift: 1.5 })).toBeNull();
  });
  it("refuses what is no share of a million", () => {
    expect(() => sigmaLevel({ dpmo: -1, shift: 0 })).toThrow(
      "sigmaLevel: dpmo is -1; write a number from 0 to 1000000",
    );
    expect(() => sigmaLevel({ dpmo: 1_000_001, shift: 0 })).toThrow("write a number from 0 to 1000000");
    expect(() => sigmaLevel({ dpmo: Number.NaN, shift: 0 })).toThrow("sigmaLevel: dpmo is NaN");
    expect(() => sigmaLevel({ dpmo: 5, shift: -1 })).toThrow("sigmaLevel: shift is -1");
    expect(() => sigmaLevel({ dpmo: "1e-99", shift: 0 })).toThrow("write 0, or 1e-54 and more");
  });
});

describe("defects per million at a level", () => {
  it.each([
    [6, 3.39767312473006],
    [4, 6209.665325776135],
    [1, 691462.461274013],
    [-1, 993790.3346742238],
    [8, 4.016000583859118e-5],
  ])("%d, shifted by 1.5", (level, dpmo) => {
    expect(dpmoOf({ sigmaLevel: level, shift: 1.5 }) / dpmo).toBeCloseTo(1, 13);
  });
  it("there and back", () => {
    for (const level of [-2, 0.01, 1.5, 2.999, 3, 4.5, 6, 9.25]) {
      const dpmo = dpmoOf({ sigmaLevel: level, shift: 1.5 });
      expect(sigmaLevel({ dpmo, shift: 1.5 })).toBeCloseTo(level, level < 0 ? 9 : 11);
    }
  });
  it("refuses a level of which nothing is left", () => {
    expect(() => dpmoOf({ sigmaLevel: 17, shift: 0 })).toThrow("write a number from -16 to 16");
    expect(() => dpmoOf({ sigmaLevel: Number.POSITIVE_INFINITY, shift: 0 })).toThrow(
      "sigmaLevel is Infinity",
    );
    expect(() => dpmoOf({ sigmaLevel: 3, shift: "a" })).toThrow('dpmoOf: shift is "a"');
  });
});

describe("rolled throughput yield", () => {
  it("is exact over any number of steps: 99 of 100 in 30 of them", () => {
    const steps = Array.from({ length: 30 }, () => ({ passed: 99, entered: 100 }));
    const line = rolledThroughputYield(steps);
    // 0.99 ^ 30 by mpmath
    expect(line?.rolled.toString()).toBe("0.7397003733882804227300150923167149");
    expect(line?.normalised.toFixed(25)).toBe("0.9900000000000000000000000");
  });
  it("thirds: 2 of 3, then 3 of 4, are a half to the last digit", () => {
    const steps = [
      { passed: 2, entered: 3 },
      { passed: 3, entered: 4 },
    ];
    expect(rolledThroughputYield(steps)?.rolled.toString()).toBe("0.5");
  });
  it("of a line on which nothing passes it is 0; of one that nothing entered, or without steps, there is none", () => {
    expect(rolledThroughputYield([{ passed: 0, entered: 5 }])?.rolled.toString()).toBe("0");
    expect(rolledThroughputYield([{ passed: 0, entered: 0 }])).toBeNull();
    expect(rolledThroughputYield([])).toBeNull();
  });
  it("refuses more out than in, and what is no number", () => {
    expect(() => rolledThroughputYield([{ passed: 6, entered: 5 }])).toThrow(
      'rolledThroughputYield: step 1: passed is "6"; write at most the 5 that entered',
    );
    expect(() => rolledThroughputYield([{ passed: -1, entered: 5 }])).toThrow("step 1: passed is -1");
    expect(() => rolledThroughputYield([{ passed: 1, entered: Number.NaN }])).toThrow("entered is NaN");
  });
});
