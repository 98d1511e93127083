import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import {
  Decimal,
  evaluate,
  instant,
  merge,
  number,
  population,
  record,
  reportOf,
  table,
  tallyFrom,
  tallyOf,
  tallyStream,
  text,
} from "kpi-core";
import { cycleTimeQuantile, throughput, workInProgress } from "kpi-core/metrics/flow";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { only } from "../figures.ts";

const DAY = 86_400_000;
const JANUARY = Date.UTC(2026, 0, 1);
const plan = {
  by: ["team"],
  per: "month",
  timeZone: "UTC",
  from: "2026-01-01",
  to: "2026-03-01",
  asOf: "2026-03-01",
} as const;

interface Row {
  readonly startedAt: number | string;
  readonly finishedAt: number | null;
  readonly team: string;
}
const row: fc.Arbitrary<Row> = fc
  .record({
    day: fc.integer({ min: 0, max: 58 }),
    lasts: fc.option(fc.integer({ min: 1, max: 20 * DAY })),
    team: fc.constantFrom("a", "b", "c"),
    isBad: fc.boolean(),
  })
  .map(({ day, lasts, team, isBad }) => ({
    startedAt: isBad ? "yesterday" : JANUARY + day * DAY,
    finishedAt: lasts === null ? null : JANUARY + day * DAY + lasts,
    team,
  }));
const metrics = { throughput, workInProgress, median: cycleTimeQuantile({ p: 0.5 }) };
const bind = (part: Row[]) => table(workItem, part);
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

async function* one<R>(rows: readonly R[]) {
  yield* rows;
}

describe("a stream", () => {
  it("is tallied as its rows are at once, whatever the size of the parts, and rejects the same rows", async () => {
    const sizes = fc.integer({ min: 1, max: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 40 }), sizes, async (rows, rowsAtOnce) => {
        const streamed = await tallyStream(metrics, one(rows), bind, plan, { rowsAtOnce });
        const whole = tallyOf(metrics, bind([...rows]), plan);
        expect(JSON.parse(JSON.stringify(reportOf(metrics, streamed).rows))).toEqual(
          JSON.parse(JSON.stringify(reportOf(metrics, whole).rows)),
        );
        expect(streamed.ledgers.rows).toEqual(whole.ledgers.rows);
      }),
      { numRuns: 60 },
    );
  });

  it("takes rows that leave out what is missing, whichever are in a part", async () => {
    const rows = [
      { startedAt: 0, finishedAt: 5 },
      { startedAt: 1 },
      { startedAt: 2 },
      { startedAt: 3, finishedAt: 8 },
    ];
    for (const rowsAtOnce of [1, 2, 3, 4]) {
      const read = (part: typeof rows) => table(workItem, part as Required<(typeof rows)[number]>[]);
      const tally = await tallyStream({ throughput }, rows, read, { from: 0, to: 10 }, { rowsAtOnce });
      expect(reportOf({ throughput }, tally).totals?.cells.throughput.value?.toNumber()).toBe(2);
    }
    const never = (part: object[]) => table(workItem, part as { finishedAt: number }[]);
    await expect(tallyStream({ throughput }, [{ startedAt: 0 }], never, { from: 0, to: 10 })).rejects.toThrow(
      "no row has finishedAt",
    );
  });

  it("says how far it is", async () => {
    const rows = Array.from({ length: 5 }, () => ({ startedAt: JANUARY, finishedAt: null, team: "a" }));
    const told: number[] = [];
    await tallyStream(metrics, rows, bind, plan, { rowsAtOnce: 2, onProgress: (read) => told.push(read) });
    expect(told).toEqual([2, 4, 5]);
  });

  it("ends when it is told to, with the reason", async () => {
    const control = new AbortController();
    let given = 0;
    async function* many() {
      for (; given < 1000; given++) yield { startedAt: JANUARY, finishedAt: null, team: "a" };
    }
    const reading = tallyStream(metrics, many(), bind, plan, {
      rowsAtOnce: 10,
      onProgress: (read) => read === 30 && control.abort(new Error("enough")),
      signal: control.signal,
    });
    await expect(reading).rejects.toThrow("enough");
    expect(given).toBe(29); // the thirtieth was asked for, and no more
  });

  it("holds nothing of what its parts were merged to before", async () => {
    const part = (day: number) =>
      tallyOf(metrics, bind([{ startedAt: JANUARY + day * DAY, finishedAt: null, team: "a" }]), plan);
    const before: WeakRef<object>[] = [];
    let all = part(0);
    for (let day = 1; day < 5; day++) {
      before.push(new WeakRef(all.states));
      all = merge(all, part(day));
    }
    await new Promise((resolve) => setTimeout(resolve)); // until then what a WeakRef was made of is held
    collectGarbage();
    expect(before.map((states) => states.deref())).toEqual(before.map(() => undefined));
    expect(reportOf(metrics, all).rows[0]?.cells.workInProgress.value).toEqual(new Decimal(5));
  });

  it.each([
    [5, "5"],
    [null, "null"],
    [{ length: 3 }, "an object"],
  ])("needs rows that can be iterated, not %o", async (rows, said) => {
    await expect(tallyStream(metrics, rows as never, bind, plan)).rejects.toThrow(
      `tallyStream: rows are ${said}; give an array, a generator, or a stream that can be iterated`,
    );
  });

  it("needs a range, and parts of at least a row", async () => {
    const { to: _, ...endless } = plan;
    await expect(tallyStream(metrics, [], bind, endless)).rejects.toThrow(/plan has no to; give both: from/);
    await expect(tallyStream(metrics, [], bind, plan, { rowsAtOnce: 0 })).rejects.toThrow(
      /rowsAtOnce is 0; write how many/,
    );
  });
});

