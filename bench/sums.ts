import Big from "big.js";
import BigNumber from "bignumber.js";
import { Decimal } from "decimal.js";
import { columns, evaluate, instant, money, number, population, record, table, text } from "kpi-core";
import { normal, rowsAsked } from "./data.ts";
import { answer, append, database } from "./duckdb.ts";
import { type Contest, seeded } from "./harness.ts";
import { own } from "./own-metric.ts";

const payment = record(
  "payment",
  {
    at: instant("when it was paid"),
    amount: money("what was paid", "currency"),
    currency: text("ISO 4217 code of the amount"),
    weight: number("a measurement", "number"),
  },
  { about: "A payment." },
);
const payments = population(payment).dated("at");
const paid = { sum: own("sum", { sum: payments.sum("amount") }) };
const weighed = { sum: own("sum", { sum: payments.sum("weight") }) };

const CENTS = 100;

/** One exact sum over all rows, without groups. */
export async function contests(): Promise<Contest[]> {
  const size = rowsAsked(1_000_000);
  return [await ofTexts(size), await ofNumbers(size), await ofDoubles(size)];
}

/** Cents from a hundredth to about ten thousand, some of them negative. */
function cents(size: number): Float64Array {
  const random = seeded(3);
  return Float64Array.from({ length: size }, () => Math.round(CENTS * (Math.exp(8 * random()) - 50)));
}

const shared = { item: "amount", within: 0 } as const;

function summed(amounts: ArrayLike<number | string>, at: Float64Array): number[] {
  const rows = columns({ at, amount: amounts });
  const { totals } = evaluate(paid, table(payment, rows, { currency: { value: "EUR" } }), {});
  return [totals?.cells.sum.value?.toNumber() ?? Number.NaN];
}

async function ofTexts(size: number): Promise<Contest> {
  const units = cents(size);
  const texts = Array.from(units, (value) => (value / CENTS).toFixed(2));
  const at = new Float64Array(size);
  const duck = await database(2);
  await append(duck, "payment", size, { amount: { type: "varchar", at: (row) => texts[row] as string } });
  await duck.run("create table exact as select amount::decimal(18, 2) as amount from payment");
  const inDuckDB = (amount: string, table: string) => async () => [
    Number((await answer(duck, `select sum(${amount})::varchar from ${table}`))[0]?.[0]),
  ];
  return {
    ...shared,
    name: "Exact sum of amounts of money that are decimal texts",
    size,
    checked: size,
    truth: [units.reduce((sum, value) => sum + value, 0) / CENTS],
    contenders: [
      { name: "kpi-core", run: () => summed(texts, at) },
      ...libraries(texts),
      { name: "DuckDB, 2 threads, texts to DECIMAL", run: inDuckDB("amount::decimal(18, 2)", "payment") },
      { name: "DuckDB, 2 threads, DECIMAL in the table", run: inDuckDB("amount", "exact") },
    ],
  };
}

async function ofNumbers(size: number): Promise<Contest> {
  const units = cents(size);
  const numbers = units.map((value) => value / CENTS);
  const at = new Float64Array(size);
  const duck = await database(2);
  await append(duck, "payment", size, { amount: { type: "double", at: (row) => numbers[row] as number } });
  return {
    ...shared,
    name: "Exact sum of amounts of money that are numbers",
    size,
    checked: size,
    truth: [units.reduce((sum, value) => sum + value, 0) / CENTS],
    contenders: [
      { name: "kpi-core", run: () => summed(numbers, at) },
      ...libraries(numbers),
      {
        name: "DuckDB, 2 threads, DOUBLE to DECIMAL",
        async run() {
          const sql = "select sum(amount::decimal(18, 2))::varchar from payment";
          return [Number((await answer(duck, sql))[0]?.[0])];
        },
      },
    ],
  };
}

function libraries(amounts: ArrayLike<number | string>) {
  return [
    { name: "decimal.js", run: () => [Number(total(amounts, new Decimal(0)))] },
    { name: "big.js", run: () => [Number(total(amounts, new Big(0)))] },
    { name: "bignumber.js", run: () => [Number(total(amounts, new BigNumber(0)))] },
  ];
}

function total<Exact extends { plus(amount: number | string): Exact }>(
  amounts: ArrayLike<number | string>,
  zero: Exact,
): Exact {
  let sum = zero;
  for (let i = 0; i < amounts.length; i++) sum = sum.plus(amounts[i] as number | string);
  return sum;
}

/** Doubles of any size and sign: what each stands for is its shortest decimal, and the sum is rounded once. */
async function ofDoubles(size: number): Promise<Contest> {
  const random = seeded(4);
  const weights = Float64Array.from({ length: size }, () => normal(random) * 10 ** (6 * random() - 3));
  const at = new Float64Array(size);
  const duck = await database(2);
  await append(duck, "measured", size, { weight: { type: "double", at: (row) => weights[row] as number } });
  const rows = columns({ at, weight: weights });
  return {
    name: "Sum of arbitrary doubles, exact and rounded once",
    item: "double",
    size,
    checked: size,
    within: 1e-12,
    contenders: [
      {
        name: "kpi-core",
        run: () => [
          evaluate(weighed, table(payment, rows), {}).totals?.cells.sum.value?.toNumber() ?? Number.NaN,
        ],
      },
      { name: "Shewchuk, by hand", run: () => [shewchuk(weights)] },
      {
        name: "decimal.js, 40 digits",
        run: (size) => [Number(total(weights.subarray(0, size), new Precise(0)))],
        most: 100_000,
      },
      {
        name: "DuckDB, 2 threads, fsum (not exact)",
        run: async () => [Number((await answer(duck, "select fsum(weight) from measured"))[0]?.[0])],
      },
      { name: "+= (not exact)", run: () => [weights.reduce((sum, weight) => sum + weight, 0)] },
    ],
  };
}

const Precise = Decimal.clone({ precision: 40 });

/** Partial sums that do not overlap: `math.fsum` of Python. */
function shewchuk(values: Float64Array): number {
  const partials: number[] = [];
  for (const value of values) {
    let [x, kept] = [value, 0];
    for (const partial of partials) {
      let y = partial;
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    partials.push(x);
  }
  return partials.reduceRight((sum, partial) => sum + partial, 0);
}
