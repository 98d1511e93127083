import type { Numeric } from "../core/decimal.ts";
import { formOf, percentileOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { period, population } from "../core/population.ts";
import { codeChange } from "../records/code-change.ts";
import { deployment } from "../records/deployment.ts";
import type { RecoveryOptions } from "./incidents.ts";

export type { RecoveryOptions } from "./incidents.ts";

// Deployments are told apart by their key: one that two incidents were joined to is there twice, and counts once
const deployments = population(deployment).dated("deployedAt");
const failures = population(deployment).where("failed");
const reworks = population(deployment).where("rework").dated("deployedAt");
const known = population(deployment);
const recovered = failures.where("known(recoveredAt)").dated("recoveredAt");

const dora = { text: "DORA, software delivery performance metrics (dora.dev, 2026)" } as const;
const gitLab = { text: "GitLab, DORA metrics: lead time for changes, from the merge" } as const;
const fourKeys = { text: "Four Keys, METRICS.md: lead time for changes, from the commit" } as const;
const kaplanMeier = {
  text: "Kaplan and Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958)",
  recalled: true,
} as const;

/** Deployments a day, days without any included. */
export const deploymentFrequency = metric("deploymentFrequency", {
  title: { en: "Deployment frequency", fr: "Fréquence de déploiement" },
  about: "Deployments to production a day of 24 hours, on average over every day of the period.",
  unit: "number",
  better: "higher",
  inputs: { deployments: deployments.distinct("key"), elapsed: period.seconds() },
  formula: "86400 * deployments / elapsed",
  // 3, 0, 0, 0, 0, 0 and 4 in a week
  example: { given: { deployments: 7, elapsed: 604_800 }, gives: "1" },
  source: dora,
  aliases: ["deploys per day", "release frequency", "DORA"],
});

const origins = {
  commit: {
    id: "FromCommit",
    en: "from commit",
    fr: "depuis le commit",
    is: "their first commit",
    start: "committedAt",
    deployed: population(codeChange).where("known(deployedAt)").dated("deployedAt"),
    spans: population(codeChange).during("committedAt", "deployedAt"),
    source: fourKeys,
  },
  merge: {
    id: "FromMerge",
    en: "from merge",
    fr: "depuis la fusion",
    is: "their merge",
    start: "mergedAt",
    deployed: population(codeChange).where("known(mergedAt) and known(deployedAt)").dated("deployedAt"),
    spans: population(codeChange).during("mergedAt", "deployedAt"),
    source: gitLab,
  },
} as const;

/** Where the time of a change begins; DORA and Four Keys take the commit, GitLab the merge. */
export interface ChangeOrigin {
  readonly from: "commit" | "merge";
}

/**
 * The time that a share `p` of the changes deployed in the period took at most. What is not deployed is not in it;
 * `timeToDeploy` counts it.
 *
 * @example
 * ```ts
 * import { changeLeadTime } from "kpi-core/metrics/deployments";
 *
 * changeLeadTime({ p: 0.5, from: "merge" }).title.en // => "Change lead time from merge, 50th percentile"
 * ```
 */
export function changeLeadTime({
  p,
  from,
}: ChangeOrigin & { readonly p: Numeric }): Metric<"quantile", "quantile", "codeChange"> {
  const { id, en, fr, is, start, deployed, source } = formOf("changeLeadTime: from", origins, from);
  const percentile = percentileOf(p);
  return metric(`changeLeadTime${id}${percentile.id}`, {
    title: {
      en: `Change lead time ${en}, ${percentile.en}`,
      fr: `Délai de mise en production d'un changement ${fr}, ${percentile.fr}`,
    },
    about: `${percentile.inHundred} in 100 changes deployed in the period were in production at most so long after ${is}.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: deployed.quantile(`seconds(${start}, deployedAt)`, p) },
    formula: "quantile",
    example: { given: { quantile: 7200 }, gives: "7200" },
    source,
    aliases: ["lead time for changes", "DORA"],
  });
}

/**
 * The mean time of the changes deployed in the period.
 *
 * @example
 * ```ts
 * import { averageChangeLeadTime } from "kpi-core/metrics/deployments";
 *
 * averageChangeLeadTime({ from: "commit" })({ elapsed: 14_400, changes: 4 }) // => 3600
 * ```
 */
export function averageChangeLeadTime({
  from,
}: ChangeOrigin): Metric<"elapsed / changes", "elapsed" | "changes", "codeChange"> {
  const { id, en, fr, is, start, deployed, source } = formOf("averageChangeLeadTime: from", origins, from);
  return metric(`averageChangeLeadTime${id}`, {
    title: {
      en: `Change lead time ${en}, mean`,
      fr: `Délai moyen de mise en production d'un changement ${fr}`,
    },
    about: `Mean time from ${is} until the changes deployed in the period were in production.`,
    unit: "seconds",
    better: "lower",
    inputs: { elapsed: deployed.sum(`seconds(${start}, deployedAt)`), changes: deployed.count() },
    formula: "elapsed / changes",
    example: { given: { elapsed: 14_400, changes: 4 }, gives: "3600" },
    source,
    aliases: ["mean lead time for changes"],
  });
}

