/**
 * The number of the period that an instant lies in, given sorted boundaries (n + 1 of them for n periods):
 * the greatest i with `bounds[i] <= t`, or -1 when `t` is outside, at the last boundary, or NaN.
 *
 * Periods of a calendar are nearly equally long, so a proportional guess is right or one off.
 *
 * @example
 * ```ts
 * import { locate } from "kpi-core/periods";
 *
 * locate(Float64Array.of(0, 31, 59, 90), 58) // => 1
 * ```
 */
export function locate(bounds: Float64Array, t: number): number {
  const last = bounds.length - 1;
  const start = bounds[0] as number;
  const end = bounds[last] as number;
  return t >= start && t < end ? settle(bounds, ((t - start) / (end - start)) * last, t) : -1;
}

/**
 * `locate` for many instants: one period number each, -1 for those outside and for NaN. Who asks often gives an array
 * to write them into.
 */
export function assign(
  bounds: Float64Array,
  times: Float64Array,
  found: Int32Array = new Int32Array(times.length),
): Int32Array {
  assigner(bounds, times.length)(times, found);
  return found;
}

/** `assign` for so many instants in all, which come in several arrays. */
export function assigner(
  bounds: Float64Array,
  many: number,
): (times: Float64Array, found: Int32Array) => void {
  if (bounds.length === 2) return (times, found) => assignToOne(bounds, times, found);
  const periods = many < MANY ? null : periodsOfSlots(bounds);
  return periods === null
    ? (times, found) => assignByGuess(bounds, times, found)
    : (times, found) => assignBySlot(bounds, periods, times, found);
}

function assignToOne(bounds: Float64Array, times: Float64Array, found: Int32Array): void {
  const start = bounds[0] as number;
  const end = bounds[1] as number;
  for (let i = 0; i < times.length; i++) {
    const t = times[i] as number;
    found[i] = (+(t >= start) & +(t < end)) - 1;
  }
}

function assignByGuess(bounds: Float64Array, times: Float64Array, found: Int32Array): void {
  const last = bounds.length - 1;
  const start = bounds[0] as number;
  const end = bounds[last] as number;
  const scale = last / (end - start);
  for (let i = 0; i < times.length; i++) {
    const t = times[i] as number;
    found[i] = t >= start && t < end ? settle(bounds, (t - start) * scale, t) : -1;
  }
}

const MANY = 2 ** 17;
const MOST_SLOTS = 2 ** 19;
const SLOT = 900_000;

/**
 * The period of each quarter of an hour; null where a period begins within one, or they are too many for a table.
 * Where there are more instants than slots, to look up is quicker than to guess and see.
 */
function periodsOfSlots(bounds: Float64Array): Int32Array | null {
  const last = bounds.length - 1;
  const start = bounds[0] as number;
  const slots = ((bounds[last] as number) - start) / SLOT;
  if (!(slots <= MOST_SLOTS) || !bounds.every((bound) => (bound - start) % SLOT === 0)) return null;
  const periods = new Int32Array(slots);
  for (let i = 0; i < last; i++) {
    periods.fill(i, ((bounds[i] as number) - start) / SLOT, ((bounds[i + 1] as number) - start) / SLOT);
  }
  return periods;
}

function assignBySlot(
  bounds: Float64Array,
  periods: Int32Array,
  times: Float64Array,
  found: Int32Array,
): void {
  const start = bounds[0] as number;
  const end = bounds[bounds.length - 1] as number;
  for (let i = 0; i < times.length; i++) {
    const t = times[i] as number;
    found[i] = t >= start && t < end ? (periods[((t - start) / SLOT) | 0] as number) : -1;
  }
}

const NEAR = 4;

/** From a guess to the period of an instant that lies within the bounds. */
function settle(bounds: Float64Array, guess: number, t: number): number {
  let i = guess | 0;
  const least = i - NEAR;
  const most = i + NEAR;
  while (t < (bounds[i] as number)) if (--i < least) return bisect(bounds, t);
  while (t >= (bounds[i + 1] as number)) if (++i > most) return bisect(bounds, t);
  return i;
}

/** For ragged boundaries, such as minutes followed by years. */
function bisect(bounds: Float64Array, t: number): number {
  let low = 0;
  let high = bounds.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) <= t) low = middle;
    else high = middle;
  }
  return low;
}
