import fc from "fast-check";
import {
  type AnyMetric,
  columns,
  evaluate,
  type Metric,
  merge,
  metricFrom,
  type Report,
  reportOf,
  rollUp,
  type Table,
  table,
  tallyFrom,
  tallyOf,
} from "kpi-core";
import { catalogue } from "kpi-core/catalogue";
import { dataFrame } from "kpi-core/outputs";
import { workSchedule } from "kpi-core/periods";
import { describe, expect, it } from "vitest";
import { kindsOf, type Rows, rowsOf } from "./rows-of.ts";

// What every metric keeps; a new one inherits it by being exported
const shown = catalogue.flatMap(({ page, name, metric, variants }) =>
  [metric, ...variants].map((own) => [`${page}: ${name}, ${own.id}`, own] as const),
);

const nineToFive = [["09:00", "17:00"]] as const;
const desk = workSchedule({
  timeZone: "Europe/Paris",
  weekly: { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive },
});
const plan = {
  by: ["shard"],
  per: "month",
  timeZone: "Europe/Paris",
  from: "2026-01-01",
  to: "2026-04-01",
  schedules: { desk },
} as const;

type Tables = Readonly<Record<string, Table<never, { shard: string }>>>;
type Held = Readonly<Record<string, Rows>>;

const tablesOf = (metric: AnyMetric, held: Held, of: (rows: Rows) => Parameters<typeof table>[1]): Tables =>
  Object.fromEntries(
    kindsOf([metric]).map((kind) => [
      kind.name,
      table(kind, of(held[kind.name] ?? []), {}, { zone: "Europe/Paris" }),
    ]),
  ) as never;

/** Every cell of a report as text: rows, groups, periods and totals. */
const cellsOf = ({ rows, byGroup, byPeriod, totals }: Report): string[] =>
  [...rows, ...byGroup, ...byPeriod, totals].map((row) =>
    JSON.stringify([row?.period.label, row?.group, row?.period.complete, row?.cells]),
  );

