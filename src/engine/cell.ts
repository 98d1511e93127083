import { calculate } from "../core/calculate.ts";
import type { Decimal } from "../core/decimal.ts";
import type { AnyMetric } from "../core/definition.ts";
import { readDuration } from "../core/duration.ts";
import { decimalOf, type Fraction } from "../core/fraction.ts";
import type { Measure } from "../core/measure.ts";
import type { Finished } from "./finish.ts";
import { folds } from "./folds.ts";
import { type Runs, rangeOf } from "./runs.ts";
import type { State } from "./state.ts";
import { asOfOf, type Tallied, type TallyData, type TallyPeriod } from "./tally.ts";

/** Why a cell has no value. */
export type Reason =
  | "no-records" // nothing that the metric reads
  | "zero-denominator" // records, but none to divide by
  | "not-yet" // the period had not begun
  | "immature" // the value still moves, until finalAt
  | "not-mergeable" // the parts do not add up
  | "mixed-currency" // amounts in more than one currency
  | "not-reached" // too few have ended to say
  | "unknown-input"; // an input is none while others are not

/** One metric in one period and group: a value, or the reason why there is none, with what it was made from. */
export type Cell<Input extends string = string> =
  | {
      readonly status: "value";
      readonly value: Decimal;
      readonly inputs: Readonly<Record<Input, Decimal | null>>;
      readonly n: number | null;
      readonly currency?: string;
      /** How far a value that it is made from may be from its own, as a share of it. */
      readonly approximate?: string;
    }
  | {
      readonly status: "none";
      readonly value: null;
      readonly reason: Reason;
      readonly message?: string;
      readonly finalAt?: number;
      readonly inputs: Readonly<Record<Input, Decimal | null>>;
      readonly n: number | null;
    };

interface Input extends Finished {
  readonly currencies: readonly string[];
  readonly refused?: string;
}

/** The cell of a metric at a place of a tally. */
export function cellOf(metric: AnyMetric, tally: TallyData, period: number, group: number): Cell {
  const place = tally.periods[period] as TallyPeriod;
  const asOf = asOfOf(tally);
  const found = new Map(
    Object.entries(metric.inputs).map(([name, measure]) => [name, inputAt(tally, measure, period, group)]),
  );
  let shown: Record<string, Decimal | null> | undefined;
  // Most cells are read for their value alone
  const inputs = () => {
    shown ??= Object.fromEntries(
      [...found].map(([name, { value }]) => [name, value === null ? null : decimalOf(value)]),
    );
    return shown;
  };
  const counts = [...found.values()].flatMap(({ n }) => (n === null ? [] : [n]));
  const n = counts.length === 0 ? null : Math.max(...counts);
  const none = (reason: Reason, more: object = {}): Cell => ({
    status: "none",
    value: null,
    reason,
    get inputs() {
      return inputs();
    },
    n,
    ...more,
  });

  if (place.start >= asOf) return none("not-yet");
  const finalAt = place.end + (metric.matures === undefined ? 0 : (readDuration(metric.matures) ?? 0));
  if (metric.matures !== undefined && finalAt > asOf) return none("immature", { finalAt });
  const refused = [...found.values()].find((input) => input.refused !== undefined)?.refused;
  if (refused !== undefined) return none("not-mergeable", { message: refused });
  const currencies = [...new Set([...found.values()].flatMap((input) => input.currencies))];
  if (currencies.length > 1) {
    shown = Object.fromEntries([...found.keys()].map((name) => [name, null]));
    return none("mixed-currency", { message: currencies.join(", ") });
  }
  const value = calculate(metric.tree, (name) => found.get(name)?.value ?? null);
  if ((n ?? 0) === 0 && accepted(tally, metric) === 0) return none("no-records");
  if (value === null) return none(reasonOf([...found.values()]));
  const [currency] = currencies;
  return {
    status: "value",
    value: decimalOf(value as Fraction),
    get inputs() {
      return inputs();
    },
    n,
    ...(currency !== undefined && { currency }),
    ...(tally.approximate !== null && readsQuantile(metric) && { approximate: tally.approximate }),
  };
}

function inputAt(tally: TallyData, measure: Measure, period: number, group: number): Input {
  const { state } = tally.states.get(measure.key) as Tallied;
  if ("refused" in state) return { value: null, n: null, currencies: [], refused: state.refused };
  const { overGroups, finish } = folds[measure.fold];
  const cell = overGroups === "equal" ? period : period * tally.groups.length + group;
  const { start, end } = tally.periods[period] as TallyPeriod;
  const elapsed = Math.max(0, Math.min(end, asOfOf(tally)) - start);
  return { ...finish(state, cell, measure, elapsed), currencies: currenciesAt(state, cell) };
}

function currenciesAt({ runs }: State, cell: number): string[] {
  const found: Runs | undefined = runs.currencies;
  return found === undefined ? [] : (found.keys[0]?.slice(...rangeOf(found, cell)) as string[]);
}

function readsQuantile({ inputs }: AnyMetric): boolean {
  return Object.values(inputs).some(({ fold }) => fold === "quantile");
}

function reasonOf(inputs: readonly Input[]): Reason {
  const told = inputs.find(({ reason }) => reason !== undefined)?.reason;
  if (told !== undefined) return told;
  if (inputs.every(({ value, n }) => (n ?? 0) === 0 && (value === null || value.numerator === 0n)))
    return "no-records";
  return inputs.some(({ value }) => value === null) ? "unknown-input" : "zero-denominator";
}

/** Rows of the tables that a metric reads. */
function accepted({ ledgers }: TallyData, { inputs }: AnyMetric): number {
  const keys = new Set(Object.values(inputs).map(({ key }) => key));
  const own = ledgers.measures.filter(({ key }) => keys.has(key));
  return own.length === 0 ? 1 : own.reduce((sum, { accepted }) => sum + accepted, 0);
}
