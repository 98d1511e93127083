import { requireEntries } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import type { Grain, GrainName } from "../periods/grain.ts";
import { grainOf } from "../periods/grain-of.ts";
import { periodsCovering } from "../periods/timeline.ts";
import { type TimeZoneLike, zoneOf } from "../periods/zone.ts";
import { folds, type Merge } from "./folds.ts";
import { type Group, groupsIn, numbersOf } from "./groups.ts";
import { wholeRange } from "./plan.ts";
import { regrouped, type State, trimmed } from "./state.ts";
import type { Key } from "./table.ts";
import {
  asOfOf,
  type Refusal,
  rangeOfPeriods,
  requireApart,
  requireTally,
  type Tallied,
  type TallyData,
  type TallyPeriod,
} from "./tally.ts";
import { sealed, type Tally } from "./tally-json.ts";

/** Coarser periods, fewer groups. */
export interface RollUp<By extends string = string> {
  /** A coarser grain, or `"all"` for the whole range; without it the periods stay. */
  readonly per?: GrainName | Grain | "all";
  /** Those of the names in `by` that stay; without it all do. */
  readonly by?: readonly By[];
  /** The zone, where the plan of the tally had one with rules of its own. */
  readonly timeZone?: TimeZoneLike;
}

/**
 * The same tally in coarser periods, or with fewer groups: each measure adds up by its own rule, and what does not
 * add up is none in the report, as `not-mergeable`. What adds up equals direct evaluation, digit for digit.
 *
 * Throws a `KpiError` where a coarse period begins inside a fine one (weeks do not make months), and for a name that
 * the tally is not grouped by.
 *
 * @example
 * ```ts
 * import { reportOf, rollUp, table, tallyOf } from "kpi-core";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { workItem } from "kpi-core/records";
 *
 * const rows = [{ finishedAt: "2026-01-09T16:00:00Z", team: "a" }, { finishedAt: "2026-03-02T10:00:00Z", team: "b" }];
 * const months = tallyOf({ throughput }, table(workItem, rows), { by: ["team"], per: "month", timeZone: "Europe/Paris" });
 * const quarters = reportOf({ throughput }, rollUp(months, { per: "quarter", by: [] }));
 * quarters.rows[0]?.period.label // => "2026-Q1"
 * quarters.rows[0]?.cells.throughput.value // => 2
 * ```
 */
export function rollUp<Group, const By extends keyof Group & string = keyof Group & string>(
  tally: Tally<Group>,
  options: RollUp<By>,
): Tally<{ readonly [N in By]: Group[N] & Key }> {
  requireTally("rollUp", tally);
  requireEntries("rollUp: options", options, ["per", "by", "timeZone"]);
  const { per, by, timeZone } = options;
  if (by != null && !Array.isArray(by)) {
    throw new KpiError("bad-plan", `rollUp: by is ${shown(by)}; give a list of names, such as ["team"]`);
  }
  if (per !== undefined) requireApart("rollUp", tally);
  const periods = per === undefined ? samePeriods(tally) : coarser("rollUp", tally, per, timeZone);
  return sealed(
    mergedInto(tally, { ...periods, ...fewerGroups(tally, by ?? tally.by), grain: grainName(tally, per) }),
  );
}

/** Where the cells of a tally go: which coarse period each period is in, and which group each group becomes. */
export interface Target {
  readonly periods: readonly TallyPeriod[];
  readonly periodOf: readonly number[];
  readonly by: readonly string[];
  readonly groups: readonly Group[];
  readonly groupOf: readonly number[];
  readonly grain: string | null;
}

/** The tally with its cells merged, each measure by its own rule; where the rule refuses, its state says why. */
export function mergedInto(tally: TallyData, target: Target): TallyData {
  const { periods, by, groups, grain } = target;
  const states = [...tally.states].map(
    ([key, tallied]) => [key, { ...tallied, state: mergedState(tally, tallied, target) }] as const,
  );
  return { ...tally, by, periods, groups, grain, states: new Map(states) };
}

