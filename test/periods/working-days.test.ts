import { type WeeklyHours, workSchedule } from "kpi-core/periods";
import { describe, expect, it } from "vitest";

const allDay = [["00:00", "24:00"]] as const;
const weekdays: WeeklyHours = { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay };
const everyDay: WeeklyHours = { ...weekdays, sat: allDay, sun: allDay };
// French public holidays, among them the Friday 1 May, the Friday 8 May and Ascension, Thursday 14 May
const holidays = [
  "2026-01-01",
  "2026-04-06",
  "2026-05-01",
  "2026-05-08",
  "2026-05-14",
  "2026-05-25",
  "2026-07-14",
  "2026-08-15",
  "2026-11-01",
  "2026-11-11",
  "2026-12-25",
];
const paris = { timeZone: "Europe/Paris", holidays };
const ouvres = workSchedule({ ...paris, weekly: weekdays });
const ouvrables = workSchedule({ ...paris, weekly: { ...weekdays, sat: allDay } });

describe("a French May", () => {
  it("has as many working days as the calendar on the wall", () => {
    // 4 5 6 7 · 11 12 13 15 · 18 19 20 21 22 · 26 27 28 29
    expect(ouvres.workingDays("2026-04-30", "2026-05-31")).toBe(17);
    // 2 · 4 5 6 7 9 · 11 12 13 15 16 · 18 to 23 · 26 to 30
    expect(ouvrables.workingDays("2026-04-30", "2026-05-31")).toBe(22);
  });

  it("of another year too: 1, 8 and 9 May 2024, and Whit Monday", () => {
    const may = ["2024-05-01", "2024-05-08", "2024-05-09", "2024-05-20"];
    const days = workSchedule({ timeZone: "Europe/Paris", weekly: weekdays, holidays: may });
    // 2 3 · 6 7 10 · 13 to 17 · 21 to 24 · 27 to 31
    expect(days.workingDays("2024-04-30", "2024-05-31")).toBe(19);
    expect(days.dueDays("2024-04-30", 5)).toBe("2024-05-10");
  });

  it("does not count the first day, and counts the last", () => {
    expect(ouvres.workingDays("2026-04-30", "2026-04-30")).toBe(0);
    expect(ouvres.workingDays("2026-04-30", "2026-05-01")).toBe(0);
    expect(ouvres.workingDays("2026-04-30", "2026-05-04")).toBe(1);
    expect(ouvres.workingDays("2026-05-04", "2026-05-05")).toBe(1);
  });

  it("gives the tenth day after the last of April", () => {
    expect(ouvres.dueDays("2026-04-30", 10)).toBe("2026-05-19");
    expect(ouvrables.dueDays("2026-04-30", 10)).toBe("2026-05-15");
  });

  it("counts back", () => {
    expect(ouvres.workingDays("2026-05-19", "2026-04-30")).toBe(-10);
    expect(ouvres.dueDays("2026-05-19", -10)).toBe("2026-04-30");
    // On Ascension the 13th has passed; from the 12th, one day passes until then.
    expect(ouvres.dueDays("2026-05-14", -1)).toBe("2026-05-12");
    expect(ouvres.workingDays("2026-05-12", "2026-05-14")).toBe(1);
  });

  it("goes by the local date, whatever the time of day", () => {
    expect(ouvres.workingDays("2026-04-30T00:00:00+02:00", "2026-05-04T23:59:59.999+02:00")).toBe(1);
    expect(ouvres.workingDays("2026-04-30T23:59:59.999+02:00", "2026-05-04T00:00:00+02:00")).toBe(1);
    expect(ouvres.workingDays("2026-05-03T21:59:59.999Z", "2026-05-03T22:00:00Z")).toBe(1);
    expect(ouvres.dueDays("2026-05-03T22:00:00Z", 1)).toBe("2026-05-05");
    expect(ouvres.dueDays("2026-05-02T12:00:00Z", 0)).toBe("2026-05-02");
  });
});

