import { type FormMetric, formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { period, population } from "../core/population.ts";
import { component } from "../records/component.ts";
import { outage } from "../records/outage.ts";

// Planned maintenance is no failure, and no time in operation
const failures = population(outage).where("not planned").dated("startedAt").count();
const elapsed = period.seconds();
const down = population(outage).during("startedAt", "endedAt").busySeconds("'all'");
const components = population(component);

const atlassian = { text: "Atlassian, incident management: MTBF, MTTR, MTTA and MTTF" } as const;

const forms = {
  "operating-time": {
    id: "OperatingTime",
    en: "operating time",
    fr: "temps de fonctionnement",
    is: "Time up",
    inputs: { elapsed, down, failures },
    formula: "(elapsed - down) / failures",
    // 24 hours, 2 of them down
    given: { elapsed: 86_400, down: 7200, failures: 2 },
    gives: "39600",
    source: atlassian,
  },
  "failure-to-failure": {
    id: "FailureToFailure",
    en: "from failure to failure",
    fr: "d'une défaillance à la suivante",
    is: "Length of the period, time down included,",
    inputs: { elapsed, failures },
    formula: "elapsed / failures",
    given: { elapsed: 86_400, failures: 2 },
    gives: "43200",
    source: { text: "Mean time from one failure to the next: MTTF + MTTR", recalled: true },
  },
} as const;

/**
 * The mean time between failures. Two conventions go by the name: `operating-time` is time up over failures (IEC
 * 60050-192, ITIL, Atlassian), `failure-to-failure` is all time over failures. Without failures it is none, not
 * for ever.
 *
 * @example
 * ```ts
 * import { meanTimeBetweenFailures } from "kpi-core/metrics/reliability";
 *
 * const mtbf = meanTimeBetweenFailures({ form: "operating-time" });
 * mtbf({ elapsed: 24 * 3600, down: 2 * 3600, failures: 2 }) // => 39600
 * mtbf({ elapsed: 24 * 3600, down: 0, failures: 0 }) // => null
 * ```
 */
export function meanTimeBetweenFailures<const F extends keyof typeof forms>({
  form,
}: {
  readonly form: F;
}): FormMetric<(typeof forms)[F], "outage"> {
  const { id, en, fr, is, inputs, formula, given, gives, source } = formOf(
    "meanTimeBetweenFailures: form",
    forms,
    form,
  );
  const made: Metric<string, string, "outage"> = metric(`meanTimeBetweenFailures${id}`, {
    title: {
      en: `Mean time between failures, ${en}`,
      fr: `Temps moyen de fonctionnement entre défaillances, ${fr}`,
    },
    about: `${is} over the unplanned outages that began in the period, of all services in it together.`,
    unit: "seconds",
    better: "higher",
    inputs: inputs as Metric<string, string, "outage">["inputs"],
    formula: formula as string,
    example: { given, gives },
    source,
    aliases: ["MTBF", "temps moyen entre pannes"],
  });
  return made as FormMetric<(typeof forms)[F], "outage">;
}

/** Time in use over failures, of things that are not repaired; those that still work count for their time. */
export const meanTimeToFailure = metric("meanTimeToFailure", {
  title: { en: "Mean time to failure", fr: "Durée moyenne avant défaillance" },
  about:
    "Time in use in the period, of what failed and of what still works, over the failures in it; for things that are not repaired.",
  unit: "seconds",
  better: "higher",
  inputs: {
    inUse: components.during("startedAt", "endedAt").seconds(),
    failures: components.where("failed and known(endedAt)").dated("endedAt").count(),
  },
  formula: "inUse / failures",
  // Bulbs of 20, 18, 21 and 21 hours
  example: { given: { inUse: 288_000, failures: 4 }, gives: "72000" },
  source: atlassian,
  aliases: ["MTTF", "mean life", "durée de vie moyenne"],
});
