import { type Measure, type Metric, metric } from "kpi-core";

/** A metric as a user writes it, in as few words as it needs. */
export function own(formula: string, inputs: Readonly<Record<string, Measure>>): Metric {
  const given = Object.fromEntries(Object.keys(inputs).map((name) => [name, null]));
  return metric<string, string, string>("own", {
    title: { en: "Own", fr: "Propre" },
    about: "Written for the bench.",
    unit: "number",
    better: "neither",
    inputs,
    formula,
    example: { given, gives: null },
    source: { text: "bench" },
  });
}
