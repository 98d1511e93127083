import {
  type AnyMetric,
  type DayEdge,
  date,
  endOf,
  evaluate,
  optional,
  period,
  population,
  record,
  rollUp,
  startOf,
  table,
  tallyOf,
} from "kpi-core";
import { averageWorkInProgress, throughput, workInProgress } from "kpi-core/metrics/flow";
import { firstResponseTime, resolutionTime } from "kpi-core/metrics/service";
import { workSchedule } from "kpi-core/periods";
import { activity, booking, ticket, workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf, figuresOfTally, ownMetric } from "./figures.ts";

// The mistakes of section 6 that are about time; the others are in mistakes.test.ts

const HOUR = 3600;
const DAY = 24 * HOUR;
const at = (seconds: number) => seconds * 1000;
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const sum = (values: readonly string[]) => values.reduce((total, value) => total + Number(value), 0);
const mean = (values: readonly string[]) => sum(values) / values.length;
const hours = (count: number) => String(count * HOUR);
const JANUARY = Date.UTC(2026, 0, 1);
const utc = { timeZone: "UTC" } as const;

describe("stocks and rates over time", () => {
  it("8. backlog of 10, 12, 11, 9, 8: 50 as their sum; 8 at the end, 10 on average", () => {
    const open = (from: number, to: number | null) => ({
      startedAt: JANUARY + at(from * DAY),
      finishedAt: to === null ? null : JANUARY + at(to * DAY),
    });
    // 10 at first, 2 more after a day, then 1, 2 and 1 fewer
    const items = table(workItem, [
      ...times(8, () => open(0, null)),
      ...times(2, () => open(1, 3)),
      open(0, 2),
      open(0, 4),
    ]);
    const week = { ...utc, from: "2026-01-01", to: "2026-01-06", asOf: "2026-01-06", per: "day" } as const;
    const atEnd = figuresOf(workInProgress, items, week);
    expect([atEnd.rows, sum(atEnd.rows)]).toEqual([["10", "12", "11", "9", "8"], 50]);
    expect(atEnd.total).toBe("8");
    const stored = tallyOf({ workInProgress }, items, week);
    expect(figuresOfTally(workInProgress, rollUp(stored, { per: "all" })).rows).toEqual(["8"]);
    expect(figuresOf(averageWorkInProgress, items, week).total).toBe("10");
  });
  it("9. 2 in progress for 9 days and 20 for 1: 11 as the mean of two readings; 3.8 over time", () => {
    const span = (from: number, to: number) => ({ startedAt: at(from * DAY), finishedAt: at(to * DAY) });
    const items = table(workItem, [...times(2, () => span(0, 10)), ...times(18, () => span(9, 10))]);
    const [early, late] = [
      figuresOf(averageWorkInProgress, items, { from: 0, to: at(9 * DAY) }),
      figuresOf(averageWorkInProgress, items, { from: at(9 * DAY), to: at(10 * DAY) }),
    ];
    expect(mean([early.total, late.total])).toBe(11);
    expect(figuresOf(averageWorkInProgress, items, { from: 0, to: at(10 * DAY) }).total).toBe("3.8");
  });
  it("14. two outages that overlap: 60 min as their sum; 45", () => {
    const outages = table(booking, [
      { startedAt: "2026-01-01T10:00Z", endedAt: "2026-01-01T10:30Z", resource: "shop" },
      { startedAt: "2026-01-01T10:15Z", endedAt: "2026-01-01T10:45Z", resource: "shop" },
    ]);
    const down = population(booking).during("startedAt", "endedAt");
    expect(figuresOf(ownMetric("seconds", "added", { added: down.seconds() }), outages).total).toBe(hours(1));
    expect(
      figuresOf(ownMetric("seconds", "busy", { busy: down.busySeconds("resource") }), outages).total,
    ).toBe(hours(0.75));
  });
  it("16. deployments a day over 3, 0, 0, 0, 0, 0, 4: 3.5 of the days that had any; 1", () => {
    const on = (day: number) => ({ at: JANUARY + at(day * DAY + HOUR), actor: "pipeline" });
    const log = table(activity, [...times(3, () => on(0)), ...times(4, () => on(6))]);
    const deployments = population(activity).dated("at").count();
    const count = ownMetric("count", "deployments", { deployments });
    const aDay = ownMetric("number", "deployments / (period / 86400)", {
      deployments,
      period: period.seconds(),
    });
    const week = { ...utc, per: "day", from: "2026-01-01", to: "2026-01-08" } as const;
    const { rows } = figuresOf(count, log, week);
    expect(mean(rows.filter((value) => value !== "0"))).toBe(3.5);
    expect(figuresOf(aDay, log, week).total).toBe("1");
  });
  it("25. 150 tickets by 22 November against 200 in October: not -25 %, but 73 % of a month", () => {
    const on = (month: number, i: number) => ({ openedAt: Date.UTC(2026, month, 1 + (i % 22)) });
    const desk = table(ticket, [...times(200, (i) => on(9, i)), ...times(150, (i) => on(10, i))]);
    const opened = population(ticket).dated("openedAt").count();
    const metrics = {
      opened: ownMetric("count", "opened", { opened }),
      aDay: ownMetric("number", "opened / (elapsed / 86400)", { opened, elapsed: period.seconds() }),
    };
    const plan = { ...utc, per: "month", asOf: "2026-11-23" } as const;
    const [october, november] = evaluate(metrics, desk, plan).rows;
    expect(Number(november?.cells.opened.value) / Number(october?.cells.opened.value) - 1).toBe(-0.25);
    expect([october?.period.complete, november?.period.complete]).toEqual([true, false]);
    const { start, end } = november?.period ?? { start: 0, end: 0 };
    const elapsed = Number(november?.cells.aDay.inputs.elapsed);
    expect((at(elapsed) / (end - start)).toFixed(4)).toBe("0.7333");
    // 200 in 31 days and 150 in 22: a day has more of them, not fewer
    expect([october, november].map((row) => row?.cells.aDay.value?.toFixed(2))).toEqual(["6.45", "6.82"]);
  });
});

