import { requireEntries } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import type { Grain, GrainName } from "../periods/grain.ts";
import { grainOf } from "../periods/grain-of.ts";
import type { TimeZoneLike } from "../periods/zone.ts";
import { cellsPerPeriod, folds } from "./folds.ts";
import { cellsOfPeriod } from "./layout.ts";
import { coarser } from "./rollup.ts";
import type { Runs } from "./runs.ts";
import type { Window } from "./slide.ts";
import { overWindows, type State, taken, trimmed } from "./state.ts";
import {
  asOfOf,
  type Refusal,
  requireApart,
  type Tallied,
  type TallyData,
  type TallyPeriod,
} from "./tally.ts";
import { sealed, type Tally } from "./tally-json.ts";

/**
 * The tally over windows of `n` periods, each ending with one of them: the last 3 months, month by month. Every measure
 * adds up by its own rule, so that a rolling quantile is that of all values in the window. The first `n - 1` periods
 * have no whole window, and are left out.
 *
 * Windows overlap: their report has no totals, and they are not merged or rolled up again. Throws a `KpiError` where
 * `n` is no whole number above 0.
 *
 * @example
 * ```ts
 * import { reportOf, rolling, table, tallyOf } from "kpi-core";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { workItem } from "kpi-core/records";
 *
 * const rows = ["2026-01-09", "2026-02-02", "2026-02-20", "2026-04-01"].map((day) => ({ finishedAt: `${day}T12:00Z` }));
 * const months = tallyOf({ throughput }, table(workItem, rows), { per: "month", timeZone: "Europe/Paris" });
 * const report = reportOf({ throughput }, rolling(months, 3));
 * report.rows.map(({ period, cells }) => [period.label, cells.throughput.value]) // => [["2026-03", 3], ["2026-04", 3]]
 * ```
 */
export function rolling<Group>(tally: Tally<Group>, n: number): Tally<Group> {
  requireApart("rolling", tally);
  if (!Number.isSafeInteger(n) || n < 1) {
    throw new KpiError(
      "bad-plan",
      `rolling: n is ${shown(n)}; write how many periods a window has, such as 3`,
    );
  }
  const windows = tally.periods.map((_, last): Window => ({ first: last - n + 1, last }));
  return sealed(
    windowed(
      tally,
      `rolling ${n}`,
      windows.filter(({ first }) => first >= 0),
    ),
  );
}

/**
 * The tally from the start of a coarser period up to the end of each period: month by month the year to date, on any
 * calendar. Periods before the first whole start are left out, since what came before them is not known.
 *
 * Throws a `KpiError` where a coarse period begins inside a fine one, and for what `rolling` refuses.
 *
 * @example
 * ```ts
 * import { reportOf, table, tallyOf, toDate } from "kpi-core";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { workItem } from "kpi-core/records";
 *
 * const rows = ["2025-12-09", "2026-01-09", "2026-02-02"].map((day) => ({ finishedAt: `${day}T12:00Z` }));
 * const months = tallyOf({ throughput }, table(workItem, rows), { per: "month", timeZone: "Europe/Paris" });
 * const report = reportOf({ throughput }, toDate(months, "year"));
 * report.rows.map(({ period, cells }) => [period.label, cells.throughput.value]) // => [["2026-01", 1], ["2026-02", 2]]
 * ```
 */
export function toDate<Group>(
  tally: Tally<Group>,
  per: GrainName | Grain,
  options: { readonly timeZone?: TimeZoneLike } = {},
): Tally<Group> {
  requireApart("toDate", tally);
  requireEntries("toDate: options", options, ["timeZone"]);
  const { timeZone } = options;
  const { starts, periodOf } = coarser("toDate", tally, per, timeZone);
  let first = 0;
  const windows = periodOf.map((place, last): Window => {
    if (place !== periodOf[first]) first = last;
    return { first, last };
  });
  const whole = new Set(starts);
  const isWhole = ({ first }: Window) => whole.has((tally.periods[first] as TallyPeriod).start);
  return sealed(windowed(tally, `to date by ${grainOf(per).name}`, windows.filter(isWhole)));
}

function windowed(tally: TallyData, name: string, windows: readonly Window[]): TallyData {
  const incomplete = [0]; // how many there are before each period
  for (const { complete } of tally.periods)
    incomplete.push((incomplete.at(-1) as number) + Number(!complete));
  const periods = windows.map(({ first, last }): TallyPeriod => {
    const { grain, label, end } = tally.periods[last] as TallyPeriod;
    const complete = incomplete[first] === incomplete[last + 1];
    return { grain, label, start: (tally.periods[first] as TallyPeriod).start, end, complete };
  });
  const slid = new Map<Runs, Runs>();
  const states = [...tally.states].map(
    ([key, tallied]) => [key, { ...tallied, state: stateOver(tally, tallied, windows, slid) }] as const,
  );
  return { ...tally, windows: name, periods, states: new Map(states) };
}

function stateOver(
  tally: TallyData,
  { fold, state }: Tallied,
  windows: readonly Window[],
  slid: Map<Runs, Runs>,
): State | Refusal {
  if ("refused" in state) return state;
  const { overTime, keeps } = folds[fold];
  if (typeof overTime === "object" && windows.some(({ first, last }) => first < last)) return overTime;
  const width = cellsPerPeriod(fold, tally.groups.length);
  if (overTime === "add") {
    const merged = overWindows(state, windows, width, slid);
    return keeps === undefined ? merged : trimmed(merged, keeps);
  }
  const periods = windows.map((window) => (overTime === "last" ? lastBegun(tally, window) : window.first));
  return taken(
    state,
    periods.flatMap((period) => cellsOfPeriod(period, width)),
  );
}

function lastBegun(tally: TallyData, { first, last }: Window): number {
  let period = last;
  while (period > first && (tally.periods[period] as TallyPeriod).start >= asOfOf(tally)) period--;
  return period;
}
