import { evaluate, table } from "kpi-core";
import * as purchasing from "kpi-core/metrics/purchasing";
import { purchaseLine } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { days, expectCounts, type HandCount } from "./hand-count.ts";
import { pages } from "./shown.ts";
import { plan, purchases, tables, zone } from "./supply-rows.ts";

const counts: HandCount<typeof purchasing> = {
  // Two of four; one of three
  supplierOnTime: ["0.5", "0.3333333333333333333333333333333333", "0.4285714285714285714285714285714286"],
  supplierLeadTime: [days(20), days(20), days(20)],
  averageSupplierLeadTime: [days(20), days(20), days(20)],
  // 16 + 0 + 16 over 2; 144 + 0 + 144 over 2; 320 over 5
  leadTimeDeviation: [days(4), days(12), days(8)],
  leadTimeVariation: ["0.2", "0.6", "0.4"],
  // 1, 3, 2; 2, 4
  dockToStock: [days(2), days(3), days(2)],
  // 10 - 20; 10 + 0
  purchasePriceVariance: ["-10", "10", "0"],
  // Over 300; over 40
  purchasePriceVarianceRate: ["-0.03333333333333333333333333333333333", "0.25", "0"],
};

describe("the purchasing page, counted by hand", () => {
  expectCounts(counts, ["January", "February, until the 11th"], () =>
    evaluate(pages.purchasing, tables, plan),
  );
});

describe("suppliers", () => {
  it("suppliers by unit: 10 + 5 of 40, 5 of 20", () => {
    const metric = purchasing.supplierOnTime({ level: "unit", early: "any", late: "none" });
    expect(figuresOf(metric, tables.purchaseLine, plan).rows).toEqual(["0.375", "0.25"]);
  });
  it("of a supplier who had nothing to deliver there is no rate, and not 100 %", () => {
    const metric = purchasing.supplierOnTime({ level: "line", early: "any", late: "none" });
    const undated = purchases.map((row) => ({ ...row, dueAt: null }));
    expect(figuresOf(metric, table(purchaseLine, undated, {}, zone), plan).total).toBe("no-records");
  });
  it("of one delivery there is no deviation", () => {
    const [first] = purchases;
    const only = table(purchaseLine, [first as (typeof purchases)[number]], {}, zone);
    expect(figuresOf(purchasing.leadTimeDeviation, only, plan).total).toBe("zero-denominator");
  });
});
