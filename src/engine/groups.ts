import type { Key } from "./table.ts";

/** The keys of a group, one for each name in `by`. */
export type Group = readonly Key[];

/** The keys of rows under one name: the code of each row is a place in `values`. */
export interface KeyColumn {
  readonly codes: Int32Array;
  readonly values: readonly Key[];
}

export function keyColumnOf(keys: readonly Key[]): KeyColumn {
  const values = [...new Set(keys)];
  const codeOf = new Map(values.map((key, code) => [key, code]));
  return { values, codes: Int32Array.from(keys, (key) => codeOf.get(key) as number) };
}

/** The group of each row: its code is a place in `groups`. */
export interface GroupColumn {
  readonly codes: Int32Array;
  readonly groups: readonly Group[];
  /** Those of the groups that some row is in. */
  readonly occurring: readonly Group[];
}

/** Names one after the other: the groups by all but the last, each with the keys of the last that occur with it. */
export function groupColumn(keys: readonly KeyColumn[], rows: number): GroupColumn {
  const [first, ...others] = keys;
  if (first === undefined) return { codes: new Int32Array(rows), groups: [[]], occurring: [[]] };
  return others.reduce(withKeys, byOneKey(first));
}

function byOneKey({ codes, values }: KeyColumn): GroupColumn {
  return among(
    codes,
    values.map((key) => [key]),
  );
}

/** Groups by their codes, of which some may be of no row. */
function among(codes: Int32Array, groups: readonly Group[]): GroupColumn {
  const seen = seenAmong(codes, groups.length);
  return { codes, groups, occurring: groups.filter((_, code) => seen[code] === 1) };
}

function seenAmong(codes: Int32Array, count: number): Uint8Array {
  const seen = new Uint8Array(count);
  for (let row = 0, left = count; row < codes.length && left > 0; row++) {
    const code = codes[row] as number;
    left -= 1 - (seen[code] as number);
    seen[code] = 1;
  }
  return seen;
}

/** Where there are so many rows for each pair of keys, a group for every pair costs less than to ask which occur. */
const MANY = 256;

function withKeys(before: GroupColumn, own: KeyColumn): GroupColumn {
  const pairs = before.groups.length * own.values.length;
  return pairs * MANY <= own.codes.length ? withEvery(before, own) : withOccurring(before, own);
}

function withEvery({ codes: before, groups }: GroupColumn, { codes: own, values }: KeyColumn): GroupColumn {
  const codes = new Int32Array(own.length);
  const width = values.length;
  for (let row = 0; row < codes.length; row++)
    codes[row] = (before[row] as number) * width + (own[row] as number);
  return among(
    codes,
    groups.flatMap((group) => values.map((key) => [...group, key])),
  );
}

function withOccurring(
  { codes: before, groups }: GroupColumn,
  { codes: own, values }: KeyColumn,
): GroupColumn {
  const codes = new Int32Array(own.length);
  const found: Group[] = [];
  const places = new Places(groups.length * values.length);
  const width = values.length;
  for (let row = 0; row < codes.length; row++) {
    const pair = (before[row] as number) * width + (own[row] as number);
    let code = places.get(pair);
    if (code < 0) {
      code = found.length;
      places.set(pair, code);
      const group = groups[before[row] as number] as Group;
      found.push([...group, values[own[row] as number] as Key]);
    }
    codes[row] = code;
  }
  return { codes, groups: found, occurring: found };
}

const MOST_DENSE = 2 ** 21;

/** Small integers by number: in an array where that is not too long, else in a map. -1 where there is none. */
class Places {
  private readonly dense: Int32Array | null;
  private readonly sparse = new Map<number, number>();
  constructor(size: number) {
    this.dense = size <= MOST_DENSE ? new Int32Array(size).fill(-1) : null;
  }
  get(key: number): number {
    return this.dense === null ? (this.sparse.get(key) ?? -1) : (this.dense[key] as number);
  }
  set(key: number, place: number): void {
    if (this.dense === null) this.sparse.set(key, place);
    else this.dense[key] = place;
  }
}

/** Every group of some, each once, sorted; without `by` the one group of all. */
export function groupsIn(groups: readonly Group[], names: number): Group[] {
  if (names === 0) return [[]];
  const found = new Map(groups.map((group) => [textOf(group), group]));
  return [...found.values()].sort(inOrder);
}

/** The number that each of some groups has among `groups`. */
export function numbersOf(groups: readonly Group[], some: readonly Group[]): Int32Array {
  const numbers = new Map(groups.map((group, number) => [textOf(group), number]));
  return Int32Array.from(some, (group) => numbers.get(textOf(group)) ?? -1);
}

/** The number of each row's group among `groups`. */
export function renumbered({ codes, groups: own }: GroupColumn, groups: readonly Group[]): Int32Array {
  const numbers = numbersOf(groups, own);
  if (numbers.every((number, code) => number === code)) return codes;
  const found = new Int32Array(codes.length);
  for (let row = 0; row < found.length; row++) found[row] = numbers[codes[row] as number] ?? -1;
  return found;
}

/** A text that keeps the types apart: `null`, `"null"`, `1` and `"1"`; and -0 is 0. */
function textOf(group: Group): string {
  return JSON.stringify(group);
}

const ranks: Readonly<Record<string, number>> = { number: 0, string: 1, boolean: 2, object: 3 };

/** Numbers, texts by code unit, flags, and null last; no locale decides. */
function inOrder(a: Group, b: Group): number {
  for (const [i, left] of a.entries()) {
    const right = b[i] as Key;
    const rank = (ranks[typeof left] ?? 0) - (ranks[typeof right] ?? 0);
    if (rank !== 0) return rank;
    if (left !== null && right !== null && left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
