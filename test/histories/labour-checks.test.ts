import fc from "fast-check";
import { evaluate, table } from "kpi-core";
import { frenchLimits, type LabourLimits, labourChecks } from "kpi-core/histories";
import { labourBreaches, labourCompliance } from "kpi-core/metrics/people";
import { labourCheck } from "kpi-core/records";
import { describe, expect, it } from "vitest";

// January 2026 in Paris, an hour east of UTC; the 5th is a Monday
const at = (day: number, hour: number) => Date.UTC(2026, 0, day) + (hour - 1) * 3_600_000;
const duty = (day: number, from: number, to: number, pause = 0) => ({
  person: "a",
  startedAt: at(day, from),
  endedAt: at(day, to),
  breakSeconds: pause * 3600,
});
const checked = (shifts: readonly object[], limits: LabourLimits, asOf: string | number = "2026-12-01") =>
  labourChecks(shifts as ReturnType<typeof duty>[], { limits, timeZone: "Europe/Paris", asOf });
/** Hours found, and whether they keep the limit. */
const said = (shifts: readonly object[], limits: LabourLimits, asOf?: string | number) =>
  checked(shifts, limits, asOf).rows.map(({ foundSeconds, kept }) => [foundSeconds / 3600, kept]);

describe("daily rest", () => {
  it("is from the evening to the next morning: 11 hours are enough, a minute less is not", () => {
    expect(said([duty(5, 13, 21), duty(6, 8, 16)], { dailyRest: 11 })).toEqual([[11, true]]);
    expect(said([duty(5, 13, 22), duty(6, 8, 16)], { dailyRest: 11 })).toEqual([[10, false]]);
  });
  it("is not the break between two shifts of one day", () => {
    const shifts = [duty(5, 8, 12), duty(5, 17, 21), duty(6, 8, 16)];
    expect(said(shifts, { dailyRest: 11 })).toEqual([[11, true]]);
  });
  it("counts after a night as well, from when it ended", () => {
    expect(said([duty(5, 22, 30), duty(6, 14, 22)], { dailyRest: 11 })).toEqual([[8, false]]);
  });
  it("loses an hour when the clocks go forward: 22:00 to 9:00 are 10 hours", () => {
    const shifts = [
      { person: "a", startedAt: "2026-03-28T14:00+01:00", endedAt: "2026-03-28T22:00+01:00" },
      { person: "a", startedAt: "2026-03-29T09:00+02:00", endedAt: "2026-03-29T17:00+02:00" },
    ];
    expect(said(shifts, { dailyRest: 11 })).toEqual([[10, false]]);
  });
  it("is placed where the shift that comes too early begins, with its team", () => {
    const shifts = [
      { ...duty(5, 13, 22), team: "late" },
      { ...duty(6, 7, 15), team: "early" },
    ];
    expect(checked(shifts, { dailyRest: 11 }).rows).toEqual([
      {
        at: at(6, 7),
        person: "a",
        rule: "dailyRest",
        foundSeconds: 9 * 3600,
        limitSeconds: 11 * 3600,
        kept: false,
        team: "early",
        site: null,
      },
    ]);
  });
  it("is of each person alone", () => {
    const shifts = [duty(5, 13, 22), { ...duty(6, 7, 15), person: "b" }];
    expect(said(shifts, { dailyRest: 11 })).toEqual([]);
  });
});

