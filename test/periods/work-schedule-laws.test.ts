import fc from "fast-check";
import {
  type OpeningHours,
  type ScheduleVersion,
  type Weekday,
  type WorkSchedule,
  type WorkScheduleOptions,
  workSchedule,
  zoneOf,
} from "kpi-core/periods";
import { describe, expect, it } from "vitest";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const weekdays: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

// Within this range Apia skips a day, and the clocks of all the zones change, Sao Paulo's twice at midnight.
const FROM = Date.UTC(2011, 9, 1);
const TO = Date.UTC(2012, 4, 1);
const traps = [
  "2011-10-16",
  "2011-10-30",
  "2011-12-30",
  "2012-02-25",
  "2012-03-11",
  "2012-03-25",
  "2012-04-01",
];
const timeZone = fc.constantFrom(
  "Europe/Paris",
  "America/New_York",
  "America/Sao_Paulo",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "-03:30",
);

const dateText = (local: number) => new Date(local).toISOString().slice(0, 10);
const clock = (m: number) =>
  `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`;
const minute = fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(0, 60, 120, 150, 180));
const interval = fc
  .tuple(minute, fc.oneof(minute, fc.constant(1440)))
  .filter(([a, b]) => a !== b)
  .map(([a, b]): OpeningHours => [clock(a), clock(b)]);
const date = fc.oneof(fc.integer({ min: FROM, max: TO }).map(dateText), fc.constantFrom(...traps));
const hoursOfDay = fc.array(interval, { maxLength: 3 });
const weekly = fc.dictionary(fc.constantFrom(...weekdays), hoursOfDay);
const versions: fc.Arbitrary<ScheduleVersion[]> = fc.uniqueArray(fc.record({ from: date, weekly }), {
  maxLength: 3,
  selector: ({ from }) => from,
});
const exceptions = fc.dictionary(date, hoursOfDay, { maxKeys: 8 });
const options = fc.record({
  timeZone,
  weekly,
  versions,
  exceptions,
  holidays: fc.array(date, { maxLength: 5 }),
});
const instant = fc.oneof(
  fc.integer({ min: FROM, max: TO }),
  fc.integer({ min: FROM / HOUR, max: TO / HOUR }).map((hours) => hours * HOUR),
);

/** What the words of a schedule say, date by date and interval by interval, with nothing laid out before. */
class Words {
  private readonly zone;
  private readonly options: Required<WorkScheduleOptions>;
  private readonly holidays: ReadonlySet<string>;

  constructor(options: Required<WorkScheduleOptions>) {
    this.options = options;
    this.zone = zoneOf(options.timeZone);
    this.holidays = new Set(options.holidays);
  }

  private hoursOn(date: string): readonly OpeningHours[] {
    const exception = this.options.exceptions[date];
    if (exception !== undefined) return exception;
    if (this.holidays.has(date)) return [];
    const begun = this.options.versions.filter(({ from }) => from <= date).map(({ from }) => from);
    const latest = begun.sort().at(-1);
    const version = this.options.versions.find(({ from }) => from === latest);
    const name = weekdays[(new Date(date).getUTCDay() + 6) % 7] as Weekday;
    return (version?.weekly ?? this.options.weekly)[name] ?? [];
  }

  /** When each interval of a date opens and closes. */
  openOn(midnight: number): [open: number, close: number][] {
    const at = (text: string) => Number(text.slice(0, 2)) * HOUR + Number(text.slice(3)) * MINUTE;
    const skipped = this.zone.start(midnight) === this.zone.start(midnight + DAY);
    return (skipped ? [] : this.hoursOn(dateText(midnight)))
      .map(([from, to]): [number, number] => [at(from), at(to) > at(from) ? at(to) : at(to) + DAY])
      .map(([from, to]) => [this.zone.start(midnight + from), this.zone.start(midnight + to)]);
  }

