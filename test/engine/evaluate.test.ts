import { columns, endOf, evaluate, KpiError, period, population, startOf, table } from "kpi-core";
import * as flow from "kpi-core/metrics/flow";
import { workSchedule } from "kpi-core/periods";
import { activity, booking, person, workItem } from "kpi-core/records";
import { describe, expect, expectTypeOf, it } from "vitest";
import { only } from "../figures.ts";

// Days of January and February 2026 in UTC; e is open
const items = [
  { id: "a", startedAt: "2026-01-01", finishedAt: "2026-01-05", dueAt: "2026-01-05", team: "x" },
  { id: "b", startedAt: "2026-01-10", finishedAt: "2026-02-01", dueAt: "2026-01-20", team: "x" },
  { id: "c", startedAt: "2026-01-31", finishedAt: "2026-01-31", dueAt: null, team: "y" },
  { id: "d", startedAt: "2026-02-01", finishedAt: "2026-02-03", dueAt: "2026-02-10", team: "y" },
  { id: "e", startedAt: "2026-02-05", finishedAt: null, dueAt: "2026-02-07", team: null },
];
const plan = { per: "month", timeZone: "UTC", asOf: "2026-02-11" } as const;

/** Of each cell the value as text, or the reason why there is none. */
const said = (cells: Readonly<Record<string, { status: string; value: unknown; reason?: string }>>) =>
  Object.fromEntries(
    Object.entries(cells).map(([name, { value, reason }]) => [name, value === null ? reason : String(value)]),
  );

describe("a report on the flow of work", () => {
  const { throughput, arrivals, workInProgress, averageWorkInProgress, onTimeRate } = flow;
  const metrics = { throughput, arrivals, workInProgress, averageWorkInProgress, onTimeRate };
  const report = evaluate(metrics, table(workItem, items, {}, { zone: "UTC" }), plan);

  it("periods are complete until the report", () => {
    expect(report.rows.map(({ period: { label, complete } }) => [label, complete])).toEqual([
      ["2026-01", true],
      ["2026-02", false],
    ]);
  });

  it("at the end = at the start before + started - finished, for every group", () => {
    const grouped = evaluate(metrics, table(workItem, items, {}, { zone: "UTC" }), { ...plan, by: ["team"] });
    expect(grouped.byGroup.map(({ group }) => group.team)).toEqual(["x", "y", null]);
    for (const team of ["x", "y", null]) {
      let open = 0;
      for (const { cells } of grouped.rows.filter(({ group }) => group.team === team)) {
        open += Number(cells.arrivals.value) - Number(cells.throughput.value);
        expect(cells.workInProgress.value?.toNumber()).toBe(open);
      }
    }
  });

  it("rows and columns give the same", () => {
    const held = columns({
      startedAt: items.map(({ startedAt }) => startedAt),
      finishedAt: items.map(({ finishedAt }) => finishedAt),
      dueAt: items.map(({ dueAt }) => dueAt),
    });
    const other = evaluate(metrics, table(workItem, held, {}, { zone: "UTC" }), plan);
    expect(other.rows.map(({ cells }) => said(cells))).toEqual(report.rows.map(({ cells }) => said(cells)));
  });
});

