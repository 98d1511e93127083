import fc from "fast-check";
import {
  assign,
  day,
  fiscal,
  type Grain,
  grainOf,
  halfYear,
  hour,
  isoWeek,
  locate,
  month,
  quarter,
  timeline,
  week,
  year,
  zoneOf,
} from "kpi-core/periods";
import { describe, expect, it } from "vitest";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const byEnd = fiscal({ startMonth: 4, named: "end" });
const byStart = fiscal({ startMonth: 10, named: "start" });
const calendarFiscal = fiscal({ startMonth: 1, named: "end" });
const american = week({ startsOn: 7, minimalDays: 1 });
const grains = [
  hour,
  day,
  isoWeek,
  month,
  quarter,
  halfYear,
  year,
  american,
  byEnd.year,
  byStart.quarter,
  byEnd.month,
];

describe("labels", () => {
  const cases: [grain: Grain, date: string, label: string][] = [
    [day, "2026-01-31", "2026-01-31"],
    [month, "2026-01-31", "2026-01"],
    [quarter, "2026-03-31", "2026-Q1"],
    [quarter, "2026-10-01", "2026-Q4"],
    [halfYear, "2026-06-30", "2026-H1"],
    [halfYear, "2026-07-01", "2026-H2"],
    [year, "2026-12-31", "2026"],
    [isoWeek, "2020-12-31", "2020-W53"],
    [isoWeek, "2021-01-03", "2020-W53"],
    [isoWeek, "2021-01-04", "2021-W01"],
    [isoWeek, "2018-12-31", "2019-W01"],
    [isoWeek, "2026-12-31", "2026-W53"],
    [american, "2024-12-28", "2024-W52"], // a Saturday
    [american, "2024-12-29", "2025-W01"], // the Sunday of the week with 1 January
    [byEnd.year, "2026-03-31", "FY2026"],
    [byEnd.year, "2026-04-01", "FY2027"],
    [byEnd.quarter, "2026-10-01", "FY2027-Q3"],
    [byEnd.month, "2026-11-22", "FY2027-P08"],
    [byEnd.month, "2027-03-31", "FY2027-P12"],
    [byStart.year, "2026-09-30", "FY2025"],
    [byStart.year, "2026-10-01", "FY2026"],
    [byStart.quarter, "2026-09-30", "FY2025-Q4"],
    [calendarFiscal.year, "2026-06-01", "FY2026"],
    [day, "0099-03-01", "0099-03-01"],
    [year, "0099-03-01", "0099"],
  ];
  it.each(cases)("$name of %s is %s", (grain, date, label) => {
    expect(grain.label(Date.parse(`${date}T00:00:00Z`))).toBe(label);
    expect(grain.label(Date.parse(`${date}T23:59:59.999Z`))).toBe(label);
  });

  it("of a repeated hour tell its passes apart", () => {
    const labels = (timeZone: string, from: string, to: string) =>
      Array.from(timeline("hour", { timeZone, from, to }), ({ label }) => label);
    expect(labels("Europe/Paris", "2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z")).toEqual([
      "2026-10-25T02+02:00",
      "2026-10-25T02+01:00",
      "2026-10-25T03+01:00",
    ]);
    // At 00:01 the clock goes back to 23:01, so midnight comes twice.
    expect(labels("America/St_Johns", "2010-11-07T02:30:00Z", "2010-11-07T04:00:00Z")).toEqual([
      "2010-11-07T00-02:30",
      "2010-11-06T23-03:30",
      "2010-11-07T00-03:30",
    ]);
    // Local mean time, to the second, until 7 January 1972.
    expect(labels("Africa/Monrovia", "1970-01-01T00:00:00Z", "1970-01-01T00:30:00Z")).toEqual([
      "1969-12-31T23-00:44:30",
    ]);
    expect(labels("UTC", "2026-01-01T05:30:00Z", "2026-01-01T05:31:00Z")).toEqual(["2026-01-01T05+00:00"]);
  });

  it("of a day that has begun stays, though the clock goes back over midnight", () => {
    // 03:00 UTC is 23:30 of 6 November for the second time; the 7th began at 02:30 UTC and lasts 25 hours.
    const from = "2010-11-07T03:00:00Z";
    const [first] = timeline("day", { timeZone: "America/St_Johns", from, to: "2010-11-09" });
    const start = Date.UTC(2010, 10, 7, 2, 30);
    expect(first).toEqual({ grain: "day", label: "2010-11-07", start, end: start + 25 * HOUR });
  });
});

