import { calculate } from "./calculate.ts";
import { isWorkingTime, kindOf } from "./check.ts";
import { type Decimal, type Numeric, readDecimal } from "./decimal.ts";
import type { AnyMetric, Given, MetricWords } from "./definition.ts";
import { readDuration } from "./duration.ts";
import { KpiError } from "./errors.ts";
import { type Expression, misread, namesIn, parse, print } from "./expression.ts";
import { decimalOf, type Fraction, fractionOf } from "./fraction.ts";
import { shown } from "./instant.ts";
import { requireName } from "./kind.ts";
import { isCount, type Measure } from "./measure.ts";
import { type MetricJson, metricJson, textHash } from "./metric-json.ts";
import type { Checked } from "./names.ts";
import { type Speech, speak } from "./speak.ts";
import { directions, type Locale, units } from "./units.ts";

/** A metric: call it with its inputs, or evaluate it over records. The type says its formula and its inputs. */
export interface Metric<
  Formula extends string = string,
  Input extends string = string,
  Kinds extends string = string,
> extends AnyMetric {
  (given: Given<Input>): Decimal | null;
  readonly formula: Formula;
  readonly inputs: Readonly<Record<Input, Measure<Kinds>>>;
  /** As calling it, for forms: every input that is missing or wrong is reported, nothing is thrown. */
  check(form: Readonly<Record<string, unknown>>): FormResult<Input>;
  /** A value as people read it; a dash for null. */
  format(value: Numeric | null, locale?: Locale, currency?: string): string;
  toJSON(): MetricJson;
}

/** What became of a form. */
export type FormResult<Input extends string = string> =
  | {
      readonly status: "ok";
      readonly given: Readonly<Record<Input, Decimal>>;
      readonly value: Decimal | null;
    }
  | {
      readonly status: "invalid";
      readonly problems: readonly { readonly input: string; readonly message: string }[];
    };

/** What `metric` is told. */
export interface MetricDefinition<Formula extends string, Input extends string, Kinds extends string>
  extends MetricWords<Input> {
  /** The named measures; their names are the arguments of the scalar function. */
  readonly inputs: Readonly<Record<Input, Measure<Kinds>>>;
  readonly formula: Formula extends Checked<Formula, Input> ? Formula : Checked<Formula, Input>;
}

/**
 * A metric: words, named measures and a formula over them. The result is a function of the inputs that also is
 * its own description. Throws a `KpiError` for a formula that cannot be read or does not use its inputs.
 *
 * @example
 * ```ts
 * import { metric, population } from "kpi-core";
 * import { ticket } from "kpi-core/records";
 *
 * const settled = population(ticket).where("known(resolvedAt)").dated("resolvedAt");
 * const reopenRate = metric("reopenRate", {
 *   title: { en: "Reopen rate", fr: "Taux de réouverture" },
 *   about: "Share of settled requests that were opened again.",
 *   unit: "share",
 *   better: "lower",
 *   inputs: { reopened: settled.count("reopened"), settled: settled.count() },
 *   formula: "reopened / settled",
 *   example: { given: { reopened: 3, settled: 120 }, gives: "0.025" },
 *   source: { text: "Redo help centre 12218475, reopen rate" },
 * });
 * reopenRate({ reopened: 3, settled: 120 }) // => 0.025
 * reopenRate({ reopened: 0, settled: 0 }) // => null
 * reopenRate.format(0.025, "fr") // => "2,5\u202f%"
 * ```
 */
export function metric<const Formula extends string, const Input extends string, Kinds extends string>(
  id: string,
  definition: MetricDefinition<Formula, Input, Kinds>,
): Metric<Formula, Input, Kinds> {
  requireName(id, () => `metric ${shown(id)}`);
  const { formula, inputs, matures } = definition;
  requireWords(id, definition);
  const tree = formulaOver(formula, Object.keys(inputs));
  if (matures !== undefined && readDuration(matures) === null) {
    throw new KpiError(
      "bad-definition",
      `metric ${id}: matures ${shown(matures)} is no duration; write P7D or PT12H`,
    );
  }
  const scalar = (given: Given<Input>): Decimal | null => {
    const { read, problems } = readGiven(inputs, given);
    if (problems[0] !== undefined) {
      throw new KpiError(
        "bad-input",
        `${id} needs ${Object.keys(inputs).join(", ")}; ${problems[0].message}`,
      );
    }
    return resultOf(tree, read);
  };
  const methods = {
    check: (form: Readonly<Record<string, unknown>>) => checkForm(self, form),
    format: (value: Numeric | null, locale: Locale = "en", currency?: string) =>
      value === null
        ? "–"
        : speak(String(value), {
            ...speechOf(self),
            locale,
            ...(currency === undefined ? {} : { currency }),
          }),
    toJSON: () => metricJson(self),
  };
  const self = Object.assign(scalar, definition, { formula, id, tree }, methods) as Omit<
    AnyMetric,
    "hash"
  > as Metric<Formula, Input, Kinds>;
  let hash: string | undefined; // few ask for it, and it takes longer than all the rest
  Object.defineProperties(self, {
    name: { value: id },
    hash: {
      enumerable: true,
      get() {
        hash ??= hashOf(self);
        return hash;
      },
    },
  });
  return Object.freeze(self);
}

