import type { Decimal, Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { add, decimalOf, divide, type Fraction, fraction, multiply, negate } from "../core/fraction.ts";
import { shown } from "../core/instant.ts";
import { exactly } from "./mean-and-deviation.ts";
import { listOf } from "./quantities.ts";

/** A series to learn from, and the forecasts of what came after it. */
export interface ScaledErrorOptions {
  /** The values before the forecasts, in order and without gaps. */
  readonly training: readonly Numeric[];
  readonly actual: readonly Numeric[];
  /** As many as there are actuals. */
  readonly forecast: readonly Numeric[];
  /** How many periods back the naive forecast looks: 1 for the last value, 12 for that of a year ago by months. */
  readonly season: number;
}

/**
 * The mean absolute error over that of the naive forecast on the training series, the value of `season` periods before
 * (Hyndman and Koehler 2006, with a season of 1; R's `accuracy` takes the season of the series): below 1 it is better.
 * Exact to 34 digits. Null where the training series is no longer than the season, or the naive forecast never errs.
 * Throws a `KpiError` for lists of two lengths, without actuals, and for what is no number.
 *
 * @example
 * ```ts
 * import { meanAbsoluteScaledError } from "kpi-core/models";
 *
 * // The naive forecast is off by 2, 2 and 4; these by 1 and 3
 * meanAbsoluteScaledError({ training: [5, 7, 5, 9], actual: [8, 10], forecast: [9, 7], season: 1 }) // => 0.75
 * ```
 */
export function meanAbsoluteScaledError(options: ScaledErrorOptions): Decimal | null {
  const scaled = scaledBy("meanAbsoluteScaledError", options, absolute);
  return scaled === null ? null : decimalOf(scaled);
}

/**
 * The root of the mean squared error over that of the naive forecast on the training series, as
 * `meanAbsoluteScaledError` with squares; the measure of the M5 competition. To 33 digits.
 *
 * @example
 * ```ts
 * import { rootMeanSquaredScaledError } from "kpi-core/models";
 *
 * // 1 and 9 over two, against 4 and 4 over two
 * const options = { training: [5, 7, 5], actual: [8, 10], forecast: [9, 7], season: 1 };
 * rootMeanSquaredScaledError(options)?.toFixed(4) // => "1.1180"
 * ```
 */
export function rootMeanSquaredScaledError(options: ScaledErrorOptions): Decimal | null {
  const scaled = scaledBy("rootMeanSquaredScaledError", options, (error) => multiply(error, error));
  return scaled === null ? null : decimalOf(scaled).sqrt();
}

function scaledBy(
  subject: string,
  { training, actual, forecast, season }: ScaledErrorOptions,
  size: (error: Fraction) => Fraction,
): Fraction | null {
  if (!Number.isInteger(season) || season < 1) {
    const right = "give the number of periods that the naive forecast looks back, 1 or more";
    throw new KpiError("bad-input", `${subject}: season is ${shown(season)}; ${right}`);
  }
  for (const [name, list] of Object.entries({ training, actual, forecast }))
    listOf(`${subject}: ${name}`, list);
  if (actual.length !== forecast.length) {
    const lengths = `${actual.length} actuals and ${forecast.length} forecasts`;
    throw new KpiError("bad-input", `${subject}: there are ${lengths}; give one forecast for each`);
  }
  const came = exactly(`${subject}: actual`, actual);
  if (training.length === 0) return null;
  const before = exactly(`${subject}: training`, training);
  const naive = before.slice(0, -season);
  if (naive.length === 0) return null;
  const errors = meanSize(came, exactly(`${subject}: forecast`, forecast), size);
  return divide(errors, meanSize(before.slice(season), naive, size));
}

function meanSize(
  values: readonly Fraction[],
  guesses: readonly Fraction[],
  size: (error: Fraction) => Fraction,
): Fraction {
  const sum = values.reduce(
    (all, value, i) => add(all, size(add(value, negate(guesses[i] as Fraction)))),
    fraction(0n),
  );
  return multiply(sum, fraction(1n, BigInt(values.length)));
}

function absolute(error: Fraction): Fraction {
  return error.numerator < 0n ? negate(error) : error;
}
