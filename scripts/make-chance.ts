/** Chance that is the same at every run, for the scripts that invent data. */

/** Numbers from 0 up to 1: the generator mulberry32 of Tommy Ettinger. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the names, each as often as its share says. */
export function picked<Name extends string>(chance: number, shares: Readonly<Record<Name, number>>): Name {
  let passed = 0;
  for (const [name, share] of Object.entries<number>(shares)) {
    passed += share;
    if (chance < passed) return name as Name;
  }
  throw new RangeError(`the shares add up to ${passed}, and not to 1`);
}
