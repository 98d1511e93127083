import { evaluate, table } from "kpi-core";
import * as production from "kpi-core/metrics/production";
import {
  capacity,
  machineTime,
  plannedOutput,
  posting,
  productionCount,
  productionOrder,
  ticket,
} from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { expectCounts, type HandCount, said } from "./hand-count.ts";
import { pages } from "./shown.ts";

// 12 January and 10 February 2026 in UTC
const jan = (hour: string) => `2026-01-12T${hour}Z`;
const feb = (hour: string) => `2026-02-10T${hour}Z`;
const time = (machine: string, state: string, startedAt: string, endedAt: string) => ({
  machine,
  state,
  startedAt,
  endedAt,
});
const times = [
  time("m", "open", jan("08:00"), jan("16:00")),
  time("m", "planned stop", jan("12:00"), jan("13:00")),
  time("m", "stop", jan("11:00"), jan("13:30")), // through the break
  time("m", "stop", jan("13:00"), jan("14:00")), // two stops at once
  time("m", "changeover", jan("14:00"), jan("14:30")),
  time("m", "open", feb("08:00"), feb("16:00")),
  time("n", "open", feb("08:00"), feb("12:00")),
  time("m", "planned stop", feb("12:00"), feb("13:00")),
  time("m", "stop", feb("15:00"), feb("17:00")), // an hour longer than the plant is open
  time("m", "changeover", feb("08:00"), feb("08:20")),
  time("n", "changeover", feb("09:00"), feb("10:00")),
];
const eur = { currency: "EUR" } as const;
const january = {
  ...{ made: 150, good: 120, scrapped: 10, reworked: 20, plannedScrap: 8 },
  ...{ at: jan("16:00"), defects: 40, opportunities: 4, idealSeconds: 90, unitCost: 2, ...eur },
};
const february = [
  {
    ...{ made: 100, good: 90, scrapped: 5, reworked: 5, plannedScrap: 6 },
    ...{ at: feb("16:00"), defects: 12, opportunities: 4, idealSeconds: 90, unitCost: 2, ...eur },
  },
  {
    ...{ made: 20, good: 10, scrapped: 5, reworked: 5, plannedScrap: 4 },
    ...{ at: feb("12:00"), defects: 10, opportunities: 10, idealSeconds: 600, unitCost: 10, ...eur },
  },
];
// n is there from February on
const machines = [
  { resource: "m", startedAt: "2025-12-01T00:00Z", endedAt: null },
  { resource: "n", startedAt: "2026-02-01T00:00Z", endedAt: null },
];
const plans = [
  { dueAt: jan("16:00"), planned: 100, made: 150 },
  { dueAt: jan("16:00"), planned: 100, made: 50 },
  { dueAt: feb("16:00"), planned: 100, made: 90 },
  { dueAt: feb("16:00"), planned: 50, made: 10 },
];
const book = (at: string, account: string, amount: number, quality: string | null = null) => ({
  ...{ at, account, amount, quality, ...eur },
});
const books = [
  book(jan("09:00"), "revenue", 1000),
  book(jan("09:00"), "cost of sales", 600),
  book(jan("09:00"), "cost of sales", 50, "internal failure"),
  book(jan("09:00"), "operating expense", 20, "prevention"),
  book(feb("09:00"), "revenue", 2000),
  book(feb("09:00"), "operating expense", 90, "external failure"),
  book(feb("09:00"), "operating expense", 10, "appraisal"),
  book(feb("09:00"), "cost of sales", 700),
];
const order = (
  at: string,
  made: number,
  planned: number,
  [production, setup, delay, transport, queue]: readonly [number, number, number, number, number],
) => ({
  ...{ finishedAt: at, made, plannedSeconds: planned, productionSeconds: production, setupSeconds: setup },
  ...{ delaySeconds: delay, transportSeconds: transport, queueSeconds: queue },
});
// Busy 6,600 of 9,000 s; 4,800 of 7,200 and 2,400 of 2,400
const orders = [
  order(jan("16:00"), 150, 6000, [5400, 600, 600, 300, 2100]),
  order(feb("16:00"), 100, 6000, [3600, 1200, 0, 600, 1800]),
  order(feb("12:00"), 20, 1200, [1800, 0, 600, 0, 0]),
];
const requests = [jan("09:00"), jan("10:00"), jan("11:00"), feb("09:00")].map((openedAt) => ({
  openedAt,
  channel: "complaints",
}));
const tables = {
  ticket: table(ticket, [...requests, { openedAt: feb("10:00"), channel: "phone" }]),
  machineTime: table(machineTime, times),
  productionOrder: table(productionOrder, orders),
  productionCount: table(productionCount, [january, ...february]),
  capacity: table(capacity, machines),
  plannedOutput: table(plannedOutput, plans),
  posting: table(posting, books),
};
const plan = {
  per: "month",
  timeZone: "UTC",
  from: "2026-01-01",
  to: "2026-03-01",
  asOf: "2026-03-01",
} as const;

