import { inOrder } from "./order.ts";
import { slid, type Window } from "./slide.ts";

/** Numbers by cell and by rank, counted from 1. */
export interface Ranks {
  count(cell: number): number;
  keyAt(cell: number, rank: number): number;
}

/** Numbers by cell, in any order, each as often as its weight says; once where there are none. */
interface Numbers {
  readonly starts: Uint32Array;
  readonly numbers: Float64Array;
  readonly weights: readonly number[] | null;
}

/**
 * The numbers of windows by their ranks. A window is not put in order: all numbers have their places in one order, and
 * what enters the window is counted at its place, and what leaves it is not any more.
 */
export function slidingRanks(all: Numbers, windows: readonly Window[], width: number): Ranks {
  const moves = slid(windows);
  const groups = placed(all, width).map((group) => slidingGroup(all, group, moves));
  const groupAt = (cell: number): Sliding => {
    const group = groups[cell % width] as Sliding;
    group.moveTo(Math.floor(cell / width));
    return group;
  };
  return {
    count: (cell) => groupAt(cell).count(),
    keyAt: (cell, rank) => groupAt(cell).keyAt(rank),
  };
}

/** The numbers of a group in their order, and the place there of each number by where it is among all. */
interface Placed {
  readonly rising: Float64Array;
  readonly places: Int32Array;
  cellOf(period: number): number;
}

function placed({ starts, numbers }: Numbers, width: number): Placed[] {
  const { rising: all, places: entries } = inOrder(numbers);
  const places = new Int32Array(numbers.length);
  if (width === 1) {
    // The order of all is that of the group, and which group each number is of need not be looked up far away
    for (let i = 0; i < entries.length; i++) places[entries[i] as number] = i;
    return [{ rising: all, places, cellOf: (period) => period }];
  }
  const groupOf = new Int32Array(numbers.length);
  const sizes = new Int32Array(width);
  for (let cell = 0; cell + 1 < starts.length; cell++) {
    const [from, to] = [starts[cell] as number, starts[cell + 1] as number];
    groupOf.fill(cell % width, from, to);
    sizes[cell % width] = (sizes[cell % width] as number) + to - from;
  }
  const rising = Array.from(sizes, (size) => new Float64Array(size));
  const next = new Int32Array(width);
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i] as number;
    const group = groupOf[entry] as number;
    const place = next[group] as number;
    next[group] = place + 1;
    places[entry] = place;
    (rising[group] as Float64Array)[place] = all[i] as number;
  }
  return rising.map((own, group) => ({ rising: own, places, cellOf: (period) => period * width + group }));
}

interface Sliding {
  moveTo(window: number): void;
  count(): number;
  keyAt(rank: number): number;
}

/** The numbers of one group, in the window that was asked for last. */
function slidingGroup(
  { starts, weights }: Numbers,
  { rising, places, cellOf }: Placed,
  moves: ReturnType<typeof slid>,
): Sliding {
  let counts = noCounts(rising.length, weights);
  let [current, count] = [-1, 0];

  function add(period: number, sign: 1 | -1): void {
    const cell = cellOf(period);
    const [from, to] = [starts[cell] ?? 0, starts[cell + 1] ?? 0];
    count += addPlaces(counts, places.subarray(from, to), weights?.slice(from, to) ?? null, sign);
  }

  return {
    moveTo(window) {
      if (window < current) {
        counts = noCounts(rising.length, weights);
        [current, count] = [-1, 0];
      }
      // From the first on: what a window has is what the one before had, but for what entered and what left
      while (current < window) {
        current++;
        for (const period of moves[current]?.entering ?? []) add(period, 1);
        for (const period of moves[current]?.leaving ?? []) add(period, -1);
      }
    },
    count: () => count,
    keyAt: (rank) => rising[placeOf(counts, rank)] as number,
  };
}

/** How many there are at each place, at each 256 places together, and at each 256 of these. */
interface Counts {
  readonly each: Int32Array | Uint8Array;
  readonly several: Int32Array;
  readonly many: Int32Array;
}

const BITS = 8;

/** At its place there is each number once, where they have no weights: in bytes, of which more are near at hand. */
function noCounts(places: number, weights: readonly number[] | null): Counts {
  const counts = (bits: number) => new Int32Array((places >> bits) + 1);
  const each = weights === null ? new Uint8Array(places + 1) : counts(0);
  return { each, several: counts(BITS), many: counts(2 * BITS) };
}

/** Counts one more, or one less, at each place, as often as its weight says; gives the change of all. */
function addPlaces(
  { each, several, many }: Counts,
  places: Int32Array,
  weights: readonly number[] | null,
  sign: 1 | -1,
): number {
  let sum = 0;
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    const weight = weights === null ? sign : sign * (weights[i] as number);
    const inSeveral = place >> BITS;
    const inMany = inSeveral >> BITS;
    each[place] = (each[place] as number) + weight;
    several[inSeveral] = (several[inSeveral] as number) + weight;
    many[inMany] = (many[inMany] as number) + weight;
    sum += weight;
  }
  return sum;
}

/** The first place with as many up to it as the rank says. */
function placeOf({ each, several, many }: Counts, rank: number): number {
  let [place, left] = [0, rank];
  for (const counts of [many, several, each]) {
    place <<= BITS;
    while ((counts[place] as number) < left) left -= counts[place++] as number;
  }
  return place;
}
