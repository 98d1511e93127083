import { evaluate, table } from "kpi-core";
import * as production from "kpi-core/metrics/production";
import { machineTime, productionCount } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { expectCounts, type HandCount, said } from "./hand-count.ts";
import { jan, january, plan, tables, time } from "./production-rows.ts";
import { pages } from "./shown.ts";

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
    machineTime: table(machineTime, rows as ReturnType<typeof time>[]),
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
