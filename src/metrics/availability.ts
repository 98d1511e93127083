import { clockOf, type FormMetric, formOf } from "../core/knobs.ts";
import type { Clock, Measure } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { type Lengths, period, population } from "../core/population.ts";
import { capacity } from "../records/capacity.ts";
import { outage } from "../records/outage.ts";

// Time down is the union of outages, and never their sum: of all in a group together, who are one resource 'all', or
// of each service. What is down and planned is the union of what is planned, so that down - planned is what was not
const outages = population(outage);
const planned = outages.where("planned");
const services = population(capacity).during("startedAt", "endedAt");

const itil = { text: "ITIL: agreed service time less downtime, over agreed service time" } as const;

/** What planned maintenance is. */
export type PlannedTime = "down" | "left-out" | "up";

function formsOf<K extends string>(elapsed: Measure<K>, down: Measure<K>, maintenance: Measure<K>) {
  return {
    down: {
      id: "MaintenanceDown",
      en: "maintenance is down",
      fr: "maintenance comptée comme arrêt",
      inputs: { elapsed, down },
      formula: "(elapsed - down) / elapsed",
      // Three hours down in 30 days, one of them planned
      given: { elapsed: 2_592_000, down: 10_800 },
      gives: "0.9958333333333333333333333333333333",
    },
    "left-out": {
      id: "MaintenanceLeftOut",
      en: "without maintenance",
      fr: "hors maintenance",
      inputs: { elapsed, down, maintenance },
      formula: "(elapsed - down) / (elapsed - maintenance)",
      given: { elapsed: 2_592_000, down: 10_800, maintenance: 3600 },
      gives: "0.9972183588317107093184979137691238",
    },
    up: {
      id: "MaintenanceUp",
      en: "maintenance is up",
      fr: "maintenance comptée comme disponible",
      inputs: { elapsed, down, maintenance },
      formula: "(elapsed - down + maintenance) / elapsed",
      given: { elapsed: 2_592_000, down: 10_800, maintenance: 3600 },
      gives: "0.9972222222222222222222222222222222",
    },
  } as const;
}

type Forms<K extends string> = ReturnType<typeof formsOf<K>>;

function spansBy(clock: Clock): {
  readonly elapsed: Measure<never>;
  readonly down: Lengths<typeof outage>;
  readonly maintenance: Lengths<typeof outage>;
} {
  if (clock === "calendar") {
    return {
      elapsed: period.seconds(),
      down: outages.during("startedAt", "endedAt"),
      maintenance: planned.during("startedAt", "endedAt"),
    };
  }
  return {
    elapsed: period.workingSeconds(),
    down: outages.during("startedAt", "endedAt", "working"),
    maintenance: planned.during("startedAt", "endedAt", "working"),
  };
}

/**
 * Of the time of the period, the share in which nothing was down: overlapping outages count once, those of several
 * services together too. With `by: ["service"]` each service has its own. A service of which no outage is
 * known has no row, and where none is known at all there is no value: `serviceAvailability` has the services.
 *
 * - `down`: planned maintenance is time down.
 * - `left-out`: it is in neither time up nor the time there is, as where it was agreed.
 * - `up`: it is time up.
 *
 * @example
 * ```ts
 * import { availability } from "kpi-core/metrics/reliability";
 *
 * // 10:00-10:30 and 10:15-10:45 are 45 minutes of a day
 * availability({ planned: "down" })({ elapsed: 86_400, down: 2700 }) // => 0.96875
 * availability({ planned: "left-out", clock: "working" }).id // => "availabilityMaintenanceLeftOutWorking"
 * ```
 */
export function availability<const P extends PlannedTime>({
  planned,
  clock = "calendar",
}: {
  readonly planned: P;
  /** `calendar` unless said; `working` is the agreed time by the schedule of the plan. */
  readonly clock?: Clock;
}): FormMetric<Forms<"outage">[P], "outage"> {
  const by = clockOf(clock);
  const { elapsed, down, maintenance } = spansBy(clock);
  const forms = formsOf<"outage">(elapsed, down.busySeconds("'all'"), maintenance.busySeconds("'all'"));
  const { id, en, fr, inputs, formula, given, gives } = formOf("availability: planned", forms, planned);
  const made: Metric<string, string, "outage"> = metric(`availability${id}${by.id}`, {
    title: { en: `Availability, ${en}${by.en}`, fr: `Disponibilité, ${fr}${by.fr}` },
    about: `Share of the time in the period in which nothing was down, ${en}; overlapping outages count once.`,
    unit: "share",
    better: "higher",
    inputs: inputs as Metric<string, string, "outage">["inputs"],
    formula: formula as string,
    example: { given, gives },
    source: itil,
    aliases: ["uptime", "taux de disponibilité", "system availability"],
  });
  return made as FormMetric<Forms<"outage">[P], "outage">;
}

/**
 * Of the time agreed for the services, which capacity says by resource, the share in which they were up: each service
 * for its own time, so that the whole is no mean of shares. Outages are to lie within the agreed time.
 *
 * @example
 * ```ts
 * import { serviceAvailability } from "kpi-core/metrics/reliability";
 *
 * serviceAvailability({ planned: "down" })({ elapsed: 172_800, down: 2700 }) // => 0.984375
 * ```
 */
export function serviceAvailability<const P extends PlannedTime>({
  planned,
}: {
  readonly planned: P;
}): FormMetric<Forms<"outage" | "capacity">[P], "outage" | "capacity"> {
  const { down, maintenance } = spansBy("calendar");
  const forms = formsOf<"outage" | "capacity">(
    services.busySeconds("resource") as Measure<"outage" | "capacity">,
    down.busySeconds("service") as Measure<"outage" | "capacity">,
    maintenance.busySeconds("service") as Measure<"outage" | "capacity">,
  );
  const { id, en, fr, inputs, formula, given, gives } = formOf(
    "serviceAvailability: planned",
    forms,
    planned,
  );
  const made: Metric<string, string, "outage" | "capacity"> = metric(`serviceAvailability${id}`, {
    title: { en: `Availability of services, ${en}`, fr: `Disponibilité des services, ${fr}` },
    about: `Share of the time agreed for the services in which they were up, ${en}; each for its own time.`,
    unit: "share",
    better: "higher",
    inputs: inputs as Metric<string, string, "outage" | "capacity">["inputs"],
    formula: formula as string,
    example: { given, gives },
    source: itil,
    aliases: ["service availability", "uptime of services", "disponibilité de service"],
  });
  return made as FormMetric<Forms<"outage" | "capacity">[P], "outage" | "capacity">;
}

/** Time in which anything was down, planned or not; overlapping outages count once. */
export const downtime = metric("downtime", {
  title: { en: "Downtime", fr: "Durée d'indisponibilité" },
  about: "Time of the period in which anything was down, planned or not; overlapping outages count once.",
  unit: "seconds",
  better: "lower",
  inputs: { down: spansBy("calendar").down.busySeconds("'all'") },
  formula: "down",
  // 10:00 to 10:30 and 10:15 to 10:45
  example: { given: { down: 2700 }, gives: "2700" },
  source: itil,
  aliases: ["outage time", "temps d'arrêt", "indisponibilité"],
});
