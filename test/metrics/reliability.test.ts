import { evaluate, type KpiError, table } from "kpi-core";
import * as reliability from "kpi-core/metrics/reliability";
import { workSchedule } from "kpi-core/periods";
import { capacity, component, incident, outage, requestCount } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { days, expectCounts, type HandCount, hours, said, twoMonths } from "./hand-count.ts";
import { pages } from "./shown.ts";

// January, 744 hours, and February 2026, 672 hours, in UTC
const jan = (moment: string) => `2026-01-${moment}Z`;
const feb = (moment: string) => `2026-02-${moment}Z`;
const december = "2025-12-01T00:00Z";
const minutes = (count: number) => String(count * 60);

const incidents = [
  {
    ...{ failedAt: jan("05T10:00"), detectedAt: jan("05T10:10"), alertedAt: jan("05T10:12") },
    ...{ acknowledgedAt: jan("05T10:20"), repairStartedAt: jan("05T10:30") },
    ...{ recoveredAt: jan("05T11:00"), resolvedAt: jan("07T10:00") },
  },
  {
    ...{ failedAt: jan("20T00:00"), detectedAt: jan("20T00:30"), alertedAt: jan("20T00:30") },
    ...{ acknowledgedAt: null, repairStartedAt: jan("20T01:00") },
    ...{ recoveredAt: jan("20T02:00"), resolvedAt: null },
  },
  {
    ...{ failedAt: jan("31T23:00"), detectedAt: feb("01T00:00"), alertedAt: feb("01T00:00") },
    ...{ acknowledgedAt: feb("01T00:04"), repairStartedAt: feb("01T00:30") },
    ...{ recoveredAt: feb("01T01:00"), resolvedAt: feb("03T23:00") },
  },
  // Still lasts
  {
    ...{ failedAt: feb("10T08:00"), detectedAt: feb("10T08:20"), alertedAt: null },
    ...{ acknowledgedAt: null, repairStartedAt: null, recoveredAt: null, resolvedAt: null },
  },
];

const outages = [
  { service: "a", startedAt: jan("10T10:00"), endedAt: jan("10T10:30"), planned: false },
  { service: "a", startedAt: jan("10T10:15"), endedAt: jan("10T10:45"), planned: false },
  { service: "b", startedAt: jan("10T10:30"), endedAt: jan("10T11:00"), planned: false },
  // Maintenance that was overrun by an hour
  { service: "a", startedAt: jan("20T00:00"), endedAt: jan("20T02:00"), planned: true },
  { service: "a", startedAt: jan("20T01:00"), endedAt: jan("20T03:00"), planned: false },
  { service: "b", startedAt: jan("31T23:00"), endedAt: feb("01T01:00"), planned: false },
  { service: "a", startedAt: feb("15T00:00"), endedAt: feb("15T04:00"), planned: true },
  // Down until now
  { service: "b", startedAt: feb("28T22:00"), endedAt: null, planned: false },
];
const services = [
  { resource: "a", startedAt: december, endedAt: null },
  { resource: "b", startedAt: jan("08T00:00"), endedAt: null },
];
const bulbs = [
  { startedAt: jan("01T00:00"), endedAt: jan("21T00:00"), failed: true },
  { startedAt: jan("01T00:00"), endedAt: feb("11T00:00"), failed: true },
  // Taken out, and still in use
  { startedAt: jan("11T00:00"), endedAt: feb("01T00:00"), failed: false },
  { startedAt: feb("01T00:00"), endedAt: null, failed: false },
];
const windows = [
  { at: jan("10T00:00"), valid: 1000, good: 999 },
  { at: jan("11T00:00"), valid: 200, good: 100 },
  { at: jan("12T00:00"), valid: 0, good: 0 },
  { at: feb("10T00:00"), valid: 3000, good: 2998 },
  { at: feb("11T00:00"), valid: 100, good: 95 },
];
const tables = {
  incident: table(incident, incidents),
  outage: table(outage, outages),
  capacity: table(capacity, services),
  component: table(component, bulbs),
  requestCount: table(requestCount, windows),
};
const plan = twoMonths("2026-03-01");

