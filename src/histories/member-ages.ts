import { assign } from "../periods/locate.ts";
import { type Members, wordsFor } from "./cohort-kernel.ts";
import { lowestBit, type RetentionRule } from "./retention-rules.ts";

/**
 * The ages of members as bits, `wordsFor(lastAge)` words for each of those from `from` on that started then. The
 * arrays are to write into: the periods of the starts, and the ages, which are 0 before.
 */
export function agesFrom(
  { words, wordsEach, periods }: Members,
  from: number,
  starts: Float64Array,
  { lastAge, beyond }: RetentionRule,
  found: Int32Array,
  ages: Int32Array,
): Int32Array {
  const each = wordsFor(lastAge);
  const first = from * wordsEach;
  if (periods === null) copy(words, first, wordsEach, each, ages);
  else {
    const places = assign(periods.bounds, starts, found);
    const { width } = periods;
    if (width > 1 || beyond === "last") {
      gather(words, first, wordsEach, places, ages, each, width, lastAge, beyond === "last" ? 1 : 0);
    } else shift(words, first, wordsEach, places, ages, each, lastAge);
  }
  return ages;
}

function copy(words: Int32Array, first: number, wordsEach: number, each: number, ages: Int32Array): void {
  for (let member = 0; member * each < ages.length; member++) {
    for (let w = 0; w < each; w++) ages[member * each + w] = words[first + member * wordsEach + w] as number;
  }
}

/** Periods become ages where one is one: the bits of words from that of the start on, up to the last age. */
function shift(
  words: Int32Array,
  first: number,
  wordsEach: number,
  places: Int32Array,
  ages: Int32Array,
  each: number,
  lastAge: number,
): void {
  const lastOnes = -1 >>> (31 - (lastAge & 31));
  for (let member = 0; member < places.length; member++) {
    const place = places[member] as number;
    if (place < 0) continue;
    const skipped = place >>> 5;
    const by = place & 31;
    for (let i = 0; i < each; i++) {
      const at = first + member * wordsEach + skipped + i;
      const low = skipped + i < wordsEach ? (words[at] as number) : 0;
      const high = skipped + i + 1 < wordsEach ? (words[at + 1] as number) : 0;
      const bits = by === 0 ? low : (low >>> by) | (high << (32 - by));
      ages[member * each + i] = i === each - 1 ? bits & lastOnes : bits;
    }
  }
}

/** Periods become ages where `width` make one, and where what is beyond the last age counts as it. */
function gather(
  words: Int32Array,
  first: number,
  wordsEach: number,
  places: Int32Array,
  ages: Int32Array,
  each: number,
  width: number,
  lastAge: number,
  clamps: number,
): void {
  for (let member = 0; member < places.length; member++) {
    const place = places[member] as number;
    if (place < 0) continue;
    for (let w = place >>> 5; w < wordsEach; w++) {
      for (let bits = words[first + member * wordsEach + w] as number; bits !== 0; bits &= bits - 1) {
        const passed = Math.floor((32 * w + lowestBit(bits) - place) / width);
        if (passed > lastAge && clamps === 0) continue;
        const age = Math.min(passed, lastAge);
        const at = member * each + (age >>> 5);
        ages[at] = (ages[at] as number) | (1 << (age & 31));
      }
    }
  }
}
