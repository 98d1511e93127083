import fc from "fast-check";
import { at, endOf, evaluate, metricFrom, population, startOf, table } from "kpi-core";
import { spells } from "kpi-core/histories";
import { kaplanMeier } from "kpi-core/models";
import { subscription, ticket } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf, only } from "../figures.ts";
import * as given from "./arbitrary.ts";
import { cases, direct, tally } from "./cases.ts";
import { chosen, job } from "./every-fold.ts";
import { answer } from "./reference-evaluator.ts";

const DAY = 86_400_000;
const days = (value: string | undefined) => (Number.isNaN(Number(value)) ? value : Number(value) / 86_400);
const spans = population(subscription).during("startedAt", "endedAt");
const row = (from: number, to: number | null) => ({
  startedAt: from * DAY,
  endedAt: to === null ? null : to * DAY,
  customer: "c",
});
const started = Date.UTC(2026, 0, 1) / DAY;
const january = {
  timeZone: "UTC",
  per: "month",
  from: "2026-01-01",
  to: "2026-03-01",
  asOf: "2026-03-01",
} as const;

describe("by hand: from 1 January", () => {
  // Five, by day of the year: 0 to 4; 25 to 37; 29 and open; 33 to 36; 0 to 31, which ends just as February begins
  const rows = [row(0, 4), row(25, 37), row(29, null), row(33, 36), row(0, 31)].map((one) => ({
    ...one,
    startedAt: one.startedAt + started * DAY,
    endedAt: one.endedAt === null ? null : one.endedAt + started * DAY,
  }));
  const asked = (p: number, plan: object = january) =>
    figuresOf(only(spans.survivalAtRisk(p)), table(subscription, rows), plan);

  it("January: at the age of 4 days three are at risk, since that of the 30th is younger at its end", () => {
    // One of them ends then: 2/3, where it stays
    expect(days(asked(0.33).rows[0])).toBe(4);
    expect(asked(0.34).rows[0]).toBe("not-reached");
  });

  it("February: the one that ends with the boundary is at risk there, and who is older enters late", () => {
    // At 3 days that of day 29 and that of day 33: 1/2. At 12 that of day 25 and of day 29: 1/4. At 31 the last with
    // that of day 29, 30 days old at the end of the report: alone, so 0
    expect(days(asked(0.5).rows[1])).toBe((3 + 12) / 2);
    expect(days(asked(0.75).rows[1])).toBe((12 + 31) / 2);
    expect(days(asked(0.76).rows[1])).toBe(31);
  });

  it("both: of five 1 ends at 3, 1 at 4, 1 at 12 and 1 at 31, alone since the open one is 30 days old", () => {
    // 4/5, 3/5, 2/5, 0
    expect(days(asked(0.5).total)).toBe(12);
    expect(days(asked(0.4).total)).toBe((4 + 12) / 2);
    expect(days(asked(0.6).total)).toBe((12 + 31) / 2);
  });

  it("by plan: the first two end at 4 and 12; of the others one ends at 3 and one at 31, alone", () => {
    const grouped = rows.map((one, i) => ({ ...one, plan: i < 2 ? "a" : "b" }));
    const { byGroup, total } = figuresOf(only(spans.survivalAtRisk(0.5)), table(subscription, grouped), {
      ...january,
      by: ["plan"],
    });
    expect([...byGroup, total].map(days)).toEqual([(4 + 12) / 2, 31, 12]);
  });

  it("knows the age at which a stay that began before the range comes into it", () => {
    const february = { ...january, from: "2026-02-01" };
    expect(days(asked(0.5, february).total)).toBe((3 + 12) / 2);
  });

  it("a last day that is the last of the period ends in it, and who goes on is at risk of that", () => {
    const x = only(population(job).during(startOf("firstDay"), endOf("lastDay")).survivalAtRisk(0.6));
    const own = { ...given.blank, firstDay: "2026-01-01" };
    const both = [
      { ...own, lastDay: "2026-01-31" },
      { ...own, lastDay: "2026-02-09" },
    ];
    const { rows: cells, total } = figuresOf(x, table(job, both, {}, { zone: "UTC" }), january);
    // In January one of two ends, at 31 days: 1/2; in February the other, alone, at 40
    expect([...cells, total].map(days)).toEqual(["not-reached", 40, 40]);
  });

  it("has a key of its own", () => {
    const { fold, key } = spans.survivalAtRisk("0.50");
    expect([fold, key]).toEqual([
      "survivalAtRisk",
      "survivalAtRisk(0.5) of subscription during startedAt to endedAt",
    ]);
  });

  it("is refused where a span would be shared out among the states of a thing", () => {
    const teams = spells([{ key: "t", at: 0, state: "a" }], { key: "key", at: "at", state: "state" });
    const tickets = table(
      ticket,
      [{ id: "t", openedAt: 0, resolvedAt: DAY }],
      {},
      { histories: { team: teams.of("id") } },
    );
    const x = only(population(ticket).during("openedAt", "resolvedAt").survivalAtRisk(0.5));
    expect(() => evaluate({ x }, tickets, { by: { team: at("event") } })).toThrow("is about whole spans");
    expect(Number(evaluate({ x }, tickets, { by: { team: at("end") } }).totals?.cells.x.value)).toBe(86_400);
  });

  it("goes to JSON and back", () => {
    const metric = only(
      population(ticket).where("reopened").during("openedAt", "resolvedAt").survivalAtRisk(0.85),
    );
    const again = metricFrom(JSON.parse(JSON.stringify(metric)), [ticket]);
    expect([again.hash, again.inputs.x?.key]).toEqual([metric.hash, metric.inputs.x.key]);
  });
});

