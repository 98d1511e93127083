import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { Decimal, endOf, evaluate, population, startOf, table } from "kpi-core";
import { averageHeadcount, employeeRetention, employeeTurnover, headcount } from "kpi-core/metrics/retention";
import { person } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { ownMetric } from "../figures.ts";
import { said } from "./hand-count.ts";

// 93 employments and what exact fractions say of 2025, by another program. Of its conventions the page has those over
// every day on the payroll and the cohort at the start. Not metrics yet: the average of two points, of twelve month
// ends, of thirteen points and of the bilan social, the turnover over each of them, over the closing headcount
// (GRI 401-1) and over the opening one, the sum of monthly turnovers, the French rotation, and voluntary turnover
// over twelve month ends
const read = (name: string) =>
  readFileSync(new URL(`../reference/retention-people/${name}`, import.meta.url), "utf8");
const expected: {
  readonly year: number;
  readonly opening: number;
  readonly closing: number;
  readonly hires: number;
  readonly leavers: number;
  readonly voluntary_leavers: number;
  readonly average_headcount: { readonly daily_on_payroll: string };
  readonly turnover: { readonly daily_on_payroll: string };
  readonly retention_rate_opening_cohort: string;
  readonly leavers_from_opening_cohort: number;
  readonly stability_index: string;
  readonly monthly: readonly {
    readonly month: number;
    readonly opening: number;
    readonly closing: number;
    readonly leavers: number;
  }[];
} = JSON.parse(read("people_expected.json"));
const employees: readonly Record<"id" | "hired_on" | "last_day" | "reason", string>[] = parse(
  read("employees.csv"),
  { columns: true },
);

/** A fraction such as 15379/365, divided once. */
function divided(fraction: string): string {
  const Exact = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN });
  const [numerator = "", denominator = "1"] = fraction.split("/");
  return new Exact(numerator).div(denominator).toString();
}

const people = table(
  person,
  employees,
  { joinedOn: "hired_on", leftOn: "last_day", leavingReason: "reason" },
  { zone: "UTC" },
);
const employed = population(person).during(startOf("joinedOn"), endOf("leftOn"));
const left = population(person).where("known(leftOn)").dated(endOf("leftOn"));
const metrics = {
  opening: ownMetric("count", "atStart", { atStart: employed.atStart() }),
  closing: headcount,
  averageHeadcount,
  turnover: employeeTurnover,
  retention: employeeRetention,
  hires: ownMetric("count", "hires", { hires: population(person).dated(startOf("joinedOn")).count() }),
  resigned: ownMetric("count", "resigned", { resigned: left.count("leavingReason = 'resignation'") }),
};
const year = {
  timeZone: "UTC",
  from: `${expected.year}-01-01`,
  to: `${expected.year + 1}-01-01`,
  asOf: "2027-06-01",
} as const;

describe("the year", () => {
  const [row, ...others] = evaluate(metrics, people, { ...year, per: "year" }).rows;
  it("is one period, and complete", () => {
    expect([row?.period.label, row?.period.complete, others]).toEqual(["2025", true, []]);
  });
  it("equals the fractions, digit for digit", () => {
    expect(said(row?.cells ?? {})).toEqual({
      opening: String(expected.opening),
      closing: String(expected.closing),
      averageHeadcount: divided(expected.average_headcount.daily_on_payroll),
      turnover: divided(expected.turnover.daily_on_payroll),
      retention: divided(expected.retention_rate_opening_cohort),
      hires: String(expected.hires),
      resigned: String(expected.voluntary_leavers),
    });
    expect(expected.stability_index).toBe(expected.retention_rate_opening_cohort);
  });
  it("is made from the counts that it should be made from", () => {
    expect(row?.cells.turnover.inputs.leavers?.toNumber()).toBe(expected.leavers);
    const { stayed, atStart } = row?.cells.retention.inputs ?? {};
    expect(atStart?.minus(stayed ?? 0).toNumber()).toBe(expected.leavers_from_opening_cohort);
  });
});

describe("the months", () => {
  const { rows, totals } = evaluate(metrics, people, { ...year, per: "month" });
  it.each(expected.monthly.map((wanted) => [wanted.month, wanted] as const))("month %i", (_, wanted) => {
    const { period, cells } = rows[wanted.month - 1] as (typeof rows)[number];
    expect(period.label).toBe(`2025-${String(wanted.month).padStart(2, "0")}`);
    expect({
      month: wanted.month,
      opening: cells.opening.value?.toNumber(),
      closing: cells.closing.value?.toNumber(),
      leavers: cells.turnover.inputs.leavers?.toNumber(),
    }).toEqual(wanted);
  });
  it("total to the year, retention too, which months do not add up to", () => {
    expect(said(totals?.cells ?? {})).toMatchObject({
      opening: String(expected.opening),
      closing: String(expected.closing),
      averageHeadcount: divided(expected.average_headcount.daily_on_payroll),
      turnover: divided(expected.turnover.daily_on_payroll),
      retention: divided(expected.retention_rate_opening_cohort),
    });
  });
});
