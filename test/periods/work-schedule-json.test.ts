import fc from "fast-check";
import { type OpeningHours, type WorkSchedule, workSchedule } from "kpi-core/periods";
import { describe, expect, it } from "vitest";

const through = (schedule: WorkSchedule) => JSON.parse(JSON.stringify(schedule));
const day = [["09:00", "17:00"]] as const;

describe("a work schedule as JSON", () => {
  it("is its options, all of them written out", () => {
    const office = workSchedule({
      timeZone: "Europe/Paris",
      weekly: { mon: [["22:00", "06:00"]], tue: [] },
      holidays: new Set(["2026-05-01"]),
      exceptions: { "2026-12-24": [["09:00", "12:00"]] },
    });
    expect(through(office)).toEqual({
      timeZone: "Europe/Paris",
      weekly: { mon: [["22:00", "06:00"]], tue: [] },
      versions: [],
      holidays: ["2026-05-01"],
      exceptions: { "2026-12-24": [["09:00", "12:00"]] },
    });
  });

  it("makes the same schedule again", () => {
    const clock = fc
      .integer({ min: 0, max: 1439 })
      .map((minutes) => new Date(minutes * 60_000).toISOString().slice(11, 16));
    const hours = fc.array(
      fc.tuple(clock, clock).filter(([from, to]) => from !== to),
      { maxLength: 3 },
    ) as fc.Arbitrary<readonly OpeningHours[]>;
    const weekly = fc.record({ mon: hours, wed: hours, sun: hours }, { requiredKeys: [] });
    const date = fc
      .integer({ min: 0, max: 30 })
      .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
    const options = fc.record({
      timeZone: fc.constantFrom("Europe/Paris", "Pacific/Apia", "UTC", "-03:30"),
      weekly,
      holidays: fc.array(date, { maxLength: 3 }),
      exceptions: fc.dictionary(date, hours, { maxKeys: 3 }),
      versions: fc.uniqueArray(fc.record({ from: date, weekly }), {
        maxLength: 2,
        selector: ({ from }) => from,
      }),
    });
    const moment = fc.integer({ min: -5 * 86_400_000, max: 40 * 86_400_000 });
    fc.assert(
      fc.property(options, moment, moment, (given, from, to) => {
        const first = workSchedule(given);
        const again = workSchedule(through(first));
        expect(again.id).toBe(first.id);
        expect(again.elapsed(from, to)).toBe(first.elapsed(from, to));
        expect(through(again)).toEqual(through(first));
      }),
    );
  });

  it("keeps holidays that can be read only once, and what was said when it was made", () => {
    const holidays = ["2026-05-01", "2026-05-08"];
    const weekly = { mon: [["09:00", "17:00"]] as [string, string][] };
    const office = workSchedule({ timeZone: "UTC", weekly, holidays: holidays.values() });
    weekly.mon.push(["18:00", "20:00"]);
    office.toJSON().weekly.mon?.map((pair) => (pair as [string, string]).reverse());
    expect(office.toJSON().weekly).toEqual({ mon: day });
    expect(office.toJSON().holidays).toEqual(holidays);
    expect(workSchedule(through(office)).id).toBe(office.id);
  });

  it("is refused where the zone is rules of one's own, which are code", () => {
    const ruled = workSchedule({ timeZone: { id: "Depot", offset: () => 0 }, weekly: { mon: day } });
    expect(() => JSON.stringify(ruled)).toThrow(
      'workSchedule: timeZone: "Depot" is rules of your own, which JSON cannot hold; give a zone by its name, such as "Europe/Paris"',
    );
  });
});
