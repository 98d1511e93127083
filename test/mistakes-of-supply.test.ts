import { evaluate, population, table } from "kpi-core";
import * as forecasts from "kpi-core/metrics/forecasts";
import * as inventory from "kpi-core/metrics/inventory";
import * as supply from "kpi-core/metrics/supply";
import { safetyStock } from "kpi-core/models";
import { forecast, order, orderLine, stockLevel, stockReading } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "./figures.ts";
import mistakes from "./reference/mistakes/mistakes.json" with { type: "json" };

// The mistakes of the catalogue of supply and quality that are about supply and forecasts: the wrong value computed and
// named, the right one from rows

const DAY = 86_400;
const at = (days: number) => days * DAY * 1000;
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** The row of the reference, of which only what is asked for is read. */
const row = (id: string) => {
  const found = mistakes.find((one) => one.id === id);
  return {
    wrong: (found?.wrong ?? {}) as Readonly<Record<string, number>>,
    right: (found?.right ?? {}) as Readonly<Record<string, number | null>>,
  };
};
const costOfSales = population(orderLine).dated("deliveredAt").sum("cost");
const sold = (cost: number) => table(orderLine, [{ deliveredAt: at(1), cost, currency: "EUR" }]);

describe("rates of deliveries", () => {
  const promised = (deliveredAt: number | null, site: string, dueAt = 5) => ({
    orderedAt: 0,
    promisedAt: at(dueAt),
    deliveredAt: deliveredAt === null ? null : at(deliveredAt),
    cancelledAt: null,
    site,
  });
  const late = { date: "original promise", early: "any", late: "none" } as const;
  const known = { asOf: at(10) };

  it("averaging ratios: 67.5 % as the mean of 9 of 10 and 450 of 1,000; 459 of 1,010 are 45.45 %", () => {
    const { wrong, right } = row("average-of-ratios");
    const rows = [
      ...times(10, (i) => promised(i < 9 ? 4 : 6, "a")),
      ...times(1000, (i) => promised(i < 450 ? 4 : 6, "b")),
    ];
    const onTime = supply.onTimeDelivery({ level: "order", ...late });
    const { byGroup, total } = figuresOf(onTime, table(order, rows), { ...known, by: ["site"] });
    expect(mean(byGroup.map(Number))).toBe(wrong.mean);
    expect(Number(total)).toBeCloseTo(right.pooled ?? 0, 14);
  });
  it("on time by delivery date: 6 of 7 delivered; 6 of 10 due, three of which are open and late", () => {
    const rows = [
      ...times(6, () => promised(4, "a")),
      promised(7, "a"),
      ...times(3, () => promised(null, "a")),
    ];
    const deliveries = table(order, rows);
    const total = (metric: Parameters<typeof figuresOf>[0]) => figuresOf(metric, deliveries, known).total;
    expect(Number(total(supply.onTimeOfDelivered))).toBeCloseTo(6 / 7, 14);
    expect(total(supply.onTimeDelivery({ level: "order", ...late }))).toBe("0.6");
  });
  it("perfect orders as a product: 64 %; the same two of ten are late and short: 80 %", () => {
    const { wrong, right } = row("perfect-order-product");
    const rows = times(10, (i) => ({
      ...promised(i < 2 ? 6 : 4, "a"),
      inFull: i >= 2,
      documented: true,
      damaged: false,
    }));
    const orders = table(order, rows);
    const total = (metric: Parameters<typeof figuresOf>[0]) => Number(figuresOf(metric, orders, known).total);
    expect(total(supply.perfectOrderIndex(late))).toBeCloseTo(wrong.product ?? 0, 14);
    expect(total(supply.perfectOrder(late))).toBe(right.counted);
  });
  it("services that rise and fall: 91.0 to 83.4 % in all, while both sites rise, to 96 and 78 %", () => {
    const site = (name: string, day: number, kept: number, of: number) =>
      times(of, (i) => promised(i < kept ? day - 1 : day + 1, name, day));
    const rows = [
      ...site("north", 5, 760, 800),
      ...site("south", 5, 150, 200),
      ...site("north", 40, 288, 300),
      ...site("south", 40, 546, 700),
    ];
    const onTime = supply.onTimeDelivery({ level: "line", ...late });
    const plan = { by: ["site"], per: "month", timeZone: "UTC", asOf: at(50) } as const;
    const report = evaluate({ onTime }, table(orderLine, rows), plan);
    const of = (rows: readonly { readonly cells: { readonly onTime: { readonly value: unknown } } }[]) =>
      rows.map(({ cells }) => Number(cells.onTime.value));
    expect(of(report.byPeriod)).toEqual([0.91, 0.834]);
    expect(of(report.rows)).toEqual([0.95, 0.75, 0.96, 0.78]);
    // At the middle of both months the rates add 1.9 points and the mix takes 9.5
    const weights = report.rows.map(({ cells }) => Number(cells.onTime.inputs.due) / 1000);
    const [north, south, north2, south2] = weights as [number, number, number, number];
    const rates = ((north + north2) / 2) * 0.01 + ((south + south2) / 2) * 0.03;
    const mix = (north2 - north) * 0.955 + (south2 - south) * 0.765;
    expect([rates.toFixed(3), mix.toFixed(3), (rates + mix).toFixed(3)]).toEqual([
      "0.019",
      "-0.095",
      "-0.076",
    ]);
  });
  it("over-shipment that offsets a shortage: 20 of 20 are 100 %; 5 of 10 and 10 of 10 are 75 %", () => {
    const { wrong, right } = row("fill-rate-overship");
    const rows = [
      { orderedAt: 0, ordered: 10, filled: 5 },
      { orderedAt: 0, ordered: 10, filled: 15 },
    ];
    const total = (key: "ordered" | "filled") => rows.reduce((sum, line) => sum + line[key], 0);
    expect(total("filled") / total("ordered")).toBe(wrong.uncapped);
    const rate = figuresOf(supply.fillRate({ level: "unit" }), table(orderLine, rows)).total;
    expect(Number(rate)).toBe(right.capped);
  });
  it("the mean of daily 90th percentiles: 8.2; 5.5 of all, day 1 with 1 and 10, day 2 with 5 and 100", () => {
    const days = [
      [...times(9, () => 1), 10],
      [...times(90, () => 5), ...times(10, () => 100)],
    ];
    const rows = days.flatMap((values, day) =>
      values.map((hours) => ({ orderedAt: at(day + 5) - hours * 3_600_000, deliveredAt: at(day + 5) })),
    );
    const p90 = supply.orderCycleTime({ p: 0.9 });
    const { rows: daily, total } = figuresOf(p90, table(order, rows), { per: "day", timeZone: "UTC" });
    // 1.9 and 14.5 hours
    expect(mean(daily.map((value) => Number(value) / 3600))).toBeCloseTo(8.2, 12);
    // Of all 110, the 99.1st of which 99 are at most 5 and the next is 10
    expect(Number(total) / 3600).toBeCloseTo(row("mean-of-percentiles").right.pooledP90_type7 ?? 0, 12);
  });
});

