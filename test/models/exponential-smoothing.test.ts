import fc from "fast-check";
import { Decimal } from "kpi-core";
import { exponentialSmoothing, type SmoothingInput, type SmoothingState } from "kpi-core/models";
import { describe, expect, it } from "vitest";
import reference from "../reference/forecast/smoothing.json" with { type: "json" };

// R 4.2.2, HoltWinters() and the package forecast 8.20; the examples of NIST are in published-statistics.test.ts
interface Fit {
  readonly alpha: number;
  readonly beta: number | false;
  readonly gamma: number | false;
  readonly seasonal: string;
  readonly startIndex1: number;
  readonly sse: number;
  readonly coefficients: Readonly<Record<string, number>>;
  readonly fitted: readonly number[];
  readonly forecast: readonly number[];
}
type Name = keyof typeof reference.series;
const series: Readonly<Record<string, Name>> = {
  ...{ air: "AirPassengers", ukgas: "UKgas", uspop: "uspop", nile: "Nile", nist: "nistQuarterly" },
};
const valuesOf = (name: Name) => reference.series[name].values;
const close = (found: Decimal | null | undefined, expected: number | undefined, digits = 10) => {
  const off = (found ?? new Decimal(Number.NaN)).minus(expected ?? Number.NaN).div(expected || 1);
  expect(off.abs().toNumber(), `${found}, ${expected}`).toBeLessThan(10 ** -digits);
};

describe("as HoltWinters of R, to 1e-10", () => {
  it.each(Object.entries(reference.hw) as [string, Fit][])("%s", (id, fit) => {
    const name = series[id.split("_")[0] ?? ""] as Name;
    const length = reference.series[name].frequency;
    const form = fit.seasonal === "multiplicative" ? "multiplicative" : "additive";
    const found = exponentialSmoothing({
      values: valuesOf(name),
      weights: {
        level: fit.alpha,
        ...(fit.beta !== false && { trend: fit.beta }),
        ...(fit.gamma !== false && { seasonal: fit.gamma }),
      },
      ...(fit.gamma !== false && { season: { length, form } }),
      ahead: fit.forecast.length,
    });
    const first = fit.startIndex1 - 1;
    expect(found?.fitted.slice(0, first)).toEqual(Array(first).fill(null));
    fit.fitted.forEach((guess, at) => {
      close(found?.fitted[first + at], guess);
    });
    close(found?.sumOfSquaredErrors, fit.sse);
    fit.forecast.forEach((guess, h) => {
      close(found?.forecast[h], guess);
    });
    const { a, b, ...seasonal } = fit.coefficients;
    close(found?.level, a);
    if (b === undefined) expect(found?.trend).toBeNull();
    else close(found?.trend, b);
    Object.values(seasonal).forEach((one, at) => {
      close(found?.seasonal[at], one);
    });
    expect(found?.seasonal).toHaveLength(Object.keys(seasonal).length);
  });
});

describe("what is published of them", () => {
  const air = { values: valuesOf("AirPassengers"), season: { length: 12, form: "multiplicative" } } as const;
  const shown = (input: SmoothingInput, digits: number) =>
    exponentialSmoothing(input)?.forecast.map((one) => one.toFixed(digits));
  it("AirPassengers, optimised: squares of 16,570.8, next 447.06, 419.71, 464.87", () => {
    const { alpha, beta, gamma } = reference.hw.air_mult_optimised;
    const input = { ...air, weights: { level: alpha, trend: beta, seasonal: gamma }, ahead: 3 };
    expect(exponentialSmoothing(input)?.sumOfSquaredErrors.toFixed(1)).toBe("16570.8");
    expect(shown(input, 2)).toEqual(["447.06", "419.71", "464.87"]);
  });
  it("by 0.3, 0.1 and 0.2: squares of 34,270.38, next 455.61, 448.91, 519.94", () => {
    const input = { ...air, weights: { level: 0.3, trend: 0.1, seasonal: 0.2 }, ahead: 3 };
    expect(exponentialSmoothing(input)?.sumOfSquaredErrors.toFixed(2)).toBe("34270.38");
    expect(shown(input, 2)).toEqual(["455.61", "448.91", "519.94"]);
  });
  it("the Nile by 0.25: 803.894, squares of 2,038,891.3; the best weight is 0.24656", () => {
    const values = valuesOf("Nile");
    const squares = (level: number) =>
      exponentialSmoothing({ values, weights: { level } })?.sumOfSquaredErrors.toNumber() ?? 0;
    expect(shown({ values, weights: { level: 0.25 } }, 3)).toEqual(["803.894"]);
    expect(squares(0.25).toFixed(1)).toBe("2038891.3");
    const best = squares(0.24656);
    for (const other of [0.2464, 0.2467, 0.1, 0.9]) expect(squares(other)).toBeGreaterThan(best);
  });
});