describe("approximate", () => {
  const value = population(workItem).dated("finishedAt");
  const lasting = (ms: readonly number[]) =>
    table(
      workItem,
      ms.map((long) => ({ startedAt: JANUARY, finishedAt: JANUARY + long })),
    );
  const of = (p: string) => ({ it: only(value.quantile("seconds(startedAt, finishedAt)", p)) });
  const range = { from: JANUARY, to: JANUARY + 50 * DAY };

  it("quantiles are within the error of the exact ones, and say it", () => {
    const errors = fc.constantFrom("0.3", "0.05", "0.01", "0.001");
    const lengths = fc.array(fc.integer({ min: 1, max: 40 * DAY }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(lengths, fc.constantFrom("0", "0.37", "0.5", "0.95", "1"), errors, (ms, p, error) => {
        const exact = evaluate(of(p), lasting(ms), range).totals?.cells.it;
        const near = evaluate(of(p), lasting(ms), { ...range, approximate: { error } }).totals?.cells.it;
        if (exact?.status !== "value" || near?.status !== "value") throw new Error("there is no value");
        expect(near.value.minus(exact.value).abs().lte(exact.value.times(error))).toBe(true);
        expect([exact.approximate, near.approximate]).toEqual([undefined, error]);
      }),
    );
  });

  it("by hand: to one per cent 1,003 s become 1,000, 1,010 become 1,020, 2,049 become 2,040, and 65 stay 65", () => {
    const cell = (seconds: number) =>
      evaluate(of("0.5"), lasting([seconds * 1000]), { ...range, approximate: { error: "0.01" } }).totals
        ?.cells.it.value;
    // From 1,000 on half a step is at most 10 and from 2,000 on 20, so that both have steps of 20; 1,010 is halfway,
    // and 2,049 is nearer to 2,040 than to 2,060; from 50 on half a step is at most 0.5
    expect([1003, 1010, 2049, 65, 65.4].map((seconds) => cell(seconds)?.toNumber())).toEqual([
      1000, 1020, 2040, 65, 65,
    ]);
    // Steps of less than a millisecond leave milliseconds as they are
    expect(cell(0.049)?.toNumber()).toBe(0.049);
  });

  it("a value is the same whatever its column has beside it, and however rows are split", async () => {
    const priced = record("priced", {
      at: instant("when"),
      price: number("of it", "number"),
      of: text("whose"),
    });
    const metrics = { it: only(population(priced).dated("at").quantile("price", "0.5")) };
    const digits = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: -6, max: 9 }));
    const errors = fc.constantFrom("0.9", "0.3", "0.05", "0.01", "0.0003");
    await fc.assert(
      fc.asyncProperty(fc.array(digits, { minLength: 1, maxLength: 6 }), errors, async (some, error) => {
        const rows = some.map(([of, power], i) => ({ at: i, price: `${of}e${power}`, of: `${i}` }));
        const plan = { by: ["of"], from: 0, to: 10, approximate: { error } } as const;
        const whole = tallyOf(metrics, table(priced, rows), plan);
        const said = (tally: typeof whole) => JSON.stringify(reportOf(metrics, tally).rows);
        for (const rowsAtOnce of [1, 2, 3]) {
          const streamed = await tallyStream(metrics, rows, (part) => table(priced, part), plan, {
            rowsAtOnce,
          });
          expect(said(streamed)).toBe(said(whole));
        }
        for (const { group, cells } of reportOf(metrics, whole).rows) {
          const own = new Decimal(rows[Number(group.of)]?.price as string);
          const near = cells.it.value as Decimal;
          expect(near.minus(own).abs().lte(own.abs().times(error))).toBe(true);
          expect(near.isZero()).toBe(own.isZero());
        }
      }),
    );
  });

  it("keeps few keys, through merging and JSON, and counts exactly", () => {
    const metrics = { ...of("0.9"), n: only(value.count()) };
    const lengths = Array.from({ length: 4000 }, (_, i) => 1 + ((i * 7919) % 1_000_003));
    const part = (ms: readonly number[], error: string) =>
      tallyOf(metrics, lasting(ms), { ...range, approximate: { error } });
    const merged = merge(part(lengths.slice(0, 1500), "0.01"), part(lengths.slice(1500), "0.02"));
    const again = tallyFrom(JSON.parse(JSON.stringify(merged)));
    const cells = reportOf(metrics, again).totals?.cells;
    expect(cells?.n.value?.toFixed()).toBe("4000");
    expect(cells?.it).toMatchObject({ approximate: "0.02" });
    expect(cells?.n).not.toHaveProperty("approximate");
    const keys = JSON.parse(JSON.stringify(merged)).measures.flatMap(
      ({ runs }: { runs: { values?: { weights: number[] } } }) => runs.values?.weights ?? [],
    );
    // In each of six decades 50 steps of 0.02 from 1 on, 150 from 2 on and 50 of 0.1 from 5 on; to 0.02 steps of 0.05 and 0.2
    expect(keys.length).toBeLessThan(6 * (50 + 150 + 50) + 6 * (60 + 25) + 1);
  });

  it.each([0, 1, -0.1, "much"])("an error of %s is refused", (error) => {
    expect(() => evaluate(of("0.5"), lasting([1]), { ...range, approximate: { error } as never })).toThrow(
      /plan: approximate.error is .*; write a share above 0/,
    );
  });

  it.each([null, 5])("approximate: %s is refused in the same words", (approximate) => {
    expect(() => evaluate(of("0.5"), lasting([1]), { ...range, approximate: approximate as never })).toThrow(
      /plan: approximate.error is .*; write a share above 0/,
    );
  });
});
