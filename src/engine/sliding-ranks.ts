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
  const begun = () => (weights === null ? presence(rising.length) : weighed(rising.length, weights));
  let inWindow = begun();
  let current = -1;

  function add(period: number, sign: 1 | -1): void {
    const cell = cellOf(period);
    const [from, to] = [starts[cell] ?? 0, starts[cell + 1] ?? 0];
    inWindow.add(places.subarray(from, to), from, sign);
  }

  return {
    moveTo(window) {
      if (window < current) {
        inWindow = begun();
        current = -1;
      }
      // From the first on: what a window has is what the one before had, but for what entered and what left
      while (current < window) {
        current++;
        for (const period of moves[current]?.entering ?? []) add(period, 1);
        for (const period of moves[current]?.leaving ?? []) add(period, -1);
      }
    },
    count: () => inWindow.count(),
    keyAt: (rank) => rising[inWindow.placeOf(rank)] as number,
  };
}

/** How many numbers there are at each place. */
interface Counts {
  /** What enters, or leaves, at places; `first` is where the first of these is among all. */
  add(places: Int32Array, first: number, sign: 1 | -1): void;
  count(): number;
  /** The first place with as many up to it as the rank says. */
  placeOf(rank: number): number;
}

/** Two to the power of these: places in a word, and in a part. */
const WORD = 5;
const PART = 11;

/** Numbers without weights are there or not: a bit for each place, and how many there are of 2,048 at a time. */
function presence(places: number): Counts {
  const words = new Int32Array((places >> WORD) + 1);
  const sums = new Int32Array((places >> PART) + 1);
  let count = 0;
  return {
    add(own, _, sign) {
      turn(words, sums, own, sign);
      count += sign * own.length;
    },
    count: () => count,
    placeOf(rank) {
      let [part, left] = [0, rank];
      while ((sums[part] as number) < left) left -= sums[part++] as number;
      let at = part << (PART - WORD);
      for (let some = bitsIn(words[at] as number); some < left; some = bitsIn(words[at] as number)) {
        left -= some;
        at++;
      }
      let word = words[at] as number;
      while (--left > 0) word &= word - 1; // without its last bit
      return (at << WORD) + 31 - Math.clz32(word & -word);
    },
  };
}

function turn(words: Int32Array, sums: Int32Array, places: Int32Array, sign: 1 | -1): void {
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    const word = place >> WORD;
    const part = place >> PART;
    words[word] = (words[word] as number) ^ (1 << place); // by its last five bits
    sums[part] = (sums[part] as number) + sign;
  }
}

/** How many bits of an integer are 1: of two, of four, of eight together, then of all. */
function bitsIn(word: number): number {
  const twos = word - ((word >>> 1) & 0x5555_5555);
  const fours = (twos & 0x3333_3333) + ((twos >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

const BITS = 8;

/** Numbers with weights: these at each place, at each 256 places together, and at each 256 of those. */
function weighed(places: number, weights: readonly number[]): Counts {
  const counts = (bits: number) => new Int32Array((places >> bits) + 1);
  const [each, several, many] = [counts(0), counts(BITS), counts(2 * BITS)];
  let count = 0;
  return {
    add(own, first, sign) {
      for (let i = 0; i < own.length; i++) {
        const weight = sign * (weights[first + i] as number);
        const place = own[i] as number;
        const inSeveral = place >> BITS;
        const inMany = inSeveral >> BITS;
        each[place] = (each[place] as number) + weight;
        several[inSeveral] = (several[inSeveral] as number) + weight;
        many[inMany] = (many[inMany] as number) + weight;
        count += weight;
      }
    },
    count: () => count,
    placeOf(rank) {
      let [place, left] = [0, rank];
      for (const counts of [many, several, each]) {
        place <<= BITS;
        while ((counts[place] as number) < left) left -= counts[place++] as number;
      }
      return place;
    },
  };
}
