import {
  custom,
  day,
  dayStartingAt,
  fiscal,
  type Grain,
  grainOf,
  halfYear,
  hour,
  instantIn,
  isoWeek,
  labelOf,
  month,
  type Period,
  periodOf,
  previous,
  quarter,
  retail,
  samePeriodLastYear,
  shifts,
  type TimelineOptions,
  type TimeZoneLike,
  timeline,
  toDate,
  trailing,
  week,
  workSchedule,
  year,
  zoneOf,
} from "kpi-core/periods";
import { describe, expect, it } from "vitest";

const january = { timeZone: "UTC", from: "2026-01-01", to: "2026-02-01" };
const failure = (message: string) => expect.objectContaining({ name: "KpiError", code: "bad-time", message });
const noZone = (shown: string) =>
  `timeZone: ${shown} is not a zone this runtime knows; use an IANA name such as "Europe/Paris", or an offset such as "+02:00"`;

describe("a zone that does not exist", () => {
  const cases: [zone: unknown, message: string][] = [
    ["Europe/Pariss", noZone('"Europe/Pariss"')],
    ["", noZone('""')],
    ["+2", noZone('"+2"')],
    ["+02", noZone('"+02"')],
    ["+0200", noZone('"+0200"')],
    ["+02:60", noZone('"+02:60"')],
    ["-19:00", noZone('"-19:00"')],
    [undefined, noZone("undefined")],
    [null, noZone("null")],
    [2, noZone("2")],
    [{ id: "mine" }, noZone("an object")],
  ];
  it.each(cases)("%j", (zone, message) => {
    expect(() => zoneOf(zone as TimeZoneLike)).toThrow(failure(message));
  });

  it("is named as its user named it", () => {
    expect(() => zoneOf("Mars", "table.zone")).toThrow('table.zone: "Mars" is not a zone');
  });

  it("or has rules that are none", () => {
    const zone = zoneOf({ id: "hours", offset: () => 1.5 });
    const right = "return whole milliseconds east of UTC, less than a day";
    expect(() => zone.offsetAt(0)).toThrow(failure(`timeZone: the rules of "hours" give 1.5; ${right}`));
  });
});

describe("options that were left out", () => {
  const first = periodOf("day", 0, { timeZone: "UTC" });
  const cases: [go: () => unknown, message: string][] = [
    [() => timeline("day", undefined as never), noZone("undefined")],
    [() => timeline("day", null as never), noZone("undefined")],
    [() => periodOf("day", 0, undefined as never), noZone("undefined")],
    [() => previous(first, 1, undefined as never), noZone("undefined")],
    [() => toDate("day", 0, undefined as never), noZone("undefined")],
    [() => trailing(1, "day", 0, undefined as never), noZone("undefined")],
    [
      () => samePeriodLastYear(first, undefined as never),
      'samePeriodLastYear: align is undefined; write "date", "weekday" or "week"',
    ],
    [
      () => week(undefined as never),
      "week: undefined is not a rule for weeks; write { startsOn: 7, minimalDays: 1 }",
    ],
    [
      () => fiscal(undefined as never),
      'fiscal: undefined is not a rule for a year; write { startMonth: 4, named: "end" }',
    ],
  ];
  it.each(cases)("%s", (go, message) => {
    expect(go).toThrow(failure(message));
  });
});

describe("a period that is none", () => {
  const periods: unknown[] = [
    { grain: "day", label: "x", start: "0", end: "86400000" },
    { grain: "day", label: "x", start: null, end: 86_400_000 },
    { grain: "day", label: "x", start: 0n, end: 86_400_000n },
    { grain: "day", label: "x" },
  ];
  const right = "an object is not a period; give one that periodOf, toDate or a timeline made";
  it.each(periods)("%o", (period) => {
    const utc = { timeZone: "UTC" };
    expect(() => previous(period as Period, 1, utc)).toThrow(failure(`previous: ${right}`));
    expect(() => samePeriodLastYear(period as Period, { align: "date", ...utc })).toThrow(
      failure(`samePeriodLastYear: ${right}`),
    );
  });

  it("has no label for a reader", () => {
    expect(() => labelOf({} as Period)).toThrow(failure(`labelOf: ${right}`));
    expect(() => labelOf(undefined as never)).toThrow("labelOf: undefined is not a period");
  });
});

describe("a time that has no label", () => {
  const right = "give local milliseconds that a Date can hold";
  const nrf = retail({ pattern: "4-5-4", endMonth: 1, endWeekday: 6, rule: "nearest", named: "start" });
  const april = fiscal({ startMonth: 4, named: "end" });

  it.each([hour, day, month, quarter, halfYear, year, dayStartingAt("04:00")])("of $name", ({ label }) => {
    expect(() => label(Number.NaN)).toThrow(failure(`label: NaN is no time; ${right}`));
  });

  it.each([isoWeek, april.year, april.month, nrf.year, nrf.week])("of $name", ({ label }) => {
    expect(() => label(Number.NaN)).toThrow(failure(`label: its year is NaN; ${right}`));
  });

  it("where the clock of a zone is past the last date", () => {
    // 13 September is summer time, two hours east: the last millisecond of an hour that begins an hour past that date
    expect(() => periodOf("hour", 8.64e15 - 1, { timeZone: "Europe/Paris" })).toThrow(
      failure(`label: ${8.64e15 + 3_600_000} is no time; ${right}`),
    );
  });
});

