import { KpiError } from "../core/errors.ts";
import { combined, groupedBy } from "../core/many.ts";
import { type Fold, folds } from "./folds.ts";
import { type Group, groupsIn, numbersOf } from "./groups.ts";
import { joined, regrouped, type State, trimmed } from "./state.ts";
import {
  asOfOf,
  type Ledgers,
  namesOf,
  type Refusal,
  rangeOfPeriods,
  requireApart,
  type Tallied,
  type TallyData,
} from "./tally.ts";
import { sealed, type Tally } from "./tally-json.ts";

/**
 * Several tallies as one: those of the same periods are parts (other records), those of adjacent ranges follow one
 * another; in any order. Each measure adds up by its own rule; what does not is none in the report, as
 * `not-mergeable`. Ledgers add up too: a row that two tallies read is in them twice.
 *
 * Throws a `KpiError` for tallies that are by other names, of other grains, zones or measures, with a gap between
 * them, or that overlap in part.
 *
 * @example
 * ```ts
 * import { merge, reportOf, table, tallyOf } from "kpi-core";
 * import { cycleTimeQuantile } from "kpi-core/metrics/flow";
 * import { workItem } from "kpi-core/records";
 *
 * const median = cycleTimeQuantile({ p: 0.5 });
 * const plan = { from: 0, to: 86_400_000 };
 * const part = (seconds: readonly number[]) =>
 *   tallyOf({ median }, table(workItem, seconds.map((s) => ({ startedAt: 0, finishedAt: s * 1000 }))), plan);
 * const report = reportOf({ median }, merge(part([10, 20, 90]), part([30, 40])));
 * report.totals?.cells.median.value // => 30
 * ```
 */
export function merge<Group>(...tallies: readonly Tally<Group>[]): Tally<Group> {
  const [first, ...others] = tallies;
  if (first === undefined)
    throw new KpiError("not-mergeable", "merge: there are no tallies; give one or more");
  for (const tally of tallies) requireApart("merge", tally);
  for (const other of others) requireAlike(first, other);
  const filled = tallies.filter(({ periods }) => periods.length > 0);
  const inOrder = [...filled].sort((a, b) => startOf(a) - startOf(b));
  const ranges = [...groupedBy(inOrder, startOf).values()].map((parts) => combined(parts, asParts));
  requireAdjacent(ranges);
  const whole = ranges.length === 0 ? first : combined(ranges, oneAfterTheOther);
  const errors = tallies.flatMap(({ approximate }) => approximate ?? []);
  const approximate = errors.sort((a, b) => Number(a) - Number(b)).at(-1) ?? null;
  return sealed({
    ...whole,
    approximate,
    ledgers: combined(
      tallies.map(({ ledgers }) => ledgers),
      addedLedgers,
    ),
  });
}

function requireAlike(a: TallyData, b: TallyData): void {
  const aspects = (tally: TallyData) => ({
    by: namesOf(tally),
    grain: tally.grain,
    timeZone: tally.timeZone,
    measures: [...tally.states.keys()].sort().join("; "),
  });
  const [left, right] = [aspects(a), aspects(b)];
  for (const aspect of ["by", "grain", "timeZone", "measures"] as const) {
    if (left[aspect] === right[aspect]) continue;
    const what = `${aspect} is ${left[aspect] || "none"} in one and ${right[aspect] || "none"} in another`;
    throw new KpiError("not-mergeable", `merge: ${what}; make it the same`);
  }
}

/** How the cells of two tallies are numbered in the one that they become. */
interface Placing {
  readonly groups: readonly Group[];
  /** The period that the second begins with. */
  readonly offset: number;
  /** Why what is known until another moment does not add up; null where both are known until the same. */
  readonly otherAsOf: string | null;
}

/** Tallies of other records over the same periods. */
function asParts(a: TallyData, b: TallyData): TallyData {
  const text = ({ periods }: TallyData) => periods.map(({ start, end }) => `${start} ${end}`).join();
  if (text(a) !== text(b)) {
    const right = "give both plans the same from and to";
    throw new KpiError(
      "not-mergeable",
      `merge: ${said(a)} and ${said(b)} overlap, in other periods; ${right}`,
    );
  }
  const asOf = Math.min(asOfOf(a), asOfOf(b));
  const cutShort = asOfOf(a) !== asOfOf(b) && endOf(a) > asOf;
  const placing = { groups: groupsOfBoth(a, b), offset: 0, otherAsOf: otherAsOf(a, b) };
  const states = statesOfBoth(a, b, placing, ({ overGroups }) =>
    cutShort ? { refused: placing.otherAsOf as string } : typeof overGroups === "object" ? overGroups : null,
  );
  const periods = a.periods.map((period, i) => ({
    ...period,
    complete: period.complete && b.periods[i]?.complete === true,
  }));
  return { ...a, groups: placing.groups, periods, asOf: Number.isFinite(asOf) ? asOf : null, states };
}

/** Ranges by their start: each begins where the one before ends, and is known as far as it has to be. */
function requireAdjacent(ranges: readonly TallyData[]): void {
  for (const [i, b] of ranges.entries()) {
    const a = ranges[i - 1];
    if (a === undefined) continue;
    const before = said(a, startOf(ranges[0] as TallyData));
    if (endOf(a) !== startOf(b)) {
      const what = endOf(a) < startOf(b) ? "have a gap between them" : "overlap";
      const right = "let each begin where the one before ends";
      throw new KpiError("not-mergeable", `merge: ${before} and ${said(b)} ${what}; ${right}`);
    }
    const early = [a, b].find((tally) => asOfOf(tally) < endOf(a));
    if (early === undefined || asOfOf(a) === asOfOf(b)) continue;
    const what = `${early === a ? before : said(b)} is known until ${moment(asOfOf(early))} only`;
    const right = `evaluate it again, as of ${moment(endOf(a))} or later`;
    throw new KpiError("not-mergeable", `merge: ${what}; ${right}`);
  }
}

