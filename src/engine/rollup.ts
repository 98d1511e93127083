import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import type { Measure } from "../core/measure.ts";
import { folds, type Merge } from "./folds.ts";
import { type Group, groupsIn, textOf } from "./groups.ts";
import { regrouped, type State, trimmed } from "./state.ts";
import type { Tally, TallyPeriod } from "./tally.ts";

/** Where the cells of a tally go: which coarse period each period is in, and which group each group becomes. */
export interface Target {
  readonly periods: readonly TallyPeriod[];
  readonly periodOf: readonly number[];
  readonly by: readonly string[];
  readonly groups: readonly Group[];
  readonly groupOf: readonly number[];
}

/** The tally with its cells merged, each measure by its own rule; where the rule refuses, its state says why. */
export function mergedInto(tally: Tally, measures: readonly Measure[], target: Target): Tally {
  const states = new Map(
    measures.map(({ key, fold }) => {
      const state = tally.states.get(key) ?? { refused: `the tally has no ${key}` };
      if ("refused" in state) return [key, state];
      const { overTime, overGroups, keeps } = folds[fold];
      const time = mergedOver(tally, state, overTime, target, "time");
      if ("refused" in time) return [key, time];
      const merged = mergedOver({ ...tally, periods: target.periods }, time, overGroups, target, "groups");
      return [key, keeps === undefined || "refused" in merged ? merged : trimmed(merged, keeps)];
    }),
  );
  return { ...tally, by: target.by, periods: target.periods, groups: target.groups, states };
}

/** One of the two steps: first the periods are merged, then the groups. */
function mergedOver(
  tally: Tally,
  state: State,
  merge: Merge,
  target: Target,
  step: "time" | "groups",
): State | { refused: string } {
  const { periods, groups, asOf } = tally;
  const places = step === "time" ? target.periodOf : target.groupOf;
  const many = new Set(places).size < places.length;
  if (typeof merge === "object") return many ? merge : regroupedBy(() => true);
  const begun = periods.map(({ start }) => asOf === null || start < asOf);
  const chosen = step === "time" ? chosenPeriods(places, begun, merge) : chosenGroups(places, merge);
  return regroupedBy((place) => chosen?.has(place) ?? true);

  function regroupedBy(keeps: (place: number) => boolean): State {
    const width = step === "time" ? groups.length : target.groups.length;
    const targets = new Int32Array(periods.length * groups.length).map((_, cell) => {
      const [period, group] = [Math.floor(cell / groups.length), cell % groups.length];
      const place = step === "time" ? period : group;
      if (!keeps(place)) return -1;
      return step === "time"
        ? (places[period] as number) * width + group
        : period * width + (places[group] as number);
    });
    return regrouped(state, targets, target.periods.length * width);
  }
}

/** The first, or the last begun, of the periods that become one; null for all of them. */
function chosenPeriods(
  places: readonly number[],
  begun: readonly boolean[],
  merge: Merge,
): Set<number> | null {
  if (merge !== "first" && merge !== "last") return null;
  const chosen = new Map<number, number>();
  places.forEach((place, period) => {
    if (!chosen.has(place) || (merge === "last" && begun[period])) chosen.set(place, period);
  });
  return new Set(chosen.values());
}

/** One group of those that become one, where all have the same; null for all of them. */
function chosenGroups(places: readonly number[], merge: Merge): Set<number> | null {
  return merge === "equal" ? new Set(new Map(places.map((place, group) => [place, group])).values()) : null;
}

/** All periods as one. */
export function wholeRange({ periods }: Tally): readonly TallyPeriod[] {
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [
    {
      grain: "all",
      label: "all",
      start: first.start,
      end: last.end,
      complete: periods.every(({ complete }) => complete),
    },
  ];
}

/** The groups by some of their names only. */
export function regroupedBy(tally: Tally, by: readonly string[]): Pick<Target, "by" | "groups" | "groupOf"> {
  const kept = by.map((name) => {
    const place = tally.by.indexOf(name);
    if (place >= 0) return place;
    throw new KpiError(
      "bad-plan",
      `rollUp: no ${shown(name)} in by; it has ${tally.by.join(", ") || "no names"}`,
    );
  });
  const reduced = tally.groups.map((group) => kept.map((place) => group[place] ?? null));
  const groups = groupsIn(reduced, by.length);
  const numbers = new Map(groups.map((group, number) => [textOf(group), number]));
  return { by, groups, groupOf: reduced.map((group) => numbers.get(textOf(group)) ?? 0) };
}
