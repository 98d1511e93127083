import { existsSync, readFileSync } from "node:fs";
import { population, table } from "kpi-core";
import {
  burnMultiple,
  cashConversionCycle,
  daysPayableOutstanding,
  daysSalesOutstanding,
} from "kpi-core/metrics/finance";
import * as production from "kpi-core/metrics/production";
import * as quality from "kpi-core/metrics/quality";
import { capability, dpmoOf, proportion, rolledThroughputYield, sigmaLevel } from "kpi-core/models";
import { machineTime, orderLine, posting, productionCount } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf, ownMetric } from "./figures.ts";
import examples from "./reference/worked-examples/worked_examples.json" with { type: "json" };

// Worked examples of production, quality and finance that others have published, recomputed in exact fractions. Here are
// oee-vorne, oee-two-shifts, oee-world-class, oee-smrp, oee-tpm, dpmo, sigma-table, harry (z), pistonrings (Cp, Cpk), ccc
// (DSO, DPO, CCC), burn and wilson, and takt (19 of the catalogue of service and flow). published-supply.test.ts has
// tracking-signal, rop and DIO of ccc; published-examples.test.ts nist-percentile; published-statistics.test.ts control
// charts, smoothing, newcombe, percentrank and mix; models/control-charts-qcc.test.ts the limits of pistonrings

/** Holds a value to the exact one where there is one, and to the published one in as many digits as that has. */
function holds(example: string, field: string, found: number | null | undefined): void {
  const row = examples.find((one) => one.example === example && one.field.startsWith(field));
  expect(row, field).toBeDefined();
  const { valueFloat, published, decimals } = row as (typeof examples)[number];
  if (typeof valueFloat === "number") expect(found).toBeCloseTo(valueFloat, 10);
  expect(found?.toFixed(decimals)).toBe(Number(published).toFixed(decimals));
}

const minute = (from: number, to: number) => ({ startedAt: from * 60_000, endedAt: to * 60_000 });
const inside = { changeover: "inside" } as const;
/** Of a day from minute 0 on, with what was made until it ended. */
const day = (times: readonly object[], count: object, minutes: number) => {
  const tables = {
    machineTime: table(
      machineTime,
      times.map((time) => ({ machine: "m", ...time })) as { machine: string }[] as never,
    ),
    productionCount: table(productionCount, [{ at: (minutes - 1) * 60_000, ...count }] as never),
  };
  return (metric: Parameters<typeof figuresOf>[0], unit = 1) =>
    Number(figuresOf(metric, tables, { from: 0, to: minutes * 60_000, asOf: minutes * 60_000 }).total) * unit;
};