describe("as the package forecast, with its simple start", () => {
  // The mean of the first year, the mean step to the second, and the first year over the mean or less it
  const start = (form: "additive" | "multiplicative"): SmoothingState => {
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum.plus(value), new Decimal(0)).div(values.length);
    const [year, next] = [valuesOf("AirPassengers").slice(0, 12), valuesOf("AirPassengers").slice(12, 24)];
    const level = mean(year);
    return {
      level,
      trend: mean(next).minus(level).div(12),
      seasonal: year.map((value) =>
        form === "additive" ? level.minus(value).negated() : level.pow(-1).times(value),
      ),
    };
  };
  it.each([
    ["air_hw_mult_simple", "multiplicative", ["455.18", "440.39", "510.12"]],
    ["air_hw_add_simple", "additive", ["471.95", "463.60", "511.29"]],
  ] as const)("%s", (id, form, published) => {
    const found = exponentialSmoothing({
      values: valuesOf("AirPassengers"),
      weights: { level: 0.3, trend: 0.1, seasonal: 0.2 },
      season: { length: 12, form, against: "forecast" },
      ...{ start: start(form), ahead: 14 },
    });
    reference.forecast[id].fitted.forEach((guess, at) => {
      close(found?.fitted[at], guess);
    });
    // After a year R gives the mean of its error model, in which level and season are no longer independent
    const until = form === "additive" ? 14 : 12;
    reference.forecast[id].mean.slice(0, until).forEach((guess, h) => {
      close(found?.forecast[h], guess);
    });
    expect(found?.forecast.slice(0, 3).map((one) => one.toFixed(2))).toEqual(published);
  });
  it("additive, a season learnt from the level by g is one learnt from the forecast by g (1 - a)", () => {
    const input = { values: valuesOf("UKgas"), ahead: 8 };
    const [level, forecast] = (["level", "forecast"] as const).map((against) =>
      exponentialSmoothing({
        ...input,
        weights: { level: 0.2, trend: 0.1, seasonal: against === "level" ? 0.5 : 0.4 },
        season: { length: 4, form: "additive", against },
      }),
    );
    level?.forecast.forEach((one, h) => {
      close(forecast?.forecast[h], one.toNumber(), 12);
    });
  });
  it("a damped trend, as ets fits it", () => {
    const { par, mean, fitted } = reference.forecast.uspop_holt_damped;
    // ets writes the weight of its trend in its own terms: beta / alpha
    const found = exponentialSmoothing({
      values: valuesOf("uspop"),
      weights: { level: par.alpha, trend: par.beta / par.alpha },
      ...{ damping: par.phi, start: { level: par.l, trend: par.b }, ahead: 8 },
    });
    fitted.forEach((guess, at) => {
      close(found?.fitted[at], guess, 6);
    });
    mean.forEach((guess, h) => {
      close(found?.forecast[h], guess, 6);
    });
  });
});

