import { evaluate, table } from "kpi-core";
import type * as retention from "kpi-core/metrics/retention";
import { person, subscription } from "kpi-core/records";
import { describe } from "vitest";
import { expectCounts, type HandCount } from "./hand-count.ts";
import { pages } from "./shown.ts";

// January and February 2026 in UTC; the report is of 11 February
const subscriptions = [
  { startedAt: "2025-12-01", endedAt: null },
  { startedAt: "2025-12-10", endedAt: "2026-01-20" },
  { startedAt: "2026-01-05", endedAt: "2026-01-25" }, // comes and goes
  { startedAt: "2025-12-01", endedAt: "2026-02-05" },
];
const people = [
  { joinedOn: "2025-06-01", leftOn: null, leavingReason: null },
  { joinedOn: "2025-01-01", leftOn: "2026-01-31", leavingReason: "resignation" },
  { joinedOn: "2026-01-17", leftOn: "2026-02-03", leavingReason: "dismissal" },
];
const zone = { zone: "UTC" };
const tables = {
  subscription: table(subscription, subscriptions, {}, zone),
  person: table(person, people, {}, zone),
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
  // 31 + 31 + 15 of 31 days; 10 + 3 of 10; 90 of 41
  averageHeadcount: ["2.483870967741935483870967741935484", "1.3", "2.195121951219512195121951219512195"],
  // who leaves on the 31st is gone
  headcount: ["2", "1", "1"],
  // 1 over 77/31; 1 over 13/10; 2 over 90/41
  employeeTurnover: [
    "0.4025974025974025974025974025974026",
    "0.7692307692307692307692307692307692",
    "0.9111111111111111111111111111111111",
  ],
  voluntaryTurnover: ["0.4025974025974025974025974025974026", "0", "0.4555555555555555555555555555555556"],
  // 2 at the start, 1 leaves
  employeeRetention: ["0.5", "0.5", "0.5"],
};

describe("the retention page, counted by hand", () => {
  expectCounts(counts, ["January", "February, until the 11th"], () =>
    evaluate(pages.retention, tables, plan),
  );
});
