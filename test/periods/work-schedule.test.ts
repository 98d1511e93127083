import { type OpeningHours, type Weekday, type WorkSchedule, workSchedule } from "kpi-core/periods";
import { describe, expect, it } from "vitest";
import { type BusinessHours, businessHours } from "./reference.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const weekdays: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

type Listed = BusinessHours["schedules"][string];

function scheduleOf({ zone, weekly, exceptions = {} }: Listed): WorkSchedule {
  const week = weekdays.map((weekday, index) => [weekday, weekly[String(index + 1)] ?? []]);
  return workSchedule({ timeZone: zone, weekly: Object.fromEntries(week), exceptions });
}

describe.each(Object.entries(businessHours.schedules))("%s", (name, listed) => {
  const schedule = scheduleOf(listed);
  const elapsed = businessHours.elapsed.filter((line) => line.schedule === name);
  const due = businessHours.due.filter((line) => line.schedule === name);

  for (const { start, end, workedMs } of elapsed) {
    it(`works ${workedMs} ms from ${start} to ${end}`, () => {
      expect(schedule.elapsed(start, end)).toBe(workedMs);
      expect(schedule.elapsed(end, start) + 0).toBe(0 - workedMs);
    });
  }

  for (const { start, workedMs, due: at } of due) {
    it(`has done ${workedMs} ms after ${start} at ${at}`, () => {
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

  it("does not guess from the days before its table begins", () => {
    const hours: OpeningHours[] = [
      ["20:00", "19:00"],
      ["01:00", "02:00"],
    ];
    const weekly = Object.fromEntries(weekdays.map((weekday) => [weekday, hours]));
    const start = Date.UTC(2026, 0, 1, 12);
    // 23 of 24 hours are worked, all but 19:00 to 20:00; noon less 11 hours is 01:00.
    for (let days = 725; days < 740; days++) {
      const long = workSchedule({ timeZone: "UTC", weekly });
      expect(long.due(start, -23 * days * HOUR)).toBe(start - days * DAY);
      expect(long.due(start, -(23 * days + 11) * HOUR)).toBe(start - days * DAY - 11 * HOUR);
    }
  });

  it("counts on to the open ends that other programs write", () => {
    const daily = workSchedule({ timeZone: "UTC", weekly: { mon: [["00:00", "01:00"]] } });
    // 20871 Mondays are as many weeks: 400 Gregorian years are 146097 days, a whole number of weeks.
    expect(daily.elapsed("2000-01-01", "2400-01-01")).toBe(20_871 * HOUR);
  });
});

describe("exceptions", () => {
  const week = {
    timeZone: "Europe/Paris",
    weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  };

  it("replace the hours of their date, also on a holiday or a Sunday", () => {
    const special = workSchedule({
      ...week,
      holidays: ["2026-12-24", "2026-12-25"],
      exceptions: { "2026-12-24": [["09:00", "12:00"]], "2026-12-27": [["10:00", "11:30"]] },
    });
    expect(special.elapsed("2026-12-24", "2026-12-25")).toBe(3 * HOUR);
    expect(special.elapsed("2026-12-25", "2026-12-28")).toBe(1.5 * HOUR);
    expect(special.due("2026-12-24T11:00:00+01:00", 2.5 * HOUR)).toBe(
      Date.parse("2026-12-27T11:30:00+01:00"),
    );
  });

  it("close a date by an empty list", () => {
    const closed = workSchedule({ ...week, exceptions: { "2026-12-24": [] } });
    expect(closed.elapsed("2026-12-23", "2026-12-26")).toBe(2 * 7 * HOUR);
  });

  it("do not cut the night that began on the day before", () => {
    const night: OpeningHours[] = [["22:00", "06:00"]];
    const nights = workSchedule({
      timeZone: "UTC",
      weekly: { mon: night, tue: night },
      exceptions: { "2026-01-06": [["20:00", "04:00"]] },
    });
    // Tuesday 6 January: to 06:00, and again from 20:00; Wednesday to 04:00
    expect(nights.elapsed("2026-01-06", "2026-01-07")).toBe(10 * HOUR);
    expect(nights.elapsed("2026-01-07", "2026-01-08")).toBe(4 * HOUR);
  });

  it("may be all there is", () => {
    const once = workSchedule({
      timeZone: "UTC",
      weekly: {},
      exceptions: { "2026-01-06": [["08:00", "16:00"]] },
    });
    expect(once.due("2026-01-01", 8 * HOUR)).toBe(Date.UTC(2026, 0, 6, 16));
    expect(once.due("2026-01-31", -8 * HOUR)).toBe(Date.UTC(2026, 0, 6, 8));
  });
});

describe("versions", () => {
  const eight: OpeningHours[] = [["09:00", "17:00"]];
  const nine: OpeningHours[] = [["09:00", "18:00"]];
  const weekly = { mon: eight, tue: eight, wed: eight, thu: eight, fri: eight };
  const fourDays = { mon: nine, tue: nine, wed: nine, thu: nine };

  it("hold from their local date on", () => {
    const team = workSchedule({
      timeZone: "Europe/Paris",
      weekly,
      versions: [{ from: "2026-07-01", weekly: fourDays }],
    });
    // Monday 29 and Tuesday 30 June: 16 hours; Wednesday and Thursday: 18; Friday: none
    expect(team.elapsed("2026-06-29", "2026-07-06")).toBe(34 * HOUR);
    expect(team.elapsed("2026-06-22", "2026-06-29")).toBe(40 * HOUR);
    expect(team.elapsed("2026-07-06", "2026-07-13")).toBe(36 * HOUR);
    // Tuesday from 16:00: 1 hour; Wednesday 9; Thursday 9; then Monday
    expect(team.due("2026-06-30T16:00:00+02:00", 20 * HOUR)).toBe(Date.parse("2026-07-06T10:00:00+02:00"));
    expect(team.due("2026-07-01T10:00:00+02:00", -2 * HOUR)).toBe(Date.parse("2026-06-30T16:00:00+02:00"));
  });

  it("follow one another in the order of their dates, however they are listed", () => {
    const august = { from: "2026-08-03", weekly: { mon: nine } };
    const july = { from: "2026-07-01", weekly: fourDays };
    const september = { from: "2026-08-31", weekly };
    const team = workSchedule({ timeZone: "UTC", weekly, versions: [september, july, august] });
    expect(team.elapsed("2026-07-27", "2026-08-03")).toBe(36 * HOUR);
    expect(team.elapsed("2026-08-03", "2026-08-10")).toBe(9 * HOUR);
    expect(team.elapsed("2026-08-24", "2026-08-31")).toBe(9 * HOUR);
    expect(team.elapsed("2026-08-31", "2026-09-07")).toBe(40 * HOUR);
  });

  it("let the shift run on that began before", () => {
    const night: OpeningHours[] = [["22:00", "06:00"]];
    const closing = workSchedule({
      timeZone: "UTC",
      weekly: { tue: night, wed: night },
      versions: [{ from: "2026-07-01", weekly: {} }],
    });
    expect(closing.elapsed("2026-06-30", "2026-07-10")).toBe(8 * HOUR);
  });

  it("give way to holidays and exceptions", () => {
    const team = workSchedule({
      timeZone: "UTC",
      weekly,
      versions: [{ from: "2026-07-01", weekly: fourDays }],
      holidays: ["2026-07-14"],
      exceptions: { "2026-07-13": [["09:00", "12:00"]] },
    });
    expect(team.elapsed("2026-07-13", "2026-07-20")).toBe((3 + 9 + 9) * HOUR);
  });
});

describe("isOpen", () => {
  it("from the opening up to, and without, the close", () => {
    expect(office.isOpen("2026-04-30T08:59:59.999+02:00")).toBe(false);
    expect(office.isOpen("2026-04-30T09:00:00+02:00")).toBe(true);
    expect(office.isOpen("2026-04-30T12:29:59.999+02:00")).toBe(true);
    expect(office.isOpen("2026-04-30T12:30:00+02:00")).toBe(false);
    expect(office.isOpen("2026-05-01T10:00:00+02:00")).toBe(false);
    expect(office.isOpen("2026-05-02T10:00:00+02:00")).toBe(false);
  });
});

describe("intervals", () => {
  const shown = (schedule: WorkSchedule, from: string, to: string) =>
    schedule.intervals(from, to).map(({ start, end }) => [start, end].map((t) => new Date(t).toISOString()));

  it("are cut at both ends of the range", () => {
    expect(shown(office, "2026-04-30T10:00:00Z", "2026-05-04T08:00:00Z")).toEqual([
      ["2026-04-30T10:00:00.000Z", "2026-04-30T10:30:00.000Z"],
      ["2026-04-30T11:30:00.000Z", "2026-04-30T15:00:00.000Z"],
      ["2026-05-04T07:00:00.000Z", "2026-05-04T08:00:00.000Z"],
    ]);
  });

  it("are none in an empty range, between two of them, and up to an opening", () => {
    expect(office.intervals("2026-04-30T08:00:00Z", "2026-04-30T08:00:00Z")).toEqual([]);
    expect(office.intervals("2026-04-30T10:30:00Z", "2026-04-30T11:30:00Z")).toEqual([]);
  });

  it("are one where they touch or overlap, over midnight too", () => {
    const weekly = {
      mon: [
        ["06:00", "14:00"],
        ["14:00", "22:00"],
        ["22:00", "24:00"],
      ],
      tue: [
        ["00:00", "03:00"],
        ["02:00", "04:00"],
      ],
    } satisfies Partial<Record<Weekday, OpeningHours[]>>;
    const plant = workSchedule({ timeZone: "UTC", weekly });
    expect(shown(plant, "2026-01-05", "2026-01-12")).toEqual([
      ["2026-01-05T06:00:00.000Z", "2026-01-06T04:00:00.000Z"],
    ]);
  });

  it("are the range itself where work never stops", () => {
    const allDay: OpeningHours[] = [["00:00", "24:00"]];
    const always = workSchedule({
      timeZone: "Europe/Paris",
      weekly: Object.fromEntries(weekdays.map((weekday) => [weekday, allDay])),
    });
    expect(shown(always, "2026-03-01", "2026-04-01")).toEqual([
      ["2026-02-28T23:00:00.000Z", "2026-03-31T22:00:00.000Z"],
    ]);
  });
});

describe("elapsedAll", () => {
  it("is elapsed, pair by pair", () => {
    const [start = 0, end = 0] = ["2026-04-30T12:00:00+02:00", "2026-05-04T10:00:00+02:00"].map(Date.parse);
    const all = office.elapsedAll(Float64Array.of(start, end, start), Float64Array.of(end, start, start));
    expect([...all]).toEqual([5 * HOUR, -5 * HOUR, 0]);
  });

  it("is NaN where one of the two is no instant, and goes on", () => {
    const t = Date.parse("2026-04-30T09:00:00+02:00");
    const { NaN: none, POSITIVE_INFINITY: never } = Number;
    const starts = [none, t, never, t, -never, 8.64e15, t, -6.3e13, t];
    const ends = [t, none, t, never, t, t, t + HOUR, t, 253_402_300_800_000];
    const all = office.elapsedAll(Float64Array.from(starts), Float64Array.from(ends));
    expect([...all]).toEqual([none, none, none, none, none, none, HOUR, none, none]);
    expect([...office.elapsedAll(Float64Array.of(none), Float64Array.of(0))]).toEqual([none]);
    expect(office.elapsedAll(new Float64Array(), new Float64Array()).length).toBe(0);
  });

  it("floors what is finer than a millisecond, as elapsed does", () => {
    const t = Date.parse("2026-04-30T09:00:00+02:00");
    const [worked] = office.elapsedAll(Float64Array.of(t + 0.9), Float64Array.of(t + 10.9));
    expect(worked).toBe(10);
    expect(office.elapsed(t + 0.9, t + 10.9)).toBe(10);
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

  it("has the weeks in the order of their dates, and the hours of exceptions", () => {
    const mon: OpeningHours[] = [["09:00", "17:00"]];
    const versions = [
      { from: "2027-01-01", weekly: {} },
      { from: "2026-07-01", weekly: { mon, sat: [["22:00", "06:00"]] as OpeningHours[] } },
    ];
    const exceptions: Record<string, OpeningHours[]> = {
      "2026-12-24": [
        ["13:00", "14:00"],
        ["09:00", "12:00"],
      ],
      "2026-01-02": [],
    };
    const holidays = ["2026-12-25", "2026-12-24"];
    const text =
      "UTC mon 09:00-17:00 from 2026-07-01 mon 09:00-17:00, sat 22:00-30:00 from 2027-01-01 closed" +
      " except 2026-01-02 2026-12-24 09:00-12:00 13:00-14:00 2026-12-25";
    expect(workSchedule({ timeZone: "UTC", weekly: { mon }, versions, exceptions, holidays }).id).toBe(text);
    const written = { "2026-12-24": exceptions["2026-12-24"] ?? [], "2026-01-02": [], "2026-12-25": [] };
    const again = { timeZone: "UTC", weekly: { mon }, versions: versions.toReversed(), exceptions: written };
    expect(workSchedule(again).id).toBe(text);
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