describe("names", () => {
  const all = [...grains, byEnd.quarter, byStart.year, byStart.month, week({ startsOn: 3, minimalDays: 7 })];
  it.each(all)("$name gives the grain back", (grain) => {
    const again = grainOf(grain.name);
    expect(again.name).toBe(grain.name);
    for (let local = Date.UTC(2024, 0); local < Date.UTC(2027, 0); local += 17 * DAY + HOUR) {
      expect(again.label(local)).toBe(grain.label(local));
      expect(again.floor(local)).toBe(grain.floor(local));
    }
  });

  it("leave a grain that is given as it is", () => {
    expect(grainOf(american)).toBe(american);
  });
});

const grain = fc.constantFrom(...grains);
const weeks = fc.record({
  startsOn: fc.integer({ min: 1, max: 7 }),
  minimalDays: fc.integer({ min: 1, max: 7 }),
});
const timeZone = fc.constantFrom(
  ...["UTC", "Europe/Paris", "America/St_Johns", "America/Havana", "Australia/Lord_Howe", "Pacific/Apia"],
  ...["Africa/Cairo", "America/Sao_Paulo", "Pacific/Chatham", "Antarctica/Troll", "+05:45"],
);
// Any instant, and those around which a clock above was set: St John's, Havana, Lord Howe, Apia, Paris.
const changes = [
  "2010-11-07T02:31",
  "2024-11-03T05:00",
  "2024-04-06T15:00",
  "2011-12-30T10:00",
  "2024-10-27T01:00",
];
const instant = fc.oneof(
  fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2026, 0) }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -2 * HOUR, max: 2 * HOUR }))
    .map(([change, ms]) => Date.parse(`${change}Z`) + ms),
);

