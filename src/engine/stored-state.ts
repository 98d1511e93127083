import { KpiError } from "../core/errors.ts";
import { integerAt, listAt, nullOr, objectAt, oneAt, onlyAt, textAt, wrong } from "../core/loose-json.ts";
import type { FoldName } from "../core/measure.ts";
import { cellsPerPeriod, folds } from "./folds.ts";
import { type RunKey, type Runs, rangeOf, unsortedCell } from "./runs.ts";
import type { State } from "./state.ts";
import { type Sums, unitsAt } from "./sums.ts";
import type { Tallied } from "./tally.ts";

/** What a part of a key is: a decimal, a text, either of them, whole milliseconds, or 1 where a span is open and 0 where not. */
type Part = "number" | "text" | "value" | "time" | "open";

/** The sums of a state by name, and its runs with the parts of their keys. */
interface Parts {
  readonly sums: readonly ("n" | "total")[];
  readonly runs: Readonly<Record<string, readonly Part[]>>;
}

const n: Parts = { sums: ["n"], runs: {} };
const total: Parts = { sums: ["total"], runs: {} };
const both: Parts = { sums: ["n", "total"], runs: {} };
const values: Parts = { sums: ["n"], runs: { values: ["number"] } };
const lives: Parts = { sums: [], runs: { lifetimes: ["time", "open"] } };

/** What each fold keeps. Where amounts are of money there are `currencies` too. */
const partsOf: Readonly<Record<FoldName, Parts>> = {
  count: n,
  sum: both,
  min: values,
  max: values,
  distinct: { sums: ["n"], runs: { values: ["value"] } },
  quantile: values,
  atStart: both,
  atEnd: both,
  stayed: n,
  whole: both,
  seconds: total,
  mean: total,
  age: both,
  ageQuantile: { sums: [], runs: { values: ["number"] } },
  peak: { sums: [], runs: { steps: ["time"] } },
  busySeconds: { sums: [], runs: { steps: ["text", "time"] } },
  survival: lives,
  survivalAtRisk: lives,
  periodSeconds: { sums: [], runs: {} },
  periodWorkingSeconds: total,
};

/** Places after which it takes seconds to write a number out. */
const MOST_PLACES = 100_000;

/** How many periods and groups a tally has. */
export interface Size {
  readonly periods: number;
  readonly groups: number;
}

/** A measure of a stored tally, once it is sure that it has what its fold keeps. */
export function talliedFrom(at: string, json: unknown, size: Size): readonly [string, Tallied] {
  const { key: text, fold: name, schedule, refused, ...kept } = objectAt(at, json);
  const fold = oneAt(`${at}: fold`, name, Object.keys(folds) as FoldName[]);
  const key = textAt(`${at}: key`, text);
  if (!key.startsWith(`${fold}(`)) throw wrong(`${at}: fold`, fold, `write that of its key, ${key}`);
  const state =
    refused === undefined
      ? stateFrom(at, kept, fold, key, size)
      : { refused: textAt(`${at}: refused`, refused) };
  return [key, { fold, schedule: nullOr(textAt)(`${at}: schedule`, schedule), state }];
}

function stateFrom(
  at: string,
  json: { readonly sums?: unknown; readonly runs?: unknown },
  fold: FoldName,
  key: string,
  { periods, groups }: Size,
): State {
  const cells = periods * cellsPerPeriod(fold, groups);
  const own = fold === "peak" && !key.startsWith("peak()") ? partsOf.busySeconds : partsOf[fold];
  const sums = onlyAt(`${at}: sums`, objectAt(`${at}: sums`, json.sums), own.sums);
  const names = [...Object.keys(own.runs), "currencies"];
  const runs = onlyAt(`${at}: runs`, objectAt(`${at}: runs`, json.runs), names);
  const parts = { ...own.runs, ...(runs.currencies !== undefined && { currencies: ["text"] as const }) };
  const state: State = {
    sums: Object.fromEntries(
      own.sums.map((name) => [name, sumsFrom(`${at}: ${name}`, sums[name], cells, name === "n")]),
    ),
    runs: Object.fromEntries(
      Object.entries(parts).map(([name, own]) => [name, runsFrom(`${at}: ${name}`, runs[name], cells, own)]),
    ),
  };
  requireValues(at, state, cells);
  return state;
}

