import type { Numeric } from "../core/decimal.ts";
import { formOf, percentileOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { milestone } from "../records/milestone.ts";

// A milestone is due by the plan that was agreed, whatever is expected now: a date that moved is a slip
const milestones = population(milestone);
const due = milestones.dated("plannedAt");
const reached = milestones.where("known(reachedAt)").dated("reachedAt");
const notReached = milestones.where("not known(reachedAt) or reachedAt > plannedAt");

const management = {
  text: "Project management practice: milestones against the agreed plan (PMBOK Guide)",
  recalled: true,
} as const;

const slips = {
  reached: {
    id: "OfReached",
    en: "of those reached",
    fr: "des jalons atteints",
    is: "of the milestones reached in the period",
    those: reached,
    seconds: "seconds(plannedAt, reachedAt)",
  },
  due: {
    id: "OfDue",
    en: "of those due",
    fr: "des jalons échus",
    is: "of the milestones planned for the period, those not reached by when they are expected now",
    those: milestones.where("known(reachedAt) or known(expectedAt)").dated("plannedAt"),
    seconds: "seconds(plannedAt, if(known(reachedAt), reachedAt, expectedAt))",
  },
} as const;

/** Of which milestones a slip is. */
export interface SlipOptions {
  /**
   * - `reached`: those reached in the period; what is not reached is not in it.
   * - `due`: those planned for the period, reached or expected.
   */
  readonly of: "reached" | "due";
}

/**
 * How long after its plan a milestone is reached, on average; before its plan is below 0.
 *
 * @example
 * ```ts
 * import { milestoneSlip } from "kpi-core/metrics/projects";
 *
 * milestoneSlip({ of: "reached" })({ slip: 6 * 86_400, milestones: 3 }) // => 172800
 * ```
 */
export function milestoneSlip({
  of,
}: SlipOptions): Metric<"slip / milestones", "slip" | "milestones", "milestone"> {
  const { id, en, fr, is, those, seconds } = formOf("milestoneSlip: of", slips, of);
  return metric(`milestoneSlip${id}`, {
    title: { en: `Milestone slip ${en}, mean`, fr: `Glissement moyen ${fr}` },
    about: `Mean time from plan to milestone, ${is}; early ones are below zero.`,
    unit: "seconds",
    better: "lower",
    inputs: { slip: those.sum(seconds), milestones: those.count() },
    formula: "slip / milestones",
    // Ten days late, two early, two early
    example: { given: { slip: 518_400, milestones: 3 }, gives: "172800" },
    source: management,
    aliases: ["schedule slippage", "milestone delay", "retard moyen des jalons"],
  });
}

/**
 * The slip that a share `p` of the milestones stays below.
 *
 * @example
 * ```ts
 * import { milestoneSlipQuantile } from "kpi-core/metrics/projects";
 *
 * milestoneSlipQuantile({ of: "due", p: 0.85 }).id // => "milestoneSlipOfDueP85"
 * ```
 */
export function milestoneSlipQuantile({
  of,
  p,
}: SlipOptions & { readonly p: Numeric }): Metric<"quantile", "quantile", "milestone"> {
  const { id, en, fr, is, those, seconds } = formOf("milestoneSlipQuantile: of", slips, of);
  const percentile = percentileOf(p);
  return metric(`milestoneSlip${id}${percentile.id}`, {
    title: { en: `Milestone slip ${en}, ${percentile.en}`, fr: `Glissement ${fr}, ${percentile.fr}` },
    about: `${percentile.inHundred} in 100 slipped at most so long, ${is}.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: those.quantile(seconds, p) },
    formula: "quantile",
    example: { given: { quantile: 172_800 }, gives: "172800" },
    source: management,
    aliases: ["median milestone slip", "glissement médian"],
  });
}

/** Of the milestones planned for the period, the share reached in time; what is past due and not reached is late. */
export const onTimeMilestones = metric("onTimeMilestones", {
  title: { en: "Milestones on time", fr: "Taux de jalons tenus" },
  about:
    "Share of the milestones planned for the period that were reached in time; past due and open is late.",
  unit: "share",
  better: "higher",
  inputs: {
    inTime: due.count("known(reachedAt) and reachedAt <= plannedAt"),
    due: due.count(),
  },
  formula: "inTime / due",
  example: { given: { inTime: 6, due: 10 }, gives: "0.6" },
  source: { text: "Velocity Scheduling System, due date performance: 6 of 10" },
  aliases: ["milestone attainment", "on-time milestones", "respect des jalons"],
});

/** How many milestones were past their plan and not reached when the period ended. */
export const overdueMilestones = metric("overdueMilestones", {
  title: { en: "Overdue milestones, at the end", fr: "Jalons en retard en fin de période" },
  about:
    "Milestones past their plan and not reached when the period ended; over several periods it is the last, not the sum.",
  unit: "count",
  better: "lower",
  inputs: { atEnd: notReached.during("plannedAt", "reachedAt").atEnd() },
  formula: "atEnd",
  example: { given: { atEnd: 2 }, gives: "2" },
  source: management,
  aliases: ["late milestones", "missed milestones"],
});
