import { population, table } from "kpi-core";
import { trackingSignal } from "kpi-core/metrics/forecasts";
import { daysOfInventory } from "kpi-core/metrics/inventory";
import { fillRate, onTimeDelivery } from "kpi-core/metrics/supply";
import { reorderPoint, safetyStock } from "kpi-core/models";
import { forecast, orderLine } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "./figures.ts";
import examples from "./reference/worked-examples/worked_examples.json" with { type: "json" };

// Worked examples of supply and forecasts that others have published, recomputed in exact fractions. Here are
// tracking-signal (TS1 to TS4), rop (safetyStock, reorderPoint) and DIO of ccc; published-production.test.ts has
// those of production, quality and finance, so also DSO, DPO and the sum of ccc

const DAY = 86_400;

/** Holds a value to the exact one, and to the published one in as many digits as that has. */
function holds(example: string, field: string, found: number): void {
  const row = examples.find((one) => one.example === example && one.field === field);
  expect(row).toBeDefined();
  const { valueFloat, published, decimals } = row as (typeof examples)[number];
  expect(found).toBeCloseTo(valueFloat ?? Number.NaN, 12);
  expect(found.toFixed(decimals)).toBe(Number(published).toFixed(decimals));
}

describe("tracking signal: 10 forecast, 8, 11, 12 and 14 came", () => {
  const came = [8, 11, 12, 14];
  it.each([1, 2, 3, 4])("TS%d", (until) => {
    const rows = came.slice(0, until).map((actual, i) => ({ targetAt: i * 1000, forecast: 10, actual }));
    const signal = trackingSignal({ errorSign: "actual - forecast" });
    holds("tracking-signal", `TS${until}`, Number(figuresOf(signal, table(forecast, rows)).total));
  });
});

describe("Super Shag carpet: 30 a day, deviation 5, 10 days, z = 1.65 (Taylor)", () => {
  const carpet = {
    z: 1.65,
    demand: { mean: 30, deviation: 5, per: 1 },
    leadTime: { mean: 10, deviation: 0 },
  };
  it("safety stock", () => holds("rop", "safetyStock", safetyStock(carpet)));
  it("reorder point", () => holds("rop", "reorderPoint", reorderPoint(carpet)));
});

it("days of inventory: cost of sales 4,000, stock 1,600 to 2,500 (The Free Dictionary)", () => {
  const costOfSales = population(orderLine).dated("deliveredAt").sum("cost");
  const days = daysOfInventory({ average: "two points", costOfSales });
  const given = { opening: 1600, closing: 2500, cost: 4000, period: 365 * DAY };
  holds("ccc", "DIO", days(given)?.div(DAY).toNumber() ?? Number.NaN);
});

describe("as a share of orders", () => {
  it("InfiniteLexicon: 42 of 50 deliveries on time are 84 %", () => {
    const rows = Array.from({ length: 50 }, (_, i) => ({
      orderedAt: 0,
      promisedAt: 8_000,
      deliveredAt: i < 42 ? 7_000 : 9_000,
      cancelledAt: null,
    }));
    const onTime = onTimeDelivery({ level: "line", date: "original promise", early: "any", late: "none" });
    expect(figuresOf(onTime, table(orderLine, rows), { asOf: 10_000 }).total).toBe("0.84");
  });
  it("rightchain.ai: 170 of 200 units are 85 %, 4 of 6 lines 67 %, 0 of 2 orders 0 %", () => {
    expect(fillRate({ level: "unit" })({ filled: 170, demanded: 200 })?.toFixed(2)).toBe("0.85");
    expect(fillRate({ level: "line" })({ filled: 4, demanded: 6 })?.toFixed(2)).toBe("0.67");
    expect(fillRate({ level: "order" })({ filled: 0, demanded: 2 })?.toFixed(2)).toBe("0.00");
  });
});
