import { type OpeningHours, type WorkSchedule, workSchedule } from "kpi-core/periods";
import { describe, expect, it } from "vitest";

const DAY = 86_400_000;
const open = { timeZone: "UTC", weekly: { mon: [["09:00", "17:00"]] } as const };
const office = workSchedule(open);
const failure = (message: string) => expect.objectContaining({ name: "KpiError", code: "bad-time", message });

/** A list whose first entry nobody wrote. */
function withHole(entry: unknown): unknown[] {
  const list: unknown[] = [];
  list[1] = entry;
  return list;
}

describe("a schedule that does not exist", () => {
  const mon = (...list: unknown[]) => ({ timeZone: "UTC", weekly: { mon: list as OpeningHours[] } });
  const except = (exceptions: unknown) => ({ ...open, exceptions });
  const from = (...versions: unknown[]) => ({ ...open, versions });
  const weekly = { tue: [["09:00", "17:00"]] };
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
      { timeZone: "UTC", weekly: new Map([["mon", [["09:00", "17:00"]]]]) },
      'weekly: an object is not a week; write { mon: [["09:00", "17:00"]] }',
    ],
    [
      { timeZone: "UTC", weekly: new Date(0) },
      'weekly: 1970-01-01T00:00:00.000Z is not a week; write { mon: [["09:00", "17:00"]] }',
    ],
    [
      { timeZone: "UTC", weekly: { mon: withHole(["09:00", "17:00"]) } },
      'weekly.mon[0]: undefined is not an interval; write ["09:00", "17:00"]',
    ],
    [
      { timeZone: "UTC", weekly: [["09:00", "17:00"]] },
      'weekly: an array is not a week; write { mon: [["09:00", "17:00"]] }',
    ],
    [
      { ...open, holidays: ["2026-12-25", "2024-02-30"] },
      'holidays[1]: "2024-02-30" is not a date; write "2026-12-25"',
    ],
    [
      { ...open, holidays: ["2026-12-25T00:00:00Z"] },
      'holidays[0]: "2026-12-25T00:00:00Z" is not a date; write "2026-12-25"',
    ],
    [
      { ...open, holidays: "2026-12-25" },
      'holidays: "2026-12-25" is not a list of dates; write ["2026-12-25"]',
    ],
    [
      except({ "2026-13-01": [] }),
      'exceptions["2026-13-01"]: "2026-13-01" is not a date; write "2026-12-25"',
    ],
    [
      except({ "2026-12-24": [["09:00", "25:00"]] }),
      'exceptions["2026-12-24"][0]: "25:00" is not a time of day; write "09:00"',
    ],
    [
      except({ "2026-12-24": null }),
      'exceptions["2026-12-24"]: null is not a list of intervals; write [["09:00", "17:00"]]',
    ],
    [
      except(["2026-12-24"]),
      'exceptions: an array does not say which hours on which date; write { "2026-12-24": [["09:00", "12:00"]] }',
    ],
    [
      except(new Map([["2026-12-24", []]])),
      'exceptions: an object does not say which hours on which date; write { "2026-12-24": [["09:00", "12:00"]] }',
    ],
    [
      except(new Date(0)),
      'exceptions: 1970-01-01T00:00:00.000Z does not say which hours on which date; write { "2026-12-24": [["09:00", "12:00"]] }',
    ],
    [
      from({ from: "2026-07-01", weekly: new Set() }),
      'versions[0].weekly: an object is not a week; write { mon: [["09:00", "17:00"]] }',
    ],
    [
      { ...open, versions: withHole({ from: "2026-07-01", weekly }) },
      'versions[0]: undefined is not a dated week; write { from: "2026-07-01", weekly: { … } }',
    ],
    [
      from({ from: "2026-07-01", weekly: { mon: [["25:00", "26:00"]] } }),
      'versions[0].weekly.mon[0]: "25:00" is not a time of day; write "09:00"',
    ],
    [
      from({ from: "2026-07-01", weekly }, { from: "July", weekly }),
      'versions[1].from: "July" is not a date; write "2026-12-25"',
    ],
    [
      from({ from: "2026-07-01", weekly }, { from: "2026-07-01", weekly }),
      'versions[1].from: "2026-07-01" is there twice; write one week for it',
    ],
    [
      from({ from: "2026-07-01" }),
      'versions[0].weekly: undefined is not a week; write { mon: [["09:00", "17:00"]] }',
    ],
    [
      from({ from: "2026-07-01", to: "2026-09-01", weekly }),
      'versions[0]: "to" is not a part of a version; write from, weekly',
    ],
    [from(null), 'versions[0]: null is not a dated week; write { from: "2026-07-01", weekly: { … } }'],
    [
      { ...open, versions: { from: "2026-07-01", weekly } },
      'versions: an object is not a list of weeks; write [{ from: "2026-07-01", weekly: { … } }]',
    ],
    [
      { ...open, holiday: ["2026-12-25"] },
      'workSchedule: "holiday" is not a part of a schedule; write timeZone, weekly, exceptions, holidays, versions',
    ],
    [
      undefined,
      'workSchedule: undefined is not a schedule; write { timeZone: "Europe/Paris", weekly: { … } }',
    ],
    [
      { weekly: {} },
      'timeZone: undefined is not a zone this runtime knows; use an IANA name such as "Europe/Paris", or an offset such as "+02:00"',
    ],
  ];

  it.each(cases)("%j", (options, message) => {
    const make = workSchedule as (options: unknown) => WorkSchedule;
    expect(() => make(options)).toThrow(failure(message));
  });
});

