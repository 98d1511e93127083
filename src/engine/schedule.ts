import { isWorkingTime, schedulesIn } from "../core/check.ts";
import { KpiError } from "../core/errors.ts";
import type { Measure } from "../core/measure.ts";
import type { WorkClock } from "../core/operators.ts";
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
    : names
        .sort()
        .map((name) => `${name}: ${schedules.get(name)?.id}`)
        .join("; ");
  const elapsed: WorkClock = (from, to, name) =>
    name === undefined ? only.elapsed(from, to) : (schedules.get(name)?.elapsed(from, to) ?? null);
  return { id, elapsed };
}
