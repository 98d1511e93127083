import { Decimal } from "kpi-core";
import {
  countChart,
  cumulativeSum,
  differenceOfProportions,
  exponentiallyWeightedMovingAverage,
  exponentialSmoothing,
  individualsChart,
  percentRank,
  priceVolumeMix,
  proportionChart,
  runRules,
} from "kpi-core/models";
import { describe, expect, it } from "vitest";
import { decimalOf, fraction } from "../src/core/fraction.ts";
import examples from "./reference/worked-examples/worked_examples.json" with { type: "json" };

// Worked examples of statistics that others have published: control charts, smoothing, ranks, two shares and mix. Every
// check of the examples named here is held, and the last test counts them. Piston rings (center, LCL, UCL) are in
// models/control-charts-qcc.test.ts, beside the data that are not kept here; the rest are listed in
// published-production.test.ts. Not here: the error of triple smoothing in 6.4.3.6 of NIST, whose start is not
// published
const here = [
  ...["orangejuice", "nist-individuals", "nist-c", "nist-ewma", "nist-cusum"],
  ...["nist-ses", "nist-double", "newcombe", "percentrank", "mix"],
];
const held = new Set<string>();
const numbers = (text: string) => text.split(" ").map(Number);

/** Holds a value to the exact one, to the digits of the independent sum, and to what is printed, rounded either way. */
function holds(
  example: string,
  field: string,
  found: Decimal | number | null | undefined,
  cut = false,
): void {
  const rows = examples.filter((one) => one.example === example && one.field === field);
  expect(rows, `${example}, ${field}`).toHaveLength(1);
  const { value, valueFloat, published, decimals } = rows[0] as (typeof examples)[number];
  const own = new Decimal(found ?? Number.NaN);
  if (typeof value === "string") {
    const [above = 0n, below = 1n] = value.split("/").map(BigInt);
    expect(own.toString(), field).toBe(decimalOf(fraction(above, below)).toString());
  }
  const scale = Math.max(1, Math.abs(valueFloat));
  expect(Math.abs(own.toNumber() - valueFloat) / scale, field).toBeLessThan(1e-12);
  const unit = new Decimal(10).pow(-decimals);
  const off = own.minus(published).abs();
  expect(cut ? off.lt(unit) : off.lte(unit.div(2)), `${field}: ${own}, printed ${published}`).toBe(true);
  held.add(`${example}, ${field}`);
}

describe("control charts of the handbook of NIST and SEMATECH", () => {
  it("6.3.2.2, single flow rates: 50.81 on average, limits 45.8159 and 55.8041 by a d2 of 1.128", () => {
    const values = numbers("49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1");
    const chart = individualsChart({ values, constants: "rounded" });
    holds("nist-individuals", "mean", chart?.centre);
    holds("nist-individuals", "MRbar", chart?.movingRange.centre);
    holds("nist-individuals", "UCL(1.128)", chart?.points[0]?.upper);
    holds("nist-individuals", "LCL(1.128)", chart?.points[0]?.lower);
    // By the exact d2, and by 2.66
    const exact = individualsChart({ values });
    expect(exact?.points[0]?.upper?.toFixed(4)).toBe("55.8024");
    expect(new Decimal(2.66).times("16.9").div(9).plus("50.81").toFixed(4)).toBe("55.8049");
  });

  it("6.3.3.1, defects of 25 wafers: 16, from 4 to 28; the 24th is outside, those on a limit are not", () => {
    const counts = numbers("16 14 28 16 12 20 10 12 10 17 19 17 14 16 15 13 14 16 11 20 11 19 16 31 13");
    const chart = countChart({ samples: counts.map((count) => ({ count })) });
    holds("nist-c", "cbar", chart?.centre);
    holds("nist-c", "UCL", chart?.points[0]?.upper);
    holds("nist-c", "LCL", chart?.points[0]?.lower);
    expect(chart?.points.flatMap(({ beyond }, at) => (beyond === null ? [] : [[at + 1, beyond]]))).toEqual([
      [24, "upper"],
    ]);
  });

  it("6.3.3.2, shares of 30 wafers of 50 chips: 15 and 23 are outside, and the limits without them", () => {
    const hits = numbers("12 15 8 10 4 7 16 9 14 10 5 6 17 12 22 8 10 5 13 11 20 18 24 15 9 12 7 13 9 6");
    const samples = hits.map((chips) => ({ hits: chips, of: 50 }));
    const chart = proportionChart({ samples });
    holds("orangejuice", "pbar", chart?.centre);
    holds("orangejuice", "UCL", chart?.points[0]?.upper);
    holds("orangejuice", "LCL", chart?.points[0]?.lower);
    const outside =
      chart === null ? [] : runRules(chart, "wheeler").filter(({ rule }) => rule === "beyond limits");
    expect(outside.map(({ to }) => to + 1)).toEqual([15, 23]);
    const without = proportionChart({ samples, excluded: [14, 22] });
    expect(without?.centre.toString()).toBe("0.215");
    expect(without?.points[14]?.lower?.toFixed(4)).toBe("0.0407");
    expect(without?.points[14]?.upper?.toFixed(4)).toBe("0.3893");
  });

  const process = "52 47 53 49.3 50.1 47 51 50.1 51.2 50.5 49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1";
  it("6.3.2.4, weighted averages: from 50.60 to 51.99, none of them outside", () => {
    const chart = exponentiallyWeightedMovingAverage({
      ...{ values: numbers(process), target: 50, sigma: 2.0539, weight: 0.3, limits: "asymptotic" },
    });
    chart.points.forEach(({ value }, at) => {
      holds("nist-ewma", `ewma${at + 1}`, value);
    });
    holds("nist-ewma", "UCL", chart.points[0]?.upper);
    holds("nist-ewma", "LCL", chart.points[0]?.lower, true); // printed as 47.4115, cut
    expect(chart.points.every(({ beyond }) => beyond === null)).toBe(true);
  });

  const means =
    "324.925 324.675 324.725 324.35 325.35 325.225 324.125 324.525 325.225 324.6 324.625 325.15 328.325 327.25 " +
    "327.825 328.5 326.675 327.775 326.875 328.35";
  it("6.3.2.3, cumulative sums of 20 means: the first signal is the 14th", () => {
    const sums = cumulativeSum({
      ...{ values: numbers(means), target: 325, allowance: 0.3175, decisionInterval: 4.1959 },
    });
    sums.points.forEach(({ above, below }, at) => {
      holds("nist-cusum", `Shi${at + 1}`, above);
      holds("nist-cusum", `Slo${at + 1}`, below);
    });
    holds("nist-cusum", "firstSignal", (sums.signals[0]?.at ?? 0) + 1);
    expect(sums.signals.map(({ at, side }) => [at + 1, side])).toEqual(
      [14, 15, 16, 17, 18, 19, 20].map((at) => [at, "above"]),
    );
  });
});

