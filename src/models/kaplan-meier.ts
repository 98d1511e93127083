import { Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { requireEntries } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import {
  counted,
  isEnded,
  type Life,
  type Lifetime,
  livesOf,
  riskSteps,
  stepAt,
  timeOf,
} from "./lifetimes.ts";
import { normalDeviate } from "./normal.ts";
import { type RestrictedMean, restrictedMeanOf } from "./restricted-mean.ts";
import { survivalAfter, whenFallen } from "./survival.ts";
import { type LimitKind, type Limits, limitKinds, limitsOf, standardErrorOf } from "./survival-limits.ts";

export interface SurvivalOptions {
  /** "log-log" unless said: it stays between 0 and 1. R's own default is "log". */
  readonly limits?: LimitKind;
  /** How sure the limits are: 0.95 unless said. */
  readonly level?: Numeric;
}

/** Survival at a time, with its limits. */
export interface SurvivalPoint extends Limits {
  readonly time: Decimal;
  /** How many were followed up to this time. */
  readonly atRisk: number;
  /** The share that lasts longer than this. */
  readonly survival: Decimal;
  /** Null where nothing survives. */
  readonly standardError: Decimal | null;
}

/** A duration at which something ended or was last seen. */
export interface SurvivalStep extends SurvivalPoint {
  readonly events: number;
  readonly censored: number;
}

/** A duration with its limits; null what is not reached. */
export interface SurvivalQuantile extends Limits {
  readonly value: Decimal | null;
}

/** What `kaplanMeier` gives. */
export interface SurvivalCurve {
  readonly n: number;
  readonly events: number;
  readonly steps: readonly SurvivalStep[];
  /** Survival at a time; null after the last that was seen, where nobody knows. */
  at(time: Numeric): SurvivalPoint | null;
  /**
   * The duration by which a share `p` has ended: the first ending at which survival is at most 1 - p, midway to the
   * next where it stays exactly there. Its limits are those of survival, read the same way. This is how R prints
   * `survfit`; R's `quantile()` goes midway to the last duration where a stretch at 1 - p never ends.
   */
  quantile(p: Numeric): SurvivalQuantile;
  /** The mean of what lasts no longer than `until`, and of `until` for the rest; null where nobody was seen so long. */
  restrictedMean(until: Numeric): RestrictedMean | null;
}

/**
 * The survival curve of Kaplan and Meier (1958): how many last how long, where some were only seen for a while. At one
 * duration endings come before what is only seen for so long; who enters late is at risk after the entry. Survival is
 * exact to 30 digits, the standard error by Greenwood's formula and the limits to 13.
 *
 * Throws a `KpiError` for a duration that is no length of time, an entry that is not before it, and unknown options.
 *
 * @example
 * ```ts
 * import { kaplanMeier } from "kpi-core/models";
 *
 * const curve = kaplanMeier([
 *   { duration: 2, ended: true },
 *   { duration: 4, ended: true },
 *   { duration: 10, ended: false },
 *   { duration: 12, ended: false, n: 2 },
 * ]);
 * curve.at(5)?.survival // => 0.6
 * curve.at(13) // => null
 * curve.quantile(0.4).value // => 4
 * curve.quantile(0.5).value // => null
 * curve.restrictedMean(12)?.value // => 8.4
 * ```
 */
export function kaplanMeier(lifetimes: readonly Lifetime[], options: SurvivalOptions = {}): SurvivalCurve {
  return curveOf("kaplanMeier", livesOf("kaplanMeier", lifetimes, isEnded), options);
}

/**
 * How long those of a curve could be followed: the same with endings and last sightings exchanged (Schemper and Smith
 * 1996). Its median says how far the data reach.
 *
 * @example
 * ```ts
 * import { followUp } from "kpi-core/models";
 *
 * const lifetimes = [3, 5, 8].map((duration) => ({ duration, ended: duration === 3 }));
 * followUp(lifetimes).quantile(0.5).value // => 6.5
 * ```
 */
export function followUp(lifetimes: readonly Lifetime[], options: SurvivalOptions = {}): SurvivalCurve {
  const lives = livesOf("followUp", lifetimes, isEnded);
  const exchanged = lives.map((life) => ({ ...life, given: { ...life.given, ended: !life.given.ended } }));
  return curveOf("followUp", exchanged, options);
}

function curveOf(subject: string, lives: readonly Life<Lifetime>[], options: SurvivalOptions): SurvivalCurve {
  const steps = stepsOf(lives, limitsBy(subject, options));
  const falls = steps.filter(({ events }) => events > 0);
  const last = steps.at(-1)?.time;
  const atRiskOf = (time: Decimal) =>
    counted(lives.filter(({ entry, duration }) => duration.gte(time) && !entry?.gte(time)));
  return {
    n: counted(lives),
    events: steps.reduce((sum, { events }) => sum + events, 0),
    steps,
    at(given) {
      const time = timeOf(`${subject}: at`, given);
      if (last === undefined || time.gt(last)) return null;
      const { survival, standardError, lower, upper } = stepAt(steps, time) ?? start;
      return { time, atRisk: atRiskOf(time), survival, standardError, lower, upper };
    },
    quantile(p) {
      const wanted = one.minus(shareOf(`${subject}: quantile`, p));
      const reached = (name: "survival" | "lower" | "upper") => {
        const known = falls.flatMap(({ time, [name]: value }) =>
          value === null ? [] : [[time, value] as const],
        );
        const found = whenFallen(known, wanted);
        return found === null ? null : found[0].plus(found[1]).div(2);
      };
      return { value: reached("survival"), lower: reached("lower"), upper: reached("upper") };
    },
    restrictedMean(given) {
      const until = timeOf(`${subject}: restrictedMean`, given);
      return last === undefined || until.gt(last) ? null : restrictedMeanOf(steps, until);
    },
  };
}

const one = new Decimal(1);
/** Before anything ends or is lost from sight all are there; R has these limits, whatever their scale. */
const start = { survival: one, standardError: new Decimal(0), lower: one, upper: one };

function stepsOf(
  lives: readonly Life<Lifetime>[],
  limits: (survival: Decimal, variance: Decimal | null) => Limits,
): SurvivalStep[] {
  let survival = one;
  let variance: Decimal | null = new Decimal(0);
  return riskSteps(lives).map(({ time, atRisk, leaving }): SurvivalStep => {
    const events = counted(leaving.filter(({ given }) => given.ended));
    if (events > 0) {
      survival = survivalAfter(survival, events, atRisk);
      const left = atRisk - events;
      variance = survival.isZero()
        ? null
        : (variance?.plus(new Decimal(events).div(atRisk).div(left)) ?? null);
    }
    const standardError = standardErrorOf(survival, variance);
    const censored = counted(leaving) - events;
    return { time, atRisk, events, censored, survival, standardError, ...limits(survival, variance) };
  });
}

function limitsBy(subject: string, options: SurvivalOptions) {
  requireEntries(`${subject}: options`, options, ["limits", "level"], "bad-input");
  const { limits = "log-log", level = 0.95 } = options;
  if (!limitKinds.includes(limits)) {
    const right = `write ${limitKinds.map((kind) => `"${kind}"`).join(" or ")}`;
    throw new KpiError("bad-input", `${subject}: limits is ${shown(limits)}; ${right}`);
  }
  const share = readDecimal(level);
  if (share === null || share.lte(0) || share.gte(1))
    throw new KpiError("bad-input", `${subject}: level is ${shown(level)}; write a share, such as 0.95`);
  const z = normalDeviate(share).toNumber();
  return (survival: Decimal, variance: Decimal | null) => limitsOf(limits, z, survival, variance);
}

function shareOf(at: string, p: unknown): Decimal {
  const share = readDecimal(p);
  if (share?.gte(0) && share.lte(1)) return share;
  throw new KpiError("bad-input", `${at}: p is ${shown(p)}; write a share from 0 to 1, such as 0.5`);
}
