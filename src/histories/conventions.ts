import { type GrainName, week } from "../periods/grain.ts";
import type { AgeUnit } from "./cohort-ages.ts";
import type { Retained } from "./retention-rules.ts";

/** What a product takes where nobody chooses: options of `cohorts`, to be spread among one's own. */
export interface Convention {
  readonly every: AgeUnit;
  readonly starts: "first" | "each";
  readonly retained: Retained;
  readonly floorTo?: string;
}

const sundayWeek = week({ startsOn: 7, minimalDays: 1 });

/**
 * How products count retention where nobody chooses otherwise. They differ in the clock, in what repeated starts do
 * and in what is retained, so their figures differ on the same events. Give `grain`, `timeZone` and `asOf` beside.
 *
 * - `amplitude`: on or after. Days are 24 hours from the start, both ends put back to the full hour; weeks and months
 *   are 7 and 30 dates of the project's calendar. Each start has its own ages, so one return can count at several.
 * - `mixpanel`: on or after. Ages are 24 hours, 7 and 30 days from the start, to the millisecond.
 *   Its documented average weighs counts by size before it divides; `pooled()` is retained over eligible.
 * - `ga4`: on, by the calendar, weeks from Sunday, from the first touch. What GA4 calls rolling is `"streak"` here.
 * - `postHog`: on, by the calendar, weeks from Sunday.
 *
 * In all of them young cells are left open, as here.
 *
 * @example
 * ```ts
 * import { type Convention, cohorts, conventions } from "kpi-core/histories";
 *
 * const visits = [
 *   { actor: "a", at: "2026-12-01T17:59:00Z" },
 *   { actor: "a", at: "2026-12-02T17:00:00Z" },
 * ];
 * const rest = { grain: "day", timeZone: "UTC", asOf: "2026-12-05", retained: "on" } as const;
 * const dayOne = (days: Convention) => cohorts(visits, { ...days, ...rest }).cells[1]?.retained;
 * dayOne(conventions.amplitude.days) // => 1
 * dayOne(conventions.mixpanel.days) // => 0
 * ```
 */
export const conventions = Object.freeze({
  amplitude: perUnit(
    { starts: "each", retained: "onOrAfter" },
    { every: "24h", floorTo: "1h" },
    { days: 7 },
    { days: 30 },
  ),
  mixpanel: perUnit({ starts: "each", retained: "onOrAfter" }, { every: "24h" }, "7d", "30d"),
  ga4: perUnit(
    { starts: "first", retained: "on" },
    { every: "day" },
    sundayWeek,
    "month" satisfies GrainName,
  ),
  postHog: perUnit(
    { starts: "each", retained: "on" },
    { every: "day" },
    sundayWeek,
    "month" satisfies GrainName,
  ),
});

function perUnit(
  shared: Pick<Convention, "starts" | "retained">,
  days: Pick<Convention, "every" | "floorTo">,
  weeks: AgeUnit,
  months: AgeUnit,
): { readonly days: Convention; readonly weeks: Convention; readonly months: Convention } {
  return Object.freeze({
    days: Object.freeze({ ...shared, ...days }),
    weeks: Object.freeze({ ...shared, every: weeks }),
    months: Object.freeze({ ...shared, every: months }),
  });
}
