import { Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { indexesFrom, mersenneTwister } from "./mersenne-twister.ts";

/** What was finished in the past, and how to draw from it. */
export interface MonteCarloInput {
  /** How many items were finished in each of the past periods, all of one length; 0 where none was. */
  readonly history: readonly Numeric[];
  /** Where the draws begin, a whole number below 2^32: the same seed gives the same forecast. */
  readonly seed: number;
  /** How many futures are drawn; 10,000 unless said. */
  readonly trials?: number;
}

export interface HowManyInput extends MonteCarloInput {
  /** How many periods there are to work in. */
  readonly periods: number;
}

export interface WhenInput extends MonteCarloInput {
  /** How many items there are to finish; or the fewest and the most, where each number between is as likely. */
  readonly items: number | readonly [fewest: number, most: number];
  /** How many periods to look ahead; 1,000 unless said. A trial that takes longer is unfinished. */
  readonly horizon?: number;
}

/** What the drawn futures say. `value` is the number of items, or the number of periods. */
export interface MonteCarloForecast {
  readonly trials: number;
  /** What came out, from the least to the most, and in how many trials. */
  readonly outcomes: readonly { readonly value: number; readonly trials: number }[];
  /** In how many trials the items were not finished within the horizon. */
  readonly unfinished: number;
  /**
   * What one can say and be right in this share of the trials: so many items at least, or so many periods at most. Null
   * where too many trials are unfinished to say it.
   */
  at(confidence: Numeric): number | null;
  /** The share of trials with so many items at least, or with so many periods at most. */
  confidence(value: Numeric): Decimal;
}

const MOST_TRIALS = 1_000_000;
const MOST_DRAWS = 100_000_000;

/**
 * How many items will be finished in so many periods, by Monte Carlo: each trial draws, for every period to come, one
 * of the past periods, each as likely, and adds up what was finished in it. Null without a history.
 *
 * `at(0.85)` is the most items of which there are so many in 85 % of the trials, the 15th percentile of their sums and
 * not the 85th: more is better here. It counts trials, exactly; how near these are to all the futures that could be
 * drawn depends on their number. A share of 10,000 trials is within 0.015 of the exact one for all but 3 seeds of 1,000:
 * three standard errors, of 0.5 / sqrt(trials) each at most. Draws are independent: a trend or a season in the history is lost.
 *
 * Draws are by the Mersenne Twister MT19937: its next number, modulo the number of past periods, is the index of the
 * one that is drawn; the trials come one after the other. Numbers that would favour some periods are passed over.
 *
 * Throws a `KpiError` for what is no whole number, 0 or more, and for more than a million trials or a hundred million
 * draws.
 *
 * Source: Bowler, "Monte Carlo under the covers" (2024), https://improvingflow.com/2024/06/05/monte-carlo.html
 *
 * @example
 * ```ts
 * import { monteCarloHowMany } from "kpi-core/models";
 *
 * const weeks = [1, 3, 5, 3, 7, 8, 0, 5, 3, 1, 8, 2];
 * const forecast = monteCarloHowMany({ history: weeks, periods: 10, seed: 1 });
 * forecast?.at(0.85) // => 30
 * forecast?.at(0.5) // => 38
 * forecast?.confidence(25) // => 0.957
 * ```
 */
export function monteCarloHowMany(input: HowManyInput): MonteCarloForecast | null {
  const subject = "monteCarloHowMany";
  const periods = whole(`${subject}: periods`, input.periods);
  const { history, index, trials } = readInput(subject, input, periods);
  if (history.length === 0) return null;
  const sums = new Float64Array(trials);
  for (let trial = 0; trial < trials; trial++) {
    let sum = 0;
    for (let i = 0; i < periods; i++) sum += history[index(history.length)] as number;
    sums[trial] = sum;
  }
  return forecastOf(subject, sums.sort(), "more");
}

/**
 * In how many periods so many items will be finished, by Monte Carlo: each trial draws past periods, each as likely,
 * until what was finished in them is enough. Null without a history. Draws, limits and source are as in
 * `monteCarloHowMany`; where `items` has a fewest and a most, each trial draws their number first.
 *
 * `at(0.85)` is the fewest periods within which 85 % of the trials are finished; the periods themselves, weeks or days,
 * are those of the history, `timeline` in `kpi-core/periods` has their dates.
 *
 * @example
 * ```ts
 * import { evaluate, table } from "kpi-core";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { monteCarloWhen } from "kpi-core/models";
 * import { workItem } from "kpi-core/records";
 *
 * // 3 items finished in the first week of January, none in the second, 1 in the third
 * const days = ["2026-01-05", "2026-01-07", "2026-01-09", "2026-01-20"];
 * const rows = days.map((day) => ({ finishedAt: `${day}T12:00Z` }));
 * const plan = { per: "isoWeek", timeZone: "UTC", from: "2026-01-05", to: "2026-01-26" } as const;
 * const weeks = evaluate({ throughput }, table(workItem, rows), plan).rows;
 * const history = weeks.map(({ cells }) => cells.throughput.value ?? 0);
 * history.map(Number) // => [3, 0, 1]
 *
 * const forecast = monteCarloWhen({ history, items: 12, seed: 1 });
 * forecast?.at(0.5) // => 9
 * forecast?.at(0.95) // => 15
 * ```
 */
export function monteCarloWhen(input: WhenInput): MonteCarloForecast | null {
  const subject = "monteCarloWhen";
  const horizon = whole(`${subject}: horizon`, input.horizon ?? 1000);
  const [fewest, most] = rangeOf(`${subject}: items`, input.items);
  const { history, index, trials } = readInput(subject, input, horizon);
  if (history.length === 0) return null;
  const lasted = new Float64Array(trials);
  for (let trial = 0; trial < trials; trial++) {
    let left = fewest === most ? fewest : fewest + index(most - fewest + 1);
    let periods = 0;
    for (; left > 0 && periods < horizon; periods++) left -= history[index(history.length)] as number;
    lasted[trial] = left > 0 ? Number.POSITIVE_INFINITY : periods;
  }
  return forecastOf(subject, lasted.sort(), "fewer");
}

/** What sorted outcomes say, where there is more or fewer of them. Infinity is what was not seen to end. */
function forecastOf(subject: string, sorted: Float64Array, better: "more" | "fewer"): MonteCarloForecast {
  const trials = sorted.length;
  const finished = sorted.filter(Number.isFinite);
  const counts = new Map<number, number>();
  for (const value of finished) counts.set(value, (counts.get(value) ?? 0) + 1);

  function at(confidence: Numeric): number | null {
    const share = readDecimal(confidence);
    if (!share?.gt(0) || share.gt(1)) {
      const right = "write a share above 0, such as 0.85";
      throw new KpiError("bad-input", `${subject}: at: confidence is ${shown(confidence)}; ${right}`);
    }
    const needed = share.times(trials).ceil().toNumber();
    return finished[better === "more" ? trials - needed : needed - 1] ?? null;
  }

  function confidence(value: Numeric): Decimal {
    const bound = readDecimal(value);
    if (bound === null) {
      const right = "write how many items or periods";
      throw new KpiError("bad-input", `${subject}: confidence: value is ${shown(value)}; ${right}`);
    }
    const kept = finished.filter((outcome) => (better === "more" ? bound.lte(outcome) : bound.gte(outcome)));
    return new Decimal(kept.length).div(trials);
  }

  const outcomes = Array.from(counts, ([value, count]) => Object.freeze({ value, trials: count }));
  const unfinished = trials - finished.length;
  return Object.freeze({ trials, outcomes: Object.freeze(outcomes), unfinished, at, confidence });
}

/** The past, the draws and how many trials to make of up to so many `periods`. */
function readInput(
  subject: string,
  { history: past, seed: begin, trials: many = 10_000 }: MonteCarloInput,
  periods: number,
) {
  if (!Array.isArray(past)) {
    throw new KpiError("bad-input", `${subject}: history is ${shown(past)}; write a list such as [3, 0, 5]`);
  }
  const history = past.map((value, i) => whole(`${subject}: history[${i}]`, value));
  if (history.some((value) => value * periods > Number.MAX_SAFE_INTEGER)) {
    throw new KpiError("bad-input", `${subject}: its sums pass 2^53; write smaller numbers or fewer periods`);
  }
  const seed = whole(`${subject}: seed`, begin);
  if (seed >= 2 ** 32) {
    throw new KpiError("bad-input", `${subject}: seed is ${seed}; write a whole number below 2^32`);
  }
  const trials = whole(`${subject}: trials`, many);
  if (trials < 1 || trials > MOST_TRIALS) {
    throw new KpiError("bad-input", `${subject}: trials is ${trials}; write 1 to a million, such as 10000`);
  }
  if (trials * periods > MOST_DRAWS) {
    const right = "write fewer, a hundred million draws at most";
    throw new KpiError(
      "bad-input",
      `${subject}: ${trials} trials of ${periods} periods are too many; ${right}`,
    );
  }
  return { history, index: indexesFrom(mersenneTwister(seed)), trials };
}

function rangeOf(at: string, items: WhenInput["items"]): readonly [number, number] {
  if (!Array.isArray(items)) return [whole(at, items), whole(at, items)];
  const [fewest, most] = [whole(`${at}[0]`, items[0]), whole(`${at}[1]`, items[1])];
  if (items.length === 2 && fewest <= most && most - fewest < 2 ** 32) return [fewest, most];
  throw new KpiError(
    "bad-input",
    `${at} is [${items.join(", ")}]; write the fewest and the most, such as [100, 120]`,
  );
}

function whole(at: string, value: unknown): number {
  const read = readDecimal(value)?.toNumber();
  if (read !== undefined && Number.isSafeInteger(read) && read >= 0) return read;
  throw new KpiError("bad-input", `${at} is ${shown(value)}; write a whole number, 0 or more`);
}
