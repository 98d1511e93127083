import type { Zone } from "../periods/zone.ts";
import type { ReadLimits } from "./labour-limits.ts";
import { rests, type Work, workByDay } from "./working-times.ts";

/** One limit, and whether it was kept. */
export interface RuleCheck {
  readonly at: number;
  readonly rule: "dailyRest" | "weeklyRest" | "dailyWork" | "weeklyWork" | "averageWeeklyWork";
  readonly foundSeconds: number;
  readonly limitSeconds: number;
  readonly kept: boolean;
}

/** The stretches of duty of one person against all limits, in what is over at a moment. */
export function checksOf(zone: Zone, works: readonly Work[], limits: ReadLimits, known: number): RuleCheck[] {
  const { days, weeks } = workByDay(zone, works);
  const { daily, weekly } = rests(zone, works, weeks, known);
  const { dailyRest, weeklyRest, dailyWork, weeklyWork, average } = limits;
  const checks: RuleCheck[] = [];
  const check = (
    rule: RuleCheck["rule"],
    at: number,
    found: number,
    limit: number,
    kept: boolean,
    over = 1,
  ) => {
    if (at < known)
      checks.push({ at, rule, foundSeconds: found / over / 1000, limitSeconds: limit / 1000, kept });
  };
  if (dailyRest !== null)
    for (const { at, ms } of daily) check("dailyRest", at, ms, dailyRest, ms >= dailyRest);
  if (weeklyRest !== null)
    for (const { at, ms, isWhole } of weekly)
      if (isWhole || ms >= weeklyRest) check("weeklyRest", at, ms, weeklyRest, ms >= weeklyRest);
  if (dailyWork !== null)
    for (const { at, ms } of days) check("dailyWork", at, ms, dailyWork, ms <= dailyWork);
  if (weeklyWork !== null)
    for (const { at, ms } of weeks) if (ms > 0) check("weeklyWork", at, ms, weeklyWork, ms <= weeklyWork);
  if (average !== null)
    for (let i = average.weeks; i <= weeks.length; i++) {
      const ms = weeks.slice(i - average.weeks, i).reduce((sum, week) => sum + week.ms, 0);
      const at = weeks[i - 1]?.at as number;
      check("averageWeeklyWork", at, ms, average.ms, ms <= average.ms * average.weeks, average.weeks);
    }
  return checks;
}