const names = ["survivalAtRisk", "survivalAtRiskMost", "hoursSurvivalAtRisk", "daysSurvivalAtRisk"];

describe("for any rows and plan", { timeout: 30_000 }, () => {
  const focused = cases.map((one) => ({ ...one, names }));

  it("is what the reference evaluator counts", () => {
    fc.assert(
      fc.property(focused, (one) => {
        expect(direct(one)).toEqual(answer(given.questionOf(chosen(names), one.data, one.plan)));
      }),
    );
  });

  it("is the cohort's where the range has all that began", () => {
    fc.assert(
      fc.property(cases, ({ data, plan, bounds }) => {
        const whole = { ...plan, from: (bounds[0] as number) - DAY, to: (bounds.at(-1) as number) + DAY };
        const { per: _, ...once } = whole;
        const pair = { begun: chosen(["survivalHalf"]).survivalHalf, atRisk: chosen(names).survivalAtRisk };
        const report = evaluate(pair as never, given.tables(data), given.planOf(once)) as ReturnType<
          typeof evaluate
        >;
        for (const { cells } of report.rows) expect(cells.atRisk?.value).toEqual(cells.begun?.value);
      }),
    );
  });

  it("is Kaplan and Meier with an entry at the millisecond before the period", () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 20 }), fc.boolean());
    fc.assert(
      fc.property(
        fc.array(span, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 9 }),
        (some, tenths) => {
          const [from, to, asOf] = [15, 30, 45];
          const rows = some.map(([start, long, isOpen]) =>
            row(start, isOpen || start + long >= asOf ? null : start + long),
          );
          const lives = rows.flatMap(({ startedAt, endedAt }) => {
            const [a, b] = [from * DAY, to * DAY];
            if (startedAt >= b || (endedAt !== null && endedAt < a)) return [];
            const ended = endedAt !== null && endedAt < b;
            const duration = (ended ? endedAt : b - 1) - startedAt;
            return [{ duration, ended, ...(startedAt < a && { entry: a - 1 - startedAt }) }];
          });
          const p = tenths / 10;
          const { total } = figuresOf(only(spans.survivalAtRisk(p)), table(subscription, rows), {
            from: from * DAY,
            to: to * DAY,
            asOf: asOf * DAY,
          });
          const wanted = kaplanMeier(lives).quantile(p).value;
          const none = lives.length === 0 ? "no-records" : "not-reached";
          expect(total).toBe(wanted === null ? none : wanted.div(1000).toString());
        },
      ),
    );
  });

  it("months are merged into what the whole range has", () => {
    fc.assert(
      fc.property(focused, (one) => {
        const { per: _, ...once } = one.plan;
        const whole = direct({ ...one, plan: once }).rows;
        expect(direct(one).byGroup).toEqual(whole);
        expect(tally(one).periods.length).toBeGreaterThan(0);
      }),
    );
  });
});
