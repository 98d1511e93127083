// A span of many periods is written at its two ends only: up where it begins, down where it ends, and all between is
// added up along the periods afterwards

/** Of each row that is counted: the periods from the first up to, and without, the last; none where they are equal. */
export interface Stays {
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** Adds the units of rows, or 1 for each, to every cell that they are in. Totals stay below 2^53. */
export function addStays(
  { first, last }: Stays,
  groupOf: Int32Array,
  groups: number,
  units: Float64Array | null,
  periods: number,
): Float64Array {
  const changes = new Float64Array((periods + 1) * groups);
  if (units === null) countChanges(first, last, groupOf, groups, changes);
  else addChanges(first, last, groupOf, groups, units, changes);
  return alongPeriods(changes, groups, periods);
}

function countChanges(
  first: Int32Array,
  last: Int32Array,
  groupOf: Int32Array,
  groups: number,
  changes: Float64Array,
): void {
  for (let row = 0; row < first.length; row++) {
    const from = first[row] as number;
    const to = last[row] as number;
    if (from >= to) continue;
    const up = from * groups + (groupOf[row] as number);
    const down = to * groups + (groupOf[row] as number);
    changes[up] = (changes[up] as number) + 1;
    changes[down] = (changes[down] as number) - 1;
  }
}

function addChanges(
  first: Int32Array,
  last: Int32Array,
  groupOf: Int32Array,
  groups: number,
  units: Float64Array,
  changes: Float64Array,
): void {
  for (let row = 0; row < first.length; row++) {
    const from = first[row] as number;
    const to = last[row] as number;
    if (from >= to) continue;
    const value = units[row] as number;
    const up = from * groups + (groupOf[row] as number);
    const down = to * groups + (groupOf[row] as number);
    changes[up] = (changes[up] as number) + value;
    changes[down] = (changes[down] as number) - value;
  }
}

/** Changes become what they add up to, group by group, along the periods. */
function alongPeriods(changes: Float64Array, groups: number, periods: number): Float64Array {
  for (let cell = groups; cell < periods * groups; cell++) {
    changes[cell] = (changes[cell] as number) + (changes[cell - groups] as number);
  }
  return changes.subarray(0, periods * groups);
}

/** Where spans lie on a clock: their ends, and where periods begin on it. A span that is no longer than 0 is none. */
export interface Stretches {
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly bounds: Float64Array;
  /** The periods that they begin and end in; -1 outside, and for an end at the last bound. */
  readonly begins: Int32Array;
  readonly ends: () => Int32Array;
}

/** How long spans lie in each cell: parts of its period, and how many reach from one end of it to the other. */
export interface Lengths {
  readonly parts: Float64Array;
  readonly whole: Float64Array;
}

export function noLengths(periods: number, groups: number): Lengths {
  return { parts: new Float64Array(periods * groups), whole: new Float64Array((periods + 1) * groups) };
}

/** Adds how long spans lie inside each period, times their units where there are any. Totals stay below 2^53. */
export function addLengths(
  { from, to, bounds, begins, ends }: Stretches,
  groupOf: Int32Array,
  groups: number,
  units: Float64Array | null,
  { parts, whole }: Lengths,
): void {
  const periods = bounds.length - 1;
  const endsIn = ends();
  for (let row = 0; row < from.length; row++) {
    const start = from[row] as number;
    const end = to[row] as number;
    if (!(start < end)) continue;
    const group = groupOf[row] as number;
    const weight = units === null ? 1 : (units[row] as number);
    const first = begins[row] as number;
    const begun = first * groups + group;
    const next = bounds[first + 1] as number;
    if (end <= next) {
      parts[begun] = (parts[begun] as number) + weight * (end - start);
      continue;
    }
    parts[begun] = (parts[begun] as number) + weight * (next - start);
    const ending = endsIn[row] as number;
    const last = ending < 0 ? periods : ending;
    const up = (first + 1) * groups + group;
    const down = last * groups + group;
    whole[up] = (whole[up] as number) + weight;
    whole[down] = (whole[down] as number) - weight;
    if (last < periods) parts[down] = (parts[down] as number) + weight * (end - (bounds[last] as number));
  }
}

/** Milliseconds in each cell. */
export function lengthsIn({ parts, whole }: Lengths, bounds: Float64Array, groups: number): Float64Array {
  const periods = bounds.length - 1;
  const covering = alongPeriods(whole.slice(), groups, periods);
  return parts.map((part, cell) => {
    const period = Math.floor(cell / groups);
    const length = (bounds[period + 1] as number) - (bounds[period] as number);
    return part + length * (covering[cell] as number);
  });
}
