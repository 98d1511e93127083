import type { GroupKeys } from "./target.ts";

/** Values that name keys of groups, so that those for one group are found without asking each. */
export interface Keyed<V> {
  /** Those of which a group has every key, in the order in which they were given. */
  matching(group: GroupKeys): V[];
  /** Pairs that name the same keys, or as many of other names: all that may be for one group and weigh the same. */
  pairs(): [V, V][];
}

interface Entry<V> {
  readonly value: V;
  readonly place: number;
}

/** Values that name the same names, by their keys. */
interface SameNames<V> {
  readonly names: readonly string[];
  readonly byKeys: Map<string, Entry<V>[]>;
}

export function keyed<V>(values: readonly V[], keysOf: (value: V) => GroupKeys): Keyed<V> {
  const found = new Map<string, SameNames<V>>();
  for (const [place, value] of values.entries()) {
    const keys = keysOf(value);
    const names = Object.keys(keys).sort();
    const same = found.get(JSON.stringify(names)) ?? { names, byKeys: new Map() };
    found.set(JSON.stringify(names), same);
    const text = textOf(keys, names);
    const entries = same.byKeys.get(text) ?? [];
    same.byKeys.set(text, entries);
    entries.push({ value, place });
  }
  const all = [...found.values()];
  return {
    matching(group) {
      const own = all.flatMap(({ names, byKeys }) =>
        names.every((name) => Object.hasOwn(group, name)) ? (byKeys.get(textOf(group, names)) ?? []) : [],
      );
      return own.sort((a, b) => a.place - b.place).map(({ value }) => value);
    },
    pairs() {
      const alike = all.flatMap(({ byKeys }) => [...byKeys.values()].flatMap(everyTwo));
      const other = everyTwo(all)
        .filter(([a, b]) => a.names.length === b.names.length)
        .flatMap(([a, b]) =>
          [...a.byKeys.values()]
            .flat()
            .flatMap((one) =>
              [...b.byKeys.values()].flat().map((another): [Entry<V>, Entry<V>] => [one, another]),
            ),
        );
      return [...alike, ...other]
        .map(([a, b]) => (a.place < b.place ? ([a, b] as const) : ([b, a] as const)))
        .sort(([a, b], [c, d]) => a.place - c.place || b.place - d.place)
        .map(([a, b]) => [a.value, b.value]);
    },
  };
}

/** The keys of some names; a text and a number that are written alike differ. */
function textOf(keys: GroupKeys, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => keys[name]));
}

function everyTwo<V>(values: readonly V[]): [V, V][] {
  return values.flatMap((a, i) => values.slice(i + 1).map((b): [V, V] => [a, b]));
}
