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

  it("are asked often enough to see any change that lasts an hour, whenever it is", () => {
    for (let halves = 0; halves < 48; halves++) {
      const begins = Date.UTC(2026, 2, 3, 0, 30 * halves);
      const ends = begins + 3_600_000;
      const zone = zoneOf({ id: "an hour", offset: (t) => (begins <= t && t < ends ? 1_800_000 : 0) });
      expect(zone.nextChange(0, Date.UTC(2030, 0, 1))).toBe(begins);
      expect(zone.nextChange(begins, Date.UTC(2030, 0, 1))).toBe(ends);
    }
  });

  it("hold for three days at sea as they do at any time", () => {
    const [leaves, lands] = [Date.UTC(2026, 2, 3), Date.UTC(2026, 2, 6)];
    const ship = { id: "Ship time", offset: (t: number) => (leaves <= t && t < lands ? 12 * 3_600_000 : 0) };
    // Wednesday 13:00 in UTC is Thursday 01:00 on board
    const [day] = timeline("day", { timeZone: ship, from: "2026-03-04T13:00Z", to: "2026-03-04T14:00Z" });
    expect(zoneOf(ship).offsetAt(Date.UTC(2026, 2, 4, 13))).toBe(12 * 3_600_000);
    expect(day).toMatchObject({ label: "2026-03-05", start: Date.UTC(2026, 2, 4, 12) });
  });
});

describe("beyond all dates", () => {
  const paris = zoneOf("Europe/Paris");

  it("the next change is sought without a limit", () => {
    // The last Sunday of March, 01:00 UTC; the first was from the time of Paris itself, 9 min 21 s, on 11 March 1911
    expect(paris.nextChange(Date.UTC(2026, 0, 1), Number.POSITIVE_INFINITY)).toBe(Date.UTC(2026, 2, 29, 1));
    expect(paris.nextChange(Number.NEGATIVE_INFINITY, 0)).toBe(Date.UTC(1911, 2, 10, 23, 50, 39));
    const japan = zoneOf("Asia/Tokyo");
    expect(japan.nextChange(Date.UTC(2026, 0, 1), Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  });

  it("every question has an answer", () => {
    expect(paris.offsetAt(5e24)).toBe(7_200_000); // that of the last date, a 13 September
    expect([paris.localAt, paris.start, paris.latestReading].map((read) => read(5e24))).toEqual([
      5e24, 5e24, 5e24,
    ]);
    expect(paris.nextChange(5e24, 6e24)).toBe(6e24);
    for (const name of ["Europe/Paris", "+02:00", "UTC"]) expect(zoneOf(name).offsetAt(Number.NaN)).toBeNaN();
  });
});
