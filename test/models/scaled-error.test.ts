import { readFileSync } from "node:fs";
import { evaluate, table } from "kpi-core";
import * as forecasts from "kpi-core/metrics/forecasts";
import { meanAbsoluteScaledError, meanAndDeviation, rootMeanSquaredScaledError } from "kpi-core/models";
import { forecast } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";

// R 4.2.2, package forecast 8.20: AirPassengers until 1958, and the 24 months after it
type Measures = "ME" | "RMSE" | "MAE" | "MAPE" | "MASE";
const reference: {
  readonly airPassengers: readonly number[];
  readonly accuracy: Readonly<Record<string, Readonly<Record<Measures, number>>>>;
  readonly byHand: Readonly<Record<string, number>> & { readonly trackingSignalRunning: readonly number[] };
} = JSON.parse(readFileSync(new URL("../reference/forecast/accuracy.json", import.meta.url), "utf8"));
const training = reference.airPassengers.slice(0, 120);
const actual = reference.airPassengers.slice(120);
const months = actual.map((_, i) => i);
const [first = 0, last = 0] = [training[0], training.at(-1)];

const made: Readonly<Record<string, readonly number[]>> = {
  air_snaive_24: months.map((i) => training[108 + (i % 12)] ?? 0),
  air_naive_24: months.map(() => last),
  air_drift_24: months.map((i) => last + ((i + 1) * (last - first)) / (training.length - 1)),
  air_mean_24: months.map(() => meanAndDeviation(training).mean.toNumber()),
};
const judged = (guesses: readonly number[], until = 24) =>
  table(
    forecast,
    actual.slice(0, until).map((came, i) => ({ at: i * 1000, forecast: guesses[i], actual: came })),
    { targetAt: "at" },
  );
const sign = { errorSign: "actual - forecast" } as const;

describe("against accuracy() of R, of 24 months", () => {
  it.each(Object.keys(made))("%s, to 1e-9", (name) => {
    const guesses = made[name] ?? [];
    const expected = reference.accuracy[name];
    const { totals } = evaluate(
      {
        ME: forecasts.forecastBias({ as: "mean", ...sign }),
        RMSE: forecasts.rootMeanSquaredError,
        MAE: forecasts.meanAbsoluteError,
        MAPE: forecasts.meanAbsolutePercentageError,
      },
      judged(guesses),
      {},
    );
    for (const measure of ["ME", "RMSE", "MAE"] as const) {
      expect(totals?.cells[measure].value?.toNumber()).toBeCloseTo(expected?.[measure] ?? Number.NaN, 9);
    }
    expect(totals?.cells.MAPE.value?.times(100).toNumber()).toBeCloseTo(expected?.MAPE ?? Number.NaN, 9);
    const scaled = meanAbsoluteScaledError({ training, actual, forecast: guesses, season: 12 });
    expect(scaled?.toNumber()).toBeCloseTo(expected?.MASE ?? Number.NaN, 9);
  });

  const guesses = made.air_snaive_24 ?? [];
  const total = (metric: Parameters<typeof figuresOf>[0]) => Number(figuresOf(metric, judged(guesses)).total);
  it("the seasonal naive forecast, by all other measures", () => {
    const { byHand } = reference;
    expect(100 * total(forecasts.symmetricPercentageError({ range: "0 to 2" }))).toBeCloseTo(
      byHand.smape200Pct ?? 0,
      9,
    );
    expect(100 * total(forecasts.symmetricPercentageError({ range: "0 to 1" }))).toBeCloseTo(
      byHand.smape100Pct ?? 0,
      9,
    );
    expect(100 * total(forecasts.weightedAbsolutePercentageError)).toBeCloseTo(byHand.wapePct ?? 0, 9);
    expect(100 * total(forecasts.forecastBias({ as: "share", ...sign }))).toBeCloseTo(byHand.biasPct ?? 0, 9);
    const options = { training, actual, forecast: guesses };
    expect(meanAbsoluteScaledError({ ...options, season: 1 })?.toNumber()).toBeCloseTo(
      byHand.mase_m1 ?? 0,
      9,
    );
    expect(rootMeanSquaredScaledError({ ...options, season: 12 })?.toNumber()).toBeCloseTo(
      byHand.rmsse_m12 ?? 0,
      9,
    );
  });
  it("its tracking signal runs to 24, since all errors have one sign", () => {
    const running = months.map((i) =>
      Number(figuresOf(forecasts.trackingSignal(sign), judged(guesses, i + 1)).total),
    );
    for (const [i, value] of running.entries())
      expect(value).toBeCloseTo(reference.byHand.trackingSignalRunning[i] ?? 0, 12);
  });
});

describe("errors scaled by those of the naive forecast", () => {
  const short = { training: [5, 7], actual: [8], forecast: [9] };
  it("are null where there is no naive forecast, or it never errs", () => {
    expect(meanAbsoluteScaledError({ ...short, season: 2 })).toBeNull();
    expect(rootMeanSquaredScaledError({ ...short, season: 3 })).toBeNull();
    expect(meanAbsoluteScaledError({ ...short, training: [], season: 1 })).toBeNull();
    expect(meanAbsoluteScaledError({ ...short, training: [7, 7, 7], season: 1 })).toBeNull();
  });
  it("by squares: 1 and 9 over 2 against 4, 4 and 16 over 3", () => {
    const options = { training: [5, 7, 5, 9], actual: [8, 10], forecast: [9, 7], season: 1 };
    expect(rootMeanSquaredScaledError(options)?.toNumber()).toBeCloseTo(Math.sqrt(5 / 8), 14);
  });
  it.each([
    [{ season: 0 }, "meanAbsoluteScaledError: season is 0; give the number of periods"],
    [{ season: 1.5 }, "meanAbsoluteScaledError: season is 1.5; give the number of periods"],
    [
      { forecast: [] },
      "meanAbsoluteScaledError: there are 1 actuals and 0 forecasts; give one forecast for each",
    ],
    [{ actual: [], forecast: [] }, "meanAbsoluteScaledError: actual: there are no values; give some"],
  ])("%j is refused", (wrong, message) => {
    expect(() => meanAbsoluteScaledError({ ...short, season: 1, ...wrong })).toThrow(message);
  });
});
