import { metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { plannedOutput } from "../records/planned-output.ts";

const due = population(plannedOutput).dated("dueAt");
const planned = due.sum("planned");

const textbook = { text: "Textbooks of production planning", recalled: true } as const;

/**
 * What was made over what was planned, all items together: what is too much of one makes up for what is too little of
 * another. `scheduleAdherence` does not let it.
 *
 * @example
 * ```ts
 * import { planAttainment, scheduleAdherence } from "kpi-core/metrics/production";
 *
 * // 100 planned of each of two items, 150 and 50 made
 * planAttainment({ made: 200, planned: 200 }) // => 1
 * scheduleAdherence({ asPlanned: 150, planned: 200 }) // => 0.75
 * ```
 */
export const planAttainment = metric("planAttainment", {
  title: { en: "Plan attainment", fr: "Taux de réalisation du plan" },
  about: "Quantity made over quantity planned for the period, all items together; it can pass 100 %.",
  unit: "share",
  better: "target",
  inputs: { made: due.sum("made"), planned },
  formula: "made / planned",
  example: { given: { made: 190, planned: 200 }, gives: "0.95" },
  source: textbook,
  aliases: ["schedule attainment", "production attainment", "taux d'atteinte du plan"],
});

/** Of what was planned, the share that was made of that very item: more of another does not count. */
export const scheduleAdherence = metric("scheduleAdherence", {
  title: { en: "Schedule adherence of production", fr: "Respect du programme de production" },
  about:
    "Share of the quantity planned for the period that was made of the very items; more of one does not count.",
  unit: "share",
  better: "higher",
  inputs: { asPlanned: due.sum("min(made, planned)"), planned },
  formula: "asPlanned / planned",
  example: { given: { asPlanned: 150, planned: 200 }, gives: "0.75" },
  source: textbook,
  aliases: ["production schedule adherence", "build to schedule", "BTS", "respect du planning de production"],
});
