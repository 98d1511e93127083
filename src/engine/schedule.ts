import { isWorkingTime, schedulesIn } from "../core/check.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import type { Measure } from "../core/measure.ts";
import type { WorkClock } from "../core/operators.ts";
import { isWithinYears } from "../periods/growing-table.ts";
import type { ReadPlan } from "./plan.ts";

/** The working time that a measure is by. */
export interface Schedule {
  /** The schedules written out, for tallies: what is by others does not add up. */
  readonly id: string;
  readonly elapsed: WorkClock;
}

/** The schedule of a measure; null where it reads no working time. Throws where the plan has none, or too many. */
export function scheduleOf(measure: Measure, { schedules }: ReadPlan): Schedule | null {
  const asked = new Set([...schedulesIn(measure.where), ...schedulesIn(measure.value)]);
  const takesOne = asked.has("only") || (isWorkingTime(measure) && !asked.has("named"));
  if (!takesOne && !asked.has("named")) return null;
  const names = [...schedules.keys()];
  const [only, second] = schedules.values();
  if (only === undefined) {
    const right = "give schedules: { office: workSchedule({ … }) }";
    throw new KpiError(
      "bad-plan",
      `plan: ${measure.key} is by working time, and there is no schedule; ${right}`,
    );
  }
  if (takesOne && second !== undefined) {
    const right = "give the one that it is by, or write workingSeconds(from, to, name)";
    throw new KpiError(
      "bad-plan",
      `plan: schedules are ${names.join(", ")}, and ${measure.key} takes one; ${right}`,
    );
  }
  const id = takesOne
    ? only.id
    : [...names]
        .sort()
        .map((name) => `${name}: ${schedules.get(name)?.id}`)
        .join("; ");
  const elapsed: WorkClock = (from, to, name = names[0] as string) => {
    const schedule = schedules.get(name);
    if (schedule === undefined || !isWithinYears(from) || !isWithinYears(to)) return null;
    const worked = schedule.elapsed(from, to);
    if (Number.isSafeInteger(worked)) return worked;
    const right = "elapsed gives whole milliseconds, as that of workSchedule({ … }) does";
    throw new KpiError("bad-plan", `plan: schedules.${name} gave ${shown(worked)}; ${right}`);
  };
  return { id, elapsed };
}

/** What is worked between two moments; throws where no schedule knows, and what is added up would lack it. */
export function workedBetween(elapsed: WorkClock, from: number, to: number): number {
  const worked = elapsed(from, to);
  if (worked !== null) return worked;
  const right = "give from, to and asOf within the years 0 to 9999";
  throw new KpiError("bad-time", `plan: working time from ${iso(from)} to ${iso(to)} is not known; ${right}`);
}

function iso(t: number): string {
  return Number.isFinite(t) ? new Date(t).toISOString() : "no moment";
}
