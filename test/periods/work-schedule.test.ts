import fc from "fast-check";
import { type OpeningHours, type Weekday, type WorkSchedule, workSchedule } from "kpi-core/periods";
import { describe, expect, it } from "vitest";
import { type BusinessHours, businessHours } from "./reference.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const weekdays: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

type Listed = BusinessHours["schedules"][string];

/** Special opening hours come with a later issue; until then their dates are holidays, and cases near them wait. */
function scheduleOf({ zone, weekly, exceptions = {} }: Listed): WorkSchedule {
  const week = weekdays.map((weekday, index) => [weekday, weekly[String(index + 1)] ?? []]);
  return workSchedule({
    timeZone: zone,
    weekly: Object.fromEntries(week),
    holidays: Object.keys(exceptions),
  });
}

function nearSpecialHours(schedule: string, ...instants: number[]): boolean {
  const exceptions = Object.entries(businessHours.schedules[schedule]?.exceptions ?? {});
  const special = exceptions.filter(([, hours]) => hours.length > 0).map(([date]) => Date.parse(date));
  return special.some((at) => at > Math.min(...instants) - 3 * DAY && at < Math.max(...instants) + 3 * DAY);
}

describe.each(Object.entries(businessHours.schedules))("%s", (name, listed) => {
  const schedule = scheduleOf(listed);
  const elapsed = businessHours.elapsed.filter((line) => line.schedule === name);
  const due = businessHours.due.filter((line) => line.schedule === name);

  for (const { start, end, workedMs } of elapsed) {
    it.skipIf(nearSpecialHours(name, start, end))(`works ${workedMs} ms from ${start} to ${end}`, () => {
      expect(schedule.elapsed(start, end)).toBe(workedMs);
      expect(schedule.elapsed(end, start) + 0).toBe(0 - workedMs);
    });
  }

  for (const { start, workedMs, due: at } of due) {
    it.skipIf(nearSpecialHours(name, start, at))(`has done ${workedMs} ms after ${start} at ${at}`, () => {
      expect(schedule.due(start, workedMs)).toBe(at);
    });
  }
});

const hours: OpeningHours[] = [
  ["09:00", "12:30"],
  ["13:30", "17:00"],
];
const office = workSchedule({
  timeZone: "Europe/Paris",
  weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  holidays: ["2026-05-01"],
});

describe("counted by hand", () => {
  it("stops for lunch, the night, the holiday and the weekend", () => {
    // Thursday 30 April 2026 from 12:00: 0.5 h and 3.5 h; Friday is a holiday; Monday to 10:00: 1 h
    expect(office.elapsed("2026-04-30T12:00:00+02:00", "2026-05-04T10:00:00+02:00")).toBe(5 * HOUR);
  });

  it("is due at the close, not at the next opening", () => {
    expect(office.due("2026-04-30T16:00:00+02:00", HOUR)).toBe(Date.parse("2026-04-30T17:00:00+02:00"));
    expect(office.due("2026-04-30T16:00:00+02:00", HOUR + 1)).toBe(
      Date.parse("2026-05-04T09:00:00.001+02:00"),
    );
  });

  it("goes back to the opening, not to the close before it", () => {
    expect(office.due("2026-05-04T10:00:00+02:00", -HOUR)).toBe(Date.parse("2026-05-04T09:00:00+02:00"));
    expect(office.due("2026-05-04T10:00:00+02:00", -HOUR - 1)).toBe(
      Date.parse("2026-04-30T16:59:59.999+02:00"),
    );
  });

  it("reads a date as its local start", () => {
    expect(office.elapsed("2026-04-27", "2026-05-04")).toBe(4 * 7 * HOUR);
  });

  it("lets a night shift belong to the day it starts on", () => {
    const weekly = { mon: [["22:00", "06:00"]], tue: [["22:00", "06:00"]] } satisfies Partial<
      Record<Weekday, OpeningHours[]>
    >;
    const nights = workSchedule({ timeZone: "UTC", weekly, holidays: ["2026-01-06"] });
    // Monday's night lasts into the holiday, Tuesday's does not begin.
    expect(nights.elapsed("2026-01-05", "2026-01-06")).toBe(2 * HOUR);
    expect(nights.elapsed("2026-01-06", "2026-01-08")).toBe(6 * HOUR);
  });

  it("measures a night by what passed, not by what the clock read", () => {
    const nights = workSchedule({ timeZone: "Europe/Paris", weekly: { sat: [["22:00", "06:00"]] } });
    expect(nights.elapsed("2024-03-30", "2024-04-01")).toBe(7 * HOUR);
    expect(nights.elapsed("2024-10-26", "2024-10-28")).toBe(9 * HOUR);
  });

  it("counts once what lies within the shift of the day before", () => {
    const weekly = { mon: [["20:00", "19:00"]], tue: [["01:00", "02:00"]] } satisfies Partial<
      Record<Weekday, OpeningHours[]>
    >;
    const long = workSchedule({ timeZone: "UTC", weekly });
    expect(long.elapsed("2026-01-05", "2026-01-08")).toBe(23 * HOUR);
    expect(long.due("2026-01-05", 23 * HOUR)).toBe(Date.UTC(2026, 0, 6, 19));
  });

  it("looks as far ahead and back as the work takes", () => {
    const rare = workSchedule({ timeZone: "UTC", weekly: { mon: [["00:00", "00:01"]] } });
    const monday = Date.UTC(2026, 0, 5);
    expect(rare.due(monday, 1440 * MINUTE)).toBe(monday + 1439 * 7 * DAY + MINUTE);
    expect(rare.due(monday + MINUTE, -1440 * MINUTE)).toBe(monday - 1439 * 7 * DAY);
  });

  it("knows of the shift that was on when its table begins, wherever that is", () => {
    const night: OpeningHours[] = [["22:00", "06:00"]];
    const weekly = { mon: night, tue: night, wed: night, thu: night, fri: night, sat: night, sun: night };
    const nights = workSchedule({ timeZone: "UTC", weekly });
    const worked = Array.from({ length: 1000 }, (_, i) => Date.UTC(2026, 0, 1 - i)).map((midnight) =>
      nights.elapsed(midnight, midnight + 12 * HOUR),
    );
    expect(new Set(worked)).toEqual(new Set([6 * HOUR]));
  });

  it("can be closed for good", () => {
    const never = workSchedule({ timeZone: "UTC", weekly: {} });
    expect(never.elapsed("2020-01-01", "2030-01-01")).toBe(0);
    expect(never.due("2020-01-01", 0)).toBe(Date.UTC(2020, 0, 1));
    expect(() => never.due("2020-01-01", 1)).toThrow(
      "due: the schedule is never open; give it opening hours",
    );
  });

  it("counts on to the open ends that other programs write", () => {
    const daily = workSchedule({ timeZone: "UTC", weekly: { mon: [["00:00", "01:00"]] } });
    // 20871 Mondays are as many weeks: 400 Gregorian years are 146097 days, a whole number of weeks.
    expect(daily.elapsed("2000-01-01", "2400-01-01")).toBe(20_871 * HOUR);
  });
});

