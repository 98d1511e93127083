import { Decimal, period, population, table } from "kpi-core";
import { changeFailureRate, changeLeadTime, deploymentFrequency } from "kpi-core/metrics/deployments";
import {
  costPerformanceIndex,
  milestoneSlip,
  onTimeMilestones,
  schedulePerformanceIndex,
} from "kpi-core/metrics/projects";
import {
  availability,
  downtime,
  downtimeLeft,
  meanTimeBetweenFailures,
  meanTimeToFailure,
  meanTimeToRecover,
  successRate,
  timeToRecover,
} from "kpi-core/metrics/reliability";
import { quotaAttainment, salesCycle, timeToClose, winRate } from "kpi-core/metrics/sales";
import { allowedDowntime, burnAlert } from "kpi-core/models";
import {
  codeChange,
  component,
  deal,
  deployment,
  incident,
  milestone,
  outage,
  projectStatus,
  requestCount,
  salesTarget,
} from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf, ownMetric } from "./figures.ts";

// Mistakes about reliability, by their numbers in section 6 of the catalogue of service and flow, and more of them
// about projects and sales: the wrong value in the title and worked out, the right one from rows

const HOUR = 3600;
const DAY = 24 * HOUR;
const start = Date.UTC(2026, 0, 5);
const at = (seconds: number) => start + seconds * 1000;
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const week = { timeZone: "UTC", from: "2026-01-05", to: "2026-01-12", asOf: "2026-01-12" } as const;
const currency = "EUR";