// January: open 8 h, paused 1 h, stopped from 11:00 to 14:30: planned 25,200 s, run 16,200 s.
// February: open 8 h and 4 h, paused 1 h, m stopped 20 min, 1 h and 2 h, n 1 h, of 13 h open or stopped: planned
// 39,600 s, run 31,200 s. Ideal time of all 13,500 and 9,000 + 12,000, of the good 10,800 and 8,100 + 6,000
const counts: HandCount<typeof production> = {
  // 10,800 of 25,200; 14,100 of 39,600; 24,900 of 64,800
  oee: [
    "0.4285714285714285714285714285714286",
    "0.3560606060606060606060606060606061",
    "0.3842592592592592592592592592592593",
  ],
  // 16,200 of 25,200; 31,200 of 39,600; 47,400 of 64,800
  machineAvailability: [
    "0.6428571428571428571428571428571429",
    "0.7878787878787878787878787878787879",
    "0.7314814814814814814814814814814815",
  ],
  // 13,500 of 16,200; 21,000 of 31,200; 34,500 of 47,400
  performanceRate: [
    "0.8333333333333333333333333333333333",
    "0.6730769230769230769230769230769231",
    "0.727848101265822784810126582278481",
  ],
  // 10,800 of 13,500; 14,100 of 21,000; 24,900 of 34,500
  qualityRate: ["0.8", "0.6714285714285714285714285714285714", "0.7217391304347826086956521739130435"],
  // of 8 h; of 12 h; of 20 h
  ooe: ["0.375", "0.3263888888888888888888888888888889", "0.3458333333333333333333333333333333"],
  // of 31 days of m; of 28 days of m and n; of 87 machine days
  teep: [
    "0.004032258064516129032258064516129032",
    "0.002914186507936507936507936507936508",
    "0.003312579821200510855683269476372925",
  ],
  // 25,200 s for 200; 39,600 for 150; 64,800 for 350
  taktTime: ["126", "264", "185.1428571428571428571428571428571"],
  // for 150; for 120; for 270
  productionInterval: ["168", "330", "240"],
  // 120 of 150; 100 of 120; 220 of 270
  firstPassYield: ["0.8", "0.8333333333333333333333333333333333", "0.8148148148148148148148148148148148"],
  // all but 10 of 150; all but 10 of 120; all but 20 of 270
  finalYield: [
    "0.9333333333333333333333333333333333",
    "0.9166666666666666666666666666666667",
    "0.9259259259259259259259259259259259",
  ],
  scrapRate: [
    "0.06666666666666666666666666666666667",
    "0.08333333333333333333333333333333333",
    "0.07407407407407407407407407407407407",
  ],
  // 20 of 150; 10 of 120; 30 of 270
  productionReworkRate: [
    "0.1333333333333333333333333333333333",
    "0.08333333333333333333333333333333333",
    "0.1111111111111111111111111111111111",
  ],
  // 10 for 8; 10 for 10; 20 for 18
  actualToPlannedScrap: ["1.25", "1", "1.111111111111111111111111111111111"],
  defectiveRate: ["0.2", "0.1666666666666666666666666666666667", "0.1851851851851851851851851851851852"],
  // 40 in 150; 22 in 120; 62 in 270
  defectsPerUnit: [
    "0.2666666666666666666666666666666667",
    "0.1833333333333333333333333333333333",
    "0.2296296296296296296296296296296296",
  ],
  // 40 of 600 ways; 22 of 400 + 200; 62 of 1,200
  defectsPerMillion: [
    "66666.66666666666666666666666666667",
    "36666.66666666666666666666666666667",
    "51666.66666666666666666666666666667",
  ],
  // e to minus the defects per unit
  poissonYield: [
    "0.7659283383646486927116676570195051",
    "0.8324906126116026791532384503147435",
    "0.7948279287094533605932586551089303",
  ],
  // 30 min; 20 and 60 min; all three
  averageChangeoverTime: ["1800", "2400", "2200"],
  changeoverTime: ["1800", "2400", "1800"],
  // 150 + 50 of 200; 100 of 150; 300 of 350
  planAttainment: ["1", "0.6666666666666666666666666666666667", "0.8571428571428571428571428571428571"],
  // 100 + 50; 90 + 10
  scheduleAdherence: ["0.75", "0.6666666666666666666666666666666667", "0.7142857142857142857142857142857143"],
  // 6,600 of 9,000; 7,200 of 9,600; 13,800 of 18,600
  allocationRatio: ["0.7333333333333333333333333333333333", "0.75", "0.7419354838709677419354838709677419"],
  // 150 in 2.5 hours; 120 in 9,600 s; 270 in 18,600 s
  throughputRate: ["60", "45", "52.25806451612903225806451612903226"],
  // for 6,000; for 7,200; for 13,200
  allocationEfficiency: ["1.1", "1", "1.045454545454545454545454545454545"],
  // 5,400 of 6,600; 3,600 + 1,800 of 7,200
  utilisationEfficiency: [
    "0.8181818181818181818181818181818182",
    "0.75",
    "0.7826086956521739130434782608695652",
  ],
  // 600 of 6,000; 1,200 of 4,800 + 1,800
  setupRatio: ["0.1", "0.1818181818181818181818181818181818", "0.1428571428571428571428571428571429"],
  // 5,400 of 6,000; 5,400 of 3,600 + 2,400
  technicalEfficiency: ["0.9", "0.9", "0.9"],
  productionProcessRatio: ["0.6", "0.5625", "0.5806451612903225806451612903225806"],
  // 3 on 150; 1 on 120; the other request is no complaint
  complaintRate: ["0.02", "0.008333333333333333333333333333333333", "0.01481481481481481481481481481481481"],
  costOfPoorQuality: ["50", "90", "140"],
  // 50 + 20; 90 + 10
  costOfQuality: ["70", "100", "170"],
  // of 1,000; of 2,000; of 3,000
  poorQualityRate: ["0.05", "0.045", "0.04666666666666666666666666666666667"],
};

