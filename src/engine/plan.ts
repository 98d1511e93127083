import { type Numeric, readDecimal } from "../core/decimal.ts";
import { isNamed, requireEntries } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import { type At, moments } from "../core/history.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import type { Grain, GrainName } from "../periods/grain.ts";
import { grainOf } from "../periods/grain-of.ts";
import { periodsCovering } from "../periods/timeline.ts";
import type { WorkSchedule } from "../periods/work-schedule.ts";
import { momentIn, type TimeZoneLike, type Zone, zoneOf } from "../periods/zone.ts";
import { type Steps, stepsFor } from "./nearest.ts";
import type { TallyPeriod } from "./tally.ts";

/** What to evaluate: by which groups, per which period, over which range, as of when. */
export interface Plan<By extends string = string> {
  /**
   * Names to group by: dimensions, fields or columns of every table. Where one of them has a history, an object that
   * says when it is read: `{ channel: true, team: at("event") }`.
   */
  readonly by?: readonly By[] | { readonly [Name in By]: true | At };
  /** The grain of the periods; without it the whole range is one. */
  readonly per?: GrainName | Grain;
  /** The zone whose clock begins and ends the periods; needed with `per`. */
  readonly timeZone?: TimeZoneLike;
  /** The range, from its first moment up to, and without, its last; without it, that of the data, in whole periods. */
  readonly from?: InstantLike;
  readonly to?: InstantLike;
  /** The moment of the report: what happens at it or later is not known yet. */
  readonly asOf?: InstantLike;
  /** Earlier periods to hold each period against; a running one is held against the same part of them. Needs `per`. */
  readonly compare?: readonly Comparison[];
  /**
   * Keeps values for quantiles to so few digits that none is further from its own than this share of it, as
   * `{ error: "0.01" }`: for tallies that must stay small. Cells that are so say it.
   */
  readonly approximate?: { readonly error: Numeric };
  /** The schedules of working time, by names of yours; `workingSeconds(from, to, name)` says which of several. */
  readonly schedules?: Readonly<Record<string, WorkSchedule>>;
}

/**
 * The period before; or a year earlier: the same dates, 52 weeks back so that Mondays meet Mondays, the same number of
 * week in a calendar of weeks (of which week 53 has none), or that calendar restated, where all weeks are 52 weeks back.
 */
export type Comparison = (typeof comparisons)[number];

export const comparisons = [
  "previous",
  "sameLastYear",
  "sameWeekdayLastYear",
  "sameWeekLastYear",
  "restatedLastYear",
] as const;

/** A plan as read. */
export interface ReadPlan {
  readonly by: readonly string[];
  /** When to read the names that have a history. */
  readonly at: Readonly<Record<string, At["at"]>>;
  readonly grain: Grain | null;
  readonly zone: Zone | null;
  readonly timeZone: TimeZoneLike | null;
  readonly compare: readonly Comparison[];
  readonly from: number | null;
  readonly to: number | null;
  /** Infinity where there is none. */
  readonly asOf: number;
  /** Null where all is exact. */
  readonly approximate: Approximate | null;
  readonly schedules: ReadonlyMap<string, WorkSchedule>;
}

/** How values are rounded, and how far they may be from their own. */
export interface Approximate {
  readonly error: string;
  readonly steps: Steps;
}

const entries: Readonly<Record<keyof Plan, true>> = {
  by: true,
  per: true,
  timeZone: true,
  from: true,
  to: true,
  asOf: true,
  compare: true,
  approximate: true,
  schedules: true,
};

/** Throws for a plan that is none, or has an entry that there is not. */
export function requirePlan(plan: Plan): void {
  if (!isNamed(plan)) {
    throw new KpiError("bad-plan", `plan is ${shown(plan)}; give an object, {} for all rows as one period`);
  }
  requireEntries("plan", plan, Object.keys(entries));
}

