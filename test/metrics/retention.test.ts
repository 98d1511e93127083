import { evaluate } from "kpi-core";
import * as retention from "kpi-core/metrics/retention";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { expectCounts, type HandCount, third, twoThirds } from "./hand-count.ts";
import { plan, tables } from "./retention-rows.ts";
import { pages } from "./shown.ts";

const counts: HandCount<typeof retention> = {
  // 3 at the start, 1 leaves; 2, 1 leaves; of the 3 of January 1 is left
  customerRetention: [twoThirds, "0.5", third],
  customerChurn: [third, "0.5", twoThirds],
  // c and d of c, d, e; c of c, f; c and d of four
  repeatPurchaseRate: [twoThirds, "0.5", "0.5"],
  secondPurchaseRate: ["immature", "immature", "immature"],
  // 31 + 31 + 15 of 31 days; 10 + 3 of 10; 90 of 41
  averageHeadcount: ["2.483870967741935483870967741935484", "1.3", "2.195121951219512195121951219512195"],
  // who leaves on the 31st is gone
  headcount: ["2", "1", "1"],
  // half and 0.8 of full time; half
  fullTimeEquivalents: ["1.3", "0.5", "0.5"],
  // 15.5 + 31 + 12 of 31 days; 5 + 2.4 of 10; 65.9 of 41
  averageFullTimeEquivalents: [
    "1.887096774193548387096774193548387",
    "0.74",
    "1.607317073170731707317073170731707",
  ],
  hires: ["1", "0", "1"],
  departures: ["1", "1", "2"],
  // 1 over 77/31; 1 over 13/10; 2 over 90/41
  employeeTurnover: [
    "0.4025974025974025974025974025974026",
    "0.7692307692307692307692307692307692",
    "0.9111111111111111111111111111111111",
  ],
  voluntaryTurnover: ["0.4025974025974025974025974025974026", "0", "0.4555555555555555555555555555555556"],
  // who resigned was regretted
  regrettedTurnover: ["0.4025974025974025974025974025974026", "0", "0.4555555555555555555555555555555556"],
  // half of 1 + 1, of 0 + 1, of 1 + 2, over 2
  staffRotation: ["0.5", "0.25", "0.75"],
  // 2 at the start, 1 leaves
  employeeRetention: ["0.5", "0.5", "0.5"],
  // of the entries whose window is over, those that converted
  firstYearAttrition: [third, "1", "0.5"],
};

describe("the retention page, counted by hand", () => {
  expectCounts(counts, ["January", "February, until the 11th"], () =>
    evaluate(pages.retention, tables, plan),
  );

  it("the variants differ, on the same rows", () => {
    const { purchase } = tables;
    const january = { timeZone: "UTC", from: "2026-01-01", to: "2026-02-01", asOf: "2026-03-10" } as const;
    const at = (metric: Parameters<typeof figuresOf>[0], table: Parameters<typeof figuresOf>[1]) =>
      figuresOf(metric, table, january).total;
    // c twice of c, d and e; 2 of 4 purchases
    expect(at(retention.repeatPurchaseRate({ of: "within-period" }), purchase)).toBe(third);
    expect(at(retention.repeatPurchaseRate({ of: "purchases" }), purchase)).toBe("0.5");
    // c and e come for the first time, c again after 7 days
    expect(at(retention.secondPurchaseRate({ within: "P7D" }), purchase)).toBe("0.5");
    expect(at(retention.secondPurchaseRate({ within: "P6D" }), purchase)).toBe("0");
    expect(at(retention.secondPurchaseRate({ within: "P60D" }), purchase)).toBe("immature");
  });
});