describe("smoothing, in the handbook of NIST and SEMATECH", () => {
  const values = numbers("71 70 69 68 64 65 72 78 75 75 75 70");
  it("6.4.3.1, simple by 0.1", () => {
    const found = exponentialSmoothing({ values, weights: { level: 0.1 } });
    found?.fitted.forEach((guess, at) => {
      if (at > 0) holds("nist-ses", `S${at + 1}`, guess);
    });
    holds("nist-ses", "SSE exact", found?.sumOfSquaredErrors);
    holds("nist-ses", "MSE", found?.meanSquaredError);
    // The page adds squares, each rounded to two decimals, of errors rounded to two
    const squares = found?.fitted.map((guess, at) =>
      Number(
        (Number(new Decimal(values[at] ?? 0).minus(guess ?? values[at] ?? 0).toFixed(2)) ** 2).toFixed(2),
      ),
    );
    const printed = squares?.reduce((sum, one) => sum.plus(one), new Decimal(0));
    holds("nist-ses", "SSE (published 208.94 sums squares of errors rounded to 2 dp)", printed);
  });
  it("6.4.3.1, by 0.5 the errors are smaller", () => {
    const found = exponentialSmoothing({ values, weights: { level: 0.5 } });
    holds("nist-ses", "MSE alpha=.5 (recomputed, the page prints another value)", found?.meanSquaredError);
  });

  it("6.4.3.4, double by 0.3623 and 1", () => {
    // The page starts at 6.4 with a trend of (8.8 - 6.4) / 3 = 0.8, so that the level before was 5.6
    const found = exponentialSmoothing({
      values: numbers("6.4 5.6 7.8 8.8 11 11.6 16.7 15.3 21.6 22.4"),
      weights: { level: 0.3623, trend: 1 },
      ...{ start: { level: 5.6, trend: 0.8 }, ahead: 5 },
    });
    found?.fitted.forEach((guess, at) => {
      if (at > 0) holds("nist-double", `forecast${at + 1}`, guess);
    });
    found?.forecast.forEach((guess, at) => {
      holds("nist-double", `ahead${at + 1}`, guess);
    });
  });
});

it("Newcombe (1998), Statistics in Medicine 17:873, method 10: 56 of 70 and 48 of 80", () => {
  const found = differenceOfProportions({ first: { hits: 56, of: 70 }, second: { hits: 48, of: 80 } });
  expect(found?.difference).toBe(0.2);
  holds("newcombe", "lo", found?.lower);
  holds("newcombe", "hi", found?.upper);
});

describe("PERCENTRANK.INC, as Microsoft documents it", () => {
  const among = numbers("13 12 11 8 4 3 2 1 1 1");
  it.each([
    [2, "2", "0.333"],
    [4, "4 (Excel truncates 0.5555 -> 0.555)", "0.555"],
    [5, "5", "0.583"],
  ])("of %d", (value, field, printed) => {
    const rank = percentRank({ value, among, method: "inclusive" });
    holds("percentrank", field, rank);
    expect(rank?.toFixed(3, Decimal.ROUND_DOWN)).toBe(printed);
  });
});

it("Google Answers 716474, price, volume and mix: 700, 100, 300 at 3, 2, 1 after 400, 300, 300 at 4, 1, 2", () => {
  const items = [
    { before: { volume: 400, price: 4 }, after: { volume: 700, price: 3 } },
    { before: { volume: 300, price: 1 }, after: { volume: 100, price: 2 } },
    { before: { volume: 300, price: 2 }, after: { volume: 300, price: 1 } },
  ];
  const found = priceVolumeMix({ items, mixAgainst: "nothing" });
  holds("mix", "volumeVar", found.volume);
  holds("mix", "rateVar", found.price);
  holds("mix", "quantity", found.quantity);
  holds("mix", "total", found.change);
  for (const [at, name] of ["mixA", "mixB", "mixC"].entries()) holds("mix", name, found.items[at]?.mix);
});

it("every check of these examples was held", () => {
  const all = examples.filter(({ example }) => here.includes(example));
  expect(held).toEqual(new Set(all.map(({ example, field }) => `${example}, ${field}`)));
});
