import fc from "fast-check";
import { type AnyMetric, at, evaluate, type Plan, type Report, type Table, table } from "kpi-core";
import {
  assess,
  type ReportToSave,
  savedReport,
  savedReportFrom,
  type Target,
  type TargetOptions,
  target,
} from "kpi-core/benchmarks";
import { catalogue, savedReportSchema } from "kpi-core/catalogue";
import { cycleTimeQuantile, throughput } from "kpi-core/metrics/flow";
import { tidy } from "kpi-core/outputs";
import {
  custom,
  dayStartingAt,
  fiscal,
  type Grain,
  type GrainName,
  isoWeek,
  month,
  retail,
  shifts,
  thirteenPeriods,
  week,
  workSchedule,
} from "kpi-core/periods";
import { workItem } from "kpi-core/records";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { kindsOf, type Rows, rowsOf } from "../rows-of.ts";

const day = [["09:00", "17:00"]] as const;
const desk = workSchedule({
  timeZone: "Europe/Paris",
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: [["22:00", "06:00"]] },
  holidays: ["2026-01-01", "2026-02-10"],
  exceptions: { "2026-01-03": [["10:00", "12:00"]], "2026-03-03": [] },
  versions: [{ from: "2026-03-01", weekly: { mon: day, sat: day } }],
});
const through = (json: unknown) => JSON.parse(JSON.stringify(json));
const schema = z.fromJSONSchema(savedReportSchema as never);
const complaintsOf = (json: unknown) => schema.safeParse(json).error?.issues ?? [];

