import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** A database in memory, by the zone of Paris where an SQL asks for one. */
export async function database(threads: 1 | 2): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:", { threads: String(threads) });
  const connection = await instance.connect();
  await connection.run("set timezone = 'Europe/Paris'");
  return connection;
}

/** A column to append: numbers as doubles, texts as they are, null as null. */
export interface Appended {
  readonly type: "double" | "varchar";
  readonly at: (row: number) => number | string | null;
}

/** Appends rows to a new table, by the fastest way in that the client has. */
export async function append(
  connection: DuckDBConnection,
  table: string,
  rows: number,
  columns: Readonly<Record<string, Appended>>,
): Promise<void> {
  const named = Object.entries(columns).map(([name, { type }]) => `${name} ${type}`);
  await connection.run(`create or replace table ${table} (${named.join(", ")})`);
  const appender = await connection.createAppender(table);
  const readers = Object.values(columns);
  for (let row = 0; row < rows; row++) {
    for (const { at } of readers) {
      const value = at(row);
      if (value === null) appender.appendNull();
      else if (typeof value === "number") appender.appendDouble(value);
      else appender.appendVarchar(value);
    }
    appender.endRow();
  }
  appender.closeSync();
}

/** The rows of a query, as arrays. */
export async function answer(
  connection: DuckDBConnection,
  sql: string,
): Promise<readonly (readonly unknown[])[]> {
  return (await connection.runAndReadAll(sql)).getRowsJS();
}