/** Throws where a cell counts rows and has no value, or the other way round. */
function requireValues(at: string, { sums, runs }: State, cells: number): void {
  if (sums.n === undefined || runs.values === undefined) return;
  for (let cell = 0; cell < cells; cell++) {
    const [from, to] = rangeOf(runs.values, cell);
    const n = unitsAt(sums.n, cell);
    if (n > 0 === from < to) continue;
    throw new KpiError("bad-json", `${at}: cell ${cell} counts ${n} rows and has ${to - from} values`);
  }
}

function sumsFrom(at: string, json: unknown, cells: number, isCount: boolean): Sums {
  const { scale, units } = objectAt(at, json);
  const list = listAt(`${at}: units`, units, isCount ? countFrom : unitFrom, cells);
  const isSmall = (all: readonly RunKey[]): all is number[] => all.every((unit) => typeof unit === "number");
  return {
    scale: placesAt(`${at}: scale`, scale, isCount ? 0 : MOST_PLACES),
    units: isSmall(list) ? Float64Array.from(list) : list.map((unit) => BigInt(unit)),
  };
}

function runsFrom(at: string, json: unknown, cells: number, parts: readonly Part[]): Runs {
  const { starts, keys, weights } = objectAt(at, json);
  const isSigned = parts.includes("time"); // a step up or down, who is at risk no more
  const list = listAt(`${at}: weights`, weights, isSigned ? stepFrom : timesFrom);
  let part = 0;
  const read = listAt(
    `${at}: keys`,
    keys,
    (place, json) => partFrom(place, json, list.length, parts[part++] as Part),
    parts.length,
  );
  const begins = listAt(`${at}: starts`, starts, integerAt, cells + 1);
  const rises = begins.every((start, cell) => start >= (begins[cell - 1] ?? 0));
  if (!rises || begins[0] !== 0 || begins.at(-1) !== list.length) {
    const right = `rise from 0 to ${list.length}, the number of weights`;
    throw new KpiError("bad-json", `${at}: starts are ${begins.slice(0, 10).join(", ")}; they ${right}`);
  }
  const runs = { starts: Uint32Array.from(begins), keys: read.map((part) => part.list) };
  const unsorted = unsortedCell(runs); // what is merged is not sorted again
  if (unsorted >= 0) {
    throw new KpiError("bad-json", `${at}: the keys of cell ${unsorted} do not rise; sort them, each once`);
  }
  return { ...runs, scales: read.map(({ scale }) => scale), weights: list };
}

/** How each part is read. */
const readers: Readonly<Record<Part, (at: string, value: unknown) => RunKey>> = {
  number: unitFrom,
  text: keyTextFrom,
  value: (at, value) => (typeof value === "string" ? value : unitFrom(at, value)),
  time: integerAt,
  open: (at, value) => {
    if (value === 0 || value === 1) return value;
    throw wrong(at, value, "write 1 where it is open, else 0");
  },
};

function partFrom(at: string, json: unknown, length: number, part: Part) {
  const { scale, is, list } = objectAt(at, json);
  const sort = oneAt(`${at}: is`, is, ["number", "text"]);
  const own = part === "value" ? sort : part;
  const read = listAt(`${at}: list`, list, readers[own], length);
  return { scale: placesAt(`${at}: scale`, scale, own === "number" ? MOST_PLACES : 0), list: read };
}

function placesAt(at: string, value: unknown, most: number): number {
  const places = integerAt(at, value);
  if (places >= 0 && places <= most) return places;
  throw wrong(at, value, most === 0 ? "write 0" : `write how many decimals, from 0 to ${most}`);
}

function unitFrom(at: string, value: unknown): number | bigint {
  if (typeof value === "string" && /^-?\d+$/.test(value)) return BigInt(value);
  if (Number.isSafeInteger(value)) return value as number;
  throw wrong(at, value, "write a whole number, past 2^53 as text");
}

function countFrom(at: string, value: unknown): number | bigint {
  const count = unitFrom(at, value);
  if (count >= 0) return count;
  throw wrong(at, value, "write a whole number, 0 or more");
}

/** How many there are of something. */
export function countAt(at: string, value: unknown): number {
  if (integerAt(at, value) >= 0) return value as number;
  throw wrong(at, value, "write a whole number, 0 or more");
}

function timesFrom(at: string, value: unknown): number {
  if (integerAt(at, value) > 0) return value as number;
  throw wrong(at, value, "write a whole number above 0");
}

function stepFrom(at: string, value: unknown): number {
  if (integerAt(at, value) !== 0) return value as number;
  throw wrong(at, value, "write a whole number that is not 0");
}

function keyTextFrom(at: string, value: unknown): string {
  return value === "" ? value : textAt(at, value);
}