describe("a report saved and read back", { timeout: 120_000 }, () => {
  const every = catalogue.flatMap(({ metric, variants }) => [metric, ...variants]);
  const paris = { timeZone: "Europe/Paris" } as const;
  const retailYear = { endMonth: 1, endWeekday: 6, rule: "nearest", named: "start" } as const;
  const grains: readonly (Grain | GrainName)[] = [
    ...(["day", "isoWeek", "month", "quarter", "year"] as const),
    week({ startsOn: 7, minimalDays: 1 }),
    fiscal({ startMonth: 4, named: "end" }).quarter,
    retail({ pattern: "4-5-4", ...retailYear }).month,
    thirteenPeriods(retailYear).period,
    dayStartingAt("04:00"),
    shifts([
      { name: "day", start: "06:00" },
      { name: "night", start: "18:00" },
    ]),
    custom(["2025-01-01", "2026-01-10", "2026-02-14T06:00", "2027-01-01"], ["old", "winter, 'new'", "rest"]),
  ];
  /** The same moment in the ways that programs hold one. */
  const moment = fc
    .tuple(fc.integer({ min: Date.UTC(2026, 2, 1), max: Date.UTC(2026, 4, 1) }), fc.nat(3))
    .map(([ms, how]) => {
      const text = new Date(ms).toISOString();
      return (
        [ms, new Date(ms), text.replace("T", " ").replace(".", ","), { epochMilliseconds: ms }][how] ?? ms
      );
    });
  const plans: fc.Arbitrary<Plan> = fc.oneof(
    fc.record({ asOf: moment }),
    fc.record({
      ...{
        by: fc.constantFrom<NonNullable<Plan["by"]>>([], ["shard"], { shard: true }),
        per: fc.constantFrom(...grains),
      },
      timeZone: fc.constantFrom("Europe/Paris", "America/New_York", "+05:30"),
      ...{ from: fc.constantFrom("2026-01-01", "2026-01-15T06:00Z"), to: fc.constant("2026-03-20") },
      asOf: moment,
      compare: fc.constantFrom<NonNullable<Plan["compare"]>>([], ["previous"], ["sameLastYear", "previous"]),
    }),
    fc.record({ asOf: moment, approximate: fc.constantFrom({ error: 0.01 }, { error: "0.001" }) }),
  );

  /** A target that a metric can have: its size from the worked example, so that some values are on either side. */
  function targetFor(metric: AnyMetric, isBand: boolean): Target {
    const found = metric.example.gives ?? "1";
    const size = metric.unit === "share" && !(Number(found) <= 1 && Number(found) >= 0) ? "0.5" : found;
    const money = metric.unit === "money" ? { currency: "EUR" } : {};
    const bounds: TargetOptions =
      metric.better === "higher"
        ? { atLeast: size }
        : metric.better === "lower"
          ? { atMost: size }
          : { between: [size, size] };
    return target({ ...(isBand ? { between: [size, size] } : bounds), ...money } as TargetOptions);
  }

  /** All of an assessed report as text, and its cells as flat rows. */
  function shownOf(report: Report, targets: Readonly<Record<string, Target | readonly Target[]>>) {
    const judged = assess(report, targets as Readonly<Record<string, Target<Record<never, never>>>>);
    const { rows, byGroup, byPeriod, totals, compared } = judged;
    return { flat: tidy(judged), text: JSON.stringify({ rows, byGroup, byPeriod, totals, compared }) };
  }

  const cases = fc
    .record({
      metrics: fc.uniqueArray(fc.constantFrom(...every), {
        ...{ minLength: 1, maxLength: 4, selector: ({ id }) => id },
      }),
      plan: plans,
      isBand: fc.boolean(),
    })
    .chain(({ metrics, ...rest }) => {
      const kinds = kindsOf(metrics);
      const rows = Object.fromEntries(kinds.map((kind) => [kind.name, rowsOf(kind, metrics)]));
      return fc.record({
        metrics: fc.constant(metrics),
        ...{ plan: fc.constant(rest.plan), isBand: fc.constant(rest.isBand), rows: fc.record(rows) },
      });
    });

  it("gives the same cells and judgements, over metrics of all pages", () => {
    let judged = 0;
    fc.assert(
      fc.property(cases, ({ metrics: some, plan: given, isBand, rows }) => {
        const plan: Plan = { ...given, schedules: { desk } };
        const metrics = Object.fromEntries(some.map((metric) => [metric.id, metric]));
        const targets = Object.fromEntries(some.map((metric) => [metric.id, targetFor(metric, isBand)]));
        const tables = Object.fromEntries(
          kindsOf(some).map((kind) => [
            kind.name,
            table(kind, rows[kind.name] as Rows, {}, { zone: "Europe/Paris" }),
          ]),
        ) as Readonly<Record<string, Table<string, { shard: string }>>>;

        const json = through(savedReport({ metrics, plan, targets }));
        expect(complaintsOf(json)).toEqual([]);
        const again = savedReportFrom(json, kindsOf(some));
        expect(through(savedReport(again))).toEqual(json);

        const first = shownOf(evaluate(metrics, tables, plan as never), targets);
        expect(shownOf(evaluate(again.metrics, tables, again.plan), again.targets)).toEqual(first);
        judged += first.flat.filter(({ status }) => status === "met" || status === "missed").length;
      }),
      { numRuns: 250 },
    );
    expect(judged).toBeGreaterThan(250);
  });

  it("keeps what each target holds for", () => {
    const rows = ["a", "a", "b"].map((team, i) => ({ finishedAt: Date.UTC(2026, 0, 5 + i), team }));
    const items = table(workItem, rows);
    const plan = { by: ["team"], per: "month", ...paris, asOf: "2026-02-01" } as const;
    const targets = {
      throughput: [
        target({ atLeast: 2, from: "2026-01-01" }),
        target({ atLeast: 1, for: { team: "b" }, until: new Date(Date.UTC(2026, 5, 1)) }),
        target({ atLeast: 4, for: {} }),
      ],
    };
    const saved = savedReportFrom<"team">(through(savedReport({ metrics: { throughput }, plan, targets })), [
      workItem,
    ]);
    const judged = assess(evaluate(saved.metrics, items, saved.plan), saved.targets);
    expect(judged.rows.map(({ group, assessments }) => [group.team, assessments.throughput?.status])).toEqual(
      [
        ["a", "met"],
        ["b", "met"],
      ],
    );
    expect(judged.totals?.assessments.throughput?.status).toBe("missed");
    expect(saved.targets.throughput).toEqual(targets.throughput);
  });

  it("has the types of its groups where one says them, and takes targets of its own metrics only", () => {
    const json = savedReport({ metrics: { throughput }, plan: { by: ["team"] } });
    const saved = savedReportFrom<"team">(json, [workItem]);
    const { rows } = evaluate(saved.metrics, table(workItem, [{ finishedAt: 0, team: "a" }]), saved.plan);
    expectTypeOf(rows[0]?.group).toEqualTypeOf<{ readonly team: string | null } | undefined>();
    expect(rows[0]?.group.team).toBe("a");
    type Targets = NonNullable<ReportToSave<{ throughput: typeof throughput }>["targets"]>;
    expectTypeOf<keyof Targets>().toEqualTypeOf<"throughput">();
  });

  it("reads a plan that groups by what things were", () => {
    const plan = { by: { channel: true, team: at("event") } } as const;
    const json = through(savedReport({ metrics: { throughput }, plan }));
    expect(json.plan).toEqual({ by: { channel: true, team: { at: "event" } } });
    expect(savedReportFrom(json, [workItem]).plan).toEqual(plan);
  });
});

