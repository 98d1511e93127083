import { EXACT } from "./column.ts";

/** Numbers as they rise, equal ones as they come, and the place that each of them had. */
export interface InOrder {
  readonly rising: Float64Array;
  readonly places: Int32Array;
}

/** Whole numbers put in order. */
export function inOrder(numbers: Float64Array): InOrder {
  const { rising, places } = ordered(numbers, true);
  return { rising, places: places ?? inTurn(numbers.length) };
}

/** The same where it does not matter which place each had. */
export function risingOf(numbers: Float64Array): Float64Array {
  return ordered(numbers, false).rising;
}

/** Without places these are not asked for, or each number has its own. */
interface Ordered {
  readonly rising: Float64Array;
  readonly places: Int32Array | null;
}

/** By one digit after the other, the last one first. */
function ordered(numbers: Float64Array, withPlaces: boolean): Ordered {
  const given = { rising: numbers, places: null };
  const { least, greatest, rises } = rangeOf(numbers);
  if (rises) return given;
  if (greatest - least >= EXACT) return compared(numbers);
  const room = (): Ordered => ({
    rising: new Float64Array(numbers.length),
    places: withPlaces ? new Int32Array(numbers.length) : null,
  });
  const values = 2 ** digitBits(numbers.length, greatest - least);
  const next = new Int32Array(values + 1);
  let [from, into]: [Ordered, Ordered] = [given, room()];
  for (let unit = 1; unit <= greatest - least; unit *= values) {
    putInOrder(from.rising, from.places, least, unit, next, into.rising, into.places);
    const isLast = unit * values > greatest - least;
    const free = from === given && !isLast ? room() : from; // what was given is not written over
    [from, into] = [into, free];
  }
  return from;
}

/** Numbers so far apart that how far is no whole number any more. */
function compared(numbers: Float64Array): Ordered {
  const places = inTurn(numbers.length).sort((a, b) => (numbers[a] as number) - (numbers[b] as number));
  return { rising: Float64Array.from(places, (place) => numbers[place] as number), places };
}

/** The bits of a digit: many, lest there be many digits, but no more values than there are numbers, or than lie near. */
function digitBits(count: number, range: number): number {
  const most = Math.min(Math.max(Math.floor(Math.log2(count)), 4), 12);
  const all = Math.ceil(Math.log2(range + 1));
  return Math.ceil(all / Math.ceil(all / most));
}

function inTurn(count: number): Int32Array {
  const places = new Int32Array(count);
  for (let i = 0; i < count; i++) places[i] = i;
  return places;
}

function rangeOf(numbers: Float64Array): { least: number; greatest: number; rises: boolean } {
  let [least, greatest, falls] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number;
    falls += +(number < greatest);
    if (number < least) least = number;
    if (number > greatest) greatest = number;
  }
  return { least, greatest, rises: falls === 0 };
}

/**
 * By the digit with one unit, counted from the least number; those of the same digit stay in the order that they have.
 * Without places, each number is in its own.
 */
function putInOrder(
  numbers: Float64Array,
  places: Int32Array | null,
  least: number,
  unit: number,
  next: Int32Array,
  rising: Float64Array,
  into: Int32Array | null,
): void {
  const scale = 1 / unit; // a power of two, so that nothing is rounded
  const mask = next.length - 2;
  next.fill(0);
  for (let i = 0; i < numbers.length; i++) {
    const after = ((((numbers[i] as number) - least) * scale) & mask) + 1;
    next[after] = (next[after] as number) + 1;
  }
  for (let digit = 1; digit < next.length; digit++)
    next[digit] = (next[digit] as number) + (next[digit - 1] as number);
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number;
    const digit = ((number - least) * scale) & mask;
    const to = next[digit] as number;
    next[digit] = to + 1;
    rising[to] = number;
    if (into !== null) into[to] = places === null ? i : (places[i] as number);
  }
}