describe("the production page, counted by hand", () => {
  expectCounts(counts, ["January", "February"], () => evaluate(pages.production, tables, plan));

  it("with changeovers outside, they are no production time", () => {
    const outside = { changeover: "outside" } as const;
    const metrics = { oee: production.oee(outside), available: production.machineAvailability(outside) };
    const { rows, totals } = evaluate(metrics, tables, plan);
    // Planned 25,200 s less 30 min; 39,600 less 20 and 60 min; what ran is the same
    expect([...rows, totals].map((row) => said(row?.cells ?? {}))).toEqual([
      { oee: "0.4615384615384615384615384615384615", available: "0.6923076923076923076923076923076923" },
      { oee: "0.4051724137931034482758620689655172", available: "0.8965517241379310344827586206896552" },
      { oee: "0.427835051546391752577319587628866", available: "0.8144329896907216494845360824742268" },
    ]);
  });

  it("by cost, a unit of 10 weighs five times as much as one of 2", () => {
    const metrics = {
      scrap: production.scrapRate({ by: "cost" }),
      rework: production.productionReworkRate({ by: "cost" }),
      ofSales: production.poorQualityRate({ of: "cost of sales" }),
    };
    const { rows, totals } = evaluate(metrics, tables, plan);
    // Scrap 20 of 300, 10 + 50 of 200 + 200, 80 of 700; failures 50 of 650, 90 of 700, 140 of 1,350
    expect([...rows, totals].map((row) => said(row?.cells ?? {}))).toEqual([
      {
        scrap: "0.06666666666666666666666666666666667",
        rework: "0.1333333333333333333333333333333333",
        ofSales: "0.07692307692307692307692307692307692",
      },
      { scrap: "0.15", rework: "0.15", ofSales: "0.1285714285714285714285714285714286" },
      {
        scrap: "0.1142857142857142857142857142857143",
        rework: "0.1428571428571428571428571428571429",
        ofSales: "0.1037037037037037037037037037037037",
      },
    ]);
  });
});

