import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import { at, evaluate, population, table } from "kpi-core";
import { knownAt, perEntity, spells } from "kpi-core/histories";
import { spell, ticket } from "kpi-core/records";
import { beforeAll, describe, expect, it } from "vitest";
import { incidentText } from "../../examples/incident-review.ts";
import { only } from "../figures.ts";

// UCI "Incident management process enriched event log": one row an update, naive times of one place, here read as Paris
const file = fileURLToPath(new URL("../../../shared/data/incidents.csv", import.meta.url));
const isHere = existsSync(file);
const zone = "Europe/Paris";

type Update = Readonly<
  Record<
    | "number"
    | "incident_state"
    | "made_sla"
    | "priority"
    | "reopen_count"
    | "opened_at"
    | "resolved_at"
    | "sys_updated_at",
    string
  >
>;

/** `29-02-2016 01:16` as `2016-02-29 01:16`; `?` is missing. */
function written(text: string): string {
  return text.replace(/^(\d\d)-(\d\d)-(\d{4})/, "$3-$2-$1");
}

/** The log a second time, in SQL written by hand: `t` is the moment of the row, `n` its place in its incident. */
const log = `
create table log as
with raw as (select row_number() over () as row, * from read_csv($file, header = true, all_varchar = true))
select number, incident_state as state, made_sla, priority, reopen_count::int as reopens, row,
  timezone('${zone}', strptime(sys_updated_at, '%d-%m-%Y %H:%M')) as t,
  timezone('${zone}', strptime(opened_at, '%d-%m-%Y %H:%M')) as opened,
  case when resolved_at != '?' then timezone('${zone}', strptime(resolved_at, '%d-%m-%Y %H:%M')) end as resolved
from raw`;

const stay = `
create table stay as
with step as (
  select *, lag(state) over own as before from log window own as (partition by number order by t, row)
), entry as (
  select * from step where before is null or before != state
)
select number, state, before, t as entered, lead(t) over (partition by number order by t, row) as gone from entry`;

