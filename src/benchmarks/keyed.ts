import { groupedBy } from "../core/many.ts";
import type { GroupKeys } from "./target.ts";

/** Values that name keys of groups, so that those for one group are found without asking each. */
export interface Keyed<V> {
  /** Those of which a group has every key. */
  matching(group: GroupKeys): V[];
  /** Pairs that name the same keys, or as many of other names: all that may be for one group and weigh the same. */
  pairs(): Iterable<readonly [V, V]>;
}

export function keyed<V>(values: readonly V[], keysOf: (value: V) => GroupKeys): Keyed<V> {
  const namesOf = (value: V) => Object.keys(keysOf(value)).sort();
  const all = [...groupedBy(values, (value) => JSON.stringify(namesOf(value))).values()].map((own) => {
    const names = namesOf(own[0] as V);
    return { names, own, byKeys: groupedBy(own, (value) => textOf(keysOf(value), names)) };
  });
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
        for (const one of a.own) for (const other of b.own) yield [one, other];
      }
    },
  };
}

/** The keys of some names; a text and a number that are written alike differ. */
function textOf(keys: GroupKeys, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => keys[name]));
}

function* everyTwo<V>(values: readonly V[]): Iterable<readonly [V, V]> {
  for (const [i, a] of values.entries()) for (const b of values.slice(i + 1)) yield [a, b];
}
