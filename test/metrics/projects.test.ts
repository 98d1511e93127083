import { evaluate, table } from "kpi-core";
import * as projects from "kpi-core/metrics/projects";
import { changeRequest, milestone, projectStatus, requirement } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { days, expectCounts, type HandCount, said, third, twoThirds } from "./hand-count.ts";
import { pages } from "./shown.ts";

// January and February 2026 in UTC
const jan = (day: string) => `2026-01-${day}T00:00Z`;
const feb = (day: string) => `2026-02-${day}T00:00Z`;
const december = "2025-12-01T00:00Z";
const [project, currency] = ["p", "EUR"];

const milestones = [
  { plannedAt: jan("10"), expectedAt: null, reachedAt: jan("12"), project },
  { plannedAt: jan("20"), expectedAt: null, reachedAt: jan("19"), project },
  { plannedAt: jan("25"), expectedAt: jan("28"), reachedAt: feb("04"), project },
  { plannedAt: feb("10"), expectedAt: "2026-03-05T00:00Z", reachedAt: null, project },
  { plannedAt: feb("20"), expectedAt: null, reachedAt: feb("20"), project },
  { plannedAt: feb("25"), expectedAt: null, reachedAt: null, project },
];
// Of p three reports, of q one
const reports = [
  {
    ...{ reportedAt: jan("05"), replacedAt: jan("20"), project, currency },
    ...{ planned: 100, earned: 80, actual: 90, budget: 1000 },
  },
  {
    ...{ reportedAt: jan("20"), replacedAt: feb("20"), project, currency },
    ...{ planned: 500, earned: 400, actual: 500, budget: 1000 },
  },
  {
    ...{ reportedAt: feb("20"), replacedAt: null, project, currency },
    ...{ planned: 800, earned: 720, actual: 900, budget: 1100 },
  },
  {
    ...{ reportedAt: feb("01"), replacedAt: null, project: "q", currency },
    ...{ planned: 100, earned: 80, actual: 60, budget: 400 },
  },
];
const requests = [
  { requestedAt: jan("02"), decidedAt: jan("05"), accepted: true, implementedAt: jan("20") },
  { requestedAt: jan("02"), decidedAt: jan("06"), accepted: false, implementedAt: null },
  { requestedAt: jan("03"), decidedAt: jan("10"), accepted: true, implementedAt: feb("20") },
  { requestedAt: jan("20"), decidedAt: jan("31"), accepted: true, implementedAt: feb("20") },
  { requestedAt: jan("25"), decidedAt: feb("02"), accepted: true, implementedAt: null },
  { requestedAt: feb("01"), decidedAt: feb("03"), accepted: true, implementedAt: feb("04") },
  { requestedAt: feb("05"), decidedAt: null, accepted: null, implementedAt: null },
];
const scope = [
  { addedAt: december, removedAt: null, changedAt: null, size: 5, project },
  { addedAt: december, removedAt: jan("15"), changedAt: null, size: 3, project },
  { addedAt: december, removedAt: null, changedAt: feb("10"), size: 2, project },
  { addedAt: jan("10"), removedAt: null, changedAt: jan("20"), size: 4, project },
  { addedAt: feb("05"), removedAt: null, changedAt: null, size: 2, project },
];
const tables = {
  milestone: table(milestone, milestones),
  projectStatus: table(projectStatus, reports),
  changeRequest: table(changeRequest, requests),
  requirement: table(requirement, scope),
};
const plan = {
  per: "month",
  timeZone: "UTC",
  from: "2026-01-01",
  to: "2026-03-01",
  asOf: "2026-04-01", // what was accepted in February had its 30 days
} as const;

// Planned, earned, actual, budget at the end of January 500, 400, 500, 1000; of February 900, 800, 960, 1500
const counts: HandCount<typeof projects> = {
  // One of three, one of three
  onTimeMilestones: [third, third, third],
  // 2 and -1 days; 10 and 0; 11 days of 4
  milestoneSlip: [days(0.5), days(5), days(2.75)],
  // In all -1, 0, 2 and 10
  milestoneSlipQuantile: [days(0.5), days(5), days(1)],
  // The third; the fourth and the sixth
  overdueMilestones: ["1", "2", "2"],
  schedulePerformanceIndex: [
    "0.8",
    "0.8888888888888888888888888888888889",
    "0.8888888888888888888888888888888889",
  ],
  costPerformanceIndex: [
    "0.8",
    "0.8333333333333333333333333333333333",
    "0.8333333333333333333333333333333333",
  ],
  scheduleVariance: ["-100", "-100", "-100"],
  costVariance: ["-100", "-160", "-160"],
  // 1000 / 0.8; 1500 × 960 / 800
  estimateAtCompletion: ["1250", "1800", "1800"],
  percentComplete: ["0.4", "0.5333333333333333333333333333333333", "0.5333333333333333333333333333333333"],
  budgetBurn: ["0.5", "0.64", "0.64"],
  // 3 of 4; 2 of 2; 5 of 6
  changeAcceptance: ["0.75", "1", "0.8333333333333333333333333333333333"],
  // After 15, 41 and 20 days; never, and after 1
  changeAdoption: [twoThirds, "0.5", "0.6"],
  // From 10 to 11, from 11 to 13
  scopeChange: ["0.1", "0.1818181818181818181818181818181818", "0.3"],
  // One in, one out, one changed of 3; one in, one changed of 3
  requirementChurn: ["1", twoThirds, "1.666666666666666666666666666666667"],
};

describe("the projects page, counted by hand", () => {
  expectCounts(counts, ["January", "February"], () => evaluate(pages.projects, tables, plan));

  it("slips of what is due, and estimates by what the rest costs", () => {
    const metrics = {
      slip: projects.milestoneSlip({ of: "due" }),
      median: projects.milestoneSlipQuantile({ of: "due", p: 0.5 }),
      budget: projects.estimateAtCompletion({ rest: "at-budget" }),
      pace: projects.estimateAtCompletion({ rest: "at-cost-and-pace-so-far" }),
    };
    const { rows, totals } = evaluate(metrics, tables, plan);
    expect([...rows, totals].map((row) => said(row?.cells ?? {}))).toEqual([
      // 2, -1 and 10 days; 500 + 600; 500 + 600 / 0.64
      { slip: String((11 * 86_400) / 3), median: days(2), budget: "1100", pace: "1437.5" },
      // 23 and 0 days; 960 + 700; 960 + 700 × 1.2 × 1.125
      { slip: days(11.5), median: days(11.5), budget: "1660", pace: "1905" },
      // 34 days of 5: -1, 0, 2, 10 and 23
      { slip: days(6.8), median: days(2), budget: "1660", pace: "1905" },
    ]);
  });
});