/**
 * The time by which a share `p` of the changes committed, or merged, in the period is deployed; those that are not
 * count as "at least as long as until now" (Kaplan and Meier).
 *
 * @example
 * ```ts
 * import { timeToDeploy } from "kpi-core/metrics/deployments";
 *
 * timeToDeploy({ p: 0.85, from: "commit" }).id // => "timeToDeployFromCommitP85"
 * ```
 */
export function timeToDeploy({
  p,
  from,
}: ChangeOrigin & { readonly p: Numeric }): Metric<"duration", "duration", "codeChange"> {
  const { id, en, fr, is, spans } = formOf("timeToDeploy: from", origins, from);
  const percentile = percentileOf(p);
  return metric(`timeToDeploy${id}${percentile.id}`, {
    title: {
      en: `Time to deploy ${en}, ${percentile.en}`,
      fr: `Délai avant mise en production ${fr}, ${percentile.fr}`,
    },
    about: `${percentile.inHundred} in 100 changes are deployed so long after ${is} in the period, counting those that are not yet.`,
    unit: "seconds",
    better: "lower",
    inputs: { duration: spans.survival(p) },
    formula: "duration",
    example: { given: { duration: 7200 }, gives: "7200" },
    source: kaplanMeier,
    aliases: ["censoring-aware change lead time"],
  });
}

/** Of the deployments of the period, the share that failed: each once, however many incidents it brought. */
export const changeFailureRate = metric("changeFailureRate", {
  title: { en: "Change failure rate", fr: "Taux d'échec des changements" },
  about:
    "Share of the deployments of the period that needed immediate intervention, of those of which it is known; each counts once.",
  unit: "share",
  better: "lower",
  inputs: {
    failed: failures.dated("deployedAt").distinct("key"),
    deployments: known.where("known(failed)").dated("deployedAt").distinct("key"),
  },
  formula: "failed / deployments",
  // Four Keys
  example: { given: { failed: 1, deployments: 4 }, gives: "0.25" },
  source: dora,
  aliases: ["CFR", "change fail rate", "deployment failure rate", "DORA"],
});

const recoveries = {
  counted: {
    id: "",
    en: "",
    fr: "",
    is: "deployments of the period that failed are recovered after so long, counting those that are not yet",
    duration: (p: Numeric) => failures.during("deployedAt", "recoveredAt").survival(p),
    source: kaplanMeier,
  },
  "left-out": {
    id: "OfRecovered",
    en: " of those recovered",
    fr: " des échecs terminés",
    is: "failed deployments recovered in the period were so at most so long after; the others are not in it",
    duration: (p: Numeric) => recovered.quantile("seconds(deployedAt, recoveredAt)", p),
    source: dora,
  },
} as const;

/**
 * The time by which a share `p` of the deployments that failed is recovered. Where several fail before one is good,
 * each has its own record and the recovery of that one.
 *
 * @example
 * ```ts
 * import { failedDeploymentRecoveryTime } from "kpi-core/metrics/deployments";
 *
 * failedDeploymentRecoveryTime({ p: 0.5, unfinished: "left-out" }).id
 * // => "failedDeploymentRecoveryTimeOfRecoveredP50"
 * ```
 */
export function failedDeploymentRecoveryTime({
  p,
  unfinished,
}: RecoveryOptions): Metric<"duration", "duration", "deployment"> {
  const subject = "failedDeploymentRecoveryTime: unfinished";
  const { id, en, fr, is, duration, source } = formOf(subject, recoveries, unfinished);
  const percentile = percentileOf(p);
  return metric(`failedDeploymentRecoveryTime${id}${percentile.id}`, {
    title: {
      en: `Failed deployment recovery time${en}, ${percentile.en}`,
      fr: `Temps de rétablissement après échec de déploiement${fr}, ${percentile.fr}`,
    },
    about: `${percentile.inHundred} in 100 ${is}.`,
    unit: "seconds",
    better: "lower",
    inputs: { duration: duration(p) },
    formula: "duration",
    example: { given: { duration: 3600 }, gives: "3600" },
    source,
    aliases: ["FDRT", "time to restore service", "DORA"],
  });
}

/** Of the deployments of the period, the share that was unplanned, to fix what users had come across. */
export const deploymentReworkRate = metric("deploymentReworkRate", {
  title: { en: "Deployment rework rate", fr: "Taux de déploiements correctifs" },
  about:
    "Share of the deployments of the period that were unplanned, to fix what users had come across, of those of which it is known.",
  unit: "share",
  better: "lower",
  inputs: {
    rework: reworks.distinct("key"),
    deployments: known.where("known(rework)").dated("deployedAt").distinct("key"),
  },
  formula: "rework / deployments",
  example: { given: { rework: 2, deployments: 10 }, gives: "0.2" },
  source: { text: "DORA quick check: unplanned deployments to fix a bug that users see, over all" },
  aliases: ["rework rate", "DORA"],
});
