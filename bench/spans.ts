import type { DuckDBConnection } from "@duckdb/node-api";
import { columns, evaluate, type Measure, period, population, table } from "kpi-core";
import { booking } from "kpi-core/records";
import { DAYS, FROM, normal, rowsAsked, TO } from "./data.ts";
import { answer, append, database } from "./duckdb.ts";
import { type Contender, type Contest, seeded } from "./harness.ts";
import { own } from "./own-metric.ts";

const DAY = 86_400_000;
const START = Date.parse(FROM);
const AGENTS = 480;

/** Spans in the order of their starts; `agent` is who has them, and may have several at once. */
interface Spans {
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly agent: Uint16Array;
}

/** What spans were in progress, day by day in UTC: on average, at most, and over agents. */
export async function contests(): Promise<Contest[]> {
  const size = rowsAsked(1_000_000);
  const made = spans(size);
  const two = await database(2);
  await append(two, "span", size, {
    starts: { type: "double", at: (row) => made.start[row] as number },
    ends: { type: "double", at: (row) => made.end[row] as number },
    agent: { type: "double", at: (row) => made.agent[row] as number },
  });
  await two.run(`create or replace table span as
    select starts::bigint as starts, ends::bigint as ends, agent::integer as agent from span`);
  const shared = { item: "span", size, checked: size, within: 1e-9 } as const;
  const during = population(booking).during("startedAt", "endedAt");
  const ours = (formula: string, inputs: Readonly<Record<string, Measure>>): Contender => {
    const metric = own(formula, inputs);
    return { name: "kpi-core", run: () => byDay(metric, made) };
  };
  return [
    {
      ...shared,
      name: `Spans in progress on average, by day, ${DAYS} days`,
      contenders: [
        ours("x", { x: during.mean() }),
        { name: "by hand, a day at a time", run: () => meanByHand(made) },
        { name: "DuckDB, 2 threads, unnest of days", run: inDuckDB(two, unnested) },
        { name: "DuckDB, 2 threads, range join", run: inDuckDB(two, joined) },
      ],
    },
    {
      ...shared,
      name: `Spans in progress at most, by day, ${DAYS} days`,
      contenders: [
        ours("x", { x: during.peak() }),
        { name: "by hand, sorted starts and ends", run: () => peakByHand(made) },
        { name: "DuckDB, 2 threads, running sum", run: inDuckDB(two, running) },
      ],
    },
    {
      ...shared,
      name: `Agents busy on average, by day, ${DAYS} days, ${AGENTS} agents`,
      contenders: [
        ours("busy / day", { busy: during.busySeconds("resource"), day: period.seconds() }),
        { name: "by hand, sorted by agent", run: () => busyByHand(made) },
        { name: "DuckDB, 2 threads, gaps and islands", run: inDuckDB(two, islands) },
      ],
    },
  ];
}

/** About six hours each, some of them days. */
function spans(size: number): Spans {
  const random = seeded(7);
  const start = new Float64Array(size);
  const end = new Float64Array(size);
  const agent = new Uint16Array(size);
  const last = DAYS * DAY;
  for (let i = 0; i < size; i++) {
    const from = Math.floor((last * (i + random())) / size);
    start[i] = START + from;
    end[i] = START + Math.min(last, from + Math.ceil(2.2e7 * Math.exp(normal(random))));
    agent[i] = Math.floor(random() * AGENTS);
  }
  return { start, end, agent };
}

function byDay(metric: ReturnType<typeof own>, { start, end, agent }: Spans): Float64Array {
  const resource = { length: agent.length, get: (row: number) => names[agent[row] as number] as string };
  const rows = columns({ startedAt: start, endedAt: end, resource });
  const plan = { per: "day", timeZone: "UTC", from: FROM, to: TO } as const;
  const report = evaluate({ x: metric }, table(booking, rows), plan);
  return Float64Array.from(report.rows, ({ cells }) => cells.x.value?.toNumber() ?? 0);
}

const names = Array.from({ length: AGENTS }, (_, agent) => `agent ${agent}`);

