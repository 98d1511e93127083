import { fraction } from "../core/fraction.ts";
import { type Lifetimes, survivalQuantile } from "../models/survival.ts";
import { type Finished, over, probability } from "./finish.ts";
import { cellsIn } from "./layout.ts";
import { type Folding, length, periodOf, present, spreadOf, until } from "./pieces.ts";
import { type Runs, rangeOf, runsOf } from "./runs.ts";
import type { State } from "./state.ts";

/** How long each row lasts that begins in a period, and whether it is open still. */
export function livesBegun(folding: Folding): Runs {
  const { placed, layout } = folding;
  const { rows, cells } = spreadOf(folding.cells());
  const ages = Array.from(rows, (row) =>
    length(folding, placed.start[row] as number, until(folding, row, layout.asOf)),
  );
  const open = Array.from(rows, (row) => Number(!((placed.end[row] as number) < layout.asOf)));
  const weights = new Uint8Array(rows.length).fill(1);
  return runsOf({ cells, keys: [ages, open], scales: [0, 0], weights }, cellsIn(layout));
}

/**
 * How old each row is when it leaves a period, and whether it is open still; less how old it was when the period
 * began. What crosses a boundary leaves one period and enters the next at one age, so that the two cancel. That age is
 * the millisecond before: who ends at the boundary is at risk in the period that counts it.
 */
export function livesAtRisk(folding: Folding): Runs {
  const { placed, layout } = folding;
  const { bounds, asOf } = layout;
  const { rows, cells } = present(folding, "touched");
  const [at, ages, open, weights]: [number[], number[], number[], number[]] = [[], [], [], []];
  const push = (cell: number, age: number, isOpen: boolean, weight: 1 | -1) => {
    if (age < 0) return; // in working time: cut before any of it has passed
    at.push(cell);
    ages.push(age);
    open.push(Number(isOpen));
    weights.push(weight);
  };
  rows.forEach((row, entry) => {
    const cell = cells[entry] as number;
    const period = periodOf(folding, cell);
    const [from, to] = [bounds[period] as number, bounds[period + 1] as number];
    if (from >= asOf) return;
    const [start, end] = [placed.start[row] as number, placed.end[row] as number];
    const ageBefore = (boundary: number) => length(folding, start, boundary + placed.closing) - 1;
    if (start < from) push(cell, ageBefore(from), true, -1);
    const isOpen = !(end < Math.min(to, asOf));
    if (isOpen && to < asOf) push(cell, ageBefore(to), true, 1);
    else push(cell, length(folding, start, until(folding, row, asOf)), isOpen, 1);
  });
  return runsOf({ cells: at, keys: [ages, open], scales: [0, 0], weights }, cellsIn(layout));
}

/** What a cell knows of how long its rows last. */
export function lifetimesAt({ runs }: State, cell: number): Lifetimes[] {
  const { keys, weights } = runs.lifetimes as Runs;
  const [from, to] = rangeOf(runs.lifetimes as Runs, cell);
  const lifetimes: Lifetimes[] = [];
  for (let entry = from; entry < to; entry++) {
    const weight = weights[entry] as number;
    const open = keys[1]?.[entry] as number;
    lifetimes.push({
      duration: keys[0]?.[entry] as number,
      ended: weight * (1 - open),
      open: weight * open,
    });
  }
  return lifetimes;
}

/** In seconds, how long it takes until a share `p` has ended. */
export function lasted(lifetimes: readonly Lifetimes[], p: string | null, n: number | null): Finished {
  if (lifetimes.length === 0) return { value: null, n };
  const ms = survivalQuantile(lifetimes, probability(p));
  return ms === null ? { value: null, n, reason: "not-reached" } : { value: over(ms, fraction(1000n)), n };
}
