import type { FoldName, Measure, QuantileMethod } from "kpi-core";
import {
  type Exact,
  exact,
  inSeconds,
  over,
  quantileOf,
  sorted,
  survivalQuantile,
  textOf,
  times,
  total,
  type Value,
  whole,
} from "./reference-formulas.ts";

// What each fold makes of the records of a group in a period, as a reader of its definition would count it

export const NEVER = Number.POSITIVE_INFINITY;

/** The span is from `start` up to, and without, `over`; `end` is its end as an event. NEVER where it is open. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly over: number;
  /** When its row says that it is over, known by then or not. */
  readonly stated: number;
}

export interface Placed extends Span {
  readonly group: string;
  readonly value: Value;
  readonly currencies: readonly Value[];
}

/** The moment of the report, and the working time between two others. */
interface Report {
  readonly asOf?: number;
  readonly worked: (from: number, to: number) => number;
}

export interface Folded {
  readonly value: Exact | null;
  /** How many records, where it is a number of records. */
  readonly n: number | null;
  readonly records: readonly Placed[];
}

type Stretch = readonly [from: number, to: number];

/** A measure over the records of a group in the period from `a` to `b`. */
export function folded(
  measure: Measure,
  records: readonly Placed[],
  a: number,
  b: number,
  { asOf = NEVER, worked }: Report,
): Folded {
  const last = Math.min(b, asOf);
  const p = exact(measure.p ?? "0");
  const method = measure.method as QuantileMethod;

  const happened = records.filter(({ start }) => start >= a && start < b);
  // A stock is counted just before its moment
  const isThere = (moment: number) => (record: Placed) => record.start < moment && record.end >= moment;
  const [atStart, atEnd] = [records.filter(isThere(a)), records.filter(isThere(last))];
  // In working time a moment is how much was worked until then, since the period began
  const isWorking = measure.placed?.sort === "during" && measure.placed.clock === "working";
  const clock = (t: number) => (isWorking ? worked(a, t) : t);
  const inside = ({ start, over }: Span): Stretch => [clock(Math.max(start, a)), clock(Math.min(over, last))];
  const during = records.filter((record) => lengthOf(inside(record)) > 0);

  const values = (some: readonly Placed[]) => some.map(({ value }) => (value ?? whole(1)) as Exact);
  const counted = (records: readonly Placed[], value: Exact | null = whole(records.length)): Folded => ({
    value,
    n: records.length,
    records,
  });
  const timed = (value: Exact | null): Folded => ({ value, n: null, records: during });
  const seconds = () =>
    total(during.map((one) => times(inSeconds(lengthOf(inside(one))), values([one])[0] as Exact)));
  const ages = () => atEnd.map(({ start }) => inSeconds(clock(last) - clock(start)));
  const stretches = (of: Value) => during.filter(({ value }) => value === of).map(inside);
  const owners = [...new Set(during.map(({ value }) => value))];

  const folds: Readonly<Record<FoldName, () => Folded>> = {
    count: () => counted(happened),
    sum: () => counted(happened, total(values(happened))),
    min: () => counted(happened, sorted(values(happened))[0] ?? null),
    max: () => counted(happened, sorted(values(happened)).at(-1) ?? null),
    distinct: () => counted(happened, whole(new Set(happened.map(({ value }) => keyText(value))).size)),
    quantile: () => counted(happened, quantileOf(sorted(values(happened)), p, method)),
    atStart: () => counted(atStart, total(values(atStart))),
    atEnd: () => counted(atEnd, total(values(atEnd))),
    stayed: () => counted(atStart.filter(isThere(last))),
    whole: () => {
      const exact = records.filter(({ start, stated }) => start === a && stated === b);
      return counted(exact, exact.length === 0 ? null : total(values(exact)));
    },
    seconds: () => timed(seconds()),
    mean: () => timed(over(seconds(), inSeconds(last - a))),
    age: () => counted(atEnd, total(ages())),
    ageQuantile: () => counted(atEnd, quantileOf(sorted(ages()), p, method)),
    // The most is reached where one begins
    peak: () => {
      const atOnce = during.map((one) => {
        const isOnToo = (stretch: Stretch) => isOn(stretch, inside(one)[0]);
        if (measure.value === null) return during.map(inside).filter(isOnToo).length;
        return owners.filter((owner) => stretches(owner).some(isOnToo)).length;
      });
      return timed(whole(Math.max(0, ...atOnce)));
    },
    busySeconds: () => timed(total(owners.map((owner) => inSeconds(busy(stretches(owner)))))),
    survival: () => {
      const lives = happened.map(({ start, over }) => ({
        duration: clock(Math.min(over, asOf)) - clock(start),
        isOver: over !== NEVER,
      }));
      const ms = survivalQuantile(lives, p);
      return counted(happened, ms && over(ms, whole(1000)));
    },
    // At risk at an age are those that reach it in the period, at a moment at which an end would be counted there
    survivalAtRisk: () => {
      const isClosed = measure.placed?.sort === "during" && measure.placed.end.edge === "end";
      const edge = (moment: number) => moment + (isClosed ? 1 : 0);
      const seen = records.flatMap((record) => {
        const { start, end, over } = record;
        if (a >= asOf || start >= last || end < a) return [];
        const age = (moment: number) => clock(moment) - clock(start);
        const isOver = end < last;
        const isCut = !isOver && b < asOf;
        const duration = age(isOver ? Math.min(over, asOf) : isCut ? edge(b) : asOf);
        const from = start < a ? age(edge(a)) : 0;
        return isCut && from === duration ? [] : [{ record, from, duration, isOver, isCut }];
      });
      const ms = survivalQuantile(seen, p);
      return { value: ms && over(ms, whole(1000)), n: null, records: seen.map(({ record }) => record) };
    },
    periodSeconds: () => ({ value: inSeconds(last - a), n: null, records: [] }),
    periodWorkingSeconds: () => ({ value: inSeconds(worked(a, last)), n: null, records: [] }),
  };
  return folds[measure.fold]();
}

const isOn = ([from, to]: Stretch, moment: number) => from <= moment && moment < to;
const lengthOf = ([from, to]: Stretch) => Math.max(0, to - from);

/** Milliseconds in which at least one of the stretches was on: piece by piece between their edges. */
function busy(stretches: readonly Stretch[]): number {
  const edges = [...new Set(stretches.flat())].sort((a, b) => a - b);
  const pieces = edges.slice(1).map((to, i): Stretch => [edges[i] as number, to]);
  const on = pieces.filter(([from]) => stretches.some((stretch) => isOn(stretch, from)));
  return on.reduce((sum, piece) => sum + lengthOf(piece), 0);
}

function keyText(value: Value): string {
  return Array.isArray(value) ? textOf(value as unknown as Exact) : JSON.stringify(value);
}
