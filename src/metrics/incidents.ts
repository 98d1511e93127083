import type { Numeric } from "../core/decimal.ts";
import { formOf, percentileOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { period, population } from "../core/population.ts";
import { incident } from "../records/incident.ts";

// "MTTR" is four clocks: repair, recover, respond and resolve. Each has its own two moments, and the incidents whose
// second moment is in the period
const incidents = population(incident);
const began = incidents.dated("failedAt");
const recovered = incidents.where("known(recoveredAt)").dated("recoveredAt");
const detected = incidents.where("known(detectedAt)").dated("detectedAt");
const acknowledged = incidents.where("known(alertedAt) and known(acknowledgedAt)").dated("acknowledgedAt");
const answered = incidents.where("known(alertedAt) and known(recoveredAt)").dated("recoveredAt");
const repaired = incidents.where("known(repairStartedAt) and known(recoveredAt)").dated("recoveredAt");
const resolved = incidents.where("known(resolvedAt)").dated("resolvedAt");
const down = incidents.during("failedAt", "recoveredAt");

const atlassian = { text: "Atlassian, incident management: MTBF, MTTR, MTTA and MTTF" } as const;
const kaplanMeier = {
  text: "Kaplan and Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958)",
  recalled: true,
} as const;

/** How many incidents began. */
export const incidentCount = metric("incidentCount", {
  title: { en: "Incidents", fr: "Nombre d'incidents" },
  about: "Incidents that began in the period, as far as is known now.",
  unit: "count",
  better: "lower",
  inputs: { incidents: began.count() },
  formula: "incidents",
  example: { given: { incidents: 2 }, gives: "2" },
  source: atlassian,
  aliases: ["number of incidents", "incident volume"],
});

/** From the beginning to its detection. The beginning is often found out later: past values move. */
export const meanTimeToDetect = metric("meanTimeToDetect", {
  title: { en: "Mean time to detect", fr: "Délai moyen de détection" },
  about: "Mean time from the beginning of an incident to its detection, of those detected in the period.",
  unit: "seconds",
  better: "lower",
  inputs: { undetected: detected.sum("seconds(failedAt, detectedAt)"), detected: detected.count() },
  formula: "undetected / detected",
  example: { given: { undetected: 1200, detected: 4 }, gives: "300" },
  source: { text: "ISO/TR 12489, mean fault detection time" },
  aliases: ["MTTD", "MFDT", "mean time to detection"],
});

/** From the alert until a person takes it; what nobody took is not in it. */
export const meanTimeToAcknowledge = metric("meanTimeToAcknowledge", {
  title: { en: "Mean time to acknowledge", fr: "Délai moyen de prise en charge" },
  about:
    "Mean time from an alert until a person took it, of those taken in the period; others are not in it.",
  unit: "seconds",
  better: "lower",
  inputs: {
    waited: acknowledged.sum("seconds(alertedAt, acknowledgedAt)"),
    acknowledged: acknowledged.count(),
  },
  formula: "waited / acknowledged",
  // 40 minutes, 10 incidents
  example: { given: { waited: 2400, acknowledged: 10 }, gives: "240" },
  source: atlassian,
  aliases: ["MTTA", "acknowledgement time"],
});

/** From the alert until the service works again: without the time in which nobody knew. */
export const meanTimeToRespond = metric("meanTimeToRespond", {
  title: { en: "Mean time to respond", fr: "Délai moyen de réponse aux incidents" },
  about: "Mean time from an alert until the service worked again, of the incidents over in the period.",
  unit: "seconds",
  better: "lower",
  inputs: { responding: answered.sum("seconds(alertedAt, recoveredAt)"), incidents: answered.count() },
  formula: "responding / incidents",
  // 60 minutes, 4 incidents
  example: { given: { responding: 3600, incidents: 4 }, gives: "900" },
  source: atlassian,
  aliases: ["MTTR, respond", "response time"],
});

/** From the start of the repair until the service works again, tests included: without detection and waiting. */
export const meanTimeToRepair = metric("meanTimeToRepair", {
  title: { en: "Mean time to repair", fr: "Durée moyenne de réparation" },
  about:
    "Mean time from the start of a repair until the service worked again, of the incidents over in the period.",
  unit: "seconds",
  better: "lower",
  inputs: { repairing: repaired.sum("seconds(repairStartedAt, recoveredAt)"), repairs: repaired.count() },
  formula: "repairing / repairs",
  // 240 minutes, 10 repairs
  example: { given: { repairing: 14_400, repairs: 10 }, gives: "1440" },
  source: atlassian,
  aliases: ["MTTR, repair", "repair time"],
});

/** From the beginning until the service works again; what still lasts is not in it, `timeToRecover` counts it. */
export const meanTimeToRecover = metric("meanTimeToRecover", {
  title: { en: "Mean time to recover", fr: "Durée moyenne de rétablissement" },
  about:
    "Mean time from the beginning of an incident until the service worked again, of those over in the period; what still lasts is not in it.",
  unit: "seconds",
  better: "lower",
  inputs: { lasted: recovered.sum("seconds(failedAt, recoveredAt)"), incidents: recovered.count() },
  formula: "lasted / incidents",
  // 30 minutes, 2 incidents
  example: { given: { lasted: 1800, incidents: 2 }, gives: "900" },
  source: atlassian,
  aliases: ["MTTR", "MTRS", "mean time to restore service", "mean time to recovery"],
});

/** From the beginning until it cannot come again. */
export const meanTimeToResolve = metric("meanTimeToResolve", {
  title: { en: "Mean time to resolve", fr: "Durée moyenne de résolution des incidents" },
  about:
    "Mean time from the beginning of an incident until what keeps it from coming again was done, of those done in the period.",
  unit: "seconds",
  better: "lower",
  inputs: { lasted: resolved.sum("seconds(failedAt, resolvedAt)"), incidents: resolved.count() },
  formula: "lasted / incidents",
  // 2 hours of outage and 2 of prevention
  example: { given: { lasted: 14_400, incidents: 1 }, gives: "14400" },
  source: atlassian,
  aliases: ["MTTR, resolve", "resolution time of incidents"],
});

/** What a time to recovery does with what still lasts. */
export interface RecoveryOptions<Unfinished extends string = "counted" | "left-out"> {
  /** The share that is over by then: 0.5 is the median. */
  readonly p: Numeric;
  /**
   * - `counted`: of what began in the period; what still lasts counts as "at least until now" (Kaplan and Meier).
   * - `left-out`: of what was over in the period, so that a long failure is not seen before it ends.
   */
  readonly unfinished: Unfinished;
}

const recoveries = {
  counted: {
    id: "",
    en: "",
    fr: "",
    is: "incidents that began in the period are over after so long, counting those that still last",
    duration: (p: Numeric) => down.survival(p),
    source: kaplanMeier,
  },
  "left-out": {
    id: "OfRecovered",
    en: " of those recovered",
    fr: " des incidents terminés",
    is: "incidents over in the period lasted at most so long; those that still last are not in it",
    duration: (p: Numeric) => recovered.quantile("seconds(failedAt, recoveredAt)", p),
    source: atlassian,
  },
} as const;

/**
 * The time by which a share `p` of the incidents is over.
 *
 * @example
 * ```ts
 * import { timeToRecover } from "kpi-core/metrics/reliability";
 *
 * timeToRecover({ p: 0.9, unfinished: "counted" }).title.en // => "Time to recover, 90th percentile"
 * ```
 */
export function timeToRecover({
  p,
  unfinished,
}: RecoveryOptions): Metric<"duration", "duration", "incident"> {
  const { id, en, fr, is, duration, source } = formOf("timeToRecover: unfinished", recoveries, unfinished);
  const percentile = percentileOf(p);
  return metric(`timeToRecover${id}${percentile.id}`, {
    title: {
      en: `Time to recover${en}, ${percentile.en}`,
      fr: `Délai de rétablissement${fr}, ${percentile.fr}`,
    },
    about: `${percentile.inHundred} in 100 ${is}.`,
    unit: "seconds",
    better: "lower",
    inputs: { duration: duration(p) },
    formula: "duration",
    example: { given: { duration: 900 }, gives: "900" },
    source,
    aliases: ["median time to restore", "recovery time"],
  });
}

/** The length of the period over the incidents that began in it: time up and time down. */
export const meanTimeBetweenIncidents = metric("meanTimeBetweenIncidents", {
  title: { en: "Mean time between service incidents", fr: "Temps moyen entre incidents de service" },
  about: "Length of the period over the incidents that began in it, of all services in it together.",
  unit: "seconds",
  better: "higher",
  inputs: { elapsed: period.seconds(), incidents: began.count() },
  formula: "elapsed / incidents",
  // 24 hours, 2 incidents
  example: { given: { elapsed: 86_400, incidents: 2 }, gives: "43200" },
  source: { text: "BMC, MTBSI report: time between the beginnings of incidents, MTBF and MTRS" },
  aliases: ["MTBSI", "mean time between system incidents"],
});
