import { table } from "kpi-core";
import { workSchedule } from "kpi-core/periods";
import { absence, accident, candidacy, labourCheck, person, vacancy, workday } from "kpi-core/records";
import { twoMonths } from "./hand-count.ts";

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
export const tables = {
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
export const plan = {
  ...twoMonths("2026-02-11"),
  schedules: { office: workSchedule({ timeZone: "UTC", weekly: week }) },
} as const;