function mergedState(tally: TallyData, { fold, state }: Tallied, target: Target): State | Refusal {
  if ("refused" in state) return state;
  const { overTime, overGroups, keeps } = folds[fold];
  const { periodOf, groupOf } = target;
  if (typeof overTime === "object" && mergesAny(periodOf)) return overTime;
  if (typeof overGroups === "object" && mergesAny(groupOf)) return overGroups;
  const chosen = typeof overTime === "object" ? null : chosenPeriods(tally, periodOf, overTime);
  const once = overGroups === "equal"; // one entry a period, whatever the groups
  const [width, newWidth] = once ? [1, 1] : [tally.groups.length, target.groups.length];
  const targets = Int32Array.from({ length: periodOf.length * width }, (_, cell) => {
    const period = Math.floor(cell / width);
    const group = once ? 0 : (groupOf[cell % width] as number);
    return chosen === null || chosen.has(period) ? (periodOf[period] as number) * newWidth + group : -1;
  });
  const count = target.periods.length * newWidth;
  // Nothing is sorted for cells that stay what they are
  if (targets.length === count && targets.every((place, cell) => place === cell)) return state;
  const merged = regrouped(state, targets, count);
  return keeps === undefined ? merged : trimmed(merged, keeps);
}

function mergesAny(places: readonly number[]): boolean {
  return new Set(places).size < places.length;
}

/** The first, or the last begun, of the periods that become one; null for all of them. */
function chosenPeriods(tally: TallyData, periodOf: readonly number[], merge: Merge): Set<number> | null {
  if (merge !== "first" && merge !== "last") return null;
  const chosen = new Map<number, number>();
  for (const [period, place] of periodOf.entries()) {
    const begun = (tally.periods[period] as TallyPeriod).start < asOfOf(tally);
    if (!chosen.has(place) || (merge === "last" && begun)) chosen.set(place, period);
  }
  return new Set(chosen.values());
}

export function samePeriods({ periods }: TallyData): Pick<Target, "periods" | "periodOf"> {
  return { periods, periodOf: periods.map((_, period) => period) };
}

/** All periods as one. */
export function onePeriod(tally: TallyData): Pick<Target, "periods" | "periodOf"> {
  const range = rangeOfPeriods(tally.periods);
  const whole = range === null ? [] : [wholeRange(range.start, range.end, asOfOf(tally))];
  return { periods: whole, periodOf: tally.periods.map(() => 0) };
}

/** The groups by some of their names only. */
export function fewerGroups(
  tally: TallyData,
  by: readonly string[],
): Pick<Target, "by" | "groups" | "groupOf"> {
  const kept = by.map((name) => {
    const place = tally.by.indexOf(name);
    if (place >= 0) return place;
    const names = tally.by.length === 0 ? "it is by no names" : `its names are ${tally.by.join(", ")}`;
    throw new KpiError("not-mergeable", `rollUp: the tally is not by ${shown(name)}; ${names}`);
  });
  const reduced = tally.groups.map((group) => kept.map((place) => group[place] ?? null));
  const groups = groupsIn(reduced, by.length);
  return { by, groups, groupOf: [...numbersOf(groups, reduced)] };
}

function grainName({ grain }: TallyData, per: RollUp["per"]): string | null {
  return per === undefined ? grain : per === "all" ? null : grainOf(per).name;
}

/** The periods of a coarser grain, and where whole ones start; each has to begin where a fine one does. */
export function coarser(
  doing: string,
  tally: TallyData,
  per: GrainName | Grain | "all",
  given: TimeZoneLike | undefined,
): Pick<Target, "periods" | "periodOf"> & { readonly starts: readonly number[] } {
  const range = rangeOfPeriods(tally.periods);
  if (per === "all" || range === null) return { ...onePeriod(tally), starts: [] };
  const timeZone = given ?? tally.timeZone;
  if (timeZone === null) {
    throw new KpiError(
      "not-mergeable",
      `${doing}: the tally has no zone, whose clock cuts periods; give timeZone`,
    );
  }
  const coarse = [
    ...periodsCovering(grainOf(per), zoneOf(timeZone, `${doing}: timeZone`), range.start, range.end - 1),
  ];
  const starts = new Set(tally.periods.map(({ start }) => start));
  for (const { start, label } of coarse.slice(1)) {
    if (starts.has(start)) continue;
    const within = tally.periods.filter((period) => period.start < start).at(-1)?.label;
    const right = "take a grain whose periods begin where those of the tally do";
    throw new KpiError("not-mergeable", `${doing}: ${label} begins inside ${within}; ${right}`);
  }
  const periods = coarse.map((whole): TallyPeriod => {
    const [start, end] = [Math.max(whole.start, range.start), Math.min(whole.end, range.end)];
    const complete = start === whole.start && end === whole.end && end <= asOfOf(tally);
    return { ...whole, start, end, complete };
  });
  let place = 0;
  const placeOf = ({ start }: TallyPeriod) => {
    while (start >= (periods[place] as TallyPeriod).end) place++;
    return place;
  };
  return {
    periods,
    periodOf: tally.periods.map(placeOf), // which follow one another
    starts: coarse.map(({ start }) => start),
  };
}