describe("id", () => {
  it("is the same for every way to write a schedule", () => {
    const once = workSchedule({
      timeZone: "UTC",
      weekly: {
        fri: [["22:00", "00:00"]],
        mon: [
          ["13:00", "17:00"],
          ["08:00", "13:30"],
        ],
      },
      holidays: ["2026-12-25", "2026-01-01"],
    });
    const again = workSchedule({
      timeZone: "UTC",
      weekly: {
        mon: [
          ["12:00", "17:00"],
          ["08:00", "12:00"],
        ],
        tue: [],
        fri: [["22:00", "24:00"]],
      },
      holidays: new Set(["2026-01-01", "2026-12-25"]),
    });
    expect(once.id).toBe("UTC mon 08:00-17:00, fri 22:00-24:00 except 2026-01-01 2026-12-25");
    expect(again.id).toBe(once.id);
  });

  it("tells different schedules apart", () => {
    const of = (weekly: Partial<Record<Weekday, OpeningHours[]>>, timeZone = "UTC") =>
      workSchedule({ timeZone, weekly }).id;
    const ids = [
      of({}),
      of({ mon: [["00:00", "05:00"]] }),
      of({
        mon: [
          ["00:00", "24:00"],
          ["23:00", "05:00"],
        ],
      }),
      of({ mon: [["00:00", "05:00"]] }, "+01:00"),
      of({ tue: [["00:00", "05:00"]] }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("laws", () => {
  const timeOfDay = fc
    .integer({ min: 0, max: 1439 })
    .map((m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`);
  const interval = fc.tuple(timeOfDay, timeOfDay).filter(([a, b]) => a !== b);
  const week = fc.dictionary(
    fc.constantFrom<Weekday>(...weekdays),
    fc.array(interval, { minLength: 1, maxLength: 3 }),
    { minKeys: 1 },
  );
  const timeZone = fc.constantFrom("UTC", "Europe/Paris", "Australia/Lord_Howe", "America/Havana", "-03:30");
  const instant = fc.integer({ min: Date.UTC(2008, 0), max: Date.UTC(2026, 0) });
  const schedule = fc
    .record({ timeZone, weekly: week, holidays: fc.array(fc.constantFrom("2010-05-03", "2024-10-26")) })
    .map(workSchedule);

  it("due undoes elapsed: the work is done then, and not a millisecond earlier", () => {
    const duration = fc.integer({ min: 1, max: 300 * HOUR });
    fc.assert(
      fc.property(schedule, instant, duration, (work, start, ms) => {
        const end = work.due(start, ms);
        expect(work.elapsed(start, end)).toBe(ms);
        expect(work.elapsed(start, end - 1)).toBe(ms - 1);
        const earlier = work.due(start, -ms);
        expect(work.elapsed(earlier, start)).toBe(ms);
        expect(work.elapsed(earlier + 1, start)).toBe(ms - 1);
      }),
      { numRuns: 60 },
    );
  });

  it("elapsed adds up, and does not depend on what was asked before", () => {
    fc.assert(
      fc.property(
        fc.record({ timeZone, weekly: week }),
        fc.tuple(instant, instant, instant),
        (options, [a, b, c]) => {
          const work = workSchedule(options);
          const first = work.elapsed(a, b);
          expect(first + work.elapsed(b, c)).toBe(work.elapsed(a, c));
          work.elapsed("1950-01-01", "2060-01-01");
          expect(work.elapsed(a, b)).toBe(first);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("refuses", () => {
  const mon = (...list: unknown[]) => ({ timeZone: "UTC", weekly: { mon: list as OpeningHours[] } });
  const cases: [options: unknown, message: string][] = [
    [mon(["25:00", "26:00"]), 'weekly.mon[0]: "25:00" is not a time of day; write "09:00"'],
    [mon(["09:00", "12:00"], ["9h", "17:00"]), 'weekly.mon[1]: "9h" is not a time of day; write "09:00"'],
    [mon(["09:00", "24:01"]), 'weekly.mon[0]: "24:01" is not a time of day; write "09:00"'],
    [mon([9, 17]), 'weekly.mon[0]: 9 is not a time of day; write "09:00"'],
    [mon(["24:00", "06:00"]), 'weekly.mon[0]: "24:00" does not start a day; write "00:00"'],
    [
      mon(["09:00", "09:00"]),
      'weekly.mon[0]: "09:00" is also the start; write ["00:00", "24:00"] for a whole day, or leave it out',
    ],
    [mon("09:00", "17:00"), 'weekly.mon[0]: "09:00" is not an interval; write ["09:00", "17:00"]'],
    [
      { timeZone: "UTC", weekly: { mon: "09:00-17:00" } },
      'weekly.mon: "09:00-17:00" is not a list of intervals; write [["09:00", "17:00"]]',
    ],
    [
      { timeZone: "UTC", weekly: { monday: [] } },
      'weekly: "monday" is not a day of the week; write mon, tue, wed, thu, fri, sat, sun',
    ],
    [{ timeZone: "UTC" }, 'weekly: undefined is not a week; write { mon: [["09:00", "17:00"]] }'],
    [
      { timeZone: "UTC", weekly: {}, holidays: ["2026-12-25", "2024-02-30"] },
      'holidays[1]: "2024-02-30" is not a date; write "2026-12-25"',
    ],
    [
      { timeZone: "UTC", weekly: {}, holidays: ["2026-12-25T00:00:00Z"] },
      'holidays[0]: "2026-12-25T00:00:00Z" is not a date; write "2026-12-25"',
    ],
    [
      { timeZone: "UTC", weekly: {}, holidays: "2026-12-25" },
      'holidays: "2026-12-25" is not a list of dates; write ["2026-12-25"]',
    ],
    [
      { weekly: {} },
      'timeZone: undefined is not a zone this runtime knows; use an IANA name such as "Europe/Paris", or an offset such as "+02:00"',
    ],
  ];

  it.each(cases)("%j", (options, message) => {
    const make = workSchedule as (options: unknown) => WorkSchedule;
    expect(() => make(options)).toThrow(expect.objectContaining({ code: "bad-time", message }));
  });

  it("instants and durations that are none", () => {
    expect(() => office.elapsed(Number.NaN, 0)).toThrow("start: NaN is not an instant");
    expect(() => office.elapsed(0, "2026-01-01T09:00:00")).toThrow(
      'end: "2026-01-01T09:00:00" has no offset',
    );
    expect(() => office.due(0, Number.NaN)).toThrow("due: NaN is not a duration; write milliseconds");
    expect(() => office.due(Number.POSITIVE_INFINITY, 1)).toThrow("start: Infinity is not an instant");
  });

  it("to look for work beyond the years that have a date", () => {
    const rare = workSchedule({ timeZone: "UTC", weekly: { mon: [["00:00", "00:01"]] } });
    expect(() => rare.due("9990-01-01", DAY)).toThrow("due: the work is not done within the years 0 to 9999");
    expect(() => rare.due("0005-01-01", -DAY)).toThrow(
      "due: the work is not done within the years 0 to 9999",
    );
  });
});