describe("by hand", () => {
  const texts = (list: readonly (Decimal | null)[] | undefined) =>
    list?.map((one) => one?.toString() ?? null);
  it("simple, 10, 14, 13 by a half: 10, 12, 12.5; errors 4 and 1", () => {
    const found = exponentialSmoothing({ values: [10, 14, 13], weights: { level: 0.5 }, ahead: 2 });
    expect(texts(found?.fitted)).toEqual([null, "10", "12"]);
    expect(texts(found?.forecast)).toEqual(["12.5", "12.5"]);
    expect([found?.sumOfSquaredErrors, found?.meanSquaredError].map(String)).toEqual(["17", "8.5"]);
  });
  it("with a trend: 10, 12, 16 by a half each", () => {
    // From 12 and 2 the forecast is 14; level (16 + 14) / 2 = 15, trend (3 + 2) / 2 = 2.5
    const found = exponentialSmoothing({
      values: [10, 12, 16],
      weights: { level: 0.5, trend: 0.5 },
      ahead: 2,
    });
    expect(texts(found?.fitted)).toEqual([null, null, "14"]);
    expect(texts(found?.forecast)).toEqual(["17.5", "20"]);
  });
  it("damped by a half: 15 + 1.25, then 0.625 more", () => {
    // From 12 and 2, of which 1 is left: 13; level 14.5, trend (2.5 + 1) / 2 = 1.75, of which 0.875, then 0.4375
    const weights = { level: 0.5, trend: 0.5 };
    const found = exponentialSmoothing({ values: [10, 12, 16], weights, damping: 0.5, ahead: 2 });
    expect(texts(found?.forecast)).toEqual(["15.375", "15.8125"]);
  });
  it("a season of two, -1 and 1 about 10, then 13: level 12, the season learns a half", () => {
    // 13 less -1 is 14: level (14 + 10) / 2 = 12; 13 less 12 is 1, and (1 - 1) / 2 is 0
    const start = { level: 10, seasonal: [-1, 1] };
    const weights = { level: 0.5, seasonal: 0.5 };
    const season = { length: 2, form: "additive" } as const;
    const found = exponentialSmoothing({ values: [13], weights, season, start, ahead: 3 });
    expect(texts(found?.fitted)).toEqual(["9"]);
    expect(found?.level.toString()).toBe("12");
    // The next period is the second of the season
    expect(texts(found?.seasonal)).toEqual(["1", "0"]);
    expect(texts(found?.forecast)).toEqual(["13", "12", "13"]);
  });
  it("a season of three, odd, starts without halves", () => {
    // 1 2 3 4 5 6: averages 2, 3, 4, 5 on a line, and no season in it
    const weights = { level: 0.5, trend: 0.5, seasonal: 0.5 };
    const season = { length: 3, form: "additive" } as const;
    const found = exponentialSmoothing({ values: [1, 2, 3, 4, 5, 6], weights, season });
    expect(found?.trend?.gt(0)).toBe(true);
    // The line is 1 + t, at t = 0 one; so 4 is guessed as 1 + 1 + 0
    expect(texts(found?.fitted.slice(0, 4))).toEqual([null, null, null, "2"]);
  });
});

describe("what it keeps", () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 30 });
  const share = fc.integer({ min: 0, max: 100 }).map((hundredths) => hundredths / 100);
  it("with a weight of 1 the forecast is the last value", () => {
    fc.assert(
      fc.property(values, (list) => {
        const found = exponentialSmoothing({ values: list, weights: { level: 1 }, ahead: 2 });
        expect(found?.fitted.slice(1).map(Number)).toEqual(list.slice(0, -1).map((value) => value + 0));
        expect(found?.forecast.map(Number)).toEqual(
          [list.at(-1), list.at(-1)].map((value) => (value ?? 0) + 0),
        );
      }),
    );
  });
  it("a level is between the least and the greatest value", () => {
    fc.assert(
      fc.property(values, share, (list, level) => {
        const found = exponentialSmoothing({ values: list, weights: { level } })?.level;
        expect(found?.gte(Math.min(...list)) && found.lte(Math.max(...list))).toBe(true);
      }),
    );
  });
  it("a straight line with a season goes on as it is, by any weights", () => {
    fc.assert(
      fc.property(share, share, share, fc.integer({ min: -9, max: 9 }), (level, trend, seasonal, step) => {
        const at = (t: number) => 50 + step * t + ([3, -1, -2][t % 3] ?? 0);
        const found = exponentialSmoothing({
          values: Array.from({ length: 9 }, (_, t) => at(t)),
          weights: { level, trend, seasonal },
          season: { length: 3, form: "additive" },
          // One step before the first
          start: { level: 50 - step, trend: step, seasonal: [3, -1, -2] },
          ahead: 5,
        });
        expect(found?.forecast.map((one) => one.toFixed(6))).toEqual(
          Array.from({ length: 5 }, (_, h) => new Decimal(at(9 + h)).toFixed(6)),
        );
      }),
    );
  });
  it("adding to all adds to the forecast, and doubling doubles it", () => {
    fc.assert(
      fc.property(values, share, share, (list, level, trend) => {
        const of = (all: readonly number[]) =>
          exponentialSmoothing({ values: all, weights: { level, trend } })?.forecast[0] ?? new Decimal(0);
        const one = of(list);
        const off = of(list.map((value) => 2 * value + 7)).minus(one.times(2).plus(7));
        expect(off.abs().lt("1e-25")).toBe(true);
      }),
    );
  });
});
