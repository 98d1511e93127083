import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { evaluate, population, table } from "kpi-core";
import * as utilisation from "kpi-core/metrics/utilisation";
import { workSchedule } from "kpi-core/periods";
import {
  activity,
  booking,
  call,
  capacity,
  person,
  rosterSpan,
  shift,
  timeEntry,
  workday,
  workItem,
} from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf, only } from "../figures.ts";
import expected from "../reference/retention-people/bookings_expected.json" with { type: "json" };
import { expectCounts, type HandCount, hours, said, third } from "./hand-count.ts";
import { pages } from "./shown.ts";

// Monday and Tuesday, 5 and 6 January 2026 in UTC; open from 8 to 16
const mon = (hour: string) => `2026-01-05T${hour}:00Z`;
const tue = (hour: string) => `2026-01-06T${hour}:00Z`;
const bookings = [
  { resource: "r", startedAt: mon("09"), endedAt: mon("11"), quantity: 5 },
  { resource: "r", startedAt: mon("10"), endedAt: mon("12"), quantity: 3 },
  { resource: "s", startedAt: mon("15"), endedAt: mon("18"), quantity: 4 },
  { resource: "r", startedAt: mon("22"), endedAt: tue("09"), quantity: 1 },
  { resource: "s", startedAt: tue("08"), endedAt: tue("09"), quantity: 2 },
].map((row) => ({ ...row, capacity: row.resource === "r" ? 10 : 4 }));
// s is there from Monday noon on
const rooms = [
  { resource: "r", startedAt: "2026-01-01T00:00Z", endedAt: null, quantity: 10 },
  { resource: "s", startedAt: mon("12"), endedAt: null, quantity: 4 },
];
const shifts = [
  { startedAt: mon("08"), endedAt: mon("17"), breakSeconds: 3600, billableSeconds: 6 * 3600 },
  { startedAt: mon("08"), endedAt: mon("17"), breakSeconds: 3600, billableSeconds: null },
  { startedAt: tue("08"), endedAt: tue("12"), breakSeconds: null, billableSeconds: 3600 },
];
const H = 3600;
const workdays = [
  { on: "2026-01-05", contracted: 8, leave: 0, worked: 9, paid: 9, billable: 6 },
  { on: "2026-01-05", contracted: 8, leave: 8, worked: 0, paid: 8, billable: 0 },
  { on: "2026-01-05", contracted: 8, leave: 0, worked: 4, paid: 8, billable: null },
  { on: "2026-01-06", contracted: 8, leave: null, worked: 8, paid: 8, billable: 4 },
];
const seconds = (hours: number | null) => (hours === null ? null : hours * H);
const entries = [
  {
    on: "2026-01-05",
    billable: true,
    workedSeconds: 4 * H,
    billedSeconds: 3 * H,
    standardAmount: 400,
    billedAmount: 300,
  },
  {
    on: "2026-01-05",
    billable: true,
    workedSeconds: 2 * H,
    billedSeconds: null,
    standardAmount: 200,
    billedAmount: null,
  },
  {
    on: "2026-01-05",
    billable: false,
    workedSeconds: 2 * H,
    billedSeconds: 0,
    standardAmount: 200,
    billedAmount: 0,
  },
  {
    on: "2026-01-06",
    billable: true,
    workedSeconds: 5 * H,
    billedSeconds: 5 * H,
    standardAmount: 500,
    billedAmount: 550,
  },
].map((row) => ({ ...row, currency: "EUR" }));
const span = (planned: boolean, activity: string, startedAt: string, endedAt: string) => ({
  planned,
  slot: `Ana, ${activity}`,
  working: activity !== "break",
  startedAt,
  endedAt,
});
const monday = (time: string) => `2026-01-05T${time}Z`;
const roster = [
  span(true, "calls", monday("08:00"), monday("12:00")),
  span(true, "break", monday("12:00"), monday("12:30")),
  span(true, "calls", monday("12:30"), monday("16:30")),
  span(false, "calls", monday("08:00"), monday("11:50")),
  span(false, "break", monday("11:50"), monday("12:20")), // ten minutes early
  span(false, "calls", monday("12:20"), monday("16:30")),
  span(true, "calls", tue("08"), tue("12")),
  span(false, "calls", tue("09"), tue("14")),
];
const items = [mon("10"), mon("11"), tue("08"), tue("09"), tue("10")].map((finishedAt) => ({ finishedAt }));
const calls = [
  { answeredAt: mon("10"), handleSeconds: 5 * H },
  { answeredAt: tue("10"), handleSeconds: 2 * H },
];
const sales = [
  { at: mon("10"), amount: 100, currency: "EUR" },
  { at: tue("10"), amount: 50, currency: "EUR" },
];
const employed = [
  { joinedOn: "2025-01-01", leftOn: null, workingShare: 1 },
  { joinedOn: "2026-01-06", leftOn: null, workingShare: 0.5 },
];
const open = [["08:00", "16:00"]] as const;
const desk = workSchedule({ timeZone: "UTC", weekly: { mon: open, tue: open, wed: open } });
const tables = {
  booking: table(booking, bookings),
  capacity: table(capacity, rooms),
  shift: table(shift, shifts),
  workday: table(
    workday,
    workdays,
    {
      contractedSeconds: (row) => seconds(row.contracted),
      leaveSeconds: (row) => seconds(row.leave),
      workedSeconds: (row) => seconds(row.worked),
      paidSeconds: (row) => seconds(row.paid),
      billableSeconds: (row) => seconds(row.billable),
    },
    { zone: "UTC" },
  ),
  timeEntry: table(timeEntry, entries, {}, { zone: "UTC" }),
  rosterSpan: table(rosterSpan, roster),
  workItem: table(workItem, items),
  call: table(call, calls),
  activity: table(activity, sales),
  person: table(person, employed, {}, { zone: "UTC" }),
};
const plan = {
  per: "day",
  timeZone: "UTC",
  from: "2026-01-05",
  to: "2026-01-07",
  asOf: "2026-01-07",
  schedules: { desk },
} as const;

