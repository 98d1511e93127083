import { performance } from "node:perf_hooks";

/** One way to answer the question of a contest. */
export interface Contender {
  readonly name: string;
  /** Answers the first `size` items; called with more and more of them until a run takes long enough to time. */
  readonly run: (size: number) => ArrayLike<number> | Promise<ArrayLike<number>>;
  /** Its results in the terms of the others, for the check; not timed. */
  readonly said?: (results: ArrayLike<number>) => ArrayLike<number>;
  /** Milliseconds by a clock of its own, as of a child process; else how long the run takes. */
  readonly took?: (results: ArrayLike<number>) => number;
  /** Not timed on more items than these: what takes microseconds an item need not take them a million times. */
  readonly most?: number;
}

type Unit = keyof typeof nanoseconds;
const nanoseconds = { ns: 1, µs: 1e3, ms: 1e6 } as const;

/** A question, and who answers it; the first contender is ours, and the others are compared with it. */
export interface Contest {
  readonly name: string;
  /** What one item is, such as `event`. */
  readonly item: string;
  readonly size: number;
  /** How many of its first answers are checked. */
  readonly checked: number;
  readonly contenders: readonly Contender[];
  /** In which the times are shown; nanoseconds unless said. */
  readonly unit?: Unit;
  /** How far an answer may be from what is right, relative to it; not at all unless said. */
  readonly within?: number;
  /** What is right, where that is known from elsewhere; else what we say. */
  readonly truth?: ArrayLike<number>;
}

/** What a contender did, in nanoseconds an item, over all rounds. */
export interface Line {
  readonly contest: string;
  readonly name: string;
  readonly right: number;
  readonly checked: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** How many times the time of ours, round by round, in the median. */
  readonly ratio: number;
}

const ROUNDS = 7;
/** Where the rounds of a contest last longer, in milliseconds, three are enough. */
const LONG = 60_000;

/** Checks the answers, then times all contenders in turn, round by round, so that a slow moment is everybody's. */
export async function compete(contest: Contest): Promise<Line[]> {
  const { size, checked, contenders, truth, within = 0 } = contest;
  const answers: ArrayLike<number>[] = [];
  for (const { run, said = (results: ArrayLike<number>) => results } of contenders)
    answers.push(said(await run(checked)));
  const expected = truth ?? (answers[0] as ArrayLike<number>);
  const isRight = (value: number, own = Number.NaN) => Math.abs(value - own) <= within * Math.abs(value);
  const right = answers.map(
    (own) => Array.from(expected).filter((value, i) => isRight(value, own[i])).length,
  );
  const sizes = contenders.map(({ most = size }) => Math.min(size, most));
  const times = contenders.map((): number[] => []);
  const since = performance.now();
  for (let round = 0; round <= ROUNDS; round++) {
    if (round > 3 && performance.now() - since > LONG) break;
    for (const [i, contender] of contenders.entries()) {
      const elapsed = await betterOfTwo(contender, sizes[i] as number);
      if (round > 0) times[i]?.push((elapsed * 1e6) / (sizes[i] as number)); // the first is a warm-up
    }
  }
  const ours = times[0] as number[];
  return contenders.map(({ name }, i) => {
    const own = times[i] as number[];
    return {
      contest: contest.name,
      name,
      right: right[i] as number,
      checked: expected.length,
      median: medianOf(own),
      least: Math.min(...own),
      most: Math.max(...own),
      ratio: medianOf(own.map((time, round) => time / (ours[round] as number))),
    };
  });
}

/** Milliseconds of the better of two calls in a row: the first one finds what the contender before it left behind. */
async function betterOfTwo({ run, took }: Contender, size: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let call = 0; call < 2; call++) {
    globalThis.gc?.(); // nobody pays for the garbage of another
    const began = performance.now();
    const results = await run(size);
    best = Math.min(best, took?.(results) ?? performance.now() - began);
  }
  return best;
}

/** A contender whose result is only read as numbers for the check; reading is not timed. */
export function lazily<Result>(
  name: string,
  answer: (size: number) => Result | Promise<Result>,
  read: (result: Result) => ArrayLike<number>,
): Contender {
  let last: { readonly result: Result } | undefined;
  return {
    name,
    async run(size) {
      last = { result: await answer(size) };
      return [];
    },
    said: () => (last === undefined ? [] : read(last.result)),
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The lines of a contest as an aligned table. */
export function printed(contest: Contest, lines: readonly Line[]): string {
  const { unit = "ns" } = contest;
  const inUnit = (time: number) => digits(time / nanoseconds[unit]);
  const rows = [
    ["", "right", unit, "spread", "ratio"],
    ...lines.map(({ name, right, checked, median, least, most, ratio }) => [
      name,
      `${right}/${checked}`,
      inUnit(median),
      `${inUnit(least)}–${inUnit(most)}`,
      ratio === 1 ? "1" : digits(ratio),
    ]),
  ];
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length))) ?? [];
  const body = rows.map((row) =>
    row.map((text, i) => (i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0))).join("  "),
  );
  return [`${contest.name} (${contest.size.toLocaleString("en")} × ${contest.item})`, ...body].join("\n");
}

function digits(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(2);
}

/** Pseudo-random numbers from 0 to 1, the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
