import { blockingOf } from "./erlang-b.ts";
import { checkTraffic, loadOf, requireCount, requireNumber, type Traffic } from "./traffic.ts";

/** The contacts of an interval, who serves them, and what is in time. */
export interface ErlangCInput extends Traffic {
  readonly agents: number;
  /** Answered after at most so many seconds is in time. */
  readonly withinSeconds: number;
}

/** What is so once the queue is as it always is. */
export interface ErlangC {
  /** Erlangs: contacts times handle time over the interval. */
  readonly load: number;
  /** The share of their time that agents work. */
  readonly occupancy: number;
  /** The share of the contacts that have to wait. */
  readonly waitProbability: number;
  /** The share answered within the time. */
  readonly serviceLevel: number;
  /** The mean wait of all contacts, those answered at once too, in seconds. */
  readonly averageSpeedOfAnswer: number;
  /** How many wait on average. */
  readonly queue: number;
}

/** No more agents than erlangs: the queue grows without end. */
export interface Unstable {
  readonly load: number;
  readonly reason: "unstable";
}

/**
 * Agents with a queue in which nobody gives up (Erlang C, M/M/N): the share that waits, the service level, the average
 * speed of answer and the occupancy. Contacts give up in truth: then `erlangA` says more. Good to 1e-12 relative to
 * the share of agents that are free, for up to 10,000 agents; with no more agents than erlangs there is no value.
 *
 * @example
 * ```ts
 * import { erlangC } from "kpi-core/models";
 *
 * const half = { contacts: 100, intervalSeconds: 1800, handleSeconds: 180, withinSeconds: 20 };
 * const served = erlangC({ ...half, agents: 14 });
 * "reason" in served ? served.reason : served.serviceLevel.toFixed(4) // => "0.8884"
 * erlangC({ ...half, agents: 10 }) // => { load: 10, reason: "unstable" }
 * ```
 */
export function erlangC(input: ErlangCInput): ErlangC | Unstable {
  checkTraffic("erlangC", input);
  requireCount("erlangC: agents", input.agents);
  requireNumber("erlangC: withinSeconds", input.withinSeconds, "seconds, such as 20", "or 0");
  return waitingIn(input);
}

/** The same without checks. */
export function waitingIn({ agents, withinSeconds, ...traffic }: ErlangCInput): ErlangC | Unstable {
  const { handleSeconds } = traffic;
  const load = loadOf(traffic);
  if (agents <= load) return { load, reason: "unstable" };
  const occupancy = load / agents;
  const blocked = blockingOf(load, agents);
  const waitProbability = blocked / (1 - occupancy * (1 - blocked));
  const averageSpeedOfAnswer = (waitProbability * handleSeconds) / (agents - load);
  return {
    load,
    occupancy,
    waitProbability,
    serviceLevel: 1 - waitProbability * Math.exp((-(agents - load) * withinSeconds) / handleSeconds),
    averageSpeedOfAnswer,
    queue: (averageSpeedOfAnswer * load) / handleSeconds,
  };
}
