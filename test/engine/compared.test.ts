import fc from "fast-check";
import { evaluate, KpiError, table } from "kpi-core";
import { change } from "kpi-core/benchmarks";
import {
  averageWorkInProgress,
  netFlow,
  onTimeRate,
  throughput,
  workInProgress,
} from "kpi-core/metrics/flow";
import { customerRetention } from "kpi-core/metrics/retention";
import { custom, month, previous, samePeriodLastYear } from "kpi-core/periods";
import { subscription, workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import * as given from "./arbitrary.ts";
import { type Case, cases } from "./cases.ts";
import { chosen } from "./every-fold.ts";

const numRuns = Number(process.env.RUNS ?? 40);
const at = (text: string) => Date.parse(text);

describe("an earlier row is what direct evaluation over its period gives", {
  timeout: 10_000 + numRuns * 300,
}, () => {
  const told = (one: Case, plan: object) =>
    evaluate(chosen(one.names), given.tables(one.data), { ...given.planOf(one.plan), ...plan } as never);

  it.each(["previous", "sameLastYear", "sameWeekdayLastYear"] as const)("%s", (comparison) => {
    fc.assert(
      fc.property(cases, (one) => {
        const { timeZone, asOf } = one.plan;
        const report = told(one, { compare: [comparison] });
        const groups = Math.max(1, report.tally.groups.length);
        const earlier = report.compared[comparison]?.rows ?? [];
        expect(earlier).toHaveLength(report.rows.length);
        for (const [i, period] of report.tally.periods.entries()) {
          const found = earlier.slice(i * groups, (i + 1) * groups);
          const against = found[0]?.period;
          if (against === undefined) continue;
          const end = period.start < asOf ? Math.min(period.end, asOf) : period.end;
          const expected =
            comparison === "previous"
              ? previous({ ...period, end }, 1, { timeZone })
              : samePeriodLastYear(
                  { ...period, end },
                  { align: comparison === "sameLastYear" ? "date" : "weekday", timeZone },
                );
          expect([against.start, against.end]).toEqual([expected?.start, expected?.end]);
          const { per: _, ...whole } = given.planOf(one.plan);
          const direct = evaluate(chosen(one.names), given.tables(one.data), {
            ...whole,
            from: against.start,
            to: against.end,
          } as never);
          const text = (rows: readonly unknown[]) =>
            rows.map((row) => JSON.stringify((row as { cells: object }).cells));
          expect(text(found)).toEqual(text(direct.rows));
        }
      }),
      { numRuns },
    );
  });
});

describe("counted by hand", () => {
  const finished = (days: readonly string[]) =>
    table(
      workItem,
      days.map((day) => ({
        startedAt: `${day}T08:00Z`,
        finishedAt: `${day}T12:00Z`,
        dueAt: `${day}T10:00Z`,
      })),
    );
  const plan = { per: "month", timeZone: "Europe/Paris" } as const;

  it("a running month is held against as many days of the month before, and of the year before", () => {
    const days = ["2025-03-09", "2025-03-10", "2025-03-31", "2026-02-10", "2026-02-27", "2026-03-02"];
    const report = evaluate({ throughput }, finished(days), {
      ...plan,
      from: "2026-03-01",
      to: "2026-04-01",
      asOf: "2026-03-11",
      compare: ["previous", "sameLastYear"],
    });
    const [month] = change(report, "previous").rows;
    expect([month?.against?.label, month?.against?.end]).toEqual(["2026-02", at("2026-02-10T23:00Z")]);
    // 1 now, 1 until 10 February; the 27th is later
    expect(String(month?.changes.throughput.difference)).toBe("0");
    const [year] = change(report, "sameLastYear").rows;
    expect([year?.against?.start, year?.against?.end]).toEqual([
      at("2025-02-28T23:00Z"),
      at("2025-03-10T23:00Z"),
    ]);
    // 1 now, 2 until 10 March 2025
    expect(year?.changes.throughput).toMatchObject({
      difference: expect.anything(),
      ratio: expect.anything(),
    });
    expect([year?.changes.throughput.difference, year?.changes.throughput.ratio].map(String)).toEqual([
      "-1",
      "-0.5",
    ]);
  });

  it("29 February meets the 28th, which two days then share", () => {
    const days = ["2023-02-28", "2023-02-28", "2023-03-01", "2024-02-28", "2024-02-29"];
    const report = evaluate({ throughput }, finished(days), {
      per: "day",
      timeZone: "UTC",
      from: "2024-02-28",
      to: "2024-03-02",
      compare: ["sameLastYear"],
    });
    const earlier = report.compared.sameLastYear?.rows.map((row) => [
      row?.period.label,
      String(row?.cells.throughput.value),
    ]);
    expect(earlier).toEqual([
      ["2023-02-28", "2"],
      ["2023-02-28", "2"],
      ["2023-03-01", "1"],
    ]);
  });

  it("the first of the periods of a custom grain has none before it", () => {
    const seasons = custom(["2026-01-07", "2026-02-04", "2026-06-24"], ["sale", "spring"]);
    const report = evaluate({ throughput }, finished(["2026-01-08", "2026-02-10", "2026-06-23"]), {
      per: seasons,
      timeZone: "UTC",
      compare: ["previous"],
    });
    // One in the sale and two in spring
    const earlier = report.compared.previous?.rows.map(
      (row) => row && [row.period.label, String(row.cells.throughput.value)],
    );
    expect(earlier).toEqual([null, ["sale", "1"]]);
  });

  it("a grain of one's own is compared as any other", () => {
    const [lunar, days] = [
      { ...month, name: "lunar" },
      ["2025-02-03", "2026-01-08", "2026-02-10", "2026-02-11"],
    ];
    const report = evaluate({ throughput }, finished(days), {
      per: lunar,
      timeZone: "Europe/Paris",
      from: "2026-02-01",
      to: "2026-03-01",
      asOf: "2026-02-11",
      compare: ["previous", "sameLastYear", "sameWeekdayLastYear"],
    });
    // 1 until 10 February, as in January and a year ago; the 11th is not over
    const { previous, sameLastYear, sameWeekdayLastYear } = report.compared;
    const told = [report.rows, previous?.rows, sameLastYear?.rows, sameWeekdayLastYear?.rows].map((rows) =>
      rows?.map((row) => [row?.period.grain, row?.period.label, String(row?.cells.throughput.value)]),
    );
    expect(told).toEqual([
      [["lunar", "2026-02", "1"]],
      [["lunar", "2026-01", "1"]],
      [["lunar", "2025-02", "1"]],
      [["lunar", "2025-02-02/2025-02-11", "1"]], // 52 weeks back
    ]);
  });

  it("week 53 has no week of the year before; restated, all have", () => {
    const report = evaluate({ throughput }, finished(["2025-12-24", "2026-12-30"]), {
      per: "isoWeek",
      timeZone: "UTC",
      from: "2026-12-21",
      to: "2027-01-04",
      compare: ["sameWeekLastYear", "restatedLastYear"],
    });
    expect(report.rows.map(({ period }) => period.label)).toEqual(["2026-W52", "2026-W53"]);
    const labels = (rows: readonly ({ period: { label: string } } | null)[] | undefined) =>
      rows?.map((row) => row?.period.label);
    expect(labels(report.compared.sameWeekLastYear?.rows)).toEqual(["2025-W52", undefined]);
    expect(labels(report.compared.restatedLastYear?.rows)).toEqual(["2025-W52", "2026-W01"]);
    const [first, last] = change(report, "sameWeekLastYear").rows;
    // Nothing in W52 of 2026, one in that of 2025
    expect([first?.changes.throughput.difference, first?.changes.throughput.ratio].map(String)).toEqual([
      "-1",
      "-1",
    ]);
    expect(last?.changes.throughput).toEqual({ difference: null, ratio: null, reason: "no-earlier-period" });
  });

  it("units for units, points for shares, percent only over a base above 0", () => {
    // January: one late and one in time, one of them open; February: one in time
    const rows = table(workItem, [
      {
        startedAt: at("2026-01-02T00:00Z"),
        finishedAt: at("2026-01-03T00:00Z"),
        dueAt: at("2026-01-04T00:00Z"),
      },
      {
        startedAt: at("2026-01-02T00:00Z"),
        finishedAt: at("2026-02-03T00:00Z"),
        dueAt: at("2026-01-04T00:00Z"),
      },
      {
        startedAt: at("2026-02-02T00:00Z"),
        finishedAt: at("2026-02-03T00:00Z"),
        dueAt: at("2026-02-04T00:00Z"),
      },
    ]);
    const report = evaluate({ onTimeRate, netFlow, throughput }, rows, {
      per: "month",
      timeZone: "UTC",
      compare: ["previous"],
    });
    const [january, february] = change(report, "previous").rows;
    // Nothing was due in December; nothing finished, which is 0 and no base
    expect(january?.changes.onTimeRate.reason).toBe("no-value");
    expect([january?.changes.throughput.difference, january?.changes.throughput.reason].map(String)).toEqual([
      "1",
      "base-not-positive",
    ]);
    // 1 of 2, then 1 of 1: half, and no "100 %"
    expect([february?.changes.onTimeRate.difference, february?.changes.onTimeRate.ratio].map(String)).toEqual(
      ["0.5", "null"],
    );
    expect(february?.changes.onTimeRate.reason).toBe("share");
    // -1, then 1: 2 more, over a base below 0
    expect([february?.changes.netFlow.difference, february?.changes.netFlow.reason].map(String)).toEqual([
      "2",
      "base-not-positive",
    ]);
    // 1, then 2
    expect([february?.changes.throughput.difference, february?.changes.throughput.ratio].map(String)).toEqual(
      ["1", "1"],
    );
  });

  it("stocks and what does not add up are folded over the earlier period itself", () => {
    const rows = table(subscription, [
      { startedAt: at("2025-11-01T00:00Z"), endedAt: at("2025-12-15T00:00Z") },
      { startedAt: at("2025-11-01T00:00Z"), endedAt: null as number | null },
    ]);
    const items = table(workItem, [
      { startedAt: at("2025-12-30T00:00Z"), finishedAt: at("2026-01-02T00:00Z") },
    ]);
    const report = evaluate(
      { customerRetention, workInProgress, averageWorkInProgress },
      { subscription: rows, workItem: items },
      {
        per: "month",
        timeZone: "UTC",
        from: "2026-01-01",
        to: "2026-02-01",
        asOf: "2026-02-01",
        compare: ["previous"],
      },
    );
    const december = report.compared.previous?.rows[0]?.cells;
    // One of two stayed through December; one item was open at its end, for 2 of 31 days
    expect([december?.customerRetention.value, december?.workInProgress.value].map(String)).toEqual([
      "0.5",
      "1",
    ]);
    expect(String(december?.averageWorkInProgress.value)).toBe("0.06451612903225806451612903225806452");
  });
});

describe("a comparison that cannot be", () => {
  const rows = table(workItem, [{ finishedAt: 0 }]);
  it.each([
    [{ compare: ["previous"] }, "plan: compare needs per"],
    [
      { per: "month", timeZone: "UTC", compare: ["lastYear"] },
      'plan: compare has "lastYear"; write a list of previous,',
    ],
    [
      { per: "month", timeZone: "UTC", compare: "previous" },
      'plan: compare has "previous"; write a list of previous,',
    ],
    [
      { per: "month", timeZone: "UTC", compare: ["previous", "sameWeekLastYear"] },
      "plan: compare has sameWeekLastYear, and month has no weeks of a year; write sameLastYear or sameWeekdayLastYear",
    ],
    [
      { per: "day", timeZone: "UTC", compare: ["restatedLastYear"] },
      "plan: compare has restatedLastYear, and day has no weeks of a year; write sameLastYear or sameWeekdayLastYear",
    ],
  ])("%o", (plan, message) => {
    const go = () => evaluate({ throughput }, rows, plan as never);
    expect(go).toThrow(KpiError);
    expect(go).toThrow(message);
  });

  it("a change that the plan did not ask for", () => {
    const report = evaluate({ throughput }, rows, { per: "month", timeZone: "UTC" });
    expect(() => change(report, "previous")).toThrow('write compare: ["previous"] in the plan');
  });

  it("without comparisons there are none, and no rows give none", () => {
    expect(evaluate({ throughput }, rows, {}).compared).toEqual({});
    const none = evaluate({ throughput }, table(workItem, [] as { finishedAt: number }[]), {
      per: "month",
      timeZone: "UTC",
      compare: ["previous"],
    });
    expect(none.compared.previous?.rows).toEqual([]);
  });
});
