import { type Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { fractionOf } from "../core/fraction.ts";
import { type ErlangA, queueWithPatience } from "./erlang-a.ts";
import { type ErlangC, waitingIn } from "./erlang-c.ts";
import { checkTraffic, leastCount, loadOf, requireNumber, requireShare, type Traffic } from "./traffic.ts";

/** What the agents are to reach; without `patienceSeconds` nobody gives up (Erlang C), with it some do (Erlang A). */
export interface StaffingTargets {
  /** The share that is to be answered within the time: 0.8. */
  readonly serviceLevel: number;
  /** Answered after at most so many seconds is in time. */
  readonly withinSeconds: number;
  /** The largest share of their time that agents may work; no cap unless said. */
  readonly maxOccupancy?: number;
  /** The mean time after which a contact gives up. */
  readonly patienceSeconds?: number;
  /** The largest share that may give up; with `patienceSeconds` only. */
  readonly maxAbandonment?: number;
  /** The share of paid time that agents are not there for contacts; 0 unless said. */
  readonly shrinkage?: Numeric;
}

/** The agents of an interval. */
export interface Staffing {
  readonly load: number;
  /** The fewest agents at work that reach every target. */
  readonly agents: number;
  /** Those to be scheduled, so that so many are at work. */
  readonly scheduled: number;
  /** What these agents come to; null where there is no contact. */
  readonly served: ErlangC | ErlangA | null;
}

/**
 * The fewest agents with whom an interval reaches its targets, and how many to schedule for them: agents / (1 -
 * shrinkage), rounded up exactly, so that 21 at 30 % are 30 and not 31. Where an interval has no contacts they are 0. A
 * target that is met within 1e-12 may be seen on either side.
 *
 * @example
 * ```ts
 * import { requiredAgents } from "kpi-core/models";
 *
 * const half = { contacts: 100, intervalSeconds: 1800, handleSeconds: 180 };
 * const needed = requiredAgents({
 *   ...half,
 *   serviceLevel: 0.8,
 *   withinSeconds: 20,
 *   maxOccupancy: 0.85,
 *   shrinkage: 0.3,
 * });
 * [needed.agents, needed.scheduled] // => [14, 20]
 * ```
 */
export function requiredAgents({
  contacts,
  intervalSeconds,
  handleSeconds,
  ...targets
}: Traffic & StaffingTargets): Staffing {
  const traffic = { contacts, intervalSeconds, handleSeconds };
  checkTraffic("requiredAgents", traffic);
  checkTargets("requiredAgents", targets);
  return staffed("requiredAgents", traffic, targets);
}

/** The same without checks. */
export function staffed(subject: string, traffic: Traffic, targets: StaffingTargets): Staffing {
  const load = loadOf(traffic);
  if (load === 0) return { load, agents: 0, scheduled: 0, served: null };
  const agents = leastCount(subject, (count) => reaches(servedBy(count, traffic, targets), targets));
  return {
    load,
    agents,
    scheduled: grossOf(agents, targets.shrinkage ?? 0),
    served: servedBy(agents, traffic, targets),
  };
}

function servedBy(
  agents: number,
  traffic: Traffic,
  { patienceSeconds, withinSeconds }: StaffingTargets,
): ErlangC | ErlangA | null {
  if (patienceSeconds !== undefined)
    return queueWithPatience({ ...traffic, agents, withinSeconds, patienceSeconds });
  const served = waitingIn({ ...traffic, agents, withinSeconds });
  return "reason" in served ? null : served;
}

function reaches(served: ErlangC | ErlangA | null, targets: StaffingTargets): boolean {
  const { serviceLevel, maxOccupancy = 1, maxAbandonment = 1 } = targets;
  if (served === null || served.serviceLevel < serviceLevel || served.occupancy > maxOccupancy) return false;
  return !("abandonment" in served) || served.abandonment <= maxAbandonment;
}

/** How many to schedule so that `agents` are there, rounded up without the error of doubles. */
export function grossOf(agents: number, shrinkage: Numeric): number {
  const { numerator, denominator } = fractionOf(readDecimal(shrinkage) as Decimal);
  const there = denominator - numerator;
  return Number((BigInt(agents) * denominator + there - 1n) / there);
}

export function checkTargets(subject: string, targets: StaffingTargets): void {
  const { maxOccupancy, patienceSeconds, maxAbandonment, shrinkage = 0 } = targets;
  requireShare(`${subject}: serviceLevel`, targets.serviceLevel, "no end");
  requireNumber(`${subject}: withinSeconds`, targets.withinSeconds, "seconds, such as 20", "or 0");
  requireShare(`${subject}: shrinkage`, shrinkage, "or 0");
  if (maxOccupancy !== undefined) requireShare(`${subject}: maxOccupancy`, maxOccupancy, "or 1");
  if (patienceSeconds !== undefined)
    requireNumber(`${subject}: patienceSeconds`, patienceSeconds, "seconds, such as 120");
  if (maxAbandonment === undefined) return;
  requireShare(`${subject}: maxAbandonment`, maxAbandonment, "no end");
  if (patienceSeconds === undefined) {
    const right = "write patienceSeconds too, such as 120";
    throw new KpiError("bad-input", `${subject}: maxAbandonment is given, and nobody gives up; ${right}`);
  }
}