  works(midnight: number): boolean {
    return this.openOn(midnight).some(([open, close]) => open < close);
  }

  dates(from: number, to: number): number[] {
    const first = Math.floor(this.zone.localAt(from) / DAY) * DAY;
    const count = Math.floor((this.zone.localAt(to) - first) / DAY) + 1;
    return Array.from({ length: count }, (_, i) => first + i * DAY);
  }

  isOpen(t: number): boolean {
    const near = this.dates(t - 3 * DAY, t + DAY);
    return near.some((midnight) => this.openOn(midnight).some(([open, close]) => open <= t && t < close));
  }

  intervals(from: number, to: number): { start: number; end: number }[] {
    const cut = this.dates(from - 3 * DAY, to + DAY)
      .flatMap((midnight) => this.openOn(midnight))
      .map(([open, close]) => ({ start: Math.max(open, from), end: Math.min(close, to) }))
      .filter(({ start, end }) => start < end)
      .sort((a, b) => a.start - b.start);
    const joined: { start: number; end: number }[] = [];
    for (const { start, end } of cut) {
      const last = joined.at(-1);
      if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
      else joined.push({ start, end });
    }
    return joined;
  }
}

const length = (stretches: readonly { readonly start: number; readonly end: number }[]) =>
  stretches.reduce((sum, { start, end }) => sum + end - start, 0);

/** Holds for schedules and three instants, of which the first two are in order. */
function hold(
  law: (work: WorkSchedule, words: Words, times: [a: number, b: number, c: number]) => void,
  numRuns = 150,
): void {
  const times = fc
    .tuple(instant, instant, instant)
    .map(([a, b, c]): [number, number, number] => [Math.min(a, b), Math.max(a, b), c]);
  fc.assert(
    fc.property(options, times, (given, three) => law(workSchedule(given), new Words(given), three)),
    { numRuns },
  );
}

describe("of every schedule", () => {
  it("intervals are what its words say, and sum to elapsed", () => {
    hold((work, words, [a, b]) => {
      const open = work.intervals(a, b);
      expect(open).toEqual(words.intervals(a, b));
      expect(work.elapsed(a, b)).toBe(length(open));
    });
  });

  it("isOpen is what its words say, and agrees with intervals", () => {
    hold((work, words, [a, b, c]) => {
      for (const t of [a, b, c]) {
        expect(work.isOpen(t)).toBe(words.isOpen(t));
        expect(work.intervals(t, t + 1).length).toBe(work.isOpen(t) ? 1 : 0);
      }
      for (const { start, end } of work.intervals(a, b)) {
        expect([start, end - 1].map((t) => work.isOpen(t))).toEqual([true, true]);
        expect(start === a || !work.isOpen(start - 1)).toBe(true);
        expect(end === b || !work.isOpen(end)).toBe(true);
      }
    });
  });

  it("elapsed adds up, changes its sign with the direction, and does not depend on what was asked before", () => {
    hold((work, _, [a, b, c]) => {
      const first = work.elapsed(a, b);
      expect(work.elapsed(b, a)).toBe(0 - first);
      expect(first + work.elapsed(b, c)).toBe(work.elapsed(a, c));
      work.elapsed("1990-01-01", "2040-01-01");
      expect(work.elapsed(a, b)).toBe(first);
    }, 80);
  });

  it("elapsedAll equals elapsed", () => {
    hold((work, _, [a, b, c]) => {
      const all = work.elapsedAll(Float64Array.of(a, b, c, Number.NaN), Float64Array.of(b, c, a, a));
      expect([...all]).toEqual([work.elapsed(a, b), work.elapsed(b, c), work.elapsed(c, a), Number.NaN]);
    });
  });

  it("due is the first instant by which the work is done, and the last from which it is done until then", () => {
    hold((work, _, [a, b]) => {
      const ms = work.elapsed(a, b);
      if (ms === 0) return;
      const end = work.due(a, ms);
      expect(end).toBeLessThanOrEqual(b);
      expect(work.elapsed(a, end)).toBe(ms);
      expect(work.elapsed(a, end - 1)).toBe(ms - 1);
      const start = work.due(b, -ms);
      expect(start).toBeGreaterThanOrEqual(a);
      expect(work.elapsed(start, b)).toBe(ms);
      expect(work.elapsed(start + 1, b)).toBe(ms - 1);
    });
  });

  it("working days are the dates on which its words open, after the first date up to the last", () => {
    hold((work, words, [a, b]) => {
      const [first, ...others] = words.dates(a, b);
      expect(first).toBeDefined();
      const days = others.filter((midnight) => words.works(midnight)).length;
      expect(work.workingDays(a, b)).toBe(days);
      expect(work.workingDays(b, a)).toBe(0 - days);
    });
  });

  it("working days add up, and dueDays undoes them", () => {
    hold((work, words, [a, b, c]) => {
      const days = work.workingDays(a, b);
      expect(days + work.workingDays(b, c)).toBe(work.workingDays(a, c));
      if (days === 0) return;
      const date = work.dueDays(a, days);
      expect(work.workingDays(a, date)).toBe(days);
      expect(words.works(Date.parse(date))).toBe(true);
      expect(date <= work.dueDays(b, 0)).toBe(true);
    });
  });

  it("dueDays goes back to a working day, and from there on again", () => {
    hold((work, words, [a, b]) => {
      const days = work.workingDays(a, b) - 1; // one day fewer, for which there is a working day to go back to
      if (days < 1) return;
      const date = work.dueDays(b, -days);
      expect(words.works(Date.parse(date))).toBe(true);
      expect(work.workingDays(date, b)).toBe(days);
      expect(work.workingDays(b, date)).toBe(-days);
      expect(work.dueDays(date, days) <= work.dueDays(b, 0)).toBe(true);
    });
  });
});

