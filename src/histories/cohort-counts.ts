import { KpiError } from "../core/errors.ts";
import { assign } from "../periods/locate.ts";
import type { Period } from "../periods/period.ts";
import type { Groups } from "./cohort-groups.ts";
import { type Members, wordsFor } from "./cohort-kernel.ts";
import { agesFrom } from "./member-ages.ts";
import type { AgeColumn, RetentionRule } from "./retention-rules.ts";

/**
 * What is counted of the members of one cohort and group that have completed as many ages: all that cells and the
 * pooled line are made of, so that who cannot be observed yet is nowhere in them.
 */
export interface Counts {
  readonly columns: readonly AgeColumn[];
  readonly lines: readonly CountLine[];
  /** The last start in each cohort of each group; -Infinity where there is none. */
  readonly latestStarts: readonly Float64Array[];
}

export interface CountLine {
  readonly group: number;
  readonly cohort: number;
  /** How many ages they have completed. */
  readonly completed: number;
  readonly size: number;
  /** How many were retained, for each column. */
  readonly retained: Int32Array;
}

const MOST_CELLS = 2 ** 24;

/** Counts members by cohort, group and completed ages, block by block. */
export function countMembers(
  members: Members,
  shown: readonly Period[],
  groups: Groups,
  rule: RetentionRule,
  completed: (starts: Float64Array, found: Int32Array) => Int32Array,
): Counts {
  const cohorts = shown.length;
  const bounds = Float64Array.from([...shown.map(({ start }) => start), shown.at(-1)?.end ?? 0]);
  const groupCount = groups.of === null ? 1 : groups.keys.length;
  const tally = tallyOf(cohorts * groupCount, rule);
  const latest = new Float64Array(cohorts * groupCount).fill(Number.NEGATIVE_INFINITY);
  // One of each for all blocks: to touch new memory costs more than to write into it
  const each = wordsFor(rule.lastAge);
  const [place, done, own, age] = [1, 1, 1, each].map((length) => new Int32Array(length * BLOCK));
  for (let from = 0; from < members.count; from += BLOCK) {
    const starts = members.starts.subarray(from, from + BLOCK);
    const part = (array: Int32Array | undefined, width = 1) =>
      (array as Int32Array).subarray(0, width * starts.length);
    const places = assign(bounds, starts, part(place));
    if (groups.of !== null) addGroups(places, groups.of.subarray(from, from + BLOCK), cohorts);
    keepLatest(starts, places, latest);
    const ages = agesFrom(members, from, starts, rule, part(own), part(age, each).fill(0));
    tally.add(places, completed(starts, part(done)), ages);
  }
  return {
    columns: rule.columns,
    lines: tally.lines().map(({ place, ...line }) => ({
      ...line,
      group: Math.floor(place / cohorts),
      cohort: place % cohorts,
    })),
    latestStarts: Array.from({ length: groupCount }, (_, group) =>
      latest.subarray(group * cohorts, (group + 1) * cohorts),
    ),
  };
}

const BLOCK = 4096;

/** The place of a cohort among all groups; -1 stays. */
function addGroups(places: Int32Array, groups: Int32Array, cohorts: number): void {
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    if (place >= 0) places[i] = (groups[i] as number) * cohorts + place;
  }
}

function keepLatest(starts: Float64Array, places: Int32Array, latest: Float64Array): void {
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    if (place >= 0) latest[place] = Math.max(latest[place] as number, starts[i] as number);
  }
}

/** Counts of members by place and completed ages, a line for each pair that there is. */
function tallyOf(places: number, { columns, lastAge, add, finish }: RetentionRule) {
  const most = lastAge + 1; // who has completed more ages is counted with them
  const width = columns.length;
  requireFew(places * (most + 1));
  const sizes = new Int32Array(places * (most + 1));
  const lineAt = new Int32Array(places * (most + 1)).fill(-1);
  const keys: number[] = [];
  let counts = new Int32Array(64 * width);
  return {
    /** Adds members to the lines of their places; what was the place becomes where the counts of the line begin. */
    add(places: Int32Array, completed: Int32Array, ages: Int32Array): void {
      keysFrom(places, completed, most, sizes);
      linesFrom(places, lineAt, keys, width);
      while (keys.length * width > counts.length) counts = doubled(counts);
      add(ages, wordsFor(lastAge), places, counts);
    },
    lines: () =>
      keys.map((key, line) => {
        finish(counts, line * width);
        const retained = counts.subarray(line * width, (line + 1) * width);
        return {
          place: Math.floor(key / (most + 1)),
          completed: key % (most + 1),
          size: sizes[key] as number,
          retained,
        };
      }),
  };
}

/** Counts the members of each pair of a place and completed ages; places become the numbers of these pairs. */
function keysFrom(places: Int32Array, completed: Int32Array, most: number, sizes: Int32Array): void {
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    if (place < 0) continue;
    const key = place * (most + 1) + Math.min(completed[i] as number, most);
    sizes[key] = (sizes[key] as number) + 1;
    places[i] = key;
  }
}

/** The numbers of pairs become where the counts of their lines begin; a pair that is new gets a line. */
function linesFrom(places: Int32Array, lineAt: Int32Array, keys: number[], width: number): void {
  for (let i = 0; i < places.length; i++) {
    const key = places[i] as number;
    if (key < 0) continue;
    if ((lineAt[key] as number) < 0) lineAt[key] = (keys.push(key) - 1) * width;
    places[i] = lineAt[key] as number;
  }
}

function doubled(counts: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  requireFew(counts.length * 2);
  const more = new Int32Array(counts.length * 2);
  more.set(counts);
  return more;
}

/** Throws where a table would have more cells than anybody reads. */
export function requireFew(cells: number): void {
  if (cells <= MOST_CELLS) return;
  throw new KpiError("bad-plan", `cohorts: more than ${MOST_CELLS} cells; give upTo, the last age to show`);
}
