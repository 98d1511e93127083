import type { Kind } from "./kind.ts";
import { objectAt, oneAt, textAt, wrong } from "./loose-json.ts";
import type { Measure } from "./measure.ts";
import { type Metric, type MetricDefinition, metric } from "./metric.ts";
import { period, population } from "./population.ts";
import { units } from "./units.ts";

/**
 * The metric that `toJSON` wrote down, or that was written as JSON by hand. `kinds` are the records that its
 * measures may name. Throws a `KpiError` that says which entry is wrong and what would be right.
 *
 * @example
 * ```ts
 * import { metricFrom } from "kpi-core";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { workItem } from "kpi-core/records";
 *
 * const stored = JSON.stringify(throughput);
 * metricFrom(JSON.parse(stored), [workItem]).hash === throughput.hash // => true
 * ```
 */
export function metricFrom(json: unknown, kinds: readonly Kind[]): Metric {
  const root = objectAt("metric", json);
  const id = textAt("metric: id", root.id);
  const at = `metric ${id}`;
  const title = objectAt(`${at}: title`, root.title);
  const example = objectAt(`${at}: example`, root.example);
  const source = objectAt(`${at}: source`, root.source);
  const inputs = Object.entries(objectAt(`${at}: inputs`, root.inputs)).map(
    ([name, measure]): [string, Measure] => [name, measureFrom(`${at}: input ${name}`, measure, kinds)],
  );
  const optionalText = (name: string) =>
    root[name] === undefined ? {} : { [name]: textAt(`${at}: ${name}`, root[name]) };
  const definition: MetricDefinition<string, string, string> = {
    title: { en: textAt(`${at}: title: en`, title.en), fr: textAt(`${at}: title: fr`, title.fr) },
    about: textAt(`${at}: about`, root.about),
    unit: oneAt(`${at}: unit`, root.unit, units),
    better: oneAt(`${at}: better`, root.better, ["higher", "lower", "target", "neither"]),
    inputs: Object.fromEntries(inputs),
    formula: textAt(`${at}: formula`, root.formula),
    example: {
      given: objectAt(`${at}: example.given`, example.given) as MetricDefinition<
        string,
        string,
        string
      >["example"]["given"],
      gives: example.gives === null ? null : textAt(`${at}: example: gives`, example.gives),
    },
    source: {
      text: textAt(`${at}: source: text`, source.text),
      ...(typeof source.url === "string" && { url: source.url }),
      ...(source.recalled === true && { recalled: true }),
    },
    ...(Array.isArray(root.aliases) && { aliases: root.aliases.map(String) }),
    ...(root.personal === true && { personal: true }),
    ...optionalText("matures"),
    ...optionalText("tolerance"),
  };
  const made = metric(id, definition);
  if (root.hash === undefined || root.hash === made.hash) return made;
  throw wrong(
    `${at}: hash`,
    root.hash,
    `the definition has ${made.hash}; leave the hash out, or see what changed`,
  );
}

function measureFrom(at: string, json: unknown, kinds: readonly Kind[]): Measure {
  const { fold, of, where, dated, during, value, p, method } = objectAt(at, json);
  if (fold === "periodSeconds") return period.seconds();
  if (fold === "periodWorkingSeconds") return period.workingSeconds();
  const kind = kinds.find(({ name }) => name === of);
  if (kind === undefined)
    throw wrong(`${at}: of`, of, `name a kind that was given: ${kinds.map(({ name }) => name).join(", ")}`);
  // The texts go through the calls that a program would write, so that they are checked as those are
  const all = population(kind);
  const some = where === undefined ? all : call(at, all, "where", [where]);
  const placed =
    dated === undefined ? call(at, some, "during", pairAt(at, during)) : call(at, some, "dated", [dated]);
  const folds = Object.keys(placed as object);
  if (typeof fold !== "string" || !folds.includes(fold))
    throw wrong(`${at}: fold`, fold, `write one of ${folds.join(", ")}`);
  return call(at, placed, fold, [value, p, method]) as Measure;
}

/** Calls a method by its name, with those arguments that there are. */
function call(at: string, object: unknown, name: string, args: readonly unknown[]): unknown {
  const method = objectAt(at, object)[name] as (...args: unknown[]) => unknown;
  return method(...args.filter((argument) => argument !== undefined));
}

function pairAt(at: string, pair: unknown): readonly unknown[] {
  if (Array.isArray(pair) && pair.length === 2) return pair;
  throw wrong(at, pair, 'say when: "dated": "resolvedAt", or "during": ["startedAt", "finishedAt"]');
}
