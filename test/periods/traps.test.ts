import { fiscal, grainOf, timeline, zoneOf } from "kpi-core/periods";
import { describe, expect, it } from "vitest";
import { sentinels, type Trap, traps } from "./reference.ts";

const DAY = 86_400_000;
const localOf = (date: string) => Date.parse(`${date}T00:00:00Z`);

/** Whether this runtime's tzdata is too old to know what a trap is about. */
function unknownHere({ zone, end }: Trap): boolean {
  return sentinels.some(
    (sentinel) =>
      sentinel.zone === zone &&
      zoneOf(zone).offsetAt(sentinel.at) !== sentinel.offsetSeconds * 1000 &&
      end > sentinel.at - 3 * DAY,
  );
}

function grainFor({ grain, localStart }: Trap) {
  if (grain !== "fiscalYear") return grainOf(grain);
  return fiscal({ startMonth: Number(localStart.slice(5, 7)), named: "end" }).year;
}

describe.each(traps)("$id ($zone $label)", (trap) => {
  it.skipIf(unknownHere(trap))("starts and ends when the reference says", () => {
    const zone = zoneOf(trap.zone);
    expect(zone.start(localOf(trap.localStart))).toBe(trap.start);
    expect(zone.start(localOf(trap.localEnd))).toBe(trap.end);
    expect((trap.end - trap.start) / 3_600_000).toBe(trap.hours);
  });

  it.skipIf(unknownHere(trap))("is one period, unless the date was skipped", () => {
    const options = { timeZone: trap.zone, from: trap.start - 20 * DAY, to: trap.end + 20 * DAY };
    const periods = timeline(grainFor(trap), options);
    const found = [...periods].filter(({ label }) => label === trap.label.split(" ")[0]);
    const expected = trap.hours === 0 ? [] : [{ start: trap.start, end: trap.end }];
    expect(found).toMatchObject(expected);
    expect(found).toHaveLength(expected.length);
    for (const period of found) expect(periods.period(periods.locate(trap.start))).toEqual(period);
  });
});

describe("rules of one's own", () => {
  // From 8 March 2026, 10:00 UTC, Vancouver stays at seven hours west; tzdata knows since 2026b.
  const lasting = Date.UTC(2026, 2, 8, 10);
  const rules = { id: "America/Vancouver", offset: (t: number) => (t < lasting ? -8 : -7) * 3_600_000 };

  it("stand in for tzdata that is out of date", () => {
    const trap = traps.find(({ id }) => id === "vancouver-2026");
    const [period] = timeline("day", { timeZone: rules, from: "2026-11-01", to: "2026-11-02" });
    expect(period).toMatchObject({ label: trap?.label, start: trap?.start, end: trap?.end });
  });

  it("are asked often enough to see the shortest summer time, whenever it is", () => {
    for (let days = 0; days < 40; days++) {
      const begins = Date.UTC(2026, 0, 1 + days, 3);
      const ends = begins + 6.95 * DAY;
      const zone = zoneOf({ id: "pulse", offset: (t) => (begins <= t && t < ends ? 3_600_000 : 0) });
      expect(zone.nextChange(0, Date.UTC(2030, 0, 1))).toBe(begins);
      expect(zone.nextChange(begins, Date.UTC(2030, 0, 1))).toBe(ends);
    }
  });

  it("are asked often enough to see two changes in one scan step", () => {
    const [one, two] = [Date.UTC(2026, 0, 1, 5), Date.UTC(2026, 0, 1, 7, 30)];
    const offset = (t: number) => (t < one ? 0 : t < two ? 3_600_000 : 7_200_000);
    const zone = zoneOf({ id: "twice", offset });
    expect(zone.nextChange(0, Date.UTC(2030, 0, 1))).toBe(one);
    expect(zone.nextChange(one, Date.UTC(2030, 0, 1))).toBe(two);
    expect(zone.offsetAt(two - 1)).toBe(3_600_000);
    expect(zone.offsetAt(two)).toBe(7_200_000);
  });
});