const counts: HandCount<typeof utilisation> = {
  // r 3 and 2 hours, s 3, of 24 and 12; r 9, s 1, of 48
  resourceUtilisation: [
    "0.2222222222222222222222222222222222",
    "0.2083333333333333333333333333333333",
    "0.2142857142857142857142857142857143",
  ],
  // r 3 and s 1 of 8 and 4 open hours; r 1 and s 1 of 16
  roomUse: [third, "0.125", "0.2142857142857142857142857142857143"],
  // 10 + 6 + 12 + 2 of 240 + 48; 9 + 2 of 240 + 96; 41 of 624
  capacityUtilisation: [
    "0.1041666666666666666666666666666667",
    "0.03273809523809523809523809523809524",
    "0.06570512820512820512820512820512821",
  ],
  // 10 + 6 + 4 of 20 + 20 + 4 places in hours; 1 + 2 of 10 + 4
  spaceOccupancy: [
    "0.4545454545454545454545454545454545",
    "0.2142857142857142857142857142857143",
    "0.3965517241379310344827586206896552",
  ],
  // 6 of 16 less 8; 4 of 8; of one day nobody knows
  billableUtilisation: ["0.75", "0.5", "0.625"],
  // of 400 settled; 550 of 500
  realisationRate: ["0.75", "1.1", "0.9444444444444444444444444444444444"],
  // 510 minutes less 20; 180 of 240
  rosterAdherence: ["0.9607843137254901960784313725490196", "0.75", "0.8933333333333333333333333333333333"],
  // 480 of 480 minutes; 300 of 240
  rosterConformance: ["1", "1.25", "1.083333333333333333333333333333333"],
  // 2 in 13 hours; 3 in 8
  labourProductivity: [
    "0.1538461538461538461538461538461538",
    "0.375",
    "0.2380952380952380952380952380952381",
  ],
  // 5 of 25 hours; 2 of 8
  paidUtilisation: ["0.2", "0.25", "0.2121212121212121212121212121212121"],
  // 100 over 1; 50 over 2; 150 over 1 1/2
  revenuePerEmployee: ["100", "25", "100"],
  // r is booked twice from 10 to 11
  doubleBooked: [hours(1), "0", hours(1)],
  // 8 and 10 hours of 24
  averageInUse: [third, "0.4166666666666666666666666666666667", "0.375"],
  // both rooms on Tuesday from 8 to 9
  peakInUse: ["1", "2", "2"],
  peakToMean: ["3", "4.8", "5.333333333333333333333333333333333"],
};

