// Bytes four at a time, as one integer: none has its first bit set, so that what is added to one does not reach the next

const ONES = 0x0101_0101;
const FIRST_BITS = 0x8080_8080 | 0;
const OTHER_BITS = 0x7f7f_7f7f;

/** Bytes that begin where an integer does, by fours; some may be left over at the end. */
function foursOf({ buffer, byteOffset, length }: Uint8Array): Int32Array {
  return new Int32Array(buffer, byteOffset, length >> 2);
}

/** Whether all bytes are 0. */
export function areZero(bytes: Uint8Array): boolean {
  const fours = foursOf(bytes);
  for (let i = 0; i < fours.length; i++) if (fours[i] !== 0) return false;
  for (let i = 4 * fours.length; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}

/** Keeps the smaller one of two bytes. */
export function keepLess(bytes: Uint8Array, kept: Uint8Array): void {
  const [fours, before] = [foursOf(bytes), foursOf(kept)];
  for (let i = 0; i < fours.length; i++) {
    const four = fours[i] as number;
    const old = before[i] as number;
    const notLess = ((((four | FIRST_BITS) - old) & FIRST_BITS) >>> 7) * 255;
    before[i] = (old & notLess) | (four & ~notLess);
  }
  for (let i = 4 * fours.length; i < bytes.length; i++)
    kept[i] = Math.min(bytes[i] as number, kept[i] as number);
}

/** Those that are 0 become what a flag says: `ofFalse`, 0 where it is true, `ofUnknown`. */
export function markZeros(bytes: Uint8Array, flags: Uint8Array, ofFalse: number, ofUnknown: number): void {
  const [fours, flagFours] = [foursOf(bytes), foursOf(flags)];
  for (let i = 0; i < fours.length; i++) {
    const four = fours[i] as number;
    const flag = flagFours[i] as number;
    const isUnknown = (flag >>> 1) & ONES;
    const isFalse = ~(flag | isUnknown) & ONES;
    // Only where a byte is 0 the sum has no first bit
    const zeros = ((~(four + OTHER_BITS) & FIRST_BITS) >>> 7) * 255;
    fours[i] = four | ((Math.imul(isFalse, ofFalse) | Math.imul(isUnknown, ofUnknown)) & zeros);
  }
  const said = [ofFalse, 0, ofUnknown];
  for (let i = 4 * fours.length; i < bytes.length; i++)
    if (bytes[i] === 0) bytes[i] = said[flags[i] as number] as number;
}

/** How often each number is among the bytes. */
export function timesOf(bytes: Uint8Array): Int32Array {
  const fours = foursOf(bytes);
  // Each of the four has its own counts: where a number comes again and again, none waits for the one before
  const counts = new Int32Array(4 * 128);
  for (let i = 0; i < fours.length; i++) {
    const four = fours[i] as number;
    const first = four & 127;
    const second = ((four >>> 8) & 127) | 128;
    const third = ((four >>> 16) & 127) | 256;
    const fourth = (four >>> 24) | 384;
    counts[first] = (counts[first] as number) + 1;
    counts[second] = (counts[second] as number) + 1;
    counts[third] = (counts[third] as number) + 1;
    counts[fourth] = (counts[fourth] as number) + 1;
  }
  for (let i = 4 * fours.length; i < bytes.length; i++)
    counts[bytes[i] as number] = (counts[bytes[i] as number] as number) + 1;
  const times = counts.subarray(0, 128);
  for (let i = 128; i < counts.length; i++)
    times[i & 127] = (times[i & 127] as number) + (counts[i] as number);
  return times;
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