describe("OEE", () => {
  const made = { made: 19_271, good: 18_848, idealSeconds: 1 };
  const shift = day(
    [
      { state: "open", ...minute(0, 480) },
      { state: "planned stop", ...minute(120, 180) },
      { state: "stop", ...minute(300, 347) },
    ],
    made,
    480,
  );
  const { openOrPaused, paused, openOrStopped, stopped } = production.machineAvailability(inside).inputs;

  it("Vorne: 8 hours, 60 minutes of breaks, 47 of stops, 19,271 made of which 423 rejected, 1 second each", () => {
    const planned = ownMetric("seconds", "openOrPaused - paused", { openOrPaused, paused });
    const run = ownMetric("seconds", "openOrStopped - stopped", { openOrStopped, stopped });
    holds("oee-vorne", "plannedProductionTimeMin", shift(planned, 1 / 60));
    holds("oee-vorne", "runTimeMin", shift(run, 1 / 60));
    holds("oee-vorne", "goodCount", made.made - 423);
    holds("oee-vorne", "availabilityPct", shift(production.machineAvailability(inside), 100));
    holds("oee-vorne", "performancePct", shift(production.performanceRate, 100));
    holds("oee-vorne", "qualityPct", shift(production.qualityRate, 100));
    holds("oee-vorne", "oeePct", shift(production.oee(inside), 100));
    holds("oee-vorne", "oeeSimplePct", (18_848 / (420 * 60)) * 100);
  });
  it.each([
    ["oee-two-shifts", "shift1", 90, 95, 99.5],
    ["oee-two-shifts", "shift2", 95, 95, 96],
    ["oee-world-class", "oee", 90, 95, 99.9],
  ])("Vorne, %s %s: %d, %d and %d %%", (example, field, availability, performance, quality) => {
    // Of 100,000 s planned, at 1 s each: what ran, what was made in it, and what of that was good
    const ran = availability * 1000;
    const good = (ran * performance * quality) / 10_000;
    const given = { idealGood: Number(good.toFixed(3)), openOrPaused: 100_000, paused: 0 };
    holds(example, field, production.oee(inside)(given)?.times(100).toNumber());
  });
  it("SMRP: a day with 8 hours idle and 3.74 down ran for 12.26 of 16", () => {
    const hour = (from: number, to: number) => minute(from * 60, to * 60);
    const idle = day(
      [
        { state: "open", ...hour(0, 24) },
        { state: "planned stop", ...hour(0, 8) },
        { state: "stop", ...hour(10, 13.74) },
      ],
      { made: 0, good: 0, idealSeconds: 1 },
      1440,
    );
    const run = ownMetric("seconds", "openOrStopped - stopped", { openOrStopped, stopped });
    holds("oee-smrp", "uptimeH", idle(run, 1 / 3600));
    // The book prints 76.63: it rounds 76.625 up, which a float below it would not
    const available = idle(production.machineAvailability(inside), 100);
    expect(available).toBe(76.625);
    holds("oee-smrp", "availabilityPct", available);
  });
  it("TPM, p. 127: 910 minutes, 127 of them lost, 203 cycles of 3 minutes", () => {
    const route = day(
      [
        { state: "open", ...minute(0, 910) },
        { state: "stop", ...minute(100, 215) },
        { state: "changeover", ...minute(400, 412) },
      ],
      { made: 203, good: 203, idealSeconds: 180 },
      910,
    );
    holds("oee-tpm", "availability", route(production.machineAvailability(inside), 100));
    // The book cuts 77.78 to 77.7
    holds("oee-tpm", "performance", route(production.performanceRate, 100));
  });
});

it.each([
  ["Lean Enterprise Institute: 480 minutes for 240 units, 2 minutes", 480, 240, "120"],
  ["430 minutes for 215: 2 minutes", 430, 215, "120"],
  ["7.5 hours for 15: half an hour", 450, 15, "1800"],
  ["420 minutes for 500: 0.84 minutes", 420, 500, "50.4"],
])("19. takt, %s", (_, open, ordered, seconds) => {
  const takt = production.taktTime({ demand: population(orderLine).dated("orderedAt").sum("ordered") });
  const tables = {
    machineTime: table(machineTime, [{ machine: "m", state: "open", ...minute(0, open) }]),
    orderLine: table(orderLine, [{ orderedAt: 0, ordered }]),
  };
  const plan = { from: 0, to: open * 60_000, asOf: open * 60_000 };
  expect(figuresOf(takt, tables, plan).total).toBe(seconds);
});

