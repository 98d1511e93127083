import { formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { productionCount } from "../records/production-count.ts";

const counted = population(productionCount).dated("at");
const made = counted.sum("made");
const defects = counted.sum("defects");

const iso = { text: "ISO 22400-2, as modelled in the ontology of the HSU" } as const;
const sixSigma = { text: "iSixSigma: 30,000 units with 350 defects in 15 opportunities each" } as const;
const textbook = { text: "Textbooks of quality management", recalled: true } as const;

/**
 * Of the units made, the share that was good at once. What was reworked and then good is not in it, and is in
 * `finalYield`. Over the steps of a line it multiplies: see `rolledThroughputYield` in models.
 *
 * @example
 * ```ts
 * import { finalYield, firstPassYield } from "kpi-core/metrics/quality";
 *
 * // 100 made, 5 scrapped, 10 reworked
 * firstPassYield({ good: 85, made: 100 }) // => 0.85
 * finalYield({ made: 100, scrapped: 5 }) // => 0.95
 * ```
 */
export const firstPassYield = metric("firstPassYield", {
  title: { en: "First pass yield", fr: "Taux de bon du premier coup" },
  about: "Share of the units made that were good at once, without rework.",
  unit: "share",
  better: "higher",
  inputs: { good: counted.sum("good"), made },
  formula: "good / made",
  example: { given: { good: 85, made: 100 }, gives: "0.85" },
  source: iso,
  aliases: ["FPY", "first time through", "FTT", "first time yield", "bon du premier coup"],
});

/** Of the units made, the share that was not given up, with or without rework. */
export const finalYield = metric("finalYield", {
  title: { en: "Final yield", fr: "Rendement final" },
  about: "Share of the units made that were not scrapped; those that needed rework count as good.",
  unit: "share",
  better: "higher",
  inputs: { made, scrapped: counted.sum("scrapped") },
  formula: "(made - scrapped) / made",
  example: { given: { made: 100, scrapped: 5 }, gives: "0.95" },
  source: textbook,
  aliases: ["yield", "rendement matière"],
});

const sides = {
  units: { id: "", en: "by units", fr: "en quantité", of: "units", times: "" },
  cost: { id: "ByCost", en: "by cost", fr: "en coût", of: "cost of the units", times: " * unitCost" },
} as const;

/** By what units count: each as one, or as what it cost up to where it was counted. */
export interface CountedByOptions {
  readonly by: keyof typeof sides;
}

function shareOf(
  name: string,
  field: string,
  { by }: CountedByOptions,
): { readonly setting: (typeof sides)[keyof typeof sides]; readonly part: string; readonly whole: string } {
  const setting = formOf(`${name}: by`, sides, by);
  return { setting, part: `${field}${setting.times}`, whole: `made${setting.times}` };
}

/** Of the units made, or of their cost, the share that was given up. */
export function scrapRate(
  options: CountedByOptions,
): Metric<"scrapped / made", "scrapped" | "made", "productionCount"> {
  const { setting, part, whole } = shareOf("scrapRate", "scrapped", options);
  return metric(`scrapRate${setting.id}`, {
    title: { en: `Scrap rate, ${setting.en}`, fr: `Taux de rebut, ${setting.fr}` },
    about: `Share of the ${setting.of} made that was scrapped, in the period in which that was decided.`,
    unit: "share",
    better: "lower",
    inputs: { scrapped: counted.sum(part), made: counted.sum(whole) },
    formula: "scrapped / made",
    example: { given: { scrapped: 5, made: 100 }, gives: "0.05" },
    source: iso,
    aliases: ["scrap ratio", "taux de rebuts"],
  });
}

/** Of the units made, or of their cost, the share that had to be worked on again. */
export function productionReworkRate(
  options: CountedByOptions,
): Metric<"reworked / made", "reworked" | "made", "productionCount"> {
  const { setting, part, whole } = shareOf("productionReworkRate", "reworked", options);
  return metric(`productionReworkRate${setting.id}`, {
    title: {
      en: `Rework rate of production, ${setting.en}`,
      fr: `Taux de retouche en production, ${setting.fr}`,
    },
    about: `Share of the ${setting.of} made that had to be worked on again.`,
    unit: "share",
    better: "lower",
    inputs: { reworked: counted.sum(part), made: counted.sum(whole) },
    formula: "reworked / made",
    example: { given: { reworked: 10, made: 100 }, gives: "0.1" },
    source: iso,
    aliases: ["rework ratio", "taux de reprise"],
  });
}

/** The units given up over those that were expected to be: above 1 the plan was too good. */
export const actualToPlannedScrap = metric("actualToPlannedScrap", {
  title: { en: "Actual to planned scrap", fr: "Rebuts réels sur rebuts prévus" },
  about: "Units scrapped per unit that was expected to be; above 1 it is more than planned.",
  unit: "ratio",
  better: "lower",
  inputs: { scrapped: counted.sum("scrapped"), planned: counted.sum("plannedScrap") },
  formula: "scrapped / planned",
  example: { given: { scrapped: 6, planned: 5 }, gives: "1.2" },
  source: iso,
  aliases: ["actual to planned scrap ratio", "ratio de rebuts"],
});

/** Of the units made, the share with at least one defect: what is good at once has none. */
export const defectiveRate = metric("defectiveRate", {
  title: { en: "Defective rate", fr: "Taux de pièces défectueuses" },
  about: "Share of the units made that were not good at once, however many defects each had.",
  unit: "share",
  better: "lower",
  inputs: { made, good: counted.sum("good") },
  formula: "(made - good) / made",
  example: { given: { made: 10, good: 9 }, gives: "0.1" },
  source: textbook,
  aliases: ["defect rate", "fraction defective", "PPM", "taux de non-conformité", "taux de défauts"],
});

/** Defects over units: of one unit all of them count. */
export const defectsPerUnit = metric("defectsPerUnit", {
  title: { en: "Defects per unit", fr: "Défauts par unité" },
  about: "Defects found per unit made; one unit can have several.",
  unit: "ratio",
  better: "lower",
  inputs: { defects, made },
  formula: "defects / made",
  example: { given: { defects: 5, made: 10 }, gives: "0.5" },
  source: textbook,
  aliases: ["DPU", "DPU défauts"],
});

/**
 * Defects over all the ways in which the units could have had one, times a million. Not the share of defective units,
 * which is `defectiveRate`. `sigmaLevel` in models says it as a level.
 *
 * @example
 * ```ts
 * import { defectsPerMillion } from "kpi-core/metrics/quality";
 * import { sigmaLevel } from "kpi-core/models";
 *
 * const dpmo = defectsPerMillion({ defects: 350, opportunities: 450_000 });
 * dpmo?.toFixed(2) // => "777.78"
 * sigmaLevel({ dpmo: dpmo ?? 0, shift: 1.5 })?.toFixed(3) // => "4.664"
 * ```
 */
export const defectsPerMillion = metric("defectsPerMillion", {
  title: { en: "Defects per million opportunities", fr: "Défauts par million d'opportunités" },
  about: "Defects found per million ways in which the units made could have had one.",
  unit: "number",
  better: "lower",
  inputs: { defects, opportunities: counted.sum("made * opportunities") },
  formula: "1000000 * defects / opportunities",
  example: {
    given: { defects: 350, opportunities: 450_000 },
    gives: "777.7777777777777777777777777777778",
  },
  source: sixSigma,
  aliases: ["DPMO", "DPMO défauts"],
});

/** Of the units made, the share that has no defect if defects fall on units by chance: e to minus defects per unit. */
export const poissonYield = metric("poissonYield", {
  title: { en: "Throughput yield, by defects per unit", fr: "Rendement estimé par les défauts par unité" },
  about:
    "Share of units without a defect if defects fell on units by chance; where they cluster first pass yield is higher.",
  unit: "share",
  better: "higher",
  inputs: { defects, made },
  formula: "exp(0 - defects / made)",
  example: { given: { defects: 0, made: 10 }, gives: "1" },
  source: textbook,
  aliases: ["TPY", "throughput yield", "rendement de Poisson"],
  tolerance: "1e-30 of the value",
});
