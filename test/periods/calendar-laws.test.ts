import fc from "fast-check";
import {
  custom,
  dayStartingAt,
  fiscal,
  type Grain,
  grainOf,
  periodOf,
  previous,
  retail,
  samePeriodLastYear,
  shifts,
  thirteenPeriods,
  timeline,
  toDate,
  trailing,
  week,
} from "kpi-core/periods";
import { describe, expect, it } from "vitest";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const two = (value: number) => String(value).padStart(2, "0");

const oneToSeven = fc.integer({ min: 1, max: 7 });
const oneToTwelve = fc.integer({ min: 1, max: 12 });
const named = fc.constantFrom("start" as const, "end" as const);
const timeOfDay = fc.integer({ min: 0, max: 1439 }).map((n) => `${two(Math.floor(n / 60))}:${two(n % 60)}`);
const weeksYear = fc.record({
  endMonth: oneToTwelve,
  endWeekday: oneToSeven,
  rule: fc.constantFrom("nearest" as const, "last" as const),
  named,
});
const pattern = fc.constantFrom("4-4-5" as const, "4-5-4" as const, "5-4-4" as const);
const crew = fc
  .uniqueArray(timeOfDay, { minLength: 1, maxLength: 5 })
  .map((starts) => shifts(starts.map((start, index) => ({ name: `team ${index}`, start }))));

/** Any grain that goes on for ever, with any options. */
const grain: fc.Arbitrary<Grain> = fc.oneof(
  fc.constantFrom("hour", "day", "isoWeek", "month", "quarter", "halfYear", "year").map(grainOf),
  fc.record({ startsOn: oneToSeven, minimalDays: oneToSeven }).map(week),
  fc.record({ startMonth: oneToTwelve, named }).chain((options) => {
    return fc.constantFrom(...Object.values(fiscal(options) as unknown as Record<string, Grain>));
  }),
  fc
    .tuple(pattern, weeksYear)
    .chain(([weeks, options]) =>
      fc.constantFrom(...(Object.values(retail({ pattern: weeks, ...options })) as Grain[])),
    ),
  weeksYear.chain((options) => fc.constantFrom(...(Object.values(thirteenPeriods(options)) as Grain[]))),
  timeOfDay.map(dayStartingAt),
  crew,
);

const timeZone = fc.constantFrom(
  ...["UTC", "Europe/Paris", "America/St_Johns", "America/Havana", "Australia/Lord_Howe", "Pacific/Apia"],
  ...["Africa/Cairo", "America/Sao_Paulo", "Pacific/Chatham", "Antarctica/Troll", "America/Nuuk", "+05:45"],
);
// Any instant, and those around which a clock above was set: St John's, Havana, Lord Howe, Apia, Paris, Cairo.
const changes = [
  ...["2010-11-07T02:31Z", "2024-11-03T05:00Z", "2024-04-06T15:00Z", "2011-12-30T10:00Z"],
  ...["2024-10-27T01:00Z", "2024-03-31T01:00Z", "2024-04-25T22:00Z"],
];
const instant = fc.oneof(
  fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2026, 0) }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -30 * HOUR, max: 30 * HOUR }))
    .map(([change, ms]) => Date.parse(change) + ms),
);

