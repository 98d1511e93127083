import { custom, grainOf, periodOf, previous, samePeriodLastYear, timeline, toDate } from "kpi-core/periods";
import { describe, expect, it } from "vitest";

const seasons = custom(["2026-01-07", "2026-02-04", "2026-06-24T06:00", "2026-07-22"], ["w", "spring", "s"]);
const paris = { timeZone: "Europe/Paris" };
const at = (text: string) => Date.parse(text);
const outside = (shown: string) =>
  `custom: ${shown} is outside its boundaries, 2026-01-07 to 2026-07-22; add boundaries, or ask within them`;

describe("within its boundaries", () => {
  it("a period lies between each two, by the clock of the zone", () => {
    const periods = timeline(seasons, { ...paris, from: "2026-01-07", to: "2026-07-22" });
    expect(Array.from(periods, ({ label, start, end }) => [label, start, end])).toEqual([
      ["w", at("2026-01-06T23:00Z"), at("2026-02-03T23:00Z")],
      ["spring", at("2026-02-03T23:00Z"), at("2026-06-24T04:00Z")],
      ["s", at("2026-06-24T04:00Z"), at("2026-07-21T22:00Z")],
    ]);
  });

  it("floor, next and label are those of the period", () => {
    expect(seasons.floor(at("2026-02-03T23:59:59.999Z"))).toBe(at("2026-01-07T00:00Z"));
    expect(seasons.floor(at("2026-02-04T00:00Z"))).toBe(at("2026-02-04T00:00Z"));
    expect(seasons.next(at("2026-07-21T23:00Z"))).toBe(at("2026-07-22T00:00Z"));
    expect(seasons.label(at("2026-06-24T05:59Z"))).toBe("spring");
  });

  it("its name says all of it, and gives it back", () => {
    const name = 'custom(["2026-01-07","2026-02-04","2026-06-24T06:00","2026-07-22"],["w","spring","s"])';
    expect(seasons.name).toBe(name);
    expect(grainOf(name).label(at("2026-03-01T00:00Z"))).toBe("spring");
    const odd = custom(["2026-01-07T00:00:00", "2026-02-04T00:00:00.5"], ['a "b", (c)=\u2028 é']);
    expect(odd.name).toContain("2026-02-04T00:00:00.500");
    expect(grainOf(odd.name).label(at("2026-01-08T00:00Z"))).toBe('a "b", (c)=\u2028 é');
  });
});

describe("outside there is no period", () => {
  it("for a local time", () => {
    expect(() => seasons.floor(at("2026-01-06T23:59Z"))).toThrow(outside("2026-01-06T23:59"));
    expect(() => seasons.label(at("2026-07-22T00:00Z"))).toThrow(outside("2026-07-22"));
    expect(() => seasons.next(Number.NaN)).toThrow(outside("NaN"));
  });

  it("for a range that begins earlier or ends later, though by a millisecond", () => {
    const [from, to] = [at("2026-01-06T23:00Z"), at("2026-07-21T22:00Z")];
    expect(timeline(seasons, { ...paris, from, to }).length).toBe(3);
    expect(() => timeline(seasons, { ...paris, from: from - 1, to })).toThrow(
      outside("2026-01-06T23:59:59.999"),
    );
    expect(() => timeline(seasons, { ...paris, from, to: to + 1 })).toThrow(outside("2026-07-22"));
  });

  it("to compare with", () => {
    const first = periodOf(seasons, "2026-01-10", paris);
    expect(() => previous(first, 1, paris)).toThrow(outside("2026-01-06T23:59:59.999"));
    expect(() => previous(first, -3, paris)).toThrow(outside("2026-07-22"));
    expect(() => toDate(seasons, "2026-01-07", paris)).toThrow(outside("2026-01-06T23:59:59.999"));
    expect(previous(periodOf(seasons, "2026-07-01", paris), 2, paris)).toEqual(first);
    expect(previous(first, -2, paris)).toEqual(periodOf(seasons, "2026-07-01", paris));
  });

  it("and what is beyond its last one keeps its dates", () => {
    const [start, end] = [at("2026-07-31T22:00Z"), at("2026-08-04T22:00Z")];
    const beyond = { grain: seasons.name, label: "", start, end };
    expect(samePeriodLastYear(beyond, { align: "date", ...paris })?.label).toBe("2025-08-01/2025-08-04");
  });

  it("but last year are the same dates", () => {
    const spring = periodOf(seasons, "2026-03-01", paris);
    expect(samePeriodLastYear(spring, { align: "date", ...paris })).toEqual({
      grain: seasons.name,
      label: "2025-02-04/2025-06-24T06:00",
      start: at("2025-02-03T23:00Z"),
      end: at("2025-06-24T04:00Z"),
    });
  });
});