describe("work of a day, a week and twelve weeks", () => {
  it("is without breaks, and 10 hours are not too much", () => {
    expect(said([duty(5, 8, 19, 1), duty(6, 8, 19)], { dailyWork: 10 })).toEqual([
      [10, true],
      [11, false],
    ]);
  });
  it("is shared out at midnight, with its breaks: 2 and 6 of 8 hours, less a quarter and three quarters", () => {
    const night = [duty(11, 22, 30, 1)]; // from Sunday to Monday
    expect(said(night, { dailyWork: 10 })).toEqual([
      [1.75, true],
      [5.25, true],
    ]);
    expect(said(night, { weeklyWork: 48 })).toEqual([
      [1.75, true],
      [5.25, true],
    ]);
  });
  it("counts shifts that overlap once", () => {
    expect(said([duty(5, 8, 14), duty(5, 12, 18), duty(5, 18, 19)], { dailyWork: 10 })).toEqual([
      [11, false],
    ]);
  });
  it("six days of 8 1/2 hours are 51 in the week", () => {
    const week = [5, 6, 7, 8, 9, 10].map((day) => duty(day, 8, 16.5));
    expect(said(week, { weeklyWork: 48 })).toEqual([[51, false]]);
    expect(said(week.slice(1), { weeklyWork: 48 })).toEqual([[42.5, true]]);
  });
  const weeks = (count: number, hours: number) =>
    Array.from({ length: count }, (_, i) =>
      [0, 1, 2, 3, 4].map((day) => duty(5 + 7 * i + day, 8, 8 + hours / 5)),
    ).flat();
  const twelve = { averageWeeklyWork: { hours: 44, weeks: 12 } } as const;
  it("twelve weeks of 45 hours are too much on average; eleven say nothing, and a week off makes room", () => {
    expect(said(weeks(12, 45), twelve)).toEqual([[45, false]]);
    expect(said(weeks(11, 45), twelve)).toEqual([]);
    const off = [...weeks(13, 45)].filter(({ startedAt }) => startedAt < at(12, 0) || startedAt > at(19, 0));
    // 12 of the 13 weeks are worked; each window of twelve has one off: 11 x 45 of 12
    expect(said(off, twelve)).toEqual([
      [41.25, true],
      [41.25, true],
    ]);
  });
});

describe("weekly rest", () => {
  const sixDays = (first: number) => [0, 1, 2, 3, 4, 5].map((day) => duty(first + day, 8, 16));
  it("is the longest that begins in the week: from Saturday 16:00 to Monday 8:00", () => {
    // Of the first week nobody knows how it began, but its rest is long enough; the last one is not over
    expect(said([...sixDays(5), ...sixDays(12), duty(19, 8, 16)], { weeklyRest: 35 }, at(19, 20))).toEqual([
      [40, true],
      [40, true],
    ]);
  });
  it("of 20 hours is not enough, where a week before it is known", () => {
    const worked = [...sixDays(5), ...sixDays(12), duty(18, 12, 20), duty(19, 8, 16)];
    expect(said(worked, { weeklyRest: 35 })).toEqual([
      [40, true],
      [20, false],
      [expect.any(Number), true],
    ]);
  });
  it("of 20 hours in the first week says nothing: the Sunday before it may have been off", () => {
    const worked = [...sixDays(5), duty(11, 12, 20), duty(12, 8, 16)];
    expect(said(worked, { weeklyRest: 35 }, at(13, 8))).toEqual([]);
  });
  it("a week that is not over is not judged", () => {
    const worked = [...sixDays(5), ...sixDays(12)];
    expect(said(worked, { weeklyRest: 35 }, at(18, 12))).toEqual([[40, true]]);
  });
});

describe("what is not over", () => {
  it("a day that runs is not checked; a shift that runs is cut, and counted so", () => {
    const running = [duty(5, 8, 18), { ...duty(6, 8, 18), endedAt: null }];
    const { rows, ledger } = checked(running, { dailyWork: 10 }, at(6, 20));
    expect(rows).toHaveLength(1);
    expect(ledger).toMatchObject({ read: 2, used: 2, mended: { running: 1 } });
    expect(said(running, { dailyWork: 10 }, at(6, 23))).toEqual([[10, true]]);
    expect(said(running, { dailyWork: 10 }, at(7, 0))).toEqual([
      [10, true],
      [16, false],
    ]);
  });
  it("what begins later is left out", () => {
    const { ledger } = checked([duty(5, 8, 18), duty(8, 8, 18)], { dailyWork: 10 }, at(7, 0));
    expect(ledger).toMatchObject({ read: 2, used: 1, leftOut: { "after-as-of": 1 } });
  });
});

