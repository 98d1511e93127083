import {
  day,
  type Grain,
  isoWeek,
  type LastYear,
  month,
  type Period,
  periodOf,
  quarter,
  retail,
  samePeriodLastYear,
  shifts,
  thirteenPeriods,
  timeline,
  toDate,
  trailing,
  week,
  year,
} from "kpi-core/periods";
import { describe, expect, it } from "vitest";
import { calendar } from "./reference.ts";

const utc = { timeZone: "UTC" };
const paris = { timeZone: "Europe/Paris" };
const nrf = retail({ pattern: "4-5-4", endMonth: 1, endWeekday: 6, rule: "nearest", named: "start" });
const none = { align: "week", week53: "none", ...utc } as const;
const restate = { align: "week", week53: "restate", ...utc } as const;

const dates = (period: Period | null) =>
  period && [period.start, period.end].map((t) => new Date(t).toISOString().slice(0, 10));
const instants = (period: Period | null) =>
  period && [period.start, period.end].map((t) => new Date(t).toISOString().slice(0, 16));

describe.each(calendar.samePeriodLastYear)(
  "$start to $end, by $how",
  ({ how, prevStart, prevEnd, ...given }) => {
    const [start, end] = [Date.parse(given.start), Date.parse(given.end)];
    const begun = [day, isoWeek, month, quarter, year].filter(
      ({ floor, next }) => floor(start) === start && end <= next(start),
    );
    it.each([...begun, day])("as a part of $name", ({ name }) => {
      const found = samePeriodLastYear({ grain: name, label: "", start, end }, { align: how, ...utc });
      expect(dates(found)).toEqual([prevStart, prevEnd]);
    });
  },
);

describe.each(calendar.retailWeekLastYear)("week $week of $year", ({ start, sameNumber, weeksBack52 }) => {
  const week = periodOf(nrf.week, start, utc);
  it("meets that of the same number, if there is one", () => {
    expect(dates(samePeriodLastYear(week, none))?.[0] ?? null).toBe(sameNumber);
  });
  it("meets that of 52 weeks earlier, restated", () => {
    expect(dates(samePeriodLastYear(week, restate))?.[0]).toBe(weeksBack52);
    expect(samePeriodLastYear(week, { align: "weekday", ...utc })).toEqual(samePeriodLastYear(week, restate));
  });
});