describe("other measures, counted by hand", () => {
  const stays = population(booking).during("startedAt", "endedAt");
  const hour = 3_600_000;
  const bookings = [
    { startedAt: 0, endedAt: 2 * hour, resource: "r", quantity: "0.1" },
    { startedAt: hour, endedAt: 3 * hour, resource: "r", quantity: "0.2" },
    { startedAt: 0, endedAt: hour, resource: "s", quantity: 1 },
    { startedAt: hour, endedAt: hour, resource: "s", quantity: 5 },
  ];
  const at = (measure: Parameters<typeof only>[0]) => {
    const report = evaluate({ only: only(measure) }, table(booking, bookings), {
      per: "hour",
      timeZone: "UTC",
      from: 0,
      to: 4 * hour,
    });
    return [...report.rows, report.totals].map((row) => String(row?.cells.only.value));
  };

  it.each([
    ["atStart", stays.atStart(), ["0", "2", "2", "1", "0"]],
    ["atEnd", stays.atEnd(), ["2", "2", "1", "0", "0"]],
    ["atEnd of a field", stays.atEnd("quantity"), ["1.1", "0.3", "0.2", "0", "0"]],
    ["stayed", stays.stayed(), ["0", "1", "1", "0", "0"]],
    ["whole", stays.whole(), ["1", "null", "null", "null", "null"]],
    ["whole of a field", stays.whole("quantity * 2"), ["2", "null", "null", "null", "null"]],
    ["seconds", stays.seconds(), ["7200", "7200", "3600", "0", "18000"]],
    ["weighted seconds", stays.seconds("quantity"), ["3960", "1080", "720", "0", "5760"]],
    ["mean", stays.mean("quantity"), ["1.1", "0.3", "0.2", "0", "0.4"]],
    ["peak", stays.peak(), ["2", "2", "1", "0", "2"]],
    ["busySeconds", stays.busySeconds("resource"), ["7200", "3600", "3600", "0", "14400"]],
    ["period.seconds", period.seconds(), ["3600", "3600", "3600", "3600", "14400"]],
  ])("%s", (_, measure, expected) => {
    expect(at(measure)).toEqual(expected);
  });

  it("working seconds of the period", () => {
    const office = workSchedule({ timeZone: "UTC", weekly: { thu: [["01:00", "02:30"]] } }); // 1 January 1970
    const report = evaluate(
      { only: only(period.workingSeconds()), peak: only(stays.peak()) },
      table(booking, bookings),
      {
        per: "hour",
        timeZone: "UTC",
        schedules: { office },
      },
    );
    expect([...report.rows, report.totals].map((row) => String(row?.cells.only.value))).toEqual([
      "0",
      "3600",
      "1800",
      "0", // the last booking ends as this hour begins
      "5400",
    ]);
  });

  it("sum, min, max, distinct; none over nothing where there is no least", () => {
    const acts = population(activity).where("quantity > 0").dated("at");
    const rows = [
      { at: 0, actor: "a", quantity: "0.1" },
      { at: 1, actor: "a", quantity: 0.2 },
      { at: 2, actor: "b", quantity: -1 },
    ];
    const metrics = {
      sum: only(acts.sum("quantity")),
      min: only(acts.min("quantity")),
      max: only(acts.max("quantity")),
      distinct: only(acts.distinct("actor")),
    };
    const report = evaluate(metrics, table(activity, rows), {});
    expect(said(report.totals?.cells ?? {})).toEqual({ sum: "0.3", min: "0.1", max: "0.2", distinct: "1" });
    const without = evaluate(metrics, table(activity, rows.slice(2)), {});
    expect(said(without.totals?.cells ?? {})).toEqual({
      sum: "0",
      min: "no-records",
      max: "no-records",
      distinct: "0",
    });
  });

  it("whole days have whole lengths", () => {
    const people = population(person).during(
      { edge: "start", field: "joinedOn" },
      { edge: "end", field: "leftOn" },
    );
    const rows = [
      { joinedOn: "2025-12-01", leftOn: "2026-01-31" },
      { joinedOn: "2026-01-31", leftOn: "2026-02-15" },
    ];
    const report = evaluate(
      { mean: only(people.mean()), atEnd: only(people.atEnd()) },
      table(person, rows, {}, { zone: "Europe/Paris" }),
      { per: "month", timeZone: "Europe/Paris", from: "2026-01-01", to: "2026-02-01" },
    );
    // 31 + 1 days of 31; whoever left on the 31st is gone at its end
    expect(said(report.rows[0]?.cells ?? {})).toEqual({
      mean: "1.032258064516129032258064516129032",
      atEnd: "1",
    });
  });

  it("the day of an instant is that of the timeline where the clock went back past midnight", () => {
    // St. John's, 7 November 2010: at 00:01, 02:31 in UTC, it was set back to 23:01. At 03:00 it reads 23:30 again.
    const again = Date.UTC(2010, 10, 7, 3);
    const zone = "America/St_Johns";
    const items = population(workItem);
    const figures = {
      starts: only(items.dated(startOf("finishedAt")).count()),
      ends: only(items.dated(endOf("finishedAt")).count()),
      due: only(items.dated("dueAt").count()),
      late: only(items.dated("dueAt").count("finishedAt > dueAt")),
    };
    const rows = [{ finishedAt: again, day: again }];
    const report = evaluate(figures, table(workItem, rows, { dueAt: endOf("day") }, { zone }), {
      per: "day",
      timeZone: zone,
      from: "2010-11-06",
      to: "2010-11-08",
    });
    expect(report.rows.map(({ period, cells }) => [period.label, said(cells)])).toEqual([
      ["2010-11-06", { starts: "0", ends: "0", due: "0", late: "0" }],
      ["2010-11-07", { starts: "1", ends: "1", due: "1", late: "0" }],
    ]);
  });

  it("whole days have whole lengths where the table says that they end, and due days stay moments", () => {
    const spans = population(workItem).during("startedAt", "finishedAt");
    const onTime = population(workItem).where("finishedAt <= dueAt").dated("dueAt");
    const metrics = {
      seconds: only(spans.seconds()),
      mean: only(spans.mean()),
      onTime: only(onTime.count()),
    };
    const rows = [{ first: "2026-01-01", last: "2026-01-31" }];
    const mapping = { startedAt: startOf("first"), finishedAt: endOf("last"), dueAt: endOf("last") };
    const report = evaluate(metrics, table(workItem, rows, mapping, { zone: "UTC" }), {
      per: "month",
      timeZone: "UTC",
      from: "2026-01-01",
      to: "2026-03-01",
      asOf: "2026-03-01",
    });
    // 31 days, all of January, and nothing of February; what is done on the day is on time, in January
    expect(report.rows.map(({ cells }) => said(cells))).toEqual([
      { seconds: `${31 * 86_400}`, mean: "1", onTime: "1" },
      { seconds: "0", mean: "0", onTime: "0" },
    ]);
  });
});

