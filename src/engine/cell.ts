import { calculate } from "../core/calculate.ts";
import type { Decimal } from "../core/decimal.ts";
import type { AnyMetric } from "../core/definition.ts";
import { readDuration } from "../core/duration.ts";
import { decimalOf, type Fraction, numberOf } from "../core/fraction.ts";
import type { Measure } from "../core/measure.ts";
import type { Finished } from "./finish.ts";
import { folds } from "./folds.ts";
import { onceByName } from "./once.ts";
import { type Runs, rangeOf } from "./runs.ts";
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

/** Whether two cells are no amounts of different currencies; what is of no money goes with any. */
export function inOneCurrency(...cells: readonly Cell[]): boolean {
  const found = cells.flatMap((cell) => (cell.status === "value" ? (cell.currency ?? []) : []));
  return new Set(found).size < 2;
}

/** What a measure comes to at a place, also as a decimal, which is made when read. */
class Found implements Finished {
  readonly value: Fraction | null;
  readonly n: number | null;
  readonly reason: Finished["reason"];
  #decimal: Decimal | null = null;

  constructor({ value, n, reason }: Finished) {
    this.value = value;
    this.n = n;
    this.reason = reason;
  }

  get decimal(): Decimal | null {
    if (this.value !== null) this.#decimal ??= decimalOf(this.value);
    return this.#decimal;
  }
}

/** A measure over a tally. */
export interface Input {
  at(period: number, group: number): Found;
  /** Null where it is of no money. */
  readonly currenciesAt: ((period: number, group: number) => readonly string[]) | null;
  /** Why it has no value anywhere. */
  readonly refused?: string;
}

type Writable<Told> = { -readonly [Name in keyof Told]: Told[Name] };
type Valued = Writable<Extract<Cell, { status: "value" }>>;
type Values = Writable<Cell["inputs"]>;

/** The measures of a tally, the same for all metrics that read it: what one has found at a place is there for the next. */
export function inputsOver(tally: TallyData): (measure: Measure) => Input {
  const known = onceByName();
  return (measure) => known(measure.key, () => inputOf(measure, tally));
}

/** A metric over a tally, by the places of a period and a group. */
export interface Reader {
  cellAt(period: number, group: number): Cell;
  /** The value of the cell as the nearest double, without the cell being made. */
  numberAt(period: number, group: number): number | null;
}

/** What a metric comes to, or why it comes to nothing. */
type Answer = { readonly found: readonly Found[] } & (
  | { readonly value: Fraction; readonly currency: string | undefined; readonly why: null }
  | { readonly value: null; readonly currency: undefined; readonly why: Why }
);

type Why = Pick<Extract<Cell, { status: "none" }>, "reason" | "message" | "finalAt">;

export function readerOf(metric: AnyMetric, tally: TallyData, inputFor: (measure: Measure) => Input): Reader {
  const { tree } = metric;
  const asOf = asOfOf(tally);
  const names = Object.keys(metric.inputs);
  const inputs = Object.values(metric.inputs).map(inputFor);
  const money = inputs.flatMap(({ currenciesAt }) => currenciesAt ?? []);
  const refused = inputs.find((input) => input.refused !== undefined)?.refused;
  const matures = metric.matures === undefined ? null : (readDuration(metric.matures) ?? 0);
  const approximate = readsQuantile(metric) ? tally.approximate : null;
  const isEmpty = accepted(tally, metric) === 0;

  function answerAt(period: number, group: number): Answer {
    const { start, end } = tally.periods[period] as TallyPeriod;
    const found = inputs.map((input) => input.at(period, group));
    const none = (why: Why): Answer => ({ found, value: null, currency: undefined, why });
    if (start >= asOf) return none({ reason: "not-yet" });
    if (matures !== null && end + matures > asOf) return none({ reason: "immature", finalAt: end + matures });
    if (refused !== undefined) return none({ reason: "not-mergeable", message: refused });
    const currencies =
      money.length === 0 ? [] : [...new Set(money.flatMap((currenciesAt) => currenciesAt(period, group)))];
    if (currencies.length > 1) return none({ reason: "mixed-currency", message: currencies.join(", ") });
    const value = calculate(tree, (name) => found[names.indexOf(name)]?.value ?? null) as Fraction | null;
    if (isEmpty) return none({ reason: "no-records" });
    return value === null
      ? none({ reason: reasonOf(found) })
      : { found, value, currency: currencies[0], why: null };
  }

  return {
    numberAt(period, group) {
      const { value } = answerAt(period, group);
      return value === null ? null : numberOf(value);
    },
    cellAt(period, group) {
      const { found, value, why, currency } = answerAt(period, group);
      const values = valuesOf(names, why?.reason === "mixed-currency" ? [] : found);
      const n = greatest(found);
      if (value === null) return { status: "none", value, ...why, n, inputs: values };
      const same = tree.type === "name" ? values[tree.name] : null; // one input alone
      const cell: Valued = { status: "value", value: same ?? decimalOf(value), n, inputs: values };
      if (currency !== undefined) cell.currency = currency;
      if (approximate !== null) cell.approximate = approximate;
      return cell;
    },
  };
}

/** What was found as decimals, by name; null where nothing was. */
function valuesOf(names: readonly string[], found: readonly Found[]): Values {
  const values: Values = {};
  names.forEach((name, i) => {
    values[name] = found[i]?.decimal ?? null;
  });
  return values;
}

/** The most records that an input is of; null where none is a number of records. */
function greatest(found: readonly Finished[]): number | null {
  let most: number | null = null;
  for (const { n } of found) if (n !== null && (most === null || n > most)) most = n;
  return most;
}

function inputOf(measure: Measure, tally: TallyData): Input {
  const { state } = tally.states.get(measure.key) as Tallied;
  if ("refused" in state) return { at: () => unknown, currenciesAt: null, refused: state.refused };
  const { overGroups, finish } = folds[measure.fold];
  const finished = finish(state, measure);
  const asOf = asOfOf(tally);
  const width = tally.groups.length;
  const cellAt = (period: number, group: number) =>
    overGroups === "equal" ? period : period * width + group;
  const currencies = state.runs.currencies;
  let place = -1;
  let found = unknown;
  return {
    at(period, group) {
      if (place !== period * width + group) {
        place = period * width + group;
        const { start, end } = tally.periods[period] as TallyPeriod;
        found = new Found(finished(cellAt(period, group), Math.max(0, Math.min(end, asOf) - start)));
      }
      return found;
    },
    currenciesAt: currencies ? (period, group) => currenciesIn(currencies, cellAt(period, group)) : null,
  };
}

const unknown = new Found({ value: null, n: null });

function currenciesIn(runs: Runs, cell: number): readonly string[] {
  return runs.keys[0]?.slice(...rangeOf(runs, cell)) as string[];
}

function readsQuantile({ inputs }: AnyMetric): boolean {
  return Object.values(inputs).some(({ fold }) => fold === "quantile");
}

function reasonOf(inputs: readonly Finished[]): Reason {
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
