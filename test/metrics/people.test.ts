import { evaluate, table } from "kpi-core";
import * as people from "kpi-core/metrics/people";
import { workSchedule } from "kpi-core/periods";
import { absence, accident, candidacy, labourCheck, person, vacancy, workday } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { days, expectCounts, type HandCount, hours } from "./hand-count.ts";
import { pages } from "./shown.ts";

// January and February 2026 in UTC; the report is of 11 February
const H = 3600;
const jan = (day: string) => `2026-01-${day}T00:00Z`;
const feb = (day: string) => `2026-02-${day}T00:00Z`;
const workdays = [
  // 8 hours each: a whole day off, half a day off, leave, a day of which nobody knows
  { on: "2026-01-05", person: "a", absentSeconds: 8 * H, leaveSeconds: null, workedSeconds: 0 },
  {
    on: "2026-01-06",
    person: "a",
    absentSeconds: 4 * H,
    leaveSeconds: 0,
    workedSeconds: 5 * H,
    overtimeSeconds: H,
  },
  { on: "2026-01-05", person: "b", absentSeconds: 0, leaveSeconds: 8 * H, workedSeconds: 0 },
  { on: "2026-01-06", person: "b", absentSeconds: 0, workedSeconds: 10 * H, overtimeSeconds: 2 * H },
  { on: "2026-01-07", person: "c", absentSeconds: null, workedSeconds: null, trainingSeconds: 6 * H },
  { on: "2026-02-02", person: "b", absentSeconds: 2 * H, workedSeconds: 6 * H, overtimeSeconds: 0 },
  {
    on: "2026-02-03",
    person: "c",
    absentSeconds: 0,
    workedSeconds: 9 * H,
    overtimeSeconds: H,
    trainingSeconds: 4 * H,
  },
].map((day) => ({
  leaveSeconds: null,
  overtimeSeconds: null,
  trainingSeconds: null,
  ...day,
  contractedSeconds: 8 * H,
}));
// 2 people in January, until the 11th of February 2 and then 3
const employed = [
  { joinedOn: "2025-01-01", leftOn: null, manager: null },
  { joinedOn: "2025-01-01", leftOn: null, manager: "a" },
  { joinedOn: "2026-02-06", leftOn: null, manager: "a" },
];
const spells = [
  { firstDay: "2026-01-05", lastDay: "2026-01-06", person: "a" },
  { firstDay: "2026-01-20", lastDay: "2026-01-20", person: "a" },
  { firstDay: "2026-02-02", lastDay: null, person: "b" },
];
const accidents = [
  { on: "2026-01-06", lostTime: true, lostDays: 3 },
  { on: "2026-01-06", lostTime: false, lostDays: null },
  { on: "2026-02-03", lostTime: false, lostDays: null },
];
const vacancies = [
  { openedAt: jan("01"), closedAt: jan("11"), outcome: "filled", internal: true, cost: 1000 },
  { openedAt: jan("02"), closedAt: jan("22"), outcome: "filled", internal: false, cost: null },
  { openedAt: jan("03"), closedAt: jan("04"), outcome: "cancelled", internal: null, cost: null },
  { openedAt: jan("12"), closedAt: null, outcome: null, internal: null, cost: null },
  { openedAt: feb("01"), closedAt: feb("06"), outcome: "filled", internal: null, cost: 500 },
].map((row) => ({ ...row, currency: "EUR" }));
const candidacies = [
  { appliedAt: jan("02"), offeredAt: jan("08"), decidedAt: jan("10"), outcome: "accepted" },
  { appliedAt: jan("02"), offeredAt: jan("08"), decidedAt: jan("09"), outcome: "declined" },
  { appliedAt: jan("03"), offeredAt: jan("15"), decidedAt: jan("25"), outcome: "expired" },
  { appliedAt: jan("05"), offeredAt: jan("30"), decidedAt: null, outcome: null },
  { appliedAt: jan("20"), offeredAt: feb("01"), decidedAt: feb("05"), outcome: "accepted" },
  { appliedAt: jan("20"), offeredAt: null, decidedAt: null, outcome: null },
];
const checks = [
  { at: jan("06"), kept: true },
  { at: jan("07"), kept: false },
  { at: jan("12"), kept: true },
  { at: feb("02"), kept: true },
];
const zone = { zone: "UTC" };
const tables = {
  workday: table(workday, workdays, {}, zone),
  person: table(person, employed, {}, zone),
  absence: table(absence, spells, {}, zone),
  accident: table(accident, accidents, {}, zone),
  vacancy: table(vacancy, vacancies),
  candidacy: table(candidacy, candidacies),
  labourCheck: table(labourCheck, checks),
};
const eight = [["08:00", "16:00"]] as const;
const week = { mon: eight, tue: eight, wed: eight, thu: eight, fri: eight };
const plan = {
  per: "month",
  timeZone: "UTC",
  from: "2026-01-01",
  to: "2026-03-01",
  asOf: "2026-02-11",
  schedules: { office: workSchedule({ timeZone: "UTC", weekly: week }) },
} as const;

