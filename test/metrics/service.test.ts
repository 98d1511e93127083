import { evaluate, table } from "kpi-core";
import * as service from "kpi-core/metrics/service";
import { workSchedule } from "kpi-core/periods";
import { call, helpSession, shift, slaClock, subscription, ticket, ticketTime } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { days, expectCounts, type HandCount, hours, said } from "./hand-count.ts";
import { clocks, turns, visits } from "./service-logs.ts";
import { pages } from "./shown.ts";

// January and February 2026 in UTC; the report is of 11 February
const tickets = [
  // a: 2 hours to an answer, 2 days in all, in time, in one contact
  {
    openedAt: "2026-01-01",
    firstRepliedAt: "2026-01-01T02:00",
    resolvedAt: "2026-01-03",
    dueAt: "2026-01-04",
    reopened: false,
    settledAtOnce: true,
    requester: "r1",
    repeatedAt: null,
  },
  // b: 6 hours, 10 days, late, opened again, and the requester wrote again after 2 days
  {
    openedAt: "2026-01-10",
    firstRepliedAt: "2026-01-10T06:00",
    resolvedAt: "2026-01-20",
    dueAt: "2026-01-15",
    reopened: true,
    settledAtOnce: false,
    requester: "r1",
    repeatedAt: "2026-01-12",
  },
  // c: 48 hours, 3 days, in time
  {
    openedAt: "2026-01-30",
    firstRepliedAt: "2026-02-01",
    resolvedAt: "2026-02-02",
    dueAt: "2026-02-03",
    reopened: null,
    settledAtOnce: null,
    requester: "r2",
    repeatedAt: null,
  },
  // d: open and overdue; e: open, and due after the report
  {
    openedAt: "2026-02-05",
    firstRepliedAt: null,
    resolvedAt: null,
    dueAt: "2026-02-08",
    reopened: null,
    settledAtOnce: null,
    requester: "r2",
    repeatedAt: null,
  },
  {
    openedAt: "2026-02-10",
    firstRepliedAt: null,
    resolvedAt: null,
    dueAt: "2026-02-20",
    reopened: null,
    settledAtOnce: null,
    requester: "r3",
    repeatedAt: null,
  },
];
// In January one customer all month and one from the middle of it on
const customers = [
  { startedAt: "2025-12-01", endedAt: null },
  { startedAt: "2026-01-16T12:00", endedAt: null },
];
const at = (seconds: number) => Date.UTC(2026, 0, 5, 9, 0, seconds);
const calls = [
  { offeredAt: at(0), answeredAt: at(10), endedAt: at(310), abandoned: false, handleSeconds: 300 },
  { offeredAt: at(100), answeredAt: at(120), endedAt: at(420), abandoned: false, handleSeconds: 300 },
  { offeredAt: at(200), answeredAt: at(230), endedAt: at(830), abandoned: false, handleSeconds: 600 },
  { offeredAt: at(300), answeredAt: null, endedAt: at(303), abandoned: true, handleSeconds: null },
  { offeredAt: at(400), answeredAt: null, endedAt: at(415), abandoned: true, handleSeconds: null },
  { offeredAt: at(500), answeredAt: null, endedAt: at(560), abandoned: true, handleSeconds: null },
  { offeredAt: at(600), answeredAt: null, endedAt: null, abandoned: null, handleSeconds: null },
];
const shifts = [
  {
    startedAt: at(0),
    endedAt: at(3600),
    breakSeconds: 600,
    paidSeconds: 3600,
    availableSeconds: 2400,
    cost: 60,
    currency: "EUR",
  },
];
const zone = { zone: "UTC" };
const plan = {
  per: "month",
  timeZone: "UTC",
  from: "2026-01-01",
  to: "2026-03-01",
  asOf: "2026-02-11",
} as const;
const tables = {
  ticket: table(ticket, tickets, {}, zone),
  subscription: table(subscription, customers, {}, zone),
  call: table(call, calls),
  shift: table(shift, shifts),
  ticketTime: table(ticketTime, turns, {}, zone),
  slaClock: table(slaClock, clocks, {}, zone),
  helpSession: table(helpSession, visits, {}, zone),
};

