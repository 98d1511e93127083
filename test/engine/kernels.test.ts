import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bigColumn,
  boundOf,
  flagColumn,
  numberColumn,
  rowsIn,
  textColumn,
  valueAt,
  without,
} from "../../src/engine/column.ts";
import { ABSENT, countFates, fates } from "../../src/engine/fate.ts";
import { areZero, bothOf, eitherOf, keepLess, markZeros, timesOf } from "../../src/engine/kernels-bytes.ts";
import { inOrder, risingOf } from "../../src/engine/order.ts";
import { pileOf } from "../../src/engine/pile.ts";
import { ranking } from "../../src/engine/ranking.ts";
import { slidingRanks } from "../../src/engine/sliding-ranks.ts";
import { timesOfTexts } from "../../src/engine/text-times.ts";

// Each kernel beside what one would write without thinking of speed

const whole = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.maxSafeInteger(),
);
const lists = fc.oneof(
  fc.array(whole, { maxLength: 40 }),
  fc.array(whole, { minLength: 60, maxLength: 400, size: "max" }),
  // Nearly all alike, and one far away
  fc
    .tuple(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 200, maxLength: 500 }), whole)
    .map(([alike, far]) => [...alike, far]),
);

describe("the number of a rank", () => {
  it("is that of sorting, whichever are asked, in whatever order, and in each cell", () => {
    fc.assert(
      fc.property(
        fc.array(lists, { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(fc.nat()),
        (cells, asked) => {
          const starts = Uint32Array.from([
            0,
            ...cells.map((_, cell) => cells.slice(0, cell + 1).flat().length),
          ]);
          const pile = pileOf(starts, Float64Array.from(cells.flat()));
          const sorted = cells.map((cell) => Float64Array.from(cell).sort());
          const places = cells.flatMap((list, cell) => list.map((_, rank) => [cell, rank] as const));
          for (let i = 0; i < Math.min(places.length, 12); i++) {
            const [cell, rank] = places[
              (asked.next().value as number) % places.length
            ] as (typeof places)[number];
            expect(ranking(pile, cell, rank)).toBe(sorted[cell]?.[rank]);
          }
        },
      ),
    );
  });

  it("is found below zero", () => {
    const units = Float64Array.from({ length: 200 }, (_, i) => ((i * 77) % 200) - 300);
    const pile = pileOf(Uint32Array.of(0, 200), units);
    expect([0, 50, 99, 199].map((rank) => ranking(pile, 0, rank))).toEqual([-300, -250, -201, -101]);
  });

  it("is found among many that are one number to the first digits", () => {
    const near = Float64Array.from({ length: 300 }, (_, i) => 2 ** 52 + ((i * 7) % 300));
    const pile = pileOf(Uint32Array.of(0, 300), near);
    expect([0, 150, 299].map((rank) => ranking(pile, 0, rank) - 2 ** 52)).toEqual([0, 150, 299]);
  });
});

describe("the order of whole numbers", () => {
  it("is that of sorting, equal ones as they come", () => {
    fc.assert(
      fc.property(lists, (list) => {
        const numbers = [...list];
        const expected = numbers
          .map((number, place) => ({ number, place }))
          .sort((a, b) => a.number - b.number || a.place - b.place);
        const given = Float64Array.from(numbers);
        const { rising, places } = inOrder(given);
        expect([...places]).toEqual(expected.map(({ place }) => place));
        expect([...rising]).toEqual(expected.map(({ number }) => number));
        expect([...risingOf(given)]).toEqual([...rising]);
        expect([...given]).toEqual(numbers);
      }),
    );
  });
});

describe("ranks in windows", () => {
  /** `many` numbers of five periods and `groups`, two periods at a time; the second window is asked first. */
  function expectRanks(many: number, groups: number, seed: number, isWeighed: boolean) {
    const cells = Array.from({ length: 5 * groups }, (): { number: number; weight: number }[] => []);
    for (let i = 0; i < many; i++) {
      const number = (i * 7919 + seed) % Math.max(3, many >> 1);
      cells[(i * 31 + seed) % cells.length]?.push({ number, weight: isWeighed ? 1 + (i % 300) : 1 });
    }
    const all = cells.flat();
    const ranks = slidingRanks(
      {
        starts: Uint32Array.from([0, ...cells.map((_, cell) => cells.slice(0, cell + 1).flat().length)]),
        numbers: Float64Array.from(all, ({ number }) => number),
        weights: isWeighed ? all.map(({ weight }) => weight) : null,
      },
      [0, 1, 2, 3].map((first) => ({ first, last: first + 1 })),
      groups,
    );
    for (const window of [1, 2, 3, 0]) {
      for (let group = 0; group < groups; group++) {
        const cell = window * groups + group;
        const rising = [...(cells[cell] ?? []), ...(cells[cell + groups] ?? [])]
          .flatMap(({ number, weight }) => new Array<number>(weight).fill(number))
          .sort((a, b) => a - b);
        const asked = [1, rising.length >> 1, rising.length].filter(
          (rank) => rank > 0 && rank <= rising.length,
        );
        expect(ranks.count(cell)).toBe(rising.length);
        expect(asked.map((rank) => ranks.keyAt(cell, rank))).toEqual(asked.map((rank) => rising[rank - 1]));
      }
    }
  }

  it("are those of sorting", () => {
    const groups = fc.integer({ min: 1, max: 3 });
    fc.assert(fc.property(fc.nat(200), groups, fc.nat(1000), fc.boolean(), expectRanks));
  });

  it("also where there are some thousands", () => {
    expectRanks(20_000, 1, 5, false);
    expectRanks(20_000, 2, 6, false);
    expectRanks(3_000, 1, 7, true);
  });
});

describe("bytes, four at a time", () => {
  const fate = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(8), fc.constant(ABSENT));

  it("are counted", () => {
    fc.assert(
      fc.property(fc.array(fate, { maxLength: 40 }), fate, (bytes, one) => {
        expect(timesOf(Uint8Array.from(bytes))[one]).toBe(bytes.filter((byte) => byte === one).length);
      }),
      { numRuns: 500 },
    );
  });

  it("are all 0, or one is not, wherever it stands", () => {
    for (let length = 0; length < 12; length++) {
      const bytes = new Uint8Array(length);
      expect(areZero(bytes)).toBe(true);
      for (let at = 0; at < length; at++) expect(areZero(bytes.with(at, ABSENT))).toBe(false);
    }
  });

  it("become what a flag says where they are 0", () => {
    const pair = fc.tuple(fate, fc.nat(2));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 40 }), (pairs) => {
        const bytes = Uint8Array.from(pairs, ([byte]) => byte);
        markZeros(
          bytes,
          Uint8Array.from(pairs, ([, flag]) => flag),
          4,
          3,
        );
        expect([...bytes]).toEqual(pairs.map(([byte, flag]) => (byte === 0 ? [4, 0, 3][flag] : byte)));
      }),
      { numRuns: 500 },
    );
  });

  it("are the fates of rows, each counted", () => {
    fc.assert(
      fc.property(fc.array(fate, { maxLength: 40 }), (bytes) => {
        const expected = fates.map((_, code) => bytes.filter((byte) => byte === code).length);
        expect([...countFates(Uint8Array.from(bytes))]).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("are the smaller of two", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fate, fate), { maxLength: 40 }), (pairs) => {
        const kept = Uint8Array.from(pairs, ([before]) => before);
        keepLess(
          Uint8Array.from(pairs, ([, byte]) => byte),
          kept,
        );
        expect([...kept]).toEqual(pairs.map((pair) => Math.min(...pair)));
      }),
      { numRuns: 500 },
    );
  });

  it("follow Kleene's logic", () => {
    const [no, yes, unknown] = [0, 1, 2];
    const table = [
      [no, no, no, no],
      [no, yes, no, yes],
      [no, unknown, no, unknown],
      [yes, no, no, yes],
      [yes, yes, yes, yes],
      [yes, unknown, unknown, yes],
      [unknown, no, no, unknown],
      [unknown, yes, unknown, yes],
      [unknown, unknown, unknown, unknown],
    ] as const;
    // Nine, so that one is left over, and each stands beside others
    for (let turn = 0; turn < 9; turn++) {
      const turned = [...table.slice(turn), ...table.slice(0, turn)];
      const [a, b] = [0, 1].map((side) => Uint8Array.from(turned, (row) => row[side] as number));
      const found = [bothOf, eitherOf].map((of) => {
        const into = new Uint8Array(9);
        of(a as Uint8Array, b as Uint8Array, into);
        return [...into];
      });
      expect(found).toEqual([turned.map((row) => row[2]), turned.map((row) => row[3])]);
    }
  });
});