describe("stocks", () => {
  const { wrong, right } = row("turns-two-point-average");
  const ends = [100, 300, 300, 300, 100];
  const quarter = 365 / 4;
  const year = { from: 0, to: at(365), asOf: at(365) };
  const turns = (average: "two points" | "time-weighted" | "readings", stock: unknown) => {
    const metric = inventory.inventoryTurns({ average, costOfSales });
    const kind = average === "readings" ? "stockReading" : "stockLevel";
    const tables = { [kind]: stock, orderLine: sold(1200) };
    return Number(evaluate({ metric }, tables as never, year).totals?.cells.metric.value);
  };
  const level = (from: number, until: number, value: number) => ({
    startedAt: at(from),
    endedAt: at(until),
    value,
    currency: "EUR",
  });

  it("the average of two points: 12 turns; 5.45 of five readings", () => {
    // Held before the year and through its end, so that both of its ends see 100
    const held = [
      level(-1, quarter, 100),
      level(quarter, 3 * quarter, 300),
      level(3 * quarter, 364, 300),
      level(364, 400, 100),
    ];
    expect(turns("two points", table(stockLevel, held))).toBe(wrong.turns);
    const readings = ends.map((value, i) => ({
      at: at(i * quarter) - (i === 4 ? 1 : 0),
      value,
      currency: "EUR",
    }));
    expect(turns("readings", table(stockReading, readings))).toBeCloseTo(right.fivePoint ?? 0, 12);
  });
  it("the average of two points: 12 turns; 4.8 over time, where stocks move evenly from end to end", () => {
    const between = times(4, (i) => {
      const value = ((ends[i] ?? 0) + (ends[i + 1] ?? 0)) / 2;
      return level(i * quarter, (i + 1) * quarter, value);
    });
    expect(turns("time-weighted", table(stockLevel, between))).toBeCloseTo(right.trapezoid ?? 0, 12);
  });
  it("the cost of a quarter held against a year: 243 days; over its own 91 days 60.7", () => {
    const { wrong, right } = row("dio-quarter-with-365");
    expect(600 / (900 / 365)).toBeCloseTo(wrong.dio ?? 0, 12);
    const days = inventory.daysOfInventory({ average: "time-weighted", costOfSales });
    const tables = { stockLevel: table(stockLevel, [level(0, 91, 600)]), orderLine: sold(900) };
    const { totals } = evaluate({ days }, tables, { from: 0, to: at(91), asOf: at(91) });
    expect(Number(totals?.cells.days.value) / DAY).toBeCloseTo(right.dio ?? 0, 12);
  });
  it("a weekly deviation over 14 days as if it were daily: 61.6; 23.3 over two weeks", () => {
    const { wrong, right } = row("safety-stock-units");
    const stock = (per: number) =>
      safetyStock({
        z: 1.645,
        demand: { mean: 0, deviation: 10, per },
        leadTime: { mean: 14, deviation: 0 },
      });
    expect(stock(1)).toBeCloseTo(wrong.ss ?? 0, 12);
    expect(stock(7)).toBeCloseTo(right.ss ?? 0, 12);
  });
});

