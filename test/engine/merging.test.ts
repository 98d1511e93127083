import fc from "fast-check";
import {
  type AnyMetric,
  type FoldName,
  KpiError,
  merge,
  type Report,
  reportOf,
  rollUp,
  tallyFrom,
  tallyOf,
} from "kpi-core";
import { timeline, type WorkSchedule, workSchedule } from "kpi-core/periods";
import { describe, expect, it } from "vitest";
import * as given from "./arbitrary.ts";
import { type Case, cases, direct, stored, tally } from "./cases.ts";
import { chosen, office } from "./every-fold.ts";
import type { Answer, Told } from "./reference-evaluator.ts";

/** More runs by hand: RUNS=2000 npx vitest run test/engine/merging.test.ts */
const numRuns = Number(process.env.RUNS ?? 40);
const patience = 10_000 + numRuns * 200;

// What the design refuses to add up

type Refusal = (metric: AnyMetric) => boolean;

const reading =
  (...some: readonly FoldName[]): Refusal =>
  ({ inputs }) =>
    Object.values(inputs).some(({ fold }) => some.includes(fold));
const over =
  (...refusals: readonly Refusal[]): Refusal =>
  (metric) =>
    refusals.some((refuses) => refuses(metric));

const nothing: Refusal = () => false;
const everything: Refusal = () => true;
const overTime = reading("stayed", "whole");
const otherAsOf = over(
  reading("seconds", "mean", "age", "ageQuantile", "peak", "busySeconds", "survival", "survivalAtRisk"),
  reading("periodSeconds", "periodWorkingSeconds"),
);
const otherSchedule: Refusal = ({ inputs }) =>
  Object.values(inputs).some(({ key }) => /workingSeconds|in working time/i.test(key));

const sections = ["rows", "byGroup", "byPeriod", "totals"] as const;
type Section = (typeof sections)[number];

const list = <R>(report: { readonly [S in Section]: readonly R[] | R | undefined }, section: Section) =>
  [report[section] ?? []].flat() as R[];

/** Cell by cell the direct evaluation, but where the table refuses: there it is none, and says why. */
function expectDirect(merged: Report, direct: Answer, refuses: Refusal, only: readonly Section[] = sections) {
  const { metrics, tally } = merged;
  for (const section of only) {
    const isWhole = section === "byGroup" || section === "totals";
    const refused = isWhole && tally.periods.length > 1 ? over(refuses, overTime) : refuses;
    const told = list(given.toldReport(merged), section);
    const cells = list(merged, section).map((row) => row.cells);
    expect(told.map(withoutCells)).toEqual(list(direct, section).map(withoutCells));
    for (const [i, { cells: expected }] of list(direct, section).entries()) {
      for (const [name, metric] of Object.entries(metrics)) {
        const cell = told[i]?.cells[name] as Told;
        const right = expected[name] as Told;
        if (right.reason === "not-yet" || right.reason === "immature") expect(cell.reason).toBe(right.reason);
        else if (!refused(metric)) expect({ section, name, cell }).toEqual({ section, name, cell: right });
        else expect(cells[i]?.[name]).toMatchObject({ reason: "not-mergeable", message: expect.any(String) });
      }
    }
  }
}

const withoutCells = ({ period, group }: Answer["rows"][number]) => ({ period, group });

// Ways to take data and plans apart

/** The rows by the part that each is put in, or by their team. */
function partsOf({ jobs, visits }: given.Data, put: readonly number[] | "team", count: number): given.Data[] {
  const teams = [...new Set([...jobs, ...visits].map(({ team }) => team))];
  const partOf = (row: given.JobRow | given.VisitRow, i: number) =>
    put === "team" ? teams.indexOf(row.team) % count : (put[i % put.length] ?? 0) % count;
  return Array.from({ length: count }, (_, part) => ({
    jobs: jobs.filter((row, i) => partOf(row, i) === part),
    visits: visits.filter((row, i) => partOf(row, i) === part),
  }));
}

