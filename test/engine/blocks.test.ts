import fc from "fast-check";
import {
  columns,
  evaluate,
  instant,
  merge,
  money,
  number,
  optional,
  population,
  record,
  reportOf,
  table,
  text,
} from "kpi-core";
import { describe, expect, it } from "vitest";
import { figuresOf, only } from "../figures.ts";
import * as given from "./arbitrary.ts";
import { cases, tally } from "./cases.ts";
import { chosen, names } from "./every-fold.ts";

// Rows are worked on some thousands at a time; nothing may depend on where one block ends and the next begins

const DOUBLINGS = 13;
/** Measures of one moment a row; the others need all rows at once. */
const ofMoments = names.filter((name) =>
  /^(count|sum|min|max|distinct|quantiles|duration|worked)/.test(name),
);

describe("many rows", () => {
  it("come to what the same rows come to in small parts", () => {
    const some = fc.subarray(ofMoments, { minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(cases, some, (random, own) => {
        const one = { ...random, names: own, data: { ...random.data, jobs: random.data.jobs.slice(0, 6) } };
        const { jobs, visits } = one.data;
        const again = <R>(rows: readonly R[]) => Array.from({ length: 2 ** DOUBLINGS }, () => rows).flat();
        let parts = tally(one);
        for (let doubling = 0; doubling < DOUBLINGS; doubling++) parts = merge(parts, parts);
        const all = tally({ ...one, data: { jobs: again(jobs), visits: again(visits) } });
        const told = (of: typeof all) => [
          given.toldReport(reportOf(chosen(own), of)),
          of.ledgers.rows.map(({ rejected, ...counts }) => ({ ...counts, rejected: rejected.length })),
        ];
        expect(told(all)).toEqual(told(parts));
      }),
      { numRuns: Number(process.env.RUNS ?? 8) },
    );
  }, 120_000);
});

const sale = record("sale", {
  at: instant("when"),
  who: text("who bought"),
  amount: optional(money("for how much", "currency")),
  currency: optional(text("of the amount")),
  size: number("how many", "number"),
});
const sales = population(sale).dated("at");
const plan = { from: 0, to: 1000 };

describe("past the first block", () => {
  const ROWS = 20_000;
  const numbered = Array.from({ length: ROWS }, (_, row) => row);
  const blank = numbered.map(() => null);
  const sold = (more: {
    readonly size?: number[];
    readonly who?: string[];
    readonly amount?: (number | null)[];
  }) =>
    table(
      sale,
      columns({
        at: numbered.map(() => 1),
        who: more.who ?? numbered.map(() => "ann"),
        amount: more.amount ?? blank,
        currency:
          more.amount?.map((amount, row) => (amount === null ? null : row < 19_999 ? "EUR" : "CHF")) ?? blank,
        size: more.size ?? numbered.map(() => 1),
      }),
    );

  it("sums pass 2^53 and lose nothing", () => {
    // 20 000 times 2^52, which is 4 503 599 627 370 496
    const size = numbered.map(() => 2 ** 52);
    expect(figuresOf(only(sales.sum("size")), sold({ size }), plan).total).toBe("90071992547409920000");
  });

  it("blocks that stay below 2^53 pass it together", () => {
    // 20 000 times 549 755 813 889, which is 2^39 + 1, and one more: an odd number that no double is
    const size = numbered.map((row) => 2 ** 39 + (row === 0 ? 2 : 1));
    expect(figuresOf(only(sales.sum("size")), sold({ size }), plan).total).toBe("10995116277780001");
  });

  it("values that differ are put on the scale of what is added to them", () => {
    // 0 + 1 + ... + 19 999 = 199 990 000, and 20 000 quarters
    expect(figuresOf(only(sales.sum("size + 0.25")), sold({ size: numbered }), plan).total).toBe("199995000");
  });

  it("a block of halves follows one of whole numbers", () => {
    // Halved, the first 6 000 are 0 to 5 999, which are 17 997 000, and the last 7 000 are a half each
    const size = numbered.map((row) => (row < 6_000 ? 2 * row : row < 13_000 ? 0 : 1));
    expect(figuresOf(only(sales.sum("size / 2")), sold({ size }), plan).total).toBe("18000500");
  });

  it("a block of thirds follows one of whole numbers", () => {
    // The first 6 000 are 0, 3, 6 ..., the next 7 000 are 0, and the last 7 000 are 1
    const size = numbered.map((row) => (row < 6_000 ? 3 * row : row < 13_000 ? 0 : 1));
    // 0 + 1 + ... + 5 999 = 17 997 000; 7 000 times 0.33333333333333333333 = 2 333.33333333333333331
    expect(figuresOf(only(sales.sum("size / 3")), sold({ size }), plan).total).toBe(
      "17999333.33333333333333331",
    );
  });

  it("who is new there is counted, and who is not, once", () => {
    const who = numbered.map((row) => (row < 9_000 ? "ann" : row < 18_000 ? "bob" : `new ${row % 7}`));
    // ann, bob and the seven of 18 000 to 19 999
    expect(figuresOf(only(sales.distinct("who")), sold({ who }), plan).total).toBe("9");
  });

  it("texts that begin, end and last alike are told apart", () => {
    const who = numbered.map((row) => ["anna", "alba", "", "aida"][row % 4] as string);
    const { total, byGroup } = figuresOf(only(sales.distinct("who")), sold({ who }), {
      ...plan,
      by: ["who"],
    });
    expect([total, ...byGroup]).toEqual(["4", "1", "1", "1", "1"]);
  });

  it("the other currency of the last row is seen", () => {
    const amount = numbered.map((row) => (row % 3 === 1 ? 1 : null));
    const { total } = figuresOf(only(sales.sum("amount")), sold({ amount }), plan);
    expect(total).toBe("mixed-currency");
  });

  it("rows that only measures without their value read are left out", () => {
    // Rows 1, 4, 7 ... 19 999 have an amount: 6 667 of them
    const amount = numbered.map((row) => (row % 3 === 1 ? 1 : null));
    const { ledgers } = evaluate({ sum: only(sales.sum("amount")) }, sold({ amount }), plan);
    expect(ledgers.rows[0]).toMatchObject({
      read: 20_000,
      used: 6_667,
      leftOut: { "value-missing": 13_333 },
    });
  });

  it("quantiles are of all", () => {
    // R-1 at 0.75 of 20 000 is the 15 000th: 14 999
    const turned = numbered.map((row) => (row * 7_919) % ROWS);
    expect(figuresOf(only(sales.quantile("size", 0.75, "R-1")), sold({ size: turned }), plan).total).toBe(
      "14999",
    );
  });
});
