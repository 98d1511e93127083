import { locate } from "../periods/locate.ts";
import type { Period } from "../periods/period.ts";
import { type CountLine, type Counts, requireFew } from "./cohort-counts.ts";
import { type MembersInOrder, SHEET } from "./cohort-in-order.ts";
import type { RetentionRule } from "./retention-rules.ts";

/**
 * As `countMembers`, of members in the order of their starts, without groups, where each period is an age and retained
 * is who returned at it. Who starts in one cohort and one period follow one another, and have completed as many ages:
 * they are a line, of which the periods become ages at once.
 */
export function countRuns(
  members: MembersInOrder,
  shown: readonly Period[],
  { columns, lastAge }: RetentionRule,
  completedBy: (start: number) => number,
): Counts {
  const { startEvents, events, sheets, periods } = members;
  const { times, actors } = events;
  const bounds = Float64Array.from([...shown.map(({ start }) => start), shown.at(-1)?.end ?? 0]);
  const latest = new Float64Array(shown.length).fill(Number.NEGATIVE_INFINITY);
  const lines: CountLine[] = [];
  const startOf = (member: number) => times[startEvents[member] as number] as number;
  const returns = new Int32Array(SHEET * sheets.length);
  for (let from = 0, to = 0; from < startEvents.length; from = to) {
    const start = startOf(from);
    const place = locate(periods.bounds, start);
    const end = Math.min(periods.bounds[place + 1] as number, boundAfter(bounds, start));
    to = membersBefore(end, startOf, from, startEvents.length);
    const cohort = locate(bounds, start);
    if (cohort < 0) continue;
    latest[cohort] = startOf(to - 1);
    returns.fill(0);
    const last = Math.floor((place + lastAge) / SHEET);
    for (let number = Math.floor(place / SHEET); number <= last && number < sheets.length; number++) {
      const own = returns.subarray(number * SHEET, (number + 1) * SHEET);
      countBits(sheets[number] as Int32Array, actors, startEvents, from, to, own);
    }
    requireFew((lines.length + 1) * columns.length);
    const retained = new Int32Array(columns.length);
    retained.set(returns.subarray(place, place + columns.length));
    lines.push({ group: 0, cohort, completed: completedBy(start), size: to - from, retained });
  }
  return { columns, lines, latestStarts: [latest] };
}

/** The first bound after an instant; Infinity after the last. */
function boundAfter(bounds: Float64Array, t: number): number {
  if (t < (bounds[0] as number)) return bounds[0] as number;
  const place = locate(bounds, t);
  return place < 0 ? Number.POSITIVE_INFINITY : (bounds[place + 1] as number);
}

/** How many members there are up to the first, of those from `from` up to `to`, that starts at an instant or later. */
function membersBefore(t: number, startOf: (member: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(middle) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** As many as eight binary digits can count. */
const MOST = 255;

/**
 * Counts for each period of a sheet how many members have its bit. The counts of all bits are kept side by side, a word
 * for each of their binary digits, so that a member is added to all of them at once.
 */
function countBits(
  sheet: Int32Array,
  actors: Int32Array,
  startEvents: Int32Array,
  from: number,
  to: number,
  counts: Int32Array,
): void {
  for (let first = from; first < to; first += MOST) {
    const end = Math.min(first + MOST, to);
    let [d0, d1, d2, d3, d4, d5, d6, d7] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (let member = first; member < end; member++) {
      const bits = sheet[actors[startEvents[member] as number] as number] as number;
      const c0 = d0 & bits; // what is carried to the next digit
      d0 ^= bits;
      const c1 = d1 & c0;
      d1 ^= c0;
      const c2 = d2 & c1;
      d2 ^= c1;
      const c3 = d3 & c2;
      d3 ^= c2;
      const c4 = d4 & c3;
      d4 ^= c3;
      const c5 = d5 & c4;
      d5 ^= c4;
      const c6 = d6 & c5;
      d6 ^= c5;
      d7 ^= c6;
    }
    addDigit(d0, 1, counts);
    addDigit(d1, 2, counts);
    addDigit(d2, 4, counts);
    addDigit(d3, 8, counts);
    addDigit(d4, 16, counts);
    addDigit(d5, 32, counts);
    addDigit(d6, 64, counts);
    addDigit(d7, 128, counts);
  }
}

/** Adds one binary digit to the count of each period of a sheet. */
function addDigit(digit: number, worth: number, counts: Int32Array): void {
  for (let i = 0; i < SHEET; i++) counts[i] = (counts[i] as number) + ((digit >>> (i + 1)) & 1) * worth;
}
