import fc from "fast-check";
import { type Decimal, evaluate, type Kind, type Metric, population, table } from "kpi-core";
import { perEntity } from "kpi-core/histories";
import * as supply from "kpi-core/metrics/supply";
import { order, orderLine, purchaseLine, stockReading } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { rowsOf } from "../rows-of.ts";
import { currency, jan, plan, purchases, tables, zone } from "./supply-rows.ts";

describe("the other variants of the page", () => {
  const of = (metric: Parameters<typeof figuresOf>[0], name: keyof typeof tables) =>
    figuresOf(metric, tables[name] as never, plan);

  it("fill and backorder rates by line: 2 of 3, 1 of 2; they add up to 1", () => {
    expect(of(supply.fillRate({ level: "line" }), "orderLine").total).toBe("0.6");
    expect(of(supply.backorderRate({ level: "line" }), "orderLine").total).toBe("0.4");
  });
  it("stock of two points: 100 to 100 in January, 100 to 300 until 11 February", () => {
    const costOfSales = population(orderLine).dated("deliveredAt").sum("cost");
    const held = { stockLevel: tables.stockLevel, orderLine: tables.orderLine };
    const { rows } = evaluate(
      { days: supply.daysOfInventory({ average: "two points", costOfSales }) },
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
    const costOfSales = population(orderLine).dated("deliveredAt").sum("cost");
    const { rows } = evaluate(
      {
        days: supply.daysOfInventory({ average: "readings", costOfSales }),
        out: supply.stockoutRate({ by: "reading" }),
      },
      { stockReading: table(stockReading, readings, {}, zone), orderLine: tables.orderLine },
      plan,
    );
    expect(rows[0]?.cells.days.value?.toString()).toBe(String((200 * 31 * 86_400) / 1000));
    expect(rows[0]?.cells.out.value?.toString()).toBe("0.5");
  });
  it("no stock turns over no number of times, and lasts no time", () => {
    const costOfSales = population(orderLine).dated("deliveredAt").sum("cost");
    const turns = supply.inventoryTurns({ average: "time-weighted", costOfSales });
    expect(turns({ cost: 100, average: 0, period: 86_400 })).toBeNull();
    expect(turns({ cost: 100, average: -5, period: 86_400 })).toBeNull();
    const lasting = supply.daysOfInventory({ average: "time-weighted", costOfSales });
    expect(lasting({ cost: 100, average: 0, period: 86_400 })?.toString()).toBe("0");
    expect(lasting({ cost: 0, average: 100, period: 86_400 })).toBeNull();
  });
  it("counts that are off by at most 2 units are right; all four are", () =>
    expect(of(supply.inventoryAccuracy({ tolerance: 2 }), "stockCount").total).toBe("1"));
  it("a tolerance is a quantity", () =>
    expect(() => supply.inventoryAccuracy({ tolerance: -1 })).toThrow(
      "inventoryAccuracy: tolerance is -1; write a quantity, 0 for none",
    ));
  it("suppliers by unit: 10 + 5 of 40, 5 of 20", () => {
    const metric = supply.supplierOnTime({ level: "unit", early: "any", late: "none" });
    expect(of(metric, "purchaseLine").rows).toEqual(["0.375", "0.25"]);
  });
  it("of a supplier who had nothing to deliver there is no rate, and not 100 %", () => {
    const metric = supply.supplierOnTime({ level: "line", early: "any", late: "none" });
    const undated = purchases.map((row) => ({ ...row, dueAt: null }));
    expect(figuresOf(metric, table(purchaseLine, undated, {}, zone), plan).total).toBe("no-records");
  });
  it("of one delivery there is no deviation", () => {
    const [first] = purchases;
    const only = table(purchaseLine, [first as (typeof purchases)[number]], {}, zone);
    expect(figuresOf(supply.leadTimeDeviation, only, plan).total).toBe("zero-denominator");
  });
  it("what January sold and took back by 3 March: 2 of 10 and 4 of 8; not what came back later", () => {
    const until = { ...plan, to: "2026-02-01", asOf: "2026-03-04" };
    const sold = (within: string) =>
      figuresOf(supply.returnRateOfSales({ within }), tables.orderLine, until).total;
    expect(sold("P30D")).toBe("0.3333333333333333333333333333333333");
    // 14 days each: from the 6th to the 20th, from the 22nd to the 5th
    expect(sold("P14D")).toBe("0.3333333333333333333333333333333333");
    expect(sold("P13D")).toBe("0");
  });
});

describe("published", () => {
  // Two orders, of 4 and 2 lines: 200 units, of which 170 ship; each order lacks one line
  const fills = [
    [40, 40],
    [40, 30],
    [30, 30],
    [20, 20],
    [30, 30],
    [40, 20],
  ].map(([ordered = 0, filled = 0], i) => ({ orderedAt: 0, ordered, filled, order: i < 4 ? "A" : "B" }));
  it.each([
    ["unit", "0.85"],
    ["line", "0.6667"],
    ["order", "0"],
  ] as const)("rightchain.ai: fill rate by %s is %s", (level, published) => {
    const whole = perEntity(fills, "order", (own) => ({
      orderedAt: 0,
      filled: own.every(({ filled, ordered }) => filled >= ordered),
    }));
    const rows = level === "order" ? table(order, whole.rows) : table(orderLine, fills);
    const { total } = figuresOf(supply.fillRate({ level }), rows as never);
    expect(String(Number(Number(total).toFixed(4)))).toBe(published);
  });
});

describe("of any rows", () => {
  const any = { early: "any", late: "none" } as const;
  const spring = { timeZone: "UTC", from: "2025-12-01", to: "2026-05-01", asOf: "2026-06-01" } as const;
  /** Metrics over random rows of a kind, as numbers; null where there is none. */
  const holds = <Name extends string>(
    kind: Kind,
    metrics: Readonly<Record<Name, Metric<string, string>>>,
    keeps: (values: Readonly<Record<Name, number | null>>) => void,
  ) =>
    fc.assert(
      fc.property(rowsOf(kind, Object.values(metrics)), (rows) => {
        const { totals } = evaluate(metrics, table(kind, rows, {}, zone) as never, spring);
        const cells = (totals?.cells ?? {}) as Readonly<Record<string, { readonly value: Decimal | null }>>;
        keeps(
          Object.fromEntries(
            Object.entries(cells).map(([name, { value }]) => [name, value?.toNumber() ?? null]),
          ) as Readonly<Record<Name, number | null>>,
        );
      }),
      { numRuns: 60 },
    );

  it.each(["requested", "original promise", "current promise"] as const)(
    "what is on time and in full is both, by the %s; a perfect order is on time and in full",
    (date) => {
      for (const level of ["line", "order"] as const) {
        const metrics: Readonly<Record<"both" | "onTime" | "inFull" | "perfect", Metric>> = {
          both: supply.otif({ level, date, ...any }),
          onTime: supply.onTimeDelivery({ level, date, ...any }),
          inFull: supply.inFullRate({ level, date }),
          perfect:
            level === "order" ? supply.perfectOrder({ date, ...any }) : supply.otif({ level, date, ...any }),
        };
        holds(level === "order" ? order : orderLine, metrics, ({ both, onTime, inFull, perfect }) => {
          if (both === null || onTime === null || inFull === null) return;
          expect(both).toBeLessThanOrEqual(Math.min(onTime, inFull));
          expect(both).toBeGreaterThanOrEqual(onTime + inFull - 1 - 1e-12);
          expect(perfect).toBeLessThanOrEqual(both);
        });
      }
    },
  );
  it("what the first shipment fills and what it does not are all, and no more", () => {
    for (const level of ["line", "unit"] as const) {
      const metrics = { filled: supply.fillRate({ level }), short: supply.backorderRate({ level }) };
      holds(orderLine, metrics, ({ filled, short }) => {
        if (filled !== null) expect(filled + (short ?? 2)).toBeCloseTo(1, 12);
      });
    }
  });
  it("a wider window has no fewer deliveries on time", () => {
    const on = (early: string, late: string) =>
      supply.onTimeDelivery({ level: "line", date: "requested", early, late });
    const metrics = { narrow: on("P1D", "none"), early: on("any", "none"), later: on("P1D", "P2D") };
    holds(orderLine, metrics, ({ narrow, early, later }) => {
      if (narrow === null) return;
      expect(early).toBeGreaterThanOrEqual(narrow);
      expect(later).toBeGreaterThanOrEqual(narrow);
    });
  });
});
