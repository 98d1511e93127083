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

/** The starts and the returns of one actor, in the order of time. */
interface Story {
  readonly starts: { readonly t: number; readonly event: number; member: number }[];
  readonly returns: { readonly t: number; readonly isStart: boolean }[];
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
    for (const { t, isStart } of returns) {
      for (const start of starts) {
        if (t < start.t || (t === start.t && isStart)) break;
        const age = clock.ageAt(start.t, t);
        if (age > lastAge && beyond === "left out") continue;
        const bit = Math.min(age, lastAge);
        const word = start.member * wordsEach + (bit >>> 5);
        words[word] = (words[word] as number) | (1 << (bit & 31));
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
    returns,
  }));
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
