import { type Column, isKnownAt, isNone, type NumberColumn, type TextColumn, viewed } from "./column.ts";
import { keeping } from "./kept.ts";
import { nearest, type Steps } from "./nearest.ts";
import { once } from "./once.ts";
import type { Runs } from "./runs.ts";
import type { State } from "./state.ts";
import { addingTo, type Cells, countUp, type Sums, sumsOfCounts } from "./sums.ts";
import { timesOfTexts } from "./text-times.ts";

/** A block of the rows of a measure. */
export interface Taken {
  /** The number of its first row. */
  readonly first: number;
  /** 0 is counted. */
  readonly fates: Uint8Array;
  /** The cell of each counted row, -1 for the others. */
  readonly cells: () => Cells;
  /** Known in each counted row; null where the measure is of no value. */
  readonly value: Column | null;
}

/** Takes the rows of a measure block by block. */
export interface Gatherer {
  add(taken: Taken): void;
}

/** Amounts in what is measured, and the currency of each row. */
export interface Money {
  /** Null where no row is counted without one. */
  readonly amounts: Column | null;
  readonly currency: TextColumn;
}

/** What a fold that goes block by block may ask for; each piece is what is found once all blocks were there. */
export interface Gathering {
  /** How many cells there are. */
  readonly count: number;
  readonly money: readonly Money[];
  /** What values of quantiles are rounded to; null where they are exact. */
  readonly steps: Steps | null;
  /** The same gatherer for the same name, for all measures of the same rows and values. */
  gatherer<G extends Gatherer>(name: string, make: () => G): G;
}

/** How many rows have their moment in each cell. */
export function counted({ gatherer, count }: Gathering): () => Sums {
  const { counts } = gatherer("counts", () => {
    const counts = new Int32Array(count + 1);
    return { counts, add: ({ cells }) => countUp(cells(), counts) };
  });
  return () => sumsOfCounts(counts);
}

/** Their values added up. */
export function added({ gatherer, count }: Gathering): () => Sums {
  const { sums } = gatherer("sums", () => {
    const { add, sums } = addingTo(count);
    return { sums, add: ({ cells, value }) => add(cells(), value as NumberColumn) };
  });
  return sums;
}

/** Their values, sorted in each cell, and how many there are. */
export function ranked(gathering: Gathering, steps: Steps | null = null): () => State {
  const { count, gatherer } = gathering;
  const counts = counted(gathering);
  const { values } = gatherer(`values ${steps === null ? "exact" : "near"}`, () => {
    const { add, runs } = keeping(count, counts);
    const nearly = (value: Column) => (steps === null ? value : nearest(value, steps));
    return { values: runs, add: ({ cells, value }) => add(cells(), nearly(value as Column)) };
  });
  const currencies = currenciesOf(gathering);
  return () => ({ sums: { n: counts() }, runs: { values: values(), ...currencies() } });
}

/** The cells of rows that have an amount, -1 for the others. */
export function withAmount(cells: Cells, amounts: Column | null): Cells {
  if (amounts === null) return cells;
  if (amounts.type !== "number") return cells.map((cell, row) => (isKnownAt(amounts, row) ? cell : -1));
  const { units } = amounts;
  const own = new Int32Array(cells.length);
  for (let row = 0; row < own.length; row++)
    own[row] = (cells[row] as number) | -isNone(units[row] as number);
  return own;
}

/** The currencies in each cell, beside amounts of money. */
export function currenciesOf({ gatherer, count, money }: Gathering): () => Readonly<Record<string, Runs>> {
  if (money.length === 0) return () => ({});
  const { found } = gatherer("currencies", () => {
    const times = timesOfTexts(count);
    return {
      found: once(times.runs),
      add({ first, cells, fates }) {
        const own = (column: Column) => viewed(column, first, fates.length);
        for (const { amounts, currency } of money)
          times.add(withAmount(cells(), amounts && own(amounts)), own(currency) as TextColumn);
      },
    };
  });
  return () => ({ currencies: found() });
}
