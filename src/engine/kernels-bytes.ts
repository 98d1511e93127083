// Bytes four at a time, as one integer: none has its first bit set, so that what is added to one does not reach the next

const ONES = 0x0101_0101;
const FIRST_BITS = 0x8080_8080 | 0;
const OTHER_BITS = 0x7f7f_7f7f;

/** Bytes that begin where an integer does, by fours; some may be left over at the end. */
function foursOf({ buffer, byteOffset, length }: Uint8Array): Int32Array {
  return new Int32Array(buffer, byteOffset, length >> 2);
}

/** How many of some bytes are one number. */
export function countOf(bytes: Uint8Array, number: number): number {
  const fours = foursOf(bytes);
  const same = number * ONES;
  let count = 0;
  for (let i = 0; i < fours.length; i++) {
    // Only where a byte is another number the sum has its first bit set
    const others = ((((fours[i] as number) ^ same) + OTHER_BITS) & FIRST_BITS) >>> 7;
    count += 4 - (Math.imul(others, ONES) >>> 24);
  }
  for (let i = 4 * fours.length; i < bytes.length; i++) count += +(bytes[i] === number);
  return count;
}

/** Keeps the smaller one of two bytes. */
export function keepLess(bytes: Uint8Array, kept: Uint8Array): void {
  const [fours, before] = [foursOf(bytes), foursOf(kept)];
  for (let i = 0; i < fours.length; i++) {
    const [four, old] = [fours[i] as number, before[i] as number];
    const notLess = ((((four | FIRST_BITS) - old) & FIRST_BITS) >>> 7) * 255;
    before[i] = (old & notLess) | (four & ~notLess);
  }
  for (let i = 4 * fours.length; i < bytes.length; i++)
    kept[i] = Math.min(bytes[i] as number, kept[i] as number);
}

/** Kleene's logic of false, true and unknown, which are 0, 1 and 2, for each of the four at once. */
type Logic = (a: number, b: number) => number;

const both: Logic = (a, b) => {
  const notFalse = (a | (a >>> 1)) & (b | (b >>> 1)) & ONES;
  const unknown = ((a | b) >>> 1) & notFalse;
  return (notFalse ^ unknown) | (unknown << 1);
};

const either: Logic = (a, b) => {
  const isTrue = (a | b) & ONES;
  const unknown = ((a | b) >>> 1) & ONES & ~isTrue;
  return isTrue | (unknown << 1);
};

export function bothOf(a: Uint8Array, b: Uint8Array, into: Uint8Array): void {
  const [left, right, fours] = [foursOf(a), foursOf(b), foursOf(into)];
  for (let i = 0; i < fours.length; i++) fours[i] = both(left[i] as number, right[i] as number);
  for (let i = 4 * fours.length; i < into.length; i++) into[i] = both(a[i] as number, b[i] as number);
}

export function eitherOf(a: Uint8Array, b: Uint8Array, into: Uint8Array): void {
  const [left, right, fours] = [foursOf(a), foursOf(b), foursOf(into)];
  for (let i = 0; i < fours.length; i++) fours[i] = either(left[i] as number, right[i] as number);
  for (let i = 4 * fours.length; i < into.length; i++) into[i] = either(a[i] as number, b[i] as number);
}
