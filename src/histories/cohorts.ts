import type { Columns } from "../core/source.ts";
import { type Events, readEvents } from "./activity-log.ts";
import { countMembers, requireFew } from "./cohort-counts.ts";
import { type GroupKey, groupsOf } from "./cohort-groups.ts";
import { membersInOrder, withOwnWords } from "./cohort-in-order.ts";
import { AT_START, BEFORE_START, type Fates, LATER_START, type Members, USED } from "./cohort-kernel.ts";
import { earliestStart, membersByFirst } from "./cohort-members.ts";
import { ageClock, type CohortOptions, cohortFinder, cohortPlan, cohortsShown } from "./cohort-plan.ts";
import { countRuns } from "./cohort-runs.ts";
import { membersByEach } from "./cohort-starts.ts";
import { type CohortTable, cohortTable } from "./cohort-table.ts";
import type { LogLedger } from "./log.ts";
import { retentionRule } from "./retention-rules.ts";

/** Cohorts by age, what became of the rows, and the same for each group. */
export interface Cohorts extends CohortTable {
  readonly ledger: CohortLedger;
  readonly groups: readonly { readonly group: GroupKey; readonly table: CohortTable }[];
}

/** What became of the rows of a log for its cohorts. */
export type CohortLedger = LogLedger<
  "after-as-of" | "other-type" | "before-start" | "at-start" | "later-start",
  never
>;

/**
 * Who started in the same period, and how many of them came back at which age. What starts, what is a return and
 * what counts as retained are options. The start itself is no return: at its very instant only what is no start is
 * one, so that an event that is logged twice changes nothing.
 *
 * A cell has a value when its cohort is closed and each member has completed the age; the pooled line counts each
 * member that has. Rows are left out as `after-as-of`, `other-type` (neither start nor return), `before-start` (a
 * return without a start before it), `at-start` (a second start at the same instant) and `later-start` (a start
 * after the first that is no return).
 *
 * Activation within seven days of signing up is age 0 of `{ start: "signup", return: "report", every: "7d" }`, and so
 * is a second order within seven days of the first.
 *
 * @example
 * ```ts
 * import { cohorts } from "kpi-core/histories";
 *
 * const orders = [
 *   { customer: "a", on: "2026-01-05T10:00:00Z" },
 *   { customer: "a", on: "2026-02-03T10:00:00Z" },
 *   { customer: "b", on: "2026-01-20T10:00:00Z" },
 *   { customer: "c", on: "2026-02-11T10:00:00Z" },
 * ];
 * const repeat = cohorts(orders, {
 *   actor: "customer", at: "on", grain: "month", timeZone: "Europe/Paris", asOf: "2026-03-01",
 * });
 * repeat.triangle().map(({ cohort, size, cells }) => [cohort.label, size, cells[1]?.value?.toNumber()])
 * // => [["2026-01", 2, 0.5], ["2026-02", 1, undefined]]
 * repeat.pooled()[1]?.eligible // => 2
 * ```
 */
export function cohorts<R extends object>(
  activity: Iterable<R> | Columns<R>,
  options: CohortOptions<R>,
): Cohorts {
  const plan = cohortPlan(options);
  const { asOf, reading: zone } = plan;
  const { start, return: comingBack, retained = "on", by } = options;
  const rows = readableTwice(activity);
  const choices = { start, return: comingBack };
  const events = readEvents(rows, { subject: "cohorts", columns: options, zone, asOf, choices });
  const clock = ageClock(plan, events.earliest);
  const first = earliestStart(events);
  const shown = cohortsShown(plan, first);
  const oldest = Math.max(shown[0]?.start ?? first, first);
  const lastAge = oldest < asOf ? clock.ageAt(oldest, asOf - 1) : 0;
  const rule = retentionRule("cohorts", retained, options.upTo ?? lastAge);
  requireFew(shown.length * rule.columns.length);
  const completed = (starts: Float64Array, found: Int32Array) => clock.completed(starts, asOf, found);
  function counted(members: Members) {
    const groups = groupsOf(rows, by, events, members);
    const counts = countMembers(members, shown, groups, rule, completed);
    return { keys: groups.keys, counts, fates: members.fates };
  }
  /** By the shortest way that there is for such a log and such a question. */
  function countedAsAsked() {
    if (options.starts === "each")
      return counted(membersByEach(events, cohortFinder(plan, first), clock, rule));
    const inOrder = membersInOrder(events, clock.periods);
    if (inOrder === null) return counted(membersByFirst(events, plan.ages, clock.periods, rule));
    const isPlain = by === undefined && clock.periods?.width === 1 && retained === "on";
    if (!isPlain) return counted(withOwnWords(inOrder));
    const counts = countRuns(inOrder, shown, rule, (start) => clock.ageAt(start, asOf));
    return { keys: [], counts, fates: inOrder.fates };
  }
  const { keys, counts, fates } = countedAsAsked();
  const everFinal = retained !== "onOrAfter";
  const tableOf = (group: number | null) =>
    cohortTable({ counts, group, cohorts: shown, asOf, everFinal, endOf: clock.endOf });
  const all = tableOf(null);
  return Object.freeze({
    get cells() {
      return all.cells;
    },
    triangle: all.triangle,
    pooled: all.pooled,
    ledger: ledgerOf(events, fates),
    groups: keys.map((group, code) => ({ group, table: tableOf(code) })),
  });
}

/** The rows, which may come from a generator, for who reads them more than once. */
function readableTwice<R extends object>(rows: Iterable<R> | Columns<R>): Iterable<R> | Columns<R> {
  const isStream =
    typeof rows === "object" && rows !== null && Symbol.iterator in rows && !Array.isArray(rows);
  return isStream ? [...rows] : rows;
}

function ledgerOf({ read, afterAsOf, otherType, rejected }: Events, fates: Fates): CohortLedger {
  return {
    read,
    used: fates[USED] as number,
    leftOut: {
      "after-as-of": afterAsOf,
      "other-type": otherType,
      "before-start": fates[BEFORE_START] as number,
      "at-start": fates[AT_START] as number,
      "later-start": fates[LATER_START] as number,
    },
    mended: {},
    rejected,
  };
}
