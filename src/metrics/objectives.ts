import { Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import type { Setting } from "../core/knobs.ts";
import type { Measure } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { period, population } from "../core/population.ts";
import { outage } from "../records/outage.ts";
import { requestCount } from "../records/request-count.ts";

// A budget is (1 - objective) of the requests that there were, or of the time that there was: over several periods it
// is worked out again from all of them, and may be overspent
const requests = population(requestCount).dated("at");
const windows = population(requestCount).where("valid > 0").dated("at");
const bad = requests.sum("valid - good");
const unplanned = population(outage).where("not planned").during("startedAt", "endedAt");
const down = unplanned.busySeconds("'all'");

const workbook = { text: "Google, The Site Reliability Workbook, chapters 2 and 5" } as const;

/** The service level objective: the share that is to be good, such as 0.999. */
export interface Objective {
  readonly objective: Numeric;
}

/** The objective in words, and what it allows, as a formula writes it. */
function objectiveOf(
  subject: string,
  objective: Numeric,
): Setting & { readonly target: string; readonly allowed: string } {
  const share = readDecimal(objective);
  if (share === null || share.lte(0) || share.gt(1)) {
    const right = "write a share above 0, at most 1, such as 0.999";
    throw new KpiError("bad-definition", `${subject}: objective is ${shown(objective)}; ${right}`);
  }
  const percent = share.times(100).toFixed();
  return {
    id: percent.replace(".", "_"),
    en: `objective ${percent}%`,
    fr: `objectif ${percent.replace(".", ",")}\u202f%`,
    target: share.toFixed(),
    allowed: new Decimal(1).minus(share).toFixed(),
  };
}

function allowedRequests(share: string): Measure<"requestCount"> {
  const allowed: string = `valid * ${share}`;
  return requests.sum(allowed);
}

/** Of the requests that count, the share that went well; without requests it is none, and not 100 %. */
export const successRate = metric("successRate", {
  title: { en: "Success rate of requests", fr: "Taux de succès des requêtes" },
  about:
    "Share of the requests of the period that went well, of those that count; of all together, not of shares.",
  unit: "share",
  better: "higher",
  inputs: { good: requests.sum("good"), valid: requests.sum("valid") },
  formula: "good / valid",
  // 3 million requests in four weeks, 1,500 errors
  example: { given: { good: 2_998_500, valid: 3_000_000 }, gives: "0.9995" },
  source: workbook,
  aliases: ["availability by requests", "SLI", "good over valid", "disponibilité par requêtes"],
});

/**
 * Of the windows that had requests, the share in which the objective was met. A window is one record.
 *
 * @example
 * ```ts
 * import { goodWindows } from "kpi-core/metrics/reliability";
 *
 * goodWindows({ objective: 0.999 })({ good: 719, windows: 720 })?.toFixed(4) // => "0.9986"
 * ```
 */
export function goodWindows({
  objective,
}: Objective): Metric<"good / windows", "good" | "windows", "requestCount"> {
  const slo = objectiveOf("goodWindows", objective);
  const isGood: string = `good >= valid * ${slo.target}`;
  return metric(`goodWindows${slo.id}`, {
    title: { en: `SLO compliance by window, ${slo.en}`, fr: `Respect du SLO par fenêtre, ${slo.fr}` },
    about: `Share of the windows with requests in which at least ${slo.target} of the requests went well.`,
    unit: "share",
    better: "higher",
    inputs: { good: windows.count(isGood), windows: windows.count() },
    formula: "good / windows",
    example: { given: { good: 9, windows: 10 }, gives: "0.9" },
    source: workbook,
    aliases: ["SLO compliance", "window-based SLO", "respect du SLO"],
  });
}

/**
 * The share of the error budget that is left: below 0 it is overspent. The budget is what the objective allows of the
 * requests that there were up to now; with an objective of 1 there is none.
 *
 * @example
 * ```ts
 * import { errorBudgetRemaining } from "kpi-core/metrics/reliability";
 *
 * const left = errorBudgetRemaining({ objective: 0.999 });
 * left({ allowed: 3000, bad: 1500 }) // => 0.5
 * left({ allowed: 0, bad: 0 }) // => null
 * ```
 */
export function errorBudgetRemaining({
  objective,
}: Objective): Metric<"(allowed - bad) / allowed", "allowed" | "bad", "requestCount"> {
  const slo = objectiveOf("errorBudgetRemaining", objective);
  return metric(`errorBudgetRemaining${slo.id}`, {
    title: { en: `Error budget remaining, ${slo.en}`, fr: `Budget d'erreur restant, ${slo.fr}` },
    about:
      "Share of the failed requests that the objective allows which is not used; below zero it is overspent.",
    unit: "share",
    better: "higher",
    inputs: { allowed: allowedRequests(slo.allowed), bad },
    formula: "(allowed - bad) / allowed",
    // 99.9 % of 3 million requests, 1,500 errors
    example: { given: { allowed: 3000, bad: 1500 }, gives: "0.5" },
    source: workbook,
    aliases: ["remaining error budget", "SLO budget"],
  });
}

/**
 * How many times faster than allowed the budget is used: 1 uses it up exactly at the end.
 *
 * @example
 * ```ts
 * import { errorBudgetBurn } from "kpi-core/metrics/reliability";
 *
 * errorBudgetBurn({ objective: 0.999 })({ bad: 144, allowed: 10 }) // => 14.4
 * ```
 */
export function errorBudgetBurn({
  objective,
}: Objective): Metric<"bad / allowed", "bad" | "allowed", "requestCount"> {
  const slo = objectiveOf("errorBudgetBurn", objective);
  return metric(`errorBudgetBurn${slo.id}`, {
    title: { en: `Burn rate, ${slo.en}`, fr: `Taux de combustion, ${slo.fr}` },
    about:
      "Share of failed requests over the share that the objective allows; 1 is on pace, above it too fast.",
    unit: "ratio",
    better: "lower",
    inputs: { bad, allowed: allowedRequests(slo.allowed) },
    formula: "bad / allowed",
    example: { given: { bad: 144, allowed: 10 }, gives: "14.4" },
    source: workbook,
    aliases: ["burn rate", "error budget burn"],
  });
}

/**
 * The time down that the objective allows in the period, of the length that it has, less the time of unplanned
 * outages: 43.2 minutes of 30 days and 40.32 of February at 99.9 %. Below 0 it is overspent.
 *
 * @example
 * ```ts
 * import { downtimeLeft } from "kpi-core/metrics/reliability";
 *
 * downtimeLeft({ objective: 0.999 })({ elapsed: 30 * 86_400, down: 600 }) // => 1992
 * ```
 */
export function downtimeLeft({ objective }: Objective): Metric<string, "elapsed" | "down", "outage"> {
  const slo = objectiveOf("downtimeLeft", objective);
  const formula: string = `elapsed * ${slo.allowed} - down`;
  return metric(`downtimeLeft${slo.id}`, {
    title: { en: `Downtime left, ${slo.en}`, fr: `Indisponibilité admissible restante, ${slo.fr}` },
    about:
      "Time down that the objective allows in the period as long as it is, less unplanned outages; below zero it is overspent.",
    unit: "seconds",
    better: "higher",
    inputs: { elapsed: period.seconds(), down },
    formula,
    example: {
      given: { elapsed: 2_592_000, down: 0 },
      gives: new Decimal(slo.allowed).times(2_592_000).toString(),
    },
    source: { text: "Google, Site Reliability Engineering, appendix A: availability table" },
    aliases: ["allowed downtime", "time error budget", "indisponibilité admissible"],
  });
}