describe("a question that has no answer", () => {
  const years = "is not an instant of the years 0 to 9999";
  const cases: [ask: () => unknown, message: string][] = [
    [() => office.elapsed(Number.NaN, 0), `start: NaN ${years}`],
    [() => office.elapsed(-62_167_219_200_001, 0), `start: -62167219200001 ${years}`],
    [() => office.elapsed(0, 253_402_300_800_000), `end: 253402300800000 ${years}`],
    [() => office.elapsed(0, 8.64e15), `end: 8640000000000000 ${years}`],
    [
      () => office.elapsed(0, "2026-01-01T09:00:00"),
      'end: "2026-01-01T09:00:00" has no offset; write a date, or a time with its offset such as 2026-01-31T09:00:00+01:00',
    ],
    [() => office.due(0, Number.NaN), "due: NaN is not a duration; write milliseconds"],
    [() => office.due(Number.POSITIVE_INFINITY, 1), `start: Infinity ${years}`],
    [() => office.isOpen(Number.NaN), `isOpen: NaN ${years}`],
    [
      () => office.isOpen("2026-02-30"),
      'isOpen: "2026-02-30" is not a time that exists; write it as 2026-01-31T09:00:00+01:00',
    ],
    [() => office.intervals(Number.NaN, 0), `from: NaN ${years}`],
    [
      () => office.intervals("2026-01-02", "2026-01-01"),
      'to: "2026-01-01" is before from, "2026-01-02"; write a later one',
    ],
    [() => office.workingDays(0, Number.NaN), `end: NaN ${years}`],
    [() => office.dueDays(0, 1.5), "dueDays: 1.5 is not a number of days; write a whole one"],
    [() => office.dueDays(0, Number.NaN), "dueDays: NaN is not a number of days; write a whole one"],
    [
      () => office.elapsedAll(new Float64Array(2), new Float64Array(3)),
      "elapsedAll: 2 starts and 3 ends; give one end for each start",
    ],
  ];
  it.each(cases)("%s", (ask, message) => {
    expect(ask).toThrow(failure(message));
  });

  it.each([
    [() => office.isOpen(undefined as never), "isOpen: undefined is not an instant"],
    [() => office.isOpen(null as never), "isOpen: null is not an instant"],
    [() => office.due(0, "8h" as never), 'due: "8h" is not a duration; write milliseconds'],
    [
      () => office.elapsedAll(undefined as never, undefined as never),
      "elapsedAll: undefined is not a list of instants; give a Float64Array of epoch milliseconds",
    ],
    [() => office.elapsedAll(new Float64Array(1), 0 as never), "elapsedAll: 0 is not a list of instants"],
    [() => office.dueDays(0, "8" as never), 'dueDays: "8" is not a number of days; write a whole one'],
  ])("of another type: %s", (ask, message) => {
    expect(ask).toThrow(message);
  });

  it("when the schedule is never open", () => {
    const never = workSchedule({ timeZone: "UTC", weekly: {}, exceptions: { "2026-01-05": [] } });
    const right = "the schedule is never open; give it opening hours";
    expect(never.elapsed("2020-01-01", "2030-01-01")).toBe(0);
    expect(never.workingDays("2020-01-01", "2030-01-01")).toBe(0);
    expect(never.intervals("2020-01-01", "2030-01-01")).toEqual([]);
    expect(never.due("2020-01-01", 0)).toBe(Date.UTC(2020, 0, 1));
    expect(never.dueDays("2020-01-01", 0)).toBe("2020-01-01");
    expect(() => never.due("2020-01-01", 1)).toThrow(failure(`due: ${right}`));
    expect(() => never.dueDays("2020-01-01", 1)).toThrow(failure(`dueDays: ${right}`));
  });

  it("because the work ends beyond the years that have a date", () => {
    const rare = workSchedule({ timeZone: "UTC", weekly: { mon: [["00:00", "00:01"]] } });
    const work = failure("due: the work is not done within the years 0 to 9999; ask for less");
    const day = failure("dueDays: the day is not within the years 0 to 9999; ask for less");
    expect(() => rare.due("9990-01-01", DAY)).toThrow(work);
    expect(() => rare.due("0005-01-01", -DAY)).toThrow(work);
    expect(() => rare.dueDays("9990-01-01", 600)).toThrow(day);
    expect(() => rare.dueDays("0005-01-01", -600)).toThrow(day);
  });

  it("because the day is of the year 10000", () => {
    const allDay = [["00:00", "24:00"]] as const;
    const always = workSchedule({ timeZone: "+14:00", weekly: { fri: allDay, sat: allDay } });
    const day = failure("dueDays: the day is not within the years 0 to 9999; ask for less");
    expect(always.dueDays("9999-12-30", 1)).toBe("9999-12-31");
    expect(() => always.dueDays("9999-12-31", 1)).toThrow(day);
    expect(() => always.dueDays("9999-12-31T23:00:00Z", 0)).toThrow(day);
  });

  it("because the schedule closed for good", () => {
    const weekly = { mon: [["09:00", "17:00"]] } as const;
    const closing = workSchedule({
      timeZone: "UTC",
      weekly,
      versions: [{ from: "2026-01-06", weekly: {} }],
    });
    expect(closing.due("2026-01-05", 8 * 3_600_000)).toBe(Date.UTC(2026, 0, 5, 17));
    expect(closing.dueDays("2026-01-04", 1)).toBe("2026-01-05");
    expect(() => closing.due("2026-01-05", 8 * 3_600_000 + 1)).toThrow("due: the work is not done within");
  });
});