/** Ranges that follow one another, cut at some of the moments within. */
function rangesOf({ plan: { from, to } }: Case, cuts: readonly number[]) {
  const within = cuts.filter((t) => t > from && t < to).sort((a, b) => a - b);
  const edges = [from, ...within, to];
  return edges.slice(1).map((end, i) => ({ from: edges[i] as number, to: end }));
}

const parting = fc.record({
  put: fc.oneof(fc.array(fc.nat(2), { minLength: 1 }), fc.constant("team" as const)),
  count: fc.constantFrom(2, 3),
});
const order = fc.array(fc.nat(), { minLength: 12, maxLength: 12 });
const inOrder = <T>(some: readonly T[], order: readonly number[]): T[] =>
  some
    .map((one, i) => ({ one, at: order[i % order.length] as number }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);

const runs = { numRuns };

describe("parts merged are the whole", { timeout: patience }, () => {
  it("JSON and back changes nothing", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const all = tallyOf(chosen(one.names), given.tables(one.data), given.planOf(one.plan));
        const json = JSON.stringify(all);
        expect(JSON.stringify(tallyFrom(JSON.parse(json)))).toBe(json);
        const again = given.toldReport(reportOf(chosen(one.names), stored(all)));
        expect(again).toEqual(given.toldReport(reportOf(chosen(one.names), all)));
      }),
      runs,
    );
  });

  it("other rows over the same periods: parts, and groups", () => {
    fc.assert(
      fc.property(cases, parting, order, (one, { put, count }, order) => {
        const parts = partsOf(one.data, put, count).map((part) => tally(one, {}, part));
        const merged = reportOf(chosen(one.names), merge(...inOrder(parts, order)));
        expectDirect(merged, direct(one), nothing);
        expect(given.toldReport(merged).fates).toEqual(direct(one).fates);
      }),
      runs,
    );
  });

  it("the same rows over adjacent ranges", () => {
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.boolean()), order, (one, isCut, order) => {
        const cuts = one.bounds.filter(() => isCut.next().value);
        const ranges = rangesOf(one, cuts).map((range) => tally(one, range));
        expectDirect(reportOf(chosen(one.names), merge(...inOrder(ranges, order))), direct(one), nothing);
      }),
      runs,
    );
  });

  it("cut inside a period, which the same grain joins again", () => {
    const cut = cases.chain((one) => fc.tuple(fc.constant(one), given.moment(one.bounds)));
    fc.assert(
      fc.property(cut, order, ([one, cut], order) => {
        const ranges = rangesOf(one, [cut]).map((range) => tally(one, range));
        const all = merge(...inOrder(ranges, order));
        const merged = reportOf(chosen(one.names), rollUp(all, { per: one.plan.per as string as "day" }));
        const isJoined = merged.tally.periods.length < all.periods.length;
        expectDirect(merged, direct(one), isJoined ? overTime : nothing);
      }),
      runs,
    );
  });

  it("both at once, in any order", () => {
    fc.assert(
      fc.property(cases, parting, order, (one, { put, count }, order) => {
        const cuts = one.bounds.filter((_, i) => i % 2 === 0);
        const tallies = rangesOf(one, cuts).flatMap((range) =>
          partsOf(one.data, put, count).map((part) => tally(one, range, part)),
        );
        expectDirect(reportOf(chosen(one.names), merge(...inOrder(tallies, order))), direct(one), nothing);
      }),
      runs,
    );
  });
});

