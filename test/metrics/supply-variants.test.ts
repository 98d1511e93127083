import fc from "fast-check";
import { type Decimal, evaluate, type Kind, type Metric, table } from "kpi-core";
import { perEntity } from "kpi-core/histories";
import * as supply from "kpi-core/metrics/supply";
import { order, orderLine } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { rowsOf } from "../rows-of.ts";
import { plan, tables, zone } from "./supply-rows.ts";

describe("the other variants of the page", () => {
  const of = (metric: Parameters<typeof figuresOf>[0], name: keyof typeof tables) =>
    figuresOf(metric, tables[name] as never, plan);

  it("fill and backorder rates by line: 2 of 3, 1 of 2; they add up to 1", () => {
    expect(of(supply.fillRate({ level: "line" }), "orderLine").total).toBe("0.6");
    expect(of(supply.backorderRate({ level: "line" }), "orderLine").total).toBe("0.4");
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
