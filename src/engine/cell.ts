import { calculate } from "../core/calculate.ts";
import type { Decimal } from "../core/decimal.ts";
import type { AnyMetric } from "../core/definition.ts";
import { readDuration } from "../core/duration.ts";
import { decimalOf, type Fraction } from "../core/fraction.ts";
import type { Measure } from "../core/measure.ts";
import type { Finished } from "./finish.ts";
import { folds } from "./folds.ts";
import { madeWhenRead } from "./made-when-read.ts";
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

/** The cells of a metric: for the place of a period and a group the cell. */
export function cellsOf(metric: AnyMetric, tally: TallyData): (period: number, group: number) => Cell {
  const asOf = asOfOf(tally);
  const names = Object.keys(metric.inputs);
  const readers = Object.values(metric.inputs).map((measure) => inputOf(tally, measure));
  const matures = metric.matures === undefined ? null : (readDuration(metric.matures) ?? 0);
  const approximate = readsQuantile(metric) ? tally.approximate : null;
  const isEmpty = accepted(tally, metric) === 0;
  const inputsAt = (period: number, group: number) =>
    Object.fromEntries(
      names.map((name, i) => {
        const value = readers[i]?.(period, group).value ?? null;
        return [name, value === null ? null : decimalOf(value)];
      }),
    );
  const noInputs = () => Object.fromEntries(names.map((name) => [name, null]));

  return (period, group) => {
    const { start, end } = tally.periods[period] as TallyPeriod;
    const found = readers.map((read) => read(period, group));
    const n = greatest(found);
    const none = (reason: Reason, more: object = {}): Cell => {
      const inputs = reason === "mixed-currency" ? noInputs : inputsAt;
      const told = { status: "none", value: null, reason, n, ...more };
      return new CellOf(told, inputs, period, group) as Cell;
    };
    if (start >= asOf) return none("not-yet");
    if (matures !== null && end + matures > asOf) return none("immature", { finalAt: end + matures });
    const refused = found.find((input) => input.refused !== undefined)?.refused;
    if (refused !== undefined) return none("not-mergeable", { message: refused });
    const currencies = currenciesAmong(found);
    if (currencies.length > 1) return none("mixed-currency", { message: currencies.join(", ") });
    const value = calculate(metric.tree, (name) => found[names.indexOf(name)]?.value ?? null);
    if (isEmpty) return none("no-records");
    if (value === null) return none(reasonOf(found));
    const told: Told = { status: "value", value: decimalOf(value as Fraction), n };
    if (currencies[0] !== undefined) told.currency = currencies[0];
    if (approximate !== null) told.approximate = approximate;
    return new CellOf(told, inputsAt, period, group) as Cell;
  };
}

type Told = { -readonly [Name in keyof Omit<Valued, "inputs">]: Valued[Name] };
type Valued = Extract<Cell, { status: "value" }>;

const unknown: Input = { value: null, n: null, currencies: [] };

/** Inputs become decimals when they are read: most cells are read for their value alone. */
const CellOf = madeWhenRead<Readonly<Record<string, Decimal | null>>>("inputs");

/** The most records that an input is of; null where none is a number of records. */
function greatest(found: readonly Input[]): number | null {
  let most: number | null = null;
  for (const { n } of found) if (n !== null && (most === null || n > most)) most = n;
  return most;
}

function currenciesAmong(found: readonly Input[]): readonly string[] {
  return found.every(({ currencies }) => currencies.length === 0)
    ? []
    : [...new Set(found.flatMap(({ currencies }) => currencies))];
}

/** What a measure comes to at a place. */
function inputOf(tally: TallyData, measure: Measure): (period: number, group: number) => Input {
  const { state } = tally.states.get(measure.key) as Tallied;
  if ("refused" in state) return () => ({ ...unknown, refused: state.refused });
  const { overGroups, finish } = folds[measure.fold];
  const finished = finish(state, measure);
  const asOf = asOfOf(tally);
  const width = tally.groups.length;
  return (period, group) => {
    const cell = overGroups === "equal" ? period : period * width + group;
    const { start, end } = tally.periods[period] as TallyPeriod;
    const elapsed = Math.max(0, Math.min(end, asOf) - start);
    const { value, n, reason } = finished(cell, elapsed);
    return { value, n, ...(reason && { reason }), currencies: currenciesAt(state, cell) };
  };
}

const NO_CURRENCIES: readonly string[] = [];

function currenciesAt({ runs }: State, cell: number): readonly string[] {
  const found: Runs | undefined = runs.currencies;
  return found === undefined ? NO_CURRENCIES : (found.keys[0]?.slice(...rangeOf(found, cell)) as string[]);
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
