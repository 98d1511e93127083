import {
  evaluate,
  instant,
  KpiError,
  merge,
  optional,
  period,
  population,
  record,
  reportOf,
  table,
  tallyOf,
  text,
} from "kpi-core";
import { workSchedule } from "kpi-core/periods";
import { describe, expect, it } from "vitest";
import { only } from "../figures.ts";

const visit = record("visit", {
  from: instant("when it was asked for"),
  to: instant("when it was done"),
  site: optional(text("where")),
});
const visits = population(visit).dated("to");
const day = (from: string, to: string) => [[from, to]] as const;
// Monday, 5 January 2026: Paris works from 9 to 17, Lyon from 8 to 12, both by the clock of France
const paris = workSchedule({
  timeZone: "Europe/Paris",
  weekly: { mon: day("09:00", "17:00"), tue: day("09:00", "17:00") },
});
const lyon = workSchedule({ timeZone: "Europe/Paris", weekly: { mon: day("08:00", "12:00") } });
const span = { from: "2026-01-05T10:00+01:00", to: "2026-01-05T16:00+01:00" };
const rows = table(visit, [
  { ...span, site: "paris" },
  { ...span, site: "lyon" },
  { ...span, site: "nantes" },
  { ...span, site: null as string | null },
]);
const bySite = only(visits.sum("workingSeconds(from, to, site)"));
const plain = only(visits.sum("workingSeconds(from, to)"));

describe("several schedules, of which a field says which", () => {
  const report = evaluate({ bySite }, rows, { by: ["site"], schedules: { paris, lyon } });

  it("is each row by its own: 6 hours in Paris, 2 in Lyon", () => {
    const seconds = report.rows.map(({ group, cells }) => [group.site, String(cells.bySite.value)]);
    expect(seconds).toEqual([
      ["lyon", "7200"],
      ["nantes", "0"],
      ["paris", "21600"],
      [null, "0"],
    ]);
    expect(String(report.totals?.cells.bySite.value)).toBe("28800");
  });

  it("counts what is of no schedule as without a value", () => {
    expect(report.ledgers.measures[0]?.fates).toEqual({ counted: 2, "value-missing": 2 });
  });

  it("counts what ends beyond the years of a schedule, as never, as without a value", () => {
    const never = "9999-12-31T23:59:59-05:00"; // in UTC it is of the year 10000
    const some = [
      { from: "2026-01-05T09:00Z", to: "2026-01-05T10:00Z" },
      { from: "2026-01-05T09:00Z", to: never },
    ];
    const { totals, ledgers } = evaluate(
      { plain },
      table(
        visit,
        some.map((row) => ({ ...row, site: "paris" })),
      ),
      {
        schedules: { paris },
      },
    );
    expect(String(totals?.cells.plain.value)).toBe("3600");
    expect(ledgers.measures[0]?.fates).toEqual({ counted: 1, "value-missing": 1 });
    const spans = only(population(visit).during("from", "to", "working").seconds());
    const spanned = () => evaluate({ spans }, table(visit, some), { schedules: { paris } });
    expect(spanned).toThrow("is not known; give from, to and asOf within the years 0 to 9999");
  });

  it("may be a name for all rows", () => {
    const inLyon = only(visits.sum("workingSeconds(from, to, 'lyon')"));
    const { totals } = evaluate({ inLyon }, rows, { schedules: { paris, lyon } });
    expect(String(totals?.cells.inLyon.value)).toBe("28800");
  });

  it("adds up only by the same schedules under the same names", () => {
    const plan = { from: "2026-01-05T00:00Z", to: "2026-01-06T00:00Z" } as const;
    const part = (schedules: Parameters<typeof tallyOf>[2]["schedules"]) =>
      tallyOf({ bySite }, rows, { ...plan, ...(schedules && { schedules }) });
    const same = reportOf({ bySite }, merge(part({ paris, lyon }), part({ lyon, paris })));
    expect(String(same.totals?.cells.bySite.value)).toBe("57600");
    const other = reportOf({ bySite }, merge(part({ paris, lyon }), part({ paris, lyon: paris })));
    expect(other.totals?.cells.bySite).toMatchObject({ status: "none", reason: "not-mergeable" });
  });
});

describe("a schedule that is not clear", () => {
  const spans = population(visit).during("from", "to", "working");
  it.each([
    ["two arguments", plain],
    ["a span in working time", only(spans.seconds())],
    ["the period itself", only(period.workingSeconds())],
  ])("%s, and several schedules", (_, metric) => {
    const go = () => evaluate({ metric }, rows, { schedules: { paris, lyon } });
    expect(go).toThrow(KpiError);
    expect(go).toThrow(/plan: schedules are paris, lyon, and .* takes one; give the one that it is by/);
  });

  it("a name, and no schedule", () => {
    expect(() => evaluate({ bySite }, rows, {})).toThrow("give schedules: { office: workSchedule({ … }) }");
  });

  it("a name that is no text does not compile, and is refused", () => {
    expect(() => visits.sum("workingSeconds(from, to, 5)")).toThrow(
      '"workingSeconds" got instant, instant, number; it is workingSeconds(from, to) or workingSeconds(from, to, schedule)',
    );
  });
});
