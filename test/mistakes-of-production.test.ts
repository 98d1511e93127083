import { evaluate, population, table } from "kpi-core";
import {
  burnMultiple,
  cashConversionCycle,
  daysSalesOutstanding,
  grossMargin,
  markup,
} from "kpi-core/metrics/finance";
import {
  machineAvailability,
  oee,
  performanceRate,
  planAttainment,
  qualityRate,
  scheduleAdherence,
} from "kpi-core/metrics/production";
import { defectsPerUnit, finalYield, firstPassYield, poissonYield } from "kpi-core/metrics/quality";
import { capability, rolledThroughputYield, sigmaLevel } from "kpi-core/models";
import { balance, machineTime, plannedOutput, posting, productionCount } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "./figures.ts";
import mistakes from "./reference/mistakes/mistakes.json" with { type: "json" };

// The mistakes of the catalogue of supply and quality that are about production, quality and finance: the wrong value
// computed and named, the right one from rows. Control charts are in models, calendar MTBF is with reliability, change and targets are in
// mistakes-of-targets.test.ts

const MINUTE = 60_000;
const DAY = 86_400;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** The row of the reference, of which only what is asked for is read. */
const row = (id: string) => {
  const found = mistakes.find((one) => one.id === id);
  return {
    wrong: (found?.wrong ?? {}) as Readonly<Record<string, number>>,
    right: (found?.right ?? {}) as Readonly<Record<string, number>>,
  };
};
const inside = { changeover: "inside" } as const;

/** Machines from minute 0 on: planned so long, run the first part of it, so many made at minutes each. */
const plant = (
  machines: readonly { planned: number; run: number; each: number; made: number; good: number }[],
) => ({
  machineTime: table(
    machineTime,
    machines.flatMap(({ planned, run }, at) => [
      { machine: `M${at}`, state: "open", startedAt: 0, endedAt: planned * MINUTE },
      { machine: `M${at}`, state: "stop", startedAt: run * MINUTE, endedAt: planned * MINUTE },
    ]),
  ),
  productionCount: table(
    productionCount,
    machines.map(({ each, made, good }, at) => ({
      ...{ machine: `M${at}`, at: MINUTE, made, good, idealSeconds: each * 60 },
    })),
  ),
});
const day = { from: 0, to: DAY * 1000, asOf: DAY * 1000 } as const;
const factors = {
  oee: oee(inside),
  availability: machineAvailability(inside),
  performance: performanceRate,
  quality: qualityRate,
};

describe("OEE", () => {
  it("averaging it: 58.3 % as the mean of a machine that runs all day and one that hardly does; 90.74 %", () => {
    const { wrong, right } = row("oee-averaging");
    const tables = plant([
      { planned: 480, run: 480, each: 1, made: 480, good: 480 },
      { planned: 60, run: 30, each: 1, made: 15, good: 10 },
    ]);
    const { byGroup, totals } = evaluate(factors, tables, { ...day, by: ["machine"] });
    const averaged = (name: keyof typeof factors) =>
      mean(byGroup.map(({ cells }) => Number(cells[name].value)));
    expect(averaged("oee")).toBeCloseTo(wrong.meanOEE ?? 0, 14);
    expect(averaged("availability") * averaged("performance") * averaged("quality")).toBeCloseTo(
      // 0.75 * 0.75 * 0.8333
      wrong.productOfMeans ?? 0,
      14,
    );
    expect(Number(totals?.cells.oee.value)).toBeCloseTo(right.pooled ?? 0, 14);
  });
  it("quality by count: 86.4 % of products of 1 and of 10 minutes, and a product of 72.0 %; 70 % and 58.3 %", () => {
    const { wrong, right } = row("oee-quality-by-count");
    const tables = plant([
      { planned: 120, run: 100, each: 1, made: 100, good: 90 },
      { planned: 120, run: 100, each: 10, made: 10, good: 5 },
    ]);
    const { totals } = evaluate({ ...factors, byCount: firstPassYield }, tables, day);
    const of = (name: keyof typeof factors | "byCount") => Number(totals?.cells[name].value);
    expect(of("byCount")).toBeCloseTo(wrong.qualityByCount ?? 0, 14);
    expect(of("availability") * of("performance") * of("byCount")).toBeCloseTo(wrong.product ?? 0, 14);
    expect(of("quality")).toBe(right.qualityTimeWeighted);
    expect(of("availability") * of("performance") * of("quality")).toBeCloseTo(right.oee ?? 0, 14);
    expect(of("oee")).toBeCloseTo(right.oee ?? 0, 14);
  });
  it("stops that overlap, added up: 100 minutes with two of 60 are -20 % available; they are 40 %", () => {
    const stop = { machine: "m", state: "stop", startedAt: 40 * MINUTE, endedAt: 100 * MINUTE };
    const open = { machine: "m", state: "open", startedAt: 0, endedAt: 100 * MINUTE };
    const times = table(machineTime, [open, stop, { ...stop }]);
    expect((100 - 60 - 60) / 100).toBe(-0.2);
    expect(figuresOf(machineAvailability(inside), times, day).total).toBe("0.4");
  });
});

