import { evaluate, table } from "kpi-core";
import * as flow from "kpi-core/metrics/flow";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { days, expectCounts, type HandCount } from "./hand-count.ts";
import { pages } from "./shown.ts";

// Days of January and February 2026 in UTC; the report is of 11 February, and e is open
const day = (text: string) => ({ jan: `2026-01-${text}`, feb: `2026-02-${text}` });
const items = [
  {
    startedAt: day("01").jan,
    finishedAt: day("05").jan,
    dueAt: day("05").jan,
    activeSeconds: 86_400,
    waitingSeconds: 259_200,
    reworks: 1,
    requestedAt: day("01").jan,
  },
  {
    startedAt: day("10").jan,
    finishedAt: day("01").feb,
    dueAt: day("20").jan,
    activeSeconds: null,
    waitingSeconds: null,
    reworks: null,
    requestedAt: null,
  },
  {
    startedAt: day("31").jan,
    finishedAt: day("31").jan,
    dueAt: null,
    activeSeconds: 0,
    waitingSeconds: 0,
    reworks: 0,
    requestedAt: day("29").jan,
  },
  {
    startedAt: day("01").feb,
    finishedAt: day("03").feb,
    dueAt: day("10").feb,
    activeSeconds: 86_400,
    waitingSeconds: 86_400,
    reworks: 2,
    requestedAt: day("31").jan,
  },
  {
    startedAt: day("05").feb,
    finishedAt: null,
    dueAt: day("07").feb,
    activeSeconds: 3600,
    waitingSeconds: null,
    reworks: null,
    requestedAt: day("02").feb,
  },
];
const plan = {
  per: "month",
  timeZone: "UTC",
  from: "2026-01-01",
  to: "2026-03-01",
  asOf: "2026-02-11",
} as const;

const counts: HandCount<typeof flow> = {
  // a and c; b and d
  throughput: ["2", "2", "4"],
  // a, b, c; d, e
  arrivals: ["3", "2", "5"],
  netFlow: ["-1", "0", "-1"],
  // b; e
  workInProgress: ["1", "1", "1"],
  // a 4 and b 22 of 31 days; d 2 and e 6 of 10; in all 26 and 8 of 41
  averageWorkInProgress: [
    "0.8387096774193548387096774193548387",
    "0.8",
    "0.8292682926829268292682926829268293",
  ],
  // d, asked for on 31 January; e. Nobody asked for b
  flowLoad: ["1", "1", "1"],
  // a 4, c 0; b 22, d 2
  cycleTime: [days(2), days(12), days(7)],
  cycleTimeQuantile: [days(2), days(12), days(3)],
  // a 4, c 2; d 3
  leadTime: [days(3), days(3), days(3)],
  // a 4, b 22, c 0: survival 2/3, 1/3, 0; d ends after 2 with 2 at risk: exactly 1/2; all: 4/5, 3/5, 2/5
  timeToFinish: [days(4), days(2), days(4)],
  // b, since the 10th; e, since the 5th
  workItemAge: [days(22), days(6), days(6)],
  // a in time, b not; d in time, e open and overdue
  onTimeRate: ["0.5", "0.5", "0.5"],
  // At most 5 days: a and c; d, not b
  expectationAttainment: ["1", "0.5", "0.75"],
  // a; d, not b; c has no due moment
  onTimeOfFinished: ["1", "0.5", "0.6666666666666666666666666666666667"],
  // b; e
  overdueRate: ["1", "1", "1"],
  // a a day and c nothing; d a day
  touchTime: [days(0.5), days(1), days(1)],
  // a 3 days and c nothing; d a day
  waitingTime: [days(1.5), days(1), days(1)],
  // 31 days and 2; 10 and 2; 41 and 4
  completionInterval: [days(15.5), days(5), days(10.25)],
  // a once, c never; d twice. Of b nobody knows
  reworkRate: ["0.5", "1", "0.6666666666666666666666666666666667"],
  reworksPerItem: ["0.5", "2", "1"],
  // a 1 of 4 days and c 0 of 0; d 1 of 2; in all 2 of 6. Of b nobody knows the active time
  flowEfficiency: ["0.25", "0.5", "0.3333333333333333333333333333333333"],
  // 26 days of work in progress over 4 of cycle time; 8 over 24; 34 over 28
  littlesLawRatio: ["6.5", "0.3333333333333333333333333333333333", "1.214285714285714285714285714285714"],
};

describe("the flow page, counted by hand", () => {
  expectCounts(counts, ["January", "February, until the 11th"], () =>
    evaluate(pages.flow, table(workItem, items, {}, { zone: "UTC" }), plan),
  );
});