describe("laws", () => {
  it("floor begins a period: not after, idempotent, in order, before next", () => {
    fc.assert(
      fc.property(grain, instant, fc.integer({ min: 0, max: 400 * DAY }), ({ floor, next }, local, later) => {
        expect(floor(local)).toBeLessThanOrEqual(local);
        expect(floor(floor(local))).toBe(floor(local));
        expect(floor(local + later)).toBeGreaterThanOrEqual(floor(local));
        expect(next(local)).toBeGreaterThan(local);
        expect(floor(next(local))).toBe(next(local));
        expect(floor(next(local) - 1)).toBe(floor(local));
      }),
    );
  });

  it("week 1 is the first week with enough days", () => {
    fc.assert(
      fc.property(weeks, instant, (options, local) => {
        const { floor, label } = week(options);
        const start = floor(local);
        expect((new Date(start).getUTCDay() + 6) % 7).toBe(options.startsOn - 1);
        const years = [0, 1, 2, 3, 4, 5, 6].map((i) => new Date(start + i * DAY).getUTCFullYear());
        const newest = years[6] ?? 0;
        const enough = years.filter((y) => y === newest).length >= options.minimalDays;
        expect(label(local).slice(0, 4)).toBe(String(enough ? newest : years[0]));
        expect(label(local).endsWith("W01")).toBe(
          label(local - 7 * DAY).slice(0, 4) !== label(local).slice(0, 4),
        );
      }),
    );
  });

  it("a zone's clock reads a local time at its start or has passed it, and not a moment before", () => {
    fc.assert(
      fc.property(timeZone, instant, (id, local) => {
        const zone = zoneOf(id);
        const start = zone.start(local);
        expect(zone.localAt(start)).toBeGreaterThanOrEqual(local);
        for (const before of [1, 1000, HOUR / 2, HOUR, 3 * HOUR, DAY]) {
          expect(zone.localAt(start - before)).toBeLessThan(local);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("the latest reading of a clock is the last local time that has started", () => {
    fc.assert(
      fc.property(timeZone, instant, (id, t) => {
        const zone = zoneOf(id);
        const latest = zone.latestReading(t);
        expect(latest).toBeGreaterThanOrEqual(zone.localAt(t));
        expect(zone.start(latest)).toBeLessThanOrEqual(t);
        expect(zone.start(latest + 1)).toBeGreaterThan(t);
      }),
      { numRuns: 1000 },
    );
    const setBack = Date.UTC(2010, 10, 7, 2, 31); // St John's: the clock reads 23:01, and has read 00:00:59.999
    const read = zoneOf("America/St_Johns").latestReading(setBack);
    expect(new Date(read).toISOString()).toBe("2010-11-07T00:00:59.999Z");
    expect(zoneOf("Europe/Paris").latestReading(Number.NaN)).toBeNaN();
  });

  it("periods cover the range, whole, without a gap, each with its own label", () => {
    const length = fc.integer({ min: 1, max: 40 * DAY });
    fc.assert(
      fc.property(grain, timeZone, instant, length, (per, id, from, ms) => {
        const periods = timeline(per, { timeZone: id, from, to: from + ms });
        const list = [...periods];
        expect(list).toHaveLength(periods.length);
        expect(list[0]?.start).toBeLessThanOrEqual(from);
        expect(list[0]?.end).toBeGreaterThan(from);
        expect(list.at(-1)?.start).toBeLessThan(from + ms);
        expect(list.at(-1)?.end).toBeGreaterThanOrEqual(from + ms);
        expect(new Set(list.map(({ label }) => label)).size).toBe(list.length);
        list.slice(1).forEach((period, i) => {
          expect(period.start).toBe(list[i]?.end);
        });
        for (const { start, end } of list) expect(end).toBeGreaterThan(start);
      }),
      { numRuns: 300 },
    );
  });

  it("a period does not depend on the range it is asked with", () => {
    fc.assert(
      fc.property(grain, timeZone, instant, fc.integer({ min: 0, max: 60 * DAY }), (per, id, t, wider) => {
        const near = timeline(per, { timeZone: id, from: t, to: t + 1 });
        const far = timeline(per, { timeZone: id, from: t - wider, to: t + wider + 1 });
        expect(near.length).toBe(1);
        expect(far.period(far.locate(t))).toEqual(near.period(0));
      }),
      { numRuns: 300 },
    );
  });
});

describe("locate", () => {
  const bySearch = (bounds: Float64Array, t: number) =>
    t < (bounds.at(-1) ?? Number.NaN) ? bounds.findLastIndex((bound) => bound <= t) : -1;

  it("is what a search from the end finds, on even and on ragged boundaries", () => {
    const step = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 1_000_000 }));
    const steps = fc.array(step, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), steps, fc.array(fc.nat()), (start, gaps, more) => {
        let last = start;
        const bounds = Float64Array.from([start, ...gaps.map((gap) => (last += gap))]);
        const around = [...bounds].flatMap((bound) => [bound - 1, bound, bound + 1]);
        const times = Float64Array.from([...around, ...more.map((n) => start + (n % (last - start + 1)))]);
        const expected = Array.from(times, (t) => bySearch(bounds, t));
        expect(Array.from(times, (t) => locate(bounds, t))).toEqual(expected);
        expect([...assign(bounds, times)]).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["months of Paris, which begin on a quarter of an hour", "month", "Europe/Paris"],
    ["days of Lord Howe, whose clock is set by half an hour", "day", "Australia/Lord_Howe"],
    [
      "months of Paris in 1911, when its clock was set by 9 minutes and 21 seconds",
      "month",
      "Europe/Paris",
      1910,
    ],
  ])("finds the same for many instants as for each: %s", (_, grain, timeZone, year = 2025) => {
    const range = { from: Date.UTC(year, 11, 1), to: Date.UTC(year + 1, 11, 15) };
    const { bounds } = timeline(grain, { timeZone, ...range });
    const [start, end] = [bounds[0] as number, bounds.at(-1) as number];
    const even = Array.from(
      { length: 200_000 },
      (_, i) => start - DAY + ((end - start + 2 * DAY) / 200_000) * i,
    );
    const around = [...bounds.subarray(0, 1000)].flatMap((bound) => [bound - 1, bound, bound + 0.5]);
    const times = Float64Array.from([...even, ...around, end - 1, end, Number.NaN]);
    const wrong = assign(bounds, times).findIndex(
      (period, i) => period !== locate(bounds, times[i] as number),
    );
    expect(wrong).toBe(-1);
  });

  it("finds nothing outside, for NaN, and in no periods", () => {
    const { bounds, locate: find, assign: findAll } = timeline("day", { timeZone: "UTC", from: 0, to: 1 });
    expect([...bounds]).toEqual([0, DAY]);
    expect([-1, 0, DAY - 1, DAY, Number.NaN, Number.POSITIVE_INFINITY].map(find)).toEqual([
      -1, 0, 0, -1, -1, -1,
    ]);
    expect([...findAll(Float64Array.of(5, Number.NaN, -5))]).toEqual([0, -1, -1]);
    expect(locate(new Float64Array(), 0)).toBe(-1);
    expect(locate(Float64Array.of(0), 0)).toBe(-1);
  });
});
