import { KpiError } from "../core/errors.ts";
import { type InstantLike, readClock, shown } from "../core/instant.ts";
import type { Grain, GrainName } from "../periods/grain.ts";
import { grainOf } from "../periods/grain-of.ts";
import { periodsCovering } from "../periods/timeline.ts";
import type { WorkSchedule } from "../periods/work-schedule.ts";
import { instantIn, type TimeZoneLike, type Zone, zoneOf } from "../periods/zone.ts";
import type { TallyPeriod } from "./tally.ts";

/** What to evaluate: by which groups, per which period, over which range, as of when. */
export interface Plan<By extends string = string> {
  /** Names to group by: dimensions, fields or columns of every table. */
  readonly by?: readonly By[];
  /** The grain of the periods; without it the whole range is one. */
  readonly per?: GrainName | Grain;
  /** The zone whose clock begins and ends the periods; needed with `per`. */
  readonly timeZone?: TimeZoneLike;
  /** The range, from its first moment up to, and without, its last; without it, that of the data, in whole periods. */
  readonly from?: InstantLike;
  readonly to?: InstantLike;
  /** The moment of the report: what happens at it or later is not known yet. */
  readonly asOf?: InstantLike;
  /** The schedule of working time, by a name of yours. */
  readonly schedules?: Readonly<Record<string, WorkSchedule>>;
}

/** A plan as read. */
export interface ReadPlan {
  readonly by: readonly string[];
  readonly grain: Grain | null;
  readonly zone: Zone | null;
  readonly from: number | null;
  readonly to: number | null;
  /** Infinity where there is none. */
  readonly asOf: number;
  readonly schedule: WorkSchedule | null;
}

const entries: Readonly<Record<keyof Plan, true>> = {
  by: true,
  per: true,
  timeZone: true,
  from: true,
  to: true,
  asOf: true,
  schedules: true,
};

/** Throws for an entry that nobody would read: the numbers would be those of another question. */
function requireEntries(plan: Plan): void {
  if (typeof plan !== "object" || plan === null) {
    throw new KpiError("bad-plan", `plan is ${shown(plan)}; give an object, {} for all rows as one period`);
  }
  const stray = Object.keys(plan).find((name) => !Object.hasOwn(entries, name));
  if (stray !== undefined) {
    const names = Object.keys(entries).join(", ");
    throw new KpiError("bad-plan", `plan: no entry ${stray}; its entries are ${names}`);
  }
  if (plan.by === undefined || Array.isArray(plan.by)) return;
  throw new KpiError("bad-plan", `plan: by is ${shown(plan.by)}; give a list of names, such as ["team"]`);
}

export function readPlan(plan: Plan): ReadPlan {
  requireEntries(plan);
  const { by = [], per, timeZone, from, to, asOf, schedules = {} } = plan;
  if (per !== undefined && timeZone === undefined) {
    throw new KpiError(
      "bad-plan",
      'plan: per needs timeZone, whose clock cuts the periods; give timeZone: "Europe/Paris"',
    );
  }
  const zone = timeZone === undefined ? null : zoneOf(timeZone, "plan: timeZone");
  const read = (name: string, value: InstantLike | undefined) =>
    value === undefined ? null : instantIn(zone ?? zoneOf("UTC"), `plan: ${name}`, dated(name, value, zone));
  const range = { from: read("from", from), to: read("to", to) };
  if (range.from !== null && range.to !== null && range.to <= range.from) {
    throw new KpiError("bad-plan", "plan: to is not after from; write a later one");
  }
  return {
    by,
    grain: per === undefined ? null : grainOf(per),
    zone,
    ...range,
    asOf: read("asOf", asOf) ?? Number.POSITIVE_INFINITY,
    schedule: onlySchedule(schedules),
  };
}

function onlySchedule(schedules: Readonly<Record<string, WorkSchedule>>): WorkSchedule | null {
  const [first, second] = Object.keys(schedules);
  if (second === undefined) return schedules[first ?? ""] ?? null;
  throw new KpiError(
    "bad-plan",
    `plan: schedules are ${Object.keys(schedules).join(", ")}; give the one that working time is by`,
  );
}

/** A date text is the start of a local day, and of no day without a zone. */
function dated(name: string, value: InstantLike, zone: Zone | null): InstantLike {
  if (zone !== null || typeof value !== "string" || !readClock(value)?.dateOnly) return value;
  throw new KpiError(
    "bad-plan",
    `plan: ${name} is a date, which needs timeZone to be a moment; give timeZone: "Europe/Paris"`,
  );
}

/** The periods over the range of a plan, or of the data where the plan names none; none where there is no data. */
export function cutPeriods(
  { from, to, grain, zone, asOf }: ReadPlan,
  data: { readonly first: number; readonly last: number } | null,
): TallyPeriod[] {
  const first = from ?? data?.first ?? null;
  const last = to === null ? (data?.last ?? null) : to - 1;
  if (first === null || last === null || last < first) return [];
  if (grain === null || zone === null) return [wholeRange(first, last + 1, asOf)];
  return Array.from(periodsCovering(grain, zone, first, last), (whole) => {
    const [start, end] = [Math.max(whole.start, from ?? whole.start), Math.min(whole.end, to ?? whole.end)];
    return { ...whole, start, end, complete: start === whole.start && end === whole.end && end <= asOf };
  });
}

/** A range as one period. */
export function wholeRange(start: number, end: number, asOf: number): TallyPeriod {
  return { grain: "all", label: "all", start, end, complete: end <= asOf };
}
