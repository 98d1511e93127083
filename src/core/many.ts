// What lists of any length ask for

/** The greatest of them and `least`. `Math.max` takes numbers as arguments, of which some 100,000 are too many. */
export function greatestOf(numbers: Iterable<number>, least = Number.NEGATIVE_INFINITY): number {
  let greatest = least;
  for (const number of numbers) greatest = Math.max(greatest, number);
  return greatest;
}

/**
 * All of them combined in their order, two by two, then what came of it, until one is left: where results grow, none
 * of them is combined as often as there are values. There is one value at least.
 */
export function combined<V>(values: readonly V[], combine: (a: V, b: V) => V): V {
  let left = values;
  while (left.length > 1) {
    const pairs = left;
    left = Array.from({ length: Math.ceil(pairs.length / 2) }, (_, i) => {
      const [a, b] = pairs.slice(2 * i, 2 * i + 2) as [V, V | undefined];
      return b === undefined ? a : combine(a, b);
    });
  }
  return left[0] as V;
}

/** The entries of each key, as given; keys as first seen. */
export function groupedBy<E, K>(entries: readonly E[], keyOf: (entry: E) => K): Map<K, E[]> {
  const lists = new Map<K, E[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [entry]);
    else list.push(entry);
  }
  return lists;
}
