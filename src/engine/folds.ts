import { fraction } from "../core/fraction.ts";
import type { FoldName, Measure } from "../core/measure.ts";
import { countAt, type Finished, keyAt, nAt, none, over, quantileIn, totalAt, valuesOf } from "./finish.ts";
import { added, counted, currenciesOf, type Gathering, ranked } from "./gather.ts";
import { exactly } from "./layout.ts";
import { lasted, lifetimesAt, livesAtRisk, livesBegun } from "./lives.ts";
import {
  ageAt,
  counts,
  countsOfStays,
  currenciesOfEntries,
  type Folding,
  lasting,
  lengths,
  present,
  runs,
  stays,
  stepsOf,
  stocked,
  weighed,
} from "./pieces.ts";
import { type Runs, rangeOf } from "./runs.ts";
import type { State } from "./state.ts";
import { busyFor, mostAtOnce, mostBusy } from "./steps.ts";

/**
 * How the cells of a measure become one: added up, or that of the first or last period. `equal` is for what all
 * groups share: it is kept once a period.
 */
export type Merge = "add" | "first" | "last" | "equal" | { readonly refused: string };

/** Rows that each have one cell are gathered block by block; the state is what there is when all were there. */
export interface InBlocks {
  readonly gather: (gathering: Gathering) => () => State;
}

/** Rows that may be in several cells are folded all at once. */
export interface AtOnce {
  readonly fold: (folding: Folding) => State;
}

/** One way to fold records into a quantity, and how its states merge. */
export interface Fold {
  readonly overTime: Merge;
  readonly overGroups: Merge;
  /** Over what there is more of it in the whole than in a part; of averages, levels and quantiles there is not. */
  readonly grows: readonly ("time" | "groups")[];
  /** True where the state depends on `asOf`, so that parts as of other moments do not add up. */
  readonly asOf?: true;
  /** A span counts as a whole, and cannot be shared out among the states that a thing was in. */
  readonly undivided?: true;
  /** Only this end of the runs is kept. */
  readonly keeps?: "first" | "last";
  readonly rows: InBlocks | AtOnce;
  /** What the measure comes to in each cell, in a period of which so many milliseconds are over. */
  finish(state: State, measure: Measure): (cell: number, elapsed: number) => Finished;
}

const growing = { overTime: "add", overGroups: "add", grows: ["time", "groups"] } as const;
/** Its state adds up, and it is a level all the same. */
const level = { ...growing, grows: [] } as const;

const count: Fold = {
  ...growing,
  rows: {
    gather(gathering) {
      const n = counted(gathering);
      return () => ({ sums: { n: n() }, runs: {} });
    },
  },
  finish: (state) => (cell) => countAt(state, cell),
};

const sum: Fold = {
  ...growing,
  rows: {
    gather(gathering) {
      const [n, total, currencies] = [counted(gathering), added(gathering), currenciesOf(gathering)];
      return () => ({ sums: { n: n(), total: total() }, runs: currencies() });
    },
  },
  finish: (state) => (cell) => ({ value: totalAt(state, cell), n: nAt(state, cell) }),
};

function extreme(keeps: "first" | "last"): Fold {
  return {
    ...level,
    keeps,
    rows: { gather: ranked },
    finish(state) {
      const values = valuesOf(state);
      return (cell) => {
        const n = nAt(state, cell);
        return n === 0 ? none : { value: keyAt(values, rangeOf(values, cell)[0]), n };
      };
    },
  };
}

const quantile: Fold = {
  ...level,
  rows: { gather: (gathering) => ranked(gathering, gathering.steps) },
  finish: (state, measure) => quantileIn(valuesOf(state), measure),
};

const distinct: Fold = {
  ...growing,
  rows: { gather: ranked },
  finish: (state) => (cell) => {
    const [from, to] = rangeOf(valuesOf(state), cell);
    return { value: fraction(BigInt(to - from)), n: nAt(state, cell) };
  },
};

function stock(when: "atStart" | "atEnd", overTime: Merge): Fold {
  return {
    overTime,
    overGroups: "add",
    grows: ["groups"],
    rows: { fold: (folding) => stocked(folding, stays(folding, when)) },
    finish: (state) => (cell) => ({ value: totalAt(state, cell), n: nAt(state, cell) }),
  };
}

const stayed: Fold = {
  undivided: true,
  overTime: { refused: "who stayed through each of two periods need not have stayed through both" },
  overGroups: "add",
  grows: ["groups"],
  rows: {
    fold: (folding) => ({ sums: { n: countsOfStays(folding, stays(folding, "stayed")) }, runs: {} }),
  },
  finish: (state) => (cell) => countAt(state, cell),
};

const whole: Fold = {
  undivided: true,
  overTime: { refused: "what is true of each of two periods need not be true of both as one" },
  overGroups: "add",
  grows: ["groups"],
  rows: { fold: (folding) => stocked(folding, exactly(folding.layout, folding.fates, folding.placed)) },
  finish: (state) => (cell) => {
    const n = nAt(state, cell);
    return n === 0 ? none : { value: totalAt(state, cell), n };
  },
};