describe("defects and levels", () => {
  it("iSixSigma: 30,000 units, 350 defects, 15 opportunities", () => {
    const rows = table(productionCount, [{ at: 0, made: 30_000, defects: 350, opportunities: 15 }]);
    const dpmo = figuresOf(quality.defectsPerMillion, rows).total;
    holds("dpmo", "dpmo", Number(dpmo));
    holds("dpmo", "zLongTerm", sigmaLevel({ dpmo, shift: 0 }));
    holds("dpmo", "sigmaLevelShift1.5", sigmaLevel({ dpmo, shift: 1.5 }));
  });
  it.each([6, 5, 4, 3, 2, 1])("the table of Six Sigma: level %d", (level) => {
    holds("sigma-table", `dpmo@${level}`, dpmoOf({ sigmaLevel: level, shift: 1.5 }));
  });
  it("Harry: what passes two limits 3.5 away, as one limit", () => {
    const beyond = 2 * dpmoOf({ sigmaLevel: 3.5, shift: 0 });
    // Printed are 0.99953465 and 3.31071537, from a table of fewer digits
    expect(1 - beyond / 1_000_000).toBeCloseTo(0.9995347418419289, 14);
    expect(Math.abs(1 - beyond / 1_000_000 - 0.99953465)).toBeLessThan(1e-7);
    holds("harry", "zBench", sigmaLevel({ dpmo: beyond, shift: 0 }));
  });
  it("a line of 90, 95 and 80 % at once yields 68.4 %", () => {
    const steps = [90, 95, 80].map((passed) => ({ passed, entered: 100 }));
    expect(rolledThroughputYield(steps)?.rolled.toString()).toBe("0.684");
  });
});

// Under the GPL: read beside the project where they are, never kept in it
const rings = new URL("../../shared/reference/spc/data/pistonrings.txt", import.meta.url);
it.skipIf(!existsSync(rings))("Montgomery's piston rings, as qcc has them (skipped without its data)", () => {
  const lines = readFileSync(rings, "utf8").trim().split("\n").slice(1, 126);
  const values = lines.map((line) => line.trim().split(/\s+/)[0] ?? "");
  const subgroups = Array.from({ length: 25 }, (_, i) => values.slice(5 * i, 5 * i + 5));
  const found = capability({ subgroups, within: "mean range", lower: "73.95", upper: "74.05" });
  expect(found?.mean.toFixed(6)).toBe("74.001176");
  expect(found?.cp?.toFixed(3)).toBe("1.703");
  expect(found?.cpk.value.toFixed(3)).toBe("1.663");
});

describe("The Free Dictionary: revenue 12,000, cost of sales 4,000, stock 1,600 to 2,500, and what is owed", () => {
  const year = 365 * 86_400;
  const days = (seconds: { div(by: number): { toNumber(): number } } | null) =>
    seconds?.div(86_400).toNumber();
  it("DSO", () => {
    const dso = daysSalesOutstanding({ receivables: "average", tax: "excluded" });
    holds("ccc", "DSO", days(dso({ opening: 680, closing: 640, period: year, sales: 12_000 })));
  });
  it("DPO", () => {
    const dpo = daysPayableOutstanding({ payables: "average", over: "cost of sales" });
    holds("ccc", "DPO", days(dpo({ opening: 1100, closing: 1300, period: year, cost: 4000 })));
  });
  it("CCC is 97.6: the 97.7 that is printed adds rounded parts", () => {
    const cycle = cashConversionCycle({ balances: "average", tax: "excluded" });
    const given = {
      ...{ stockBefore: 1600, stock: 2500, payablesBefore: 1100, payables: 1300 },
      ...{ receivablesBefore: 680, receivables: 640, cost: 4000, sales: 12_000, period: year },
    };
    holds("ccc", "CCC", days(cycle(given)));
  });
});

it("deckmetric: 4.8 million burnt for 3.2 million of recurring revenue", () => {
  const burn = population(posting).dated("at").sum("amount");
  holds("burn", "multiple", burnMultiple({ burn })({ burn: 4_800_000, gained: 3_200_000 })?.toNumber());
});

describe("Newcombe (1998): limits of shares by Wilson", () => {
  it.each([
    ["81/263", 81, 263],
    ["15/148", 15, 148],
    ["0/20", 0, 20],
    ["1/29", 1, 29],
  ])("%s", (field, hits, of) => {
    const share = proportion({ hits, of });
    holds("wilson", `${field} lo`, share?.lower);
    holds("wilson", `${field} hi`, share?.upper);
  });
});
