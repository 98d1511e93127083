import { ascending, quantile } from "d3-array";
import {
  columns,
  evaluate,
  instant,
  number,
  population,
  record,
  reportOf,
  rolling,
  table,
  tallyOf,
} from "kpi-core";
import pl, { type DataFrame } from "nodejs-polars";
import { quantile as simpleQuantile } from "simple-statistics";
import { TDigest } from "tdigest";
import { DAYS, dayOf, FROM, PARIS, quantileSorted, rowsAsked, TO, tickets } from "./data.ts";
import { answer, append, database } from "./duckdb.ts";
import type { Contest } from "./harness.ts";
import { own } from "./own-metric.ts";

const stay = record(
  "stay",
  { endedAt: instant("when it ended"), length: number("how long it lasted", "seconds") },
  { about: "Something that took time." },
);
const ended = population(stay).dated("endedAt");
const shares = [0.5, 0.85, 0.95] as const;
const metrics = {
  p50: own("q", { q: ended.quantile("length", 0.5) }),
  p85: own("q", { q: ended.quantile("length", 0.85) }),
  p95: own("q", { q: ended.quantile("length", 0.95) }),
};
const names = ["p50", "p85", "p95"] as const;

const WINDOW = 30;

/** Quantiles without groups, of one list and of windows that move by a day. */
export async function contests(): Promise<Contest[]> {
  const { openedAt, resolvedAt } = tickets(rowsAsked(1_000_000));
  const resolved = Uint32Array.from(resolvedAt, (_, i) => i).filter((i) => resolvedAt[i] !== 0);
  const endedAt = Float64Array.from(resolved, (i) => resolvedAt[i] as number);
  // Milliseconds, which are integers, as seconds with three decimals
  const seconds = Float64Array.from(
    resolved,
    (i) => ((resolvedAt[i] as number) - (openedAt[i] as number)) / 1000,
  );
  return [await ofOneList(endedAt, seconds), await overWindows(endedAt, seconds)];
}

async function ofOneList(endedAt: Float64Array, seconds: Float64Array): Promise<Contest> {
  const size = seconds.length;
  const rows = columns({ endedAt, length: seconds });
  const [one, two] = [await database(1), await database(2)];
  for (const connection of [one, two]) {
    await append(connection, "stay", size, {
      seconds: { type: "double", at: (row) => seconds[row] as number },
    });
  }
  const inDuckDB = (connection: typeof one, sql: string) => async () =>
    (await answer(connection, `select ${sql} from stay`)).flatMap(([list]) => list as number[]);
  const exact = `quantile_cont(seconds, [${shares}])`;
  const frame = pl.DataFrame({ seconds });
  const values = Array.from(seconds);
  const exactly = ofSorted(seconds.slice().sort());
  return {
    name: "Three exact quantiles of one list",
    item: "value",
    size,
    checked: size,
    within: 1e-9,
    contenders: [
      {
        name: "kpi-core",
        run() {
          const { totals } = evaluate(metrics, table(stay, rows), {});
          return names.map((name) => totals?.cells[name].value?.toNumber() ?? Number.NaN);
        },
      },
      { name: "sort of a Float64Array", run: () => ofSorted(seconds.slice().sort()) },
      { name: "d3-array", run: () => shares.map((p) => quantile(seconds, p) as number) },
      { name: "d3-array, sorted by its order", run: () => ofSorted(Array.from(seconds).sort(ascending)) },
      { name: "DuckDB, 1 thread", run: inDuckDB(one, exact) },
      { name: "DuckDB, 2 threads", run: inDuckDB(two, exact) },
      { name: "polars, 2 threads", run: () => inPolars(frame) },
      {
        name: "simple-statistics, by its own rule, within 1 %",
        run: () => shares.map((p) => simpleQuantile(values, p)),
        said: near(exactly),
      },
      {
        name: "tdigest, within 1 %",
        run: (size) => digested(seconds, size),
        said: near(exactly),
        most: 200_000,
      },
      {
        name: "DuckDB, 2 threads, approx_quantile, within 1 %",
        run: inDuckDB(two, `approx_quantile(seconds, [${shares}])`),
        said: near(exactly),
      },
    ],
  };
}