describe("what is known until different moments", { timeout: patience }, () => {
  const twice = cases.chain((one) => {
    const at = fc.oneof(given.moment(one.bounds), fc.constant(one.plan.to), fc.constant(one.plan.to + 1));
    return fc.tuple(fc.constant(one), at, at, fc.constantFrom(...one.bounds));
  });

  it("parts: only where all periods are over, and never what depends on the moment", () => {
    fc.assert(
      fc.property(twice, parting, ([one, a, b], { put }) => {
        const [left, right] = partsOf(one.data, put, 2) as [given.Data, given.Data];
        const tallies = [tally(one, { asOf: a }, left), tally(one, { asOf: b }, right)];
        const asOf = Math.min(a, b);
        const refuses = a === b ? nothing : asOf < one.plan.to ? everything : otherAsOf;
        for (const some of [tallies, [...tallies].reverse()])
          expectDirect(reportOf(chosen(one.names), merge(...some)), direct(one, { asOf }), refuses);
      }),
      runs,
    );
  });

  it("ranges: only where the earlier was over at both, and never what depends on the moment", () => {
    fc.assert(
      fc.property(twice, ([one, a, b, cut]) => {
        const [first, second] = rangesOf(one, [cut]);
        fc.pre(first !== undefined && second !== undefined);
        const tallies = [tally(one, { ...first, asOf: a }), tally(one, { ...second, asOf: b })];
        for (const some of [tallies, [...tallies].reverse()]) {
          const merged = () => reportOf(chosen(one.names), merge(...some));
          if (a !== b && Math.min(a, b) < second.from) {
            expect(merged).toThrow(KpiError);
            expect(merged).toThrow("is known until");
          } else expectDirect(merged(), direct(one, { asOf: b }), a === b ? nothing : otherAsOf);
        }
      }),
      runs,
    );
  });

  it("other schedules: working time does not add up, the rest does", () => {
    const night = workSchedule({ timeZone: "UTC", weekly: { mon: [["20:00", "23:00"]] } });
    const by = (one: Case, office: WorkSchedule, rows: given.Data) =>
      tallyOf(chosen(one.names), given.tables(rows), {
        ...given.planOf(one.plan),
        schedules: { office },
      });
    fc.assert(
      fc.property(cases, parting, (one, { put }) => {
        const [left, right] = partsOf(one.data, put, 2) as [given.Data, given.Data];
        const merged = merge(by(one, office, left), stored(by(one, night, right)));
        expectDirect(reportOf(chosen(one.names), merged), direct(one), otherSchedule);
      }),
      runs,
    );
  });
});

const grains = ["hour", "day", "isoWeek", "month", "quarter", "year", "all"] as const;

describe("rolled up is evaluated", { timeout: patience }, () => {
  it("into coarser periods, fewer groups, or both, or it is refused", () => {
    const asked = fc.tuple(cases, fc.constantFrom(undefined, ...grains), given.by);
    fc.assert(
      fc.property(asked, ([one, coarse, some]) => {
        const { per: fine, from, to, timeZone } = one.plan;
        const by = one.plan.by.filter((name) => some.includes(name));
        const target = { ...(coarse !== undefined && { per: coarse }), by };
        const rolled = () => rollUp(tally(one), target);
        const starts = (per: string) =>
          [...timeline(per, { timeZone, from, to })].map(({ start }) => start).filter((t) => t > from);
        const fineStarts = starts(fine as string);
        const isAligned =
          coarse === undefined || coarse === "all" || starts(coarse).every((t) => fineStarts.includes(t));
        if (!isAligned) {
          expect(rolled).toThrow(KpiError);
          expect(rolled).toThrow("begins inside");
          return;
        }
        const { per: _, ...once } = one.plan;
        const narrower = coarse === "all" ? once : { ...once, per: (coarse ?? fine) as given.Fine };
        const isJoined = rolled().periods.length < tally(one).periods.length;
        const expected = direct({ ...one, plan: { ...narrower, by } });
        expectDirect(reportOf(chosen(one.names), rolled()), expected, isJoined ? overTime : nothing);
      }),
      { numRuns: 2 * numRuns },
    );
  });

  it("step by step as at once", () => {
    fc.assert(
      fc.property(cases, (one) => {
        fc.pre(one.plan.per !== "isoWeek");
        const months = rollUp(tally(one), { per: "month", by: [] });
        const steps = rollUp(stored(rollUp(stored(rollUp(months, { per: "quarter" })), { per: "year" })), {
          per: "all",
        });
        const atOnce = rollUp(tally(one), { per: "all", by: [] });
        expect(JSON.stringify(steps)).toBe(JSON.stringify(atOnce));
      }),
      runs,
    );
  });

  it("a report by group, by period and in all is that of the narrower plan", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const all = direct(one);
        const { from, to } = one.plan;
        const { per: _, ...once } = one.plan;
        const whole = direct({ ...one, plan: { ...once, from, to } });
        expect(all.byGroup).toEqual(whole.rows);
        expect(all.byPeriod).toEqual(direct(one, { by: [] }).rows);
        expect([all.totals]).toEqual(direct({ ...one, plan: { ...once, by: [] } }).rows);
      }),
      runs,
    );
  });
});

