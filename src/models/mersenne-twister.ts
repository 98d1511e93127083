const LENGTH = 624;
const MIDDLE = 397;

/**
 * The Mersenne Twister MT19937: whole numbers from 0 up to, and without, 2^32, always the same ones for a seed.
 *
 * Source: Matsumoto and Nishimura (1998), ACM TOMACS 8 (1), seeded as in their mt19937ar.c of 2002; so that these are
 * the numbers of `std::mt19937` in C++ and of `RandomState` in NumPy. It is no source of secrets.
 */
export function mersenneTwister(seed: number): () => number {
  const state = new Uint32Array(LENGTH);
  state[0] = seed;
  for (let i = 1; i < LENGTH; i++) {
    const before = state[i - 1] as number;
    state[i] = Math.imul(before ^ (before >>> 30), 1_812_433_253) + i;
  }
  let used = LENGTH;
  return () => {
    if (used === LENGTH) {
      twist(state);
      used = 0;
    }
    return tempered(state[used++] as number);
  };
}

/**
 * Indexes from 0 up to, and without, `n`, each as likely: what a number of `next` leaves over when divided by `n`. The
 * highest numbers, of which some remainders have one more than others, are passed over.
 */
export function indexesFrom(next: () => number): (n: number) => number {
  return (n) => {
    const limit = 2 ** 32 - (2 ** 32 % n);
    let drawn = next();
    while (drawn >= limit) drawn = next();
    return drawn % n;
  };
}

/** The next 624 words: the first bit of one and the rest of the following, shifted and mixed with a later one. */
function twist(state: Uint32Array): void {
  for (let i = 0; i < LENGTH; i++) {
    const following = state[(i + 1) % LENGTH] as number;
    const mixed = ((state[i] as number) & 0x80000000) | (following & 0x7fffffff);
    const later = state[(i + MIDDLE) % LENGTH] as number;
    state[i] = later ^ (mixed >>> 1) ^ ((mixed & 1) === 0 ? 0 : 0x9908b0df);
  }
}

/** A word as it is given out, its bits spread. */
function tempered(word: number): number {
  const first = word ^ (word >>> 11);
  const second = first ^ ((first << 7) & 0x9d2c5680);
  const third = second ^ ((second << 15) & 0xefc60000);
  return (third ^ (third >>> 18)) >>> 0;
}