describe("texts in cells", () => {
  const letters = ["b", "a", "d", "c"];
  const block = fc.record({
    isOwn: fc.boolean(),
    rows: fc.array(fc.tuple(fc.integer({ min: -1, max: 4 }), fc.nat(3)), { maxLength: 12 }),
  });

  it.each([
    ["few cells", 5, 1],
    ["more cells and texts than are counted as they come", 400_000, 1],
    ["as many of them as come", 70_000, 8_000],
  ])("are counted and sorted: %s", (_, count, again) => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (blocks) => {
        const times = timesOfTexts(count);
        for (const { isOwn, rows } of blocks) {
          const codes = Int32Array.from(rows, ([cell, code]) => (cell < 0 ? -1 : code));
          const texts = isOwn ? [...letters] : letters;
          const cells = Int32Array.from(rows, ([cell]) => cell);
          for (let time = 0; time < again; time++) times.add(cells, { type: "text", codes, texts });
        }
        const { starts, keys, weights } = times.runs();
        const all = blocks.flatMap(({ rows }) => rows.map(([cell, code]) => ({ cell, text: letters[code] })));
        for (const cell of [0, 1, 2, 3, 4]) {
          const expected = ["a", "b", "c", "d"].flatMap((text) => {
            const own = all.filter((one) => one.cell === cell && one.text === text).length;
            return own === 0 ? [] : [[text, again * own]];
          });
          const [from, to] = [starts[cell] as number, starts[cell + 1] as number];
          const found = weights.slice(from, to).map((weight, i) => [keys[0]?.[from + i], weight]);
          expect(found).toEqual(expected);
        }
        expect(starts.at(-1)).toBe(weights.length);
      }),
      { numRuns: count > 5 ? 15 : 300 },
    );
  });
});

