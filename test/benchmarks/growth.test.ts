import { type AnyMetric, evaluate, table } from "kpi-core";
import { assess, target } from "kpi-core/benchmarks";
import { backlogChange } from "kpi-core/metrics/service";
import { ticket } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { growsOver } from "../../src/benchmarks/growth.ts";
import { pages } from "../metrics/shown.ts";
import { monthly } from "./readings.ts";

const metrics = Object.values(pages).flatMap((page) => Object.entries<AnyMetric>(page));
const growing = (over: "time" | "groups") =>
  metrics.filter(([, metric]) => growsOver(over, metric)).map(([name]) => name);

describe("what the target of one period does not judge over several", () => {
  it("is what counts events, adds up time, or loses people over time", () => {
    expect(growing("time").sort()).toEqual(
      [
        ...["throughput", "arrivals", "netFlow"], // events
        "doubleBooked", // hours
        ...["hires", "departures", "labourBreaches"], // events
        ...["regrettedTurnover", "staffRotation", "revenuePerEmployee"], // people and money, over a level
        ...["absenceFrequency", "individualAbsenceFrequency", "absenceDaysPerEmployee"],
        "trainingTimePerEmployee",
        ...["employeeTurnover", "voluntaryTurnover", "contactRate"], // leavers and contacts, over a level
        ...["customerRetention", "customerChurn", "employeeRetention"], // who stays a year stayed each month
        ...["logoRetention", "logoChurn", "grossRevenueRetention", "netRevenueRetention"],
        ...["grossMrrChurn", "netMrrChurn", "customerLifetimeValue"], // what is lost in a year, over one opening
        ...["mrrMovement", "slaBreaches", "slaCancelledOverdue"], // events
        ...["costOfPoorQuality", "costOfQuality", "budgetVariance"], // money
        ...["purchasePriceVariance", "trackingSignal"], // money, and the sum of errors
        ...["incidentCount", "downtime", "downtimeLeft", "requirementChurn", "salesWon"], // events, time, money
        ...["backlogChange", "scopeChange"], // a year has more change than a month
        "costToServe", // who buys every month is one customer in a year
        "pipelineCoverage", // a stock over the targets of the time
      ].sort(),
    );
  });
});

describe("what the target of each group does not judge in all of them together", () => {
  it("is what counts events and stocks, and what adds up time", () => {
    expect(growing("groups").sort()).toEqual(
      [
        ...["throughput", "arrivals", "netFlow", "workInProgress", "averageWorkInProgress", "flowLoad"],
        ...["backlog", "backlogChange", "averageHeadcount", "headcount"],
        ...["doubleBooked", "averageInUse", "peakInUse", "offeredLoad", "completionInterval"],
        ...["hires", "departures", "fullTimeEquivalents", "averageFullTimeEquivalents", "labourBreaches"],
        ...["mrr", "arr", "mrrMovement", "slaBreaches", "slaOverdue", "slaCancelledOverdue"],
        ...["costOfPoorQuality", "costOfQuality", "budgetVariance"],
        "costToServe", // a customer of several teams is one in all of them
        ...["backorders", "purchasePriceVariance", "trackingSignal"],
        // Of all services together: time in which nothing is down, and failures of any
        ...["incidentCount", "downtime", "downtimeLeft", "availability", "deploymentFrequency"],
        ...["meanTimeBetweenFailures", "meanTimeBetweenIncidents"],
        ...["overdueMilestones", "scheduleVariance", "costVariance", "estimateAtCompletion"],
        ...["salesWon", "pipelineValue", "weightedPipeline", "openDeals", "salesVelocity"],
      ].sort(),
    );
  });
});

it("a backlog that grows by 4 a month is judged by the month, as the flow that makes it grow", () => {
  const months = [1, 1, 1, 1, 2, 2, 2, 2];
  const rows = months.map((month) => ({ openedAt: `2026-0${month}-10T00:00Z`, resolvedAt: null }));
  const report = evaluate({ backlogChange }, table(ticket, rows), {
    ...{ per: "month", timeZone: "UTC", from: "2026-01-01", to: "2026-03-01", asOf: "2026-03-01" },
  });
  const { rows: each, totals } = assess(report, { backlogChange: target({ atMost: 5 }) });
  expect(each.map(({ assessments }) => assessments.backlogChange.status)).toEqual(["met", "met"]);
  expect(totals?.cells.backlogChange.value?.toString()).toBe("8");
  expect(totals?.assessments.backlogChange).toMatchObject({ status: "no-target", reason: "longer-period" });
});

describe("a sum of 10 a month and team", () => {
  const rows = ["2026-01-10T00:00:00Z", "2026-02-10T00:00:00Z"].flatMap((at) => [
    { at, value: 10, team: "a" },
    { at, value: 10, team: "b" },
  ]);
  const report = monthly("number", "higher", rows, { by: ["team"], asOf: "2026-03-01" }, "sum");
  const said = (
    targets: Parameters<typeof assess<{ gauge: never }, { team: never }, "gauge">>[1]["gauge"],
  ) => {
    const { rows, byGroup, byPeriod, totals } = assess(report, { gauge: targets as never });
    return [rows, byGroup, byPeriod, [totals]].map((some) =>
      some.map((row) => {
        const { status, ...more } = row?.assessments.gauge ?? {};
        return "reason" in more && status === "no-target" ? more.reason : status;
      }),
    );
  };

  it("is judged in each of them, and not in the 20 of both teams, the 20 of both months or the 40 of all", () => {
    expect(said(target({ atLeast: 10 }))).toEqual([
      ["met", "met", "met", "met"],
      ["longer-period", "longer-period"],
      ["other-groups", "other-groups"],
      ["longer-period"],
    ]);
  });

  it("has a target of its own for both teams together", () => {
    expect(said([target({ atLeast: 11 }), target({ atLeast: 20, for: {} })])).toEqual([
      ["missed", "missed", "missed", "missed"],
      ["longer-period", "longer-period"],
      ["met", "met"],
      ["longer-period"],
    ]);
  });

  it("which alone judges no team", () => {
    expect(said(target({ atLeast: 20, for: {} }))[0]).toEqual(Array(4).fill("no-target"));
  });

  it("is judged whole where the report has one period and no groups", () => {
    const whole = monthly("number", "higher", rows, { from: "2026-01-01", to: "2026-02-01" }, "sum");
    const { rows: months, totals } = assess(whole, { gauge: target({ atLeast: 20 }) });
    expect(months[0]?.assessments.gauge.status).toBe("met");
    expect(totals?.assessments.gauge.status).toBe("met");
  });
});
