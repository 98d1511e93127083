import type * as forecasts from "../metrics/forecasts.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Accuracy of forecasts", fr: "Précision des prévisions" };

export const metrics = {} satisfies Listed<typeof forecasts>;