describe("as numpy 2.4.6 counts", () => {
  // np.busday_count(a + 1, b + 1, weekmask, holidays), negated where b < a
  const sundayToThursday = workSchedule({
    ...paris,
    weekly: { sun: allDay, mon: allDay, tue: allDay, wed: allDay, thu: allDay },
  });
  const schedules = { ouvres, ouvrables, sundayToThursday };

  it.each<[name: keyof typeof schedules, start: string, end: string, days: number]>([
    ["ouvres", "2026-10-19", "2026-09-16", -23],
    ["ouvres", "2026-05-02", "2026-11-17", 137],
    ["ouvres", "2026-07-16", "2026-12-09", 103],
    ["ouvres", "2026-11-12", "2026-01-19", -206],
    ["ouvres", "2026-02-01", "2026-11-18", 201],
    ["ouvres", "2026-09-12", "2026-09-10", -1],
    ["ouvrables", "2026-07-20", "2026-09-23", 55],
    ["ouvrables", "2026-12-21", "2026-08-12", -110],
    ["ouvrables", "2026-05-23", "2026-10-26", 130],
    ["ouvrables", "2026-04-23", "2026-09-12", 116],
    ["sundayToThursday", "2026-10-03", "2026-10-18", 11],
    ["sundayToThursday", "2026-10-22", "2026-04-22", -128],
    ["sundayToThursday", "2026-03-10", "2026-12-26", 201],
  ])("%s: from %s to %s %i days", (name, start, end, days) => {
    expect(schedules[name].workingDays(start, end)).toBe(days);
  });

  // np.busday_offset(a, n, roll="backward", weekmask, holidays)
  it.each<[name: keyof typeof schedules, start: string, days: number, date: string]>([
    ["ouvres", "2026-04-27", -2, "2026-04-23"],
    ["ouvres", "2026-07-05", 8, "2026-07-16"],
    ["ouvres", "2026-07-24", 60, "2026-10-16"],
    ["ouvres", "2026-05-14", -5, "2026-05-05"],
    ["ouvres", "2026-12-27", -10, "2026-12-10"],
    ["ouvres", "2026-09-22", 30, "2026-11-03"],
    ["ouvrables", "2026-07-26", 8, "2026-08-04"],
    ["ouvrables", "2026-12-11", 20, "2027-01-05"],
    ["ouvrables", "2026-05-16", 3, "2026-05-20"],
    ["sundayToThursday", "2026-10-16", -30, "2026-09-03"],
    ["sundayToThursday", "2026-07-05", -5, "2026-06-28"],
    ["sundayToThursday", "2026-03-13", 8, "2026-03-24"],
  ])("%s: %s and %i days is %s", (name, start, days, date) => {
    expect(schedules[name].dueDays(start, days)).toBe(date);
  });
});

describe("beside NETWORKDAYS, which counts the first day too", () => {
  it("is one less from a working day, and the same from another", () => {
    // OpenOffice wiki: NETWORKDAYS("2008-09-05"; "2008-09-08") is 2, a Friday and a Monday
    expect(ouvres.workingDays("2008-09-05", "2008-09-08")).toBe(1);
    // HCL Connections Docs: from Saturday 15 December 2001 to 15 January 2002 without five days are 17
    const days = ["2001-12-24", "2001-12-25", "2001-12-26", "2001-12-31", "2002-01-01"];
    const given = workSchedule({ timeZone: "UTC", weekly: weekdays, holidays: days });
    expect(given.workingDays("2001-12-15", "2002-01-15")).toBe(17);
  });
});

