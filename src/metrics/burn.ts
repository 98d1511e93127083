import type { Measure } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { movement } from "../records/movement.ts";

// What is known at one end only is no gain and no loss
const gained = population(movement).dated("periodStart").sum("12 * (closing - opening)");

/**
 * What was spent, net, for each amount of new annual recurring revenue. None where recurring revenue did not grow: a
 * loss over a loss would look good. At or below 0 more cash came in than went out.
 *
 * @example
 * ```ts
 * import { population } from "kpi-core";
 * import { burnMultiple } from "kpi-core/metrics/finance";
 * import { posting } from "kpi-core/records";
 *
 * const burn = population(posting).dated("at").sum("if(account = 'revenue', 0 - amount, amount)");
 * burnMultiple({ burn })({ burn: 4_800_000, gained: 3_200_000 }) // => 1.5
 * burnMultiple({ burn })({ burn: 4_800_000, gained: -3_200_000 }) // => null
 * ```
 */
export function burnMultiple<Kinds extends string>({
  burn,
}: {
  /** Cash spent less cash received, without what investors paid in. */
  readonly burn: Measure<Kinds>;
}): Metric<"burn / max(gained, 0)", "burn" | "gained", Kinds | "movement"> {
  return metric<"burn / max(gained, 0)", "burn" | "gained", Kinds | "movement">("burnMultiple", {
    title: { en: "Burn multiple", fr: "Multiple de consommation de trésorerie" },
    about:
      "Cash spent, net, per amount of annual recurring revenue added in the period; none where it did not grow.",
    unit: "ratio",
    better: "lower",
    inputs: { burn, gained },
    formula: "burn / max(gained, 0)",
    example: { given: { burn: 4_800_000, gained: 3_200_000 }, gives: "1.5" },
    source: {
      text: "Sacks (2020), the burn multiple: below 1 amazing, to 1.5 great, to 2 good, to 3 suspect, above bad; deckmetric.com",
    },
    aliases: ["net burn multiple", "efficacité de la consommation de trésorerie"],
  });
}
