import { print } from "../core/expression.ts";
import type { Measure } from "../core/measure.ts";
import { ABSENT, countFates, type Fate, fates, fieldsOf, type Placed } from "./fate.ts";
import { folds } from "./folds.ts";
import { frameOf } from "./frame.ts";
import { type Group, numbersOf, renumbered } from "./groups.ts";
import { keepLess } from "./kernels-bytes.ts";
import { cellsIn, type Layout } from "./layout.ts";
import { once } from "./once.ts";
import type { Folding } from "./pieces.ts";
import type { ReadPlan } from "./plan.ts";
import type { Population } from "./populations.ts";
import type { TableRead } from "./read-table.ts";
import { scheduleOf } from "./schedule.ts";
import { type Chosen, chosenBy, type Placing, placingOf, type Share, shareOf, type Tell } from "./share.ts";
import { type State, trimmed } from "./state.ts";
import type { RowLedger } from "./tally.ts";

/** So many rows are worked on at a time, by fours: few enough to stay near the processor, and many for what a block costs. */
const BLOCK = 16384;

/** A measure in every cell, and how many rows had each fate in it. */
export interface Folded {
  readonly state: State;
  readonly fates: Partial<Record<Fate, number>>;
}

/** What the cells of a population are, and how they are asked for. */
interface Setting {
  readonly population: Population;
  readonly layout: Layout;
  readonly groups: readonly Group[];
  readonly plan: ReadPlan;
}

/** The measures of one kind of record by their keys, and what became of its rows. */
export function foldedPopulation(setting: Setting): {
  readonly measures: ReadonlyMap<string, Folded>;
  readonly ledger: RowLedger;
} {
  const { table, read, measures } = setting.population;
  const isInBlocks = ({ measure }: { readonly measure: Measure }) =>
    "gather" in folds[measure.fold].rows && read.parts === undefined;
  const best = bestFates(read.accepted);
  const found = new Map([
    ...foldedIn(Math.min(BLOCK, read.rows), measures.filter(isInBlocks), setting, best),
    ...foldedIn(
      read.rows,
      measures.filter((one) => !isInBlocks(one)),
      setting,
      best,
    ),
  ]);
  const { counted: used = 0, ...leftOut } = byFate(best.counts());
  const ledger = { kind: table.kind.name, read: read.read, used, leftOut, rejected: read.rejected };
  return { measures: found, ledger };
}

function foldedIn(
  size: number,
  measures: Population["measures"],
  setting: Setting,
  best: BestFates,
): Map<string, Folded> {
  const { population, layout, groups } = setting;
  const { read, fields } = population;
  if (measures.length === 0) return new Map();
  const frame = frameOf(fields, size);
  const numbers = numbersOf(groups, population.groups.groups);
  const groupOf = once(() => renumbered(population.groups, groups));
  const placings = new Map<Placed, Placing>();
  const chosen = new Map<string, Chosen>();
  const shares = new Map<string, Share>();
  // What became of rows is told once for all measures that agree on it
  const tell: Tell = (found, first) => {
    const ofRows = fatesOfRows(found, read);
    best.take(ofRows, first);
    return countFates(ofRows);
  };
  const begun = measures.map(({ measure, placed }) => {
    const placing =
      placings.get(placed) ?? placingOf(measure, placed, layout, population.groups, numbers, size);
    placings.set(placed, placing);
    const ends = fieldsOf(measure).filter((field) => read.unknownEnds.has(field));
    const rows = JSON.stringify([rowsOf(measure), ends]);
    const unknown = ends.flatMap((field) => read.unknownEnds.get(field) ?? []);
    const own = chosen.get(rows) ?? chosenBy(measure, unknown, placing, frame, size, tell);
    chosen.set(rows, own);
    const text = JSON.stringify([rows, measure.value && print(measure.value)]);
    const share = shares.get(text) ?? shareOf(measure, own, placing, read, frame, size, tell);
    shares.set(text, share);
    return { measure, share, end: begin(measure, placed, share, groupOf, setting) };
  });
  let first = 0;
  do {
    const rows = Math.min(size, read.rows - first);
    frame.moveTo(first, rows);
    for (const placing of placings.values()) placing.moveTo(first, rows);
    for (const share of shares.values()) share.take(first, rows);
    first += rows;
  } while (first < read.rows);
  return new Map(
    begun.map(({ measure, share, end }) => [measure.key, { state: end(), fates: byFate(share.fates) }]),
  );
}

/** A row is used where any measure counts it, else left out for the most telling of their reasons. */
interface BestFates {
  /** Block by block, in turn, and each as often as there are measures that differ. */
  take(fates: Uint8Array, first: number): void;
  counts(): Float64Array;
}

function bestFates(rows: number): BestFates {
  const best = new Uint8Array(rows);
  let told = 0; // of so many rows there is a fate
  return {
    take(fates, first) {
      if (first < told) keepLess(fates, best.subarray(first, first + fates.length));
      else {
        best.set(fates, first);
        told = first + fates.length;
      }
    },
    counts: () => countFates(best.fill(ABSENT, told)),
  };
}

/** Says which rows a measure is of, whatever it makes of them. */
function rowsOf({ fold, where, placed }: Measure): unknown[] {
  return [fold === "survival", where && print(where), placed];
}

/** Has a measure get the rows of its share; gives its state once they were all there. */
function begin(
  measure: Measure,
  placed: Placed,
  share: Share,
  groupOf: () => Int32Array,
  setting: Setting,
): () => State {
  const { rows, keeps } = folds[measure.fold];
  const { layout, plan } = setting;
  const { money, gatherer } = share;
  const steps = plan.approximate?.steps ?? null;
  const end =
    "gather" in rows
      ? rows.gather({ count: cellsIn(layout), money, steps, gatherer })
      : allAtOnce(measure, placed, share, groupOf, setting, rows.fold);
  return keeps === undefined ? end : () => trimmed(end(), keeps);
}

function allAtOnce(
  measure: Measure,
  placed: Placed,
  { money, gatherer, once: shared }: Share,
  groupOf: () => Int32Array,
  { layout, plan }: Setting,
  fold: (folding: Folding) => State,
): () => State {
  const isWorking = measure.placed?.sort === "during" && measure.placed.clock === "working";
  const work = isWorking ? (scheduleOf(measure, plan)?.elapsed ?? null) : null;
  return gatherer(`at once ${measure.key}`, () => {
    let state: State = { sums: {}, runs: {} };
    return {
      add(taken) {
        state = fold({ ...taken, measure, layout, groupOf: groupOf(), placed, money, once: shared, work });
      },
      state: () => state,
    };
  }).state;
}

/** The fate of each accepted row: the best of those of its parts. */
function fatesOfRows(found: Uint8Array, { parts, accepted }: TableRead): Uint8Array {
  if (parts === undefined) return found;
  const best = new Uint8Array(accepted).fill(ABSENT);
  parts.forEach(({ row }, i) => {
    best[row] = Math.min(best[row] as number, found[i] as number);
  });
  return best;
}

function byFate(counts: Float64Array): Partial<Record<Fate, number>> {
  return Object.fromEntries(
    fates.flatMap((fate, code) => (counts[code] === 0 ? [] : [[fate, counts[code]]])),
  );
}