const third = "0.3333333333333333333333333333333333";
const counts: HandCount<typeof service> = {
  // Seven calls, in January: three answered, after 10, 20 and 30 s; three given up, after 3, 15 and 60; one waits
  serviceLevel: [
    "0.2857142857142857142857142857142857",
    "no-records",
    "0.2857142857142857142857142857142857",
  ],
  answerRate: ["0.4285714285714285714285714285714286", "no-records", "0.4285714285714285714285714285714286"],
  abandonmentRate: [
    "0.4285714285714285714285714285714286",
    "no-records",
    "0.4285714285714285714285714285714286",
  ],
  averageSpeedOfAnswer: ["20", "no-records", "20"],
  // 300, 300 and 600 s
  averageHandleTime: ["400", "no-records", "400"],
  // 1,200 s of 3,600 less 600
  occupancy: ["0.4", "no-records", "0.4"],
  // 1,200 s of 3,600 paid
  agentUtilisation: [third, "no-records", third],
  // 2,400 s of 3,600 paid they were there
  shrinkage: [third, "no-records", third],
  // 7 calls of 400 s in 31 days of 86,400 s: 7/6696; in 41: 7/8856
  offeredLoad: [
    "0.001045400238948626045400238948626045",
    "zero-denominator",
    "0.0007904245709123757904245709123757904",
  ],
  // 60 over three answered
  costPerCall: ["20", "no-records", "20"],
  // a 2 and b 6 hours; c 48
  firstResponseTime: [hours(4), hours(48), hours(6)],
  averageFirstResponseTime: [hours(4), hours(48), String((56 * 3600) / 3)],
  // a 2, b 6, c 48: survival 2/3, 1/3; d and e have no answer; all: 4/5, 3/5, e seen for 24, then 3/10
  timeToRespond: [hours(6), "not-reached", hours(48)],
  // a 2 and b 10 days; c 3
  resolutionTime: [days(6), days(3), days(3)],
  averageResolutionTime: [days(6), days(3), days(5)],
  // 24 and 6 hours; 72 and 24, of which one is open again
  firstResolutionTime: [hours(15), hours(48), hours(24)],
  // a 2, c 3, b 10: survival 2/3, 1/3; d and e are open; all: e seen for 1, then 3/4, exactly 1/2 from 3 to 10
  timeToResolve: [days(3), "not-reached", days(6.5)],
  // a of a and b; February can still move
  firstContactResolution: ["0.5", "immature", "immature"],
  // The second of the two; the third waited
  oneTouchResolution: ["0.5", "0", third],
  // a and c, not b; February can still move
  noRepeatRate: ["0.6666666666666666666666666666666667", "immature", "immature"],
  // 1 of two; 0 of one
  reopensPerRequest: ["0.5", "0", third],
  // 3 and 1; 2
  repliesPerRequest: ["2", "2", "2"],
  // 1 and 3 hours; 5
  nextReplyTime: [hours(2), hours(5), hours(3)],
  // 10 and 6 hours; 30. Of the agent 8 and 6; 10. Of the requester 20 and 0; 42. On hold 2 and 0; 20
  requesterWaitTime: [hours(8), hours(30), hours(10)],
  agentWorkTime: [hours(7), hours(10), hours(8)],
  agentWaitTime: [hours(10), hours(42), hours(20)],
  onHoldTime: [hours(1), hours(20), hours(2)],
  // b of a and b; nobody says that c was
  reopenRate: ["0.5", "0", third],
  // a of a and b; c of c and d
  slaAttainment: ["0.5", "0.5", "0.5"],
  // c; d and e
  backlog: ["1", "2", "2"],
  backlogChange: ["1", "1", "2"],
  // c 2 days; d 6 and e 1
  backlogAge: [days(2), days(3.5), days(3.5)],
  // c is not due yet; d is past due, e is not
  overdueBacklog: ["0", "0.5", "0.5"],
  // c at 2 in 31 days; d and e at 1 in 10 days, and at 3 in 41
  backlogCover: [days(15.5), days(20), String((2 * 41 * 86_400) / 3)],
  // 2 of 3; 1 of 2
  clearanceRate: ["0.6666666666666666666666666666666667", "0.5", "0.6"],
  // 3 over 1 1/2; 2 over 2; 5 over 66.5 of 41 days
  contactRate: ["2", "1", "3.082706766917293233082706766917293"],
  // 60 over a and b; nothing over c
  costPerRequest: ["30", "0", "20"],
  // Two of three without a request within two days; February can still move
  deflectionRate: ["0.6666666666666666666666666666666667", "immature", "immature"],
  // u1, u2 over r1, r2; u3 over r2, r3; three over three
  selfServiceRatio: ["1", "0.5", "1"],
  // 1 helped, 3 asked; 1 and 2; 2 and 5
  selfServiceShare: ["0.25", third, "0.2857142857142857142857142857142857"],
};

