import { formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { forecast } from "../records/forecast.ts";

const judged = population(forecast).where("known(actual)").dated("targetAt");
const errors = judged.sum("abs(actual - forecast)");
const count = judged.count();

const hyndman = {
  text: "Hyndman and Koehler, Another look at measures of forecast accuracy, IJF 22 (2006)",
  recalled: true,
} as const;

/** Which way errors are told; tools differ. */
export type ErrorSign = keyof typeof signs;

const signs = {
  "actual - forecast": {
    id: "",
    en: "above 0 too little was forecast",
    fr: "positif si la prévision est trop basse",
    error: judged.sum("actual - forecast"),
  },
  "forecast - actual": {
    id: "Reversed",
    en: "above 0 too much was forecast",
    fr: "positif si la prévision est trop haute",
    error: judged.sum("forecast - actual"),
  },
} as const;

const biases = {
  sum: {
    id: "",
    en: "Forecast bias, in all",
    fr: "Biais de prévision, cumul",
    about: "Sum of the errors of the forecasts for the period",
    unit: "number",
    formula: "error",
    inputs: {},
    given: { error: 12 },
    gives: "12",
  },
  mean: {
    id: "Mean",
    en: "Forecast bias, mean",
    fr: "Biais de prévision moyen",
    about: "Mean error of the forecasts for the period",
    unit: "number",
    formula: "error / forecasts",
    inputs: { forecasts: count },
    given: { error: 12, forecasts: 4 },
    gives: "3",
  },
  share: {
    id: "Share",
    en: "Forecast bias, as a share",
    fr: "Biais de prévision relatif",
    about: "Sum of the errors of the forecasts for the period over all that came",
    unit: "ratio",
    formula: "error / actual",
    inputs: { actual: judged.sum("actual") },
    given: { error: 12, actual: 48 },
    gives: "0.25",
  },
} as const;

type BiasMetric<A extends keyof typeof biases> = Metric<
  (typeof biases)[A]["formula"],
  "error" | (keyof (typeof biases)[A]["inputs"] & string),
  "forecast"
>;

/**
 * Whether forecasts are too low or too high: their errors with their signs, in all, on average or as a share of what
 * came. Errors of both signs cancel: no bias is not yet accuracy.
 *
 * @example
 * ```ts
 * import { forecastBias } from "kpi-core/metrics/forecasts";
 *
 * const bias = forecastBias({ as: "share", errorSign: "forecast - actual" });
 * bias.title.en // => "Forecast bias, as a share, above 0 too much was forecast"
 * bias({ error: 12, actual: 48 }) // => 0.25
 * ```
 */
export function forecastBias<const A extends keyof typeof biases>({
  as,
  errorSign,
}: {
  readonly as: A;
  readonly errorSign: ErrorSign;
}): BiasMetric<A> {
  const { id, en, fr, about, unit, formula, inputs, given, gives } = formOf("forecastBias: as", biases, as);
  const sign = formOf("forecastBias: errorSign", signs, errorSign);
  const bias = metric<string, string, "forecast">(`forecastBias${id}${sign.id}`, {
    title: { en: `${en}, ${sign.en}`, fr: `${fr}, ${sign.fr}` },
    about: `${about}; ${sign.en}.`,
    unit,
    better: "target",
    inputs: { error: sign.error, ...inputs },
    formula,
    example: { given, gives },
    source: hyndman,
    aliases: ["ME", "CFE", "RSFE", "biais des prévisions"],
  });
  return bias as BiasMetric<A>;
}

/**
 * The sum of the errors over their mean size: how far forecasts have drifted to one side, from as many errors as there
 * are in the period. Of n errors it lies between -n and n. To follow it, evaluate from the first forecast on.
 *
 * @example
 * ```ts
 * import { trackingSignal } from "kpi-core/metrics/forecasts";
 *
 * // 8, 11 and 12 came of 10, 10 and 10
 * trackingSignal({ errorSign: "actual - forecast" })({ error: 1, forecasts: 3, errors: 5 }) // => 0.6
 * ```
 */
export function trackingSignal({
  errorSign,
}: {
  readonly errorSign: ErrorSign;
}): Metric<"error / (errors / forecasts)", "error" | "errors" | "forecasts", "forecast"> {
  const sign = formOf("trackingSignal: errorSign", signs, errorSign);
  return metric(`trackingSignal${sign.id}`, {
    title: { en: `Tracking signal, ${sign.en}`, fr: `Signal de dérive, ${sign.fr}` },
    about: `Sum of the errors of the forecasts for the period over their mean size; ${sign.en}.`,
    unit: "number",
    better: "target",
    inputs: { error: sign.error, errors, forecasts: count },
    formula: "error / (errors / forecasts)",
    // 8, 11, 12 and 14 of 10
    example: {
      given: { error: 5, errors: 9, forecasts: 4 },
      gives: "2.222222222222222222222222222222222",
    },
    source: {
      text: "Class notes on the mean absolute deviation of forecasts (Scribd): -1, -0.67, 0.6, 2.22",
    },
    aliases: ["TS", "RSFE over MAD", "signal de suivi"],
  });
}