describe("by date", () => {
  const byDate = (grain: string | Grain, instant: string, zone = utc) =>
    samePeriodLastYear(periodOf(grain, instant, zone), { align: "date", ...zone });

  it("a period that begins on the same date is met whole", () => {
    const labels = (["day", "month", "quarter", "halfYear", "year"] as const).map((grain) =>
      ["2024-02-29", "2025-02-28"].map((date) => byDate(grain, date)?.label),
    );
    expect(labels).toEqual([
      ["2023-02-28", "2024-02-28"],
      ["2023-02", "2024-02"],
      ["2023-Q1", "2024-Q1"],
      ["2023-H1", "2024-H1"],
      ["2023", "2024"],
    ]);
    expect(dates(byDate("day", "2024-02-28"))).toEqual(["2023-02-28", "2023-03-01"]);
    expect(dates(byDate("day", "2025-02-28"))).toEqual(["2024-02-28", "2024-02-29"]);
  });

  it("a week has no such dates as a week has, and keeps them as its label", () => {
    expect(byDate("isoWeek", "2024-11-25")).toMatchObject({
      grain: "isoWeek",
      label: "2023-11-25/2023-12-01",
    });
    expect(byDate(nrf.month, "2024-02-10")?.label).toBe("2023-02-04/2023-03-02");
  });

  it("a running month ends on the same date and time, or with the last day that has one", () => {
    const monthToDate = (asOf: string) =>
      instants(samePeriodLastYear(toDate("month", asOf, utc), { align: "date", ...utc }));
    const february = "2023-02-01T00:00";
    expect(monthToDate("2024-02-28T15:30Z")).toEqual([february, "2023-02-28T15:30"]);
    expect(monthToDate("2024-02-29")).toEqual([february, "2023-03-01T00:00"]); // 28 days and 28 days
    expect(monthToDate("2024-02-29T15:30Z")).toEqual([february, "2023-03-01T00:00"]);
    expect(monthToDate("2024-03-01")).toEqual([february, "2023-03-01T00:00"]);
    expect(monthToDate("2025-02-28")).toEqual(["2024-02-01T00:00", "2024-02-28T00:00"]);
    expect(monthToDate("2025-03-01")).toEqual(["2024-02-01T00:00", "2024-03-01T00:00"]);
  });

  it("a running hour, day or night meets as much of another, also on 29 February", () => {
    const met = (period: Period) => samePeriodLastYear(period, { align: "date", ...utc });
    const cut = (grain: string | Grain, asOf: string) => {
      const found = met(toDate(grain, asOf, utc));
      return [found?.label, instants(found)];
    };
    const until = ["2023-02-28T13:00", "2023-02-28T13:30"];
    expect(cut("hour", "2024-02-29T13:30Z")).toEqual(["2023-02-28T13+00:00", until]);
    expect(cut("day", "2024-02-29T13:30Z")).toEqual(["2023-02-28", ["2023-02-28T00:00", until[1]]]);
    // Five hours of the night of the 28th: the next morning is that of the 29th in one of the two years
    const crew = shifts([
      { name: "day", start: "06:00" },
      { name: "night", start: "22:00" },
    ]);
    const nights = ["2024-02-29T03:00Z", "2025-03-01T03:00Z"].map((asOf) => cut(crew, asOf));
    expect(nights).toEqual([
      ["2023-02-28 night", ["2023-02-28T22:00", "2023-03-01T03:00"]],
      ["2024-02-28 night", ["2024-02-28T22:00", "2024-02-29T03:00"]],
    ]);
    // A week that begins on the 29th, and an hour that begins at no hour
    expect(cut(week({ startsOn: 4, minimalDays: 1 }), "2024-02-29T13:30Z")[1]).toEqual([
      "2023-02-28T00:00",
      until[1],
    ]);
    expect(instants(met(trailing(1, "hour", "2024-02-29T13:30Z", utc)))).toEqual([
      "2023-02-28T12:30",
      "2023-02-28T13:30",
    ]);
  });

  it("by the clock of the zone, not by milliseconds", () => {
    // 10 hours of 30 March 2025, of which the clock skipped one; a year earlier the day was whole.
    const morning = toDate("day", "2025-03-30T10:00+02:00", paris);
    expect(morning.end - morning.start).toBe(9 * 3_600_000);
    expect(instants(samePeriodLastYear(morning, { align: "date", ...paris }))).toEqual([
      "2024-03-29T23:00",
      "2024-03-30T09:00",
    ]);
  });

  it("a stretch that begins at a midnight which the clock skipped begins at midnight", () => {
    // Cairo, 26 April 2024: midnight became 01:00. On 26 April 2023 it was at UTC+2, on the 28th at UTC+3.
    const [start, end] = [Date.parse("2024-04-25T22:00Z"), Date.parse("2024-04-27T21:00Z")];
    const two = { grain: "month", label: "", start, end };
    expect(instants(samePeriodLastYear(two, { align: "date", timeZone: "Africa/Cairo" }))).toEqual([
      "2023-04-25T22:00",
      "2023-04-27T22:00",
    ]);
  });

  it("a stretch that only ends with a period is met by its dates", () => {
    // 2 February to 1 March 2026, a day less than the first month of FY2026; FY2025 began on 2 February.
    const stretch = {
      grain: nrf.month.name,
      label: "",
      start: Date.UTC(2026, 1, 2),
      end: Date.UTC(2026, 2, 1),
    };
    expect(dates(samePeriodLastYear(stretch, { align: "date", ...utc }))).toEqual([
      "2025-02-02",
      "2025-03-01",
    ]);
  });

  it("a shift that starts when the clock skips its time keeps that time", () => {
    const crew = shifts([
      { name: "a", start: "02:30" },
      { name: "b", start: "14:00" },
    ]);
    const skipped = periodOf(crew, "2024-03-31T04:00+02:00", paris); // from 03:00 by the clock
    const met = (["date", "weekday"] as const).map((align) =>
      samePeriodLastYear(skipped, { align, ...paris }),
    );
    expect(met).toEqual([
      periodOf(crew, "2023-03-31T12:00+02:00", paris),
      periodOf(crew, "2023-04-02T12:00+02:00", paris),
    ]);
  });

  it("what the zone skipped has no counterpart", () => {
    const apia = { timeZone: "Pacific/Apia" };
    expect(byDate("day", "2012-12-30", apia)).toBeNull();
    expect(byDate("day", "2012-12-31", apia)?.label).toBe("2011-12-31");
    expect(byDate("day", "2012-12-29", apia)?.label).toBe("2011-12-29");
    expect(byDate("hour", "2025-03-31T02:00+02:00", paris)).toBeNull(); // 31 March 2024 has no such hour
    const byWeekday = { align: "weekday", ...apia } as const;
    expect(samePeriodLastYear(periodOf("day", "2012-12-28", apia), byWeekday)).toBeNull();
    expect(samePeriodLastYear(periodOf("day", "2012-12-29", apia), byWeekday)?.label).toBe("2011-12-31");
  });

  it("a month to a date that the zone skipped ends with the day before", () => {
    const apia = { timeZone: "Pacific/Apia" };
    const december = toDate("month", "2011-12-31", apia); // 1 to 29 December
    expect(samePeriodLastYear(december, { align: "date", ...apia })).toMatchObject({
      start: Date.parse("2010-12-01T00:00-10:00"),
      end: Date.parse("2010-12-30T00:00-10:00"),
    });
  });

  it("a night meets the night that starts on the same date", () => {
    const night = shifts([
      { name: "day", start: "06:00" },
      { name: "night", start: "18:00" },
    ]);
    expect(byDate(night, "2024-03-31T00:00+01:00", paris)).toEqual(
      periodOf(night, "2023-03-30T20:00+02:00", paris),
    );
  });
});

