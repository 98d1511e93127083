import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";

/**
 * What it is to be retained at age n: a return at it (`"on"`), at it or any later one (`"onOrAfter"`), at each age
 * from 1 to n (`"streak"`), at any of these (`"cumulative"`), or at any age of a bracket, ends included.
 */
export type Retained =
  | "on"
  | "onOrAfter"
  | "streak"
  | "cumulative"
  | { readonly brackets: readonly (readonly [number, number])[] };

/** A column of a cohort table: an age, or a bracket of ages. */
export interface AgeColumn {
  readonly age: number;
  /** The last age of a bracket; else the age itself. */
  readonly through: number;
}

/** A rule of retention, over members that have a bit for each age at which they returned. */
export interface RetentionRule {
  readonly columns: readonly AgeColumn[];
  /** The last age of which it reads the bit. */
  readonly lastAge: number;
  /** Whether what is beyond that age counts as a return at it. */
  readonly beyond: "left out" | "last";
  /**
   * Adds members to the counts of lines. `ages` are the bits of each member, `wordsEach` words of 32; `lines` is where
   * the counts of its line begin, or -1 for who is in none.
   */
  add(ages: Int32Array, wordsEach: number, lines: Int32Array, counts: Int32Array): void;
  /** Makes of the counts of a line that begin at `line` how many were retained in each column. */
  finish(counts: Int32Array, line: number): void;
}

/** The rule of an option, with columns up to an age; a bracket says itself how far it goes. */
export function retentionRule(subject: string, retained: Retained, upTo: number): RetentionRule {
  if (typeof retained === "object" && retained !== null) return bracketRule(subject, retained.brackets);
  const first = retained === "streak" || retained === "cumulative" ? 1 : 0;
  const columns = Array.from({ length: Math.max(upTo - first + 1, 0) }, (_, i) => ({
    age: first + i,
    through: first + i,
  }));
  const rule = { columns, lastAge: Math.max(upTo, 0), beyond: "left out" as const };
  switch (retained) {
    case "on":
      return { ...rule, add: addEach, finish: () => {} };
    case "onOrAfter":
      return {
        ...rule,
        beyond: "last",
        add: addLatest,
        finish: (counts, line) => addUpward(counts, line, columns),
      };
    case "streak":
      return { ...rule, add: addRun, finish: (counts, line) => addUpward(counts, line, columns) };
    case "cumulative":
      return {
        ...rule,
        add: addEarliest,
        finish: (counts, line) => addDownward(counts, line, columns),
      };
    default: {
      const right = 'write "on", "onOrAfter", "streak", "cumulative" or { brackets: [[1, 3], [4, 7]] }';
      throw new KpiError("bad-plan", `${subject}: retained is ${shown(retained)}; ${right}`);
    }
  }
}

/**
 * Adjoining brackets of one width: `evenBrackets(7, 3)` is `[[0, 6], [7, 13], [14, 20]]`. Throws a `KpiError` unless both
 * are whole numbers above 0, and all ages at most 100,000.
 */
export function evenBrackets(width: number, count: number): [number, number][] {
  for (const [name, value] of Object.entries({ width, count })) {
    if (Number.isSafeInteger(value) && value > 0) continue;
    throw new KpiError(
      "bad-plan",
      `evenBrackets: ${name} is ${shown(value)}; write a whole number, such as 7`,
    );
  }
  if (width * count - 1 > MOST_AGES) {
    const right = `write brackets up to age ${MOST_AGES}`;
    throw new KpiError("bad-plan", `evenBrackets: ${count} of ${width} ages are too many; ${right}`);
  }
  return Array.from({ length: count }, (_, i) => [i * width, (i + 1) * width - 1]);
}

