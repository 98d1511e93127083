import { formOf } from "../core/knobs.ts";
import type { Measure } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { capacity } from "../records/capacity.ts";
import { machineTime } from "../records/machine-time.ts";
import { productionCount } from "../records/production-count.ts";

// Rows of a machine overlap: a stop runs through a break, a failure through a changeover. Time in A and not in B is the
// time in A or B less the time in B, each counted once
const all = population(machineTime);
const timeIn = (...states: readonly string[]): Measure<"machineTime"> => {
  const condition: string = states.map((state) => `state = '${state}'`).join(" or ");
  return all.where(condition).during("startedAt", "endedAt").busySeconds("machine");
};

const counted = population(productionCount).dated("at");
const ideal = counted.sum("made * idealSeconds");
const idealGood = counted.sum("good * idealSeconds");
const openOrStopped = all.during("startedAt", "endedAt").busySeconds("machine");
const stopped = timeIn("planned stop", "changeover", "stop");

const vorne = { text: "Vorne, oee.com: 420 planned minutes, 373 run, 19,271 made, 18,848 good" } as const;
const afnor = { text: "NF E60-182: TRS, TRG and TRE over required, opening and total time" } as const;

/** Whether changing over to another product is production time that is lost, `inside`, or no production time. */
export interface ChangeoverOptions {
  readonly changeover: keyof typeof changeovers;
}

const changeovers = {
  inside: {
    id: "",
    en: "changeovers inside",
    fr: "changements de série inclus",
    openOrPaused: timeIn("open", "planned stop"),
    paused: timeIn("planned stop"),
  },
  outside: {
    id: "ChangeoverOutside",
    en: "changeovers outside",
    fr: "changements de série exclus",
    openOrPaused: timeIn("open", "planned stop", "changeover"),
    paused: timeIn("planned stop", "changeover"),
  },
} as const;

/**
 * Overall equipment effectiveness: the time that the good units take at the ideal pace, over the planned production
 * time. It is availability times performance times quality. Not cut at 100 %: above it an ideal time is wrong.
 *
 * @example
 * ```ts
 * import { oee } from "kpi-core/metrics/production";
 *
 * const given = { idealGood: 18_848, openOrPaused: 480 * 60, paused: 60 * 60 };
 * oee({ changeover: "inside" })(given)?.toFixed(4) // => "0.7479"
 * ```
 */
export function oee({
  changeover,
}: ChangeoverOptions): Metric<
  "idealGood / (openOrPaused - paused)",
  "idealGood" | "openOrPaused" | "paused",
  "productionCount" | "machineTime"
> {
  const { id, en, fr, openOrPaused, paused } = formOf("oee: changeover", changeovers, changeover);
  return metric(`oee${id}`, {
    title: { en: `OEE, ${en}`, fr: `TRS, ${fr}` },
    about: `Time that the good units take at the ideal pace, over the planned production time, ${en}.`,
    unit: "share",
    better: "higher",
    inputs: { idealGood, openOrPaused, paused },
    formula: "idealGood / (openOrPaused - paused)",
    example: {
      given: { idealGood: 18_848, openOrPaused: 28_800, paused: 3600 },
      gives: "0.7479365079365079365079365079365079",
    },
    source: vorne,
    aliases: ["overall equipment effectiveness", "TRS", "taux de rendement synthétique"],
  });
}

/**
 * Of the planned production time of machines, the share in which they ran. Stops that overlap count once, and where they
 * run on through a break only outside of it.
 */
export function machineAvailability({
  changeover,
}: ChangeoverOptions): Metric<
  "(openOrStopped - stopped) / (openOrPaused - paused)",
  "openOrStopped" | "stopped" | "openOrPaused" | "paused",
  "machineTime"
> {
  const { id, en, fr, openOrPaused, paused } = formOf(
    "machineAvailability: changeover",
    changeovers,
    changeover,
  );
  return metric(`machineAvailability${id}`, {
    title: { en: `Availability of machines, ${en}`, fr: `Taux de disponibilité des machines, ${fr}` },
    about: `Share of the planned production time, ${en}, in which machines ran; stops that overlap count once.`,
    unit: "share",
    better: "higher",
    inputs: { openOrStopped, stopped, openOrPaused, paused },
    formula: "(openOrStopped - stopped) / (openOrPaused - paused)",
    example: {
      given: { openOrStopped: 28_800, stopped: 6420, openOrPaused: 28_800, paused: 3600 },
      gives: "0.8880952380952380952380952380952381",
    },
    source: vorne,
    aliases: ["OEE availability", "DO", "disponibilité opérationnelle"],
  });
}