describe("by week", () => {
  const thirteen = thirteenPeriods({ endMonth: 12, endWeekday: 7, rule: "nearest", named: "end" });
  const labels = (grain: string | Grain, instant: string) =>
    [none, restate].map((options) => samePeriodLastYear(periodOf(grain, instant, utc), options)?.label);

  it("the year after one of 53 weeks", () => {
    // FY2023 has 53 weeks, from 29 January 2023; the same numbers, and all a week later
    expect(labels(nrf.month, "2024-02-10")).toEqual(["FY2023-P01", "2023-02-05/2023-03-04"]);
    expect(labels(nrf.year, "2024-02-10")).toEqual(["FY2023", "2023-02-05/2024-02-03"]);
    expect(labels(nrf.quarter, "2025-02-10")).toEqual(["FY2024-Q1", "FY2024-Q1"]);
    expect(labels("isoWeek", "2021-01-04")).toEqual(["2020-W01", "2020-W02"]);
    expect(labels(thirteen.period, "2021-01-04")).toEqual(["FY2020-P01", "2020-01-06/2020-02-02"]);
  });

  it("whole meets whole, though it is longer", () => {
    const last = samePeriodLastYear(periodOf(nrf.month, "2025-01-10", utc), none); // four weeks, and five
    expect([last?.label, dates(last)]).toEqual(["FY2023-P12", ["2023-12-31", "2024-02-04"]]);
  });

  it("the year of 53 weeks", () => {
    expect(labels("isoWeek", "2020-12-30")).toEqual([undefined, "2020-W01"]);
    expect(labels("isoWeek", "2020-12-23")).toEqual(["2019-W52", "2019-W52"]);
    // P13 of 2020 has five weeks, from 30 November; that of 2019 four, from 2 December
    expect(labels(thirteen.period, "2020-12-30")).toEqual(["FY2019-P13", "2019-12-02/2020-01-05"]);
  });

  it("a running week, month or year is cut after as many days", () => {
    const cut = (grain: string | Grain, options: LastYear) =>
      dates(samePeriodLastYear(toDate(grain, "2024-03-06", utc), options)); // 31 days after 4 February
    expect(cut(nrf.year, none)).toEqual(["2023-01-29", "2023-03-01"]);
    expect(cut(nrf.year, restate)).toEqual(["2023-02-05", "2023-03-08"]);
    expect(cut(nrf.week, none)).toEqual(["2023-02-26", "2023-03-01"]); // week 5: Sunday to Tuesday
    expect(cut("isoWeek", none)).toEqual(["2023-03-06", "2023-03-08"]); // week 10: Monday and Tuesday
  });

  it("has nothing to meet where the clock skipped as much", () => {
    // Cairo, Friday 30 April 2010: midnight became 01:00. In 2011 there was no summer time.
    const cairo = { timeZone: "Africa/Cairo" };
    const fridays = week({ startsOn: 5, minimalDays: 1 });
    const met = (asOf: string) =>
      samePeriodLastYear(toDate(fridays, asOf, cairo), { align: "week", week53: "none", ...cairo });
    expect(met("2011-04-29T00:30+02:00")).toBeNull();
    expect(met("2011-04-29T01:30+02:00")).toEqual({
      grain: fridays.name,
      label: "2010-W18",
      start: Date.parse("2010-04-30T01:00+03:00"),
      end: Date.parse("2010-04-30T01:30+03:00"),
    });
  });

  it("is not for months", () => {
    expect(() => samePeriodLastYear(periodOf("month", 0, utc), none)).toThrow(
      'samePeriodLastYear: align is "week", and month has no weeks of a year; write "date" or "weekday", or take a grain such as isoWeek or retail({ … }).month',
    );
  });
});

it("refuses what it does not know", () => {
  const week = periodOf("isoWeek", 0, utc);
  const go = (options: object) => () => samePeriodLastYear(week, options as LastYear);
  expect(go(utc)).toThrow('samePeriodLastYear: align is undefined; write "date", "weekday" or "week"');
  expect(go({ align: "week", ...utc })).toThrow(
    'samePeriodLastYear: week53 is undefined; write "none" or "restate"',
  );
  expect(go({ align: "date" })).toThrow("timeZone: undefined is not a zone");
  expect(() => samePeriodLastYear({ ...week, start: Number.NaN }, none)).toThrow("is not a period");
});

it("by weekday a day meets the same day of the week, in every zone", () => {
  for (const timeZone of ["Europe/Paris", "Australia/Lord_Howe", "America/Havana", "Africa/Cairo"]) {
    for (const period of timeline("day", { timeZone, from: "2024-01-01", to: "2025-01-01" })) {
      const expected = new Date(Date.parse(period.label) - 364 * 86_400_000).toISOString().slice(0, 10);
      expect(samePeriodLastYear(period, { align: "weekday", timeZone })?.label).toBe(expected);
    }
  }
});
