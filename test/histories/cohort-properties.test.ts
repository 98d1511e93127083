import fc from "fast-check";
import { columns } from "kpi-core";
import {
  activeUsers,
  type CohortOptions,
  cohorts,
  lifecycle,
  type Retained,
  stickiness,
} from "kpi-core/histories";
import { describe, expect, it } from "vitest";

interface Event {
  readonly actor: string;
  readonly at: number;
  readonly type: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FROM = Date.UTC(2026, 9, 5);
const AS_OF = FROM + 40 * DAY; // the clocks of Paris are set back within

const event = fc.record({
  actor: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  at: fc.integer({ min: 0, max: 44 * 24 }).map((hour) => FROM + hour * HOUR),
  type: fc.constantFrom("open", "pay", "click"),
});
const log = fc.array(event, { maxLength: 60 });
const rules: readonly Retained[] = ["on", "onOrAfter", "streak", "cumulative", { brackets: [[0, 2], [1, 40]] }]; // biome-ignore format: a table
const options: fc.Arbitrary<CohortOptions<Event>> = fc.record({
  asOf: fc.constant(AS_OF),
  timeZone: fc.constantFrom("Europe/Paris", "UTC"),
  grain: fc.constantFrom("day", "isoWeek", "month"),
  every: fc.constantFrom("day", "24h", "isoWeek", "90min", { days: 3 }),
  start: fc.constantFrom("open"),
  return: fc.constantFrom("open", "pay"),
  starts: fc.constantFrom("first" as const, "each" as const),
  retained: fc.constantFrom(...rules),
  upTo: fc.constantFrom(3, 35),
});

/** By definition, member by member, for days of UTC and one start each: who is counted at an age, and who came back. */
function byDefinition(events: readonly Event[], cohort: number, rule: Retained, from: number, to: number) {
  const known = events.filter(({ at }) => at < AS_OF);
  const dayOf = (t: number) => Math.floor((t - FROM) / DAY);
  let [size, eligible, retained] = [0, 0, 0];
  for (const actor of new Set(known.map((one) => one.actor))) {
    const own = known.filter((one) => one.actor === actor);
    const start = Math.min(...own.map(({ at }) => at));
    if (dayOf(start) !== cohort) continue;
    size++;
    if (dayOf(AS_OF) <= cohort + to) continue;
    eligible++;
    const ages = new Set(own.filter(({ at }) => at > start).map(({ at }) => dayOf(at) - cohort));
    const within = (a: number, b: number) => [...ages].filter((age) => age >= a && age <= b).length;
    const kept =
      rule === "onOrAfter"
        ? within(to, Infinity) > 0
        : rule === "streak"
          ? within(1, to) === to
          : rule === "cumulative"
            ? within(1, to) > 0
            : within(from, to) > 0;
    retained += Number(kept);
  }
  return { size, eligible, retained };
}

describe("cohorts", () => {
  it.each(rules.map((rule) => [JSON.stringify(rule), rule] as const))(
    "are what they are by definition: %s",
    (_, retained) => {
      fc.assert(
        fc.property(log, fc.constantFrom(4, 40), (events, upTo) => {
          const table = cohorts(events, { grain: "day", timeZone: "UTC", asOf: AS_OF, retained, upTo });
          for (const { cohort, age, through, size, eligible, retained: kept } of table.cells) {
            const day = (cohort.start - FROM) / DAY;
            expect({ size, eligible, retained: kept }).toEqual(
              byDefinition(events, day, retained, age, through),
            );
          }
        }),
        { numRuns: 40 },
      );
    },
  );

  it("give the same whatever the order of the rows, and whether by row or by column", () => {
    const shuffled = fc.record({
      events: log,
      by: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
      options,
    });
    fc.assert(
      fc.property(shuffled, ({ events, by, options }) => {
        const straight = cohorts(events, options);
        const keyed = events.map((one, i) => [by[i] as number, one] as const);
        const other = keyed.sort(([a], [b]) => a - b).map(([, one]) => one);
        const { ledger, ...table } = cohorts(other, options);
        expect([table.cells, table.pooled(), ledger.leftOut]).toEqual([
          straight.cells,
          straight.pooled(),
          straight.ledger.leftOut,
        ]);
        const letters = "abcdef";
        const held = columns({
          actor: Int32Array.from(other, ({ actor }) => letters.indexOf(actor)),
          at: Float64Array.from(other, ({ at }) => at),
        });
        const { start: _, return: __, ...any } = options;
        const inOrder = [...other].sort((a, b) => a.at - b.at).filter(({ at }) => at < AS_OF);
        expect(cohorts(inOrder, any).cells).toEqual(cohorts(held, any as never).cells);
      }),
      { numRuns: 150 },
    );
  });

  it("pool what their cells count, row by row, and rise to the left where later returns count", () => {
    fc.assert(
      fc.property(log, options, (events, options) => {
        const table = cohorts(events, options);
        const rows = table.triangle();
        for (const [i, pooled] of table.pooled().entries()) {
          const cells = rows.map(({ cells }) => cells[i]);
          const sum = (of: "retained" | "eligible") =>
            cells.reduce((all, cell) => all + (cell?.[of] ?? 0), 0);
          expect([pooled.retained, pooled.eligible]).toEqual([sum("retained"), sum("eligible")]);
          const { value } = pooled;
          expect(value?.times(pooled.eligible).toFixed(9) ?? null).toBe(value && pooled.retained.toFixed(9));
        }
        for (const { cohort, size, cells } of rows) {
          for (const [i, { status, value, observedFrom, eligible, retained }] of cells.entries()) {
            const known = size > 0 && (observedFrom ?? Infinity) <= AS_OF;
            expect(status).toBe(known ? "value" : "none");
            if (known) expect([eligible, cohort.end <= AS_OF]).toEqual([size, true]);
            const before = cells[i - 1]?.value;
            if (options.retained === "onOrAfter" && value !== null && before)
              expect(value.lte(before)).toBe(true);
            expect(retained).toBeLessThanOrEqual(eligible);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it("have the members that they have, whatever range is shown", () => {
    fc.assert(
      fc.property(
        log,
        options,
        fc.integer({ min: -3, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        (events, options, from, days) => {
          const whole = new Map(
            cohorts(events, options)
              .triangle()
              .map((row) => [row.cohort.start, row]),
          );
          const range = { from: FROM + from * DAY, to: FROM + (from + days) * DAY };
          for (const row of cohorts(events, { ...options, ...range }).triangle()) {
            const same = whole.get(row.cohort.start);
            if (same === undefined) expect(row.size).toBe(0);
            else expect(row).toEqual(same);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it("lose no row", () => {
    fc.assert(
      fc.property(log, options, (events, options) => {
        const mixed: object[] = [
          ...events,
          { actor: "a", at: "never", type: "open" },
          { at: FROM, type: "open" },
        ];
        const { read, used, leftOut, rejected } = cohorts(mixed as Event[], options).ledger;
        expect(read).toBe(events.length + 2);
        expect(used + Object.values(leftOut).reduce((a, b) => a + b, 0) + rejected.length).toBe(read);
        expect(Math.min(used, ...Object.values(leftOut))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 150 },
    );
  });
});

describe("active users", () => {
  const zone = { timeZone: "Europe/Paris", asOf: AS_OF } as const;

  it("are in a lifecycle that balances: active = active before - dormant + new + resurrected", () => {
    fc.assert(
      fc.property(log, fc.constantFrom("day", "isoWeek"), (events, grain) => {
        const { periods } = lifecycle(events, { ...zone, grain });
        let before = 0;
        for (const { active, new: fresh, resurrected, dormant, period } of periods) {
          expect(active).toBe(before - dormant + fresh + resurrected);
          const inside = events.filter(({ at }) => at >= period.start && at < Math.min(period.end, AS_OF));
          expect(active).toBe(new Set(inside.map(({ actor }) => actor)).size);
          before = active;
        }
      }),
      { numRuns: 100 },
    );
  });

  it("are counted once in each window", () => {
    fc.assert(
      fc.property(log, fc.constantFrom(1, 2, 7, 28), (events, days) => {
        const { days: found } = activeUsers(events, { ...zone, days });
        const known = events.filter(({ at }) => at < AS_OF);
        const sticky = stickiness(events, { ...zone, days }).days;
        const daily = activeUsers(events, { ...zone, days: 1 }).days;
        found.forEach(({ day, active }, i) => {
          const first = found[Math.max(i - days + 1, 0)]?.day.start as number;
          const inside = known.filter(({ at }) => at >= first && at < day.end);
          expect(active).toBe(new Set(inside.map(({ actor }) => actor)).size);
          const dailies = daily
            .slice(Math.max(i - days + 1, 0), i + 1)
            .reduce((sum, one) => sum + one.active, 0);
          expect(sticky[i]?.activeDays).toBe(dailies);
        });
      }),
      { numRuns: 100 },
    );
  });
});
