import { type FormMetric, formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { movement } from "../records/movement.ts";
import { moved } from "./moved.ts";

// What is true of a customer over one period, such as the lesser of its ends, does not add up over several: it is
// `whole`, of records of exactly the period
const movements = population(movement);
const paid = movements.during("periodStart", "periodEnd");

const retained = {
  snapshot: {
    id: "Snapshot",
    en: "from end to end",
    fr: "d'un bout à l'autre",
    is: "by the lesser of its amounts at the two ends of the period",
    inputs: { kept: paid.whole("min(opening, closing)"), opening: paid.whole("opening") },
    formula: "kept / opening",
    // A and B pay 100; A goes up to 120, B leaves
    given: { kept: 100, opening: 200 },
    gives: "0.5",
  },
  movements: {
    id: "Movements",
    en: "by movements",
    fr: "par mouvements",
    is: "less every loss, also of what was won since",
    inputs: { opening: paid.atStart("closing"), lost: moved("churn", "contraction") },
    formula: "(opening - lost) / opening",
    // 100, then 60, then 100 again
    given: { opening: 100, lost: 40 },
    gives: "0.6",
  },
  "running-minimum": {
    id: "RunningMinimum",
    en: "by the least paid",
    fr: "au plus bas payé",
    is: "by the least that each paid at any time in the period",
    inputs: { kept: paid.whole("least"), opening: paid.whole("opening") },
    formula: "kept / opening",
    given: { kept: 60, opening: 100 },
    gives: "0.6",
  },
} as const;

/**
 * Of the revenue at the start of the period, the share that is kept without what was won: no customer counts for more
 * than it paid at the start. `snapshot` and `running-minimum` are of movements of exactly the period: `snapshot` over a
 * year takes movements by the year. `movements` adds up over periods, and counts a customer who fell and rose as lost.
 *
 * @example
 * ```ts
 * import { grossRevenueRetention } from "kpi-core/metrics/revenue";
 *
 * grossRevenueRetention({ form: "snapshot" })({ kept: 100, opening: 100 }) // => 1
 * grossRevenueRetention({ form: "movements" })({ opening: 100, lost: 40 }) // => 0.6
 * ```
 */
export function grossRevenueRetention<const F extends keyof typeof retained>({
  form,
}: {
  readonly form: F;
}): FormMetric<(typeof retained)[F], "movement"> {
  const { id, en, fr, is, inputs, formula, given, gives } = formOf(
    "grossRevenueRetention: form",
    retained,
    form,
  );
  const made: Metric<string, string, "movement"> = metric(`grossRevenueRetention${id}`, {
    title: { en: `Gross revenue retention, ${en}`, fr: `Rétention brute du revenu, ${fr}` },
    about: `Share of the monthly amounts at the start of the period that is kept, ${is}; new customers do not count.`,
    unit: "share",
    better: "higher",
    inputs: inputs as Metric<string, string, "movement">["inputs"],
    formula: formula as string,
    example: { given, gives },
    source: { text: "SaaS Metrics Board, gross revenue retention; capped at 100 % by definition" },
    aliases: ["GRR", "gross dollar retention", "GDR"],
  });
  return made as FormMetric<(typeof retained)[F], "movement">;
}

/**
 * What the customers there at the start of the period pay at its end, over what they paid. New customers and those who
 * come back are not in it. Of movements of exactly the period: over a year it takes movements by the year.
 */
export const netRevenueRetention = metric("netRevenueRetention", {
  title: { en: "Net revenue retention", fr: "Rétention nette du revenu" },
  about:
    "What the customers there at the start of the period pay a month at its end, over what they paid; may pass 100 %.",
  unit: "share",
  better: "higher",
  inputs: { kept: paid.whole("if(opening > 0, closing, 0)"), opening: paid.whole("opening") },
  formula: "kept / opening",
  // A and B pay 100; A goes up to 120, B leaves, C comes with 80
  example: { given: { kept: 120, opening: 200 }, gives: "0.6" },
  source: {
    text: "SaaS Metrics Board, net revenue retention: closing amounts of the customers active at opening",
  },
  aliases: ["NRR", "net dollar retention", "NDR", "DBNR"],
});
