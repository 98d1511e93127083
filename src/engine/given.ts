import type { AnyMetric } from "../core/definition.ts";
import { isNamed } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";

// What programs without types hand in, asked before it is read

/** Throws unless they are metrics by names that their cells can have. */
export function requireMetrics(doing: string, metrics: unknown): void {
  const refuse = (what: string, right: string) => new KpiError("bad-plan", `${doing}: ${what}; ${right}`);
  if (!isNamed(metrics)) {
    const what = isMetric(metrics) ? `a metric, ${metrics.id}` : shown(metrics);
    throw refuse(`the metrics are ${what}`, "give an object of them, such as { throughput }");
  }
  for (const [name, metric] of Object.entries(metrics)) {
    // What is written under `__proto__` is no property of an object
    if (name === "__proto__") throw refuse(`metric ${shown(name)} is no name`, "choose another");
    if (isMetric(metric)) continue;
    if (typeof metric !== "function") throw refuse(`metric ${name} is ${shown(metric)}`, "give a metric");
    const call = `call it, ${name}: ${metric.name || name}({ … })`;
    throw refuse(`metric ${name} is a function that makes a metric`, call);
  }
}

function isMetric(value: unknown): value is AnyMetric {
  return typeof value === "function" && "tree" in value && "inputs" in value;
}
