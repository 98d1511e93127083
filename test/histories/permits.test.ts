import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import { endOf, evaluate, table } from "kpi-core";
import { workItems } from "kpi-core/histories";
import { flowEfficiency, onTimeRate } from "kpi-core/metrics/flow";
import { instantIn, zoneOf } from "kpi-core/periods";
import { workItem } from "kpi-core/records";
import { beforeAll, describe, expect, it } from "vitest";

// Receipt phase of environmental permits (4TU, CoSeLoG): one row a completed step, with the attributes of its case
const file = fileURLToPath(new URL("../../../shared/data/permit-receipts.csv", import.meta.url));
const isHere = existsSync(file);
const zone = "Europe/Amsterdam";
const asOf = "2012-02-01";

type Event = Readonly<
  Record<
    | "case:concept:name"
    | "concept:name"
    | "time:timestamp"
    | "case:startdate"
    | "case:enddate"
    | "case:deadline",
    string
  >
>;

/** Where the receipt phase ends for the case: it goes on, is stopped, or its last letter is out. */
const endings = [
  "T05 Print and send confirmation of receipt",
  "T10 Determine necessity to stop indication",
  "T15 Print document X request unlicensed",
  "T20 Print report Y to stop indication",
];

/** The log a second time, in SQL written by hand: `n` is the place of the row in the file. */
const step = `
create table step as
with raw as (
  select row_number() over () as n, "case:concept:name" as id, "concept:name" as step,
    epoch_ms("time:timestamp"::timestamptz) as t,
    epoch_ms("case:startdate"::timestamptz) as opened,
    epoch_ms("case:enddate"::timestamptz) as closed,
    epoch_ms(timezone('${zone}', date_trunc('day', timezone('${zone}', "case:deadline"::timestamptz)) + interval 1 day))
      as late
  from read_csv($file, header = true, all_varchar = true)
)
select *, lag(step) over own as before, t - lag(t) over own as since,
  row_number() over (partition by id, step order by t, n) as visit, row_number() over own as place
from raw window own as (partition by id order by t, n)`;