describe.each(shown)("%s", (_name, defined) => {
  const metric = defined as Metric;
  const metrics = { it: metric };
  const held: fc.Arbitrary<Held> = fc.record(
    Object.fromEntries(kindsOf([metric]).map((kind) => [kind.name, rowsOf(kind, [metric])])),
  );
  const moment = fc.integer({ min: Date.UTC(2026, 0, 20), max: Date.UTC(2026, 3, 5) });
  const promise = (keeps: (rows: Held, asOf: number) => void, numRuns = 12) =>
    fc.assert(fc.property(held, moment, keeps), { numRuns });
  const directly = (rows: Held, asOf: number) =>
    evaluate(
      metrics,
      tablesOf(metric, rows, (own) => own),
      { ...plan, asOf },
    );

  it("gives what its worked example says", () => {
    expect(metric(metric.example.given)?.toString() ?? null).toBe(metric.example.gives);
  });

  it("has words in both languages, other names and a source", () => {
    expect(metric.title.en).not.toBe(metric.title.fr);
    expect(metric.about).toMatch(/^[\p{Lu}\d].*\.$/u);
    expect(metric.source.text).not.toBe("");
    expect(metric.aliases?.length).toBeGreaterThan(0);
  });

  it("comes back from JSON", () => {
    const kinds = kindsOf([metric]);
    const again = metricFrom(JSON.parse(JSON.stringify(metric)), kinds);
    expect(again.hash).toBe(metric.hash);
    expect(JSON.stringify(again)).toBe(JSON.stringify(metric));
  });

  it("is none over nothing, and no error", () => {
    const { rows } = directly({}, Date.UTC(2026, 4, 1));
    expect(rows).toEqual([]);
    const { by: _, ...whole } = plan;
    const { totals } = evaluate(
      metrics,
      tablesOf(metric, {}, (own) => own),
      whole,
    );
    expect(totals?.cells.it.value).toBeNull();
  });

  it("the order of the rows does not matter", () => {
    promise((rows, asOf) => {
      const turned = Object.fromEntries(
        Object.entries(rows).map(([kind, own]) => [kind, [...own].reverse()]),
      );
      expect(cellsOf(directly(turned, asOf))).toEqual(cellsOf(directly(rows, asOf)));
    });
  });

  it("a data frame has the numbers of its cells", () => {
    promise((rows, asOf) => {
      const report = directly(rows, asOf);
      for (const level of ["each", "byPeriod", "byGroup"] as const) {
        const own = level === "each" ? report.rows : report[level];
        const numbers = own.map(({ cells }) => cells.it.value?.toNumber() ?? null);
        expect(dataFrame(report, { rows: level }).it).toEqual(numbers);
      }
    });
  });

  it("rows and columns give the same", () => {
    const asColumns = (own: Rows) =>
      columns(
        Object.fromEntries(
          Object.keys(own[0] ?? { shard: "" }).map((field) => [field, own.map((row) => row[field])]),
        ),
      );
    promise((rows, asOf) => {
      fc.pre(Object.values(rows).every((own) => own.length > 0));
      const held = evaluate(metrics, tablesOf(metric, rows, asColumns as never), { ...plan, asOf });
      expect(cellsOf(held)).toEqual(cellsOf(directly(rows, asOf)));
    });
  });

  it("the parts merged are the whole", () => {
    promise((rows, asOf) => {
      const part = (of: (index: number) => boolean) => {
        const own = Object.fromEntries(
          Object.entries(rows).map(([kind, all]) => [kind, all.filter((_, index) => of(index))]),
        );
        return tallyOf(
          metrics,
          tablesOf(metric, own, (some) => some),
          { ...plan, asOf },
        );
      };
      const stored = tallyFrom(JSON.parse(JSON.stringify(part((index) => index % 3 === 0))));
      const merged = reportOf(
        metrics,
        merge(
          part((index) => index % 3 !== 0),
          stored as never,
        ),
      );
      expect(cellsOf({ ...merged, byGroup: [], totals: undefined } as never)).toEqual(
        cellsOf({ ...directly(rows, asOf), byGroup: [], totals: undefined } as never),
      );
    });
  });

  it("rolled up it is what direct evaluation gives, or it is refused", () => {
    promise((rows, asOf) => {
      const tables = tablesOf(metric, rows, (own) => own);
      const months = tallyOf(metrics, tables, { ...plan, asOf });
      const quarters = reportOf(metrics, rollUp(months, { per: "quarter", by: [] }));
      const { by: _, ...whole } = plan;
      const direct = evaluate(metrics, tables, { ...whole, per: "quarter", asOf });
      const [up, straight] = [quarters.rows[0]?.cells.it, direct.rows[0]?.cells.it];
      if (up?.status === "none" && up.reason === "not-mergeable") expect(up.message).toMatch(/\w/);
      else expect(JSON.stringify(up)).toBe(JSON.stringify(straight));
    });
  });

  it("its cells are its formula over their inputs", () => {
    let values = 0;
    const keeps = (rows: Held, asOf: number) => {
      const report = directly(rows, asOf);
      for (const row of [...report.rows, ...report.byGroup, ...report.byPeriod, report.totals]) {
        const cell = row?.cells.it;
        if (cell === undefined || cell.status === "none") continue;
        values++;
        // The inputs are shown rounded to 34 digits, the formula had them in full
        const difference = metric(cell.inputs)?.minus(cell.value).abs();
        expect(difference?.lte(cell.value.abs().times("1e-30"))).toBe(true);
      }
    };
    promise(keeps, 100);
    // Some need rows that chance seldom makes, such as a customer there at both ends of a month
    for (let more = 0; values === 0 && more < 50; more++) promise(keeps, 100);
    expect(values).toBeGreaterThan(0);
  });

  it("nothing is known of a period that has not begun", () => {
    promise((rows, asOf) => {
      for (const { period, cells } of directly(rows, asOf).rows) {
        if (period.start >= asOf) expect(cells.it).toMatchObject({ status: "none", reason: "not-yet" });
      }
    });
  });
});

it("no two metrics have one id", () => {
  const ids = shown.map(([, { id }]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