function bracketRule(subject: string, brackets: readonly (readonly [number, number])[]): RetentionRule {
  const isRight = ([from, to]: readonly [number, number]) =>
    Number.isSafeInteger(from) && Number.isSafeInteger(to) && 0 <= from && from <= to && to <= MOST_AGES;
  if (!Array.isArray(brackets) || brackets.length === 0 || !brackets.every(isRight)) {
    throw new KpiError(
      "bad-plan",
      `${subject}: brackets are ages from and to, both included; write [[1, 3], [4, 7]]`,
    );
  }
  return {
    columns: brackets.map(([age, through]) => ({ age, through })),
    lastAge: Math.max(...brackets.map(([, to]) => to)),
    beyond: "left out",
    add(ages, wordsEach, lines, counts) {
      for (const [column, [from, to]] of brackets.entries()) {
        addBracket(from, to, column, ages, wordsEach, lines, counts);
      }
    },
    finish: () => {},
  };
}

/** More is a grain or an age that nobody meant. */
export const MOST_AGES = 100_000;

/** One for each age that has its bit. */
function addEach(ages: Int32Array, wordsEach: number, lines: Int32Array, counts: Int32Array): void {
  for (let member = 0; member < lines.length; member++) {
    const line = lines[member] as number;
    if (line < 0) continue;
    for (let w = 0; w < wordsEach; w++) {
      for (let bits = ages[member * wordsEach + w] as number; bits !== 0; bits &= bits - 1) {
        const at = line + 32 * w + lowestBit(bits);
        counts[at] = (counts[at] as number) + 1;
      }
    }
  }
}

/** One at the last age that has its bit. */
function addLatest(ages: Int32Array, wordsEach: number, lines: Int32Array, counts: Int32Array): void {
  for (let member = 0; member < lines.length; member++) {
    let w = wordsEach - 1;
    while (w >= 0 && ages[member * wordsEach + w] === 0) w--;
    const line = lines[member] as number;
    if (line < 0 || w < 0) continue;
    const at = line + 32 * w + 31 - Math.clz32(ages[member * wordsEach + w] as number);
    counts[at] = (counts[at] as number) + 1;
  }
}

/** One at the last age of the run from age 1 on; the columns begin at age 1. */
function addRun(ages: Int32Array, wordsEach: number, lines: Int32Array, counts: Int32Array): void {
  for (let member = 0; member < lines.length; member++) {
    const first = 32 * wordsEach * member;
    let run = 0;
    while (run + 1 < 32 * wordsEach && hasBit(ages, first + run + 1)) run++;
    const line = lines[member] as number;
    if (line >= 0 && run > 0) counts[line + run - 1] = (counts[line + run - 1] as number) + 1;
  }
}

/** One at the first age from 1 on that has its bit; the columns begin at age 1. */
function addEarliest(ages: Int32Array, wordsEach: number, lines: Int32Array, counts: Int32Array): void {
  for (let member = 0; member < lines.length; member++) {
    const first = 32 * wordsEach * member;
    let age = 1;
    while (age < 32 * wordsEach && !hasBit(ages, first + age)) age++;
    const line = lines[member] as number;
    if (line >= 0 && age < 32 * wordsEach) counts[line + age - 1] = (counts[line + age - 1] as number) + 1;
  }
}

/** One in a column where an age from `from` to `to` has its bit. */
function addBracket(
  from: number,
  to: number,
  column: number,
  ages: Int32Array,
  wordsEach: number,
  lines: Int32Array,
  counts: Int32Array,
): void {
  for (let member = 0; member < lines.length; member++) {
    const first = 32 * wordsEach * member;
    let age = from;
    while (age <= to && !hasBit(ages, first + age)) age++;
    const at = (lines[member] as number) + column;
    if (at >= column && age <= to) counts[at] = (counts[at] as number) + 1;
  }
}

/** Adds to each column all that are right of it. */
function addUpward(counts: Int32Array, line: number, { length }: readonly AgeColumn[]): void {
  for (let i = line + length - 2; i >= line; i--)
    counts[i] = (counts[i] as number) + (counts[i + 1] as number);
}

/** Adds to each column all that are left of it. */
function addDownward(counts: Int32Array, line: number, { length }: readonly AgeColumn[]): void {
  for (let i = line + 1; i < line + length; i++)
    counts[i] = (counts[i] as number) + (counts[i - 1] as number);
}

function hasBit(words: Int32Array, bit: number): boolean {
  return (((words[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1;
}

/** The number of the lowest bit that is set. */
export function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
