import { greatestOf } from "../core/many.ts";
import { listOf } from "./quantities.ts";
import { checkTargets, type Staffing, type StaffingTargets, staffed } from "./staffing.ts";
import { checkTraffic } from "./traffic.ts";

/** One interval of a day: what arrives, and how long it takes. */
export interface StaffingInterval {
  readonly contacts: number;
  readonly handleSeconds: number;
}

/** What `staffingPlan` is to plan for: intervals of one length, and the targets of each. */
export interface StaffingPlanInput extends StaffingTargets {
  readonly intervals: readonly StaffingInterval[];
  readonly intervalSeconds: number;
}

/** The agents of a day, interval by interval. */
export interface StaffingPlan {
  readonly intervals: readonly Staffing[];
  /** The most agents at work in one interval. */
  readonly peak: number;
  /** Hours of agents at work, and of those to be scheduled for them. */
  readonly agentHours: number;
  readonly scheduledHours: number;
  /** The service level of all contacts: that of each interval by its contacts. Null where there is none. */
  readonly serviceLevel: number | null;
}

/**
 * The fewest agents of each interval, and what they come to together. The service level of the day is weighted by
 * contacts; the mean over intervals would let a quiet night stand for a busy noon. Each interval is taken as settled:
 * a queue that one leaves behind is not carried into the next.
 *
 * @example
 * ```ts
 * import { staffingPlan } from "kpi-core/models";
 *
 * const plan = staffingPlan({
 *   intervals: [{ contacts: 100, handleSeconds: 180 }, { contacts: 0, handleSeconds: 180 }],
 *   intervalSeconds: 1800,
 *   serviceLevel: 0.8,
 *   withinSeconds: 20,
 * });
 * plan.intervals.map(({ agents }) => agents) // => [14, 0]
 * plan.agentHours // => 7
 * plan.serviceLevel?.toFixed(4) // => "0.8884"
 * ```
 */
export function staffingPlan({ intervals, intervalSeconds, ...targets }: StaffingPlanInput): StaffingPlan {
  checkTargets("staffingPlan", targets);
  const each = listOf("staffingPlan: intervals", intervals).map((interval, index) => {
    const traffic = { ...interval, intervalSeconds };
    checkTraffic(`staffingPlan: intervals[${index}]`, traffic);
    return staffed("staffingPlan", traffic, targets);
  });
  const hours = (count: (staffing: Staffing) => number) =>
    (each.reduce((sum, staffing) => sum + count(staffing), 0) * intervalSeconds) / 3600;
  const contacts = intervals.reduce((sum, interval) => sum + interval.contacts, 0);
  const inTime = each.reduce(
    (sum, { served }, index) => sum + (served?.serviceLevel ?? 0) * (intervals[index]?.contacts ?? 0),
    0,
  );
  return {
    intervals: each,
    peak: greatestOf(
      each.map(({ agents }) => agents),
      0,
    ),
    agentHours: hours(({ agents }) => agents),
    scheduledHours: hours(({ scheduled }) => scheduled),
    serviceLevel: contacts === 0 ? null : inTime / contacts,
  };
}
