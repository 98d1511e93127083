import { Decimal, type Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { numberOf } from "./exact-amounts.ts";
import { listOf } from "./quantities.ts";

/** Whose rules: those of Western Electric (1956), of Nelson (1984), or Wheeler's for process behaviour charts. */
export type RuleSet = "western electric" | "nelson" | "wheeler";

/** What a pattern of points is called. */
export type RunRule =
  | "beyond limits"
  | "two of three"
  | "three of four"
  | "four of five"
  | "run"
  | "trend"
  | "alternation"
  | "stratification"
  | "mixture";

/** A pattern that a steady process hardly ever makes, from its first point to its last; the first place is 0. */
export interface RunSignal {
  readonly rule: RunRule;
  readonly from: number;
  readonly to: number;
}

/**
 * A chart with one line in the middle and limits alike on both sides, such as of individuals, means, shares or counts.
 */
export interface RuledChart {
  readonly centre: Numeric;
  readonly points: readonly { readonly value: Numeric | null; readonly sigma: Numeric | null }[];
}

/** A point, and how many standard errors of its own it is from the centre line. */
interface Place {
  readonly value: Decimal;
  readonly z: Decimal;
}

/** So many points on end. */
interface Pattern {
  readonly rule: RunRule;
  readonly length: number;
  readonly holds: (window: readonly Place[]) => boolean;
}

/** So many of the points are more than `far` away on one side, and, unless said, the last is one of them. */
const zone = (rule: RunRule, some: number, length: number, far: number, last = true): Pattern => ({
  ...{ rule, length },
  holds: (window) =>
    [1, -1].some((side) => {
      const out = window.map(({ z }) => z.times(side).gt(far));
      return (out.at(-1) === true || !last) && out.filter(Boolean).length >= some;
    }),
});
/** All on one side; a point on the centre line is on neither. */
const run = (length: number): Pattern => zone("run", length, length, 0);
const beyond = zone("beyond limits", 1, 1, 3);
// Of the values: equal ones may be of several sizes, and so at several distances in standard errors
const steps = (window: readonly Place[]) =>
  window.slice(1).map(({ value }, i) => value.cmp(window[i]?.value ?? value));

const trend: Pattern = {
  ...{ rule: "trend", length: 6 },
  holds: (window) => [1, -1].some((way) => steps(window).every((step) => step === way)),
};
const alternation: Pattern = {
  ...{ rule: "alternation", length: 14 },
  holds: (window) => steps(window).every((step, i, all) => step !== 0 && step !== all[i - 1]),
};
const stratification: Pattern = {
  ...{ rule: "stratification", length: 15 },
  holds: (window) => window.every(({ z }) => z.abs().lte(1)),
};
const mixture: Pattern = {
  ...{ rule: "mixture", length: 8 },
  holds: (window) =>
    window.every(({ z }) => z.abs().gt(1)) && [1, -1].every((side) => window.some(({ z }) => z.s === side)),
};

const zones = [zone("two of three", 2, 3, 2), zone("four of five", 4, 5, 1)];
const sets: Readonly<Record<RuleSet, readonly Pattern[]>> = {
  "western electric": [beyond, ...zones, run(8)],
  nelson: [beyond, run(9), trend, alternation, ...zones, stratification, mixture],
  // Three of four nearer to the limit than to the centre line
  wheeler: [beyond, zone("three of four", 3, 4, 1.5, false), run(8)],
};

/**
 * The signals of a control chart by a set of run rules, in the order of their last points:
 *
 * - Western Electric: one point beyond 3 sigma, two of three beyond 2, four of five beyond 1, a run of 8 on one side;
 * - Nelson: one beyond 3; a run of 9; 6 that rise or fall; 14 that alternate; two of three; four of five; 15 within 1
 *   sigma; 8 beyond 1 on both sides;
 * - Wheeler: one beyond 3, three of four beyond 1.5, a run of 8.
 *
 * A point on a limit is not beyond it, one on the centre line ends a run, equal neighbours end a trend; of two of three
 * and four of five the last point is itself beyond, of three of four any three. A point without a value or limits ends
 * every pattern. More rules find shifts sooner and give more false alarms. They are not for moving ranges, ranges and
 * deviations, nor for weighted averages and cumulative sums, whose points are not even about the centre line or carry
 * those before.
 *
 * @example
 * ```ts
 * import { individualsChart, runRules } from "kpi-core/models";
 *
 * // About 10 with moves of 1.4 on average, then eight that are all above it, though none by much
 * const values = [9, 11, 10, 9, 11, 10, 11, 11, 12, 11, 11, 12, 11, 11];
 * const chart = individualsChart({ values, baseline: 6 });
 * chart === null ? [] : runRules(chart, "wheeler") // => [{ rule: "run", from: 6, to: 13 }]
 * ```
 */
export function runRules(chart: RuledChart, set: RuleSet): readonly RunSignal[] {
  const patterns = Object.hasOwn(sets, set) ? sets[set] : null;
  if (patterns === null) {
    const right = `write ${Object.keys(sets).map(shown).join(" or ")}`;
    throw new KpiError("bad-input", `runRules: the set is ${shown(set)}; ${right}`);
  }
  const centre = numberOf("runRules: centre", chart.centre);
  const places = listOf("runRules: points", chart.points).map(({ value, sigma }, at): Place | null => {
    if (value === null || sigma === null) return null;
    const subject = `runRules: point ${at + 1}`;
    const read = numberOf(subject, value);
    return { value: read, z: inSigmas(read.minus(centre), numberOf(`${subject}: sigma`, sigma)) };
  });
  return places.flatMap((_, to) =>
    patterns.flatMap(({ rule, length, holds }) => {
      const from = to - length + 1;
      const window = places.slice(Math.max(from, 0), to + 1).filter((place) => place !== null);
      return window.length === length && holds(window) ? [{ rule, from, to }] : [];
    }),
  );
}

/** Where nothing varies, whatever is off the line is beyond every limit. */
function inSigmas(away: Decimal, sigma: Decimal): Decimal {
  // Not to the last digit: a point on a limit stays on it where sigma has no last digit
  if (sigma.gt(0)) return away.div(sigma).toSignificantDigits(30);
  return away.isZero() ? away : new Decimal(away.gt(0) ? 4 : -4);
}