const seconds: Fold = {
  ...growing,
  asOf: true,
  rows: {
    fold: (folding) => ({
      sums: { total: lengths(folding) },
      runs: folding.money.length === 0 ? {} : currenciesOfEntries(folding, lasting(folding)),
    }),
  },
  finish: (state) => (cell) => ({ value: totalAt(state, cell), n: null }),
};

const mean: Fold = {
  ...seconds,
  grows: ["groups"],
  finish: (state) => (cell, elapsed) => ({
    value: elapsed === 0 ? null : over(totalAt(state, cell), fraction(BigInt(elapsed), 1000n)),
    n: null,
  }),
};

const age: Fold = {
  overTime: "last",
  overGroups: "add",
  grows: ["groups"],
  asOf: true,
  rows: {
    fold(folding) {
      const spread = present(folding, "atEnd");
      const total = weighed(folding, spread, (row, cell) => ageAt(folding, row, cell));
      return { sums: { n: counts(folding, spread), total }, runs: {} };
    },
  },
  finish: (state) => (cell) => ({ value: totalAt(state, cell), n: nAt(state, cell) }),
};

const ageQuantile: Fold = {
  overTime: "last",
  overGroups: "add",
  grows: [],
  asOf: true,
  rows: {
    fold(folding) {
      const spread = present(folding, "atEnd");
      const ages = Array.from(spread.rows, (row, entry) =>
        ageAt(folding, row, spread.cells[entry] as number),
      );
      return { sums: {}, runs: { values: runs(folding, spread, [ages], [3]) } };
    },
  },
  finish: (state, measure) => quantileIn(valuesOf(state), measure),
};

const peak: Fold = {
  ...growing,
  grows: ["groups"],
  asOf: true,
  rows: { fold: (folding) => ({ sums: {}, runs: { steps: stepsOf(folding) } }) },
  finish({ runs }) {
    const steps = runs.steps as Runs;
    const most = steps.scales.length === 1 ? mostAtOnce : mostBusy;
    return (cell) => ({ value: fraction(BigInt(most(steps, cell))), n: null });
  },
};

const busySeconds: Fold = {
  ...growing,
  asOf: true,
  rows: { fold: (folding) => ({ sums: {}, runs: { steps: stepsOf(folding) } }) },
  finish:
    ({ runs }) =>
    (cell) => ({
      value: fraction(BigInt(busyFor(runs.steps as Runs, cell)), 1000n),
      n: null,
    }),
};

const survival: Fold = {
  ...level,
  asOf: true,
  rows: { fold: (folding) => ({ sums: {}, runs: { lifetimes: livesBegun(folding) } }) },
  finish:
    (state, { p }) =>
    (cell) => {
      const lifetimes = lifetimesAt(state, cell);
      const n = lifetimes.reduce((total, { ended, open }) => total + ended + open, 0);
      return lasted(lifetimes, p, n);
    },
};

/** A record is at risk in each period that it goes through, so that what adds up is no number of records. */
const survivalAtRisk: Fold = {
  ...level,
  asOf: true,
  undivided: true,
  rows: { fold: (folding) => ({ sums: {}, runs: { lifetimes: livesAtRisk(folding) } }) },
  finish:
    (state, { p }) =>
    (cell) =>
      lasted(lifetimesAt(state, cell), p, null),
};

const periodSeconds: Fold = {
  overTime: "add",
  overGroups: "equal",
  grows: ["time"],
  asOf: true,
  rows: { fold: () => ({ sums: {}, runs: {} }) },
  finish: () => (_cell, elapsed) => ({ value: fraction(BigInt(elapsed), 1000n), n: null }),
};

/** Its state is worked out from the schedule of the plan, not from rows. */
const periodWorkingSeconds: Fold = {
  overTime: "add",
  overGroups: "equal",
  grows: ["time"],
  asOf: true,
  rows: { fold: () => ({ sums: {}, runs: {} }) },
  finish: (state) => (cell) => ({ value: totalAt(state, cell), n: null }),
};

/** Every fold by its name. */
export const folds: Readonly<Record<FoldName, Fold>> = {
  count,
  sum,
  min: extreme("first"),
  max: extreme("last"),
  distinct,
  quantile,
  atStart: stock("atStart", "first"),
  atEnd: stock("atEnd", "last"),
  stayed,
  whole,
  seconds,
  mean,
  age,
  ageQuantile,
  peak,
  busySeconds,
  survival,
  survivalAtRisk,
  periodSeconds,
  periodWorkingSeconds,
};

/** How many cells a measure has in a period: one for each group, or one that all of them share. */
export function cellsPerPeriod(fold: FoldName, groups: number): number {
  return folds[fold].overGroups === "equal" ? 1 : groups;
}
