import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { columns } from "kpi-core";
import { type Cohorts, cohorts } from "kpi-core/histories";
import { type Contest, seeded } from "./harness.ts";

const EVENTS = 2_000_000;
const USERS = 200_000;
const WEEKS = 26;
const WEEK = 604_800_000;
const FROM = Date.UTC(2026, 0, 5); // a Monday
const TO = FROM + WEEKS * WEEK;

interface Visit {
  readonly user: string;
  readonly at: number;
}

interface Log {
  readonly user: Int32Array;
  readonly at: Float64Array;
}

/** Weekly cohorts by age: of each cohort its size, then who came back later in the week of the start, and each week after. */
export async function contests(): Promise<Contest[]> {
  const log = visits();
  let made: Visit[] | null = null;
  function rows(): Visit[] {
    // Not before they are asked for: two million objects more slow down every collection of garbage
    made ??= Array.from(log.user, (user, i) => ({ user: `user-${user}`, at: log.at[i] as number }));
    return made;
  }
  const database = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
  await load(database, log);
  const duck = (sql: string) => async () => tableOf((await database.runAndReadAll(sql)).getRowsJS());
  const plan = { actor: "user", at: "at", grain: "isoWeek", timeZone: "UTC", asOf: TO } as const;
  const shared = { item: "event", size: EVENTS, checked: EVENTS };
  return [
    {
      ...shared,
      name: "Weekly cohorts of 200,000 users from coded columns",
      contenders: [
        { name: "kpi-core", run: () => ourTable(cohorts(columns({ user: log.user, at: log.at }), plan)) },
        { name: "DuckDB, 2 threads, loaded: join, count distinct", run: duck(joined("visit")) },
        { name: "DuckDB, 2 threads, loaded: bits of weeks", run: duck(bits("visit")) },
      ],
    },
    {
      ...shared,
      name: "Weekly cohorts of 200,000 users from rows with text ids",
      contenders: [
        { name: "kpi-core", run: () => ourTable(cohorts(rows(), plan)) },
        { name: "Map and Set by hand", run: () => byHand(rows()) },
        { name: "DuckDB, 2 threads, loaded: join, count distinct", run: duck(joined("visit_by_text")) },
        { name: "DuckDB, 2 threads, loaded: bits of weeks", run: duck(bits("visit_by_text")) },
      ],
    },
  ];
}

/** Visits in the order of time: each user begins at random, and comes back less and less. */
function visits(): Log {
  const random = seeded(5);
  const starts = Float64Array.from({ length: USERS }, () => Math.floor(FROM + random() * (TO - FROM)));
  const user = new Int32Array(EVENTS);
  const at = new Float64Array(EVENTS);
  for (let i = 0; i < EVENTS; i++) {
    const who = i < USERS ? i : Math.floor(random() * USERS);
    const start = starts[who] as number;
    const later = start - Math.log(1 - random()) * 5 * WEEK;
    user[i] = who;
    at[i] = Math.floor(i < USERS ? start : later < TO ? later : start + random() * (TO - start));
  }
  const order = Uint32Array.from(at, (_, i) => i).sort((a, b) => (at[a] as number) - (at[b] as number));
  return {
    user: Int32Array.from(order, (i) => user[i] as number),
    at: Float64Array.from(order, (i) => at[i] as number),
  };
}

/** Sizes in the first column, then who was retained at each age; 0 where there is none. */
function ourTable(table: Cohorts): Float64Array {
  table.pooled();
  const found = new Float64Array(WEEKS * (WEEKS + 1));
  for (const [cohort, { size, cells }] of table.triangle().entries()) {
    found[cohort * (WEEKS + 1)] = size;
    for (const { age, retained, status } of cells) {
      if (status === "value") found[cohort * (WEEKS + 1) + 1 + age] = retained;
    }
  }
  return found;
}

function tableOf(lines: readonly (readonly unknown[])[]): Float64Array {
  const found = new Float64Array(WEEKS * (WEEKS + 1));
  for (const [cohort, age, users] of lines) {
    found[Number(cohort) * (WEEKS + 1) + 1 + Number(age)] = Number(users);
  }
  return found;
}

function byHand(rows: readonly Visit[]): Float64Array {
  const starts = new Map<string, number>();
  for (const { user, at } of rows) {
    const start = starts.get(user);
    if (start === undefined || at < start) starts.set(user, at);
  }
  const weekOf = (at: number) => Math.floor((at - FROM) / WEEK);
  const cells = new Map<string, Set<string>>();
  for (const { user, at } of rows) {
    const start = starts.get(user) as number;
    if (at <= start) continue;
    const cohort = weekOf(start);
    const key = `${cohort},${weekOf(at) - cohort}`;
    const users = cells.get(key);
    if (users === undefined) cells.set(key, new Set([user]));
    else users.add(user);
  }
  const sizes = new Map<number, number>();
  for (const start of starts.values()) sizes.set(weekOf(start), (sizes.get(weekOf(start)) ?? 0) + 1);
  return tableOf([
    ...[...sizes].map(([cohort, size]) => [cohort, -1, size]),
    ...[...cells].map(([key, users]) => [...key.split(","), users.size]),
  ]);
}

async function load(database: DuckDBConnection, { user, at }: Log): Promise<void> {
  await database.run("create table visit (who integer, ms bigint)");
  const appender = await database.createAppender("visit");
  for (let i = 0; i < EVENTS; i++) {
    appender.appendInteger(user[i] as number);
    appender.appendBigInt(BigInt(at[i] as number));
    appender.endRow();
  }
  appender.closeSync();
  await database.run("create table visit_by_text as select 'user-' || who as who, ms from visit");
}

const week = (ms: string) => `((${ms} - ${FROM}) // ${WEEK})`;

/** As people write it. */
function joined(table: string): string {
  return `
    with entry as (select who, min(ms) as started from ${table} group by who)
    select ${week("started")} as cohort, ${week("ms")} - ${week("started")} as age, count(distinct who)
    from ${table} join entry using (who) where ms > started group by all
    union all select ${week("started")}, -1, count(*) from entry group by all`;
}

/** As it is fastest; a visit in the week of the start is a return where it is not the only one. */
function bits(table: string): string {
  const column = (age: number) => `count(*) filter (weeks >> ${week("started")}::integer & ${2 ** age} != 0)`;
  return `
    with seen as (
      select who, min(ms) as started, bit_or(1::bigint << ${week("ms")}::integer) as weeks from ${table} group by who
    ), again as (
      select ${week("started")} as cohort, count(distinct who) as users
      from ${table} join seen using (who) where ms > started and ${week("ms")} = ${week("started")} group by cohort
    ), counted as (
      select ${week("started")} as cohort, count(*) as size,
        [${Array.from({ length: WEEKS }, (_, age) => column(age)).join(", ")}] as users
      from seen group by cohort
    )
    select cohort, -1 as age, size from counted
    union all select cohort, 0, users from again
    union all select cohort, unnest(range(1, ${WEEKS})), unnest(users[2:]) from counted`;
}