/** Tallies of adjacent ranges, the earlier first. */
function oneAfterTheOther(a: TallyData, b: TallyData): TallyData {
  const placing = { groups: groupsOfBoth(a, b), offset: a.periods.length, otherAsOf: otherAsOf(a, b) };
  return {
    ...a,
    groups: placing.groups,
    periods: [...a.periods, ...b.periods],
    asOf: b.asOf, // what a has was over by then
    states: statesOfBoth(a, b, placing, () => null),
  };
}

/** The states of both, where neither their folds nor what they were folded as of forbid it. */
function statesOfBoth(
  a: TallyData,
  b: TallyData,
  placing: Placing,
  refusal: (fold: Fold) => Refusal | null,
): ReadonlyMap<string, Tallied> {
  return new Map(
    [...a.states].map(([key, left]) => {
      const right = b.states.get(key) as Tallied;
      const fold = folds[left.fold];
      const refused =
        otherSchedule(left, right) ?? (fold.asOf ? otherMoment(placing) : null) ?? refusal(fold);
      return [key, { ...left, state: refused ?? stateOfBoth(a, b, left, right, placing) }];
    }),
  );
}

function otherSchedule(left: Tallied, right: Tallied): Refusal | null {
  if (left.schedule === right.schedule) return null;
  return { refused: "working time by different schedules does not add up" };
}

function otherMoment({ otherAsOf }: Placing): Refusal | null {
  return otherAsOf === null ? null : { refused: otherAsOf };
}

function stateOfBoth(
  a: TallyData,
  b: TallyData,
  { fold, state: left }: Tallied,
  { state: right }: Tallied,
  { groups, offset }: Placing,
): State | Refusal {
  if ("refused" in left) return left;
  if ("refused" in right) return right;
  if (!haveAlikeKeys(left, right)) return { refused: "the keys of one are not of the sort of the other's" };
  const { overGroups, keeps } = folds[fold];
  const periods = Math.max(a.periods.length, offset + b.periods.length);
  if (overGroups === "equal") return offset === 0 ? left : joined(left, right);
  const targets = [...cellsOf(a, groups, 0), ...cellsOf(b, groups, offset)];
  const state = regrouped(joined(left, right), Int32Array.from(targets), periods * groups.length);
  return keeps === undefined ? state : trimmed(state, keeps);
}

/** Whether the runs of both have keys of the same parts: texts go with texts. */
function haveAlikeKeys({ runs: left }: State, { runs: right }: State): boolean {
  return Object.keys({ ...left, ...right }).every((name) => {
    const [a, b] = [left[name]?.keys, right[name]?.keys];
    if (a === undefined || b === undefined || a.length !== b.length) return false;
    return a.every(([one], part) => {
      const other = b[part]?.[0];
      return (
        one === undefined || other === undefined || (typeof one === "string") === (typeof other === "string")
      );
    });
  });
}

/** The cell of each cell of a tally among periods from `offset` on, and among more groups. */
function cellsOf({ periods, groups: own }: TallyData, groups: readonly Group[], offset: number): number[] {
  const numbers = Array.from(numbersOf(groups, own));
  return periods.flatMap((_, period) => numbers.map((number) => (offset + period) * groups.length + number));
}

function groupsOfBoth(a: TallyData, b: TallyData): Group[] {
  return groupsIn([...a.groups, ...b.groups], a.by.length);
}

function otherAsOf(a: TallyData, b: TallyData): string | null {
  if (asOfOf(a) === asOfOf(b)) return null;
  return `one is as of ${moment(asOfOf(a))} and another as of ${moment(asOfOf(b))}`;
}

function addedLedgers(a: Ledgers, b: Ledgers): Ledgers {
  const rows = a.rows.map((ledger) => {
    const other = b.rows.find(({ kind }) => kind === ledger.kind);
    if (other === undefined) return ledger;
    return {
      ...ledger,
      read: ledger.read + other.read,
      used: ledger.used + other.used,
      leftOut: added(ledger.leftOut, other.leftOut),
      rejected: [...ledger.rejected, ...other.rejected],
    };
  });
  const measures = a.measures.map((ledger) => {
    const other = b.measures.find(({ key }) => key === ledger.key);
    if (other === undefined) return ledger;
    return { ...ledger, accepted: ledger.accepted + other.accepted, fates: added(ledger.fates, other.fates) };
  });
  return { rows, measures };
}

function added<N extends string>(
  a: Readonly<Partial<Record<N, number>>>,
  b: Readonly<Partial<Record<N, number>>>,
): Partial<Record<N, number>> {
  const sum = { ...a } as Partial<Record<N, number>>;
  for (const [name, count] of Object.entries(b) as [N, number][]) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

function startOf({ periods }: TallyData): number {
  return rangeOfPeriods(periods)?.start ?? Number.NaN;
}

function endOf({ periods }: TallyData): number {
  return rangeOfPeriods(periods)?.end ?? Number.NaN;
}

function said(tally: TallyData, start = startOf(tally)): string {
  return `${moment(start)} to ${moment(endOf(tally))}`;
}

function moment(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : "no moment";
}
