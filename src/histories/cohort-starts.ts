import type { Events } from "./activity-log.ts";
import type { AgeClock } from "./cohort-ages.ts";
import {
  AT_START,
  BEFORE_START,
  EITHER,
  type Fates,
  type Members,
  RETURN,
  type Reach,
  START,
  USED,
  wordsFor,
} from "./cohort-kernel.ts";

/** The starts and the returns of one actor, in the order of time; of returns at one instant, those that start first. */
interface Story {
  readonly starts: { readonly t: number; readonly event: number; member: number }[];
  readonly returns: Return[];
}

interface Return {
  readonly t: number;
  readonly isStart: boolean;
}

/**
 * Members are actors in each period in which they start. Every start has its own ages, and a return is one at the
 * age that it has from each start before it. A member has completed an age when its last start has.
 */
export function membersByEach(
  events: Events,
  cohortOf: (t: number) => number,
  clock: AgeClock,
  { lastAge, beyond }: Reach,
): Members {
  const fates = new Int32Array(4);
  const stories = storiesOf(events);
  const [starts, startEvents]: [number[], number[]] = [[], []];
  for (const story of stories) {
    for (const [i, start] of story.starts.entries()) {
      const before = story.starts[i - 1];
      if (before === undefined || cohortOf(before.t) !== cohortOf(start.t)) startEvents.push(start.event);
      start.member = startEvents.length - 1;
      starts[start.member] = start.t;
    }
  }
  const wordsEach = wordsFor(lastAge);
  const words = new Int32Array(starts.length * wordsEach);
  for (const { starts, returns } of stories) {
    let first = 0;
    for (const { t: start, member } of starts) {
      // From one age to the next that there is, so that an actor who never rests is not read again for each start
      first = firstOf(returns, first, ({ t, isStart }) => t > start || (t === start && !isStart));
      for (let age = -1, next = first; next < returns.length && age < lastAge; ) {
        age = clock.ageAt(start, (returns[next] as Return).t);
        if (age > lastAge && beyond === "left out") break;
        const bit = Math.min(age, lastAge);
        const word = member * wordsEach + (bit >>> 5);
        words[word] = (words[word] as number) | (1 << (bit & 31));
        next = firstOf(returns, next + 1, ({ t }) => clock.ageAt(start, t) > age);
      }
    }
  }
  countFates(events, stories, fates);
  return {
    count: starts.length,
    starts: Float64Array.from(starts),
    words,
    wordsEach,
    periods: null,
    startEvents: Int32Array.from(startEvents),
    fates,
  };
}

/** What each actor did. Starts at one instant are one. */
function storiesOf({ times, actors, matches, actorCount }: Events): Story[] {
  const stories = Array.from({ length: actorCount }, (): Story => ({ starts: [], returns: [] }));
  for (let event = 0; event < times.length; event++) {
    const bits = matches?.[event] ?? EITHER;
    const [story, t] = [stories[actors[event] as number] as Story, times[event] as number];
    if (bits & START) story.starts.push({ t, event, member: -1 });
    if (bits & RETURN) story.returns.push({ t, isStart: (bits & START) !== 0 });
  }
  return stories.map(({ starts, returns }) => ({
    starts: starts.sort((a, b) => a.t - b.t).filter(({ t }, i, all) => t !== all[i - 1]?.t),
    returns: returns.sort((a, b) => a.t - b.t || Number(b.isStart) - Number(a.isStart)),
  }));
}

/** The number of the first return from one on of which something is true, as it is of all after it; else their length. */
function firstOf(returns: readonly Return[], from: number, isTrue: (one: Return) => boolean): number {
  let [low, high] = [from, from];
  while (high < returns.length && !isTrue(returns[high] as Return)) {
    low = high + 1;
    high = 2 * high - from + 1; // most often it is near
  }
  high = Math.min(high, returns.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isTrue(returns[middle] as Return)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function countFates({ times, actors, matches }: Events, stories: readonly Story[], fates: Fates) {
  const taken = new Set(stories.flatMap(({ starts }) => starts.map(({ event }) => event)));
  for (let event = 0; event < times.length; event++) {
    const bits = matches?.[event] ?? EITHER;
    const first = stories[actors[event] as number]?.starts[0]?.t ?? Number.POSITIVE_INFINITY;
    const t = times[event] as number;
    const isTaken = taken.has(event);
    const isSecondStart = bits === START || ((bits & START) !== 0 && t === first);
    const fate = isTaken ? USED : t < first ? BEFORE_START : isSecondStart ? AT_START : USED;
    fates[fate] = (fates[fate] as number) + 1;
  }
}