describe.skipIf(!isHere)("the incident log (skipped: ../shared/data/incidents.csv is absent)", () => {
  const updates: Update[] = isHere ? parse(readFileSync(file, "utf8"), { columns: true }) : [];
  const stays = spells(updates, {
    key: "number",
    at: ({ sys_updated_at }) => written(sys_updated_at),
    state: "incident_state",
    zone,
  });
  const spellTable = table(spell, stays.rows);
  const during = population(spell).during("enteredAt", "leftAt");
  let db: DuckDBConnection;
  const rows = async (sql: string) => (await db.runAndReadAll(sql)).getRowsJson().map((row) => row.join(" "));

  beforeAll(async () => {
    db = await (await DuckDBInstance.create(":memory:")).connect();
    await db.run(log.replace("$file", `'${file}'`));
    await db.run(stay);
  });

  it("reads every row, and says what it mended", async () => {
    expect(updates).toHaveLength(5998);
    const { read, used, leftOut, mended, rejected } = stays.ledger;
    expect([read, used + leftOut.duplicate, rejected.length]).toEqual([5998, 5998, 0]);
    const repeated = await rows(`
      select count(*) from (select state, t, lag(state) over own as s, lag(t) over own as u from log
        window own as (partition by number order by t, row)) where s = state and u = t`);
    expect([`${leftOut.duplicate}`]).toEqual(repeated);
    expect([`${mended["out-of-order"]}`]).toEqual(
      await rows(`
        select count(*) from (select t, max(t) over (partition by number order by row) as latest from log)
        where t < latest`),
    );
  });

  it("has the stays of SQL, state by state", async () => {
    const report = evaluate(
      {
        stays: only(population(spell).dated("enteredAt").count()),
        ended: only(population(spell).where("known(leftAt)").dated("leftAt").count()),
        seconds: only(during.seconds()),
      },
      spellTable,
      { by: ["state"], asOf: "2017-03-01", timeZone: zone },
    );
    const ours = report.byGroup.map(
      ({ group, cells: { stays: all, ended, seconds } }) =>
        `${group.state} ${all.value} ${ended.value} ${seconds.value}`,
    );
    const theirs = await rows(`
      select state, count(*), count(gone),
        sum(epoch_ms(coalesce(gone, timestamptz '2017-02-28T23:00:00Z')) - epoch_ms(entered)) // 1000
      from stay group by state order by state`);
    expect(ours).toEqual(theirs);
    expect(ours).toHaveLength(8);
  });

  it("knows the backlog of each state on any date", async () => {
    const open = population(spell).where("state != 'Resolved' and state != 'Closed'");
    const report = evaluate({ open: only(open.during("enteredAt", "leftAt").atEnd()) }, spellTable, {
      by: ["state"],
      per: "day",
      timeZone: zone,
      from: "2016-03-01",
      to: "2016-04-15",
      asOf: "2017-03-01",
    });
    const ours = report.rows
      .filter(({ cells }) => !cells.open.value?.isZero())
      .map(({ period, group, cells }) => `${period.label} ${group.state} ${cells.open.value}`);
    // The state of the last row before each midnight
    const theirs = await rows(`
      with day as (
        select unnest(generate_series(date '2016-03-01', date '2016-04-14', interval 1 day)) as day
      ), last as (
        select day, number, arg_max(state, (t, row)) as state
        from day join log on t < timezone('${zone}', day + interval 1 day)
        group by all
      )
      select strftime(day, '%Y-%m-%d'), state, count(*) from last
      where state not in ('Resolved', 'Closed') group by all order by all`);
    expect(ours).toEqual(theirs);
    expect(ours.length).toBeGreaterThan(100);
  });

  it("counts more reopens in the log than its own count says", async () => {
    const over = new Set(["Resolved", "Closed"]);
    const reopened = stays.rows.filter(
      ({ previous, state }) => over.has(previous ?? "") && !over.has(state ?? ""),
    );
    const counted = perEntity(updates, "number", (own, number) => ({
      number,
      flag: Math.max(...own.map(({ reopen_count }) => Number(reopen_count))),
      log: reopened.filter(({ key }) => key === number).length,
    })).rows;
    const ours = [
      counted.reduce((sum, { log: times }) => sum + times, 0),
      counted.reduce((sum, { flag }) => sum + flag, 0),
      counted.filter(({ log: times, flag }) => times !== flag).length,
    ].join(" ");
    const theirs = await rows(`
      with said as (select number, max(reopens) as flag from log group by number),
      seen as (
        select number, count(*) filter (before in ('Resolved', 'Closed') and state not in ('Resolved', 'Closed')) as log
        from stay group by number
      )
      select sum(log), sum(flag), count(*) filter (log != flag) from said join seen using (number)`);
    expect([ours]).toEqual(theirs);
  });

  it("judges the service level by the first and by the last row of an incident", async () => {
    const { rows: incidents } = perEntity(
      updates,
      "number",
      (own) => ({ first: own[0].made_sla, last: own.at(-1)?.made_sla }),
      { at: ({ sys_updated_at }) => written(sys_updated_at), zone },
    );
    const last = knownAt(updates, "2017-03-01", {
      key: "number",
      at: ({ sys_updated_at }) => written(sys_updated_at),
      zone,
    });
    const ours = [
      incidents.filter(({ first }) => first === "TRUE").length,
      incidents.filter((incident) => incident.last === "TRUE").length,
      last.rows.filter(({ made_sla }) => made_sla === "TRUE").length,
    ].join(" ");
    const theirs = await rows(`
      with ends as (
        select arg_min(made_sla, (t, row)) as first, arg_max(made_sla, (t, row)) as last from log group by number
      )
      select count(*) filter (first = 'TRUE'), count(*) filter (last = 'TRUE'), count(*) filter (last = 'TRUE') from ends`);
    expect([ours]).toEqual(theirs);
  });

  it("groups incidents by their priority at the opening and at the end", async () => {
    const priorities = spells(updates, {
      key: "number",
      at: ({ sys_updated_at }) => written(sys_updated_at),
      state: "priority",
      zone,
    });
    const { rows: incidents } = perEntity(updates, "number", (own, id) => ({
      id,
      openedAt: written(own[0].opened_at),
    }));
    const tickets = table(ticket, incidents, {}, { zone, histories: { priority: priorities.of("id") } });
    const opened = { opened: only(population(ticket).dated("openedAt").count()) };
    const by = (moment: "opening" | "end") =>
      evaluate(opened, tickets, {
        by: { priority: at(moment) },
        asOf: "2017-03-01",
        timeZone: zone,
      }).byGroup.map(({ group, cells }) => `${group.priority} ${cells.opened.value}`);
    const end = (arg: string) =>
      rows(`
        with own as (select ${arg}(priority, (t, row)) as priority from log group by number)
        select priority, count(*) from own group by 1 order by 1`);
    expect(by("opening")).toEqual(await end("arg_min"));
    expect(by("end")).toEqual(await end("arg_max"));
    expect(by("opening")).not.toEqual(by("end"));
  });

  it("says how often its own fields disagree: the time of resolution, and the opening", async () => {
    const { rows: incidents } = perEntity(updates, "number", (own, number) => ({
      number,
      resolvedAt: own.at(-1)?.resolved_at,
    }));
    const inLog = new Map(
      stays.rows
        .filter(({ state }) => state === "Resolved")
        .map(({ key, enteredAt }) => [key, enteredAt] as const), // the last stay wins
    );
    const shown = (ms: number) =>
      new Date(ms).toLocaleString("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
    const compared = incidents.map(({ number, resolvedAt = "?" }) => {
      const found = inLog.get(number);
      const [field, seen] = [
        resolvedAt === "?" ? null : written(resolvedAt),
        found === undefined ? null : shown(found),
      ];
      return field === seen ? "agree" : field === null || seen === null ? "only one" : "differ";
    });
    const count = (what: string) => compared.filter((one) => one === what).length;
    const theirs = await rows(`
      with field as (select number, arg_max(resolved, row) as resolved from log group by number),
      seen as (select number, max(entered) as entered from stay where state = 'Resolved' group by number)
      select count(*) filter (resolved is not distinct from entered),
        count(*) filter ((resolved is null) != (entered is null)), count(*) filter (resolved != entered)
      from field left join seen using (number)`);
    // Of 890 incidents: 17 say another minute than the log shows, 29 were resolved by one of the two only
    expect([`${count("agree")} ${count("only one")} ${count("differ")}`]).toEqual(theirs);
    expect(theirs).toEqual(["844 29 17"]);

    const withOpening = spells(updates, {
      key: "number",
      at: ({ sys_updated_at }) => written(sys_updated_at),
      state: "incident_state",
      openedAt: ({ opened_at }) => written(opened_at),
      zone,
    });
    expect([`${withOpening.ledger.rejected.length}`]).toEqual(
      await rows("select count(*) from log where opened > t"),
    );
  });

  it("prints how often they disagree, in the example as in SQL", async () => {
    const [theirs = ""] = await rows(`
      with seen as (
        select number, count(*) filter (before in ('Resolved', 'Closed') and state not in ('Resolved', 'Closed')) as log
        from stay group by number
      ), own as (
        select number, max(reopens) as flag, arg_min(made_sla, (t, row)) as sla, arg_max(made_sla, (t, row)) as last_sla,
          arg_min(priority, (t, row)) as priority, arg_max(priority, (t, row)) as last_priority
        from log group by number
      )
      select count(*) filter (log != flag), count(*) filter (sla != last_sla), count(*) filter (priority != last_priority)
      from own join seen using (number)`);
    const differing = incidentText(updates)
      .split("\n")
      .map((line) =>
        /: (\d+) of 890 agree, (\d+) differ, (\d+) have only one$/.exec(line)?.slice(1).join(" "),
      );
    const [reopens, sla, priority] = theirs.split(" ").map(Number) as [number, number, number];
    expect(differing).toEqual([
      "844 17 29",
      `${890 - reopens} ${reopens} 0`,
      `${890 - sla} ${sla} 0`,
      `${890 - priority} ${priority} 0`,
    ]);
  });
});