describe("availability", () => {
  const outageFrom = (from: number, to: number, service = "a") => ({
    ...{ startedAt: at(from), endedAt: at(to), service, planned: false },
  });

  it("14. outages of 10:00 to 10:30 and 10:15 to 10:45: 60 minutes as a sum; 45", () => {
    const rows = table(outage, [outageFrom(10 * HOUR, 10.5 * HOUR), outageFrom(10.25 * HOUR, 10.75 * HOUR)]);
    const added = ownMetric("seconds", "added", {
      added: population(outage).during("startedAt", "endedAt").seconds(),
    });
    expect(figuresOf(added, rows, week).total).toBe(String(60 * 60));
    expect(figuresOf(downtime, rows, week).total).toBe(String(45 * 60));
  });

  it("15. 999,000 of a million requests and none of 10: 49.95 % as a mean; 99.899 %", () => {
    const rows = table(requestCount, [
      { at: at(0), valid: 1_000_000, good: 999_000, service: "a" },
      { at: at(0), valid: 10, good: 0, service: "b" },
    ]);
    const { byGroup, total } = figuresOf(successRate, rows, { ...week, by: ["service"] });
    expect(mean(byGroup.map(Number))).toBe(0.4995);
    expect(new Decimal(total).times(100).toFixed(3)).toBe("99.899");
  });

  it("24. 99.9 % of a month: 43 minutes whatever the month; 40.32 in February, 43.2 of 30 and 44.64 of 31 days", () => {
    const months = {
      timeZone: "UTC",
      per: "month",
      from: "2026-02-01",
      to: "2026-05-01",
      asOf: "2026-05-01",
    } as const;
    // An outage of no length in each, so that each has a row
    const rows = ["2026-02-10T00:00Z", "2026-03-10T00:00Z", "2026-04-10T00:00Z"].map((moment) => ({
      ...{ startedAt: moment, endedAt: moment, service: "a", planned: false },
    }));
    const { rows: left } = figuresOf(downtimeLeft({ objective: 0.999 }), table(outage, rows), months);
    expect(left.map((seconds) => Number(seconds) / 60)).toEqual([40.32, 44.64, 43.2]);
    const average = allowedDowntime({ objective: 0.999, periodSeconds: 30.4375 * DAY });
    expect(average.div(60).toFixed(2)).toBe("43.83");
  });

  it("agreed maintenance counted as failures: an MTBF of 55 hours; of the one failure 165", () => {
    const rows = table(outage, [
      { ...outageFrom(DAY, DAY + HOUR), planned: true },
      { ...outageFrom(2 * DAY, 2 * DAY + HOUR), planned: true },
      outageFrom(3 * DAY, 3 * DAY + HOUR),
    ]);
    const wrong = ownMetric("seconds", "(elapsed - down) / outages", {
      elapsed: period.seconds(),
      down: population(outage).during("startedAt", "endedAt").busySeconds("'all'"),
      outages: population(outage).dated("startedAt").count(),
    });
    // 168 hours less 3
    expect(figuresOf(wrong, rows, week).total).toBe(String(55 * HOUR));
    const right = meanTimeBetweenFailures({ form: "operating-time" });
    expect(figuresOf(right, rows, week).total).toBe(String(165 * HOUR));
  });

  it("calendar hours between failures: 180 of 720 over 4; 108 of the 432 in operation, off for 240 and down for 48", () => {
    const month = { timeZone: "UTC", from: "2026-01-05", to: "2026-02-04", asOf: "2026-02-04" } as const;
    const failures = times(4, (i) => outageFrom((20 + i) * DAY, (20 + i) * DAY + 12 * HOUR));
    const rows = table(outage, [{ ...outageFrom(0, 240 * HOUR), planned: true }, ...failures]);
    const between = (form: "failure-to-failure" | "operating-time") =>
      figuresOf(meanTimeBetweenFailures({ form }), rows, month).total;
    expect(between("failure-to-failure")).toBe(String(180 * HOUR));
    expect(between("operating-time")).toBe(String(108 * HOUR));
  });

  it("two services, each down for an hour: 99.4 % as a mean; 98.8 % of the time nothing was down", () => {
    // One hour each of 168, one after the other
    const rows = table(outage, [outageFrom(0, HOUR, "a"), outageFrom(HOUR, 2 * HOUR, "b")]);
    const plan = { ...week, by: ["service"] };
    const { byGroup, total } = figuresOf(availability({ planned: "down" }), rows, plan);
    expect((mean(byGroup.map(Number)) * 100).toFixed(1)).toBe("99.4");
    expect((Number(total) * 100).toFixed(1)).toBe("98.8");
  });

  it("an alert at a burn of 14.4 for an objective of 90 %: it never fires, not even when all is down", () => {
    const page = { budgetShare: 0.02, windowSeconds: HOUR, periodSeconds: 30 * DAY };
    expect(burnAlert({ objective: 0.9, ...page }).canFire).toBe(false);
    expect(burnAlert({ objective: 0.999, ...page }).canFire).toBe(true);
  });
});

describe("deployments and changes", () => {
  const deployed = (key: string, day: number, failed = false) => ({
    ...{ key, deployedAt: at(day * DAY + HOUR), failed, recoveredAt: null, rework: false },
  });

  it("16. 3, 0, 0, 0, 0, 0 and 4 deployments: 3.5 a day without the days of none; 1", () => {
    const rows = table(deployment, [
      ...times(3, (i) => deployed(`a${i}`, 0)),
      ...times(4, (i) => deployed(`b${i}`, 6)),
    ]);
    const { rows: days } = figuresOf(deploymentFrequency, rows, { ...week, per: "day" });
    expect(mean(days.map(Number).filter((count) => count > 0))).toBe(3.5);
    expect(figuresOf(deploymentFrequency, rows, week).total).toBe("1");
  });

  it("17. lead times of 0, 0, 0, 10 and 20: a median of 15 without the zeros; 0", () => {
    const rows = table(
      codeChange,
      [0, 0, 0, 10, 20].map((lasted) => ({
        ...{ committedAt: at(0), mergedAt: at(0), deployedAt: at(lasted) },
      })),
    );
    const dropped = ownMetric("seconds", "median", {
      median: population(codeChange)
        .where("seconds(committedAt, deployedAt) > 0")
        .dated("deployedAt")
        .quantile("seconds(committedAt, deployedAt)", 0.5),
    });
    expect(figuresOf(dropped, rows, week).total).toBe("15");
    expect(figuresOf(changeLeadTime({ p: 0.5, from: "commit" }), rows, week).total).toBe("0");
  });

  it("18. 10 deployments, 3 incidents of 2 of them: 30 % as incidents over deployments; 20 %", () => {
    const ten = times(10, (i) => deployed(String(i), 1, i < 2));
    // Joined to its incidents, the first is there twice
    const joined = [...ten, deployed("0", 1, true)];
    const incidents = joined.filter(({ failed }) => failed).length;
    expect(incidents / ten.length).toBe(0.3);
    expect(figuresOf(changeFailureRate, table(deployment, joined), week).total).toBe("0.2");
  });
});