function inDuckDB(connection: DuckDBConnection, sql: string) {
  return async () => {
    const found = new Float64Array(DAYS);
    for (const [day, value] of await answer(connection, sql)) found[Number(day)] = Number(value);
    return found;
  };
}

const dayOf = (t: string) => `((${t} - ${START}) // ${DAY})`;
const startOf = (day: string) => `(${START} + ${day} * ${DAY}::bigint)`;
const inside = (day: string) =>
  `sum(least(ends, ${startOf(`(${day} + 1)`)}) - greatest(starts, ${startOf(day)})) / ${DAY}`;

const unnested = `
  select day, ${inside("day")} from (
    select starts, ends, unnest(range(${dayOf("starts")}, ${dayOf("ends - 1")} + 1)) as day from span)
  group by day`;

const joined = `
  select day.range, ${inside("day.range")}
  from range(${DAYS}) day
  join span on starts < ${startOf("(day.range + 1)")} and ends > ${startOf("day.range")}
  group by day.range`;

/** What runs at a moment is told after all that happens then; each day begins with what it inherits. */
const running = `
  select ${dayOf("t")} as day, max(there) from (
    select t, sum(change) over (order by t) as there from (
      select starts as t, 1 as change from span
      union all select ends, -1 from span
      union all select ${startOf("range")}, 0 from range(${DAYS})))
  where t < ${startOf(String(DAYS))} group by day`;

const islands = `
  select day, ${inside("day")} from (
    select starts, ends, unnest(range(${dayOf("starts")}, ${dayOf("ends - 1")} + 1)) as day from (
      select min(starts) as starts, max(ends) as ends from (
        select *, sum((starts > coalesce(before, starts - 1))::integer)
          over (partition by agent order by starts, ends rows unbounded preceding) as island
        from (
          select *, max(ends) over (
            partition by agent order by starts, ends rows between unbounded preceding and 1 preceding) as before
          from span))
      group by agent, island))
  group by day`;

function meanByHand({ start, end }: Spans): Float64Array {
  const found = new Float64Array(DAYS);
  for (let i = 0; i < start.length; i++) addSpan(found, start[i] as number, end[i] as number);
  return found.map((ms) => ms / DAY);
}

/** Adds to each day the part of a span that is in it. */
function addSpan(found: Float64Array, start: number, end: number): void {
  for (let day = Math.floor((start - START) / DAY); START + day * DAY < end; day++) {
    const from = Math.max(start, START + day * DAY);
    found[day] = (found[day] as number) + Math.min(end, START + (day + 1) * DAY) - from;
  }
}

function peakByHand({ start, end }: Spans): Float64Array {
  const [starts, ends] = [start.slice().sort(), end.slice().sort()];
  const found = new Float64Array(DAYS);
  let [s, e] = [0, 0];
  for (let day = 0; day < DAYS; day++) {
    const until = START + (day + 1) * DAY;
    while (e < ends.length && (ends[e] as number) <= until - DAY) e++;
    let most = startedBefore(starts, s, until - DAY + 1) - e;
    for (; s < starts.length && (starts[s] as number) < until; s++) {
      while ((ends[e] as number) <= (starts[s] as number)) e++;
      most = Math.max(most, s + 1 - e);
    }
    found[day] = most;
  }
  return found;
}

/** How many of the sorted starts are before a moment, from a place that is not after it. */
function startedBefore(starts: Float64Array, from: number, moment: number): number {
  let place = from;
  while (place < starts.length && (starts[place] as number) < moment) place++;
  return place;
}

function busyByHand({ start, end, agent }: Spans): Float64Array {
  const own = Array.from({ length: AGENTS }, (): number[] => []);
  for (let i = 0; i < agent.length; i++) own[agent[i] as number]?.push(i); // in the order of starts already
  const found = new Float64Array(DAYS);
  for (const rows of own) {
    let [from, until] = [0, 0];
    for (const row of rows) {
      const begins = start[row] as number;
      if (begins > until) {
        addSpan(found, from, until);
        from = begins;
      }
      until = Math.max(until, end[row] as number);
    }
    addSpan(found, from, until);
  }
  return found.map((ms) => ms / DAY);
}