describe("the service page, counted by hand", () => {
  expectCounts(counts, ["January", "February, until the 11th"], () => evaluate(pages.service, tables, plan));
});

describe("the four service levels", () => {
  const level = (abandons: service.Abandons, shortAbandon?: number) => {
    const metric = service.serviceLevel({
      within: 20,
      abandons,
      ...(shortAbandon !== undefined && { shortAbandon }),
    });
    return String(evaluate({ level: metric }, tables, {}).totals?.cells.level.value);
  };
  it.each([
    // 2 of 7
    ["counted", undefined, "0.2857142857142857142857142857142857"],
    // 2 of 7 less those after 3 and 15 s
    ["ignoredWithin", undefined, "0.4"],
    // 2 and those 2 of 7
    ["creditedWithin", undefined, "0.5714285714285714285714285714285714"],
    // 2 of 3
    ["ignored", undefined, "0.6666666666666666666666666666666667"],
    // without the one after 3 s: 2 of 6, 2 of 5, 3 of 6
    ["counted", 5, third],
    ["ignoredWithin", 5, "0.4"],
    ["creditedWithin", 5, "0.5"],
    // an abandon after exactly the limit is short
    ["counted", 15, "0.4"],
  ] as const)("abandons %s, short %s: %s", (abandons, short, expected) => {
    expect(level(abandons, short)).toBe(expected);
  });

  // A = 1,000 answered, 860 of them in time; B = 60 abandoned, 20 within the time, 10 at once
  it.each([
    ["ICMI #3: 81.13 %", "counted", { answeredWithin: 860, offered: 1060 }, "0.8113"],
    [
      "ICMI #4: 82.69 %",
      "ignoredWithin",
      { answeredWithin: 860, offered: 1060, abandonedWithin: 20 },
      "0.8269",
    ],
    [
      "ICMI #1: 83.02 %",
      "creditedWithin",
      { answeredWithin: 860, offered: 1060, abandonedWithin: 20 },
      "0.8302",
    ],
    ["ICMI #2: 86 %", "ignored", { answeredWithin: 860, answered: 1000 }, "0.8600"],
    ["ICMI #5, short ones dropped: 81.90 %", "counted", { answeredWithin: 860, offered: 1050 }, "0.8190"],
    [
      "Cisco ICM guide, 50 in time, 80 late, abandons ignored: 38 %",
      "ignoredWithin",
      { answeredWithin: 50, offered: 130, abandonedWithin: 0 },
      "0.3846",
    ],
  ] as const)("%s", (_, abandons, given, expected) => {
    const metric = service.serviceLevel({ within: 20, abandons });
    expect(metric(given as never)?.toFixed(4)).toBe(expected);
  });

  it("has its settings in the id", () => {
    expect(service.serviceLevel({ within: 20, abandons: "counted", shortAbandon: 5 }).id).toBe(
      "serviceLevel20AbandonsCountedWithoutShort5",
    );
  });
  it("does not compile without a choice, and says which there are", () => {
    // @ts-expect-error abandons is missing
    expect(() => service.serviceLevel({ within: 20 })).toThrow(
      "serviceLevel: abandons is undefined; write one of counted, ignoredWithin, creditedWithin, ignored",
    );
    expect(() => service.serviceLevel({ within: -1, abandons: "counted" })).toThrow(
      "write seconds, such as 20",
    );
  });
});

describe("the working clock", () => {
  const hours9to17 = [["09:00", "17:00"]] as const;
  const desk = workSchedule({
    timeZone: "Europe/Paris",
    weekly: { mon: hours9to17, tue: hours9to17, wed: hours9to17, thu: hours9to17, fri: hours9to17 },
  });
  it("Friday 16:00 to Monday 09:00 is one hour, and 65 by the calendar (line 13)", () => {
    const rows = [{ openedAt: "2026-01-09T16:00:00+01:00", resolvedAt: "2026-01-12T09:00:00+01:00" }];
    const metrics = {
      calendar: service.resolutionTime({ p: 0.5 }),
      working: service.resolutionTime({ p: 0.5, clock: "working" }),
    };
    const { totals } = evaluate(metrics, table(ticket, rows), { schedules: { desk } });
    expect(said(totals?.cells ?? {})).toEqual({ calendar: hours(65), working: hours(1) });
  });
  it("has no default schedule", () => {
    const metrics = { working: service.firstResponseTime({ p: 0.5, clock: "working" }) };
    expect(() => evaluate(metrics, tables, {})).toThrow("give schedules: { office: workSchedule({ … }) }");
  });
});
