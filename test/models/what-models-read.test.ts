import { Decimal } from "kpi-core";
import * as models from "kpi-core/models";
import { describe, expect, it } from "vitest";

/** Every number within a result, as it is. */
function numbersIn(value: unknown): (number | Decimal)[] {
  if (typeof value === "number" || Decimal.isDecimal(value)) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
const isNegativeZero = (value: number | Decimal) =>
  typeof value === "number" ? Object.is(value, -0) : value.isZero() && value.isNegative();

describe("-0 is 0", () => {
  const replenished = { demand: { mean: 1, deviation: 0, per: 1 }, leadTime: { mean: 1, deviation: 0 } };
  const traffic = { contacts: -0, intervalSeconds: 60, handleSeconds: 10, agents: 2, withinSeconds: 20 };
  it.each<[string, () => unknown]>([
    ["proportion", () => models.proportion({ hits: -0, of: 5 })],
    [
      "differenceOfProportions",
      () => models.differenceOfProportions({ first: { hits: -0, of: 5 }, second: { hits: 0, of: 5 } }),
    ],
    [
      "netPromoter",
      () => models.netPromoter({ promoters: -0, passives: 4, detractors: 0, method: "adjusted-wald" }),
    ],
    ["bradfordFactor", () => models.bradfordFactor({ spells: 2, days: -0 })],
    ["littlesLaw", () => models.littlesLaw({ throughput: "-0.0", cycleTime: 2 })],
    ["littlesLaw, a time", () => models.littlesLaw({ inProgress: new Decimal(-0), throughput: 2 })],
    ["safetyStock of nothing", () => models.safetyStock({ z: -1, ...replenished })],
    ["inventoryPosition", () => models.inventoryPosition({ onHand: -0, onOrder: -0, backordered: 0 })],
    [
      "economicOrderQuantity",
      () => models.economicOrderQuantity({ demand: -0, orderCost: 1, holdingCost: 1 }),
    ],
    ["erlangA", () => models.erlangA({ ...traffic, patienceSeconds: 60 })],
    ["erlangB", () => models.erlangB({ load: -0, lines: 2 })],
    ["erlangC", () => models.erlangC(traffic)],
    [
      "a trend that is damped away",
      () => models.exponentialSmoothing({ values: [3, 2, 1], weights: { level: 1, trend: 0 }, damping: 0 }),
    ],
    [
      "a driver that did not change, of a product below 0",
      () => models.driverContributions({ before: { a: -2, b: 3 }, after: { a: -3, b: 3 }, method: "lmdi" }),
    ],
  ])("%s", (_, go) => {
    expect(numbersIn(go()).filter(isNegativeZero)).toEqual([]);
  });
});

describe("what is to be a list and is none is said", () => {
  const naive = { training: [1, 2], actual: [1], forecast: [1], season: 1 };
  const plan = { intervalSeconds: 60, serviceLevel: 0.8, withinSeconds: 20 };
  const sums = { target: 0, allowance: 0, decisionInterval: 1 };
  it.each<[string, (list: never) => unknown]>([
    ["capability: subgroups", (subgroups) => models.capability({ subgroups, within: "pooled", upper: 1 })],
    [
      "capability: subgroup 1",
      (group) => models.capability({ subgroups: [group], within: "pooled", upper: 1 }),
    ],
    ["countBack: periods", (periods) => models.countBack({ receivables: 1, periods })],
    ["countChart: samples", (samples) => models.countChart({ samples })],
    ["cumulativeSum: values", (values) => models.cumulativeSum({ values, ...sums })],
    [
      "exponentialSmoothing: values",
      (values) => models.exponentialSmoothing({ values, weights: { level: 1 } }),
    ],
    [
      "exponentialSmoothing: start.seasonal",
      (seasonal) =>
        models.exponentialSmoothing({
          ...{ values: [1, 2], weights: { level: 1, seasonal: 1 }, start: { level: 1, seasonal } },
          season: { length: 2, form: "additive" },
        }),
    ],
    [
      "exponentiallyWeightedMovingAverage: values",
      (values) => models.exponentiallyWeightedMovingAverage({ values, target: 0, sigma: 1, weight: 1 }),
    ],
    ["individualsChart: values", (values) => models.individualsChart({ values })],
    ["individualsChart: excluded", (excluded) => models.individualsChart({ values: [1, 2], excluded })],
    [
      "meanAbsoluteScaledError: training",
      (training) => models.meanAbsoluteScaledError({ ...naive, training }),
    ],
    ["meanAbsoluteScaledError: actual", (actual) => models.meanAbsoluteScaledError({ ...naive, actual })],
    [
      "meanAbsoluteScaledError: forecast",
      (forecast) => models.meanAbsoluteScaledError({ ...naive, forecast }),
    ],
    ["meanAndDeviation: values", (values) => models.meanAndDeviation(values)],
    ["mixAndRate: segments", (segments) => models.mixAndRate({ segments, weights: "before" })],
    ["payback: inflows", (inflows) => models.payback({ outlay: 1, inflows, rate: 0 })],
    ["percentRank: among", (among) => models.percentRank({ value: 1, among, method: "mean" })],
    ["priceVolumeMix: items", (items) => models.priceVolumeMix({ items })],
    ["proportionChart: samples", (samples) => models.proportionChart({ samples })],
    ["rolledThroughputYield: steps", (steps) => models.rolledThroughputYield(steps)],
    ["runRules: points", (points) => models.runRules({ centre: 0, points }, "nelson")],
    ["staffingPlan: intervals", (intervals) => models.staffingPlan({ intervals, ...plan })],
    ["subgroupChart: subgroups", (subgroups) => models.subgroupChart({ subgroups, within: "mean range" })],
    [
      "subgroupChart: subgroup 1",
      (group) => models.subgroupChart({ subgroups: [group], within: "mean range" }),
    ],
  ])("%s", (subject, go) => {
    for (const [value, shown] of [
      [null, "null"],
      [5, "5"],
      ["", '""'],
      [{ length: 2 }, "an object"],
    ])
      expect(() => go(value as never)).toThrow(
        expect.objectContaining({ name: "KpiError", message: `${subject} is ${shown}; give a list` }),
      );
  });
});
