import { KpiError } from "../core/errors.ts";
import type { InstantLike } from "../core/instant.ts";
import type { Grain } from "../periods/grain.ts";
import { grainOf } from "../periods/grain-of.ts";
import type { Period } from "../periods/period.ts";
import { periodsCovering } from "../periods/timeline.ts";
import { instantIn, type TimeZoneLike, zoneOf } from "../periods/zone.ts";
import { reachedAt, type View } from "./item-life.ts";

/** The periods of a cumulative flow; without `from` and `to` from the first move until now. */
export interface CumulativeFlowOptions {
  readonly grain: string | Grain;
  readonly timeZone: TimeZoneLike;
  readonly from?: InstantLike;
  readonly to?: InstantLike;
  /** The moves before it, and no later than the log is known. */
  readonly asOf?: InstantLike;
}

/** How far items had come by the end of a period. */
export interface CumulativeFlow {
  readonly period: Period;
  /** False where the period still runs. */
  readonly complete: boolean;
  /** By state: the items that had come to it or beyond, since the log began. No line ever falls. */
  readonly reached: Readonly<Record<string, number>>;
  /** Come to the process and not done. */
  readonly inProgress: number;
}

/** The cumulative flow: a period that has not begun at `asOf` is not in it. */
export function cumulativeFlowOf(
  { lives, asOf, flow }: View,
  { grain, timeZone, from, to }: CumulativeFlowOptions,
): CumulativeFlow[] {
  const zone = zoneOf(timeZone);
  const firstMove = lives.reduce((first, { course }) => Math.min(first, course.moves[0]?.at ?? asOf), asOf);
  const first =
    from === undefined ? Math.min(firstMove, asOf - 1) : instantIn(zone, "cumulativeFlow: from", from);
  const end = to === undefined ? asOf : instantIn(zone, "cumulativeFlow: to", to);
  if (end <= first) {
    const said = new Date(first).toISOString();
    throw new KpiError("bad-time", `cumulativeFlow: to is not after from, ${said}; write a later one`);
  }
  const times = flow.names.map((_, position) =>
    Float64Array.from(lives.flatMap((life) => reachedAt(life, position, flow) ?? [])).sort(),
  );
  const passed = flow.names.map(() => 0);
  const rows: CumulativeFlow[] = [];
  for (const period of periodsCovering(grainOf(grain), zone, first, end - 1)) {
    if (period.start >= asOf) break;
    for (const [position, own] of times.entries()) {
      let count = passed[position] as number;
      while (count < own.length && (own[count] as number) < period.end) count++;
      passed[position] = count;
    }
    const reached = Object.fromEntries(
      flow.names.map((state, position) => [state, passed[position] as number]),
    );
    const inProgress = (passed[flow.started] as number) - (passed[flow.done] as number);
    rows.push({ period, complete: period.end <= asOf, reached, inProgress });
  }
  return rows;
}
