import {
  type AnyMetric,
  type Cell,
  evaluate,
  type Measure,
  type Metric,
  metric,
  type Plan,
  reportOf,
  type Tables,
  type Tally,
  type Unit,
} from "kpi-core";

/** A metric as a user writes it, without the words that a test does not read. */
export function ownMetric(unit: Unit, formula: string, inputs: Readonly<Record<string, Measure>>): Metric {
  const given = Object.fromEntries(Object.keys(inputs).map((name) => [name, null]));
  return metric<string, string, string>("own", {
    title: { en: "Own", fr: "Propre" },
    about: "Written in a test.",
    unit,
    better: "neither",
    inputs,
    formula,
    example: { given, gives: null },
    source: { text: "this test" },
  });
}

/** A metric that is one measure, by the name of x. */
export function only(x: Measure): Metric<"x", "x"> {
  return ownMetric("number", "x", { x }) as Metric<"x", "x">;
}

/** The values of one metric as text, or the reasons why there are none. */
export interface Figures {
  readonly rows: readonly string[];
  readonly byGroup: readonly string[];
  readonly total: string;
}

export function figuresOf(only: AnyMetric, tables: Tables, plan: Plan = {}): Figures {
  return figuresIn(evaluate({ only }, tables as never, plan as never));
}

export function figuresOfTally(only: AnyMetric, tally: Tally<unknown>): Figures {
  return figuresIn(reportOf({ only }, tally as Tally));
}

interface Shown {
  readonly cells: { readonly only: Cell };
}

interface ShownReport {
  readonly rows: readonly Shown[];
  readonly byGroup: readonly Shown[];
  readonly totals: Shown | undefined;
}

function figuresIn({ rows, byGroup, totals }: ShownReport): Figures {
  const text = ({ cells: { only } }: Shown) =>
    only.status === "value" ? only.value.toString() : only.reason;
  return {
    rows: rows.map(text),
    byGroup: byGroup.map(text),
    total: totals === undefined ? "no range" : text(totals),
  };
}