describe("the formulas", () => {
  it("6 of 10 due are on time: 60 % (Velocity Scheduling System)", () => {
    expect(flow.onTimeRate({ onTime: 6, due: 10 })?.toString()).toBe("0.6");
    expect(flow.onTimeRate({ onTime: 0, due: 0 })).toBeNull();
  });
  it("10 days of work over 4 items take 2.5 days each", () => {
    expect(flow.cycleTime.format(flow.cycleTime({ elapsed: 864_000, finished: 4 }))).toBe("2 d 12 h");
    expect(flow.cycleTime({ elapsed: 0, finished: 0 })).toBeNull();
  });
  it("20 items of a week each, with one more of none, are 140 days over 21 items: 6 2/3 days", () => {
    expect(flow.workItemAge({ age: 140 * 86_400, inProgress: 21 })?.toString()).toBe("576000");
  });
  it("3 finished and 8 started are a net flow of -5", () => {
    expect(flow.netFlow({ finished: 3, started: 8 })?.toString()).toBe("-5");
  });
  it("8 hours of work in 120 are 6.67 % (flow efficiency calculator)", () => {
    expect(flow.flowEfficiency({ active: 8 * 3600, elapsed: 120 * 3600 })?.toFixed(4)).toBe("0.0667");
  });
  it("12 bottles at 6 a year stay 24 months (Little and Graves, chapter 5)", () => {
    const year = 31_536_000;
    const given = { inProgress: 12, period: year, finished: 6, elapsed: 6 * 2 * year };
    expect(flow.littlesLawRatio(given)?.toString()).toBe("1");
  });
});

describe("a metric with a knob", () => {
  it("has its setting in id and titles", () => {
    const { id, title } = flow.cycleTimeQuantile({ p: "0.995" });
    expect([id, title.fr]).toEqual(["cycleTimeP99_5", "Temps de cycle, 99,5ᵉ centile"]);
    expect(flow.timeToFinish({ p: 0.5 }).id).toBe("timeToFinishP50");
  });
  it.each([
    ["0.01", "1st percentile"],
    ["0.02", "2nd percentile"],
    ["0.11", "11th percentile"],
    ["0.93", "93rd percentile"],
    ["0.121", "12.1th percentile"],
  ])("says %s as the %s", (p, words) => expect(flow.leadTime({ p }).title.en).toBe(`Lead time, ${words}`));
  it("refuses a percentage for a share", () => {
    expect(() => flow.cycleTimeQuantile({ p: 85 })).toThrow("write a share from 0 to 1, such as 0.85");
  });
});

describe("what is open and late", () => {
  const rows = (of: readonly (readonly [string, string | null, string | null])[]) =>
    table(
      workItem,
      of.map(([startedAt, finishedAt, dueAt]) => ({ startedAt, finishedAt, dueAt })),
      {},
      { zone: "UTC" },
    );
  it("of what was started in January two of three took at most 5 days; February can still move", () => {
    const it = flow.expectationAttainment({ within: "P5D", of: "started" });
    const { rows: months } = evaluate({ it }, table(workItem, items, {}, { zone: "UTC" }), plan);
    expect(months.map(({ cells }) => cells.it.value?.toFixed(3) ?? cells.it.status)).toEqual([
      "0.667",
      "none",
    ]);
  });
  it("what is open for longer than expected is a miss of those started, and nothing to those finished", () => {
    const open = rows([
      ["2026-01-01", "2026-01-02", null],
      ["2026-01-01", null, null],
    ]);
    const of = (of: "finished" | "started") => flow.expectationAttainment({ within: "P5D", of });
    const { totals } = evaluate({ finished: of("finished"), started: of("started") }, open, {
      ...plan,
      to: "2026-02-01",
    });
    expect([totals?.cells.finished.value?.toString(), totals?.cells.started.value?.toString()]).toEqual([
      "1",
      "0.5",
    ]);
  });
  it("overdue are those past due and those begun too late; not those due later, undated or finished", () => {
    const items = rows([
      ["2026-01-01", null, "2026-01-10"],
      ["2026-01-20", null, "2026-01-10"],
      ["2026-01-01", null, "2026-03-10"],
      ["2026-01-01", "2026-01-30", "2026-01-10"],
      ["2026-01-01", "2026-01-05", "2026-01-10"],
      // Begun too late, in February
      ["2026-02-02", null, "2026-01-10"],
      ["2026-01-01", null, null],
    ]);
    const { rows: months } = evaluate({ it: flow.overdueRate }, items, plan);
    // 2 of 3; 3 of 4
    expect(months.map(({ cells }) => cells.it.value?.toFixed(2))).toEqual(["0.67", "0.75"]);
  });
  it("of what, has to be said", () => {
    expect(() => flow.expectationAttainment({ within: "P5D", of: "open" as never })).toThrow(
      'expectationAttainment: of is "open"; write "finished" or "started"',
    );
  });
});