/** The time that all units take at the ideal pace, over the time in which machines ran. */
export const performanceRate = metric("performanceRate", {
  title: { en: "Performance of machines", fr: "Taux de performance des machines" },
  about: "Time that all units made take at the ideal pace, over the time in which the machines ran.",
  unit: "share",
  better: "higher",
  inputs: { ideal, openOrStopped, stopped },
  formula: "ideal / (openOrStopped - stopped)",
  example: {
    given: { ideal: 19_271, openOrStopped: 28_800, stopped: 6420 },
    gives: "0.8610813226094727435210008936550492",
  },
  source: vorne,
  aliases: ["OEE performance", "effectiveness", "ISO 22400-2 effectiveness", "TP"],
});

/**
 * Of what was made, the share that was good at once, each unit by the time that it takes at the ideal pace: only so do
 * availability, performance and quality multiply to the OEE where products differ.
 */
export const qualityRate = metric("qualityRate", {
  title: { en: "Quality, by ideal time", fr: "Taux de qualité, pondéré par le temps" },
  about: "Share of the units made that were good at once, each weighed by its ideal time.",
  unit: "share",
  better: "higher",
  inputs: { idealGood, ideal },
  formula: "idealGood / ideal",
  example: {
    given: { idealGood: 18_848, ideal: 19_271 },
    gives: "0.9780499195682631933994084375486482",
  },
  source: vorne,
  aliases: ["OEE quality", "TQ", "taux de qualité"],
});

/** Of the opening time of the plant, the share that the good units take at the ideal pace. */
export const ooe = metric("ooe", {
  title: { en: "Overall operations effectiveness", fr: "Taux de rendement global" },
  about: "Time that the good units take at the ideal pace, over all the time in which the plant was open.",
  unit: "share",
  better: "higher",
  inputs: { idealGood, open: timeIn("open") },
  formula: "idealGood / open",
  example: { given: { idealGood: 18_000, open: 28_800 }, gives: "0.625" },
  source: afnor,
  aliases: ["OOE", "TRG"],
});

/** Of all the time that the machines are there, nights and holidays included, the share that good units take. */
export const teep = metric("teep", {
  title: { en: "Total effective equipment performance", fr: "Taux de rendement économique" },
  about:
    "Time that the good units take at the ideal pace, over all the time in which the machines were there.",
  unit: "share",
  better: "higher",
  inputs: {
    idealGood,
    installed: population(capacity).during("startedAt", "endedAt").busySeconds("resource"),
  },
  formula: "idealGood / installed",
  example: { given: { idealGood: 18_144, installed: 86_400 }, gives: "0.21" },
  source: afnor,
  aliases: ["TEEP", "TRE"],
});

/**
 * The pace that demand asks for: planned production time per unit demanded. A target and no observation; what was
 * reached is `productionInterval`.
 *
 * @example
 * ```ts
 * import { population } from "kpi-core";
 * import { taktTime } from "kpi-core/metrics/production";
 * import { orderLine } from "kpi-core/records";
 *
 * const takt = taktTime({ demand: population(orderLine).dated("orderedAt").sum("ordered") });
 * takt({ openOrPaused: 480 * 60, paused: 30 * 60, demand: 225 }) // => 120
 * ```
 */
export function taktTime<Kinds extends string>({
  demand,
}: {
  /** How many units customers asked for in the period. */
  readonly demand: Measure<Kinds>;
}): Metric<"(openOrPaused - paused) / demand", "openOrPaused" | "paused" | "demand", "machineTime" | Kinds> {
  const { openOrPaused, paused } = changeovers.inside;
  return metric<
    "(openOrPaused - paused) / demand",
    "openOrPaused" | "paused" | "demand",
    "machineTime" | Kinds
  >("taktTime", {
    title: { en: "Takt time", fr: "Temps takt" },
    about: "Planned production time per unit that customers asked for.",
    unit: "seconds",
    better: "neither",
    inputs: { openOrPaused, paused, demand },
    formula: "(openOrPaused - paused) / demand",
    // 480 minutes for 240 units
    example: { given: { openOrPaused: 28_800, paused: 0, demand: 240 }, gives: "120" },
    source: { text: "Lean Enterprise Institute, lexicon: takt time" },
    aliases: ["takt", "cadence client"],
  });
}

/** How often a unit was completed: planned production time per unit made, to be held against the takt time. */
export const productionInterval = metric("productionInterval", {
  title: { en: "Production interval", fr: "Temps de cycle de production" },
  about: "Planned production time per unit made, changeovers inside; to be held against the takt time.",
  unit: "seconds",
  better: "lower",
  inputs: {
    openOrPaused: changeovers.inside.openOrPaused,
    paused: changeovers.inside.paused,
    made: counted.sum("made"),
  },
  formula: "(openOrPaused - paused) / made",
  example: { given: { openOrPaused: 28_800, paused: 3600, made: 200 }, gives: "126" },
  source: { text: "Cycle time as the interval between completions, 1 over throughput", recalled: true },
  aliases: ["manufacturing cycle time", "interval between completions", "intervalle entre deux pièces"],
});
