import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { evaluate, population, table } from "kpi-core";
import * as utilisation from "kpi-core/metrics/utilisation";
import { workSchedule } from "kpi-core/periods";
import { booking, capacity, shift } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { only } from "../figures.ts";
import expected from "../reference/retention-people/bookings_expected.json" with { type: "json" };
import { expectCounts, type HandCount, hours, said } from "./hand-count.ts";
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
];
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
const open = [["08:00", "16:00"]] as const;
const desk = workSchedule({ timeZone: "UTC", weekly: { mon: open, tue: open, wed: open } });
const tables = {
  booking: table(booking, bookings),
  capacity: table(capacity, rooms),
  shift: table(shift, shifts),
};
const plan = {
  per: "day",
  timeZone: "UTC",
  from: "2026-01-05",
  to: "2026-01-07",
  asOf: "2026-01-07",
  schedules: { desk },
} as const;

const third = "0.3333333333333333333333333333333333";
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
  // 6 of 9 less 1; 1 of 4; of one shift nobody knows
  billableUtilisation: ["0.75", "0.25", "0.5833333333333333333333333333333333"],
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