describe("what cannot be one tally throws", () => {
  const days = (from: string, to: string, more: object = {}) =>
    tallyOf(chosen(["stayed", "atEnd"]), given.tables({ jobs: [given.blank], visits: [] }), {
      per: "day",
      timeZone: "Europe/Paris",
      from,
      to,
      asOf: "2026-06-01",
      ...more,
    });
  const january = days("2026-01-01", "2026-02-01");

  it.each([
    ["a gap", () => merge(january, days("2026-02-02", "2026-03-01")), "have a gap between them"],
    [
      "a gap after several",
      () => merge(days("2026-02-01", "2026-03-01"), january, days("2026-03-02", "2026-04-01")),
      "2025-12-31T23:00:00.000Z to 2026-02-28T23:00:00.000Z and 2026-03-01T23:00:00.000Z to",
    ],
    ["an overlap", () => merge(january, days("2026-01-31", "2026-03-01")), "overlap"],
    [
      "a part that is longer",
      () => merge(january, days("2026-01-01", "2026-02-02")),
      "overlap, in other periods",
    ],
    [
      "other groups",
      () => merge(january, days("2026-02-01", "2026-03-01", { by: ["team"] })),
      "by is none in one and team",
    ],
    [
      "another grain",
      () => merge(january, days("2026-02-01", "2026-03-01", { per: "month" })),
      "grain is day in one and month",
    ],
    [
      "another zone",
      () => merge(january, days("2026-02-01", "2026-03-01", { timeZone: "UTC" })),
      "timeZone is Europe/Paris in one and UTC",
    ],
    ["nothing", () => merge(), "there are no tallies"],
    [
      "weeks into months",
      () => rollUp(days("2026-01-05", "2026-03-02", { per: "isoWeek" }), { per: "month" }),
      "2026-02 begins inside 2026-W05",
    ],
    ["days into hours", () => rollUp(january, { per: "hour" }), "begins inside 2026-01-01"],
    [
      "a name that it is not by",
      () => rollUp(january, { by: ["team"] as never }),
      'the tally is not by "team"',
    ],
  ])("%s", (_, go, message) => {
    expect(go).toThrow(KpiError);
    expect(go).toThrow(message);
  });

  it("other measures", () => {
    const other = tallyOf(chosen([]), given.tables({ jobs: [], visits: [] }), {
      per: "day",
      timeZone: "Europe/Paris",
      from: "2026-02-01",
      to: "2026-03-01",
    });
    expect(() => merge(january, other as never)).toThrow("measures is");
  });

  it("but for a tally of nothing, which adds nothing", () => {
    const metrics = chosen(["atEnd"]);
    const nothing = tallyOf(metrics, given.tables({ jobs: [], visits: [] }), {
      per: "day",
      timeZone: "Europe/Paris",
    });
    const one = tallyOf(metrics, given.tables({ jobs: [given.blank], visits: [] }), {
      per: "day",
      timeZone: "Europe/Paris",
      from: "2026-01-01",
      to: "2026-02-01",
    });
    const told = (tally: typeof one) => given.toldReport(reportOf(metrics, tally));
    expect(told(merge(nothing, one, nothing))).toEqual(told(one));
  });
});
