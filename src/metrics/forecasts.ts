import { formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { forecast } from "../records/forecast.ts";

export * from "./forecast-bias.ts";

// A forecast is placed by the period that it is for, and judged once it is known what came
const judged = population(forecast).where("known(actual)").dated("targetAt");
const rivalled = population(forecast).where("known(actual) and known(naive)").dated("targetAt");

const errors = judged.sum("abs(actual - forecast)");
const actuals = judged.sum("abs(actual)");
const count = judged.count();

const hyndman = {
  text: "Hyndman and Koehler, Another look at measures of forecast accuracy, IJF 22 (2006)",
  recalled: true,
} as const;
const textbook = { text: "Textbooks of demand planning", recalled: true } as const;

/** The mean distance of forecasts from what came, in its own unit. */
export const meanAbsoluteError = metric("meanAbsoluteError", {
  title: { en: "Mean absolute error", fr: "Erreur absolue moyenne" },
  about:
    "Mean distance of the forecasts for the period from what came; items in different units should not be together.",
  unit: "number",
  better: "lower",
  inputs: { errors, forecasts: count },
  formula: "errors / forecasts",
  // Off by 2, 1, 2 and 4
  example: { given: { errors: 9, forecasts: 4 }, gives: "2.25" },
  source: hyndman,
  aliases: ["MAE", "MAD", "EAM"],
});

/** The root of the mean square of the errors: large ones weigh more. */
export const rootMeanSquaredError = metric("rootMeanSquaredError", {
  title: { en: "Root mean squared error", fr: "Racine de l'erreur quadratique moyenne" },
  about: "Root of the mean of the squared errors of the forecasts for the period; large errors weigh more.",
  unit: "number",
  better: "lower",
  inputs: { squares: judged.sum("(actual - forecast) * (actual - forecast)"), forecasts: count },
  formula: "sqrt(squares / forecasts)",
  // Off by 2, 1, 2 and 4
  example: { given: { squares: 25, forecasts: 4 }, gives: "2.5" },
  source: hyndman,
  aliases: ["RMSE", "EQM", "erreur quadratique moyenne"],
});

/**
 * The mean of the errors as shares of what came. None as soon as nothing came of one of them, which `zeros` counts:
 * an error cannot be a share of 0, and to leave those out would flatter. Forecasts that are too low are off by at most
 * 100 %, those that are too high by any; `weightedAbsolutePercentageError` has neither trouble.
 *
 * @example
 * ```ts
 * import { meanAbsolutePercentageError } from "kpi-core/metrics/forecasts";
 *
 * meanAbsolutePercentageError({ shares: "0.3", zeros: 0, forecasts: 3 }) // => 0.1
 * meanAbsolutePercentageError({ shares: "0.1", zeros: 1, forecasts: 3 }) // => null
 * ```
 */
export const meanAbsolutePercentageError = metric("meanAbsolutePercentageError", {
  title: { en: "Mean absolute percentage error", fr: "Erreur absolue moyenne en pourcentage" },
  about:
    "Mean of the errors of forecasts as shares of what came; none as soon as nothing came of one of them.",
  unit: "ratio",
  better: "lower",
  inputs: {
    shares: judged.sum("abs(actual - forecast) / abs(actual)"),
    zeros: judged.count("actual = 0"),
    forecasts: count,
  },
  formula: "shares / if(zeros = 0, forecasts, 0)",
  // 10 % too high, 20 % too low
  example: { given: { shares: "0.3", zeros: 0, forecasts: 2 }, gives: "0.15" },
  source: hyndman,
  aliases: ["MAPE", "EAMP"],
  tolerance: "1e-20: each error as a share is rounded to twenty decimals",
});

const ranges = {
  "0 to 2": {
    id: "To2",
    en: "from 0 to 200 %",
    fr: "de 0 à 200\u202f%",
    term: "2 * abs(actual - forecast) / (abs(actual) + abs(forecast))",
    gives: "0.3",
    shares: "0.6",
  },
  "0 to 1": {
    id: "To1",
    en: "from 0 to 100 %",
    fr: "de 0 à 100\u202f%",
    term: "abs(actual - forecast) / (abs(actual) + abs(forecast))",
    gives: "0.15",
    shares: "0.3",
  },
} as const;

/**
 * The mean of the errors as shares of what came and what was forecast together. Two forms go by this name, of which
 * one is twice the other. Where nothing was forecast and nothing came the error is 0.
 */
export function symmetricPercentageError({
  range,
}: {
  /** `0 to 2` is that of the M3 and M4 competitions, `0 to 1` the half of it. */
  readonly range: keyof typeof ranges;
}): Metric<"shares / forecasts", "shares" | "forecasts", "forecast"> {
  const { id, en, fr, term, gives, shares } = formOf("symmetricPercentageError: range", ranges, range);
  const share: string = `if(actual = 0 and forecast = 0, 0, ${term})`;
  return metric(`symmetricPercentageError${id}`, {
    title: {
      en: `Symmetric mean absolute percentage error, ${en}`,
      fr: `Erreur absolue moyenne en pourcentage symétrique, ${fr}`,
    },
    about: `Mean of the errors as shares of what was forecast and what came together, ${en}.`,
    unit: "ratio",
    better: "lower",
    inputs: { shares: judged.sum(share), forecasts: count },
    formula: "shares / forecasts",
    example: { given: { shares, forecasts: 2 }, gives },
    source: hyndman,
    aliases: ["sMAPE", "SMAPE", "MAPE symétrique"],
    tolerance: "1e-20: each error as a share is rounded to twenty decimals",
  });
}

/**
 * All errors over all that came: the mean absolute error over the mean. It is defined as soon as anything came, and
 * does not let small items weigh as much as large ones.
 */
export const weightedAbsolutePercentageError = metric("weightedAbsolutePercentageError", {
  title: {
    en: "Weighted absolute percentage error",
    fr: "Erreur absolue en pourcentage pondérée",
  },
  about: "Errors of all forecasts for the period over all that came; large items weigh more.",
  unit: "ratio",
  better: "lower",
  inputs: { errors, actuals },
  formula: "errors / actuals",
  // Off by 2, 0 and 2, of 0, 10 and 20
  example: { given: { errors: 4, actuals: 30 }, gives: "0.1333333333333333333333333333333333" },
  source: hyndman,
  aliases: ["WAPE", "wMAPE", "MAD/mean"],
});

/** One less the weighted error, and 0 where the errors are larger than what came: there it no longer tells how much. */
export const forecastAccuracy = metric("forecastAccuracy", {
  title: { en: "Forecast accuracy", fr: "Fiabilité des prévisions" },
  about:
    "One less the errors of all forecasts over all that came; 0 where they are larger, so that it hides how large.",
  unit: "share",
  better: "higher",
  inputs: { errors, actuals },
  formula: "max(1 - errors / actuals, 0)",
  example: { given: { errors: 4, actuals: 32 }, gives: "0.875" },
  source: textbook,
  aliases: ["FA", "demand forecast accuracy", "taux de fiabilité des prévisions"],
});

/**
 * What the forecast is worth: the weighted error of a naive one, such as the last actual, less its own. Below zero the
 * work made it worse. Only forecasts that have a naive one beside them are compared.
 */
export const forecastValueAdded = metric("forecastValueAdded", {
  title: { en: "Forecast value added", fr: "Valeur ajoutée de la prévision" },
  about:
    "Weighted error of the naive forecasts less that of the forecasts, for the same periods; below zero the work made it worse.",
  unit: "share",
  better: "higher",
  inputs: {
    naiveErrors: rivalled.sum("abs(actual - naive)"),
    errors: rivalled.sum("abs(actual - forecast)"),
    actuals: rivalled.sum("abs(actual)"),
  },
  formula: "(naiveErrors - errors) / actuals",
  example: { given: { naiveErrors: 20, errors: 15, actuals: 100 }, gives: "0.05" },
  source: { text: "Gilliland, The Business Forecasting Deal (2010): forecast value added", recalled: true },
  aliases: ["FVA", "value added over naive", "gain sur la prévision naïve"],
});
