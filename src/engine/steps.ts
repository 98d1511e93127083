import { type Runs, rangeOf } from "./runs.ts";
import { busyStretches, mostBusyTogether, mostTogether } from "./span-pile.ts";

// Steps are +1 where a span begins and -1 where it ends, sorted by instant, or by resource and then by instant

/** The most spans at one moment; one that ends as another begins is not with it. */
export function mostAtOnce(steps: Runs, cell: number): number {
  if (steps.spans !== undefined) return mostTogether(steps.spans, cell);
  const [from, to] = rangeOf(steps, cell);
  let [level, most] = [0, 0];
  for (let step = from; step < to; step++) {
    level += steps.weights[step] as number;
    most = Math.max(most, level);
  }
  return most;
}

/** For each resource, one after the other, the stretches in which it had at least one span. */
function busySpans(steps: Runs, cell: number): { from: number; to: number }[] {
  const times = steps.keys[1] as readonly number[];
  const [from, to] = rangeOf(steps, cell);
  const spans: { from: number; to: number }[] = [];
  let [level, began] = [0, 0];
  for (let step = from; step < to; step++) {
    const time = times[step] as number;
    if (level === 0) began = time;
    level += steps.weights[step] as number;
    // The steps of one resource add up to zero, so that the level is its own
    if (level === 0) spans.push({ from: began, to: time });
  }
  return spans;
}

/** Milliseconds in which resources had at least one span, added up. */
export function busyFor(steps: Runs, cell: number): number {
  if (steps.spans === undefined) {
    return busySpans(steps, cell).reduce((sum, { from, to }) => sum + to - from, 0);
  }
  const { from, to } = busyStretches(steps.spans, cell);
  return from.reduce((sum, begins, i) => sum + (to[i] as number) - begins, 0);
}

/** The most resources that had a span at one moment. */
export function mostBusy(steps: Runs, cell: number): number {
  if (steps.spans !== undefined) return mostBusyTogether(steps.spans, cell);
  const edges = busySpans(steps, cell).flatMap(({ from, to }) => [
    { time: from, step: 1 },
    { time: to, step: -1 },
  ]);
  edges.sort((a, b) => a.time - b.time || a.step - b.step);
  let [level, most] = [0, 0];
  for (const { step } of edges) {
    level += step;
    most = Math.max(most, level);
  }
  return most;
}