describe("availability times performance times quality", () => {
  it("is the OEE, whatever the products and wherever changeovers are", () => {
    for (const changeover of ["inside", "outside"] as const) {
      const metrics = {
        oee: production.oee({ changeover }),
        available: production.machineAvailability({ changeover }),
        performance: production.performanceRate,
        quality: production.qualityRate,
      };
      for (const { cells } of evaluate(metrics, tables, plan).rows) {
        const product = cells.available.value
          ?.times(cells.performance.value ?? 0)
          .times(cells.quality.value ?? 0);
        expect(
          product
            ?.minus(cells.oee.value ?? 0)
            .abs()
            .lt("1e-32"),
        ).toBe(true);
      }
    }
  });
});

describe("a machine", () => {
  const day = { timeZone: "UTC", from: "2026-01-12", to: "2026-01-13", asOf: "2026-01-13" } as const;
  const held = (rows: readonly object[], counts: readonly object[]) => ({
    machineTime: table(machineTime, rows as typeof times),
    productionCount: table(productionCount, counts as [typeof january]),
  });

  it("that stood still all day made nothing: an OEE of 0, and no quality", () => {
    const still = held(
      [time("m", "open", jan("08:00"), jan("16:00")), time("m", "stop", jan("08:00"), jan("16:00"))],
      [{ ...january, made: 0, good: 0 }],
    );
    expect(figuresOf(production.oee({ changeover: "inside" }), still, day).total).toBe("0");
    expect(figuresOf(production.qualityRate, still, day).total).toBe("zero-denominator");
    expect(figuresOf(production.performanceRate, still, day).total).toBe("zero-denominator");
  });

  it("that was never to run has no OEE", () => {
    const closed = held([time("m", "planned stop", jan("08:00"), jan("16:00"))], [january]);
    expect(figuresOf(production.oee({ changeover: "inside" }), closed, day).total).toBe("zero-denominator");
  });

  it("that is faster than its ideal shows it, and is not cut at 100 %", () => {
    const fast = held([time("m", "open", jan("08:00"), jan("09:00"))], [{ ...january, made: 60, good: 60 }]);
    expect(figuresOf(production.performanceRate, fast, day).total).toBe("1.5");
  });

  it("has stops that overlap: 8 h with two stops from 9 to 17 run for 1 h, not for less than nothing", () => {
    const stop = time("m", "stop", jan("09:00"), jan("17:00"));
    const double = held([time("m", "open", jan("08:00"), jan("16:00")), stop, { ...stop }], [january]);
    expect(figuresOf(production.machineAvailability({ changeover: "inside" }), double, day).total).toBe(
      "0.125",
    );
  });
});

it("a changeover over midnight belongs to the month in which the first good unit came, whole", () => {
  const night = table(machineTime, [
    time("m", "changeover", "2026-01-31T23:30Z", "2026-02-01T00:30Z"),
    time("m", "open", "2026-01-31T08:00Z", "2026-02-01T08:00Z"),
  ]);
  expect(figuresOf(production.averageChangeoverTime, night, plan).rows).toEqual(["no-records", "3600"]);
});

it("a setting that is none says what there is", () => {
  expect(() => production.oee({ changeover: "ignored" as "inside" })).toThrow(
    'oee: changeover is "ignored"; write "inside" or "outside"',
  );
});
