import {
  dayStartingAt,
  fiscal,
  type Grain,
  hour,
  type Period,
  periodOf,
  previous,
  retail,
  shifts,
  thirteenPeriods,
  timeline,
  toDate,
  trailing,
  week,
} from "kpi-core/periods";
import { describe, expect, it } from "vitest";
import { calendar, type ToDate } from "./reference.ts";

const DAY = 86_400_000;
const utc = { timeZone: "UTC" };
const paris = { timeZone: "Europe/Paris" };
const april = fiscal({ startMonth: 4, named: "end" });
const nrf = retail({ pattern: "4-5-4", endMonth: 1, endWeekday: 6, rule: "nearest", named: "start" });
// ISO weeks are counted in a year that ends on the Sunday nearest to 31 December.
const isoYear = thirteenPeriods({ endMonth: 12, endWeekday: 7, rule: "nearest", named: "end" }).year;

const dates = ({ start, end }: Period) => [start, end].map((t) => new Date(t).toISOString().slice(0, 10));
const instants = ({ start, end }: Period) => [start, end].map((t) => new Date(t).toISOString().slice(0, 16));
const dayAfter = (date: string) => new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);

describe.each(calendar.toDate)("as of the end of $asOf", (expected: ToDate) => {
  const asOf = dayAfter(expected.asOf);
  const grains: [name: Exclude<keyof ToDate, "asOf" | "trailing" | "priorMTD">, grain: string | Grain][] = [
    ["WTD", "isoWeek"],
    ["MTD", "month"],
    ["QTD", "quarter"],
    ["YTD", "year"],
    ["FYTD_Apr", april.year],
    ["isoYTD", isoYear],
  ];

  it.each(grains)("%s", (name, grain) => {
    const [start, end, days] = expected[name];
    const found = toDate(grain, asOf, utc);
    expect(dates(found)).toEqual([start, end]);
    expect((found.end - found.start) / DAY).toBe(days);
  });

  const windows: [name: keyof ToDate["trailing"], n: number, grain: string][] = [
    ["7d", 7, "day"],
    ["28d", 28, "day"],
    ["12m", 12, "month"],
    ["3m", 3, "month"],
  ];
  it.each(windows)("trailing %s", (name, n, grain) => {
    const [start, end, days] = expected.trailing[name];
    expect(dates(trailing(n, grain, asOf, utc))).toEqual([start, end]);
    expect(dates(trailing(days, "day", asOf, utc))).toEqual([start, end]);
  });

  it("the month before, to the same date", () => {
    expect(dates(previous(toDate("month", asOf, utc), 1, utc))).toEqual(expected.priorMTD.date);
  });
});

it.each(calendar.addMonths.filter(([, months]) => months < 0))(
  "%s and %i months are %s",
  (asOf, months, from) => {
    expect(dates(trailing(-months, "month", asOf, utc))).toEqual([from, asOf]);
    if (months % 12 === 0) expect(dates(trailing(-months / 12, "year", asOf, utc))).toEqual([from, asOf]);
    if (months % 6 === 0) expect(dates(trailing(-months / 6, "halfYear", asOf, utc))).toEqual([from, asOf]);
    if (months % 3 === 0)
      expect(dates(trailing(-months / 3, april.quarter, asOf, utc))).toEqual([from, asOf]);
  },
);

describe("periodOf", () => {
  it("is the period around an instant, which a date text starts", () => {
    expect(periodOf("month", "2026-03-01", paris)).toEqual({
      grain: "month",
      label: "2026-03",
      start: Date.UTC(2026, 1, 28, 23),
      end: Date.UTC(2026, 2, 31, 22),
    });
    expect(periodOf("month", Date.UTC(2026, 1, 28, 23) - 1, paris).label).toBe("2026-02");
    expect(periodOf(nrf.month, "2024-02-03", utc).label).toBe("FY2023-P12");
    expect(periodOf("halfYear", "2026-06-30T23:59:59Z", utc).label).toBe("2026-H1");
    expect(periodOf("halfYear", "2026-07-01", utc).label).toBe("2026-H2");
  });
});