describe("time to recover", () => {
  it("what still lasts left out: 1 hour; with it the median is not reached", () => {
    const none = {
      ...{ detectedAt: null, alertedAt: null, acknowledgedAt: null },
      ...{ repairStartedAt: null, resolvedAt: null },
    };
    const rows = table(incident, [
      ...times(2, (i) => ({ ...none, failedAt: at(i * HOUR), recoveredAt: at((i + 1) * HOUR) })),
      ...times(3, (i) => ({ ...none, failedAt: at(i * HOUR), recoveredAt: null })),
    ]);
    expect(figuresOf(meanTimeToRecover, rows, week).total).toBe(String(HOUR));
    expect(figuresOf(timeToRecover({ p: 0.5, unfinished: "left-out" }), rows, week).total).toBe(String(HOUR));
    expect(figuresOf(timeToRecover({ p: 0.5, unfinished: "counted" }), rows, week).total).toBe("not-reached");
  });

  it("100 tablets in use for a day, one fails after half a day: half a day as the mean of the failed; 99.5 days", () => {
    const plan = { timeZone: "UTC", from: "2026-01-05", to: "2026-01-06", asOf: "2026-01-06" } as const;
    const rows = table(component, [
      { startedAt: at(0), endedAt: at(DAY / 2), failed: true },
      ...times(99, () => ({ startedAt: at(0), endedAt: null, failed: false })),
    ]);
    const ofFailed = ownMetric("seconds", "lasted / failed", {
      lasted: population(component).where("failed").dated("endedAt").sum("seconds(startedAt, endedAt)"),
      failed: population(component).where("failed").dated("endedAt").count(),
    });
    expect(figuresOf(ofFailed, rows, plan).total).toBe(String(DAY / 2));
    expect(figuresOf(meanTimeToFailure, rows, plan).total).toBe(String(99.5 * DAY));
  });
});