describe("nothing is lost silently", () => {
  const read = (rows: readonly object[], more: object = {}) =>
    evaluate(
      { done: flow.throughput, on: flow.onTimeRate },
      table(workItem, rows as typeof items, {}, { zone: "UTC", ...more }),
      plan,
    );

  it("bad rows are rejected by row, field and message", () => {
    const bad = [
      ...items,
      { ...items[0], finishedAt: "2025-12-31" },
      { ...items[0], startedAt: "2024-02-30" },
      { ...items[0], dueAt: Number.NaN },
    ];
    const { rows } = read(bad).ledgers;
    expect(rows[0]?.rejected.map(({ row, field }) => [row, field])).toEqual([[7, "dueAt"]]); // neither metric reads startedAt
    const all = evaluate(
      { time: flow.cycleTime },
      table(workItem, bad as typeof items, {}, { zone: "UTC" }),
      plan,
    );
    expect(all.ledgers.rows[0]?.rejected).toEqual([
      {
        kind: "workItem",
        row: 5,
        field: "finishedAt",
        message:
          "2025-12-31T00:00:00.000Z is before startedAt, 2026-01-01T00:00:00.000Z; correct one of them",
      },
      {
        kind: "workItem",
        row: 6,
        field: "startedAt",
        message: '"2024-02-30" is not a time that exists; write it as 2026-01-31T09:00:00+01:00',
      },
    ]);
  });

  it("both ledgers add up", () => {
    const { rows, measures } = read(items, { missing: { finishedAt: "unknown" } }).ledgers;
    const sum = (counts: object) =>
      Object.values(counts).reduce((total: number, count) => total + Number(count), 0);
    for (const { read: all, used, leftOut, rejected } of rows)
      expect(used + sum(leftOut) + rejected.length).toBe(all);
    for (const { accepted, fates } of measures) expect(sum(fates)).toBe(accepted);
    expect(measures.map(({ fates }) => fates["unknown-end"])).toEqual([1, 1, undefined]);
  });

  it("texts without an offset need a zone", () => {
    const { rejected } =
      evaluate({ n: flow.arrivals }, table(workItem, [{ startedAt: "2026-01-01T08:00" }]), {}).ledgers
        .rows[0] ?? {};
    expect(rejected?.[0]?.message).toContain("has no offset; give its table a zone");
  });

  it("currencies are not added to one another", () => {
    const rows = [
      { at: 0, actor: "a", amount: "0.10", currency: "EUR", team: 1 },
      { at: 0, actor: "a", amount: "0.20", currency: "EUR", team: 1 },
      { at: 0, actor: "a", amount: "0.20", currency: "USD", team: "1" },
    ];
    const revenue = only(population(activity).dated("at").sum("amount"));
    const report = evaluate({ revenue }, table(activity, rows), { by: ["team"] });
    expect(
      report.rows.map(({ group, cells }) => [
        group.team,
        String(cells.revenue.value),
        "currency" in cells.revenue && cells.revenue.currency,
      ]),
    ).toEqual([
      [1, "0.3", "EUR"],
      ["1", "0.2", "USD"],
    ]);
    expect(report.totals?.cells.revenue).toMatchObject({
      status: "none",
      reason: "mixed-currency",
      inputs: { x: null },
    });
  });

  it("no rows give none and no error", () => {
    const report = evaluate({ done: flow.throughput }, table(workItem, [] as typeof items), {
      per: "month",
      timeZone: "UTC",
    });
    expect(report.rows).toEqual([]);
    const ranged = evaluate({ done: flow.throughput }, table(workItem, [] as typeof items), {
      per: "month",
      timeZone: "UTC",
      from: "2026-01-01",
      to: "2026-03-01",
    });
    expect(ranged.rows.map(({ cells }) => said(cells).done)).toEqual(["no-records", "no-records"]);
  });
});

