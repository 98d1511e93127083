import { dayStartingAt, shifts, timeline, zoneOf } from "kpi-core/periods";
import { describe, expect, it } from "vitest";
import { type ShiftCase, shiftCases } from "./reference.ts";

const HOUR = 3_600_000;
const names = ["first", "second", "third"];

/** The shifts of a reference case as our timeline cuts them, a line each. */
function listed({ zone, starts, shifts: expected }: ShiftCase): string[] {
  const grain = shifts(starts.map((start, index) => ({ name: names[index] ?? "", start })));
  const [from = 0, to = 0] = [expected[0]?.start, expected.at(-1)?.end];
  const periods = timeline(grain, { timeZone: zone, from, to });
  return Array.from(periods, ({ label, start, end }) => `${label} ${start} ${end}`);
}

describe.each(shiftCases)("$zone, $pattern", (shiftCase) => {
  it("starts and ends when the reference says", () => {
    const expected = shiftCase.shifts.filter(({ start, end }) => start < end); // else the zone skipped it
    expect(listed(shiftCase)).toEqual(
      expected.map(({ date, shift, start, end }) => `${date} ${names[shift - 1]} ${start} ${end}`),
    );
  });
});

const operationalDays = shiftCases.filter(({ starts }) => starts.length === 1);
it.each(operationalDays)("an operational day in $zone", ({ zone, starts, shifts: expected }) => {
  const [from = 0, to = 0] = [expected[0]?.start, expected.at(-1)?.end];
  const days = [...timeline(dayStartingAt(starts[0] ?? ""), { timeZone: zone, from, to })];
  expect(days).toHaveLength(expected.length);
  expect(days).toMatchObject(expected.map(({ date, start, end }) => ({ label: date, start, end })));
});

it("checked all cases", () => {
  expect(shiftCases).toHaveLength(40);
  expect(operationalDays).toHaveLength(8);
});

describe("labels", () => {
  const crew = shifts([
    { name: "night", start: "22:00" },
    { name: "early", start: "06:00" },
    { name: "late", start: "14:00" },
  ]);
  const cases: [date: string, label: string][] = [
    ["2026-03-28T05:59:59.999Z", "2026-03-27 night"],
    ["2026-03-28T06:00Z", "2026-03-28 early"],
    ["2026-03-28T14:00Z", "2026-03-28 late"],
    ["2026-03-28T22:00Z", "2026-03-28 night"],
    ["2026-03-29T00:00Z", "2026-03-28 night"],
    ["1969-12-31T03:00Z", "1969-12-30 night"],
  ];
  it.each(cases)("of a shift at %s is %s", (date, label) => {
    expect(crew.label(Date.parse(date))).toBe(label);
  });

  it("of an operational day is the date it starts on", () => {
    const { label } = dayStartingAt("04:30");
    expect(label(Date.parse("2026-03-28T04:29:59.999Z"))).toBe("2026-03-27");
    expect(label(Date.parse("2026-03-28T04:30Z"))).toBe("2026-03-28");
  });

  it("of the night in which the clocks go forward is that of its evening, and it has seven hours", () => {
    const paris = zoneOf("Europe/Paris");
    const from = paris.start(Date.UTC(2026, 2, 28, 22));
    const [night] = timeline(crew, { timeZone: "Europe/Paris", from, to: from + 1 });
    expect(night).toMatchObject({ label: "2026-03-28 night", start: from, end: from + 7 * HOUR });
  });
});

it("a grain of shifts is named in the order of the day, however they are written", () => {
  const parts = [
    { name: "jour, semaine (WE)", start: "07:00" },
    { name: "nuit", start: "19:00" },
  ];
  const name = 'shifts([{"name":"jour, semaine (WE)","start":"07:00"},{"name":"nuit","start":"19:00"}])';
  expect(shifts(parts).name).toBe(name);
  expect(shifts([...parts].reverse()).name).toBe(name);
  expect(dayStartingAt("04:00").name).toBe("dayStartingAt(04:00)");
});
