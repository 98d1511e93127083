import { evaluate, population, table } from "kpi-core";
import * as inventory from "kpi-core/metrics/inventory";
import { orderLine, stockReading } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { days, expectCounts, type HandCount } from "./hand-count.ts";
import { pages } from "./shown.ts";
import { currency, jan, plan, tables, zone } from "./supply-rows.ts";

const counts: HandCount<typeof inventory> = {
  // 1,000 over 100 + 100 for 31 days; 1,000 over 300 for 10; 2,000 over 9,200 / 41 for 41: 365 times 5/31, 1/3, 5/23
  inventoryTurns: [
    "58.87096774193548387096774193548387",
    "121.6666666666666666666666666666667",
    "79.3478260869565217391304347826087",
  ],
  // 200 * 31 / 1,000 = 6.2 days; 300 * 10 / 1,000 = 3; 9,200 / 2,000 = 4.6
  daysOfInventory: ["535680", days(3), "397440"],
  // 21 of 62 days of items; 0 of 20; 21 of 82
  stockoutRate: ["0.3387096774193548387096774193548387", "0", "0.2560975609756097560975609756097561"],
  // One of two; none of two
  inventoryAccuracy: ["0.5", "0", "0.25"],
  // 20 of 250; 2 of 20; 22 of 270
  inventoryValueAccuracy: ["0.92", "0.9", "0.9185185185185185185185185185185185"],
};

describe("the inventory page, counted by hand", () => {
  expectCounts(counts, ["January", "February, until the 11th"], () =>
    evaluate(pages.inventory, tables, plan),
  );
});

describe("the other variants of the page", () => {
  const costOfSales = population(orderLine).dated("deliveredAt").sum("cost");

  it("stock of two points: 100 to 100 in January, 100 to 300 until 11 February", () => {
    const held = { stockLevel: tables.stockLevel, orderLine: tables.orderLine };
    const { rows } = evaluate(
      { days: inventory.daysOfInventory({ average: "two points", costOfSales }) },
      held,
      plan,
    );
    // Just before January there is only y, and just before February nothing of x
    expect(rows.map(({ cells }) => cells.days.value?.toString())).toEqual([
      String((100 * 31 * 86_400) / 1000),
      String((((100 + 300) / 2) * 10 * 86_400) / 1000),
    ]);
  });
  it("stock of readings: 100, 300 and 200 are 200, whatever the time between them", () => {
    const readings = [
      { at: jan("01"), item: "x", quantity: 0, value: 60, currency },
      { at: jan("01"), item: "y", quantity: 1, value: 40, currency },
      { at: jan("02"), item: "x", quantity: 2, value: 300, currency },
      { at: jan("31"), item: "x", quantity: 0, value: 200, currency },
    ];
    const { rows } = evaluate(
      {
        days: inventory.daysOfInventory({ average: "readings", costOfSales }),
        out: inventory.stockoutRate({ by: "reading" }),
      },
      { stockReading: table(stockReading, readings, {}, zone), orderLine: tables.orderLine },
      plan,
    );
    expect(rows[0]?.cells.days.value?.toString()).toBe(String((200 * 31 * 86_400) / 1000));
    expect(rows[0]?.cells.out.value?.toString()).toBe("0.5");
  });
  it("no stock turns over no number of times, and lasts no time", () => {
    const turns = inventory.inventoryTurns({ average: "time-weighted", costOfSales });
    expect(turns({ cost: 100, average: 0, period: 86_400 })).toBeNull();
    expect(turns({ cost: 100, average: -5, period: 86_400 })).toBeNull();
    const lasting = inventory.daysOfInventory({ average: "time-weighted", costOfSales });
    expect(lasting({ cost: 100, average: 0, period: 86_400 })?.toString()).toBe("0");
    expect(lasting({ cost: 0, average: 100, period: 86_400 })).toBeNull();
  });
  it("counts that are off by at most 2 units are right; all four are", () =>
    expect(figuresOf(inventory.inventoryAccuracy({ tolerance: 2 }), tables.stockCount, plan).total).toBe(
      "1",
    ));
  it("a tolerance is a quantity", () =>
    expect(() => inventory.inventoryAccuracy({ tolerance: -1 })).toThrow(
      "inventoryAccuracy: tolerance is -1; write a quantity, 0 for none",
    ));
});
