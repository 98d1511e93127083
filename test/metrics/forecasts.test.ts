import { evaluate, table } from "kpi-core";
import * as forecasts from "kpi-core/metrics/forecasts";
import { forecast } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { expectCounts, type HandCount } from "./hand-count.ts";
import { pages } from "./shown.ts";

// Forecast, came, naive; errors 2, -2, 0 in January and 0, 3 in February, of which one has nothing to judge it by
const week = (targetAt: string, foreseen: number, actual: number | null, naive: number | null) => ({
  targetAt,
  forecast: foreseen,
  actual,
  naive,
});
const rows = [
  week("2026-01-05", 8, 10, 15),
  week("2026-01-12", 10, 8, 10),
  week("2026-01-19", 20, 20, null),
  week("2026-02-02", 0, 0, 8),
  week("2026-02-09", 1, 4, 0),
  week("2026-02-16", 5, null, 4),
];
const plan = { per: "month", timeZone: "UTC", from: "2026-01-01", to: "2026-03-01" } as const;
const judged = table(forecast, rows, {}, { zone: "UTC" });

const counts: HandCount<typeof forecasts> = {
  // 4 over 3; 3 over 2; 7 over 5
  meanAbsoluteError: ["1.333333333333333333333333333333333", "1.5", "1.4"],
  // 8 over 3; 9 over 2; 17 over 5
  rootMeanSquaredError: [
    "1.632993161855452065464856049803928",
    "2.121320343559642573202533086314547",
    "1.843908891458577462000454856352559",
  ],
  // 2 of 10 and 2 of 8: 0.45 over 3; nothing came on 2 February
  meanAbsolutePercentageError: ["0.15", "zero-denominator", "zero-denominator"],
  // 4 of 18 twice: 4/9 over 3, cut at the twentieth decimal; 0, and 6 of 5: 1.2 over 2; (4/9 + 6/5) over 5
  symmetricPercentageError: ["0.1481481481481481481466666666666667", "0.6", "0.328888888888888888888"],
  // 4 of 38; 3 of 4; 7 of 42
  weightedAbsolutePercentageError: [
    "0.1052631578947368421052631578947368",
    "0.75",
    "0.1666666666666666666666666666666667",
  ],
  forecastAccuracy: ["0.8947368421052631578947368421052632", "0.25", "0.8333333333333333333333333333333333"],
  // 0 of 38; 3 of 4; 3 of 42
  forecastBias: ["0", "0.75", "0.07142857142857142857142857142857143"],
  // 0; 3 over 1.5; 3 over 1.4
  trackingSignal: ["0", "2", "2.142857142857142857142857142857143"],
  // Naive 5 and 2, forecast 2 and 2, of 18; 8 and 4, 0 and 3, of 4; (19 - 7) of 22
  forecastValueAdded: [
    "0.1666666666666666666666666666666667",
    "2.25",
    "0.5454545454545454545454545454545455",
  ],
};

describe("the forecasts page, counted by hand", () => {
  expectCounts(counts, ["January", "February"], () => evaluate(pages.forecasts, judged, plan));
});

describe("the variants of the page", () => {
  it("the sign of the errors turns the bias and the tracking signal round", () => {
    const turned = { errorSign: "forecast - actual" } as const;
    expect(figuresOf(forecasts.forecastBias({ as: "sum", ...turned }), judged, plan).total).toBe("-3");
    expect(figuresOf(forecasts.forecastBias({ as: "mean", ...turned }), judged, plan).total).toBe("-0.6");
    expect(figuresOf(forecasts.trackingSignal(turned), judged, plan).rows).toEqual(["0", "-2"]);
  });
  it("the symmetric error from 0 to 100 % is half of the other", () => {
    const half = figuresOf(forecasts.symmetricPercentageError({ range: "0 to 1" }), judged, plan);
    expect(half.rows[1]).toBe("0.3");
  });
  it("the percentage error says of how many nothing came", () => {
    const { totals } = evaluate({ mape: forecasts.meanAbsolutePercentageError }, judged, plan);
    expect(totals?.cells.mape).toMatchObject({ value: null, reason: "zero-denominator" });
    expect(totals?.cells.mape.inputs.zeros?.toString()).toBe("1");
  });
  it("of errors larger than what came the accuracy is 0, and no less", () =>
    expect(forecasts.forecastAccuracy({ errors: 30, actuals: 10 })?.toString()).toBe("0"));
  it("an error has a sign that is known", () => {
    const wrong = { errorSign: "error" } as never;
    expect(() => forecasts.trackingSignal(wrong)).toThrow(
      'trackingSignal: errorSign is "error"; write "actual - forecast" or "forecast - actual"',
    );
    expect(() => forecasts.symmetricPercentageError({ range: "200" as "0 to 2" })).toThrow(
      'symmetricPercentageError: range is "200"; write "0 to 2" or "0 to 1"',
    );
  });
});
