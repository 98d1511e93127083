import { Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { numberOf } from "./exact-amounts.ts";
import { listOf } from "./quantities.ts";
import { type SmoothingSeason, type SmoothingState, startOf } from "./smoothing-start.ts";

/** A series, and how fast its level, trend and season are forgotten. */
export interface SmoothingInput {
  /** One a period, in order. A missing period is no 0: fill it knowingly, or begin after it. */
  readonly values: readonly Numeric[];
  /**
   * From 0 to 1: how much the latest value counts for the level, the latest step for the trend, the latest season for
   * the season. Books call them alpha, beta and gamma, and NIST the last two the other way round. Without `trend` there
   * is none, `seasonal` goes with `season`.
   */
  readonly weights: { readonly level: Numeric; readonly trend?: Numeric; readonly seasonal?: Numeric };
  readonly season?: SmoothingSeason;
  /** What is left of the trend from period to period, 0 to 1: 1 unless said, a straight line. */
  readonly damping?: Numeric;
  /** What is known before the first value; from the first values unless said. */
  readonly start?: SmoothingState;
  /** How many periods to forecast, up to 10,000: 1 unless said. */
  readonly ahead?: number;
}

/** A smoothed series and its forecast. */
export interface Smoothing {
  /** Of each value what was forecast of it one period before; null of those that the start was taken from. */
  readonly fitted: readonly (Decimal | null)[];
  /** The level after the last value, the trend a period, and the seasons of the next periods; null and none without. */
  readonly level: Decimal;
  readonly trend: Decimal | null;
  readonly seasonal: readonly Decimal[];
  readonly forecast: readonly Decimal[];
  /** Of the values that were forecast, in squares of their unit; the mean is null where none was. */
  readonly sumOfSquaredErrors: Decimal;
  readonly meanSquaredError: Decimal | null;
}

const MOST_AHEAD = 10_000;

/** The weights, read. */
interface Weights {
  readonly level: Decimal;
  readonly trend: Decimal | null;
  readonly seasonal: Decimal | null;
  readonly damping: Decimal;
}

interface State {
  readonly level: Decimal;
  readonly trend: Decimal;
  /** That of the next period first. */
  readonly seasonal: readonly Decimal[];
}

/**
 * Exponential smoothing: simple with a weight for the level, Holt's with one for the trend, Holt and Winters' with one
 * for the season, additive or multiplicative. With the letters of the books and s of a season before,
 *
 * level = α (y - s) + (1 - α) (level + trend), trend = β (level - level before) + (1 - β) trend,
 * season = γ (y - level) + (1 - γ) s, forecast = level + h · trend + s; multiplied, y / s, y / level and times s.
 *
 * Without a start it starts as `HoltWinters` of R: at the first value; with a trend, at the second with their
 * difference; with a season, by a regression of two seasons. Null where that is more than there is. Weights are given,
 * not sought: compare `meanSquaredError`. Good to 1e-28 of the largest value.
 *
 * @example
 * ```ts
 * import { exponentialSmoothing } from "kpi-core/models";
 *
 * // Half of the way from 10 to 14, then half of that to 13
 * const simple = exponentialSmoothing({ values: [10, 14, 13], weights: { level: 0.5 } });
 * simple?.fitted // => [null, 10, 12]
 * simple?.forecast // => [12.5]
 * const holt = exponentialSmoothing({ values: [10, 12, 14], weights: { level: 0.5, trend: 0.5 }, ahead: 3 });
 * holt?.forecast // => [16, 18, 20]
 * ```
 */
export function exponentialSmoothing(input: SmoothingInput): Smoothing | null {
  const weights = weightsOf(input);
  const { season, ahead = 1 } = input;
  if (!(Number.isInteger(ahead) && ahead >= 1 && ahead <= MOST_AHEAD))
    throw refused("ahead", ahead, `give a whole number, from 1 to ${MOST_AHEAD}`);
  const multiplied = season?.form === "multiplicative";
  const values = listOf("exponentialSmoothing: values", input.values).map((value, at) => {
    const read = numberOf(`exponentialSmoothing: value ${at + 1}`, value);
    if (multiplied && read.lte(0))
      throw refused(`value ${at + 1}`, value, "a multiplied season needs it above 0");
    return read;
  });
  const start = startOf(values, weights.trend !== null, season, input.start);
  if (start === null || values.length === 0) return null;

  const { first } = start;
  const fitted: (Decimal | null)[] = values.map(() => null);
  let state: State = start;
  let squares = new Decimal(0);
  for (const [at, value] of values.entries()) {
    if (at < first) continue;
    const guess = ahead1(state, weights, multiplied);
    fitted[at] = guess;
    squares = squares.plus(value.minus(guess).pow(2));
    state = next(state, value, weights, season);
  }
  const forecasts = values.length - first;
  return {
    fitted,
    level: state.level,
    trend: weights.trend === null ? null : state.trend,
    seasonal: state.seasonal,
    forecast: Array.from({ length: ahead }, (_, h) => forecastOf(state, h + 1, weights, multiplied)),
    sumOfSquaredErrors: squares,
    meanSquaredError: forecasts === 0 ? null : squares.div(forecasts),
  };
}

const ahead1 = (state: State, weights: Weights, multiplied: boolean) =>
  forecastOf(state, 1, weights, multiplied);

function forecastOf({ level, trend, seasonal }: State, h: number, { damping }: Weights, multiplied: boolean) {
  // The trend of each period on the way: φ + φ² + … + φ^h
  const steps = damping.eq(1)
    ? new Decimal(h)
    : damping.minus(damping.pow(h + 1)).div(new Decimal(1).minus(damping));
  const line = level.plus(trend.times(steps));
  const season = seasonal[(h - 1) % seasonal.length];
  if (season === undefined) return line;
  return multiplied ? line.times(season) : line.plus(season);
}

function next(state: State, value: Decimal, weights: Weights, season: SmoothingSeason | undefined): State {
  const [now, ...later] = state.seasonal;
  const on = state.trend.times(weights.damping);
  const expected = state.level.plus(on);
  const multiplied = season?.form === "multiplicative";
  const plain = now === undefined ? value : multiplied ? over(value, now) : value.minus(now);
  const level = mixed(weights.level, plain, expected);
  const trend = weights.trend === null ? state.trend : mixed(weights.trend, level.minus(state.level), on);
  if (now === undefined || weights.seasonal === null) return { level, trend, seasonal: [] };
  const against = season?.against === "forecast" ? expected : level;
  const seen = multiplied ? over(value, against) : value.minus(against);
  return { level, trend, seasonal: [...later, mixed(weights.seasonal, seen, now)] };
}

/** So much of the new, the rest of the old; 0 for -0. */
const mixed = (weight: Decimal, fresh: Decimal, old: Decimal) =>
  weight.times(fresh).plus(new Decimal(1).minus(weight).times(old)).plus(0);

function over(value: Decimal, by: Decimal): Decimal {
  if (!by.isZero()) return value.div(by);
  throw new KpiError(
    "bad-input",
    "exponentialSmoothing: a level or season fell to 0; write an additive season",
  );
}

function weightsOf({ weights, season, damping = 1, start }: SmoothingInput): Weights {
  const { level, trend, seasonal } = weights;
  if ((seasonal === undefined) !== (season === undefined)) {
    const missing = season === undefined ? "season" : "weights.seasonal";
    throw new KpiError("bad-input", `exponentialSmoothing: ${missing} is missing; give both, or neither`);
  }
  if (start?.trend !== undefined && trend === undefined) {
    throw new KpiError("bad-input", "exponentialSmoothing: start has a trend; give weights.trend too");
  }
  return {
    level: share("weights.level", level),
    trend: trend === undefined ? null : share("weights.trend", trend),
    seasonal: seasonal === undefined ? null : share("weights.seasonal", seasonal),
    damping: share("damping", damping),
  };
}

function share(name: string, value: unknown): Decimal {
  const read = readDecimal(value);
  if (read?.gte(0) && read.lte(1)) return read;
  throw refused(name, value, "give a share, from 0 to 1");
}

function refused(name: string, value: unknown, right: string): KpiError {
  return new KpiError("bad-input", `exponentialSmoothing: ${name} is ${shown(value)}; ${right}`);
}
