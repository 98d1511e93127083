import type { GroupKeys } from "./target.ts";

/** Values that name keys of groups, so that those for one group are found without asking each. */
export interface Keyed<V> {
  /** Those of which a group has every key. */
  matching(group: GroupKeys): V[];
  /** Pairs that name the same keys, or as many of other names: all that may be for one group and weigh the same. */
  pairs(): Iterable<readonly [V, V]>;
}

/** Values that name the same names, by their keys. */
interface SameNames<V> {
  readonly names: readonly string[];
  readonly byKeys: Map<string, V[]>;
}

export function keyed<V>(values: readonly V[], keysOf: (value: V) => GroupKeys): Keyed<V> {
  const byNames = new Map<string, SameNames<V>>();
  for (const value of values) {
    const keys = keysOf(value);
    const names = Object.keys(keys).sort();
    const { byKeys } = found(byNames, JSON.stringify(names), () => ({ names, byKeys: new Map() }));
    found(byKeys, textOf(keys, names), () => []).push(value);
  }
  const all = [...byNames.values()];
  return {
    matching: (group) =>
      all.flatMap(({ names, byKeys }) => {
        const has = names.every((name) => Object.hasOwn(group, name));
        return has ? (byKeys.get(textOf(group, names)) ?? []) : [];
      }),
    *pairs() {
      for (const { byKeys } of all) for (const same of byKeys.values()) yield* everyTwo(same);
      for (const [a, b] of everyTwo(all)) {
        if (a.names.length !== b.names.length) continue;
        const others = [...b.byKeys.values()].flat();
        for (const one of [...a.byKeys.values()].flat()) for (const other of others) yield [one, other];
      }
    },
  };
}

/** The keys of some names; a text and a number that are written alike differ. */
function textOf(keys: GroupKeys, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => keys[name]));
}

function found<V>(map: Map<string, V>, name: string, make: () => V): V {
  const value = map.get(name) ?? make();
  map.set(name, value);
  return value;
}

function* everyTwo<V>(values: readonly V[]): Iterable<readonly [V, V]> {
  for (const [i, a] of values.entries()) for (const b of values.slice(i + 1)) yield [a, b];
}