describe("a working day is a date on which an interval opens", () => {
  it("also by exception, and not on a day that an exception closes", () => {
    const exceptions = { "2026-05-09": [["09:00", "10:00"]], "2026-05-11": [] } as const;
    const special = workSchedule({ ...paris, weekly: weekdays, exceptions });
    expect(special.dueDays("2026-05-07", 1)).toBe("2026-05-09");
    expect(special.dueDays("2026-05-07", 2)).toBe("2026-05-12");
    expect(special.workingDays("2026-05-07", "2026-05-12")).toBe(2);
  });

  it("by the week that holds on that date", () => {
    const versions = [{ from: "2026-07-01", weekly: { mon: allDay, tue: allDay, wed: allDay, thu: allDay } }];
    const team = workSchedule({ timeZone: "Europe/Paris", weekly: weekdays, versions });
    // Tuesday 30 June; Wednesday and Thursday, then Monday 6 July
    expect(team.dueDays("2026-06-30", 3)).toBe("2026-07-06");
    // 22 to 26 June, 29 and 30; 1 and 2 July, 6 to 9
    expect(team.workingDays("2026-06-21", "2026-07-12")).toBe(13);
  });

  it("a night counts on the date it starts on", () => {
    const nights = workSchedule({ timeZone: "UTC", weekly: { mon: [["22:00", "06:00"]] } });
    expect(nights.workingDays("2026-01-04", "2026-01-05")).toBe(1);
    expect(nights.workingDays("2026-01-05", "2026-01-06")).toBe(0);
  });

  it("a date within the shift of the day before counts for its own interval", () => {
    const weekly: WeeklyHours = { mon: [["20:00", "19:00"]], tue: [["01:00", "02:00"]] };
    expect(workSchedule({ timeZone: "UTC", weekly }).workingDays("2026-01-04", "2026-01-11")).toBe(2);
  });

  it("a shift in the hour that the clock skips does not make one", () => {
    const gap = workSchedule({ timeZone: "Europe/Paris", weekly: { sun: [["02:00", "03:00"]] } });
    expect(gap.workingDays("2026-03-21", "2026-03-28")).toBe(1);
    expect(gap.workingDays("2026-03-28", "2026-03-29")).toBe(0);
    expect(gap.dueDays("2026-03-28", 1)).toBe("2026-04-05");
  });

  it("nor does a date that did not happen", () => {
    const apia = workSchedule({ timeZone: "Pacific/Apia", weekly: everyDay });
    expect(apia.workingDays("2011-12-29", "2011-12-31")).toBe(1);
    expect(apia.dueDays("2011-12-29", 1)).toBe("2011-12-31");
    expect(apia.dueDays("2011-12-31", -1)).toBe("2011-12-29");
    const night = workSchedule({ timeZone: "Pacific/Apia", weekly: { fri: [["22:00", "06:00"]] } });
    expect(night.workingDays("2011-12-23", "2011-12-31")).toBe(0);
    expect(night.elapsed("2011-12-24T06:00:00-10:00", "2012-01-01")).toBe(0);
  });

  it("a date that the clock shows again is over", () => {
    // At 00:01 on 7 November 2010 the clocks of St John's went back to 23:01 on the 6th.
    const always = workSchedule({ timeZone: "America/St_Johns", weekly: everyDay });
    const again = Date.UTC(2010, 10, 7, 2, 45);
    expect(always.dueDays(again, 0)).toBe("2010-11-07");
    expect(always.workingDays("2010-11-06", again)).toBe(1);
    const ending = workSchedule({ timeZone: "America/St_Johns", weekly: everyDay });
    ending.dueDays(again + 1 - 732 * 86_400_000, 0); // what it lays out then ends here
    expect(ending.dueDays(again, 0)).toBe("2010-11-07");
  });

  it("every date of a schedule that never closes", () => {
    const always = workSchedule({ timeZone: "America/New_York", weekly: everyDay });
    expect(always.workingDays("2024-01-01", "2025-01-01")).toBe(366);
    expect(always.dueDays("2024-12-31", -366)).toBe("2023-12-31");
  });

  it("looks as far ahead and back as it takes", () => {
    const mondays = workSchedule({ timeZone: "UTC", weekly: { mon: allDay } });
    expect(mondays.dueDays("2000-01-01", 20_871)).toBe("2399-12-27"); // 400 Gregorian years are 20 871 weeks
    expect(mondays.dueDays("2400-01-02", -20_871)).toBe("1999-12-27");
  });
});