const counts: HandCount<typeof reliability> = {
  // Down: 1 + 3 + 1 hours of 744; 1 + 4 + 2 of 672; 12 of 1416
  availability: [
    "0.9932795698924731182795698924731183",
    "0.9895833333333333333333333333333333",
    "0.9915254237288135593220338983050847",
  ],
  downtime: [hours(5), hours(7), hours(12)],
  // a 3 3/4 and b 1 1/2 of 744 + 576; a 4 and b 3 of 1344; 12 1/4 of 2664
  serviceAvailability: [
    "0.9960227272727272727272727272727273",
    "0.9947916666666666666666666666666667",
    "0.9954016516516516516516516516516517",
  ],
  // 1099 of 1200; 3093 of 3100; 4192 of 4300
  successRate: [
    "0.9158333333333333333333333333333333",
    "0.9977419354838709677419354838709677",
    "0.9748837209302325581395348837209302",
  ],
  // 999 of 1000 and not 100 of 200; both; the window without requests is none
  goodWindows: ["0.5", "1", "0.75"],
  // 1.2 - 101 of 1.2; 3.1 - 7 of 3.1; 4.3 - 108 of 4.3
  errorBudgetRemaining: [
    "-83.16666666666666666666666666666667",
    "-1.258064516129032258064516129032258",
    "-24.11627906976744186046511627906977",
  ],
  errorBudgetBurn: [
    "84.16666666666666666666666666666667",
    "2.258064516129032258064516129032258",
    "25.11627906976744186046511627906977",
  ],
  // A thousandth of 31, 28 and 59 days, less 1 + 2 + 1, 1 + 2 and 7 hours that were not planned
  downtimeLeft: ["-11721.6", "-8380.8", "-20102.4"],
  incidentCount: ["3", "1", "4"],
  // 10 and 30; 60 and 20
  meanTimeToDetect: [minutes(20), minutes(40), minutes(30)],
  // 8; 4
  meanTimeToAcknowledge: [minutes(8), minutes(4), minutes(6)],
  // 48 and 90; 60
  meanTimeToRespond: [minutes(69), minutes(60), minutes(66)],
  // 30 and 60; 30
  meanTimeToRepair: [minutes(45), minutes(30), minutes(40)],
  // 60 and 120; 120
  meanTimeToRecover: [minutes(90), minutes(120), minutes(100)],
  // 2 days; 3 days
  meanTimeToResolve: [hours(48), hours(72), hours(60)],
  // Begun in January 1, 2 and 2 hours; the one of February lasts; 3 of 4 are over after 2 hours
  timeToRecover: [hours(2), "not-reached", hours(2)],
  // 31 days over 3, 28 over 1, 59 over 4
  meanTimeBetweenIncidents: ["892800", days(28), "1274400"],
  // Up 739 hours over 5, 665 over 1, 1404 over 6
  meanTimeBetweenFailures: ["532080", hours(665), hours(234)],
  // 20 + 31 + 21 days, one failed; 10 + 28, one failed
  meanTimeToFailure: [days(72), days(38), days(55)],
};

