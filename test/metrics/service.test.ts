import { evaluate, table } from "kpi-core";
import * as service from "kpi-core/metrics/service";
import { workSchedule } from "kpi-core/periods";
import { ticket } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { days, expectCounts, type HandCount, hours, said, third } from "./hand-count.ts";
import { plan, tables } from "./service-rows.ts";
import { pages } from "./shown.ts";

const counts: HandCount<typeof service> = {
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
  // b of a and b; of c nobody knows
  reopenRate: ["0.5", "no-records", "0.5"],
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
};

describe("the service page, counted by hand", () => {
  expectCounts(counts, ["January", "February, until the 11th"], () => evaluate(pages.service, tables, plan));
});

it("a request that was promised for a moment before it came in is overdue from its opening on", () => {
  const rows = [
    { openedAt: "2026-02-05T00:00Z", resolvedAt: null, dueAt: "2026-01-10T00:00Z" },
    { openedAt: "2026-01-05T00:00Z", resolvedAt: null, dueAt: "2026-03-10T00:00Z" },
  ];
  const months = {
    per: "month",
    timeZone: "UTC",
    from: "2026-01-01",
    to: "2026-03-01",
    asOf: "2026-03-01",
  } as const;
  // 0 of 1, which is not due yet; 1 of 2
  expect(figuresOf(service.overdueBacklog, table(ticket, rows), months).rows).toEqual(["0", "0.5"]);
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
