import type { Decimal, Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { allowedBy, amountOf, lengthOf } from "./objective.ts";

/** What `errorBudget` takes: requests and failed ones, or seconds and those down. */
export interface ErrorBudgetInput {
  /** The share that is to be good, such as 0.999. */
  readonly objective: Numeric;
  /** All requests that count, or all seconds of the period. */
  readonly total: Numeric;
  /** Those of them that were bad. */
  readonly bad: Numeric;
}

/** An error budget, in the unit of what was given. */
export interface ErrorBudget {
  /** How many may be bad. */
  readonly allowed: Decimal;
  /** How many more may be; below 0 it is overspent. */
  readonly left: Decimal;
  /** The share that is used; null where nothing is allowed. */
  readonly spent: Decimal | null;
  /** The share that is left; null where nothing is allowed. */
  readonly remaining: Decimal | null;
}

/**
 * The error budget of an objective: (1 - objective) of all, and what is left of it. Exact; shares have 34 digits.
 * (The Site Reliability Workbook, chapter 2.)
 *
 * @example
 * ```ts
 * import { errorBudget } from "kpi-core/models";
 *
 * const budget = errorBudget({ objective: 0.999, total: 3_000_000, bad: 1500 });
 * budget.allowed // => 3000
 * budget.remaining // => 0.5
 * ```
 */
export function errorBudget({ objective, total, bad }: ErrorBudgetInput): ErrorBudget {
  const all = amountOf("errorBudget: total", total);
  const allowed = allowedBy("errorBudget", objective).times(all);
  const used = amountOf("errorBudget: bad", bad);
  if (used.gt(all)) {
    throw new KpiError("bad-input", `errorBudget: bad is ${shown(bad)}; write at most the total of ${all}`);
  }
  const left = allowed.minus(used);
  if (allowed.isZero()) return { allowed, left, spent: null, remaining: null };
  return { allowed, left, spent: used.div(allowed), remaining: left.div(allowed) };
}

/**
 * The seconds that a service may be down: (1 - objective) of the length of the period. A month has no one length: at
 * 99.9 % 30 days allow 43.2 minutes, February 40.32. Exact. (Site Reliability Engineering, appendix A.)
 *
 * @example
 * ```ts
 * import { allowedDowntime } from "kpi-core/models";
 *
 * allowedDowntime({ objective: 0.999, periodSeconds: 30 * 86_400 }) // => 2592
 * ```
 */
export function allowedDowntime({
  objective,
  periodSeconds,
}: {
  readonly objective: Numeric;
  readonly periodSeconds: Numeric;
}): Decimal {
  const seconds = lengthOf("allowedDowntime: periodSeconds", periodSeconds);
  return allowedBy("allowedDowntime", objective).times(seconds);
}