describe("what is written", () => {
  const metrics = { throughput };
  const planOf = (plan: Plan) => through(savedReport({ metrics, plan })).plan;

  it("is a format, metrics, a plan and targets by name", () => {
    const p85 = cycleTimeQuantile({ p: 0.85 });
    const targets = { p85: [target({ atMost: "P2D" }), target({ atMost: 90_000, for: { team: "a" } })] };
    const plan = { by: ["team"] } as const;
    expect(through(savedReport({ metrics: { p85 }, plan, targets }))).toEqual({
      format: "kpi-core report 1",
      metrics: { p85: through(p85) },
      plan: { by: ["team"] },
      targets: { p85: [{ atMost: "P2D" }, { atMost: "90000", for: { team: "a" } }] },
    });
    expect(savedReport({ metrics, plan: {} }).targets).toEqual({});
  });

  it("says instants with Z to the millisecond, and leaves dates to the zone of the plan", () => {
    const timeZone = "Europe/Paris";
    expect(planOf({ timeZone, from: "2026-01-01", to: "2026-02-01T00:30+01:00", asOf: 1.9 })).toEqual({
      timeZone,
      from: "2026-01-01",
      to: "2026-01-31T23:30:00.000Z",
      asOf: "1970-01-01T00:00:00.001Z",
    });
  });

  it.each<[Grain | GrainName, string]>([
    ["month", "month"],
    [month, "month"],
    [isoWeek, "isoWeek"],
    [week({ startsOn: 6, minimalDays: 1 }), "week(startsOn=6,minimalDays=1)"],
    [fiscal({ startMonth: 10, named: "end" }).year, "fiscalYear(startMonth=10,named=end)"],
  ])("says a grain by its name: %j", (per, name) => {
    const json = planOf({ per, timeZone: "UTC" });
    expect(json).toEqual({ per: name, timeZone: "UTC" });
    const { plan } = savedReportFrom({ format: "kpi-core report 1", metrics: {}, plan: json }, []);
    expect((plan.per as Grain).name).toBe(name);
  });

  it("says a schedule by its options, and reads the same one", () => {
    const json = through(savedReport({ metrics, plan: { schedules: { desk } } }));
    expect(json.plan.schedules.desk.holidays).toEqual(["2026-01-01", "2026-02-10"]);
    const again = savedReportFrom(json, [workItem]).plan.schedules?.desk;
    expect(again?.id).toBe(desk.id);
  });

  it("says rounding and comparisons", () => {
    const rest = { per: "month", timeZone: "UTC" } as const;
    expect(planOf({ approximate: { error: 0.01 } })).toEqual({ approximate: { error: "0.01" } });
    const compare = ["previous", "sameLastYear"] as const;
    expect(planOf({ ...rest, compare })).toEqual({ ...rest, compare });
  });
});

