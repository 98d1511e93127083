import { KpiError } from "../core/errors.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import { record } from "../core/kind.ts";
import type { Mapping } from "../core/mapping.ts";
import type { Rejection } from "../core/row-check.ts";
import type { Columns } from "../core/source.ts";
import { locate } from "../periods/locate.ts";
import { type TimeZoneLike, zoneOf } from "../periods/zone.ts";
import type { labourCheck } from "../records/labour-check.ts";
import { shift } from "../records/shift.ts";
import { optionsOf } from "./entries.ts";
import { type LabourLimits, readLimits } from "./labour-limits.ts";
import { checksOf } from "./labour-rules.ts";
import {
  byKey,
  type Entry,
  instantOption,
  type LogLedger,
  type RecordOf,
  readLog,
  zoneOption,
} from "./log.ts";
import { worksOf } from "./working-times.ts";

const { startedAt, endedAt, person, breakSeconds, team, site } = shift.fields;
const duty = record(
  "shift",
  { startedAt, endedAt, person, breakSeconds, team, site },
  { about: "A stretch of time for which a person was on duty.", order: [["startedAt", "endedAt"]] },
);

/** How the columns of the shifts are called, and what they are held against. */
export type LabourOptions<R> = Mapping<typeof duty, R> & {
  readonly limits: LabourLimits;
  /** Whose local days and weeks. */
  readonly timeZone: TimeZoneLike;
  /** What is not over by then is not checked; a shift that runs is cut there. */
  readonly asOf: InstantLike;
  /** The zone of times without an offset. */
  readonly zone?: TimeZoneLike;
};

/** One limit held against the shifts of a person, a record of the kind `labourCheck`. */
export type LabourCheck = RecordOf<typeof labourCheck>;

/** The checks, kept and not, and what became of the shifts; `running` were cut at `asOf`. */
export interface LabourChecks {
  readonly rows: readonly LabourCheck[];
  readonly ledger: LogLedger<"after-as-of", "out-of-order" | "running">;
}

/**
 * Shifts against the limits of working time, person by person. Every limit that could be judged is a row, whether it was
 * kept or not, so that breaches have something to be a share of.
 *
 * - Shifts of a person that overlap or touch are one stretch of duty. Work is that stretch without the breaks stated for
 *   it, on the local day on which it is done: what passes midnight is shared out, and its breaks in proportion. A
 *   shift with breaks below zero, or longer than itself, is rejected.
 * - `dailyRest`: the time off between a stretch of duty and the next, where that begins on a later local day. Time off
 *   between two shifts that begin on one day is no rest, and no breach.
 * - `weeklyRest`: the longest time off that begins in an ISO week, for the weeks with work. The first week, of which
 *   nobody knows how it began, and one whose rest is not over are not judged, unless what is seen of them is enough.
 * - `averageWeeklyWork`: all windows of so many ISO weeks from the first with work to the last. Weeks of leave count as
 *   0 hours; where the law leaves them out, give shifts without them.
 *
 * It finds what to look at and is no legal opinion: agreements and exceptions are not known here.
 *
 * @example
 * ```ts
 * import { frenchLimits, labourChecks } from "kpi-core/histories";
 *
 * const shifts = [
 *   { person: "a", startedAt: "2026-01-05T13:00+01:00", endedAt: "2026-01-05T22:00+01:00", breakSeconds: 3600 },
 *   { person: "a", startedAt: "2026-01-06T07:00+01:00", endedAt: "2026-01-06T15:00+01:00", breakSeconds: 3600 },
 * ];
 * const options = { limits: frenchLimits, timeZone: "Europe/Paris", asOf: "2026-01-12" } as const;
 * const broken = labourChecks(shifts, options).rows.filter(({ kept }) => !kept);
 * broken.map(({ rule, foundSeconds }) => [rule, foundSeconds / 3600]) // => [["dailyRest", 9]]
 * ```
 */
export function labourChecks<R extends object>(
  shifts: Iterable<R> | Columns<R>,
  options: LabourOptions<R>,
): LabourChecks {
  const names = ["limits", "timeZone", "asOf", "zone"];
  const { limits, timeZone, asOf, zone, ...mapping } = optionsOf("labourChecks", options, duty, names);
  const read = readLimits(limits);
  if (asOf === undefined) {
    const right = 'say until when shifts are known, asOf: "2026-01-31T18:00:00Z"';
    throw new KpiError("bad-plan", `labourChecks: asOf is ${shown(asOf)}; ${right}`);
  }
  const clock = zoneOf(timeZone, "labourChecks: timeZone");
  const known = instantOption("labourChecks: asOf", asOf, clock);
  const reading = zoneOption("labourChecks", zone);
  const log = readLog("labourChecks", duty, shifts as Iterable<object>, mapping as object, reading);
  const wrong = log.entries.flatMap(breakProblem);
  const wrongRows = new Set(wrong.map(({ row }) => row));
  const rejected = [...log.rejected, ...wrong].sort((a, b) => a.row - b.row);
  const sound = log.entries.filter(({ row }) => !wrongRows.has(row));
  const begun = sound.filter(({ startedAt }) => startedAt < known);
  const isCut = ({ endedAt }: Entry<typeof duty>) => endedAt === null || endedAt > known;
  const cut = begun.map((entry) => ({
    ...entry,
    at: entry.startedAt,
    endedAt: isCut(entry) ? known : (entry.endedAt as number),
  }));
  const { lists, outOfOrder } = byKey(cut, ({ person }) => person);
  const rows = [...lists].flatMap(([person, list]) => {
    const works = worksOf(list);
    const starts = Float64Array.from([...works.map(({ start }) => start), Number.POSITIVE_INFINITY]);
    return checksOf(clock, works, read, known).map((check): LabourCheck => {
      const { team = null, site = null } = works[locate(starts, check.at)] ?? {};
      return { ...check, person, team, site };
    });
  });
  const leftOut = { "after-as-of": sound.length - begun.length };
  const ledger = { read: log.read, used: begun.length, leftOut, rejected };
  return {
    rows,
    ledger: { ...ledger, mended: { "out-of-order": outOfOrder, running: begun.filter(isCut).length } },
  };
}

/** What is wrong with the breaks of a shift: nothing, or the rejection. */
function breakProblem({ row, startedAt, endedAt, breakSeconds }: Entry<typeof duty>): Rejection[] {
  const seconds = endedAt === null ? null : (endedAt - startedAt) / 1000;
  const message = breakSeconds?.lt(0)
    ? `${breakSeconds} is below zero; give the seconds of breaks`
    : seconds !== null && breakSeconds?.gt(seconds)
      ? `${breakSeconds} is more than the ${seconds} seconds of the shift; correct one of them`
      : null;
  return message === null ? [] : [{ kind: duty.name, row, field: "breakSeconds", message }];
}