/** Estimates count as right where they are within a hundredth of what is. */
function near(exactly: readonly number[]): (results: ArrayLike<number>) => number[] {
  return (results) =>
    Array.from(results, (value, i) => {
      const right = exactly[i] as number;
      return Math.abs(value - right) < right / 100 ? right : value;
    });
}

function inPolars(frame: DataFrame): number[] {
  const asked = shares.map((p) =>
    pl
      .col("seconds")
      .quantile(p, "linear")
      .alias(`p${p * 100}`),
  );
  return frame.select(...asked).row(0) as number[];
}

function digested(seconds: Float64Array, size: number): number[] {
  const digest = new TDigest();
  for (let i = 0; i < size; i++) digest.push(seconds[i] as number);
  digest.compress();
  return digest.percentile([...shares]);
}

const WINDOWS = DAYS - WINDOW + 1;

/** Each window holds the stays that ended on its last day or the 29 days before. */
async function overWindows(endedAt: Float64Array, seconds: Float64Array): Promise<Contest> {
  const size = seconds.length;
  const rows = columns({ endedAt, length: seconds });
  const day = Float64Array.from(endedAt, dayOf);
  const two = await database(2);
  await append(two, "stay", size, {
    day: { type: "double", at: (row) => day[row] as number },
    seconds: { type: "double", at: (row) => seconds[row] as number },
  });
  const inDuckDB = (sql: string) => async () =>
    Float64Array.from((await answer(two, sql)).flatMap(([list]) => list as number[]));
  return {
    name: `Exact p50, p85 and p95 of ${WINDOWS} rolling windows of ${WINDOW} days`,
    item: "value",
    size,
    checked: size,
    within: 1e-9,
    contenders: [
      {
        name: "kpi-core",
        run() {
          const plan = { per: "day", timeZone: PARIS, from: FROM, to: TO } as const;
          const report = reportOf(metrics, rolling(tallyOf(metrics, table(stay, rows), plan), WINDOW));
          return report.rows.flatMap(({ cells }) =>
            names.map((name) => cells[name].value?.toNumber() ?? Number.NaN),
          );
        },
      },
      { name: "a sort of each window, by hand", run: () => sortedWindows(day, seconds) },
      { name: "DuckDB, 2 threads, range join", run: inDuckDB(joined) },
      { name: "DuckDB, 2 threads, window", run: inDuckDB(windowed) },
    ],
  };
}

const joined = `
  select quantile_cont(seconds, [${shares}])
  from range(${WINDOW - 1}, ${DAYS}) last join stay on day between last.range - ${WINDOW - 1} and last.range
  group by last.range order by last.range`;

const windowed = `
  select any_value(list) from (
    select day, quantile_cont(seconds, [${shares}])
      over (order by day range between ${WINDOW - 1} preceding and current row) as list
    from stay)
  where day >= ${WINDOW - 1} group by day order by day`;

function sortedWindows(day: Float64Array, seconds: Float64Array): Float64Array {
  const byDay = Array.from({ length: DAYS }, (): number[] => []);
  for (let i = 0; i < day.length; i++) byDay[day[i] as number]?.push(seconds[i] as number);
  const found = new Float64Array(WINDOWS * shares.length);
  for (let first = 0; first < WINDOWS; first++) {
    const window = Float64Array.from(byDay.slice(first, first + WINDOW).flat()).sort();
    found.set(ofSorted(window), first * shares.length);
  }
  return found;
}

function ofSorted(sorted: ArrayLike<number>): number[] {
  return shares.map((p) => quantileSorted(sorted, p));
}