describe("any grain", () => {
  it("its floor begins a period: not after, idempotent, in order, before next", () => {
    fc.assert(
      fc.property(grain, instant, fc.integer({ min: 0, max: 400 * DAY }), ({ floor, next }, local, later) => {
        expect(floor(local)).toBeLessThanOrEqual(local);
        expect(floor(floor(local))).toBe(floor(local));
        expect(floor(local + later)).toBeGreaterThanOrEqual(floor(local));
        expect(next(local)).toBeGreaterThan(local);
        expect(floor(next(local))).toBe(next(local));
        expect(floor(next(local) - 1)).toBe(floor(local));
      }),
      { numRuns: 500 },
    );
  });

  it("its label is that of its period, and of no other", () => {
    fc.assert(
      fc.property(grain, instant, ({ floor, next, label }, local) => {
        expect(label(floor(local))).toBe(label(local));
        expect(label(next(local) - 1)).toBe(label(local));
        expect(label(next(local))).not.toBe(label(local));
      }),
      { numRuns: 500 },
    );
  });

  it("its name gives it back", () => {
    fc.assert(
      fc.property(grain, fc.array(instant, { minLength: 3 }), (one, locals) => {
        const again = grainOf(one.name);
        expect(again.name).toBe(one.name);
        for (const local of locals) {
          expect(again.floor(local)).toBe(one.floor(local));
          expect(again.next(local)).toBe(one.next(local));
          expect(again.label(local)).toBe(one.label(local));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("its periods are a partition: no gap, no overlap, and their lengths add up to the range", () => {
    fc.assert(
      fc.property(grain, timeZone, instant, fc.integer({ min: 1, max: 40 * DAY }), (per, id, from, ms) => {
        const periods = timeline(per, { timeZone: id, from, to: from + ms });
        const list = [...periods];
        const [first, last] = [list[0], list.at(-1)];
        expect(first?.start).toBeLessThanOrEqual(from);
        expect(first?.end).toBeGreaterThan(from);
        expect(last?.start).toBeLessThan(from + ms);
        expect(last?.end).toBeGreaterThanOrEqual(from + ms);
        expect(list.slice(1).map(({ start }) => start)).toEqual(list.slice(0, -1).map(({ end }) => end));
        for (const { start, end } of list) expect(end).toBeGreaterThan(start);
        const sum = list.reduce((total, { start, end }) => total + (end - start), 0);
        expect(sum).toBe((last?.end ?? 0) - (first?.start ?? 0));
        expect(new Set(list.map(({ label }) => label)).size).toBe(list.length);
        for (const t of [from, from + ms - 1]) {
          expect(list.filter(({ start, end }) => start <= t && t < end)).toEqual([
            periodOf(per, t, { timeZone: id }),
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("periods of any grain in any zone", () => {
  it("previous and next are inverse, and adjoin", () => {
    fc.assert(
      fc.property(grain, timeZone, instant, fc.integer({ min: -30, max: 30 }), (per, id, t, n) => {
        const zone = { timeZone: id };
        const period = periodOf(per, t, zone);
        expect(previous(previous(period, n, zone), -n, zone)).toEqual(period);
        expect(previous(period, 1, zone).end).toBe(period.start);
        expect(previous(period, -1, zone).start).toBe(period.end);
        expect(previous(previous(period, 1, zone), n, zone)).toEqual(previous(period, n + 1, zone));
      }),
      { numRuns: 300 },
    );
  });

  it("to date is the beginning of a period, up to the moment", () => {
    fc.assert(
      fc.property(grain, timeZone, instant, (per, id, asOf) => {
        const zone = { timeZone: id };
        const found = toDate(per, asOf, zone);
        const whole = periodOf(per, found.start, zone);
        expect(found).toEqual({ ...whole, end: asOf });
        expect(found.start).toBeLessThan(asOf);
        expect(asOf).toBeLessThanOrEqual(whole.end);
      }),
      { numRuns: 500 },
    );
  });

  it("the earlier part that is as long lies in the earlier period, and grows with the later one", () => {
    fc.assert(
      fc.property(grain, timeZone, instant, fc.nat(2 * DAY), (per, id, asOf, more) => {
        const zone = { timeZone: id };
        const [one, other] = [asOf, asOf + more].map((t) => toDate(per, t, zone));
        if (one === undefined || other === undefined) throw new Error("two moments");
        const before = previous(one, 1, zone);
        expect(before.end).toBeGreaterThanOrEqual(before.start);
        expect(before.end).toBeLessThanOrEqual(one.start);
        expect(previous(before, 0, zone).start).toBe(previous(periodOf(per, one.start, zone), 1, zone).start);
        if (one.start === other.start) {
          expect(previous(other, 1, zone).end).toBeGreaterThanOrEqual(before.end);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("a trailing stretch ends at the moment, and begins between n and n + 1 periods before", () => {
    fc.assert(
      fc.property(grain, timeZone, instant, fc.integer({ min: 1, max: 20 }), (per, id, asOf, n) => {
        const zone = { timeZone: id };
        const { start, end } = trailing(n, per, asOf, zone);
        expect(end).toBe(asOf);
        const running = periodOf(per, toDate(per, asOf, zone).start, zone);
        const earliest = previous(running, n, zone);
        expect(start).toBeGreaterThanOrEqual(earliest.start);
        expect(start).toBeLessThanOrEqual(earliest.end);
        expect(trailing(n + 1, per, asOf, zone).start).toBeLessThanOrEqual(start);
      }),
      { numRuns: 300 },
    );
  });

  it("the same period last year is of the same grain, and a year or a few days less before", () => {
    fc.assert(
      fc.property(
        grain,
        timeZone,
        instant,
        fc.constantFrom("date" as const, "weekday" as const),
        (per, id, t, align) => {
          const period = periodOf(per, t, { timeZone: id });
          const found = samePeriodLastYear(period, { align, timeZone: id });
          if (found === null) return expect(period.end - period.start).toBeLessThanOrEqual(DAY); // a skipped hour or day
          expect(found.grain).toBe(period.grain);
          expect(found.end).toBeGreaterThan(found.start);
          for (const days of [period.start - found.start, period.end - found.end].map((ms) => ms / DAY)) {
            expect(days).toBeGreaterThan(362);
            expect(days).toBeLessThan(368);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("any calendar of one's own", () => {
  const anyCalendar = fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2022, 0) / 60_000 }), {
        minLength: 2,
        maxLength: 30,
      }),
      fc.uniqueArray(
        fc.string({ minLength: 1 }).filter((text) => text.trim() !== ""),
        { minLength: 29, maxLength: 29 },
      ),
    )
    .map(([minutes, labels]) => {
      const texts = minutes.sort((a, b) => a - b).map((m) => new Date(m * 60_000).toISOString().slice(0, -1));
      return {
        bounds: texts.map((text) => Date.parse(`${text}Z`)),
        grain: custom(texts, labels.slice(0, texts.length - 1)),
      };
    });

  it("has its boundaries, and comes back from its name", () => {
    fc.assert(
      fc.property(anyCalendar, fc.nat(), ({ bounds, grain: own }, any) => {
        const [first = 0, last = 0] = [bounds[0], bounds.at(-1)];
        expect([...timeline(own, { timeZone: "UTC", from: first, to: last }).bounds]).toEqual(bounds);
        const local = first + (any % (last - first));
        const again = grainOf(own.name);
        expect(again.name).toBe(own.name);
        for (const { floor, next } of [own, again]) {
          expect(floor(local)).toBe(Math.max(...bounds.filter((bound) => bound <= local)));
          expect(next(local)).toBe(Math.min(...bounds.filter((bound) => bound > local)));
        }
        expect(again.label(local)).toBe(own.label(local));
      }),
      { numRuns: 200 },
    );
  });
});