describe("previous", () => {
  it("is one of the same grain, or so many before, or after", () => {
    const march = periodOf("month", "2026-03-15", paris);
    expect([0, 1, 2, 14, -1, -10].map((n) => previous(march, n, paris).label)).toEqual([
      "2026-03",
      "2026-02",
      "2026-01",
      "2025-01",
      "2026-04",
      "2027-01",
    ]);
    const week1 = periodOf("isoWeek", "2027-01-04", paris);
    expect(previous(week1, 1, paris).label).toBe("2026-W53");
    expect(previous(periodOf(nrf.week, "2024-02-04", utc), 1, utc).label).toBe("FY2023-W53");
  });

  it("goes through the repeated hour twice, and over a skipped date", () => {
    const three = periodOf("hour", "2026-10-25T03:30+01:00", paris);
    expect([1, 2, 3].map((n) => previous(three, n, paris).label)).toEqual([
      "2026-10-25T02+01:00",
      "2026-10-25T02+02:00",
      "2026-10-25T01+02:00",
    ]);
    const apia = { timeZone: "Pacific/Apia" };
    expect(previous(periodOf("day", "2011-12-31", apia), 1, apia).label).toBe("2011-12-29");
    expect(previous(periodOf("day", "2011-12-29", apia), -1, apia).label).toBe("2011-12-31");
  });

  it("of what is cut short is as many local days, and the time of day", () => {
    const noon = toDate("month", "2026-04-11T15:30+02:00", paris);
    expect(instants(previous(noon, 1, paris))).toEqual(["2026-02-28T23:00", "2026-03-11T14:30"]); // +01:00
    const week = toDate("isoWeek", "2026-03-31T09:00+02:00", paris); // Tuesday, after a Sunday of 23 hours
    expect(instants(previous(week, 1, paris))).toEqual(["2026-03-22T23:00", "2026-03-24T08:00"]);
    expect(previous(week, 1, paris)).toMatchObject({ grain: "isoWeek", label: "2026-W13" });
  });

  it("of what is cut short is at most the whole", () => {
    expect(instants(previous(toDate("month", "2026-03-31", utc), 1, utc))).toEqual([
      "2026-02-01T00:00",
      "2026-03-01T00:00",
    ]);
    // 30 of the 35 days of March in the calendar of the NRF, after the 28 of February
    expect(dates(previous(toDate(nrf.month, "2026-03-31", utc), 1, utc))).toEqual([
      "2026-02-01",
      "2026-03-01",
    ]);
    // Lord Howe, 7 April 2024: at 02:00 the clock went back to 01:30, to an hour of half an hour.
    const lordHowe = { timeZone: "Australia/Lord_Howe" };
    expect(instants(previous(toDate("hour", "2024-04-07T02:45+10:30", lordHowe), 1, lordHowe))).toEqual([
      "2024-04-06T15:00",
      "2024-04-06T15:30",
    ]);
    const half = toDate("hour", "2026-10-25T02:30+01:00", paris);
    expect(previous(half, 1, paris)).toMatchObject({
      label: "2026-10-25T02+02:00",
      start: Date.UTC(2026, 9, 25, 0),
      end: Date.UTC(2026, 9, 25, 0, 30),
    });
  });

  it("of what is cut short is empty where the clock skipped as much", () => {
    const apia = { timeZone: "Pacific/Apia" };
    const crew = shifts([{ name: "all", start: "00:01" }]);
    const second = toDate(crew, "2011-12-31T00:01:01+14:00", apia);
    const skipped = previous(second, 1, apia); // of the day before, only its last minute was
    const began = Date.parse("2011-12-31T00:00+14:00");
    expect(skipped).toEqual({ grain: crew.name, label: "2011-12-30 all", start: began, end: began });
    expect(previous(skipped, 0, apia)).toEqual(skipped);
    expect(instants(previous(skipped, 1, apia))).toEqual(["2011-12-29T10:01", "2011-12-29T10:01"]);
  });

  it("of what is cut short never goes back with the clock", () => {
    const until = (asOf: string) => instants(previous(toDate("day", asOf, paris), 1, paris))[1];
    expect(until("2026-10-25T02:10+02:00")).toBe("2026-10-24T00:10");
    expect(until("2026-10-25T02:10+01:00")).toBe("2026-10-24T01:00"); // the clock has read 02:59 before
    expect(until("2026-10-25T03:10+01:00")).toBe("2026-10-24T01:10");
  });

  it("of a day that starts late by the clock is counted from midnight", () => {
    // Cairo, 26 April 2024: midnight became 01:00.
    const cairo = { timeZone: "Africa/Cairo" };
    const morning = toDate("day", "2024-04-26T06:00+03:00", cairo);
    expect(instants(morning)).toEqual(["2024-04-25T22:00", "2024-04-26T03:00"]);
    expect(instants(previous(morning, 1, cairo))).toEqual(["2024-04-24T22:00", "2024-04-25T04:00"]); // 06:00+02:00
    const until = toDate("month", "2024-04-26", cairo); // to the midnight that is not
    expect(instants(previous(until, 1, cairo))).toEqual(["2024-02-29T22:00", "2024-03-25T22:00"]);
  });
});

describe("toDate", () => {
  it("is what has begun before, on any calendar", () => {
    const asOf = "2026-11-23T10:00+01:00";
    const crew = shifts([
      { name: "day", start: "07:00" },
      { name: "night", start: "19:00" },
    ]);
    const cases: [grain: string | Grain, label: string, start: string][] = [
      ["hour", "2026-11-23T09+01:00", "2026-11-23T08:00"],
      [hour, "2026-11-23T09+01:00", "2026-11-23T08:00"],
      [crew, "2026-11-23 day", "2026-11-23T06:00"],
      [dayStartingAt("11:00"), "2026-11-22", "2026-11-22T10:00"],
      ["isoWeek", "2026-W48", "2026-11-22T23:00"],
      [week({ startsOn: 7, minimalDays: 1 }), "2026-W48", "2026-11-21T23:00"],
      ["halfYear", "2026-H2", "2026-06-30T22:00"],
      [april.quarter, "FY2027-Q3", "2026-09-30T22:00"],
      [nrf.month, "FY2026-P10", "2026-10-31T23:00"],
      [nrf.year, "FY2026", "2026-01-31T23:00"],
    ];
    const found = cases.map(([grain]) => toDate(grain, asOf, paris));
    expect(found.map(({ label }) => label)).toEqual(cases.map(([, label]) => label));
    expect(found.map((period) => instants(period)[0])).toEqual(cases.map(([, , start]) => start));
    for (const { end } of found) expect(end).toBe(Date.UTC(2026, 10, 23, 9));
  });

  it("is the whole period before when the next one has not begun", () => {
    expect(toDate("month", "2026-11-01", paris)).toEqual(periodOf("month", "2026-10-10", paris));
    expect(toDate("month", "2026-11-01T00:00:00.001+01:00", paris)).toMatchObject({ label: "2026-11" });
  });
});

