import { evaluate, table } from "kpi-core";
import { intercomPolicy, slaClocks, ticketTimes, zendeskPolicy } from "kpi-core/histories";
import { averageResolutionTime, firstResponseTime, reopenRate } from "kpi-core/metrics/service";
import * as sla from "kpi-core/metrics/sla";
import { workSchedule } from "kpi-core/periods";
import { slaClock, ticket, ticketTime } from "kpi-core/records";
import { describe, expect, it } from "vitest";

// What others have published, by the numbers of the catalogue of service and flow, and the mistakes of its section 6.
// Of the ticket of GitLab the cells of time on hold (27.5), open (8.5), agent work (13.5) and requester wait (41) are
// wrong where they are published: its own timeline gives 27, 3.5, 8.5 and 35.5, and 35.5 + 18 pending = 53.5 in all

const HOUR = 3600;
const far = 1000 * HOUR;

describe("12. GitLab handbook, the ticket clock", () => {
  const mon = (time: string) => `2026-01-05T${time}Z`;
  const log = [
    { ticket: "12345", at: mon("09:00"), type: "created", status: "new" },
    { ticket: "12345", at: mon("14:00"), type: "agent-reply", status: "open" },
    { ticket: "12345", at: mon("15:30"), type: "requester-reply", status: null },
    { ticket: "12345", at: mon("16:00"), type: "agent-reply", status: "pending" },
    { ticket: "12345", at: "2026-01-06T10:00Z", type: "update", status: "open" },
    { ticket: "12345", at: "2026-01-06T11:00Z", type: "update", status: "hold" },
    { ticket: "12345", at: "2026-01-07T14:00Z", type: "update", status: "open" },
    { ticket: "12345", at: "2026-01-07T14:30Z", type: "update", status: "solved" },
  ];
  const promised = { target: far };
  const policy = zendeskPolicy({
    firstReply: promised,
    nextReply: promised,
    periodicUpdate: promised,
    pausableUpdate: promised,
    requesterWait: promised,
    agentWork: promised,
    resolution: promised,
  });
  const options = { asOf: "2026-02-01T00:00Z" } as const;

  it("the clocks: 5, 0.5, 46.5, 28.5, 53.5 h as published; 35.5 and 8.5 as its timeline gives", () => {
    const { rows } = slaClocks(log, policy, options);
    expect(
      rows.map(({ metric, instance, elapsedSeconds }) => [metric, instance, elapsedSeconds / HOUR]),
    ).toEqual([
      ["firstReply", 1, 5],
      ["nextReply", 1, 0.5],
      ["periodicUpdate", 1, 2], // between the two answers; the published one is since the last
      ["periodicUpdate", 2, 46.5],
      ["pausableUpdate", 1, 2],
      ["pausableUpdate", 2, 28.5],
      ["requesterWait", 1, 35.5],
      ["agentWork", 1, 8.5],
      ["resolution", 1, 53.5],
    ]);
  });
  it("the times: 18 h pending and 53.5 h in all as published; 27 on hold", () => {
    const { rows, ledger } = ticketTimes(log, policy, options);
    expect(ledger.used).toBe(8);
    expect(rows).toEqual([
      {
        ticket: "12345",
        openedAt: Date.UTC(2026, 0, 5, 9),
        firstRepliedAt: Date.UTC(2026, 0, 5, 14),
        firstResolvedAt: Date.UTC(2026, 0, 7, 14, 30),
        resolvedAt: Date.UTC(2026, 0, 7, 14, 30),
        status: "solved",
        priority: null,
        reopened: false,
        reopens: 0,
        replies: 2,
        agentWorkSeconds: 8.5 * HOUR,
        onHoldSeconds: 27 * HOUR,
        requesterWaitSeconds: 35.5 * HOUR,
        agentWaitSeconds: 18 * HOUR,
        openSeconds: 53.5 * HOUR,
      },
    ]);
  });
  it("the page of service reads them: first response 5 h, resolution 53.5 h", () => {
    const { rows } = ticketTimes(log, policy, options);
    const { totals } = evaluate(
      { first: firstResponseTime({ p: 0.5 }), resolution: averageResolutionTime, reopened: reopenRate },
      table(ticket, rows),
      {},
    );
    expect(totals?.cells.first.value?.toNumber()).toBe(5 * HOUR);
    expect(totals?.cells.resolution.value?.toNumber()).toBe(53.5 * HOUR);
    expect(totals?.cells.reopened.value?.toNumber()).toBe(0);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(Object.keys(ticketTime.fields).sort());
  });
});

