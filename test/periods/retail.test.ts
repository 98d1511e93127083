import fc from "fast-check";
import { type Grain, type RetailOptions, retail, thirteenPeriods, timeline } from "kpi-core/periods";
import { describe, expect, it } from "vitest";
import { calendar, type WeeksYear } from "./reference.ts";

const WEEK = 7 * 86_400_000;
const localOf = (date: string) => Date.parse(`${date}T00:00:00Z`);
const dateOf = (local: number) => new Date(local).toISOString().slice(0, 10);
const two = (value: number) => String(value).padStart(2, "0");

/** The starts of the periods from one date up to another, and that date. */
function startsBetween(grain: Grain, from: string, to: string): string[] {
  return Array.from(timeline(grain, { timeZone: "UTC", from, to }).bounds, dateOf);
}

const nrfOptions: RetailOptions = {
  pattern: "4-5-4",
  endMonth: 1,
  endWeekday: 6,
  rule: "nearest",
  named: "start",
};
const nrf = retail(nrfOptions);

const references: [name: string, options: RetailOptions, years: WeeksYear[]][] = [
  ["NRF", nrfOptions, calendar.nrf454],
  [
    "4-4-5 to the last Saturday of January",
    { pattern: "4-4-5", endMonth: 1, endWeekday: 6, rule: "last", named: "start" },
    calendar.fiscal445_lastSatJan,
  ],
  [
    "4-4-5 to the last Saturday of September",
    { pattern: "4-4-5", endMonth: 9, endWeekday: 6, rule: "last", named: "end" },
    calendar.fiscal445_lastSatSep_namedEnd,
  ],
  [
    "5-4-4 to the Sunday nearest to 31 December",
    { pattern: "5-4-4", endMonth: 12, endWeekday: 7, rule: "nearest", named: "end" },
    calendar.fiscal544_nearestSunDec_namedEnd,
  ],
];

describe.each(references)("%s", (_, options, years) => {
  const { year, quarter, month, week } = retail(options);

  it.each(years)("$year", ({ year: name, start, end, weeks, months, quarters }) => {
    expect(startsBetween(year, start, end)).toEqual([start, end]);
    expect(startsBetween(quarter, start, end)).toEqual(quarters);
    expect(startsBetween(month, start, end)).toEqual(months);
    expect(startsBetween(week, start, end)).toHaveLength(weeks + 1);
    for (const local of [localOf(start), localOf(end) - 1]) expect(year.label(local)).toBe(`FY${name}`);
    months.slice(0, -1).forEach((date, index) => {
      expect(month.label(localOf(date))).toBe(`FY${name}-P${two(index + 1)}`);
    });
    quarters.slice(1).forEach((date, index) => {
      expect(quarter.label(localOf(date) - 1)).toBe(`FY${name}-Q${index + 1}`);
    });
    for (let index = 0; index < weeks; index++) {
      expect(week.label(localOf(start) + index * WEEK)).toBe(`FY${name}-W${two(index + 1)}`);
    }
  });
});

it("the years of the NRF with 53 weeks", () => {
  const long = calendar.nrf454.filter(({ start }) =>
    nrf.week.label(localOf(start) + 52 * WEEK).includes("W53"),
  );
  expect(long.map(({ year }) => year)).toEqual(calendar.nrf53);
});

it.each(calendar.p13x4_nearestSunDec)("thirteen periods of $year", ({ year: name, weeks, periods }) => {
  const thirteen = thirteenPeriods({ endMonth: 12, endWeekday: 7, rule: "nearest", named: "end" });
  const [from = "", to = ""] = [periods[0], periods.at(-1)];
  expect(startsBetween(thirteen.year, from, to)).toEqual([from, to]);
  expect(startsBetween(thirteen.period, from, to)).toEqual(periods);
  expect(startsBetween(thirteen.week, from, to)).toHaveLength(weeks + 1);
  expect(thirteen.year.label(localOf(from))).toBe(`FY${name}`);
  expect(periods.slice(0, -1).map((date) => thirteen.period.label(localOf(date)))).toEqual(
    Array.from({ length: 13 }, (_, index) => `FY${name}-P${two(index + 1)}`),
  );
  expect(thirteen.week.label(localOf(to) - 1)).toBe(`FY${name}-W${weeks}`);
});