describe("trailing", () => {
  it("of whole periods are those periods", () => {
    expect(trailing(1, "month", "2026-11-01", paris)).toEqual(periodOf("month", "2026-10-10", paris));
    expect(dates(trailing(2, nrf.month, "2026-04-05", utc))).toEqual(["2026-02-01", "2026-04-05"]);
    expect(dates(trailing(1, nrf.month, "2026-05-03", utc))).toEqual(["2026-04-05", "2026-05-03"]); // 28 after 35 days
    const { period } = thirteenPeriods({ endMonth: 12, endWeekday: 7, rule: "nearest", named: "end" });
    expect(dates(trailing(2, period, "2021-01-04", utc))).toEqual(["2020-11-02", "2021-01-04"]);
  });

  it("within a period begins as far into the earlier one", () => {
    // Wednesday noon
    expect(instants(trailing(4, "isoWeek", "2026-04-15T12:00+02:00", paris))).toEqual([
      "2026-03-18T11:00",
      "2026-04-15T10:00",
    ]);
    expect(instants(trailing(24, "hour", "2026-03-29T12:20+02:00", paris))).toEqual([
      "2026-03-28T10:20",
      "2026-03-29T10:20",
    ]);
    // Day 33 of 35 of March, after the 28 days of February, the 28 of January
    expect(dates(trailing(1, nrf.month, "2026-04-03", utc))).toEqual(["2026-03-01", "2026-04-03"]);
  });

  it("has its first and last date as its label", () => {
    expect(trailing(7, "day", "2026-03-30", paris)).toMatchObject({
      grain: "day",
      label: "2026-03-23/2026-03-29",
    });
    expect(trailing(1, "month", "2026-11-23T15:30+01:00", paris).label).toBe(
      "2026-10-23T15:30/2026-11-23T15:30",
    );
  });
});

describe("what is no period or number of them", () => {
  const march = periodOf("month", "2026-03-10", paris);
  const cases: [go: () => unknown, message: string][] = [
    [() => previous(march, 1.5, paris), "previous: n is 1.5; write a whole number from -100000 to 100000"],
    [() => previous(march, Number.NaN, paris), "previous: n is NaN; write a whole number"],
    [() => trailing(0, "month", 0, paris), "trailing: n is 0; write a whole number from 1 to 100000"],
    [() => trailing(1, "month", "soon", paris), 'trailing: asOf: "soon" is not a time that exists'],
    [() => toDate("month", "2026-03-01T10:00", paris), 'toDate: asOf: "2026-03-01T10:00" has no offset'],
    [() => periodOf("month", Number.NaN, paris), "periodOf: instant: NaN is not an instant"],
    [() => periodOf("month", 0, { timeZone: "Mars" }), 'timeZone: "Mars" is not a zone'],
    [() => periodOf("months", 0, paris), 'grain: "months" is not a grain'],
    [() => previous(null as never, 1, paris), "previous: null is not a period; give one that periodOf"],
    [() => previous({ ...march, end: march.start - 1 }, 1, paris), "previous: an object is not a period"],
    [
      () => previous(march, 1, utc),
      'previous: "2026-03" does not begin a period of month; give a period that periodOf, toDate or a timeline made, in the same zone',
    ],
    [() => previous({ ...march, end: march.end + 1 }, 1, paris), "does not begin a period of month"],
    [() => previous({ ...march, start: march.start + 1 }, 1, paris), "does not begin a period of month"],
    [() => previous({ ...march, grain: "mine" }, 1, paris), 'grain: "mine" is not a grain'],
  ];
  it.each(cases)("%s", (go, message) => {
    expect(go).toThrow(
      expect.objectContaining({ name: "KpiError", message: expect.stringContaining(message) }),
    );
  });
});

it("previous and next are inverse along a timeline, through every change of the clock of a year", () => {
  for (const timeZone of ["Europe/Paris", "Australia/Lord_Howe", "America/Havana", "Pacific/Apia"]) {
    const days = timeline("day", { timeZone, from: "2011-01-01", to: "2012-01-03" });
    for (let i = 1; i < days.length; i++) {
      expect(previous(days.period(i), 1, { timeZone })).toEqual(days.period(i - 1));
      expect(previous(days.period(i - 1), -1, { timeZone })).toEqual(days.period(i));
    }
  }
});