describe("the times of a ticket that is opened again, in working time", () => {
  // Monday, open from 9 to 17: 10 to 12 open, solved, opened at 16, still open on Tuesday at 10
  const log = [
    { ticket: "a", at: "2026-01-05T10:00Z", type: "created" },
    { ticket: "a", at: "2026-01-05T12:00Z", type: "update", status: "solved" },
    { ticket: "a", at: "2026-01-05T16:00Z", type: "requester-reply", status: "open" },
    { ticket: "b", at: "2026-01-05T16:00Z", type: "created" },
    { ticket: "b", at: "2026-01-05T16:30Z", type: "cancelled" },
    { ticket: "c", at: "2026-01-05T10:00Z", type: "created" },
    { ticket: "c", at: "2026-01-05T11:00Z", type: "update", status: "solved" },
    { ticket: "c", at: "2026-01-05T12:00Z", type: "update", status: "open" },
    { ticket: "c", at: "2026-01-05T14:00Z", type: "update", status: "solved" },
    { ticket: "c", at: "2026-01-05T15:00Z", type: "update", status: "closed" }, // still settled
  ];
  const hours = [["09:00", "17:00"]] as const;
  const desk = workSchedule({ timeZone: "UTC", weekly: { mon: hours, tue: hours } });
  const policy = zendeskPolicy({ resolution: { target: far } });
  const asOf = "2026-01-06T10:00Z";
  it.each([
    ["calendar", 20],
    ["working", 4],
  ])("%s", (clock, open) => {
    const { rows } = ticketTimes(log, policy, { asOf, clock, schedules: { desk } });
    expect(rows).toMatchObject([
      {
        firstResolvedAt: Date.UTC(2026, 0, 5, 12),
        resolvedAt: null,
        reopened: true,
        reopens: 1,
        agentWorkSeconds: open * HOUR,
        openSeconds: open * HOUR,
      },
      { ticket: "b", openSeconds: HOUR / 2 }, // until it was cancelled
      {
        firstResolvedAt: Date.UTC(2026, 0, 5, 11),
        resolvedAt: Date.UTC(2026, 0, 5, 14),
        reopens: 1,
        openSeconds: 3 * HOUR,
      },
    ]);
  });
});

describe("dbt_zendesk DECISIONLOG, ticket 941606 on two schedules", () => {
  // Created on Tuesday 29 September 2020 at 17:01:38 UTC, on Wednesday at 19:01:25 to San Francisco, answered 21 s later.
  // Level 1 Chicago is open from 12:00 to 2:00 UTC every day from Sunday on, Level 2 San Francisco from 15:00 to 0:30
  // from Monday to Friday. It counts 1 minute and 25 seconds as 1.25 minutes, so that its 959.46 and 689.46 are wrong
  const weekdays = ["mon", "tue", "wed", "thu", "fri"] as const;
  const weekly = <Day extends string>(days: readonly Day[], hours: readonly [string, string]) =>
    Object.fromEntries(days.map((day) => [day, [hours]]));
  const schedules = {
    "Level 1 Chicago": workSchedule({
      timeZone: "UTC",
      weekly: weekly(["sun", ...weekdays, "sat"], ["12:00", "02:00"]),
    }),
    "Level 2 San Francisco": workSchedule({ timeZone: "UTC", weekly: weekly(weekdays, ["15:00", "00:30"]) }),
  };
  const log = [
    { ticket: "941606", at: "2020-09-29T17:01:38Z", type: "created", schedule: "Level 1 Chicago" },
    { ticket: "941606", at: "2020-09-30T19:01:25Z", type: "update", schedule: "Level 2 San Francisco" },
    { ticket: "941606", at: "2020-09-30T19:01:46Z", type: "agent-reply", schedule: null },
    { ticket: "941606", at: "2020-10-01T15:03:44Z", type: "agent-reply", schedule: null },
  ];
  const firstReply = { target: far, clock: "working" };
  const options = { asOf: "2020-11-01T00:00Z", schedules } as const;
  const seconds = (minutes: number, rest: number) => 60 * minutes + rest;

  it("each schedule in its time: 960 min 8 s, so 960.1333", () => {
    const { rows } = slaClocks(
      log,
      zendeskPolicy({ firstReply: { ...firstReply, onScheduleChange: "switch" } }),
      options,
    );
    // 538 min 22 s on Tuesday, 421 min 25 s on Wednesday, 21 s
    expect(rows[0]?.elapsedSeconds).toBe(seconds(538, 22) + seconds(421, 25) + 21);
    expect(((rows[0]?.elapsedSeconds ?? 0) / 60).toFixed(4)).toBe("960.1333");
  });
  it("as Zendesk does, all by the last: 690 min 8 s, so 690.1333", () => {
    const { rows } = slaClocks(log, zendeskPolicy({ firstReply }), options);
    // 448 min 22 s until half past midnight, 241 min 46 s from 15:00 on
    expect(rows[0]?.elapsedSeconds).toBe(seconds(448, 22) + seconds(241, 46));
    expect(((rows[0]?.elapsedSeconds ?? 0) / 60).toFixed(4)).toBe("690.1333");
  });
});

