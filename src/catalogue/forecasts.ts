import * as forecasts from "../metrics/forecasts.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Accuracy of forecasts", fr: "Précision des prévisions" };

const [error, reversed] = ["actual - forecast", "forecast - actual"] as const;

export const metrics = {
  meanAbsoluteError: forecasts.meanAbsoluteError,
  rootMeanSquaredError: forecasts.rootMeanSquaredError,
  meanAbsolutePercentageError: forecasts.meanAbsolutePercentageError,
  symmetricPercentageError: [
    forecasts.symmetricPercentageError({ range: "0 to 2" }),
    forecasts.symmetricPercentageError({ range: "0 to 1" }),
  ],
  weightedAbsolutePercentageError: forecasts.weightedAbsolutePercentageError,
  forecastAccuracy: forecasts.forecastAccuracy,
  forecastBias: [
    forecasts.forecastBias({ as: "share", errorSign: error }),
    forecasts.forecastBias({ as: "mean", errorSign: reversed }),
    forecasts.forecastBias({ as: "sum", errorSign: error }),
  ],
  trackingSignal: [
    forecasts.trackingSignal({ errorSign: error }),
    forecasts.trackingSignal({ errorSign: reversed }),
  ],
  forecastValueAdded: forecasts.forecastValueAdded,
} satisfies Listed<typeof forecasts>;