describe("the rows that are left", () => {
  it("are all but those that were left out, first, last, side by side or all, and of any sort", () => {
    const numbers = fc.uniqueArray(fc.nat(99), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(numbers, fc.func(fc.boolean()), (values, isOut) => {
        const out = Int32Array.from([...values.keys()].filter((row) => isOut(row)));
        const left = [...values.keys()].filter((row) => !isOut(row));
        const sorts = [
          numberColumn(Float64Array.from(values), 2, 99),
          bigColumn(values.map(BigInt), 2),
          textColumn(Int32Array.from(values.keys()), values.map(String)),
          flagColumn(Uint8Array.from(values, (value) => value % 3)),
        ];
        for (const column of sorts) {
          const kept = without(column, out);
          const found = Array.from({ length: rowsIn(kept) }, (_, place) => valueAt(kept, place));
          expect(found).toEqual(left.map((row) => valueAt(column, row)));
        }
      }),
    );
  });
});

describe("the bound of units", () => {
  it("is how far the furthest is from zero, wherever it stands; what is unknown is nowhere", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(whole, fc.constant(Number.NaN)), { maxLength: 30 }), (units) => {
        const known = units.filter((unit) => !Number.isNaN(unit)).map(Math.abs);
        expect(boundOf(Float64Array.from(units))).toBe(Math.max(0, ...known));
      }),
    );
  });
});