describe("mistakes of section 6", () => {
  const firstReply = (target: number | Record<string, number>, clock = "calendar") =>
    zendeskPolicy({ firstReply: { target, clock } });
  const elapsed = (created: string, replied: string, hours: readonly [string, string], timeZone: string) => {
    const weekday = [hours] as const;
    const weekly = { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday };
    const log = [
      { ticket: "a", at: created, type: "created" },
      { ticket: "a", at: replied, type: "agent-reply" },
    ];
    return (["calendar", "working"] as const).map((clock) => {
      const { rows } = slaClocks(log, firstReply(HOUR, clock), {
        asOf: "2026-06-01T00:00Z",
        schedules: { desk: workSchedule({ timeZone, weekly }) },
      });
      return [(rows[0]?.elapsedSeconds ?? 0) / HOUR, rows[0]?.outcome];
    });
  };

  it("12. the offset of today for dates of another season: 0 min with that of winter; 60", () => {
    // Paris, from 9 to 18; Monday 30 March is the first working day of summer time
    expect(elapsed("2026-03-30T07:00Z", "2026-03-30T08:00Z", ["09:00", "18:00"], "Europe/Paris")).toEqual([
      [1, "achieved"],
      [1, "achieved"],
    ]);
    expect(elapsed("2026-03-30T07:00Z", "2026-03-30T08:00Z", ["09:00", "18:00"], "+01:00")[1]).toEqual([
      0,
      "achieved",
    ]);
  });
  it("13. Friday 16:00 to Monday 9:00 at a desk open from 9 to 17: 65 h by the calendar; 1 working hour", () => {
    expect(elapsed("2026-01-09T16:00Z", "2026-01-12T09:00Z", ["09:00", "17:00"], "UTC")).toEqual([
      [65, "missed"],
      [1, "achieved"],
    ]);
  });

  const at = (hour: number) => Date.UTC(2026, 0, 5, hour);
  const asked = (ticket: string, replied: number | null) => [
    { ticket, at: at(9), type: "created", priority: "normal", status: null as string | null },
    ...(replied === null
      ? []
      : [{ ticket, at: at(replied), type: "agent-reply", priority: null, status: null as string | null }]),
  ];
  it("28. open and overdue is invisible: 8/9 = 88.9 % as Intercom counts; 8/12 = 66.7 %", () => {
    const log = [
      ...Array.from({ length: 8 }, (_, i) => asked(`in time ${i}`, 10)),
      asked("late", 12),
      ...Array.from({ length: 3 }, (_, i) => asked(`open ${i}`, null)),
    ].flat();
    const { rows } = slaClocks(
      log.map(({ ticket, at, type }) => ({ ticket, at, type })),
      intercomPolicy({ firstReply: { target: HOUR } }),
      { asOf: at(18) },
    );
    const { totals } = evaluate(
      { there: sla.slaAttainmentOfEnded, here: sla.slaTargetAttainment, overdue: sla.slaOverdue },
      table(slaClock, rows),
      { asOf: at(18) },
    );
    expect(totals?.cells.there.value?.toFixed(3)).toBe("0.889");
    expect(totals?.cells.here.value?.toFixed(3)).toBe("0.667");
    expect(totals?.cells.overdue.value?.toNumber()).toBe(3);
  });
  it("29. a late completion judged by the priority of today: breach; met by the target as it was applied", () => {
    const log = [
      { ticket: "a", at: at(9), type: "created", priority: "P3" },
      { ticket: "a", at: at(15), type: "agent-reply", priority: null },
      { ticket: "a", at: at(16), type: "update", priority: "P1" },
    ];
    const targets = { P1: HOUR, P3: 8 * HOUR };
    const own = { ...firstReply(targets), onPriorityChange: "keep" } as const;
    // Not even where clocks follow the priority: this one had ended before
    for (const policy of [own, firstReply(targets)]) {
      const [clock] = slaClocks(log, policy, { asOf: at(20) }).rows;
      expect([clock?.outcome, clock?.priority, clock?.targetSeconds]).toEqual(["achieved", "P3", 8 * HOUR]);
    }
    const [times] = ticketTimes(log, own, { asOf: at(20) }).rows;
    expect(times?.priority).toBe("P1");
  });
});