describe("yields", () => {
  it("a mean of first pass yields for the line: 88.3 % of .90, .95 and .80; 68.4 % pass all three", () => {
    const { wrong, right } = row("rty-vs-mean");
    const steps = ["cut", "drill", "paint"];
    const counts = [90, 95, 80].map((good, at) => ({ at: 0, made: 100, good, step: steps[at] ?? "" }));
    const { byGroup } = evaluate({ first: firstPassYield }, table(productionCount, counts), { by: ["step"] });
    expect(mean(byGroup.map(({ cells }) => Number(cells.first.value)))).toBeCloseTo(wrong.meanFPY ?? 0, 14);
    const line = rolledThroughputYield(
      byGroup.map(({ cells: { first } }) => ({
        passed: first.inputs.good ?? 0,
        entered: first.inputs.made ?? 0,
      })),
    );
    expect(line?.rolled.toNumber()).toBe(right.rty);
  });
  it("rework counted as good at once: 95 % of 100 with 5 scrapped and 10 reworked; 85 %", () => {
    const { wrong, right } = row("fpy-rework");
    const counts = table(productionCount, [{ at: 0, made: 100, good: 85, scrapped: 5 }]);
    expect(Number(figuresOf(finalYield, counts).total)).toBe(wrong.finalYieldCalledFPY);
    expect(Number(figuresOf(firstPassYield, counts).total)).toBe(right.fpy);
  });
  it("e to minus defects per unit where defects cluster: 60.7 % of ten units; nine of them have none", () => {
    const { wrong, right } = row("dpu-vs-defective");
    const counts = table(
      productionCount,
      Array.from({ length: 10 }, (_, i) => ({
        at: 0,
        made: 1,
        good: i === 0 ? 0 : 1,
        defects: i === 0 ? 5 : 0,
      })),
    );
    expect(Number(figuresOf(poissonYield, counts).total)).toBeCloseTo(wrong.expMinusDPU ?? 0, 14);
    expect(Number(figuresOf(defectsPerUnit, counts).total)).toBe(right.dpu);
    expect(Number(figuresOf(firstPassYield, counts).total)).toBe(right.observedThroughputYield);
  });
  it("more of one item for less of another: 100 % of the plan; 75 % of what was asked for", () => {
    const plan = table(plannedOutput, [
      { dueAt: 0, planned: 100, made: 150 },
      { dueAt: 0, planned: 100, made: 50 },
    ]);
    expect(figuresOf(planAttainment, plan).total).toBe("1");
    expect(figuresOf(scheduleAdherence, plan).total).toBe("0.75");
  });
});

