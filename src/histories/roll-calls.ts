import { KpiError } from "../core/errors.ts";
import { readClock, shown } from "../core/instant.ts";
import { record } from "../core/kind.ts";
import type { Mapping } from "../core/mapping.ts";
import type { Columns } from "../core/source.ts";
import { dayText } from "../periods/grain.ts";
import { zoneOf } from "../periods/zone.ts";
import { person } from "../records/person.ts";
import type { rollCall } from "../records/roll-call.ts";
import { optionsOf } from "./entries.ts";
import { type LogLedger, type RecordOf, readLog } from "./log.ts";

const { joinedOn, leftOn, workingShare, contract, team, site } = person.fields;
const employment = record(
  "person",
  { joinedOn, leftOn, workingShare, contract, team, site },
  { about: "One employment of a person.", order: [["joinedOn", "leftOn"]] },
);

/** How the columns of the employments are called, and of which days there shall be lists. */
export type RollCallOptions<R> = Mapping<typeof employment, R> & {
  /** The days of the lists: the last days of twelve months, or the one before them as well. */
  readonly on: Iterable<string>;
  /**
   * Whether a person is on the list of the last day: `out` is who is there when the day has ended, so that entries and
   * exits add up; `in` is the register of that day, as the French bilan social counts.
   */
  readonly lastDay: "in" | "out";
};

/** An employment on the day of a list, a record of the kind `rollCall`. */
export type RollCall = RecordOf<typeof rollCall>;

/** The lists, and what became of the employments. */
export interface RollCalls {
  readonly rows: readonly RollCall[];
  readonly ledger: LogLedger<never, never>;
}

/**
 * Employments as lists of who is there on some days: a row for each employment and day, also where it is not there, so
 * that a team that was empty on a day counts as 0 then.
 *
 * @example
 * ```ts
 * import { rollCalls } from "kpi-core/histories";
 *
 * const people = [
 *   { joinedOn: "2025-01-01", leftOn: "2026-01-31" },
 *   { joinedOn: "2026-02-10", leftOn: null },
 * ];
 * const on = ["2026-01-31", "2026-02-28"];
 * const present = (lastDay: "in" | "out") => rollCalls(people, { on, lastDay }).rows.map((row) => row.present);
 * present("out") // => [false, false, false, true]
 * present("in") // => [true, false, false, true]
 * ```
 */
export function rollCalls<R extends object>(
  people: Iterable<R> | Columns<R>,
  options: RollCallOptions<R>,
): RollCalls {
  const { on, lastDay, ...mapping } = optionsOf("rollCalls", options, employment, ["on", "lastDay"]);
  if (lastDay !== "in" && lastDay !== "out") {
    throw new KpiError("bad-plan", `rollCalls: lastDay is ${shown(lastDay)}; write "in" or "out"`);
  }
  const dates = daysOf(on);
  const log = readLog("rollCalls", employment, people as Iterable<object>, mapping as object, zoneOf("UTC"));
  const rows = log.entries.flatMap(({ joinedOn, leftOn, row: _, workingShare, ...rest }) =>
    dates.map((date) => {
      const isGone = leftOn !== null && (lastDay === "in" ? leftOn < date : leftOn <= date);
      const share = workingShare === null ? null : Number(workingShare);
      return { on: dayText(date), present: joinedOn <= date && !isGone, workingShare: share, ...rest };
    }),
  );
  const ledger = {
    read: log.read,
    used: log.entries.length,
    leftOut: {},
    mended: {},
    rejected: log.rejected,
  };
  return { rows, ledger };
}

/** Local midnights of dates, each once. */
function daysOf(on: Iterable<string>): number[] {
  if (typeof on === "string" || typeof on?.[Symbol.iterator] !== "function") {
    throw new KpiError("bad-plan", `rollCalls: on is ${shown(on)}; list dates, such as ["2026-01-31"]`);
  }
  const days = [...on].map((date) => {
    const reading = typeof date === "string" ? readClock(date) : null;
    if (reading?.dateOnly) return reading.local;
    throw new KpiError("bad-plan", `rollCalls: on has ${shown(date)}; write dates, such as 2026-01-31`);
  });
  return [...new Set(days)].sort((a, b) => a - b);
}