it("the first and the last days that a schedule laid out are as the others", () => {
  const laidOut = 732 * DAY; // so far to both sides of the first instant that it is asked for
  const ordered = fc.tuple(instant, instant).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  fc.assert(
    fc.property(options, ordered, (given, [a, b]) => {
      const words = new Words(given);
      const days = words.dates(a, b).filter((midnight, i) => i > 0 && words.works(midnight)).length;
      for (const first of [a + laidOut, b + 1 - laidOut]) {
        const work = workSchedule(given);
        work.isOpen(first);
        work.dueDays(first, 0);
        expect(work.intervals(a, b)).toEqual(words.intervals(a, b));
        expect(work.elapsed(a, b)).toBe(length(words.intervals(a, b)));
        expect(work.workingDays(a, b)).toBe(days);
      }
    }),
    { numRuns: 100 },
  );
});

it("due looks as far as it takes where the week goes on", () => {
  const weeks = fc.dictionary(fc.constantFrom(...weekdays), fc.array(interval, { minLength: 1 }), {
    minKeys: 1,
  });
  const schedule = fc.record({ timeZone, weekly: weeks, exceptions }).map(workSchedule);
  const duration = fc.integer({ min: 1, max: 300 * HOUR });
  fc.assert(
    fc.property(schedule, instant, duration, fc.integer({ min: 1, max: 500 }), (work, start, ms, days) => {
      const end = work.due(start, ms);
      expect(work.elapsed(start, end)).toBe(ms);
      expect(work.elapsed(start, end - 1)).toBe(ms - 1);
      const earlier = work.due(start, -ms);
      expect(work.elapsed(earlier, start)).toBe(ms);
      expect(work.elapsed(earlier + 1, start)).toBe(ms - 1);
      expect(work.workingDays(start, work.dueDays(start, days))).toBe(days);
      expect(work.workingDays(work.dueDays(start, -days), start)).toBe(days);
    }),
    { numRuns: 100 },
  );
});
