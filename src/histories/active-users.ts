import { Decimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import type { Columns } from "../core/source.ts";
import type { Period } from "../periods/period.ts";
import {
  type ActiveLedger,
  type ActiveOptions,
  type ActivePeriods,
  activeOptionsOf,
  activePeriods,
} from "./active-periods.ts";
import { lowestBit } from "./retention-rules.ts";

/** How many days a window has, the day itself included, and since when activity is on record. */
export interface WindowOptions<R> extends ActiveOptions<R> {
  readonly days: number;
  /** From when on all activity is in the log; without it, from the day of the first event on. */
  readonly since?: InstantLike;
}

/** A day, with a value, or why there is none: it still runs, its window begins before the records do, nobody was active. */
export type ActiveDay = {
  readonly day: Period;
  /** Who was active in the window that ends with the day, each counted once. */
  readonly active: number;
  /** The daily active users of all days of the window, added up. */
  readonly activeDays: number;
} & (
  | { readonly status: "value"; readonly value: Decimal }
  | { readonly status: "none"; readonly value: null; readonly reason: NoneReason }
);

type NoneReason = "immature" | "short-history" | "zero-denominator";

/** Days, and what became of the rows. */
export interface ActiveDays {
  readonly days: readonly ActiveDay[];
  readonly ledger: ActiveLedger;
}

/**
 * Active users by day, each counted once in the window of so many days that ends with the day: 1 for daily, 7 for
 * weekly, 28 or 30 for monthly. Neither days nor groups that overlap add up. A day is known after its close.
 *
 * @example
 * ```ts
 * import { activeUsers } from "kpi-core/histories";
 *
 * const visits = [
 *   { actor: "a", at: "2026-01-05T10:00:00Z" },
 *   { actor: "b", at: "2026-01-06T10:00:00Z" },
 *   { actor: "a", at: "2026-01-06T12:00:00Z" },
 * ];
 * const { days } = activeUsers(visits, { days: 2, timeZone: "Europe/Paris", asOf: "2026-01-08" });
 * days.map(({ value }) => value?.toNumber() ?? null) // => [null, 2, 2]
 * ```
 */
export function activeUsers<R extends object>(
  activity: Iterable<R> | Columns<R>,
  options: WindowOptions<R>,
): ActiveDays {
  return daysOf("activeUsers", activity, options, ({ active }) => new Decimal(active));
}

/**
 * Stickiness by day: the mean of daily active users over a window, by who was active in that same window. It is never
 * by the month to date, whose first days would look sticky.
 *
 * @example
 * ```ts
 * import { stickiness } from "kpi-core/histories";
 *
 * const visits = [
 *   { actor: "a", at: "2026-01-05T10:00:00Z" },
 *   { actor: "a", at: "2026-01-06T10:00:00Z" },
 *   { actor: "b", at: "2026-01-06T12:00:00Z" },
 * ];
 * const { days } = stickiness(visits, { days: 2, timeZone: "Europe/Paris", asOf: "2026-01-07" });
 * days[1]?.value // => 0.75
 * ```
 */
export function stickiness<R extends object>(
  activity: Iterable<R> | Columns<R>,
  options: WindowOptions<R>,
): ActiveDays {
  return daysOf("stickiness", activity, options, ({ active, activeDays }) =>
    active === 0 ? null : new Decimal(activeDays).div(active * options.days),
  );
}

function daysOf<R extends object>(
  subject: string,
  activity: Iterable<R> | Columns<R>,
  options: WindowOptions<R>,
  measured: (window: { readonly active: number; readonly activeDays: number }) => Decimal | null,
): ActiveDays {
  const { days, since } = activeOptionsOf(subject, options, ["days", "since"]);
  if (!Number.isSafeInteger(days) || days < 1) {
    throw new KpiError("bad-plan", `${subject}: days is ${shown(days)}; write 1, 7, 28 or 30`);
  }
  const read = activePeriods(subject, activity, "day", options, since);
  const { line, asOf, isShown, ledger } = read;
  if (line === null) return { days: [], ledger };
  const windowFrom = (i: number) => line.bounds[i - (days - 1)] ?? Number.NEGATIVE_INFINITY;
  const { active, activeDays } = windowCounts(read, line.length, days);
  const all = Array.from(line, (day, i): ActiveDay => {
    const window = { active: active[i] as number, activeDays: activeDays[i] as number };
    const value = measured(window);
    const reason =
      asOf < day.end ? "immature" : windowFrom(i) < read.recordsFrom ? "short-history" : "zero-denominator";
    const isKnown = reason === "zero-denominator" && value !== null;
    return {
      day,
      ...window,
      ...(isKnown ? { status: "value", value } : { status: "none", value: null, reason }),
    };
  });
  return { days: all.filter(({ day }) => isShown(day)), ledger };
}

/**
 * For each day who was active in its window of days, and on how many days in all. An active day makes somebody count
 * until `days` later; only the days that an earlier one has not covered already are added.
 */
function windowCounts({ actorCount, words, wordsEach }: ActivePeriods, length: number, days: number) {
  const changes = new Int32Array(length + 1); // of the active
  const daily = new Int32Array(length);
  for (let actor = 0; actor < actorCount; actor++) {
    let covered = 0;
    for (let w = 0; w < wordsEach; w++) {
      for (let bits = words[actor * wordsEach + w] as number; bits !== 0; bits &= bits - 1) {
        const day = 32 * w + lowestBit(bits);
        const from = Math.max(day, covered);
        covered = Math.min(day + days, length);
        changes[from] = (changes[from] as number) + 1;
        changes[covered] = (changes[covered] as number) - 1;
        daily[day] = (daily[day] as number) + 1;
      }
    }
  }
  const active = changes.slice(0, length);
  const activeDays = daily.slice();
  for (let i = 1; i < length; i++) {
    active[i] = (active[i] as number) + (active[i - 1] as number);
    activeDays[i] = (activeDays[i] as number) + (activeDays[i - 1] as number) - (daily[i - days] ?? 0);
  }
  return { active, activeDays };
}
