import type { DuckDBConnection } from "@duckdb/node-api";
import pl, { type DataFrame } from "nodejs-polars";
import {
  dayBounds,
  monthBounds,
  PROMISED_SECONDS,
  priorities,
  type TicketRow,
  type Tickets,
  teams,
} from "./data.ts";
import { answer, append, database } from "./duckdb.ts";
import type { Contender } from "./harness.ts";
import { cellAt, FIGURES, noFigures, type Question } from "./table-question.ts";

/** Paris is at most two hours ahead of Greenwich: the date of an instant there, at noon. */
function periodOfLabel({ per }: Question): Map<string, number> {
  const bounds = per === "month" ? monthBounds : dayBounds;
  const width = per === "month" ? 7 : 10;
  return new Map(
    bounds.map((start, i) => [new Date(start + 12 * 3_600_000).toISOString().slice(0, width), i]),
  );
}

/** As its users write it, over instants; and over a column that holds the clock of Paris already. */
export async function loadedDuckDB(question: Question, data: Tickets): Promise<Contender[]> {
  const [one, two] = [await database(1), await database(2)];
  for (const connection of [one, two]) await load(connection, data);
  const asked =
    (connection: DuckDBConnection, at: string, table = "ticket") =>
    async () =>
      figuresOf(question, await answer(connection, sqlOf(question, at, table)));
  return [
    { name: "DuckDB, 1 thread, local times in the table", run: asked(one, "paris") },
    { name: "DuckDB, 2 threads, local times in the table", run: asked(two, "paris") },
    { name: "DuckDB, 2 threads, local times, keys as ENUM", run: asked(two, "paris", "ticket_enum") },
    { name: "DuckDB, 2 threads, instants", run: asked(two, "resolved_at") },
  ];
}

/** Appends the columns that the question reads, then asks it. */
export async function appendedDuckDB(
  question: Question,
  rows: number,
  tickets: readonly TicketRow[],
): Promise<Contender> {
  const connection = await database(2);
  const at = (row: number) => tickets[row] as TicketRow;
  const columns = {
    opened: { type: "double", at: (row: number) => at(row).openedAt },
    resolved: { type: "double", at: (row: number) => at(row).resolvedAt },
    team: { type: "varchar", at: (row: number) => at(row).team },
    ...(question.byPriority && {
      priority: { type: "varchar", at: (row: number) => at(row).priority } as const,
    }),
  } as const;
  return {
    name: "DuckDB, 2 threads, append and query",
    async run() {
      await append(connection, "raw", rows, columns);
      await connection.run(`create or replace view ticket as select *, (resolved - opened) / 1000 as seconds,
        make_timestamptz((resolved * 1000)::bigint) as resolved_at from raw`);
      return figuresOf(question, await answer(connection, sqlOf(question, "resolved_at", "ticket")));
    },
  };
}

async function load(connection: DuckDBConnection, data: Tickets): Promise<void> {
  const { openedAt, resolvedAt, team, priority } = data;
  await append(connection, "raw", data.rows, {
    opened: { type: "double", at: (row) => openedAt[row] as number },
    resolved: { type: "double", at: (row) => (resolvedAt[row] === 0 ? null : (resolvedAt[row] as number)) },
    team: { type: "varchar", at: (row) => teams[team[row] as number] as string },
    priority: { type: "varchar", at: (row) => priorities[priority[row] as number] as string },
  });
  await connection.run(`create table ticket as
    select (resolved - opened) / 1000 as seconds, make_timestamptz((resolved * 1000)::bigint) as resolved_at,
      make_timestamptz((resolved * 1000)::bigint)::timestamp as paris, team, priority from raw`);
  await connection.run(`create type team as enum (${teams.map((name) => `'${name}'`).join(", ")})`);
  await connection.run(`create type priority as enum (${priorities.map((name) => `'${name}'`).join(", ")})`);
  await connection.run(`create table ticket_enum as
    select seconds, resolved_at, paris, team::team as team, priority::priority as priority from ticket`);
  await connection.run("drop table raw");
}

function sqlOf({ per, byPriority }: Question, at: string, table: string): string {
  const format = per === "month" ? "%Y-%m" : "%Y-%m-%d";
  const priority = byPriority ? "priority" : "null as priority";
  return `
    select strftime(period, '${format}'), * exclude (period) from (
      select date_trunc('${per}', ${at}) as period, team, ${priority}, count(*), avg(seconds),
        unnest([quantile_cont(seconds, [0.5, 0.85, 0.95])]) as quantiles,
        avg((seconds <= ${PROMISED_SECONDS})::integer)
      from ${table} where ${at} is not null group by all)`;
}