it("zero has no sign", () => {
  const utc = { timeZone: "UTC" };
  const never = workSchedule({ ...utc, weekly: {} });
  const zeros = {
    offset: zoneOf("-00:00").offsetAt(5),
    ruled: zoneOf({ id: "no offset", offset: () => -0 }).offsetAt(5),
    instant: instantIn(zoneOf("UTC"), "x", -0),
    date: instantIn(zoneOf("UTC"), "x", new Date(-0)),
    toDate: toDate("day", -0, utc).end,
    trailing: trailing(1, "day", -0, utc).end,
    due: never.due(-0, 0),
    ...Object.fromEntries(
      [hour, day, month, dayStartingAt("00:00")].map(({ name, floor }) => [name, floor(-0)]),
    ),
  };
  for (const [name, zero] of Object.entries(zeros)) expect([name, zero]).toEqual([name, 0]);
});

describe("a range that does not exist", () => {
  const cases: [options: Partial<TimelineOptions>, message: string][] = [
    [
      { from: "2024-02-30" },
      'from: "2024-02-30" is not a time that exists; write it as 2026-01-31T09:00:00+01:00',
    ],
    [
      { to: Number.NaN },
      "to: NaN is not an instant; give a Date, epoch milliseconds or a text with an offset",
    ],
    [
      { to: "2026-01-31T09:00" },
      'to: "2026-01-31T09:00" has no offset; write a date, or a time with its offset such as 2026-01-31T09:00:00+01:00',
    ],
    [{ to: "2025-12-31" }, 'to: "2025-12-31" is not after from, "2026-01-01"; write a later one'],
    [{ to: "2026-01-01" }, 'to: "2026-01-01" is not after from, "2026-01-01"; write a later one'],
    [
      { from: new Date(86_400_000), to: new Date(0) },
      "to: 1970-01-01T00:00:00.000Z is not after from, 1970-01-02T00:00:00.000Z; write a later one",
    ],
  ];
  it.each(cases)("%j", (options, message) => {
    expect(() => timeline("month", { ...january, ...options })).toThrow(failure(message));
  });

  it("or has more periods than anyone reads", () => {
    const all = { timeZone: "UTC", from: "0001-01-01", to: "9999-01-01" };
    const message = "timeline: more than 4194304 periods of hour; take a coarser grain";
    expect(() => timeline("hour", all)).toThrow(failure(message));
  });

  it("or has no period of that number", () => {
    const { period } = timeline("month", january);
    for (const index of [-1, 1, 0.5, Number.NaN]) {
      expect(() => period(index)).toThrow(failure(`timeline: no period ${index}; write 0 to 0`));
    }
  });
});

describe("a grain that does not exist", () => {
  const use =
    "use hour, day, isoWeek, month, quarter, halfYear, year, or a grain such as week({ … }) or fiscal({ … }).year";
  const cases: [grain: unknown, message: string][] = [
    ["monthly", `grain: "monthly" is not a grain; ${use}`],
    ["toString", `grain: "toString" is not a grain; ${use}`],
    ["constructor(a=1)", `grain: "constructor(a=1)" is not a grain; ${use}`],
    [undefined, `grain: undefined is not a grain; ${use}`],
    [{ name: "mine" }, `grain: an object is not a grain; ${use}`],
    [
      "week",
      'grain: "week" does not say on which day a week starts; use "isoWeek", or week({ startsOn: 7, minimalDays: 1 })',
    ],
    ["week(startsOn=7)", "week: minimalDays is NaN; write 1 to 7, such as 4 for the ISO rule"],
    [
      "fiscalYear(named=end,startMonth=4)",
      'grain: "fiscalYear(named=end,startMonth=4)" is not how the name is written; write "fiscalYear(startMonth=4,named=end)"',
    ],
  ];
  it.each(cases)("%j", (grain, message) => {
    expect(() => grainOf(grain as Grain)).toThrow(failure(message));
    expect(() => timeline(grain as Grain, january)).toThrow(failure(message));
  });

  it("because its options do not", () => {
    const make = fiscal as (options: unknown) => unknown;
    expect(() => make({ startMonth: 13, named: "end" })).toThrow(
      failure("fiscal: startMonth is 13; write 1 (January) to 12 (December)"),
    );
    expect(() => make({ startMonth: 4 })).toThrow(
      failure(
        'fiscal: named is undefined; write "start" or "end", the calendar year that names the fiscal one',
      ),
    );
    expect(() => week({ startsOn: 0, minimalDays: 1 })).toThrow(
      failure("week: startsOn is 0; write 1 (Monday) to 7 (Sunday)"),
    );
    expect(() => week({ startsOn: 1, minimalDays: 8 })).toThrow(
      failure("week: minimalDays is 8; write 1 to 7, such as 4 for the ISO rule"),
    );
  });

  it("because an entry of its list was left out", () => {
    const [parts, bounds] = [[{ name: "early", start: "06:00" }], ["2026-01-07"]].map((list) => {
      const holed: unknown[] = [];
      holed[1] = list[0];
      return holed;
    });
    expect(() => shifts(parts as never)).toThrow(
      failure('shifts[0].name: undefined is not a name; write one such as "early"'),
    );
    expect(() => custom(bounds as never, ["winter"])).toThrow(
      "custom: boundaries[0] undefined is not a time that exists; write a date",
    );
  });

  it("because it stands still", () => {
    const still: Grain = { ...month, name: "still", next: (local) => local };
    expect(() => timeline(still, january)).toThrow("grain: still has no period after 1767225600000");
  });
});
