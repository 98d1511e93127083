import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { type Cell, Decimal, type Report } from "kpi-core";
import { beforeAll, describe, expect, it } from "vitest";
import { readPermitLog } from "../../examples/permit-log.ts";
import { type Dimension, plannedOf, reviewOf } from "../../examples/permit-review.ts";

// The figures of the demo a second time, in SQL written by hand: nothing here is made from our definitions

/** A row a case, without those that end before they start; what is at `$asOf` or later is not known. */
const permits = (column: string) => `
create or replace table permit as
with event as (
  select
    "case:concept:name" as id,
    ${column} as team,
    "case:startdate"::timestamptz as started,
    "case:enddate"::timestamptz as finished,
    "case:deadline"::timestamptz as deadline,
    "case:enddate_planned"::timestamptz as planned
  from read_csv($file, header = true, all_varchar = true)
)
select distinct
  id,
  team,
  started,
  case when finished < $asOf::timestamptz then finished end as finished,
  -- The first moment that is late
  timezone('Europe/Amsterdam', date_trunc('day', timezone('Europe/Amsterdam', deadline)) + interval 1 day)
    as late,
  timezone('Europe/Amsterdam', date_trunc('day', timezone('Europe/Amsterdam', planned)) + interval 1 day)
    as off_plan
from event
where finished is null or finished >= started`;

/** Where figures are asked for: each month and the whole range, each group and all, whose name is null. */
const places = `
create or replace table place as
with known as (
  select timezone('Europe/Amsterdam', min(started)) as first,
    timezone('Europe/Amsterdam', $asOf::timestamptz - interval 1 millisecond) as last
  from permit where started < $asOf::timestamptz
), month as (
  select unnest(generate_series(date_trunc('month', first), date_trunc('month', last), interval 1 month)) as day
  from known
), period as (
  select strftime(day, '%Y-%m') as label, timezone('Europe/Amsterdam', day) as start,
    timezone('Europe/Amsterdam', day + interval 1 month) as stop
  from month
), range as (
  select * from period union all select 'all', min(start), max(stop) from period
)
select team, label, start, stop, least(stop, $asOf::timestamptz) as until
from range cross join (select distinct team from permit union all select null)`;

const figures = `
select
  place.team, label,
  count(*) filter (started >= start and started < until) as started,
  count(*) filter (finished >= start and finished < until) as finished,
  count(*) filter (started < until and (finished is null or finished >= until)) as open,
  coalesce(sum(epoch_ms(least(coalesce(finished, until), until)) - epoch_ms(greatest(started, start)))
    filter (started < until and (finished is null or finished > start)), 0) as open_ms,
  any_value(epoch_ms(until) - epoch_ms(start)) as ms,
  -- The last millisecond of the day is the moment that it is due
  count(*) filter (late > start and late <= stop and late <= $asOf::timestamptz) as due,
  count(*) filter (late > start and late <= stop and late <= $asOf::timestamptz
    and finished < late) as on_time,
  count(*) filter (off_plan > start and off_plan <= stop and off_plan <= $asOf::timestamptz) as planned,
  count(*) filter (off_plan > start and off_plan <= stop and off_plan <= $asOf::timestamptz
    and finished < off_plan) as on_plan,
  quantile_cont(epoch_ms(finished) - epoch_ms(started), 0.5)
    filter (finished >= start and finished < until) as p50,
  quantile_cont(epoch_ms(finished) - epoch_ms(started), 0.85)
    filter (finished >= start and finished < until) as p85
from place left join permit on place.team is null or permit.team = place.team
group by place.team, label`;

/**
 * Kaplan and Meier: at each duration with endings, the share of those there that did not end, multiplied up.
 * Where survival stays at exactly 1 - p, the quantile is the middle of that stretch.
 */
const survival = `
with lifetime as (
  select place.team, label, finished is not null as ended,
    epoch_ms(coalesce(finished, $asOf::timestamptz)) - epoch_ms(started) as ms
  from place join permit on (place.team is null or permit.team = place.team) 
    and started >= start and started < until
), step as (
  select team, label, ms, count(*) filter (ended) as ended,
    sum(count(*)) over (partition by team, label order by ms desc) as at_risk
  from lifetime group by team, label, ms
), curve as (
  select team, label, ms,
    product(1 - ended / at_risk) over (partition by team, label order by ms) as share,
    lead(ms) over (partition by team, label order by ms) as next_ms
  from step where ended > 0
), reached as (
  select *, unnest([0.5, 0.85]) as p from curve
)
select team, label,
  min(if(abs(share - (1 - p)) < 1e-9, (ms + coalesce(next_ms, ms)) / 2, ms)) filter (p = 0.5) as p50,
  min(if(abs(share - (1 - p)) < 1e-9, (ms + coalesce(next_ms, ms)) / 2, ms)) filter (p = 0.85) as p85
from reached
where share < 1 - p + 1e-9
group by team, label`;

type Answer = Readonly<Record<string, string | number | null>>;
let database: DuckDBConnection;
beforeAll(async () => {
  database = await (await DuckDBInstance.create(":memory:")).connect();
});

