import { EXACT } from "./column.ts";

/**
 * The places of whole numbers in their order, equal ones as they come: put in order by one digit after the other, the
 * last one first.
 */
export function orderOf(numbers: Float64Array): Int32Array {
  let order: Int32Array = inTurn(numbers.length);
  let room: Int32Array = new Int32Array(numbers.length);
  const { least, greatest, rises } = rangeOf(numbers);
  if (rises) return order;
  // So far apart that how far is no whole number any more
  if (greatest - least >= EXACT) return order.sort((a, b) => (numbers[a] as number) - (numbers[b] as number));
  const values = 2 ** digitBits(numbers.length);
  const [digits, next] = [new Int32Array(numbers.length), new Int32Array(values + 1)];
  for (let unit = 1; unit <= greatest - least; unit *= values) {
    readDigits(numbers, least, unit, values - 1, digits);
    putInOrder(digits, next, order, room);
    [order, room] = [room, order];
  }
  return order;
}

/** The bits of a digit: many, lest there be many digits, but no more values than there are numbers, or than lie near. */
function digitBits(count: number): number {
  return Math.min(Math.max(Math.floor(Math.log2(count)), 4), 12);
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

/** The digit with a unit of each number, counted from the least one. */
function readDigits(
  numbers: Float64Array,
  least: number,
  unit: number,
  mask: number,
  digits: Int32Array,
): void {
  const scale = 1 / unit; // a power of two, so that nothing is rounded
  for (let i = 0; i < digits.length; i++) digits[i] = (((numbers[i] as number) - least) * scale) & mask;
}

/** By one digit; those of the same digit stay in the order that they have. */
function putInOrder(digits: Int32Array, next: Int32Array, order: Int32Array, into: Int32Array): void {
  next.fill(0);
  for (let i = 0; i < digits.length; i++) {
    const after = (digits[i] as number) + 1;
    next[after] = (next[after] as number) + 1;
  }
  for (let digit = 1; digit < next.length; digit++)
    next[digit] = (next[digit] as number) + (next[digit - 1] as number);
  for (let i = 0; i < order.length; i++) {
    const place = order[i] as number;
    const digit = digits[place] as number;
    const to = next[digit] as number;
    next[digit] = to + 1;
    into[to] = place;
  }
}
