import fc from "fast-check";
import {
  economicOrderQuantity,
  expectedFillRate,
  inventoryPosition,
  normalLoss,
  reorderPoint,
  safetyStock,
  serviceFactor,
} from "kpi-core/models";
import { describe, expect, it } from "vitest";

describe("service factors", () => {
  // Quantiles of the normal distribution to 15 digits (tables, and R's qnorm)
  it.each([
    [0.5, 0],
    [0.8, 0.841621233572914],
    [0.9, 1.2815515655446],
    [0.95, 1.64485362695147],
    [0.975, 1.95996398454005],
    [0.99, 2.32634787404084],
    [0.999, 3.09023230616781],
    [0.05, -1.64485362695147],
  ])("%d is %d", (level, z) => expect(serviceFactor(level)).toBeCloseTo(z, 12));
  // By mpmath, from the logarithm of the tail
  it.each([
    ["4e-35", -12.310023390736],
    ["1e-300", -37.0470962993612],
    ["1e-999", -67.7517158727286],
    [`0.${"9".repeat(60)}`, 16.3972782127187],
  ])("%s is %d, however far out", (level, z) => expect(serviceFactor(level)).toBeCloseTo(z, 12));
  it("of a half is 0 and not -0", () => expect(serviceFactor("0.5")).toBe(0));
  it.each([0, 1, 95, Number.NaN, "x"])("%s is no share between 0 and 1", (level) =>
    expect(() => serviceFactor(level)).toThrow("write a share above 0 and below 1, such as 0.95"),
  );
});