/** Throws for what a program without types left out, or wrote in its own words. */
function requireWords(id: string, definition: MetricWords & Pick<AnyMetric, "inputs">): void {
  const { unit, better, inputs } = definition;
  const wrong = (name: string, value: unknown, right: string) =>
    new KpiError("bad-definition", `metric ${id}: ${name} is ${shown(value)}; ${right}`);
  if (!units.includes(unit)) throw wrong("unit", unit, `write one of ${units.join(", ")}`);
  if (!directions.includes(better)) throw wrong("better", better, `write one of ${directions.join(", ")}`);
  if (typeof inputs !== "object" || !inputs) throw wrong("inputs", inputs, "give measures by their names");
}

function hashOf({ tree, unit, inputs }: AnyMetric): string {
  const keys = Object.entries(inputs).map(([name, { key }]) => `${name}: ${key}`);
  return textHash([print(tree), unit, ...keys.sort()].join("\n"));
}

/** The unit of a metric, and whether it is a duration of working time. */
export function speechOf({ unit, inputs }: AnyMetric): Pick<Speech, "unit" | "hours"> {
  return { unit, hours: unit === "seconds" && Object.values(inputs).some(isWorkingTime) };
}

/** The parsed formula, once it is sure that it uses every input, and nothing else. */
function formulaOver(formula: string, inputs: readonly string[]): Expression {
  const tree = parse(formula);
  for (const input of inputs) requireName(input, () => `formula ${shown(formula)}: input ${shown(input)}`);
  const kind = kindOf(tree, new Map(inputs.map((input) => [input, "number"])), formula);
  if (kind !== "number") throw misread(formula, 0, `it gives a ${kind}; a metric is a number`);
  const used = namesIn(tree);
  const idle = inputs.find((input) => !used.includes(input));
  if (idle !== undefined) throw misread(formula, 0, `it does not use ${idle}; use it or leave the input out`);
  return tree;
}

/** The formula over exact inputs, divided once; null where one is unknown or a divisor is 0. */
export function resultOf(tree: Expression, inputs: ReadonlyMap<string, Fraction | null>): Decimal | null {
  const value = calculate(tree, (name) => inputs.get(name) ?? null);
  return value === null ? null : decimalOf(value as Fraction);
}

function readGiven(inputs: AnyMetric["inputs"], all: Readonly<Record<string, unknown>> | null | undefined) {
  const given = all ?? {}; // as from untyped programs, which left it out
  const read = new Map<string, Fraction | null>();
  const problems: { input: string; message: string }[] = [];
  for (const [input, measure] of Object.entries(inputs)) {
    const value = given[input];
    const exact = readDecimal(value);
    const problem = value === null ? null : problemOf(value, exact, isCount(measure));
    if (problem !== null) problems.push({ input, message: `${input} ${problem}` });
    read.set(input, exact === null ? null : fractionOf(exact));
  }
  for (const input of Object.keys(given).filter((name) => !Object.hasOwn(inputs, name))) {
    problems.push({ input, message: `${input} is none of them` });
  }
  return { read, problems };
}

function problemOf(value: unknown, exact: Decimal | null, counted: boolean): string | null {
  if (value === undefined || value === "") return "is missing";
  if (exact === null) return `is ${shown(value)}; give a number`;
  if (counted && (!exact.isInteger() || exact.lt(0)))
    return `is ${shown(String(value))}; give a whole number, 0 or more`;
  return null;
}

function checkForm(self: AnyMetric, form: Readonly<Record<string, unknown>>): FormResult {
  const filled = Object.fromEntries(
    Object.entries(form ?? {}).map(([name, value]) => [name, value ?? undefined]),
  );
  const { read, problems } = readGiven(self.inputs, filled);
  if (problems.length > 0) return { status: "invalid", problems };
  const given = Object.fromEntries([...read].map(([name, value]) => [name, decimalOf(value as Fraction)]));
  return { status: "ok", given, value: resultOf(self.tree, read) };
}
