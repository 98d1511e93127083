import type { TextColumn } from "./column.ts";
import { type Runs, runsOf, withoutGaps } from "./runs.ts";
import type { Cells } from "./sums.ts";

/** How often each text comes in each cell, counted block by block. */
export interface TextTimes {
  /** A row that has a cell has a text. */
  add(cells: Cells, column: TextColumn): void;
  /** The texts of each cell, sorted. */
  runs(): Runs;
}

export function timesOfTexts(count: number): TextTimes {
  // The blocks of a field have one list of texts. Those of what is worked out have one each: a count for each pair of
  // all of these would be too many
  const byList = new Map<readonly string[], Pairs>();
  return {
    add(cells, { codes, texts }) {
      const pairs = byList.get(texts) ?? pairsOf(texts, count, byList.size === 0 ? MOST_COUNTS : 0);
      byList.set(texts, pairs);
      pairs.add(cells, codes);
    },
    runs() {
      const all = [...byList.values()].map(({ inOrder }) => inOrder());
      const cells = all.flatMap((pairs) => pairs.cells);
      const keys = [all.flatMap((pairs) => pairs.texts)];
      const weights = all.flatMap((pairs) => pairs.times);
      if (all.length !== 1) return runsOf({ cells, keys, scales: [0], weights }, count);
      const starts = new Uint32Array(count + 1);
      cells.forEach((cell, i) => {
        starts[cell + 1] = i + 1;
      });
      return { starts: withoutGaps(starts), keys, scales: [0], weights };
    },
  };
}

/** Pairs of a cell and a text of one list. Each has a number, in the order of the runs. */
interface Pairs {
  add(cells: Cells, codes: Int32Array): void;
  /** Those that came, and how often. */
  inOrder(): { readonly cells: number[]; readonly texts: string[]; readonly times: number[] };
}

/** So many pairs have a count each from the start; of more, those that come are kept until all are there. */
const MOST_COUNTS = 2 ** 18;

function pairsOf(list: readonly string[], count: number, mostCounts: number): Pairs {
  const texts = [...list].sort();
  const rankOf = new Map(texts.map((text, rank) => [text, rank]));
  // What is unknown, code -1, has no cell, and cell -1 goes before all others
  const ranks = new Int32Array(list.length + 1);
  list.forEach((text, code) => {
    ranks[code + 1] = rankOf.get(text) as number;
  });
  const limit = (count + 1) * texts.length;
  const numbers = limit <= mostCounts ? countedNumbers(limit) : keptNumbers(limit);
  return {
    add: (cells, codes) => numbers.add(cells, codes, ranks, texts.length),
    inOrder() {
      const found = { cells: [] as number[], texts: [] as string[], times: [] as number[] };
      numbers.each((number, times) => {
        const cell = Math.floor(number / texts.length) - 1;
        if (cell < 0) return;
        found.cells.push(cell);
        found.texts.push(texts[number % texts.length] as string);
        found.times.push(times);
      });
      return found;
    },
  };
}

interface Numbers {
  add(cells: Cells, codes: Int32Array, ranks: Int32Array, width: number): void;
  each(tell: (number: number, times: number) => void): void;
}

function countedNumbers(limit: number): Numbers {
  const times = new Int32Array(limit);
  return {
    add(cells, codes, ranks, width) {
      for (let row = 0; row < cells.length; row++) {
        const number = ((cells[row] as number) + 1) * width + (ranks[(codes[row] as number) + 1] as number);
        times[number] = (times[number] as number) + 1;
      }
    },
    each: (tell) => eachCounted(times, tell),
  };
}

function eachCounted(times: Int32Array, tell: (number: number, times: number) => void): void {
  for (let number = 0; number < times.length; number++)
    if (times[number] !== 0) tell(number, times[number] as number);
}

function keptNumbers(limit: number): Numbers {
  const kept: Float64Array[] = [];
  return {
    add(cells, codes, ranks, width) {
      const numbers = new Float64Array(cells.length);
      for (let row = 0; row < cells.length; row++)
        numbers[row] = ((cells[row] as number) + 1) * width + (ranks[(codes[row] as number) + 1] as number);
      kept.push(numbers);
    },
    each(tell) {
      const all = kept.reduce((sum, { length }) => sum + length, 0);
      if (limit <= 4 * all) eachCounted(timesAmong(kept, limit), tell);
      else eachSorted(joined(kept, all).sort(), tell);
    },
  };
}

function timesAmong(kept: readonly Float64Array[], limit: number): Int32Array {
  const times = new Int32Array(limit);
  for (const numbers of kept) {
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i] as number;
      times[number] = (times[number] as number) + 1;
    }
  }
  return times;
}

function joined(kept: readonly Float64Array[], all: number): Float64Array {
  const numbers = new Float64Array(all);
  let next = 0;
  for (const own of kept) {
    numbers.set(own, next);
    next += own.length;
  }
  return numbers;
}

function eachSorted(numbers: Float64Array, tell: (number: number, times: number) => void): void {
  for (let from = 0, to = 0; from < numbers.length; from = to) {
    while (to < numbers.length && numbers[to] === numbers[from]) to++;
    tell(numbers[from] as number, to - from);
  }
}