describe.skipIf(!isHere)("the permits (skipped: ../shared/data/permit-receipts.csv is absent)", () => {
  const events: Event[] = isHere ? parse(readFileSync(file, "utf8"), { columns: true }) : [];
  const names = [...new Set(events.map((event) => event["concept:name"]))].sort();
  const steps = names.filter((name) => !endings.includes(name));
  const read = (finish: "first" | "last") =>
    workItems(
      events,
      {
        events: "completed",
        states: {
          ...Object.fromEntries(steps.map((name) => [name, "step" as const])),
          ...Object.fromEntries(endings.map((name) => [name, "done" as const])),
        },
        finish,
      },
      {
        key: "case:concept:name",
        at: "time:timestamp",
        to: "concept:name",
        requestedAt: "case:startdate",
        dueAt: endOf("case:deadline"),
        zone,
        asOf,
      },
    );
  const items = read("last");
  const momentOf = (text: string) => instantIn(zoneOf(zone), "permits", text);
  const stepsDone = events.map((event) => ({
    key: event["case:concept:name"],
    at: momentOf(event["time:timestamp"]),
  }));
  let db: DuckDBConnection;
  const ask = async (sql: string) =>
    (await db.runAndReadAll(sql)).getRowsJson().map((row) => row.map((value) => `${value}`).join(" | "));

  beforeAll(async () => {
    db = await (await DuckDBInstance.create(":memory:")).connect();
    await db.run(step.replace("$file", `'${file}'`));
  });

  it("have no row that is lost", async () => {
    expect(items.ledger).toMatchObject({
      read: 8577,
      used: 8577,
      leftOut: { "after-as-of": 0, duplicate: 0 },
      rejected: [],
    });
    expect(items.rows).toHaveLength(1434);
    const early = await ask("select count(*), count(distinct id) from step where t < opened");
    expect(early).toEqual([`${items.ledger.mended["before-request"]} | 2`]);
  });

  it("have the steps that follow one another, and the time between", async () => {
    const follows = items
      .directlyFollows()
      .map(({ from, to, count, items: cases, seconds, medianSeconds }) =>
        [from, to, count, cases, seconds.times(1000), medianSeconds.times(2000)].join(" | "),
      );
    const counted = await ask(`
      select before, step, count(*), count(distinct id), sum(since), (2 * quantile_cont(since::double, 0.5))::bigint
      from step where before is not null group by before, step`);
    expect(follows.sort()).toEqual(counted.sort());
    expect(follows.length).toBeGreaterThan(80);
    const all = items.directlyFollows().reduce((sum, { count }) => sum + count, 0);
    expect(all).toBe(8577 - 1434);
  });

  it("have the steps that are done again, at once and after others", async () => {
    const rework = items
      .rework()
      .map(({ state, count, items: cases, reworked, selfLoops, returns }) =>
        [state, count, cases, reworked, selfLoops, returns].join(" | "),
      );
    const counted = await ask(`
      select step, count(*), count(distinct id), count(distinct id) filter (visit > 1),
        count(*) filter (before = step), count(*) filter (visit > 1 and before != step)
      from step group by step`);
    expect(rework.sort()).toEqual(counted.sort());
    // Cases in which a step that does not end them was done again
    const reworked = items.rows.filter(({ reworks }) => (reworks ?? 0) > 0).length;
    const again = await ask(`
      select count(distinct id) from step where visit > 1 and step not in (${endings.map((name) => `'${name}'`)})`);
    expect([`${reworked}`]).toEqual(again);
  });

  for (const [finish, choice] of [
    ["first", "min(t) filter (ends)"],
    ["last", "case when max_by(ends, place) then min(t) filter (ends and place > coalesce(other, 0)) end"],
  ] as const) {
    it(`are finished when ${finish} ended, and on time by the end of the day of their deadline`, async () => {
      const { rows } = read(finish);
      const finished = rows.flatMap(({ key, finishedAt }) =>
        finishedAt === null ? [] : [`${key} | ${finishedAt}`],
      );
      await db.run(`
        create or replace table finish as
        with ending as (
          select *, step in (${endings.map((name) => `'${name}'`)}) as ends from step
        ), marked as (
          select *, max(place) filter (not ends) over (partition by id) as other from ending
        )
        select id, any_value(late) as late, ${choice} as finished from marked group by id`);
      const counted = await ask("select id, finished from finish where finished is not null");
      expect(finished.sort()).toEqual(counted.sort());
      const report = evaluate({ onTimeRate }, table(workItem, rows), { timeZone: zone, asOf });
      const { onTime, due } = report.totals?.cells.onTimeRate.inputs ?? {};
      const byHand = await ask(`
        select count(*) filter (finished < late), count(*) from finish
        where late <= epoch_ms(timezone('${zone}', timestamp '2012-02-01'))`);
      expect([`${onTime} | ${due}`]).toEqual(byHand);
    });
  }

  it("are closed at another time than their last step says: before it in 145 cases, after it in 1,184", async () => {
    const closed = new Map(events.map((event) => [event["case:concept:name"], event["case:enddate"]]));
    const last = new Map<string, number>();
    for (const { key, at } of stepsDone) last.set(key, Math.max(at, last.get(key) ?? 0));
    const counts = { never: 0, before: 0, same: 0, after: 0 };
    for (const [key, at] of last) {
      const end = closed.get(key);
      const ms = end ? momentOf(end) : null;
      counts[ms === null ? "never" : ms < at ? "before" : ms === at ? "same" : "after"]++;
    }
    expect(counts).toEqual({ never: 105, before: 145, same: 0, after: 1184 });
    const [answer] = await ask(`
      with own as (select id, max(t) as last, any_value(closed) as closed from step group by id)
      select count(*) filter (closed is null), count(*) filter (closed < last), count(*) filter (closed = last),
        count(*) filter (closed > last) from own`);
    expect(answer).toBe(Object.values(counts).join(" | "));
  });

  it("do not tell work from waiting", () => {
    expect(items.activeTime).toMatchObject({ known: 0, unknown: 1434 });
    expect(items.bottlenecks).toThrow("events say when a step was completed and not when work on it began");
    const { totals } = evaluate({ flowEfficiency }, table(workItem, items.rows), {});
    expect(totals?.cells.flowEfficiency).toMatchObject({ status: "none", reason: "no-records" });
  });

  it("go the way of the book in so many cases", async () => {
    const [receipt, check, decide] = [names[0] as string, names[1] as string, names[3] as string];
    const book = [
      receipt,
      check,
      decide,
      endings[0],
      "T06 Determine necessity of stop advice",
      endings[1],
    ] as readonly string[];
    const follows = Object.fromEntries(book.slice(0, -1).map((name, i) => [name, [book[i + 1] as string]]));
    const { conforming, finished, running, offenders } = items.conformance({
      begins: [receipt],
      follows,
      ends: [book.at(-1) as string],
    });
    const traces = await ask(`
      with trace as (select id, string_agg(step, '>' order by place) as way, max_by(step, place) as ending from step group by id)
      select count(*) filter (way = '${book.join(">")}'), count(*) from trace
      where ending in (${endings.map((name) => `'${name}'`)})`);
    expect([`${conforming} | ${finished}`]).toEqual(traces);
    expect([offenders.length, running]).toEqual([finished - conforming, 1434 - finished]);
  });
});
