import { requireEntries } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import type { From } from "../core/mapping.ts";
import type { Grain } from "../periods/grain.ts";
import { grainOf } from "../periods/grain-of.ts";
import type { Period } from "../periods/period.ts";
import { periodsCovering } from "../periods/timeline.ts";
import { type TimeZoneLike, type Zone, zoneOf } from "../periods/zone.ts";
import type { ActivityColumns, EventChoice } from "./activity-log.ts";
import {
  type AgeClock,
  type AgeUnit,
  agesOf,
  boundsFrom,
  type CalendarAges,
  calendarClock,
  type ElapsedAges,
  elapsedClock,
} from "./cohort-ages.ts";
import type { GroupKey } from "./cohort-groups.ts";
import { instantOption, zoneOption } from "./log.ts";
import type { Retained } from "./retention-rules.ts";

/** How activity becomes cohorts, and how the columns of the log are called. */
export interface CohortOptions<R> extends ActivityColumns<R> {
  /** Which events start: any, unless it says a type or a condition. */
  readonly start?: EventChoice<R>;
  /** Which events are a return: any, unless it says a type or a condition. */
  readonly return?: EventChoice<R>;
  /** An actor starts once, the first time in the whole log, unless each start counts, in the cohort of its period. */
  readonly starts?: "first" | "each";
  /** Who starts in the same period is a cohort: `"month"`, `isoWeek`. Without it, and ages by elapsed time, all are one. */
  readonly grain?: string | Grain;
  /** What one age is; without it a period of `grain`. */
  readonly every?: AgeUnit;
  /** Ages by elapsed time: start and return are first put back to the last multiple of it, such as `"1h"`. */
  readonly floorTo?: string;
  /** The zone of the calendar, needed by anything but elapsed time. */
  readonly timeZone?: TimeZoneLike;
  /** What happens at it or later is not known yet. */
  readonly asOf: InstantLike;
  /** `"on"` without it. */
  readonly retained?: Retained;
  /** The last age to show; without it, the last that has begun for the first cohort shown. */
  readonly upTo?: number;
  /** The cohorts that this range touches are shown, whole; who is in them depends on the whole log alone. */
  readonly from?: InstantLike;
  readonly to?: InstantLike;
  /** A group for each actor, as its start says. */
  readonly by?: From<R, GroupKey>;
}

const OPTIONS =
  "start return starts grain every floorTo timeZone asOf retained upTo from to by at actor type zone".split(
    " ",
  );

/** The options as read. */
export interface CohortPlan {
  readonly ages: CalendarAges | ElapsedAges;
  /** Null where all are one cohort. */
  readonly grain: Grain | null;
  /** The zone of periods; null where there are none. */
  readonly zone: Zone | null;
  /** The zone of texts. */
  readonly reading: Zone | null;
  readonly asOf: number;
  /** Infinity where it is not said. */
  readonly from: number;
  readonly to: number;
}

/** Reads the options, and refuses what they cannot mean. */
export function cohortPlan<R>(options: CohortOptions<R>): CohortPlan {
  requireRight(options);
  const { every = options.grain, floorTo, timeZone } = options;
  if (every === undefined) {
    const right = 'give grain: "month" with a timeZone, or every: "24h"';
    throw new KpiError("bad-plan", `cohorts: nothing says what an age is; ${right}`);
  }
  const ages = agesOf("cohorts", every, floorTo);
  const calendar = ages.basis === "calendar" ? ages.grain : null;
  const grain = options.grain === undefined ? calendar : grainOf(options.grain);
  if (grain !== null && timeZone === undefined) {
    const right = 'give timeZone: "Europe/Paris"';
    throw new KpiError("bad-plan", `cohorts: periods of ${grain.name} need a zone; ${right}`);
  }
  const zone = timeZone === undefined ? null : zoneOf(timeZone, "cohorts: timeZone");
  const reading = zoneOption("cohorts", options.zone);
  const at = (name: "asOf" | "from" | "to") =>
    instantOption(`cohorts: ${name}`, options[name], zone ?? reading);
  const asOf = at("asOf");
  return { ages, grain, zone, reading, asOf, from: at("from"), to: Math.min(at("to"), asOf) };
}

function requireRight<R>(options: CohortOptions<R>): void {
  requireEntries("cohorts: options", options, OPTIONS);
  const { starts = "first", upTo = 0, asOf } = options;
  const wrong =
    asOf === undefined
      ? "asOf is missing, until when the log is known; without it nobody can tell who may still return"
      : starts !== "first" && starts !== "each"
        ? `starts is ${shown(starts)}; write "first" or "each"`
        : Number.isSafeInteger(upTo) && upTo >= 0
          ? null
          : `upTo is ${shown(upTo)}; write the last age to show, such as 12`;
  if (wrong !== null) throw new KpiError("bad-plan", `cohorts: ${wrong}`);
}

/** The cohorts that a range touches; all as one where they have no grain. */
export function cohortsShown({ grain, zone, from, to }: CohortPlan, first: number): readonly Period[] {
  const shownFrom = from === Number.POSITIVE_INFINITY ? first : from;
  if (shownFrom >= to) return [];
  if (grain === null || zone === null) return [{ grain: "all", label: "all", start: shownFrom, end: to }];
  return [...periodsCovering(grain, zone, shownFrom, to - 1)];
}

/** The number of the cohort that an instant lies in, for instants from the first start on. */
export function cohortFinder({ grain, zone, asOf }: CohortPlan, first: number): (t: number) => number {
  if (grain === null || zone === null || first >= asOf) return () => 0;
  return periodsCovering(grain, zone, first, asOf - 1).locate;
}

/** What tells ages, by a calendar that begins with an instant and goes on to the end of the last cohort shown. */
export function ageClock({ ages, grain, zone, asOf, to }: CohortPlan, earliest: number): AgeClock {
  if (ages.basis === "elapsed" || zone === null) return elapsedClock(ages as ElapsedAges);
  const lastStart = grain === null ? asOf : periodsCovering(grain, zone, to - 1, to - 1).period(0).end - 1;
  return calendarClock(
    ages,
    boundsFrom(ages.grain, zone, Math.min(earliest, asOf), Math.max(asOf, lastStart)),
  );
}
