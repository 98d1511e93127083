import { evaluate, table } from "kpi-core";
import * as retention from "kpi-core/metrics/retention";
import { funnelEntry, person, purchase, signup, subscription } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { days, expectCounts, type HandCount } from "./hand-count.ts";
import { pages } from "./shown.ts";

// January and February 2026 in UTC; the report is of 11 February
const subscriptions = [
  { startedAt: "2025-12-01", endedAt: null },
  { startedAt: "2025-12-10", endedAt: "2026-01-20" },
  { startedAt: "2026-01-05", endedAt: "2026-01-25" }, // comes and goes
  { startedAt: "2025-12-01", endedAt: "2026-02-05" },
];
const people = [
  { joinedOn: "2025-06-01", leftOn: null, leavingReason: null, regretted: null, workingShare: 0.5 },
  {
    joinedOn: "2025-01-01",
    leftOn: "2026-01-31",
    leavingReason: "resignation",
    regretted: true,
    workingShare: 1,
  },
  {
    joinedOn: "2026-01-17",
    leftOn: "2026-02-03",
    leavingReason: "dismissal",
    regretted: false,
    workingShare: 0.8,
  },
];
const jan = (day: string) => `2026-01-${day}T00:00Z`;
const feb = (day: string) => `2026-02-${day}T00:00Z`;
const signups = [
  { signedUpAt: jan("05"), activatedAt: jan("06"), onboardedAt: "2026-01-05T12:00Z" },
  { signedUpAt: jan("10"), activatedAt: jan("20"), onboardedAt: jan("17") }, // active too late; a week to the second
  { signedUpAt: jan("30"), activatedAt: null, onboardedAt: null },
  { signedUpAt: feb("02"), activatedAt: feb("05"), onboardedAt: null },
];
const entries = [
  { enteredAt: jan("05"), reached: 3, convertedAt: jan("06"), mature: true },
  { enteredAt: jan("07"), reached: 2, convertedAt: null, mature: true },
  { enteredAt: jan("08"), reached: 1, convertedAt: null, mature: true },
  { enteredAt: feb("01"), reached: 3, convertedAt: feb("04"), mature: true },
  { enteredAt: feb("08"), reached: 2, convertedAt: null, mature: false },
];
const purchases = [
  { at: jan("02"), customer: "c", previousAt: null, nextAt: jan("09"), ofPeriod: 1 },
  { at: jan("09"), customer: "c", previousAt: jan("02"), nextAt: feb("03"), ofPeriod: 2 },
  { at: jan("15"), customer: "d", previousAt: "2025-11-01T00:00Z", nextAt: null, ofPeriod: 1 },
  { at: jan("20"), customer: "e", previousAt: null, nextAt: null, ofPeriod: 1 },
  { at: feb("03"), customer: "c", previousAt: jan("09"), nextAt: null, ofPeriod: 1 },
  { at: feb("04"), customer: "f", previousAt: null, nextAt: null, ofPeriod: 1 },
];
const zone = { zone: "UTC" };
const tables = {
  subscription: table(subscription, subscriptions, {}, zone),
  person: table(person, people, {}, zone),
  signup: table(signup, signups),
  funnelEntry: table(funnelEntry, entries),
  purchase: table(purchase, purchases),
};
const plan = {
  per: "month",
  timeZone: "UTC",
  from: "2026-01-01",
  to: "2026-03-01",
  asOf: "2026-02-11",
} as const;

const third = "0.3333333333333333333333333333333333";
const twoThirds = "0.6666666666666666666666666666666667";
const counts: HandCount<typeof retention> = {
  // 3 at the start, 1 leaves; 2, 1 leaves; of the 3 of January 1 is left
  customerRetention: [twoThirds, "0.5", third],
  customerChurn: [third, "0.5", twoThirds],
  // 1 of 3 within a week; of February that is not known before 8 March
  activationRate: [third, "immature", "immature"],
  onboardingCompletionRate: [twoThirds, "immature", "immature"],
  // 1 and 10 days, and 12 so far; 3; at 3 days half of the four are there, the next at 10
  timeToValue: [days(10), days(3), days(6.5)],
  // 2 of 3; 1 of 1, a window is not over
  funnelConversion: [twoThirds, "1", "0.75"],
  timeToConvert: [days(1), days(3), days(2)],
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
    const { funnelEntry, purchase, signup } = tables;
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
    // the middle of 1 and 10 days, without the one who waits
    expect(at(retention.timeToValue({ p: 0.5, of: "activated" }), signup)).toBe(days(5.5));
    expect(at(retention.funnelConversion({ to: 3, of: 2 }), funnelEntry)).toBe("0.5");
  });
});
