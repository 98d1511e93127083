import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { cohorts } from "kpi-core/histories";
import { beforeAll, describe, expect, it } from "vitest";

// CDNOW purchases of 1997 and 1998, a tenth of the customers (Fader and Hardie): customer, sample, day, CDs, dollars
const file = fileURLToPath(new URL("../../../shared/data/cdnow-sample.txt", import.meta.url));
const isHere = existsSync(file);

/** By month of the first purchase and months since: buyers who came back, a second time, in SQL written by hand. */
const cells = `
with purchase as (
  select column1 as customer, strptime(column3, '%Y%m%d')::date as day
  from read_csv($file, delim = '|', header = false, columns = {'line': 'varchar'}),
    lateral (select regexp_split_to_array(trim(line), ' +') as w),
    lateral (select w[1] as column1, w[3] as column3)
), first as (
  select customer, min(day) as day from purchase group by customer
), back as (
  select distinct first.customer, date_trunc('month', first.day) as cohort,
    datediff('month', date_trunc('month', first.day), date_trunc('month', purchase.day)) as age
  from first join purchase using (customer) where purchase.day > first.day
), size as (
  select date_trunc('month', day) as cohort, count(*) as size from first group by 1
)
select strftime(cohort, '%Y-%m') as label, any_value(size) as size, age, count(customer) as retained
from size cross join (select unnest(range(0, 18)) as age) left join back using (cohort, age)
where cohort + to_months(age::int + 1) <= date '1998-07-01'
group by cohort, age order by cohort, age`;

describe.skipIf(!isHere)(
  "the purchases of CDNOW (skipped: ../shared/data/cdnow-sample.txt is absent)",
  () => {
    const purchases = (isHere ? readFileSync(file, "utf8").trim().split("\n") : []).map((line) => {
      const [actor = "", , day = ""] = line.trim().split(/ +/);
      return { actor, at: day.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3") };
    });
    const repeat = cohorts(purchases, {
      grain: "month",
      timeZone: "America/New_York",
      zone: "America/New_York",
      asOf: "1998-07-01",
    });
    let db: DuckDBConnection;
    const rows = async (sql: string) =>
      (await db.runAndReadAll(sql.replace("$file", `'${file}'`))).getRowsJson().map((row) => row.join(" "));

    beforeAll(async () => {
      db = await (await DuckDBInstance.create(":memory:")).connect();
    });

    it("are cohorts by month of the first, as SQL has them", async () => {
      expect(purchases).toHaveLength(6919);
      const ours = repeat
        .triangle()
        .flatMap(({ cohort, size, cells: own }) =>
          own
            .filter(({ status }) => status === "value")
            .map(({ age, retained }) => `${cohort.label} ${size} ${age} ${retained}`),
        );
      const theirs = await rows(cells);
      expect(ours).toEqual(theirs);
      expect(theirs).toHaveLength(18 + 17 + 16); // who bought first in January, February and March 1997
    });

    it("pool the cohorts that had each month to come back in", async () => {
      const pooled = repeat.pooled().map(({ age, retained, eligible }) => `${age} ${retained} ${eligible}`);
      const theirs = await rows(
        `select age, sum(retained), sum(size) from (${cells}) group by age order by age`,
      );
      expect(pooled).toEqual(theirs);
    });

    it("account for every row", () => {
      const { read, used, leftOut, rejected } = repeat.ledger;
      expect(used + Object.values(leftOut).reduce((a, b) => a + b, 0) + rejected.length).toBe(read);
      expect(rejected).toEqual([]);
    });
  },
);