describe("clocks and calendars", () => {
  const allDay = (opens: string, closes: string) => [[opens, closes]] as const;
  const week = (opens: string, closes: string, timeZone: string) => {
    const day = allDay(opens, closes);
    return workSchedule({ timeZone, weekly: { mon: day, tue: day, wed: day, thu: day, fri: day } });
  };
  it("10. settled 2026-03-31T22:30Z: March by UTC; April in Paris, March in New York", () => {
    const items = table(workItem, [{ startedAt: "2026-03-30T00:00Z", finishedAt: "2026-03-31T22:30Z" }]);
    const monthIn = (timeZone: string) => {
      const { rows } = evaluate({ throughput }, items, { per: "month", timeZone });
      return rows.filter(({ cells }) => cells.throughput.value?.eq(1)).map((row) => row.period.label);
    };
    expect(["UTC", "Europe/Paris", "America/New_York"].map(monthIn)).toEqual([
      ["2026-03"],
      ["2026-04"],
      ["2026-03"],
    ]);
  });
  it.each([
    ["2026-03-29", 23, "2026-03-30"],
    ["2026-10-25", 25, "2026-10-26"],
  ])("11. %s in Paris: 24 h; it has %i", (from, long, to) => {
    const always = table(booking, [{ startedAt: 0, endedAt: null, resource: "shop" }]);
    const open = population(booking).during("startedAt", "endedAt").seconds();
    const day = { per: "day", timeZone: "Europe/Paris", from, to, asOf: "2026-12-31" } as const;
    const [length, used] = [
      ownMetric("seconds", "length", { length: period.seconds() }),
      ownMetric("seconds", "open", { open }),
    ];
    expect(figuresOf(used, always, day).rows).toEqual([hours(long)]);
    expect(figuresOf(length, always, day).rows).toEqual([hours(long)]);
  });
  it("11. Friday 27 March 17:00 to Monday 30 March 10:00 in Paris: 65 h; 64", () => {
    const rows = [{ openedAt: "2026-03-27T17:00", resolvedAt: "2026-03-30T10:00" }];
    const by = (zone: string) =>
      figuresOf(resolutionTime({ p: 0.5 }), table(ticket, rows, {}, { zone })).total;
    expect([by("UTC"), by("Europe/Paris")]).toEqual([hours(65), hours(64)]);
  });
  it("12. Paris, Monday 30 March, 07:00Z to 08:00Z: 0 business minutes by the offset of winter; 60", () => {
    const desk = table(ticket, [{ openedAt: "2026-03-30T07:00Z", firstRepliedAt: "2026-03-30T08:00Z" }]);
    const metric = firstResponseTime({ p: 0.5, clock: "working" });
    const by = (timeZone: string) =>
      figuresOf(metric, desk, { schedules: { desk: week("09:00", "18:00", timeZone) } });
    // Etc/GMT-1 is an hour ahead of UTC, all year
    expect([by("Etc/GMT-1").total, by("Europe/Paris").total]).toEqual(["0", hours(1)]);
  });
  it("13. Friday 16:00 to Monday 09:00, open 09 to 17: 65 h by the calendar; 1 business hour", () => {
    const desk = table(
      ticket,
      [{ openedAt: "2026-01-09T16:00", resolvedAt: "2026-01-12T09:00" }],
      {},
      { zone: "Europe/Paris" },
    );
    const plan = { schedules: { desk: week("09:00", "17:00", "Europe/Paris") } };
    const by = (clock: "calendar" | "working") =>
      figuresOf(resolutionTime({ p: 0.5, clock }), desk, plan).total;
    expect([by("calendar"), by("working")]).toEqual([hours(65), hours(1)]);
  });
  it("23. begun and done on one day: 0 d from date to date; 1 d in whole days, and its age is one more as well", () => {
    const job = record("job", { begunOn: date("first day"), doneOn: optional(date("last day")) });
    const jobs = population(job);
    const rows = (doneOn: string | null) =>
      table(job, [{ begunOn: "2026-03-05", doneOn }], {}, { zone: "UTC" });
    const lasted = (end: DayEdge<"doneOn">) =>
      ownMetric("seconds", "lasted", { lasted: jobs.during(startOf("begunOn"), end).survival(0.5) });
    const age = ownMetric("seconds", "age", { age: jobs.during(startOf("begunOn"), endOf("doneOn")).age() });
    const figure = (metric: AnyMetric, doneOn: string | null, asOf: string) =>
      figuresOf(metric, rows(doneOn), { timeZone: "UTC", asOf }).total;
    const days = (count: number) => String(count * DAY);
    for (const [last, next, between, whole] of [
      ["2026-03-05", "2026-03-06", 0, 1],
      ["2026-03-07", "2026-03-08", 2, 3],
    ] as const) {
      expect(figure(lasted(startOf("doneOn")), last, "2026-04-01")).toBe(days(between));
      expect(figure(lasted(endOf("doneOn")), last, "2026-04-01")).toBe(days(whole));
      // Open at the end of a day, which is the beginning of the next
      expect(figure(age, null, next)).toBe(days(whole));
    }
    expect(figure(age, null, "2026-03-07")).toBe(days(2)); // the age that a difference of dates gives on the 7th
  });
});
