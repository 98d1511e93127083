import { absenceSpells, bradford } from "kpi-core/histories";
import { bradfordFactor } from "kpi-core/models";
import { workSchedule } from "kpi-core/periods";
import { describe, expect, it } from "vitest";

const day = [["09:00", "17:00"]] as const;
const schedule = workSchedule({
  timeZone: "Europe/Paris",
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day },
  holidays: ["2026-05-01"],
});
const sick = (firstDay: string, lastDay: string | null = firstDay, person = "a") => ({
  person,
  firstDay,
  lastDay,
});
const said = (rows: readonly ReturnType<typeof sick>[]) =>
  absenceSpells(rows, { schedule }).rows.map(({ firstDay, lastDay }) => `${firstDay} ${lastDay}`);

describe("rows of absence as spells", () => {
  it("join over a weekend, over a holiday, and where they overlap or follow one another", () => {
    expect(said([sick("2026-01-09"), sick("2026-01-12")])).toEqual(["2026-01-09 2026-01-12"]);
    expect(said([sick("2026-04-30"), sick("2026-05-04")])).toEqual(["2026-04-30 2026-05-04"]);
    expect(said([sick("2026-01-05", "2026-01-07"), sick("2026-01-06")])).toEqual(["2026-01-05 2026-01-07"]);
    expect(said([sick("2026-01-06"), sick("2026-01-05"), sick("2026-01-07")])).toEqual([
      "2026-01-05 2026-01-07",
    ]);
  });
  it("do not join over a day that was worked, nor those of two people", () => {
    expect(said([sick("2026-01-08"), sick("2026-01-12")])).toHaveLength(2); // Friday was worked
    expect(said([sick("2026-01-05"), sick("2026-01-06", "2026-01-06", "b")])).toHaveLength(2);
  });
  it("what lasts takes in what comes after it", () => {
    expect(said([sick("2026-01-05", null), sick("2026-02-02")])).toEqual(["2026-01-05 null"]);
  });
  it("the first row says the type, and one that is long-term makes the spell so", () => {
    const rows = [
      { ...sick("2026-01-09"), type: "illness", longTerm: false },
      { ...sick("2026-01-12"), type: "accident", longTerm: true },
    ];
    const { rows: spells, ledger } = absenceSpells(rows, { schedule });
    expect(spells[0]).toMatchObject({ type: "illness", longTerm: true });
    expect(ledger).toMatchObject({ read: 2, used: 2, mended: { joined: 1, "out-of-order": 0 } });
  });
  it("a row that ends before it starts is rejected, and an undefined schedule refused", () => {
    const { ledger } = absenceSpells([sick("2026-01-09", "2026-01-08")], { schedule });
    expect(ledger).toMatchObject({ read: 1, used: 0, rejected: [{ row: 0 }] });
    expect(() => absenceSpells([], { schedule: undefined as never })).toThrow(
      "absenceSpells: schedule is undefined; give the workSchedule of the people",
    );
  });
});

describe("the Bradford factor", () => {
  const options = { schedule, on: "2026-02-02", days: "working", lasting: "counted" } as const;
  const of = (rows: readonly ReturnType<typeof sick>[], more: Partial<Parameters<typeof bradford>[1]> = {}) =>
    bradford(rows, { ...options, ...more }).rows.map(({ spells, days, points }) => [spells, days, points]);

  it("of two spells of two and one working days: 2 x 2 x 3", () => {
    expect(of([sick("2026-01-05", "2026-01-06"), sick("2026-01-14")])).toEqual([[2, 3, 12]]);
  });
  it("a weekend within a spell counts by the calendar only", () => {
    const flu = [sick("2026-01-08", "2026-01-13")];
    expect(of(flu)).toEqual([[1, 4, 4]]);
    expect(of(flu, { days: "calendar" })).toEqual([[1, 6, 6]]);
  });
  it("of a spell that began before the 52 weeks, the days within them", () => {
    // 52 weeks before Monday 2 February 2026 begin on Monday 3 February 2025
    const straddling = [sick("2025-01-29", "2025-02-04"), sick("2026-01-05")];
    expect(of(straddling)).toEqual([[2, 3, 12]]);
    expect(of([sick("2025-01-29", "2025-02-02")])).toEqual([[0, 0, 0]]);
    expect(of(straddling, { weeks: 5 })).toEqual([[1, 1, 1]]);
  });
  it("a spell that lasts counts up to the day before, or waits for its end", () => {
    const lasting = [sick("2026-01-29", null)];
    expect(of(lasting)).toEqual([[1, 2, 2]]); // Thursday and Friday
    expect(of(lasting, { lasting: "left-out" })).toEqual([[0, 0, 0]]);
    expect(of([sick("2026-01-29", "2026-02-03")], { lasting: "left-out" })).toEqual([[0, 0, 0]]);
  });
  it("nobody is absent on a day off", () => {
    expect(of([sick("2026-01-10", "2026-01-11")])).toEqual([[0, 0, 0]]);
  });
  it("what is asked for is checked", () => {
    expect(() => of([], { days: "hours" as never })).toThrow(
      'bradford: days is "hours"; write "working" or "calendar"',
    );
    expect(() => of([], { on: "soon" })).toThrow('bradford: on is "soon"; write a date, such as 2026-01-31');
    expect(() => of([], { weeks: 0 })).toThrow("bradford: weeks is 0; write a whole number, such as 52");
    expect(() => bradfordFactor({ spells: 1, days: Number.NaN })).toThrow(
      "days is NaN; write how many, 0 or more",
    );
    expect(() => bradfordFactor({ spells: 1e8, days: 1e300 })).toThrow("are too many; write those of a year");
  });
});