async function ask(sql: string, values: Readonly<Record<string, string>> = {}): Promise<Answer[]> {
  // DuckDB refuses a value for a name that the text lacks
  const named = Object.entries(values).filter(([name]) => sql.includes(`$${name}`));
  const reader = await database.runAndReadAll(sql, Object.fromEntries(named));
  return reader.getRowObjectsJson() as Answer[];
}

const placeOf = (team: unknown, label: unknown) => `${team ?? "all"}, ${label}`;
const byPlace = (answers: readonly Answer[]) =>
  new Map(answers.map((answer) => [placeOf(answer.team, answer.label), answer]));

/** All cells of a report by their place: of months and groups, of groups, of months, of the whole. */
function cellsByPlace<Cells>(
  { rows, byGroup, byPeriod, totals }: Pick<Report, "rows" | "byGroup" | "byPeriod" | "totals">,
  by: string,
): Map<string, Cells> {
  const all = [...rows, ...byGroup, ...byPeriod, ...(totals === undefined ? [] : [totals])];
  return new Map(
    all.map(({ period, group, cells }) => {
      const team = (group as Readonly<Record<string, unknown>>)[by];
      return [placeOf(team, period.label), cells as Cells];
    }),
  );
}

/** SQL interpolates floats, in milliseconds. */
function expectNear({ value }: Cell, ms: string | number | null | undefined, place: string): void {
  if (ms === null || ms === undefined) expect(value, place).toBeNull();
  else expect(Math.abs((value?.times(1000).div(ms).toNumber() ?? 0) - 1), place).toBeLessThan(1e-12);
}

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const embedded = path("../../examples/data/permits.csv");
const real = path("../../../shared/data/permit-receipts.csv");

function compare(file: string, by: Dimension, asOf: string, months: number): void {
  it(`by ${by} as of ${asOf}, in each of ${months} months and over all`, { timeout: 60_000 }, async () => {
    await ask(permits(`"case:${by}"`), { file, asOf });
    await ask(places, { asOf });
    const counted = byPlace(await ask(figures, { asOf }));
    const lasted = byPlace(await ask(survival, { asOf }));
    const { cases } = await readPermitLog(file, () => {});
    const plan = { by, asOf: Date.parse(asOf) };
    const review = reviewOf(cases, plan);
    const ours = cellsByPlace<(typeof review.byPeriod)[number]["cells"]>(review, by);
    const planned = cellsByPlace<{ onTime: Cell<"onTime" | "due"> }>(plannedOf(cases, plan), by);

    expect(review.byPeriod).toHaveLength(months);
    expect([...ours.keys()].sort()).toEqual([...counted.keys()].sort());
    for (const [place, cells] of ours) {
      const { team: _, label: __, open_ms, ms, p50, p85, ...counts } = counted.get(place) as Answer;
      const onPlan = planned.get(place)?.onTime;
      expect(
        {
          started: String(cells.started.value),
          finished: String(cells.finished.value),
          open: String(cells.inProgress.value),
          due: String(cells.onTime.inputs.due),
          on_time: String(cells.onTime.inputs.onTime),
          planned: String(onPlan?.inputs.due),
          on_plan: String(onPlan?.inputs.onTime),
        },
        place,
      ).toEqual(counts);
      expect(String(cells.inProgressMean.value), place).toBe(String(new Decimal(open_ms ?? 0).div(ms ?? 0)));
      const rate = counts.due === "0" ? null : Number(counts.on_time) / Number(counts.due);
      expect(cells.onTime.value?.toNumber() ?? null, place).toBe(rate);
      expectNear(cells.cycleP50, p50, `${place}, cycle time p50`);
      expectNear(cells.cycleP85, p85, `${place}, cycle time p85`);
      expectNear(cells.toFinishP50, lasted.get(place)?.p50, `${place}, to finish p50`);
      expectNear(cells.toFinishP85, lasted.get(place)?.p85, `${place}, to finish p85`);
    }
  });
}

const names = ["channel", "department"] as const;

describe("the embedded permits, as SQL counts them", () => {
  for (const by of names) {
    compare(embedded, by, "2026-04-22T17:30:00+02:00", 8);
    compare(embedded, by, "2026-02-01T00:00:00+01:00", 5); // a case ends at that very moment
    compare(embedded, by, "2026-01-15T12:00:00+01:00", 5);
  }
});

describe.skipIf(!existsSync(real))(
  "a real log of permits (not part of the package), as SQL counts it",
  () => {
    it("has the same attributes on all events of a case", async () => {
      await ask(permits(`"case:channel"`), { file: real, asOf: "2013-01-01T00:00:00Z" });
      const [answer] = await ask("select count(*) as rows, count(distinct id) as cases from permit");
      expect(answer).toEqual({ rows: "1432", cases: "1432" });
    });
    for (const by of names) {
      compare(real, by, "2012-01-23T15:42:54.645+01:00", 16);
      compare(real, by, "2011-07-15T12:00:00+02:00", 10);
    }
  },
);