const counts: HandCount<typeof people> = {
  // 12 of 32 less 8 hours; 2 of 16; 14 of 40
  absenceRate: ["0.5", "0.125", "0.35"],
  // over 2; over 2 and half a person, there from the 6th of ten days on; 3 over 31 x 2 and 25 of 41
  absenceFrequency: ["1", "0.4", "1.413793103448275862068965517241379"],
  individualAbsenceFrequency: ["0.5", "0.4", "0.9425287356321839080459770114942529"],
  absenceDaysPerEmployee: ["1", "0.4", "1.413793103448275862068965517241379"],
  // 3 of 15 hours; 1 of 15
  overtimeRate: ["0.2", "0.06666666666666666666666666666666667", "0.1333333333333333333333333333333333"],
  labourBreaches: ["1", "0", "1"],
  labourCompliance: ["0.6666666666666666666666666666666667", "1", "0.75"],
  // one with lost time in 15 hours; none in 15; one in 30
  accidentFrequency: ["66666.66666666666666666666666666667", "0", "33333.33333333333333333333333333333"],
  // 3 days in 15 hours, in 30
  accidentSeverity: ["200", "0", "100"],
  // 10 and 20 days, 30 so far, and not the one given up: two thirds are left at 10, a third at 20; 5; at 10 half of four
  timeToFill: [days(20), days(5), days(15)],
  // from the 2nd to the 10th; from the 20th to the 5th
  timeToHire: [days(8), days(16), days(12)],
  // one of two who answered; one of one; two of three
  offerAcceptanceRate: ["0.5", "1", "0.6666666666666666666666666666666667"],
  costPerHire: ["1000", "500", "750"],
  // one open beside 2 people, beside 3
  vacancyRate: ["0.3333333333333333333333333333333333", "0.25", "0.25"],
  // one of two; nobody knows; one of two
  internalMobility: ["0.5", "no-records", "0.5"],
  // 6 hours over 2; 4 over 3; 10 over 3
  trainingTimePerEmployee: [hours(3), "4800", "12000"],
  // one of one; in five days of ten two; 31 + 10 + 5 of 41 days
  spanOfControl: ["1", "1.5", "1.121951219512195121951219512195122"],
};

describe("the people page, counted by hand", () => {
  expectCounts(counts, ["January", "February, until the 11th"], () => evaluate(pages.people, tables, plan));

  it("the variants differ, on the same rows", () => {
    const january = { ...plan, to: "2026-02-01" } as const;
    const at = (metric: Parameters<typeof figuresOf>[0], own: Parameters<typeof figuresOf>[1] = tables) =>
      figuresOf(metric, own, january).total;
    // 2 of the 3 days on which somebody was to work and everything is known; a of a and b
    expect(at(people.absenceRate({ of: "days" }))).toBe("0.6666666666666666666666666666666667");
    expect(at(people.absenceRate({ of: "workers" }))).toBe("0.5");
    // 3 of 22 working days of one of two people
    expect(at(people.absenceRate({ of: "spells" }))).toBe("0.06818181818181818181818181818181818");
    // 3 beside 12
    expect(at(people.overtimeRate({ of: "regular" }))).toBe("0.25");
    expect(at(people.accidentFrequency({ of: "all", perHours: 30 }))).toBe("4");
    // without the open one and the one given up
    expect(at(people.timeToFill({ p: 0.5, of: "filled" }))).toBe(days(15));
    // one of three that ended
    expect(at(people.offerAcceptanceRate({ of: "ended" }))).toBe("0.3333333333333333333333333333333333");
    expect(at(people.trainingTimePerEmployee({ over: "average" }))).toBe(hours(3));
  });

  it("settings that are none are refused", () => {
    const bad = "hour" as never;
    expect(() => people.absenceRate({ of: bad })).toThrow(
      'absenceRate: of is "hour"; write "hours" or "days" or "spells" or "workers"',
    );
    expect(() => people.accidentFrequency({ of: "all", perHours: 0 })).toThrow(
      "accidentFrequency: perHours is 0; write a whole number above 0, such as 1000000",
    );
    expect(() => people.timeToFill({ p: 0.5, of: bad })).toThrow(
      'timeToFill: of is "hour"; write "filled" or "all"',
    );
  });
});
