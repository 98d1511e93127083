import { Decimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { chiSquareTail } from "./chi-square.ts";
import { counted, isEnded, type Life, type Lifetime, livesOf, riskAlong, riskSteps } from "./lifetimes.ts";

/** What one group has to show. */
export interface LogRankGroup {
  readonly n: number;
  /** How many ended. */
  readonly observed: number;
  /** How many would have, had all groups the same survival. */
  readonly expected: Decimal;
}

/** What `logRank` gives. */
export interface LogRank<Name extends string = string> {
  readonly groups: Readonly<Record<Name, LogRankGroup>>;
  /** Null where nothing can be told: fewer than two groups had anything to expect, or nothing varies. */
  readonly chiSquare: Decimal | null;
  /** One less than the groups with something to expect, and again for each set of them never at risk beside the rest. */
  readonly degreesOfFreedom: number;
  /** How often groups with the same survival differ as much or more. */
  readonly p: Decimal | null;
}

// What is left of a variance in which this share remains is rounding
const ROUNDING = "1e-24";

/**
 * Do groups last equally long? The log-rank test (Mantel 1966), as R's `survdiff` has it: what ended in each group
 * against what would have, ending by ending. To 18 digits, however small `p` is.
 *
 * @example
 * ```ts
 * import { logRank } from "kpi-core/models";
 *
 * const lasted = (...durations: readonly number[]) => durations.map((duration) => ({ duration, ended: true }));
 * const test = logRank({ phone: lasted(1, 2, 4), mail: lasted(3, 5, 6) });
 * test.groups.phone.observed // => 3
 * test.groups.phone.expected.toFixed(4) // => "1.4833"
 * test.chiSquare?.toFixed(4) // => "2.5567"
 * test.p?.toFixed(4) // => "0.1098"
 * ```
 */
export function logRank<const Name extends string>(
  groups: Readonly<Record<Name, readonly Lifetime[]>>,
): LogRank<Name> {
  const names = Object.keys(groups) as Name[];
  if (names.length === 0)
    throw new KpiError("bad-input", "logRank: there are no groups; give lists of lifetimes by name");
  const lives = names.map((name) => livesOf(`logRank: ${name}`, groups[name], isEnded));
  const { observed, expected, variance } = compared(lives);
  const told = names.map((name, i): [Name, LogRankGroup] => [
    name,
    { n: counted(lives[i] ?? []), observed: observed[i] ?? 0, expected: expected[i] as Decimal },
  ]);
  // A group that was never at risk says nothing, and the last of the others follows from the rest
  const telling = expected.flatMap((value, i) => (value.gt(0) ? [i] : []));
  const free = telling.slice(0, -1);
  const apart = free.map((i) => new Decimal(observed[i] ?? 0).minus(expected[i] as Decimal));
  const covariance = free.map((i) => free.map((j) => variance[i]?.[j] as Decimal));
  const { square, rank } = squareOver(apart, covariance);
  const chiSquare = rank === 0 ? null : square;
  return {
    groups: Object.fromEntries(told) as Record<Name, LogRankGroup>,
    chiSquare,
    degreesOfFreedom: rank,
    p: chiSquare && chiSquareTail(chiSquare, rank),
  };
}

/** What ended in each group, what would have, and how the difference varies: hypergeometric, ending by ending. */
function compared(groups: readonly (readonly Life<Lifetime>[])[]) {
  const zero = new Decimal(0);
  const groupOf = new Map(groups.flatMap((lives, i) => lives.map((life) => [life, i] as const)));
  const along = groups.map(riskAlong);
  const observed = groups.map(() => 0);
  const expected = groups.map(() => zero);
  const variance = groups.map(() => groups.map(() => zero));
  const all = groups.flat().sort((a, b) => a.duration.cmp(b.duration));
  for (const { time, atRisk: n, leaving } of riskSteps(all)) {
    const endings = leaving.filter(({ given }) => given.ended);
    if (endings.length === 0) continue;
    for (const life of endings) {
      const group = groupOf.get(life) as number;
      observed[group] = (observed[group] ?? 0) + life.n;
    }
    const d = counted(endings);
    const shares = along.map((atRisk) => new Decimal(atRisk(time)).div(n));
    const spread = n === 1 ? zero : new Decimal(d).times(n - d).div(n - 1);
    for (const [i, share] of shares.entries()) {
      expected[i] = (expected[i] as Decimal).plus(share.times(d));
      const row = variance[i] as Decimal[];
      for (const [j, other] of shares.entries()) {
        const rest = (i === j ? new Decimal(1) : zero).minus(other);
        row[j] = (row[j] as Decimal).plus(spread.times(share).times(rest));
      }
    }
  }
  return { observed, expected, variance };
}

/**
 * `x' V⁻ x` for a covariance and its rank, by elimination without exchange of rows. What follows from the rows before,
 * or does not vary, leaves nothing in its row and is passed over.
 */
function squareOver(x: readonly Decimal[], covariance: readonly (readonly Decimal[])[]) {
  const rows = covariance.map((row, i) => [...row, x[i] as Decimal]);
  let [square, rank] = [new Decimal(0), 0];
  for (const [k, row] of rows.entries()) {
    const pivot = row[k] as Decimal;
    const original = covariance[k]?.[k] as Decimal;
    if (pivot.lte(original.times(ROUNDING))) continue;
    rank++;
    const right = row.at(-1) as Decimal;
    square = square.plus(right.pow(2).div(pivot));
    for (const below of rows.slice(k + 1)) {
      const share = (below[k] as Decimal).div(pivot);
      for (let j = k; j < below.length; j++)
        below[j] = (below[j] as Decimal).minus(share.times(row[j] as Decimal));
    }
  }
  return { square, rank };
}
