import { dayStartingAt, grainOf, retail, shifts, thirteenPeriods } from "kpi-core/periods";
import { describe, expect, it } from "vitest";

const failure = (message: string) => expect.objectContaining({ name: "KpiError", code: "bad-time", message });
const nrf = { pattern: "4-5-4", endMonth: 1, endWeekday: 6, rule: "nearest", named: "start" };

describe("a rule for a year that does not exist", () => {
  const make = retail as (options: unknown) => unknown;
  const rule = 'write { endMonth: 1, endWeekday: 6, rule: "nearest", named: "start" }';
  const cases: [options: unknown, message: string][] = [
    [undefined, `retail: undefined is not a rule for a year; ${rule}`],
    [{ ...nrf, pattern: "4-4-4" }, 'retail: pattern is "4-4-4"; write "4-4-5", "4-5-4" or "5-4-4"'],
    [{ ...nrf, endMonth: 0 }, "retail: endMonth is 0; write 1 (January) to 12 (December)"],
    [{ ...nrf, endMonth: "1" }, 'retail: endMonth is "1"; write 1 (January) to 12 (December)'],
    [{ ...nrf, endWeekday: 8 }, "retail: endWeekday is 8; write 1 (Monday) to 7 (Sunday)"],
    [{ ...nrf, endWeekday: 6.5 }, "retail: endWeekday is 6.5; write 1 (Monday) to 7 (Sunday)"],
    [
      { ...nrf, rule: "first" },
      'retail: rule is "first"; write "nearest" or "last" such weekday at the end of endMonth',
    ],
    [
      { ...nrf, named: undefined },
      'retail: named is undefined; write "start" or "end", the calendar year that names this one',
    ],
  ];
  it.each(cases)("%j", (options, message) => {
    expect(() => make(options)).toThrow(failure(message));
  });

  it("nor do thirteen periods of it", () => {
    const thirteen = thirteenPeriods as (options: unknown) => unknown;
    expect(() => thirteen(null)).toThrow(failure(`thirteenPeriods: null is not a rule for a year; ${rule}`));
    expect(() => thirteen({ ...nrf, endMonth: 13 })).toThrow(
      failure("thirteenPeriods: endMonth is 13; write 1 (January) to 12 (December)"),
    );
  });
});

describe("parts of a day that do not exist", () => {
  const make = shifts as (parts: unknown) => unknown;
  const early = { name: "early", start: "06:00" };
  const cases: [parts: unknown, message: string][] = [
    [undefined, 'shifts: undefined is not a list of shifts; write [{ name: "early", start: "06:00" }]'],
    [[], 'shifts: an array is not a list of shifts; write [{ name: "early", start: "06:00" }]'],
    [[early, null], 'shifts[1].name: undefined is not a name; write one such as "early"'],
    [[{ ...early, name: " " }], 'shifts[0].name: " " is not a name; write one such as "early"'],
    [
      [early, { name: "late", start: "25:00" }],
      'shifts[1].start: "25:00" is not a time of day; write "06:00"',
    ],
    [[{ ...early, start: "24:00" }], 'shifts[0].start: "24:00" is not a time of day; write "06:00"'],
    [[{ ...early, start: "6:00" }], 'shifts[0].start: "6:00" is not a time of day; write "06:00"'],
    [[{ ...early, start: 6 }], 'shifts[0].start: 6 is not a time of day; write "06:00"'],
    [
      [early, { name: "late", start: "06:00" }],
      'shifts[1].start: "06:00" is there before; write another time, or leave it out',
    ],
    [[early, { ...early, start: "14:00" }], 'shifts[1].name: "early" is there before; write another name'],
  ];
  it.each(cases)("%j", (parts, message) => {
    expect(() => make(parts)).toThrow(failure(message));
  });

  it("nor do days that start at them", () => {
    const day = dayStartingAt as (time: unknown) => unknown;
    for (const time of ["4:00", "24:00", "04:60", "", "04:00 ", undefined]) {
      const shown = time === undefined ? "undefined" : JSON.stringify(time);
      expect(() => day(time)).toThrow(failure(`dayStartingAt: ${shown} is not a time of day; write "06:00"`));
    }
  });
});

describe("a name that no grain has", () => {
  const cases: [name: string, message: string][] = [
    ["dayStartingAt(4:00)", 'dayStartingAt: "4:00" is not a time of day; write "06:00"'],
    ["shifts()", "shifts: undefined is not a list of shifts"],
    ['shifts([{"name":"a")', "shifts: undefined is not a list of shifts"],
    ["shifts(nonsense)", "shifts: undefined is not a list of shifts"],
    [
      'shifts([{"name":"b","start":"14:00"},{"name":"a","start":"06:00"}])',
      'is not how the name is written; write "shifts([{"name":"a","start":"06:00"},{"name":"b","start":"14:00"}])"',
    ],
    ['custom(["2026-01-01"],[])', "custom: boundaries an array has no period in it"],
    ["custom()", "custom: boundaries undefined has no period in it"],
    [
      'custom(["2026-01-01T00:00","2026-02-01"],["a"])',
      'is not how the name is written; write "custom(["2026-01-01","2026-02-01"],["a"])"',
    ],
    ["retailMonth(endMonth=1)", "retail: pattern is undefined"],
    ["retailMonth()", "retail: pattern is undefined"],
    [
      "retailMonth(pattern=4-5-4,endMonth=1,endWeekday=6,rule=nearest)",
      'retail: named is undefined; write "start" or "end"',
    ],
    ["thirteenPeriod(endMonth=x)", "thirteenPeriods: endMonth is NaN"],
    [
      "thirteenPeriod(endMonth=01,endWeekday=7,rule=last,named=end)",
      'write "thirteenPeriod(endMonth=1,endWeekday=7,rule=last,named=end)"',
    ],
  ];
  it.each(cases)("%s", (name, message) => {
    expect(() => grainOf(name)).toThrow(
      expect.objectContaining({ name: "KpiError", message: expect.stringContaining(message) }),
    );
  });
});
