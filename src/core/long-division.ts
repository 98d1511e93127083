import { Decimal, PRECISION } from "./decimal.ts";

/** decimal.js keeps digits seven by seven, as words; so does this. */
const WORD = 10_000_000;
const WORD_DIGITS = 7;

/** What is left of a division by less than this, times a word, is an integer that a double holds. */
const MOST_DIVISOR = Math.floor(Number.MAX_SAFE_INTEGER / WORD);

/** True where integers can be divided in doubles: of such ones `Math.floor` of the quotient is exact. */
export function fitsDoubles(size: number, divisor: number): boolean {
  return size <= Number.MAX_SAFE_INTEGER && divisor <= MOST_DIVISOR;
}

/** `size / divisor` to 34 digits, half to even, word after word as by hand; neither is below zero. */
export function longDivision(size: number, divisor: number, sign: number): Decimal {
  const words = [0, 0, 0, 0, 0, 0];
  let length = setWords(words, Math.floor(size / divisor));
  let before = length; // so many words come before the point
  let rest = size % divisor;
  let wanted = length === 0 ? 1 : wordsWanted(words);
  while (rest > 0 && length < wanted) {
    const reach = rest * WORD;
    const word = Math.floor(reach / divisor);
    rest = reach - word * divisor;
    if (word === 0 && length === 0) before--;
    else {
      words[length++] = word;
      if (length === 1) wanted = wordsWanted(words);
    }
  }
  if (length === wanted) round(words, length, rest, divisor);
  while (words[length - 1] === 0) length--;
  return decimalOfWords(words, length, before, sign);
}

/** Writes the words of an integer that a double holds; says how many these are, none of 0. */
function setWords(words: number[], whole: number): number {
  if (whole === 0) return 0;
  const before = whole < WORD ? 0 : setWords(words, Math.floor(whole / WORD));
  words[before] = whole % WORD;
  return before + 1;
}

/** How many words have all digits that are kept; the last one may have some more. */
function wordsWanted(words: readonly number[]): number {
  return 1 + Math.ceil((PRECISION - digitsOf(words[0] as number)) / WORD_DIGITS);
}

function digitsOf(word: number): number {
  let digits = 1;
  for (let left = word; left >= 10; left /= 10) digits++;
  return digits;
}

/**
 * Rounds the last word to the digits that are kept, and carries to the words before it. It does not reach the first: no
 * such quotient is so near to a power of ten.
 */
function round(words: number[], length: number, rest: number, divisor: number): void {
  let place = length - 1;
  const last = words[place] as number;
  const unit = 10 ** (digitsOf(words[0] as number) + WORD_DIGITS * place - PRECISION);
  const kept = Math.floor(last / unit);
  const twice = 2 * ((last - kept * unit) * divisor + rest);
  const up = twice > unit * divisor || (twice === unit * divisor && kept % 2 === 1);
  words[place] = (up ? kept + 1 : kept) * unit;
  while (words[place] === WORD) {
    words[place] = 0;
    place--;
    words[place] = (words[place] as number) + 1;
  }
}

type Digits = { -readonly [Part in "s" | "e" | "d"]: Decimal[Part] };

/** A decimal by the parts that decimal.js documents: its sign, the power of ten of its first digit, its words. */
function decimalOfWords(words: readonly number[], length: number, before: number, sign: number): Decimal {
  const made: Digits = new Decimal(0);
  made.s = sign;
  made.e = (before - 1) * WORD_DIGITS + digitsOf(words[0] as number) - 1;
  made.d = words.slice(0, length);
  return made as Decimal;
}