describe("a plan that cannot be carried out says what would be right", () => {
  const rows = table(workItem, items, {}, { zone: "UTC" });
  it.each([
    [() => evaluate({ n: flow.arrivals }, rows, { per: "month" }), "plan: per needs timeZone"],
    [
      () => evaluate({ n: flow.arrivals }, rows, { per: "month", timeZone: "Paris" }),
      '"Paris" is not a zone',
    ],
    [
      () => evaluate({ n: flow.arrivals }, rows, { from: "2026-02-01", to: "2026-01-01", timeZone: "UTC" }),
      "to is not after from",
    ],
    [
      () => evaluate({ n: flow.workInProgress }, rows, {}),
      "plan: asOf is missing, and 1 spans of workItem are open",
    ],
    [
      () => evaluate({ n: flow.onTimeRate }, table(workItem, [{ startedAt: 0 }]), {}),
      "table workItem: no row has dueAt; map it",
    ],
    [
      () => evaluate({ n: flow.arrivals }, table(booking, []) as never, {}),
      "the metrics read workItem, of which there is no table",
    ],
    [
      () => evaluate({ n: only(period.workingSeconds()), m: flow.arrivals }, rows, {}),
      "and there is no schedule",
    ],
  ])("%#", (go, message) => {
    expect(go).toThrow(KpiError);
    expect(go).toThrow(message);
  });
});

describe("the compiler", () => {
  it("knows groups, cells and inputs, and refuses what is not there", () => {
    const rows = [{ begun: 0, done: null as number | null, priority: 1 }];
    const bound = table(workItem, rows, { startedAt: "begun", finishedAt: "done", team: () => "a" });
    const report = evaluate({ time: flow.cycleTime }, bound, { by: ["priority", "team"] });
    type Row = (typeof report.rows)[number];
    expectTypeOf<Row["group"]["priority"]>().toEqualTypeOf<number>();
    expectTypeOf<Row["group"]["team"]>().toEqualTypeOf<string | null>();
    expectTypeOf<keyof Row["cells"]>().toEqualTypeOf<"time">();
    expectTypeOf<keyof Row["cells"]["time"]["inputs"]>().toEqualTypeOf<"elapsed" | "finished">();
    const refused = () => {
      // @ts-expect-error the rows have no column start
      table(workItem, rows, { startedAt: "start" });
      // @ts-expect-error the kind has no field startdAt
      table(workItem, rows, { startdAt: "begun" });
      // @ts-expect-error no such column
      evaluate({ time: flow.cycleTime }, bound, { by: ["channel"] });
      // @ts-expect-error a cell that was not asked for
      report.rows[0]?.cells.throughput;
    };
    expectTypeOf(refused).toBeFunction();
  });
});