describe("the utilisation page, counted by hand", () => {
  expectCounts(counts, ["Monday", "Tuesday"], () => evaluate(pages.utilisation, tables, plan));

  it("billable, realised and revenue by their other denominators", () => {
    const at = (metric: Parameters<typeof figuresOf>[0]) => figuresOf(metric, tables, plan).rows;
    // 6 of 9 less 1; 1 of 4; of one shift nobody knows
    expect(at(utilisation.billableUtilisation({ over: "on-duty" }))).toEqual(["0.75", "0.25"]);
    expect(at(utilisation.billableUtilisation({ over: "gross" }))).toEqual(["0.375", "0.5"]);
    expect(at(utilisation.realisationRate({ of: "hours" }))).toEqual(["0.75", "1"]);
    const revenue = population(activity).dated("at").sum("amount");
    // 50 over 1 1/2 full-time equivalents
    expect(at(utilisation.revenuePerEmployee({ revenue, over: "full-time-equivalents" }))).toEqual([
      "100",
      "33.33333333333333333333333333333333",
    ]);
  });

  it("in working time, what is booked at night or after closing does not count", () => {
    const clock = { clock: "working" } as const;
    const metrics = {
      use: utilisation.resourceUtilisation(clock),
      double: utilisation.doubleBooked(clock),
      mean: utilisation.averageInUse(clock),
      peak: utilisation.peakInUse(clock),
    };
    const { rows, totals } = evaluate(metrics, tables, plan);
    expect([...rows, totals].map((row) => said(row?.cells ?? {}))).toEqual([
      { use: third, double: hours(1), mean: "0.5", peak: "1" },
      { use: "0.125", double: "0", mean: "0.25", peak: "2" },
      { use: "0.2142857142857142857142857142857143", double: hours(1), mean: "0.375", peak: "2" },
    ]);
  });
});

describe("seventy bookings of four rooms, against an independent sweep", () => {
  const monday = Date.UTC(2026, 0, 5);
  const end = expected.window_min[1] as number;
  const text = readFileSync(new URL("../reference/retention-people/bookings.csv", import.meta.url), "utf8");
  const rows: { room: string; start_min: string; end_min: string; attendees: string }[] = parse(text, {
    columns: true,
  });
  const minute = (text: string) => monday + Number(text) * 60_000;
  const nine = [["09:00", "18:00"]] as const;
  const opening = workSchedule({
    timeZone: "UTC",
    weekly: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine },
  });
  const spans = population(booking).during("startedAt", "endedAt", "working");
  const metrics = {
    frequency: utilisation.roomUse,
    doubled: utilisation.doubleBooked({ clock: "working" }),
    inUse: utilisation.averageInUse({ clock: "working" }),
    peak: utilisation.peakInUse({ clock: "working" }),
    overlap: only(spans.peak()),
  };
  const tables = {
    booking: table(booking, rows, {
      resource: "room",
      startedAt: (row) => minute(row.start_min),
      endedAt: (row) => minute(row.end_min),
    }),
    capacity: table(
      capacity,
      Object.keys(expected.rooms).map((room) => ({ room, closed: null })),
      { resource: "room", startedAt: { value: monday }, endedAt: "closed" },
    ),
  };
  const report = evaluate(metrics, tables, {
    by: ["resource"],
    from: monday,
    to: monday + end * 60_000,
    asOf: monday + end * 60_000,
    schedules: { opening },
  });
  const share = (text: string) => text.split("/").map(Number) as [number, number];

  it.each(Object.entries(expected.rooms))(
    "%s",
    (room, { booked_minutes_sum, occupied_minutes_union, ...of }) => {
      const cells = report.rows.find(({ group }) => group.resource === room)?.cells;
      const [numerator, denominator] = share(of.frequency_union);
      expect(cells?.frequency.value?.times(denominator).toNumber()).toBeCloseTo(numerator, 30);
      expect(cells?.frequency.inputs.open?.toNumber()).toBe(of.open_minutes * 60);
      expect(cells?.doubled.inputs.booked?.toNumber()).toBe(booked_minutes_sum * 60);
      expect(cells?.doubled.inputs.busy?.toNumber()).toBe(occupied_minutes_union * 60);
      expect(cells?.overlap.value?.toNumber()).toBe(of.max_overlap);
    },
  );

  it("all rooms", () => {
    const { peak_rooms_in_use, mean_rooms_in_use, peak_concurrent_bookings_half_open } = expected.all;
    const [numerator, denominator] = share(mean_rooms_in_use);
    const cells = report.totals?.cells;
    expect(cells?.peak.value?.toNumber()).toBe(peak_rooms_in_use);
    expect(cells?.inUse.value?.times(denominator).toNumber()).toBe(numerator);
    expect(cells?.overlap.value?.toNumber()).toBe(peak_concurrent_bookings_half_open);
  });
});
