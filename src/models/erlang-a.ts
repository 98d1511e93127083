import { blockingOf } from "./erlang-b.ts";
import type { ErlangCInput } from "./erlang-c.ts";
import { checkTraffic, loadOf, requireCount, requireNumber } from "./traffic.ts";

/** The contacts of an interval, who serves them, what is in time, and how long contacts are ready to wait. */
export interface ErlangAInput extends ErlangCInput {
  /** The mean time after which a contact gives up. Longer than the mean wait of those that did: the patient are served. */
  readonly patienceSeconds: number;
}

/** What is so once the queue is as it always is. */
export interface ErlangA {
  /** Erlangs offered: contacts times handle time over the interval. */
  readonly load: number;
  /** The share of their time that agents work. */
  readonly occupancy: number;
  /** The share of the contacts that find no agent free. */
  readonly waitProbability: number;
  /** The share of the contacts that give up. */
  readonly abandonment: number;
  /** The share of all contacts that are answered within the time; who gave up was not. */
  readonly serviceLevel: number;
  /** The share that is in the queue for longer than the time, answered afterwards or not. */
  readonly waitsLonger: number;
  /** The mean time in the queue of all contacts, in seconds; not that of the answered alone. */
  readonly meanWait: number;
  /** How many wait on average. */
  readonly queue: number;
}

/**
 * Agents with a queue from which contacts give up (Erlang A of Palm, M/M/N+M). It has an answer for any load: with too
 * few agents more give up. Good to 1e-9, for up to 10,000 agents.
 *
 * @example
 * ```ts
 * import { erlangA } from "kpi-core/models";
 *
 * // 48 calls a minute of a minute each, patience 2 minutes (Garnett, Mandelbaum and Reiman 2002)
 * const minute = { contacts: 48, intervalSeconds: 60, handleSeconds: 60, patienceSeconds: 120, withinSeconds: 20 };
 * const { abandonment, meanWait } = erlangA({ ...minute, agents: 50 });
 * abandonment.toFixed(3) // => "0.031"
 * meanWait.toFixed(1) // => "3.7"
 * ```
 */
export function erlangA(input: ErlangAInput): ErlangA {
  checkTraffic("erlangA", input);
  requireCount("erlangA: agents", input.agents);
  requireNumber("erlangA: withinSeconds", input.withinSeconds, "seconds, such as 20", "or 0");
  requireNumber("erlangA: patienceSeconds", input.patienceSeconds, "seconds, such as 120");
  return queueWithPatience(input);
}

/** The same without checks. */
export function queueWithPatience({
  agents,
  withinSeconds,
  patienceSeconds,
  ...traffic
}: ErlangAInput): ErlangA {
  const load = loadOf(traffic);
  const arriving = load / traffic.handleSeconds;
  const leaving = agents / traffic.handleSeconds;
  // How long one who never gives up would wait has, beside the chance of none, the density
  // p(N) * leaving * e^h(t), h(t) = arriving * patience * (1 - e^(-t / patience)) - leaving * t, which rises to one top.
  // Times are counted from the top, where what is small beside h is not lost
  const top = arriving > leaving ? patienceSeconds * Math.log(arriving / leaving) : 0;
  const fall = Math.max(leaving - arriving, 0);
  const bend = Math.min(arriving, leaving) * patienceSeconds;
  const below = (u: number) => fall * u + bend * curve(u / patienceSeconds);
  const highest = (arriving - leaving) * patienceSeconds - leaving * top;
  const low = below(-top) < NEGLIGIBLE ? -top : crossing(below, -top);
  const high = crossing(below, beyond(below, 1 / leaving));
  const over = (from: number, to: number, weight: (t: number) => number) =>
    integral(
      (u) => leaving * Math.exp(-below(u)) * weight(top + u),
      Math.max(from, low),
      Math.min(to, high),
      bends.map((patiences) => patiences * patienceSeconds),
    );

  const blocked = blockingOf(load, agents);
  const all = over(low, high, () => 1);
  // The chances of all states add up to 1
  const before = top === 0 ? 1 : Math.exp(-highest);
  const scale = blocked / ((1 - blocked) * before + blocked * all);
  const waitProbability = scale * all;
  const abandonment = scale * over(low, high, (t) => -Math.expm1(-t / patienceSeconds));
  const stays = (t: number) => Math.exp(-t / patienceSeconds);
  const end = withinSeconds - top;
  return {
    load,
    occupancy: share((load * (1 - abandonment)) / agents),
    waitProbability: share(waitProbability),
    abandonment: share(abandonment),
    serviceLevel: share(1 - waitProbability + scale * over(low, end, stays)),
    waitsLonger: share(stays(withinSeconds) * scale * over(end, high, () => 1)),
    meanWait: abandonment * patienceSeconds,
    queue: abandonment * patienceSeconds * arriving,
  };
}

/** What rounding puts beyond 0 or 1. */
const share = (value: number) => Math.min(Math.max(value, 0), 1);

// e^-60 of the top is nothing beside 1e-16
const NEGLIGIBLE = 60;

/** e^-x - 1 + x, which is x²/2 near 0, where the difference would be rounding. */
function curve(x: number): number {
  if (Math.abs(x) > 0.1) return Math.expm1(-x) + x;
  let [term, sum] = [(x * x) / 2, 0];
  for (let k = 3; k < 14; k++) {
    sum += term;
    term *= -x / k;
  }
  return sum;
}

/** A distance from the top at which the density is negligible. */
function beyond(below: (u: number) => number, start: number): number {
  let distance = start;
  while (below(distance) < NEGLIGIBLE) distance *= 2;
  return distance;
}

/** Between the top and a side where it is lower: where the density begins to be negligible. */
function crossing(below: (u: number) => number, side: number): number {
  let [near, far] = [0, side];
  for (let step = 0; step < 60; step++) {
    const middle = (near + far) / 2;
    if (below(middle) < NEGLIGIBLE) near = middle;
    else far = middle;
  }
  return far;
}

// Where patience is short beside the rest, h and the weights bend within a few patiences of the top and are straight or
// nothing after that; before the top there are twelve at most
const bends = [0, 1, 8, 64];

// Gauss and Legendre's nodes and weights of eight points
const gauss = [
  [0.1834346424956498, 0.362683783378362],
  [0.525532409916329, 0.3137066458778873],
  [0.7966664774136267, 0.2223810344533745],
  [0.9602898564975363, 0.1012285362903763],
] as const;
const PANELS = 40;

/** The area under a function that is smooth from cut to cut, 0 where the range runs backwards. */
function integral(of: (t: number) => number, from: number, to: number, cuts: readonly number[]): number {
  if (to <= from) return 0;
  const ends = [from, ...cuts.filter((cut) => from < cut && cut < to), to];
  return ends.slice(1).reduce((area, end, piece) => area + smooth(of, ends[piece] as number, end), 0);
}

function smooth(of: (t: number) => number, from: number, to: number): number {
  const half = (to - from) / PANELS / 2;
  let area = 0;
  for (let panel = 0; panel < PANELS; panel++) {
    const middle = from + half * (2 * panel + 1);
    for (const [node, weight] of gauss) {
      area += weight * (of(middle - half * node) + of(middle + half * node));
    }
  }
  return area * half;
}