describe("the reliability page, counted by hand", () => {
  expectCounts(counts, ["January", "February"], () => evaluate(pages.reliability, tables, plan));

  it("planned maintenance is left out, or is up", () => {
    const metrics = {
      out: reliability.availability({ planned: "left-out" }),
      up: reliability.availability({ planned: "up" }),
      services: reliability.serviceAvailability({ planned: "left-out" }),
    };
    // January: 5 hours down, 2 of them planned
    expect(said(evaluate(metrics, tables, plan).rows[0]?.cells ?? {})).toEqual({
      out: "0.9959568733153638814016172506738544", // 739 / 742
      up: "0.995967741935483870967741935483871", // 741 / 744
      services: "0.9975341426403641881638846737481032", // 1314.75 / 1318
    });
  });

  it("in agreed hours, what is down at night does not count", () => {
    const open = [["08:00", "18:00"]] as const;
    const weekly = { mon: open, tue: open, wed: open, thu: open, fri: open, sat: open, sun: open };
    const desk = workSchedule({ timeZone: "UTC", weekly });
    const metric = reliability.availability({ planned: "down", clock: "working" });
    // The hour from 10 to 11 of 310; nothing of 280
    expect(figuresOf(metric, tables, { ...plan, schedules: { desk } }).rows).toEqual([
      "0.9967741935483870967741935483870968",
      "1",
    ]);
  });

  it("by service each has its own; together they are one", () => {
    const { byGroup, total } = figuresOf(reliability.downtime, tables, { ...plan, by: ["service"] });
    // a 3/4 + 3 and 4; b 1/2 + 1, 1 and 2
    expect(byGroup).toEqual([hours(7.75), hours(4.5)]);
    expect(total).toBe(hours(12));
  });

  it("variants that leave out what is not over", () => {
    const metrics = {
      recovered: reliability.timeToRecover({ p: 0.5, unfinished: "left-out" }),
      between: reliability.meanTimeBetweenFailures({ form: "failure-to-failure" }),
    };
    const { rows, totals } = evaluate(metrics, tables, plan);
    expect([...rows, totals].map((row) => said(row?.cells ?? {}))).toEqual([
      // 1 and 2 hours; 744 hours over 5
      { recovered: hours(1.5), between: "535680" },
      // 2 hours
      { recovered: hours(2), between: days(28) },
      // 1, 2 and 2; 1416 hours over 6
      { recovered: hours(2), between: hours(236) },
    ]);
  });
});

describe("a month without any outage", () => {
  const own = { outage: table(outage, outages.slice(-1)), capacity: tables.capacity };
  it("is 100 % of the time that was agreed for services", () => {
    const metric = reliability.serviceAvailability({ planned: "down" });
    // 2 of 1344 hours, and of 2664
    expect(figuresOf(metric, own, plan)).toMatchObject({
      rows: ["1", "0.9985119047619047619047619047619048"],
      total: "0.9992492492492492492492492492492492",
    });
  });
  it("is 100 % of the month, once there is an outage in the report", () => {
    const metric = reliability.availability({ planned: "down" });
    // 2 of 672 hours, and of 1416
    expect(figuresOf(metric, own.outage, plan)).toMatchObject({
      rows: ["1", "0.9970238095238095238095238095238095"],
      total: "0.9985875706214689265536723163841808",
    });
  });
  it("a report without any is none by outages, and 100 % of the services", () => {
    const none = { outage: table(outage, []), capacity: tables.capacity };
    expect(figuresOf(reliability.availability({ planned: "down" }), none.outage, plan).total).toBe(
      "no-records",
    );
    expect(figuresOf(reliability.serviceAvailability({ planned: "down" }), none, plan).total).toBe("1");
  });
});

describe("nothing is made up where nothing happened", () => {
  it("no incident is no time between incidents, no failure no time between failures, no request no success", () => {
    const empty = {
      incident: table(incident, []),
      outage: table(outage, []),
      requestCount: table(requestCount, []),
    };
    const metrics = {
      between: reliability.meanTimeBetweenIncidents,
      failures: reliability.meanTimeBetweenFailures({ form: "operating-time" }),
      success: reliability.successRate,
    };
    const { totals } = evaluate(metrics, empty, plan);
    expect(Object.values(totals?.cells ?? {}).map(({ value }) => value)).toEqual([null, null, null]);
  });

  it("an objective of 100 % has no budget", () => {
    const metric = reliability.errorBudgetRemaining({ objective: 1 });
    expect(figuresOf(metric, tables, plan).total).toBe("zero-denominator");
  });
});

describe("settings that are not meant", () => {
  const message = (make: () => unknown) => {
    try {
      make();
    } catch (error) {
      return (error as KpiError).message;
    }
    return "no error";
  };
  it.each([
    [
      () => reliability.goodWindows({ objective: 99.9 }),
      "goodWindows: objective is 99.9; write a share above 0, at most 1, such as 0.999",
    ],
    [
      () => reliability.availability({ planned: "no" as "up" }),
      'availability: planned is "no"; write "down" or "left-out" or "up"',
    ],
    [
      () => reliability.timeToRecover({ p: 0.5, unfinished: "none" as "counted" }),
      'timeToRecover: unfinished is "none"; write "counted" or "left-out"',
    ],
  ])("%#", (make, expected) => {
    expect(message(make)).toBe(expected);
  });
});
