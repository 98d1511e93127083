import { readDecimal } from "./decimal.ts";
import type { Given } from "./definition.ts";
import { KpiError } from "./errors.ts";
import type { Kind } from "./kind.ts";
import { listAt, objectAt, oneAt, onlyAt, textAt, trueAt, wrong } from "./loose-json.ts";
import type { FoldName, Measure } from "./measure.ts";
import { type Metric, type MetricDefinition, metric } from "./metric.ts";
import { period, population } from "./population.ts";
import { directions, units } from "./units.ts";

const entries = [
  ...["id", "title", "about", "unit", "better", "inputs", "formula", "example", "source"],
  ...["aliases", "matures", "personal", "tolerance", "hash"],
];

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
  onlyAt(at, root, entries);
  const partAt = (name: string, names: readonly string[]) =>
    onlyAt(`${at}: ${name}`, objectAt(`${at}: ${name}`, root[name]), names);
  const title = partAt("title", ["en", "fr"]);
  const example = partAt("example", ["given", "gives"]);
  const source = partAt("source", ["text", "url", "recalled"]);
  const known = listAt("metricFrom: kinds", kinds, (_, kind) => kind as Kind);
  const inputs = Object.entries(objectAt(`${at}: inputs`, root.inputs)).map(
    ([name, measure]): [string, Measure] => [name, measureFrom(`${at}: input ${name}`, measure, known)],
  );
  const optionalText = (name: string) =>
    root[name] === undefined ? {} : { [name]: textAt(`${at}: ${name}`, root[name]) };
  const definition: MetricDefinition<string, string, string> = {
    title: { en: textAt(`${at}: title: en`, title.en), fr: textAt(`${at}: title: fr`, title.fr) },
    about: textAt(`${at}: about`, root.about),
    unit: oneAt(`${at}: unit`, root.unit, units),
    better: oneAt(`${at}: better`, root.better, directions),
    inputs: Object.fromEntries(inputs),
    formula: textAt(`${at}: formula`, root.formula),
    example: {
      given: givenFrom(`${at}: example.given`, example.given),
      gives: example.gives === null ? null : textAt(`${at}: example: gives`, example.gives),
    },
    source: {
      text: textAt(`${at}: source: text`, source.text),
      ...(source.url !== undefined && { url: textAt(`${at}: source: url`, source.url) }),
      ...(source.recalled !== undefined && { recalled: trueAt(`${at}: source: recalled`, source.recalled) }),
    },
    ...(root.aliases !== undefined && { aliases: listAt(`${at}: aliases`, root.aliases, textAt) }),
    ...(root.personal !== undefined && { personal: trueAt(`${at}: personal`, root.personal) }),
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

/** What a fold is told of its records, in the order of its call; what ends in "?" may be left out. */
const told: Readonly<Record<FoldName, readonly ("value" | "value?" | "p" | "method?")[]>> = {
  count: [],
  sum: ["value"],
  min: ["value"],
  max: ["value"],
  distinct: ["value"],
  quantile: ["value", "p", "method?"],
  atStart: ["value?"],
  atEnd: ["value?"],
  stayed: [],
  whole: ["value?"],
  seconds: ["value?"],
  mean: ["value?"],
  age: [],
  ageQuantile: ["p", "method?"],
  peak: ["value?"],
  busySeconds: ["value"],
  survival: ["p"],
  survivalAtRisk: ["p"],
  periodSeconds: [],
  periodWorkingSeconds: [],
};

function measureFrom(at: string, json: unknown, kinds: readonly Kind[]): Measure {
  const given = objectAt(at, json);
  const { fold, of, where, dated, during, clock } = given;
  if (fold === "periodSeconds" || fold === "periodWorkingSeconds") {
    onlyAt(at, given, ["fold"]);
    return fold === "periodSeconds" ? period.seconds() : period.workingSeconds();
  }
  const kind = kinds.find(({ name }) => name === of);
  if (kind === undefined)
    throw wrong(`${at}: of`, of, `name a kind that was given: ${kinds.map(({ name }) => name).join(", ")}`);
  // The texts go through the calls that a program would write, so that they are checked as those are
  const all = population(kind);
  const some = where === undefined ? all : call(at, all, "where", [textAt(`${at}: where`, where)]);
  const placed =
    dated === undefined
      ? call(at, some, "during", [...pairAt(at, during), clockAt(`${at}: clock`, clock)])
      : call(at, some, "dated", [momentAt(`${at}: dated`, dated)]);
  const folds = Object.keys(placed as object);
  if (typeof fold !== "string" || !folds.includes(fold))
    throw wrong(`${at}: fold`, fold, `write one of ${folds.join(", ")}`);
  const entries = told[fold as FoldName];
  const names = entries.map((entry) => entry.replace("?", ""));
  onlyAt(at, given, [
    "fold",
    "of",
    "where",
    ...(dated === undefined ? ["during", "clock"] : ["dated"]),
    ...names,
  ]);
  const args = entries.map((entry, i) => argumentAt(`${at}: ${names[i]}`, given[names[i] as string], entry));
  return call(at, placed, fold, args) as Measure;
}

function clockAt(at: string, clock: unknown) {
  return clock === undefined ? clock : oneAt(at, clock, ["working"]);
}

function argumentAt(at: string, value: unknown, entry: string): unknown {
  if (value === undefined && entry.endsWith("?")) return value;
  if (entry !== "p") return textAt(at, value);
  if (readDecimal(value) === null) throw wrong(at, value, "write a share from 0 to 1, such as 0.85");
  return value;
}

/** Calls a method by its name. */
function call(at: string, object: unknown, name: string, args: readonly unknown[]): unknown {
  const method = objectAt(at, object)[name] as (...args: unknown[]) => unknown;
  try {
    return method(...args);
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
  const { edge, field } = onlyAt(at, objectAt(at, moment), ["edge", "field"]);
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