describe("what cannot be saved", () => {
  const metrics = { throughput };
  const zone = { id: "Office", offset: () => 0 };
  const own: Grain = { name: "payday", floor: (t) => t, next: (t) => t + 1, label: String };
  const clock = { id: "mine", elapsed: () => 0 } as never;
  const ruled = workSchedule({ timeZone: zone, weekly: { mon: day } });

  it.each<[string, unknown, string]>([
    [
      "rows",
      { metrics, plan: {}, rows: [] },
      "no entry rows; its entries are metrics, plan, targets; rows are given to evaluate",
    ],
    [
      "a plan that is missing",
      { metrics },
      "plan is undefined; give an object, {} for all rows as one period",
    ],
    ["no metrics", { plan: {} }, "metrics is missing; write an object"],
    [
      "a function",
      { metrics: { cycle: cycleTimeQuantile }, plan: {} },
      "metrics.cycle is a function; give a metric, such as one from kpi-core/metrics",
    ],
    ["no metric at all", { metrics: { cycle: null }, plan: {} }, "metrics.cycle is null; give a metric"],
    [
      "a zone of rules",
      { metrics, plan: { timeZone: zone } },
      'plan.timeZone: the rules of "Office" are code, not data; name a zone that the runtime knows',
    ],
    [
      "a grain of one's own",
      { metrics, plan: { per: own, timeZone: "UTC" } },
      'plan.per: grain: "payday" is not a grain; use hour, day',
    ],
    [
      "a clock of one's own",
      { metrics, plan: { schedules: { clock } } },
      "plan.schedules.clock: a clock of your own is code, not data; make it by workSchedule({ … })",
    ],
    [
      "a schedule in a zone of rules",
      { metrics, plan: { schedules: { ruled } } },
      'plan.schedules.ruled: workSchedule: timeZone: "Office" is rules of your own, which JSON cannot hold; give a zone by its name',
    ],
    [
      "a target in another unit, as assess would say",
      { metrics, plan: {}, targets: { throughput: { atLeast: "P2D" } } },
      "target throughput: atLeast is P2D, a duration; a count is a plain number, write 20",
    ],
    [
      "a target for names that the plan does not group by",
      { metrics, plan: { by: ["team"] }, targets: { throughput: { atLeast: 1, for: { taem: "x" } } } },
      "target throughput: for names taem, which the report is not by; its names are team",
    ],
    [
      "two targets at once",
      { metrics, plan: {}, targets: { throughput: [{ atLeast: 1 }, { atLeast: 2 }] } },
      "target throughput: two targets for all groups are in force at once; give them from and until",
    ],
    ["a plan that cannot be carried out", { metrics, plan: { per: "month" } }, "plan: per needs timeZone"],
    [
      "a year of five digits",
      { metrics, plan: { asOf: 8e15 } },
      "plan.asOf: 8000000000000000 is outside the years 0 to 9999; write one within",
    ],
    [
      "a target of nothing",
      { metrics, plan: {}, targets: { p85: target({ atMost: 1 }) } },
      "targets.p85: the report has no metric of that name; its metrics are throughput",
    ],
    [
      "what is no target",
      { metrics, plan: {}, targets: { throughput: [{ atMost: 1 }, { most: 2 }] } },
      "targets.throughput[1]: most is no word of a target",
    ],
  ])("%s is refused", (_, report, message) => {
    const said = `saved report: ${message}`;
    expect(() => savedReport(report as ReportToSave)).toThrow(expect.objectContaining({ name: "KpiError" }));
    expect(() => savedReport(report as ReportToSave)).toThrow(said);
  });
});

