import {
  evaluate,
  instant,
  metric,
  money,
  number,
  optional,
  type Plan,
  population,
  record,
  table,
  text,
} from "kpi-core";

export const reading = record("reading", {
  at: instant("when"),
  value: optional(number("what was read", "number")),
  price: optional(money("an amount", "currency")),
  currency: optional(text("its currency")),
  team: optional(text("whose")),
  region: optional(text("where")),
});
const readings = population(reading).dated("at");

/** What a metric of a test says of itself. */
export const words = {
  title: { en: "Gauge", fr: "Jauge" },
  about: "What was read.",
  source: { text: "a test" },
} as const;

type Unit = Parameters<typeof metric>[1]["unit"];
type Better = Parameters<typeof metric>[1]["better"];

/**
 * The greatest value read, as whatever unit a test is about: a level, which does not
 * grow with periods and groups; or their sum, which does.
 */
export function gauge(unit: Unit, better: Better, fold: "max" | "sum" = "max") {
  return metric("gauge", {
    ...words,
    unit,
    better,
    inputs: { x: unit === "money" ? readings[fold]("price") : readings[fold]("value") },
    formula: "x",
    example: { given: { x: 1 }, gives: "1" },
  });
}

export interface Reading {
  readonly at: string;
  readonly value?: number | string;
  readonly price?: number | string;
  readonly currency?: string;
  readonly team?: string | null;
  readonly region?: string | null;
}

/** Months in Paris of readings, by team and region. */
export function monthly(
  unit: Unit,
  better: Better,
  rows: readonly Reading[],
  plan: Plan<"team" | "region"> = {},
  fold: "max" | "sum" = "max",
) {
  return evaluate({ gauge: gauge(unit, better, fold) }, table(reading, rows), {
    per: "month",
    timeZone: "Europe/Paris",
    asOf: "2026-06-15",
    ...plan,
  });
}

/** A report that is one number. */
export function single(unit: Unit, better: Better, value: number | string) {
  return evaluate(
    { gauge: gauge(unit, better) },
    table(reading, [{ at: "2026-01-10T00:00:00Z", value }]),
    {},
  );
}
