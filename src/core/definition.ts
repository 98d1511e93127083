import type { Numeric } from "./decimal.ts";
import type { Expression } from "./expression.ts";
import type { Measure } from "./measure.ts";
import type { Direction, Locale, Unit } from "./units.ts";

/** The arguments of a metric's scalar function: one number for each input; null where it is not known. */
export type Given<Input extends string> = Readonly<Record<Input, Numeric | null>>;

/** Where a definition comes from. A source recalled and not read again is marked so. */
export interface Source {
  readonly text: string;
  readonly url?: string;
  readonly recalled?: true;
}

/** What a metric is, in words, measures and one formula. */
export interface MetricWords<Input extends string = string> {
  readonly title: Readonly<Record<Locale, string>>;
  /** One sentence for the person who reads the number. */
  readonly about: string;
  readonly unit: Unit;
  /** Which way is better; `target` where both too much and too little are bad, `neither` where it depends. */
  readonly better: Direction;
  /** A worked example: arguments, and the result as decimal text, or null. */
  readonly example: { readonly given: Given<Input>; readonly gives: string | null };
  readonly source: Source;
  /** Other names and abbreviations that people look for. */
  readonly aliases?: readonly string[];
  /** How long after the end of a period its value still moves, as an ISO 8601 duration such as `P7D`. */
  readonly matures?: string;
  /** True where the value is about one person. */
  readonly personal?: true;
  /** For results that are rounded: how far from the true value they may be. */
  readonly tolerance?: string;
}

/** A metric as data, whatever its inputs: what evaluation, search and documentation read. */
export interface AnyMetric extends MetricWords {
  readonly id: string;
  readonly formula: string;
  readonly inputs: Readonly<Record<string, Measure>>;
  /** The formula, parsed. */
  readonly tree: Expression;
  /** Changes when the formula, the unit or a measure does; not with the words. */
  readonly hash: string;
}