/** The names to group by, and when to read those that have a history. */
function readBy(by: Plan["by"] = []): Pick<ReadPlan, "by" | "at"> {
  if (Array.isArray(by)) {
    const stray = by.findIndex((name) => typeof name !== "string");
    if (stray < 0) return { by: [...by], at: {} };
    throw new KpiError("bad-plan", `plan: by has ${shown(by[stray])}; write names, such as "team"`);
  }
  if (typeof by !== "object" || by === null) {
    throw new KpiError("bad-plan", `plan: by is ${shown(by)}; give a list of names, such as ["team"]`);
  }
  const when: Record<string, At["at"]> = {};
  for (const [name, value] of Object.entries(by as Readonly<Record<string, true | At>>)) {
    if (value === true) continue;
    if (!moments.includes(value?.at)) {
      const right = `write true, or at("${moments.join('"), at("')}")`;
      throw new KpiError("bad-plan", `plan: by.${name} is ${shown(value?.at ?? value)}; ${right}`);
    }
    when[name] = value.at;
  }
  return { by: Object.keys(by), at: when };
}

export function readPlan(plan: Plan): ReadPlan {
  requirePlan(plan);
  const { by, per, timeZone, from, to, asOf, compare = [], approximate, schedules = {} } = plan;
  if (per !== undefined && timeZone === undefined) {
    throw new KpiError(
      "bad-plan",
      'plan: per needs timeZone, whose clock cuts the periods; give timeZone: "Europe/Paris"',
    );
  }
  const zone = timeZone === undefined ? null : zoneOf(timeZone, "plan: timeZone");
  const read = (name: string, value: InstantLike | undefined) =>
    value === undefined ? null : momentIn(zone, `plan: ${name}`, value, () => dateless(name));
  const range = { from: read("from", from), to: read("to", to) };
  if (range.from !== null && range.to !== null && range.to <= range.from) {
    throw new KpiError("bad-plan", "plan: to is not after from; write a later one");
  }
  const grain = per === undefined ? null : grainOf(per);
  return {
    ...readBy(by),
    grain,
    zone,
    timeZone: timeZone ?? null,
    compare: requireComparisons(compare, grain),
    ...range,
    asOf: read("asOf", asOf) ?? Number.POSITIVE_INFINITY,
    approximate: approximate === undefined ? null : readApproximate(approximate?.error),
    schedules: readSchedules(schedules),
  };
}

function readApproximate(given: Numeric | undefined): Approximate {
  const error = readDecimal(given);
  if (error?.gt(0) && error.lt(1)) return { error: error.toFixed(), steps: stepsFor(error) };
  const right = 'write a share above 0 and below 1, such as "0.01"';
  throw new KpiError("bad-plan", `plan: approximate.error is ${shown(given)}; ${right}`);
}

function readSchedules(schedules: Plan["schedules"]): ReadPlan["schedules"] {
  if (isNamed(schedules)) return new Map(Object.entries(schedules).map(requireSchedule));
  const right = "give an object, { office: workSchedule({ … }) }";
  throw new KpiError("bad-plan", `plan: schedules are ${shown(schedules)}; ${right}`);
}

function requireSchedule([name, schedule]: readonly [string, WorkSchedule]): [string, WorkSchedule] {
  if (typeof schedule?.elapsed === "function") return [name, schedule];
  throw new KpiError("bad-plan", `plan: schedules.${name} is ${shown(schedule)}; give workSchedule({ … })`);
}

function requireComparisons(compare: readonly Comparison[], grain: Grain | null): readonly Comparison[] {
  const listed: readonly Comparison[] = Array.isArray(compare) ? compare : [compare];
  const stray = listed.findIndex((name) => !comparisons.includes(name));
  if (stray >= 0 || listed !== compare) {
    const right = `write a list of ${comparisons.join(", ")}`;
    throw new KpiError("bad-plan", `plan: compare has ${shown(listed[Math.max(stray, 0)])}; ${right}`);
  }
  if (compare.length === 0) return [];
  if (grain === null) {
    const right = 'give per: "month"';
    throw new KpiError("bad-plan", `plan: compare needs per, whose periods have earlier ones; ${right}`);
  }
  const byWeek = compare.find((name) => name === "sameWeekLastYear" || name === "restatedLastYear");
  if (byWeek !== undefined && grain.yearOfWeeks === undefined) {
    const what = `compare has ${byWeek}, and ${grain.name} has no weeks of a year`;
    throw new KpiError("bad-plan", `plan: ${what}; write sameLastYear or sameWeekdayLastYear`);
  }
  return [...new Set(compare)];
}

/** A date text is the start of a local day, and of no day without a zone. */
function dateless(name: string): KpiError {
  return new KpiError(
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
