import { fraction } from "../core/fraction.ts";
import type { FoldName, Measure } from "../core/measure.ts";
import { counted, type Finished, keyAt, nAt, none, over, quantileAt, totalAt, valuesOf } from "./finish.ts";
import { exactly } from "./layout.ts";
import { lasted, lifetimesAt, livesAtRisk, livesBegun } from "./lives.ts";
import {
  ageAt,
  counts,
  countsOfMoments,
  countsOfStays,
  currenciesOf,
  type Folding,
  lasting,
  lengths,
  moments,
  present,
  ranked,
  rankedForQuantiles,
  runs,
  stays,
  stepsOf,
  stocked,
  totals,
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
  fold(folding: Folding): State;
  finish(state: State, cell: number, measure: Measure, elapsed: number): Finished;
}

const added = { overTime: "add", overGroups: "add", grows: ["time", "groups"] } as const;
/** Its state adds up, and it is a level all the same. */
const level = { ...added, grows: [] } as const;

const count: Fold = {
  ...added,
  fold: (folding) => ({ sums: { n: countsOfMoments(folding) }, runs: {} }),
  finish: (state, cell) => counted(state, cell),
};

const sum: Fold = {
  ...added,
  fold(folding) {
    const spread = moments(folding);
    return {
      sums: { n: countsOfMoments(folding), total: totals(folding, spread) },
      runs: currenciesOf(folding, spread),
    };
  },
  finish: (state, cell) => ({ value: totalAt(state, cell), n: nAt(state, cell) }),
};

function extreme(keeps: "first" | "last"): Fold {
  return {
    ...level,
    keeps,
    fold: ranked,
    finish(state, cell) {
      const n = nAt(state, cell);
      return n === 0 ? none : { value: keyAt(valuesOf(state), rangeOf(valuesOf(state), cell)[0]), n };
    },
  };
}

const quantile: Fold = {
  ...level,
  fold: rankedForQuantiles,
  finish: (state, cell, measure) => quantileAt(valuesOf(state), cell, measure),
};

const distinct: Fold = {
  ...added,
  fold: ranked,
  finish(state, cell) {
    const [from, to] = rangeOf(valuesOf(state), cell);
    return { value: fraction(BigInt(to - from)), n: nAt(state, cell) };
  },
};

function stock(when: "atStart" | "atEnd", overTime: Merge): Fold {
  return {
    overTime,
    overGroups: "add",
    grows: ["groups"],
    fold: (folding) => stocked(folding, stays(folding, when)),
    finish: (state, cell) => ({ value: totalAt(state, cell), n: nAt(state, cell) }),
  };
}

const stayed: Fold = {
  undivided: true,
  overTime: { refused: "who stayed through each of two periods need not have stayed through both" },
  overGroups: "add",
  grows: ["groups"],
  fold: (folding) => ({ sums: { n: countsOfStays(folding, stays(folding, "stayed")) }, runs: {} }),
  finish: (state, cell) => counted(state, cell),
};

const whole: Fold = {
  undivided: true,
  overTime: { refused: "what is true of each of two periods need not be true of both as one" },
  overGroups: "add",
  grows: ["groups"],
  fold: (folding) => stocked(folding, exactly(folding.layout, folding.fates, folding.placed)),
  finish(state, cell) {
    const n = nAt(state, cell);
    return n === 0 ? none : { value: totalAt(state, cell), n };
  },
};

const seconds: Fold = {
  ...added,
  asOf: true,
  fold: (folding) => ({
    sums: { total: lengths(folding) },
    runs: folding.currencies.length === 0 ? {} : currenciesOf(folding, lasting(folding)),
  }),
  finish: (state, cell) => ({ value: totalAt(state, cell), n: null }),
};

const mean: Fold = {
  ...seconds,
  grows: ["groups"],
  finish: (state, cell, _, elapsed) => ({
    value: elapsed === 0 ? null : over(totalAt(state, cell), fraction(BigInt(elapsed), 1000n)),
    n: null,
  }),
};

const age: Fold = {
  overTime: "last",
  overGroups: "add",
  grows: ["groups"],
  asOf: true,
  fold(folding) {
    const spread = present(folding, "atEnd");
    const total = weighed(folding, spread, (row, cell) => ageAt(folding, row, cell));
    return { sums: { n: counts(folding, spread), total }, runs: {} };
  },
  finish: (state, cell) => ({ value: totalAt(state, cell), n: nAt(state, cell) }),
};

const ageQuantile: Fold = {
  overTime: "last",
  overGroups: "add",
  grows: [],
  asOf: true,
  fold(folding) {
    const spread = present(folding, "atEnd");
    const ages = Array.from(spread.rows, (row, entry) => ageAt(folding, row, spread.cells[entry] as number));
    return { sums: {}, runs: { values: runs(folding, spread, [ages], [3]) } };
  },
  finish: (state, cell, measure) => quantileAt(valuesOf(state), cell, measure),
};

const peak: Fold = {
  ...added,
  grows: ["groups"],
  asOf: true,
  fold: (folding) => ({ sums: {}, runs: { steps: stepsOf(folding) } }),
  finish({ runs }, cell) {
    const steps = runs.steps as Runs;
    return {
      value: fraction(BigInt(steps.scales.length === 1 ? mostAtOnce(steps, cell) : mostBusy(steps, cell))),
      n: null,
    };
  },
};

const busySeconds: Fold = {
  ...added,
  asOf: true,
  fold: (folding) => ({ sums: {}, runs: { steps: stepsOf(folding) } }),
  finish({ runs }, cell) {
    return { value: fraction(BigInt(busyFor(runs.steps as Runs, cell)), 1000n), n: null };
  },
};

const survival: Fold = {
  ...level,
  asOf: true,
  fold: (folding) => ({ sums: {}, runs: { lifetimes: livesBegun(folding) } }),
  finish(state, cell, { p }) {
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
  fold: (folding) => ({ sums: {}, runs: { lifetimes: livesAtRisk(folding) } }),
  finish: (state, cell, { p }) => lasted(lifetimesAt(state, cell), p, null),
};

const periodSeconds: Fold = {
  overTime: "add",
  overGroups: "equal",
  grows: ["time"],
  asOf: true,
  fold: () => ({ sums: {}, runs: {} }),
  finish: (_state, _cell, _measure, elapsed) => ({ value: fraction(BigInt(elapsed), 1000n), n: null }),
};

/** Its state is worked out from the schedule of the plan, not from rows. */
const periodWorkingSeconds: Fold = {
  overTime: "add",
  overGroups: "equal",
  grows: ["time"],
  asOf: true,
  fold: () => ({ sums: {}, runs: {} }),
  finish: (state, cell) => ({ value: totalAt(state, cell), n: null }),
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
