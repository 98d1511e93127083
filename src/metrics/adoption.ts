import type { Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { percentileOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { signup } from "../records/signup.ts";
import { type WithinOptions, withinOf } from "./within.ts";

export * from "./conversion.ts";
export type { WithinOptions } from "./within.ts";

const signups = population(signup).dated("signedUpAt");
const activated = population(signup).where("known(activatedAt)").dated("activatedAt");
const waiting = population(signup).during("signedUpAt", "activatedAt");

/**
 * Of the people who signed up in the period, the share who got what they came for within a time. A period is immature
 * until everybody in it had that time.
 *
 * @example
 * ```ts
 * import { activationRate } from "kpi-core/metrics/adoption";
 *
 * activationRate({ within: "P7D" })({ activated: 30, signedUp: 80 }) // => 0.375
 * activationRate({ within: "P7D" }).title.fr // => "Taux d'activation sous 7 j"
 * activationRate({ within: "a week" }) // throws activationRate: within is "a week"; write a duration, such as P7D or PT12H
 * ```
 */
export function activationRate({
  within,
}: WithinOptions): Metric<"activated / signedUp", "activated" | "signedUp", "signup"> {
  const { id, en, fr, seconds } = withinOf("activationRate", within);
  const inTime: string = `known(activatedAt) and seconds(signedUpAt, activatedAt) <= ${seconds}`;
  return metric(`activationRate${id}`, {
    title: { en: `Activation rate ${en}`, fr: `Taux d'activation ${fr}` },
    about: `Share of the people who signed up in the period who first got what they came for ${en}.`,
    unit: "share",
    better: "higher",
    inputs: { activated: signups.count(inTime), signedUp: signups.count() },
    formula: "activated / signedUp",
    example: { given: { activated: 30, signedUp: 80 }, gives: "0.375" },
    source: { text: "Userpilot 2024, as quoted by digitalapplied.com: activated users over sign-ups" },
    aliases: ["activation", "taux d'activation", "user activation"],
    matures: within,
  });
}

/**
 * Of the people who signed up in the period, the share who finished the introduction within a time. It is not
 * activation: one may finish a checklist and get nothing from it.
 *
 * @example
 * ```ts
 * import { onboardingCompletionRate } from "kpi-core/metrics/adoption";
 *
 * onboardingCompletionRate({ within: "P14D" })({ completed: 24, signedUp: 125 }) // => 0.192
 * ```
 */
export function onboardingCompletionRate({
  within,
}: WithinOptions): Metric<"completed / signedUp", "completed" | "signedUp", "signup"> {
  const { id, en, fr, seconds } = withinOf("onboardingCompletionRate", within);
  const inTime: string = `known(onboardedAt) and seconds(signedUpAt, onboardedAt) <= ${seconds}`;
  return metric(`onboardingCompletionRate${id}`, {
    title: { en: `Onboarding completed ${en}`, fr: `Taux d'achèvement de l'accueil ${fr}` },
    about: `Share of the people who signed up in the period who finished all steps of the introduction ${en}.`,
    unit: "share",
    better: "higher",
    inputs: { completed: signups.count(inTime), signedUp: signups.count() },
    formula: "completed / signedUp",
    example: { given: { completed: 24, signedUp: 125 }, gives: "0.192" },
    source: { text: "Userpilot 2024, as quoted by digitalapplied.com: all steps done over those who began" },
    aliases: ["checklist completion rate", "onboarding rate", "taux d'achèvement"],
    matures: within,
  });
}

/** Whose time to value is meant. */
export interface TimeToValueOptions {
  /** The share of the people who need at most so long: 0.5 is the median. */
  readonly p: Numeric;
  /**
   * - `activated`: those who got there in the period. Who never does is not in it, so that it flatters.
   * - `all`: all who signed up in the period; who is not there yet counts as "at least so long" (Kaplan and Meier).
   */
  readonly of: "activated" | "all";
}

/**
 * The time from the sign-up to the first value that a share `p` of the people did not exceed; of whom has to be said.
 *
 * @example
 * ```ts
 * import { timeToValue } from "kpi-core/metrics/adoption";
 *
 * timeToValue({ p: 0.5, of: "all" }).id // => "timeToValueP50All"
 * timeToValue({ p: 0.5, of: "activated" }).title.fr // => "Délai de première valeur, 50ᵉ centile, activés"
 * ```
 */
export function timeToValue({ p, of }: TimeToValueOptions): Metric<"duration", "duration", "signup"> {
  const percentile = percentileOf(p);
  if (of !== "activated" && of !== "all") {
    throw new KpiError("bad-definition", `timeToValue: of is ${shown(of)}; write "activated" or "all"`);
  }
  const forAll = of === "all";
  return metric(`timeToValue${percentile.id}${forAll ? "All" : "Activated"}`, {
    title: {
      en: `Time to value, ${percentile.en}, ${forAll ? "all sign-ups" : "activated"}`,
      fr: `Délai de première valeur, ${percentile.fr}, ${forAll ? "tous les inscrits" : "activés"}`,
    },
    about: forAll
      ? `${percentile.inHundred} in 100 people who signed up in the period first get what they came for after so long, counting those still waiting.`
      : `${percentile.inHundred} in 100 people who first got what they came for in the period took at most so long; who never does is not in it.`,
    unit: "seconds",
    better: "lower",
    inputs: {
      duration: forAll ? waiting.survival(p) : activated.quantile("seconds(signedUpAt, activatedAt)", p),
    },
    formula: "duration",
    // A day and a half
    example: { given: { duration: 129_600 }, gives: "129600" },
    source: forAll
      ? {
          text: "Kaplan and Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958)",
          recalled: true,
        }
      : { text: "Userpilot 2024, as quoted by digitalapplied.com: time from sign-up to first value" },
    aliases: ["TTV", "TTFV", "time to first value"],
  });
}