it("a year is named by the year in which it should start or end", () => {
  const label = (endMonth: number, named: "start" | "end", date: string) =>
    retail({ ...nrfOptions, endMonth, rule: "last", named }).year.label(localOf(date));
  // From 27 September 2026, the day after the last Saturday, to 25 September 2027
  expect([label(9, "start", "2026-09-27"), label(9, "end", "2026-09-27")]).toEqual(["FY2026", "FY2027"]);
  expect([label(9, "start", "2026-09-26"), label(9, "end", "2026-09-26")]).toEqual(["FY2025", "FY2026"]);
  // A year to the end of December starts and ends in one calendar year: 27 December 2026 is in FY2027 by both.
  expect([label(12, "start", "2026-12-27"), label(12, "end", "2026-12-27")]).toEqual(["FY2027", "FY2027"]);
  expect([label(12, "start", "2026-12-26"), label(12, "end", "2026-12-26")]).toEqual(["FY2026", "FY2026"]);
});

const options = fc.record({
  pattern: fc.constantFrom("4-4-5" as const, "4-5-4" as const, "5-4-4" as const),
  endMonth: fc.integer({ min: 1, max: 12 }),
  endWeekday: fc.integer({ min: 1, max: 7 }),
  rule: fc.constantFrom("nearest" as const, "last" as const),
  named: fc.constantFrom("start" as const, "end" as const),
});
const date = fc.integer({ min: localOf("1970-01-01"), max: localOf("2100-01-01") });

describe("laws", () => {
  it("a year ends on its weekday: the last of its month, or the nearest to its end", () => {
    fc.assert(
      fc.property(options, date, ({ endMonth, endWeekday, rule, ...more }, local) => {
        const { year } = retail({ endMonth, endWeekday, rule, ...more });
        const lastDay = year.next(local) - 86_400_000;
        expect(new Date(lastDay).getUTCDay()).toBe(endWeekday % 7);
        // The month ends, in one of the years around it, from 0 to 6 or from -3 to 3 days later
        const later = [-1, 0, 1].map((years) => {
          const end = Date.UTC(new Date(lastDay).getUTCFullYear() + years, endMonth, 0);
          return Math.round((end - lastDay) / 86_400_000);
        });
        const [least, most] = rule === "last" ? [0, 6] : [-3, 3];
        expect(later.filter((days) => days >= least && days <= most)).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });

  it("weeks, months and quarters tile the year, and week 53 is in the last month", () => {
    fc.assert(
      fc.property(options, date, (rule, local) => {
        const { year, quarter, month, week } = retail(rule);
        const [start, end] = [year.floor(local), year.next(local)];
        const weeks = (end - start) / WEEK;
        expect([52, 53]).toContain(weeks);
        const [, a = 0, b = 0, c = 0] = /(\d)-(\d)-(\d)/.exec(rule.pattern)?.map(Number) ?? [];
        const expected = [a, b, c, a, b, c, a, b, c, a, b, c + (weeks - 52)];
        expect(lengths(month, start, end)).toEqual(expected);
        expect(lengths(quarter, start, end)).toEqual([13, 13, 13, 13 + (weeks - 52)]);
        expect(lengths(week, start, end)).toEqual(Array(weeks).fill(1));
        expect(week.label(end - 1).endsWith(`W${weeks}`)).toBe(true);
        expect(month.label(end - 1).endsWith("P12")).toBe(true);
        const thirteen = thirteenPeriods(rule);
        expect(thirteen.year.floor(local)).toBe(start);
        expect(lengths(thirteen.period, start, end)).toEqual([...Array(12).fill(4), 4 + (weeks - 52)]);
      }),
      { numRuns: 300 },
    );
  });
});

/** The lengths of the periods from one local time to another, in weeks. */
function lengths({ floor, next }: Grain, start: number, end: number): number[] {
  const found: number[] = [];
  let local = floor(start);
  for (; local < end; local = next(local)) found.push((next(local) - local) / WEEK);
  expect(local).toBe(end);
  return found;
}
