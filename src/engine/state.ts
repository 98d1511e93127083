import { joinedRuns, type Runs, regroupedRuns, slidRuns, takenRuns, trimmedRuns } from "./runs.ts";
import type { Window } from "./slide.ts";
import { joinedSums, regroupedSums, type Sums, slidSums, takenSums } from "./sums.ts";

/** What a measure keeps for each cell: exact sums and sorted runs, by name. */
export interface State {
  readonly sums: Readonly<Record<string, Sums>>;
  readonly runs: Readonly<Record<string, Runs>>;
}

/** Two states of one measure, the cells of the second after those of the first. */
export function joined(a: State, b: State): State {
  return {
    sums: mapped(a.sums, (sums, name) => joinedSums(sums, b.sums[name] as Sums)),
    runs: mapped(a.runs, (runs, name) => joinedRuns(runs, b.runs[name] as Runs)),
  };
}

/** Every cell added to its target cell; target -1 drops it. */
export function regrouped(state: State, targets: Int32Array, count: number): State {
  return {
    sums: mapped(state.sums, (sums) => regroupedSums(sums, targets, count)),
    runs: mapped(state.runs, (runs) => regroupedRuns(runs, targets, count)),
  };
}

/** Some of the cells, in the order given; a cell may be taken more than once. */
export function taken(state: State, cells: readonly number[]): State {
  return {
    sums: mapped(state.sums, (sums) => takenSums(sums, cells)),
    runs: mapped(state.runs, (runs) => takenRuns(runs, cells)),
  };
}

/**
 * The state over windows of periods; `width` is how many cells a period has. Runs that several measures have are slid
 * once for all of them, and are then in `slid`.
 */
export function overWindows(
  state: State,
  windows: readonly Window[],
  width: number,
  slid: Map<Runs, Runs>,
): State {
  return {
    sums: mapped(state.sums, (sums) => slidSums(sums, windows, width)),
    runs: mapped(state.runs, (runs) => {
      const found = slid.get(runs) ?? slidRuns(runs, windows, width);
      slid.set(runs, found);
      return found;
    }),
  };
}

export function trimmed(state: State, end: "first" | "last"): State {
  return {
    ...state,
    runs: mapped(state.runs, (runs, name) => (name === "values" ? trimmedRuns(runs, end) : runs)),
  };
}

function mapped<V>(
  record: Readonly<Record<string, V>>,
  of: (value: V, name: string) => V,
): Record<string, V> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value, name)]));
}
