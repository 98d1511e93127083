import type { Key } from "./table.ts";

/** The keys of a group, one for each name in `by`. */
export type Group = readonly Key[];

/** Every group that rows have, each once, sorted; without `by` the one group of all. */
export function groupsIn(keys: readonly Group[], names: number): Group[] {
  if (names === 0) return [[]];
  const found = new Map(keys.map((group) => [textOf(group), group]));
  return [...found.values()].sort(inOrder);
}

/** The number that each of some groups has among `groups`. */
export function numbersOf(groups: readonly Group[], some: readonly Group[]): Int32Array {
  const numbers = new Map(groups.map((group, number) => [textOf(group), number]));
  return Int32Array.from(some, (group) => numbers.get(textOf(group)) ?? -1);
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