function figuresOf(question: Question, lines: readonly (readonly unknown[])[]): Float64Array {
  const periods = periodOfLabel(question);
  const found = noFigures(question);
  for (const [label, team, priority, count, mean, quantiles, share] of lines) {
    const cell = cellAt(question, periods.get(label as string) as number, team, priority);
    found.set([Number(count), mean as number, ...(quantiles as number[]), share as number], cell * FIGURES);
  }
  return found;
}

/** It knows no zones through Node: the months and days are of a column that holds the clock of Paris. */
export function loadedPolars(question: Question, data: Tickets): Contender[] {
  const { openedAt, resolvedAt } = data;
  const known = Uint32Array.from(resolvedAt, (_, i) => i).filter((i) => resolvedAt[i] !== 0);
  const frame = pl.DataFrame({
    paris: Array.from(known, (i) => localOf(resolvedAt[i] as number)),
    seconds: Float64Array.from(known, (i) => ((resolvedAt[i] as number) - (openedAt[i] as number)) / 1000),
    team: Array.from(known, (i) => teams[data.team[i] as number] as string),
    priority: Array.from(known, (i) => priorities[data.priority[i] as number] as string),
  });
  const timed = frame.withColumns(pl.col("paris").cast(pl.Datetime("ms")));
  const coded = timed.withColumns(
    pl.col("team").cast(pl.Categorical),
    pl.col("priority").cast(pl.Categorical),
  );
  return [
    { name: "polars, 2 threads, local times", run: () => inPolars(question, timed) },
    { name: "polars, 2 threads, local times, keys as Categorical", run: () => inPolars(question, coded) },
  ];
}

export function polarsFromRows(question: Question, rows: readonly TicketRow[]): Contender[] {
  const { byPriority } = question;
  const local = (row: TicketRow) => (row.resolvedAt === null ? null : localOf(row.resolvedAt));
  return [
    {
      name: "polars, 2 threads, columns from rows and query",
      run() {
        const frame = pl.DataFrame({
          paris: rows.map(local),
          opened: Float64Array.from(rows, (row) => row.openedAt),
          resolved: rows.map((row) => row.resolvedAt),
          team: rows.map((row) => row.team),
          ...(byPriority && { priority: rows.map((row) => row.priority) }),
        });
        const timed = frame
          .filter(pl.col("resolved").isNotNull())
          .withColumns(
            pl.col("paris").cast(pl.Datetime("ms")),
            pl.col("resolved").sub(pl.col("opened")).div(pl.lit(1000)).alias("seconds"),
          );
        return inPolars(question, timed);
      },
    },
  ];
}

/** The clock of Paris as if it were that of Greenwich; the process runs in that zone. */
function localOf(t: number): number {
  return t - new Date(t).getTimezoneOffset() * 60_000;
}

function inPolars(question: Question, frame: DataFrame): Float64Array {
  const seconds = pl.col("seconds");
  const at = pl.col("paris").dt;
  const label = at.strftime(question.per === "month" ? "%Y-%m" : "%Y-%m-%d").first();
  const period =
    question.per === "month"
      ? at.year().mul(pl.lit(12)).add(at.month())
      : at.year().mul(pl.lit(366)).add(at.ordinalDay());
  const keys = ["period", "team", ...(question.byPriority ? ["priority"] : [])];
  const grouped = frame
    .withColumns(period.alias("period"))
    .groupBy(...keys)
    .agg(
      label.alias("label"),
      pl.len().alias("count"),
      seconds.mean().alias("mean"),
      ...[0.5, 0.85, 0.95].map((p) => seconds.quantile(p, "linear").alias(`p${p * 100}`)),
      seconds.ltEq(pl.lit(PROMISED_SECONDS)).mean().alias("share"),
    );
  const names = ["label", "team", "priority", "count", "mean", "p50", "p85", "p95", "share"];
  const found = names.map((name) =>
    grouped.columns.includes(name) ? grouped.getColumn(name).toArray() : [],
  );
  return figuresOf(
    question,
    (found[0] as unknown[]).map((first, i) => {
      const [team, priority, count, mean, p50, p85, p95, share] = found.slice(1).map((column) => column[i]);
      return [first, team, priority, count, mean, [p50, p85, p95], share];
    }),
  );
}