describe("forecasts of items that do not sell every week", () => {
  const { wrong, right } = row("mape-zero");
  const rows = [
    { targetAt: 0, forecast: 2, actual: 0 },
    { targetAt: 1, forecast: 10, actual: 10 },
    { targetAt: 2, forecast: 18, actual: 20 },
  ];
  const judged = table(forecast, rows);
  const percent = (metric: Parameters<typeof figuresOf>[0]) => 100 * Number(figuresOf(metric, judged).total);

  it("percentage errors with zeros: 5 % without it or 3.3 % with an error of 0; there is none", () => {
    const shares = rows.flatMap((one) =>
      one.actual === 0 ? [] : [Math.abs(one.actual - one.forecast) / one.actual],
    );
    expect(100 * mean(shares)).toBeCloseTo(wrong.mapeDropZero ?? 0, 12);
    expect(100 * mean([...shares, 0])).toBeCloseTo(wrong.mapeZeroAsZero ?? 0, 12);
    expect(figuresOf(forecasts.meanAbsolutePercentageError, judged).total).toBe("zero-denominator");
  });
  it("what there is: 13.33 % weighted, 70.18 or 35.09 % symmetric", () => {
    expect(percent(forecasts.weightedAbsolutePercentageError)).toBeCloseTo(right.wapePct ?? 0, 12);
    const symmetric = (range: "0 to 2" | "0 to 1") => percent(forecasts.symmetricPercentageError({ range }));
    expect(symmetric("0 to 2")).toBeCloseTo(right.smape200Pct ?? 0, 12);
    expect(symmetric("0 to 1")).toBeCloseTo(right.smape100Pct ?? 0, 12);
  });
});
