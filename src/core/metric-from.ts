import { readDecimal } from "./decimal.ts";
import type { Given } from "./definition.ts";
import { KpiError } from "./errors.ts";
import type { Kind } from "./kind.ts";
import { listAt, objectAt, oneAt, textAt, wrong } from "./loose-json.ts";
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
      given: givenFrom(`${at}: example.given`, example.given),
      gives: example.gives === null ? null : textAt(`${at}: example: gives`, example.gives),
    },
    source: {
      text: textAt(`${at}: source: text`, source.text),
      ...(source.url !== undefined && { url: textAt(`${at}: source: url`, source.url) }),
      ...(source.recalled === true && { recalled: true }),
    },
    ...(root.aliases !== undefined && { aliases: listAt(`${at}: aliases`, root.aliases, textAt) }),
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
  const { fold, of, where, dated, during, clock, value, p, method } = objectAt(at, json);
  if (fold === "periodSeconds") return period.seconds();
  if (fold === "periodWorkingSeconds") return period.workingSeconds();
  const kind = kinds.find(({ name }) => name === of);
  if (kind === undefined)
    throw wrong(`${at}: of`, of, `name a kind that was given: ${kinds.map(({ name }) => name).join(", ")}`);
  // The texts go through the calls that a program would write, so that they are checked as those are
  const text = (name: string, given: unknown) =>
    given === undefined ? given : textAt(`${at}: ${name}`, given);
  const all = population(kind);
  const some = where === undefined ? all : call(at, all, "where", [text("where", where)]);
  const placed =
    dated === undefined
      ? call(at, some, "during", [...pairAt(at, during), text("clock", clock)])
      : call(at, some, "dated", [momentAt(`${at}: dated`, dated)]);
  const folds = Object.keys(placed as object);
  if (typeof fold !== "string" || !folds.includes(fold))
    throw wrong(`${at}: fold`, fold, `write one of ${folds.join(", ")}`);
  return call(at, placed, fold, [text("value", value), p, text("method", method)]) as Measure;
}

/** Calls a method by its name, with those arguments that there are. */
function call(at: string, object: unknown, name: string, args: readonly unknown[]): unknown {
  const method = objectAt(at, object)[name] as (...args: unknown[]) => unknown;
  try {
    return method(...args.filter((argument) => argument !== undefined));
  } catch (error) {
    throw error instanceof KpiError ? new KpiError(error.code, `${at}: ${error.message}`) : error;
  }
}

function pairAt(at: string, pair: unknown): readonly unknown[] {
  if (Array.isArray(pair) && pair.length === 2)
    return pair.map((moment) => momentAt(`${at}: during`, moment));
  throw wrong(at, pair, 'say when: "dated": "resolvedAt", or "during": ["startedAt", "finishedAt"]');
}

/** The name of an instant, or an edge of a day. */
function momentAt(at: string, moment: unknown): unknown {
  if (typeof moment === "string") return textAt(at, moment);
  const { edge, field } = objectAt(at, moment);
  return { edge: oneAt(`${at}: edge`, edge, ["start", "end"]), field: textAt(`${at}: field`, field) };
}

/** The arguments of an example: numbers, or null. */
function givenFrom(at: string, json: unknown): Given<string> {
  const read = Object.entries(objectAt(at, json)).map(([name, value]) => {
    if (value !== null && readDecimal(value) === null) throw wrong(`${at}: ${name}`, value, "write a number");
    return [name, value as Given<string>[string]] as const;
  });
  return Object.fromEntries(read);
}