it("breaches and compliance by week, of a week with one rest of three too short", () => {
  const shifts = [duty(5, 8, 16), duty(6, 8, 23), duty(7, 7, 15), duty(8, 8, 16)];
  const { rows } = checked(shifts, frenchLimits);
  const report = evaluate({ labourBreaches, labourCompliance }, table(labourCheck, rows), {
    per: "isoWeek",
    timeZone: "Europe/Paris",
    asOf: "2026-01-20",
  });
  // Three rests of which one is 8 hours, four days of which one is 15 hours, a week of 39 hours, and its rest
  expect(
    report.rows.map(({ period, cells }) => [
      period.label,
      String(cells.labourBreaches.value),
      String(cells.labourCompliance.inputs.checked),
    ]),
  ).toEqual([["2026-W02", "2", "9"]]);
});

it("a shift whose breaks cannot be is rejected", () => {
  // One hour, of which no break can be less than none, or more than all
  const hour = (breakSeconds: number) => ({
    person: "a",
    startedAt: at(5, 9),
    endedAt: at(5, 10),
    breakSeconds,
  });
  const { rows, ledger } = checked([hour(-3600), hour(3600), hour(3600.001), hour(1e300)], { dailyWork: 10 });
  expect(rows).toEqual([]); // all of the hour was a break
  expect(ledger).toMatchObject({ read: 4, used: 1, leftOut: { "after-as-of": 0 } });
  expect(ledger.rejected.map(({ kind, row, field }) => [kind, row, field])).toEqual([
    ["shift", 0, "breakSeconds"],
    ["shift", 2, "breakSeconds"],
    ["shift", 3, "breakSeconds"],
  ]);
  expect(ledger.rejected.slice(0, 2).map(({ message }) => message)).toEqual([
    "-3600 is below zero; give the seconds of breaks",
    "3600.001 is more than the 3600 seconds of the shift; correct one of them",
  ]);
});

it("limits are read before anything is", () => {
  const limit = (limits: object) => () => checked([], limits as LabourLimits);
  expect(limit({ dailyrest: 11 })).toThrow(
    "labourChecks: limits: no entry dailyrest; its entries are dailyRest, weeklyRest, dailyWork, weeklyWork, averageWeeklyWork",
  );
  expect(limit({ dailyRest: -1 })).toThrow("labourChecks: dailyRest is -1; write hours, such as 11");
  expect(limit({ averageWeeklyWork: { hours: 44, weeks: 0 } })).toThrow(
    "labourChecks: weeks is 0; write a whole number, such as 12",
  );
  expect(limit({ averageWeeklyWork: null })).toThrow(
    "labourChecks: averageWeeklyWork is null; give an object of hours, weeks",
  );
});

it("days and weeks add up to what was worked, whatever the shifts", () => {
  const minute = 60_000;
  const shift = fc
    .tuple(
      fc.integer({ min: 0, max: 40_000 }),
      fc.integer({ min: 1, max: 3000 }),
      fc.integer({ min: 0, max: 90 }),
    )
    .map(([from, long, pause]) => ({
      person: "a",
      startedAt: at(1, 0) + from * minute,
      endedAt: at(1, 0) + (from + long) * minute,
      breakSeconds: Math.min(pause, long) * 60,
    }));
  fc.assert(
    fc.property(fc.array(shift, { maxLength: 8 }), (shifts) => {
      const sum = (limits: LabourLimits) =>
        checked(shifts, limits).rows.reduce((total, { foundSeconds }) => total + foundSeconds, 0);
      // The union of the shifts, minute by minute, less the breaks as far as there is time for them
      const busy = new Set(
        shifts.flatMap(({ startedAt, endedAt }) =>
          Array.from({ length: (endedAt - startedAt) / minute }, (_, i) => startedAt + i * minute),
        ),
      );
      const pauses = shifts.reduce((total, { breakSeconds }) => total + breakSeconds, 0);
      const [days, weeks] = [sum({ dailyWork: 10 }), sum({ weeklyWork: 48 })];
      expect(days).toBeCloseTo(weeks, 6);
      expect(days).toBeLessThanOrEqual(busy.size * 60);
      expect(days).toBeGreaterThanOrEqual(busy.size * 60 - pauses - 1e-6);
    }),
    { numRuns: 40 },
  );
});
