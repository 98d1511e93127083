import { evaluate } from "kpi-core";
import * as quality from "kpi-core/metrics/quality";
import { describe, expect, it } from "vitest";
import { expectCounts, type HandCount, said } from "./hand-count.ts";
import { plan, tables } from "./production-rows.ts";
import { pages } from "./shown.ts";

const counts: HandCount<typeof quality> = {
  // 120 of 150; 100 of 120; 220 of 270
  firstPassYield: ["0.8", "0.8333333333333333333333333333333333", "0.8148148148148148148148148148148148"],
  // all but 10 of 150; all but 10 of 120; all but 20 of 270
  finalYield: [
    "0.9333333333333333333333333333333333",
    "0.9166666666666666666666666666666667",
    "0.9259259259259259259259259259259259",
  ],
  scrapRate: [
    "0.06666666666666666666666666666666667",
    "0.08333333333333333333333333333333333",
    "0.07407407407407407407407407407407407",
  ],
  // 20 of 150; 10 of 120; 30 of 270
  productionReworkRate: [
    "0.1333333333333333333333333333333333",
    "0.08333333333333333333333333333333333",
    "0.1111111111111111111111111111111111",
  ],
  // 10 for 8; 10 for 10; 20 for 18
  actualToPlannedScrap: ["1.25", "1", "1.111111111111111111111111111111111"],
  defectiveRate: ["0.2", "0.1666666666666666666666666666666667", "0.1851851851851851851851851851851852"],
  // 40 in 150; 22 in 120; 62 in 270
  defectsPerUnit: [
    "0.2666666666666666666666666666666667",
    "0.1833333333333333333333333333333333",
    "0.2296296296296296296296296296296296",
  ],
  // 40 of 600 ways; 22 of 400 + 200; 62 of 1,200
  defectsPerMillion: [
    "66666.66666666666666666666666666667",
    "36666.66666666666666666666666666667",
    "51666.66666666666666666666666666667",
  ],
  // e to minus the defects per unit
  poissonYield: [
    "0.7659283383646486927116676570195051",
    "0.8324906126116026791532384503147435",
    "0.7948279287094533605932586551089303",
  ],
  // 3 on 150; 1 on 120; the other request is no complaint
  complaintRate: ["0.02", "0.008333333333333333333333333333333333", "0.01481481481481481481481481481481481"],
  costOfPoorQuality: ["50", "90", "140"],
  // 50 + 20; 90 + 10
  costOfQuality: ["70", "100", "170"],
  // of 1,000; of 2,000; of 3,000
  poorQualityRate: ["0.05", "0.045", "0.04666666666666666666666666666666667"],
};

describe("the quality page, counted by hand", () => {
  expectCounts(counts, ["January", "February"], () => evaluate(pages.quality, tables, plan));

  it("by cost, a unit of 10 weighs five times as much as one of 2", () => {
    const metrics = {
      scrap: quality.scrapRate({ by: "cost" }),
      rework: quality.productionReworkRate({ by: "cost" }),
      ofSales: quality.poorQualityRate({ of: "cost of sales" }),
    };
    const { rows, totals } = evaluate(metrics, tables, plan);
    // Scrap 20 of 300, 10 + 50 of 200 + 200, 80 of 700; failures 50 of 650, 90 of 700, 140 of 1,350
    expect([...rows, totals].map((row) => said(row?.cells ?? {}))).toEqual([
      {
        scrap: "0.06666666666666666666666666666666667",
        rework: "0.1333333333333333333333333333333333",
        ofSales: "0.07692307692307692307692307692307692",
      },
      { scrap: "0.15", rework: "0.15", ofSales: "0.1285714285714285714285714285714286" },
      {
        scrap: "0.1142857142857142857142857142857143",
        rework: "0.1428571428571428571428571428571429",
        ofSales: "0.1037037037037037037037037037037037",
      },
    ]);
  });
});