describe("the loss function", () => {
  /** ∫ (x - z) φ(x) dx from z on, by Simpson's rule. */
  const integral = (z: number) => {
    const [steps, end] = [20_000, 12];
    const h = (end - z) / steps;
    const at = (x: number) => ((x - z) * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
    let sum = at(z) + at(end);
    for (let i = 1; i < steps; i++) sum += at(z + i * h) * (i % 2 === 1 ? 4 : 2);
    return (sum * h) / 3;
  };
  it.each([-3, -1, 0, 0.5, 1, 2, 3, 4])("of %d is the integral", (z) =>
    expect(normalLoss(z)).toBeCloseTo(integral(z), 12),
  );
  it("has the values of printed tables", () => {
    expect([0, 1, 2, -1].map((z) => normalLoss(z).toFixed(4))).toEqual([
      "0.3989",
      "0.0833",
      "0.0085",
      "1.0833",
    ]);
  });
  it("falls as z rises, and is never below 0", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -40, max: 40, noNaN: true }),
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        (z, by) => {
          expect(normalLoss(z + by)).toBeLessThan(normalLoss(z) + Number.MIN_VALUE);
          expect(normalLoss(z + by)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
  it("is 0 far out, and no NaN", () => {
    expect(normalLoss(1e300)).toBe(0);
    expect(normalLoss(-1e300)).toBe(1e300);
  });
});

const carpet = { z: 1.65, demand: { mean: 30, deviation: 5, per: 1 }, leadTime: { mean: 10, deviation: 0 } };

describe("safety stock", () => {
  it("has both sources of doubt: 1.65 times the root of 10 * 25 + 900 * 4", () => {
    const doubtful = { ...carpet, leadTime: { mean: 10, deviation: 2 } };
    expect(safetyStock(doubtful)).toBeCloseTo(1.65 * Math.sqrt(10 * 25 + 900 * 4), 12);
  });
  it("does not depend on the unit of time: by the day, the week or the second", () => {
    const byDay = safetyStock({ ...carpet, leadTime: { mean: 10, deviation: 2 } });
    for (const unit of [1 / 7, 86_400]) {
      const scaled = { mean: 10 * unit, deviation: 2 * unit };
      const demand = { mean: 30, deviation: 5, per: unit };
      expect(safetyStock({ z: 1.65, demand, leadTime: scaled })).toBeCloseTo(byDay, 10);
    }
  });
  it("looked at every 6 days, it covers 16", () =>
    expect(safetyStock({ ...carpet, reviewTime: 6 })).toBeCloseTo(1.65 * 5 * 4, 12));
  it("is 0 where half of the cycles may run out, and below it less", () => {
    expect(safetyStock({ ...carpet, z: 0 })).toBe(0);
    expect(safetyStock({ ...carpet, z: -1 })).toBeLessThan(0);
  });
  it("two sites together need less than each on its own: the root of the sum of squares", () => {
    const both = { ...carpet, demand: { mean: 60, deviation: Math.hypot(5, 5), per: 1 } };
    expect(safetyStock(both)).toBeCloseTo(Math.SQRT2 * safetyStock(carpet), 12);
  });
  it.each([
    [{ z: Number.NaN }, "safetyStock: z is NaN; give a number"],
    [
      { demand: { mean: 1, deviation: -1, per: 1 } },
      "safetyStock: demand.deviation is -1; give a number, 0 or more",
    ],
    [{ demand: { mean: 1, deviation: 1, per: 0 } }, "safetyStock: demand.per is 0; give a number above 0"],
    [{ leadTime: { mean: -1, deviation: 0 } }, "safetyStock: leadTime.mean is -1; give a number, 0 or more"],
    [{ z: 1e300, demand: { mean: 1, deviation: 1e300, per: 1 } }, "safetyStock: the result is too large"],
  ])("%j is refused", (wrong, message) =>
    expect(() => safetyStock({ ...carpet, ...wrong })).toThrow(message),
  );
});

describe("order points and quantities", () => {
  it("the reorder point is the demand of the lead time and the safety stock", () =>
    expect(reorderPoint(carpet)).toBeCloseTo(300 + safetyStock(carpet), 12));
  it("holds against the position: 100 on the shelf and 250 on the way are above 326, 100 alone would not be", () => {
    expect(inventoryPosition({ onHand: 100, onOrder: 250, backordered: 10 })).toBeGreaterThan(326.1);
    expect(() => inventoryPosition({ onHand: 1, onOrder: -1, backordered: 0 })).toThrow(
      "inventoryPosition: onOrder is -1; give a number, 0 or more",
    );
  });
  it("an economic order costs as much to place as its stock costs to hold", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1000 }), (demand, cost) => {
        const q = economicOrderQuantity({ demand, orderCost: cost, holdingCost: 3 });
        expect(((demand / q) * cost) / ((q / 2) * 3)).toBeCloseTo(1, 10);
      }),
    );
    expect(() => economicOrderQuantity({ demand: 1, orderCost: 1, holdingCost: 0 })).toThrow(
      "economicOrderQuantity: holdingCost is 0; give a number above 0",
    );
  });
});

describe("expected fill rate", () => {
  it("is 1 without doubt, and rises with the safety stock and with the order", () => {
    expect(expectedFillRate({ z: 0, deviation: 0, orderQuantity: 10 })).toBe(1);
    const rate = (z: number, orderQuantity: number) => expectedFillRate({ z, deviation: 50, orderQuantity });
    // 1 - 50 * 0.39894 / 100; 1 - 50 * 0.08332 / 100
    expect(rate(0, 100)).toBeCloseTo(0.800529, 6);
    expect(rate(1, 100)).toBeCloseTo(0.958342, 6);
    expect(rate(1, 200)).toBeGreaterThan(rate(1, 100) ?? 1);
  });
  it("is null where the formula does not hold", () => {
    expect(expectedFillRate({ z: -5, deviation: 50, orderQuantity: 200 })).toBeNull();
    expect(expectedFillRate({ z: 1, deviation: 1e300, orderQuantity: 1e-300 })).toBeNull();
  });
  it("reads z also where there is no doubt", () =>
    expect(() => expectedFillRate({ z: Number.NaN, deviation: 0, orderQuantity: 10 })).toThrow(
      "expectedFillRate: z is NaN; give a number",
    ));
  it("needs an order", () =>
    expect(() => expectedFillRate({ z: 1, deviation: 50, orderQuantity: 0 })).toThrow(
      "expectedFillRate: orderQuantity is 0; give a number above 0",
    ));
});