it("a clock that is set back over the first boundary does not leave the period that has begun", () => {
  // St John's: at 00:01 of 7 November 2010 the clock went back to 23:01, at 02:31 UTC.
  const days = custom(["2010-11-07", "2010-11-08"], ["Sunday"]);
  const stJohns = { timeZone: "America/St_Johns" };
  const sunday = { label: "Sunday", start: at("2010-11-07T02:30Z"), end: at("2010-11-08T03:30Z") };
  expect(periodOf(days, "2010-11-07T02:45Z", stJohns)).toMatchObject(sunday);
  expect(periodOf(days, "2010-11-07T02:30Z", stJohns)).toMatchObject(sunday);
  expect(() => periodOf(days, "2010-11-07T02:29:59Z", stJohns)).toThrow("is outside its boundaries");
});

describe("what is no calendar", () => {
  const make = custom as (boundaries: unknown, labels: unknown) => unknown;
  const write = 'write a date or a time without offset, "2026-01-07" or "2026-01-07T06:00"';
  const cases: [boundaries: unknown, labels: unknown, message: string][] = [
    [undefined, [], 'custom: boundaries undefined has no period in it; write ["2026-01-07", "2026-02-04"]'],
    [
      ["2026-01-07"],
      [],
      'custom: boundaries an array has no period in it; write ["2026-01-07", "2026-02-04"]',
    ],
    [
      ["2026-01-07", "2026-02-30"],
      ["a"],
      `custom: boundaries[1] "2026-02-30" is not a time that exists; ${write}`,
    ],
    [["2026-01-07", 5], ["a"], `custom: boundaries[1] 5 is not a time that exists; ${write}`],
    [
      ["2026-01-07", "2026-02-04T06:00+01:00"],
      ["a"],
      `custom: boundaries[1] "2026-02-04T06:00+01:00" has an offset, but the zone comes later; ${write}`,
    ],
    [
      ["2026-01-07", "2026-02-04", "2026-02-04T00:00"],
      ["a", "b"],
      'custom: boundaries[2] "2026-02-04T00:00" is not after "2026-02-04"; write them rising',
    ],
    [
      ["2026-01-07", "2026-02-04", "2026-03-04"],
      ["a"],
      "custom: labels are 1, periods 2; write a label for each period, one less than boundaries",
    ],
    [
      ["2026-01-07", "2026-02-04"],
      ["a", "b"],
      "custom: labels are 2, periods 1; write a label for each period, one less than boundaries",
    ],
    [
      ["2026-01-07", "2026-02-04"],
      undefined,
      "custom: labels are undefined, periods 1; write a label for each period, one less than boundaries",
    ],
    [
      ["2026-01-07", "2026-02-04"],
      [" "],
      'custom: labels[0] " " is not a label; write a text such as "winter"',
    ],
    [
      ["2026-01-07", "2026-02-04", "2026-03-04"],
      ["a", "a"],
      'custom: labels[1] "a" is there before; write another one',
    ],
  ];
  it.each(cases)("%j %j", (boundaries, labels, message) => {
    expect(() => make(boundaries, labels)).toThrow(
      expect.objectContaining({ name: "KpiError", code: "bad-time", message }),
    );
  });
});