describe("levels and capability", () => {
  it("a sigma level without its shift: 2.5 at 6,210 a million called short-term; it is 4.0", () => {
    const { wrong, right } = row("sigma-shift");
    expect(sigmaLevel({ dpmo: 6209.665, shift: 0 })).toBeCloseTo(wrong.sigmaCalledShortTerm ?? 0, 12);
    expect(sigmaLevel({ dpmo: 6209.665, shift: 1.5 })).toBeCloseTo(right.sigmaLevelWithShift ?? 0, 12);
  });
  it("Cpk of a process that drifts: 2.26 within its subgroups; a Ppk of 0.97 in all", () => {
    const { wrong, right } = row("ppk-vs-cpk-drift");
    const subgroups = [
      [9, 10, 11],
      [12, 13, 14],
      [15, 16, 17],
    ];
    const found = capability({ subgroups, within: "mean range", lower: 5, upper: 21 });
    expect(found?.cpk.value).toBeCloseTo(wrong.CpkWithin ?? 0, 9);
    expect(found?.ppk.value).toBeCloseTo(right.PpkOverall ?? 0, 12);
  });
});

describe("money", () => {
  const eur = { currency: "EUR" } as const;
  const year = { from: 0, to: 365 * DAY * 1000, asOf: 365 * DAY * 1000 } as const;
  const days = (text: string) => Number(text) / DAY;

  it("receivables with tax over sales without: 73 days; 60.83 with both or without both", () => {
    // 2,000 and a tax of 20 % owed at the end of a year with sales of 12,000
    const owed = (amount: number) =>
      table(balance, [{ account: "receivables", startedAt: 0, endedAt: null, amount, ...eur }]);
    const sales = table(posting, [{ account: "revenue", at: 0, amount: 12_000, tax: 2400, ...eur }]);
    const of = (tax: "included" | "excluded", amount: number) =>
      days(
        figuresOf(
          daysSalesOutstanding({ receivables: "end", tax }),
          { balance: owed(amount), posting: sales },
          year,
        ).total,
      );
    expect(of("excluded", 2400)).toBe(73);
    expect(of("excluded", 2000)).toBeCloseTo(60.8333, 4);
    expect(of("included", 2400)).toBe(of("excluded", 2000));
  });
  it("the sales of a quarter with the days of a year: 243 days; 60.7 of its own", () => {
    // 600 at 900 in 91 days
    const { wrong, right } = row("dio-quarter-with-365");
    const quarter = { from: 0, to: 91 * DAY * 1000, asOf: 91 * DAY * 1000 } as const;
    const tables = {
      balance: table(balance, [{ account: "receivables", startedAt: 0, endedAt: null, amount: 600, ...eur }]),
      posting: table(posting, [{ account: "revenue", at: 0, amount: 900, tax: 0, ...eur }]),
    };
    const dso = daysSalesOutstanding({ receivables: "end", tax: "excluded" });
    expect((600 * 365) / 900).toBe(wrong.dio);
    expect(days(figuresOf(dso, tables, quarter).total)).toBeCloseTo(right.dio ?? 0, 12);
  });
  it("adding rounded parts: 187.1 + 20.1 - 109.5 = 97.7 days; 97.64", () => {
    const cycle = cashConversionCycle({ balances: "end", tax: "excluded" });
    const given = { stock: 2050, receivables: 660, payables: 1200, cost: 4000, sales: 12_000 };
    expect((187.1 + 20.1 - 109.5).toFixed(1)).toBe("97.7");
    expect(
      cycle({ ...given, period: 365 * DAY })
        ?.div(DAY)
        .toString(),
    ).toBe("97.6375");
  });
  it("margin for markup: bought for 80 and sold for 100 is 25 % on the cost, and 20 % of the price", () => {
    expect(markup({ revenue: 100, costOfSales: 80 })?.toString()).toBe("0.25");
    expect(grossMargin({ revenue: 100, costOfSales: 80 })?.toString()).toBe("0.2");
  });
  it("a burn over a loss of revenue: -4 million over -2 would look like a good 2; there is none", () => {
    const burn = population(posting).dated("at").sum("amount");
    expect(-4 / -2).toBe(2);
    expect(burnMultiple({ burn })({ burn: -4_000_000, gained: -2_000_000 })).toBeNull();
    expect(burnMultiple({ burn })({ burn: 4_000_000, gained: 0 })).toBeNull();
  });
});