describe("a saved report with one entry wrong", () => {
  const saved = savedReport({
    metrics: { done: throughput },
    plan: {
      ...{ by: ["team"], per: "month", timeZone: "Europe/Paris", from: "2026-01-01", to: "2026-04-01" },
      ...{ compare: ["previous"], approximate: { error: "0.01" }, schedules: { desk } },
    },
    targets: { done: target({ atLeast: 1 }) },
  });

  /** The JSON with one entry changed; `path` is as in `plan.by.0`. */
  function changed(path: string, value: unknown): unknown {
    const root = through(saved);
    const names = path.split(".");
    const last = names.pop() as string;
    const holder = names.reduce((part, name) => part[name], root);
    if (value === undefined) delete holder[last];
    else holder[last] = value;
    return root;
  }

  it("is read while nothing is", () => {
    expect(savedReportFrom(changed("plan.by", ["team"]), [workItem]).metrics.done?.hash).toBe(
      throughput.hash,
    );
  });

  /** The last column: whether the JSON Schema sees it too. */
  it.each<[string, unknown, string, boolean]>([
    [
      "format",
      "kpi-core report 2",
      'format is "kpi-core report 2"; write kpi-core report 1, as savedReport does',
      true,
    ],
    ["format", undefined, "format is missing; write kpi-core report 1", true],
    ["target", {}, "no entry target; its entries are format, metrics, plan, targets", true],
    ["metrics", [], "metrics is an array; write an object", true],
    [
      "metrics.done.unit",
      "percent",
      'metrics.done: metric throughput: unit is "percent"; write one of share',
      true,
    ],
    ["metrics.done.formula", "finished +", "metrics.done: formula", false],
    ["metrics.done.hash", "0", 'metrics.done: metric throughput: hash is "0"; the definition has', false],
    [
      "metrics.done.inputs.finished.of",
      "ticket",
      'metrics.done: metric throughput: input finished: of is "ticket"; name a kind that was given: workItem',
      false,
    ],
    ["plan", undefined, "plan is missing; write an object", true],
    ["plan.group", ["team"], "plan: no entry group; its entries are by, per", true],
    ["plan.by", "team", 'plan.by is "team"; write an object', true],
    ["plan.by.0", 5, "plan.by[0] is 5; write a text", true],
    ["plan.by", { team: "event" }, 'plan.by.team is "event"; write an object', true],
    ["plan.by", { team: { at: "now" } }, 'plan.by.team.at is "now"; write one of opening, event, end', true],
    ["plan.per", "mnth", 'plan.per: grain: "mnth" is not a grain; use hour, day', false],
    ["plan.per", 7, "plan.per: grain is 7; write a text", true],
    ["plan.timeZone", "Paris", 'plan: timeZone: "Paris" is not a zone this runtime knows', false],
    ["plan.timeZone", undefined, "plan: per needs timeZone", false],
    ["plan.from", 0, "plan.from is 0; write a text", true],
    ["plan.from", "2026-02-30", 'plan: from: "2026-02-30" is not a time that exists', false],
    ["plan.to", "2025-01-01", "plan: to is not after from; write a later one", false],
    ["plan.asOf", "2026-02-01T09:00", 'plan: asOf: "2026-02-01T09:00" has no offset', false],
    [
      "plan.compare.0",
      "lastYear",
      'plan.compare[0] is "lastYear"; write one of previous, sameLastYear',
      true,
    ],
    ["plan.approximate.error", "2", 'plan: approximate.error is "2"; write a share above 0', false],
    ["plan.schedules.desk", "9 to 5", 'plan.schedules.desk: schedule is "9 to 5"; write an object', true],
    [
      "plan.schedules.desk.weekly.mon",
      [["9", "17:00"]],
      'plan.schedules.desk: weekly.mon[0]: "9" is not a time of day; write "09:00"',
      true,
    ],
    [
      "plan.schedules.desk.lunch",
      [],
      'plan.schedules.desk: workSchedule: "lunch" is not a part of a schedule',
      true,
    ],
    ["targets.done", 3, "targets.done: 3 is no target; write target({ atLeast: 0.7 })", true],
    ["targets.done.0", { atLeast: 1, atMost: 2 }, "targets.done[0]: has both atLeast and atMost", true],
    ["targets.done.0.warn", "2", "targets.done[0]: warn is 2, which meets atLeast 1", false],
    ["targets.more", [], "targets.more: the report has no metric of that name; its metrics are done", false],
  ])("%s as %j is refused in words", (path, value, message, isForm) => {
    const json = changed(path, value);
    expect(() => savedReportFrom(json, [workItem])).toThrow(expect.objectContaining({ name: "KpiError" }));
    expect(() => savedReportFrom(json, [workItem])).toThrow(`saved report: ${message}`);
    expect(complaintsOf(json).length > 0).toBe(isForm);
  });

  it.each(["text", null, [], 3])("%j is no saved report", (json) => {
    expect(() => savedReportFrom(json, [workItem])).toThrow("; write an object");
  });

  it("takes what somebody wrote by hand: one target for a list, numbers for decimal texts", () => {
    const json = changed("targets", { done: { atLeast: 3, until: "2026-07-01" } });
    expect(complaintsOf(json)).toEqual([]);
    expect(savedReportFrom(json, [workItem]).targets).toEqual({
      done: [{ atLeast: "3", until: "2026-07-01" }],
    });
  });
});
