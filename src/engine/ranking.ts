import { deal } from "./pile.ts";
import type { Pile } from "./runs.ts";

/** So many numbers are sorted as they are. */
const FEW = 64;
/** How many of them a part should have. */
const PART = 16;
/** More parts than these no longer lie in the memory nearest to the processor. */
const MOST_PARTS = 1024;

/**
 * The number of a rank in a cell, from 0, as sorting would have it. The numbers of a cell have no order: when it is
 * first asked for they are dealt into parts, each above the one before, and of these only the asked ones are sorted.
 */
export function ranking({ starts, units, parts, room }: Pile, cell: number, rank: number): number {
  const from = starts[cell] as number;
  const to = starts[cell + 1] as number;
  const place = from + rank;
  if (to - from <= FEW) sort(units, from, to);
  else {
    const own = parts[cell] ?? dealt(units, from, to, room());
    parts[cell] = own;
    const part = partOf(own, place);
    sort(units, own[part] as number, own[part + 1] as number);
  }
  return units[place] as number;
}

/** The part that has a place; `starts` ends with where the last one does. */
function partOf(starts: Int32Array, place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= place) low = middle;
    else high = middle;
  }
  return low;
}

/** Deals the numbers of a cell into parts by their first bits; says where each part begins, and the last one ends. */
function dealt(units: Float64Array, from: number, to: number, room: ReturnType<Pile["room"]>): Int32Array {
  const numbers = room.numbers.subarray(0, to - from);
  numbers.set(units.subarray(from, to));
  const bits = room.bits.subarray(0, to - from);
  const [least, greatest] = setFirstBits(bits, numbers);
  const wanted = Math.min(bits.length / PART, MOST_PARTS);
  const shift = Math.max(0, Math.ceil(Math.log2((greatest - least + 1) / wanted)));
  const starts = new Int32Array(((greatest - least) >>> shift) + 2);
  countParts(bits, least, shift, starts);
  starts[0] = from;
  for (let part = 1; part < starts.length; part++)
    starts[part] = (starts[part] as number) + (starts[part - 1] as number);
  deal(bits, numbers, starts.slice(), units);
  return starts;
}

/** Which half of the 64 bits of a double has its sign, its exponent and its first digits. */
const FIRST_HALF = new Uint8Array(Uint16Array.of(1).buffer)[0] as number;

/** The first 32 bits of each number, as integers in the same order as the numbers; says the least and the greatest. */
function setFirstBits(bits: Int32Array, { buffer, byteOffset, length }: Float64Array): [number, number] {
  const halves = new Int32Array(buffer, byteOffset, 2 * length);
  let least = 0x7fff_ffff;
  let greatest = ~least;
  for (let i = 0; i < bits.length; i++) {
    const half = halves[2 * i + FIRST_HALF] as number;
    const own = half ^ ((half >> 31) & 0x7fff_ffff); // below zero a greater number has smaller bits
    bits[i] = own;
    if (own < least) least = own;
    if (own > greatest) greatest = own;
  }
  return [least, greatest];
}

/** Bits become parts, and of each the next one says how many there are. */
function countParts(bits: Int32Array, least: number, shift: number, counts: Int32Array): void {
  for (let i = 0; i < bits.length; i++) {
    const part = ((bits[i] as number) - least) >>> shift;
    bits[i] = part;
    counts[part + 1] = (counts[part + 1] as number) + 1;
  }
}

/** Sorts some of the numbers, of which there may be many where they are much alike, or sorted already. */
function sort(units: Float64Array, from: number, to: number): void {
  if (to - from > 2 * PART) {
    if (!rises(units, from, to)) units.subarray(from, to).sort();
    return;
  }
  for (let next = from + 1; next < to; next++) {
    const unit = units[next] as number;
    let place = next;
    for (; place > from && (units[place - 1] as number) > unit; place--)
      units[place] = units[place - 1] as number;
    units[place] = unit;
  }
}

function rises(units: Float64Array, from: number, to: number): boolean {
  let i = from + 1;
  while (i < to && (units[i - 1] as number) <= (units[i] as number)) i++;
  return i >= to;
}