describe("projects", () => {
  it("one project of 100 in time, one of 900 at half: an SPI of 0.75 as a mean; 0.55", () => {
    const status = { reportedAt: at(0), replacedAt: null, actual: 500, budget: 1000, currency };
    const rows = table(projectStatus, [
      { ...status, project: "p", planned: 100, earned: 100 },
      { ...status, project: "q", planned: 900, earned: 450 },
    ]);
    const { byGroup, total } = figuresOf(schedulePerformanceIndex, rows, { ...week, by: ["project"] });
    expect(mean(byGroup.map(Number))).toBe(0.75);
    expect(total).toBe("0.55");
  });

  it("reports that are from the beginning added up: an actual cost of 300; 200, so that CPI is 0.9", () => {
    const status = { project: "p", planned: 200, budget: 1000, currency };
    const rows = table(projectStatus, [
      { ...status, reportedAt: at(0), replacedAt: at(DAY), earned: 90, actual: 100 },
      { ...status, reportedAt: at(DAY), replacedAt: null, earned: 180, actual: 200 },
    ]);
    const added = ownMetric("money", "actual", {
      actual: population(projectStatus).dated("reportedAt").sum("actual"),
    });
    const last = ownMetric("money", "actual", {
      actual: population(projectStatus).during("reportedAt", "replacedAt").atEnd("actual"),
    });
    expect(figuresOf(added, rows, week).total).toBe("300");
    expect(figuresOf(last, rows, week).total).toBe("200");
    expect(figuresOf(costPerformanceIndex, rows, week).total).toBe("0.9");
  });

  it("milestones not reached left out: all in time, no slip; 1 of 2, and 3 days", () => {
    const rows = table(milestone, [
      { plannedAt: at(DAY), expectedAt: null, reachedAt: at(DAY), project: "p" },
      { plannedAt: at(2 * DAY), expectedAt: at(8 * DAY), reachedAt: null, project: "p" },
    ]);
    const ofReached = ownMetric("share", "inTime / reached", {
      inTime: population(milestone).where("reachedAt <= plannedAt").dated("reachedAt").count(),
      reached: population(milestone).dated("reachedAt").count(),
    });
    expect(figuresOf(ofReached, rows, week).total).toBe("1");
    expect(figuresOf(milestoneSlip({ of: "reached" }), rows, week).total).toBe("0");
    expect(figuresOf(onTimeMilestones, rows, week).total).toBe("0.5");
    expect(figuresOf(milestoneSlip({ of: "due" }), rows, week).total).toBe(String(3 * DAY));
  });
});

describe("sales", () => {
  const sale = (won: boolean | null, amount: number, owner = "x", days = 1) => ({
    ...{ createdAt: at(0), closedAt: won === null ? null : at(days * DAY), won, amount, currency },
    ...{ probability: null, owner },
  });

  it("open deals in the denominator: a win rate of 20 %; 50 % of what is closed", () => {
    const rows = table(deal, [sale(true, 1), sale(false, 1), ...times(3, () => sale(null, 1))]);
    const ofAll = ownMetric("share", "won / all", {
      won: population(deal).where("known(won)").dated("createdAt").count("won"),
      all: population(deal).dated("createdAt").count(),
    });
    expect(figuresOf(ofAll, rows, week).total).toBe("0.2");
    expect(figuresOf(winRate({ by: "count" }), rows, week).total).toBe("0.5");
  });

  it("win rates of two sellers: 70 % as a mean; 60 %", () => {
    const rows = table(deal, [
      ...times(5, () => sale(true, 1, "x")),
      ...times(4, () => sale(true, 1, "y")),
      ...times(6, () => sale(false, 1, "y")),
    ]);
    const { byGroup, total } = figuresOf(winRate({ by: "count" }), rows, { ...week, by: ["owner"] });
    expect(mean(byGroup.map(Number))).toBe(0.7);
    expect(total).toBe("0.6");
  });

  it("quotas of two sellers: 125 % as a mean; 66.7 %", () => {
    const target = (amount: number, owner: string) => ({
      ...{ startsAt: at(0), endsAt: at(7 * DAY), amount, currency, owner },
    });
    const tables = {
      deal: table(deal, [sale(true, 20, "x"), sale(true, 40, "y")]),
      salesTarget: table(salesTarget, [target(10, "x"), target(80, "y")]),
    };
    const { byGroup, total } = figuresOf(quotaAttainment, tables, { ...week, by: ["owner"] });
    expect(mean(byGroup.map(Number))).toBe(1.25);
    expect(total).toBe("0.6666666666666666666666666666666667");
  });

  it("open deals left out of the cycle: a median of 1 day; 3 days", () => {
    const rows = table(deal, [
      ...[1, 1, 3].map((days) => sale(true, 1, "x", days)),
      ...times(2, () => sale(null, 1)),
    ]);
    expect(figuresOf(salesCycle({ p: 0.5 }), rows, week).total).toBe(String(DAY));
    expect(figuresOf(timeToClose({ p: 0.5 }), rows, week).total).toBe(String(3 * DAY));
  });
});
