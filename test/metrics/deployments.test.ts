import { evaluate, table } from "kpi-core";
import * as deployments from "kpi-core/metrics/deployments";
import { codeChange, deployment } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { days, expectCounts, type HandCount, hours, said, third, twoMonths } from "./hand-count.ts";
import { pages } from "./shown.ts";

// January and February 2026, in UTC
const jan = (moment: string) => `2026-01-${moment}Z`;
const feb = (moment: string) => `2026-02-${moment}Z`;

const fine = { failed: false, recoveredAt: null, rework: false };
const broken = {
  key: "2",
  deployedAt: jan("12T10:00"),
  failed: true,
  recoveredAt: jan("12T12:00"),
  rework: false,
};
const releases = [
  { key: "1", deployedAt: jan("05T00:00"), ...fine },
  // Joined to two incidents
  broken,
  broken,
  // Nobody said whether it failed
  { key: "3", deployedAt: jan("13T00:00"), failed: null, recoveredAt: null, rework: true },
  { key: "4", deployedAt: feb("20T00:00"), failed: true, recoveredAt: null, rework: false },
  { key: "5", deployedAt: feb("21T00:00"), ...fine, rework: true },
  { key: "6", deployedAt: feb("22T00:00"), ...fine, rework: null },
];
const changes = [
  { committedAt: jan("03T00:00"), mergedAt: jan("04T00:00"), deployedAt: jan("05T00:00") },
  { committedAt: jan("10T00:00"), mergedAt: null, deployedAt: jan("11T00:00") },
  { committedAt: jan("30T00:00"), mergedAt: feb("01T00:00"), deployedAt: feb("04T00:00") },
  { committedAt: feb("01T00:00"), mergedAt: feb("01T00:00"), deployedAt: feb("03T00:00") },
  { committedAt: feb("03T00:00"), mergedAt: feb("05T00:00"), deployedAt: feb("05T00:00") },
  { committedAt: feb("10T00:00"), mergedAt: feb("11T00:00"), deployedAt: null },
];

const tables = {
  deployment: table(deployment, releases),
  codeChange: table(codeChange, changes),
};
const plan = twoMonths("2026-03-01");

const counts: HandCount<typeof deployments> = {
  // 3 in 31 days, 3 in 28, 6 in 59
  deploymentFrequency: [
    "0.09677419354838709677419354838709677",
    "0.1071428571428571428571428571428571",
    "0.1016949152542372881355932203389831",
  ],
  // 1 and 2 days; 2, 2 and 5; 1, 2, 2, 2 and 5
  changeLeadTime: [days(1.5), days(2), days(2)],
  averageChangeLeadTime: [days(1.5), days(3), days(2.4)],
  // 1, 2, 5; 2, 2, not yet; 4 of 6 within 2 days
  timeToDeploy: [days(2), days(2), days(2)],
  // 2 of 1 and 2; 4 of 4, 5 and 6; in all 2 of 5
  changeFailureRate: ["0.5", third, "0.4"],
  // Not yet recovered in February; 2 of 3 rows within 2 hours
  failedDeploymentRecoveryTime: [hours(2), "not-reached", hours(2)],
  // 3 of 1, 2 and 3; 5 of 4 and 5
  deploymentReworkRate: [third, "0.5", "0.4"],
};

describe("the deployments page, counted by hand", () => {
  expectCounts(counts, ["January", "February"], () => evaluate(pages.deployments, tables, plan));

  it("variants that leave out what is not over, or begin at the merge", () => {
    const metrics = {
      deployment: deployments.failedDeploymentRecoveryTime({ p: 0.5, unfinished: "left-out" }),
      merge: deployments.changeLeadTime({ p: 0.5, from: "merge" }),
      meanFromMerge: deployments.averageChangeLeadTime({ from: "merge" }),
    };
    const { rows, totals } = evaluate(metrics, tables, plan);
    expect([...rows, totals].map((row) => said(row?.cells ?? {}))).toEqual([
      // 2 hours; merged on the 4th
      { deployment: hours(2), merge: days(1), meanFromMerge: days(1) },
      // None; 3, 2 and 0 days
      { deployment: "no-records", merge: days(2), meanFromMerge: "144000" },
      // 2 hours; 0, 1, 2 and 3
      { deployment: hours(2), merge: days(1.5), meanFromMerge: days(1.5) },
    ]);
  });

  it("a beginning that is none is refused", () => {
    expect(() => deployments.changeLeadTime({ p: 0.5, from: "idea" as "commit" })).toThrow(
      'changeLeadTime: from is "idea"; write "commit" or "merge"',
    );
  });
});
