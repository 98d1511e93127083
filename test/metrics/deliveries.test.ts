import { table } from "kpi-core";
import { perEntity } from "kpi-core/histories";
import * as supply from "kpi-core/metrics/supply";
import { order, orderLine } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { jan, zone } from "./supply-rows.ts";

describe("the same orders by another date, window and level", () => {
  // Promised at first for the 10th, asked for on the 8th, promised at last for the 12th; the second is open
  const promised = {
    ...{ orderedAt: jan("01"), cancelledAt: null },
    ...{ requestedAt: jan("08"), promisedAt: jan("10"), lastPromisedAt: jan("12") },
  };
  const rows = [
    { ...promised, deliveredAt: jan("07"), ordered: 10, delivered: 10 },
    { ...promised, deliveredAt: jan("10"), ordered: 20, delivered: 25 },
    { ...promised, deliveredAt: jan("11"), ordered: 30, delivered: 15 },
    { ...promised, deliveredAt: null, ordered: 40, delivered: 30 },
  ];
  const of = (metric: Parameters<typeof figuresOf>[0]) =>
    figuresOf(metric, table(orderLine, rows, {}, zone), { asOf: "2026-02-01", timeZone: "UTC" }).total;
  const any = { early: "any", late: "none" } as const;

  it.each([
    ["requested: the first", "requested", "0.25", "0.25"],
    ["original promise: the first two", "original promise", "0.5", "0.5"],
    ["current promise: three, of which one is short", "current promise", "0.75", "0.5"],
  ] as const)("%s", (_, date, onTime, whole) => {
    expect(of(supply.onTimeDelivery({ level: "line", date, ...any }))).toBe(onTime);
    expect(of(supply.otif({ level: "line", date, ...any }))).toBe(whole);
  });
  it("at most a day early: the first came three days before its promise", () => {
    const window = { date: "original promise", early: "P1D", late: "none" } as const;
    expect(of(supply.otif({ level: "line", ...window }))).toBe("0.25");
    expect(of(supply.otif({ level: "line", ...window, early: "P3D" }))).toBe("0.5");
    expect(of(supply.otif({ level: "line", ...window, early: "none" }))).toBe("0.25");
  });
  it("a day late: the third counts too, short as it is", () => {
    const window = { date: "original promise", early: "any", late: "P1D" } as const;
    expect(of(supply.onTimeDelivery({ level: "line", ...window }))).toBe("0.75");
    expect(of(supply.otif({ level: "line", ...window }))).toBe("0.5");
  });
  it("by unit: 10 + 20 + 15 of 100; what was sent above an order fills no other", () => {
    expect(of(supply.otif({ level: "unit", date: "current promise", ...any }))).toBe("0.45");
    // 30 of the fourth have arrived, late
    expect(of(supply.inFullRate({ level: "unit", date: "current promise" }))).toBe("0.75");
  });
  it("until the days of grace are over the period is immature", () => {
    const metric = supply.otif({ level: "line", date: "original promise", early: "any", late: "P30D" });
    expect(of(metric)).toBe("immature");
  });
  it("an order that is cancelled after it was due was due", () => {
    const late = [{ ...rows[3], cancelledAt: jan("20") }];
    const metric = supply.onTimeDelivery({ level: "line", date: "requested", ...any });
    const found = figuresOf(metric, table(orderLine, late, {}, zone), {
      asOf: "2026-02-01",
      timeZone: "UTC",
    });
    expect(found.total).toBe("0");
  });
  it("orders are made of their lines by perEntity: all of them in full, and delivered when the last one is", () => {
    const own = rows.map((row, i) => ({ ...row, order: i < 2 ? "A" : "B" }));
    const made = perEntity(own, "order", (lines, number) => ({
      order: number,
      requestedAt: jan("08"),
      promisedAt: jan("10"),
      orderedAt: jan("01"),
      cancelledAt: null,
      inFull: lines.every(({ ordered, delivered }) => delivered >= ordered),
      deliveredAt: lines.some(({ deliveredAt }) => deliveredAt === null)
        ? null
        : lines
            .map(({ deliveredAt }) => deliveredAt ?? "")
            .sort()
            .at(-1),
    }));
    const metric = supply.otif({ level: "order", date: "original promise", ...any });
    const found = figuresOf(metric, table(order, made.rows, {}, zone), {
      asOf: "2026-02-01",
      timeZone: "UTC",
    });
    expect(found.total).toBe("0.5");
  });
  it("says what it is in its id and its titles", () => {
    const { id, title } = supply.otif({
      level: "unit",
      date: "current promise",
      early: "P1D",
      late: "PT12H",
    });
    expect(id).toBe("otifUnitLastPromiseEarlyP1DLatePT12H");
    expect(title.fr).toBe(
      "Livré à temps et complet, par unité, dernière promesse, au plus 1 j d'avance, au plus 12 h de retard",
    );
  });
  it.each([
    [{ level: "pallet" }, 'otif: level is "pallet"; write "order" or "line" or "unit"'],
    [{ date: "due" }, 'otif: date is "due"; write "requested" or "original promise" or "current promise"'],
    [{ early: "1 day" }, 'otif: early is "1 day"; write "none", "any" or a duration such as P1D'],
    [{ late: "any" }, 'otif: late is "any"; write "none" or a duration such as P1D'],
  ])("%j is refused", (wrong, message) => {
    const right = { level: "line", date: "requested", early: "any", late: "none" } as const;
    expect(() => supply.otif({ ...right, ...wrong } as typeof right)).toThrow(message);
  });
});
