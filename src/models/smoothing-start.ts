import { Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { listOf } from "./quantities.ts";

/** A season that comes again. */
export interface SmoothingSeason {
  /** How many periods it has: 12 months of a year, 7 days of a week. */
  readonly length: number;
  /** Added to the level, or, where it grows with it, multiplied. */
  readonly form: "additive" | "multiplicative";
  /** What a value is held against to learn the season: the new `level`, unless said, or the `forecast`, as ets does. */
  readonly against?: "level" | "forecast";
}

/** What is known before the first value. */
export interface SmoothingState {
  readonly level: Numeric;
  /** A period; 0 unless said. */
  readonly trend?: Numeric;
  /** One for each period of a season; that of the first value first. */
  readonly seasonal?: readonly Numeric[];
}

/** A state before the value of place `first`. */
export interface SmoothingStart {
  readonly first: number;
  readonly level: Decimal;
  readonly trend: Decimal;
  readonly seasonal: readonly Decimal[];
}

/**
 * Where a series starts: as is said, or as `HoltWinters` of R takes it from the first values; null where they are too
 * few.
 */
export function startOf(
  values: readonly Decimal[],
  trended: boolean,
  season: SmoothingSeason | undefined,
  start: SmoothingState | undefined,
): SmoothingStart | null {
  if (season !== undefined) requireSeason(season);
  if (start !== undefined) return given(start, season);
  if (season !== undefined) return bySeasons(values, trended, season);
  const [first, second] = values;
  const zero = new Decimal(0);
  if (first === undefined) return null;
  if (!trended) return { first: 1, level: first, trend: zero, seasonal: [] };
  return second === undefined ? null : { first: 2, level: second, trend: second.minus(first), seasonal: [] };
}

function given(
  { level, trend = 0, seasonal = [] }: SmoothingState,
  season: SmoothingSeason | undefined,
): SmoothingStart {
  const length = season?.length ?? 0;
  if (listOf("exponentialSmoothing: start.seasonal", seasonal).length !== length) {
    const right = `give ${length}, one for each period of a season`;
    throw refused(`start has ${seasonal.length} seasonal values; ${right}`);
  }
  return {
    first: 0,
    level: amount("start.level", level),
    trend: amount("start.trend", trend),
    seasonal: seasonal.map((value, at) => amount(`start.seasonal ${at + 1}`, value)),
  };
}

/**
 * The first two seasons, smoothed by a centred moving average of one: the straight line through it gives level and
 * trend, and what the values are away from it, by place in the season, the season. The level is that before the average
 * begins, half a season early, as in R.
 */
function bySeasons(
  values: readonly Decimal[],
  trended: boolean,
  { length, form }: SmoothingSeason,
): SmoothingStart | null {
  if (values.length < 2 * length) return null;
  const averages = centred(values.slice(0, 2 * length), length);
  const begun = Math.floor(length / 2);
  const { level, trend } = line(averages);
  const multiplied = form === "multiplicative";
  const away: Decimal[][] = Array.from({ length }, () => []);
  for (const [at, average] of averages.entries()) {
    const value = values[begun + at] as Decimal;
    away[(begun + at) % length]?.push(multiplied ? value.div(average) : value.minus(average));
  }
  const figure = away.map(meanOf);
  const middle = meanOf(figure);
  return {
    first: length,
    level,
    trend: trended ? trend : new Decimal(0),
    seasonal: figure.map((one) => (multiplied ? one.div(middle) : one.minus(middle))),
  };
}

/** Means over one season about each value that has half of one on both sides; of an even one the ends count half. */
function centred(values: readonly Decimal[], length: number): Decimal[] {
  const half = Math.floor(length / 2);
  const even = length % 2 === 0;
  return values.slice(half, values.length - half).map((_, at) => {
    const window = values.slice(at, at + 2 * half + 1);
    const ends = (window[0] as Decimal).plus(window.at(-1) as Decimal).div(2);
    return sumOf(window)
      .minus(even ? ends : 0)
      .div(length);
  });
}

/** The least squares line through values at 1, 2, 3, …, at 0. */
function line(values: readonly Decimal[]): { readonly level: Decimal; readonly trend: Decimal } {
  const n = values.length;
  const [x, y] = [(n + 1) / 2, meanOf(values)];
  const together = sumOf(values.map((value, at) => value.minus(y).times(at + 1 - x)));
  const spread = (n * (n * n - 1)) / 12;
  const trend = spread === 0 ? new Decimal(0) : together.div(spread);
  return { level: y.minus(trend.times(x)), trend };
}

function requireSeason({ length, form, against = "level" }: SmoothingSeason): void {
  if (!(Number.isInteger(length) && length >= 2))
    throw refused(`season.length is ${shown(length)}; give a whole number, 2 or more`);
  if (form !== "additive" && form !== "multiplicative")
    throw refused(`season.form is ${shown(form)}; write "additive" or "multiplicative"`);
  if (against !== "level" && against !== "forecast")
    throw refused(`season.against is ${shown(against)}; write "level" or "forecast"`);
}

const sumOf = (values: readonly Decimal[]) => values.reduce((sum, value) => sum.plus(value), new Decimal(0));
const meanOf = (values: readonly Decimal[]) => sumOf(values).div(values.length);

function amount(name: string, value: unknown): Decimal {
  const read = readDecimal(value);
  if (read !== null) return read;
  throw refused(`${name} is ${shown(value)}; give a number`);
}

function refused(problem: string): KpiError {
  return new KpiError("bad-input", `exponentialSmoothing: ${problem}`);
}
