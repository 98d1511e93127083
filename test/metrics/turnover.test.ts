import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { Decimal, endOf, evaluate, population, startOf, table } from "kpi-core";
import { rollCalls } from "kpi-core/histories";
import {
  averageHeadcount,
  departures,
  employeeRetention,
  employeeTurnover,
  headcount,
  hires,
  staffRotation,
  voluntaryTurnover,
} from "kpi-core/metrics/retention";
import { person, rollCall } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { ownMetric } from "../figures.ts";
import { said } from "./hand-count.ts";

// 93 employments and what exact fractions say of 2025, by another program
type Average =
  | "two_point"
  | "month_ends_12"
  | "thirteen_point"
  | "daily_on_payroll"
  | "bilan_social_last_day_inclusive_12";
const read = (name: string) =>
  readFileSync(new URL(`../reference/retention-people/${name}`, import.meta.url), "utf8");
const expected: {
  readonly year: number;
  readonly opening: number;
  readonly closing: number;
  readonly hires: number;
  readonly leavers: number;
  readonly voluntary_leavers: number;
  readonly average_headcount: Readonly<Record<Average, string>>;
  readonly turnover: Readonly<
    Record<Average | "gri_401_1_end_of_period" | "opening_base" | "sum_of_monthly_two_point", string>
  > & { readonly fr_rotation_half_sum_over_opening: string };
  readonly voluntary_turnover_month_ends_12: string;
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
const metrics = {
  opening: ownMetric("count", "atStart", {
    atStart: population(person).during(startOf("joinedOn"), endOf("leftOn")).atStart(),
  }),
  closing: headcount,
  averageHeadcount: averageHeadcount({ over: "days" }),
  turnover: employeeTurnover({ over: "days" }),
  retention: employeeRetention,
  hires,
  departures,
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
      departures: String(expected.leavers),
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

describe("the same year by other conventions", () => {
  const monthEnds = Array.from({ length: 12 }, (_, month) =>
    new Date(Date.UTC(expected.year, month + 1, 0)).toISOString().slice(0, 10),
  );
  const names = {
    joinedOn: "hired_on",
    leftOn: (row: (typeof employees)[number]) => row.last_day || null,
  } as const;
  const listed = (on: readonly string[], lastDay: "in" | "out") => {
    const { rows, ledger } = rollCalls(employees, { ...names, on, lastDay });
    expect(ledger).toMatchObject({ read: employees.length, used: employees.length, rejected: [] });
    return table(rollCall, rows, {}, { zone: "UTC" });
  };
  const over = (lists: ReturnType<typeof listed>, from = `${expected.year}-01-01`) => {
    const by = { over: "lists" } as const;
    const asked = {
      headcount: averageHeadcount(by),
      turnover: employeeTurnover(by),
      resigned: voluntaryTurnover(by),
    };
    return said(evaluate(asked, { person: people, rollCall: lists }, { ...year, from }).totals?.cells ?? {});
  };
  const { average_headcount, turnover } = expected;

  it("twelve month ends, and the bilan social, whose lists have those who leave that day", () => {
    expect(over(listed(monthEnds, "out"))).toEqual({
      headcount: divided(average_headcount.month_ends_12),
      turnover: divided(turnover.month_ends_12),
      resigned: divided(expected.voluntary_turnover_month_ends_12),
    });
    expect(over(listed(monthEnds, "in"))).toMatchObject({
      headcount: divided(average_headcount.bilan_social_last_day_inclusive_12),
      turnover: divided(turnover.bilan_social_last_day_inclusive_12),
    });
  });
  it("thirteen points: the list of the day before the year is read as one of its first day", () => {
    const { rows } = rollCalls(employees, {
      ...names,
      on: [`${expected.year - 1}-12-31`, ...monthEnds],
      lastDay: "out",
    });
    const first = `${expected.year}-01-01`;
    const lists = table(
      rollCall,
      rows.map((row) => ({ ...row, on: row.on < first ? first : row.on })),
      {},
      { zone: "UTC" },
    );
    expect(over(lists)).toMatchObject({
      headcount: divided(average_headcount.thirteen_point),
      turnover: divided(turnover.thirteen_point),
    });
  });
  it("two points, start, end and the French rotation", () => {
    const asked = {
      headcount: averageHeadcount({ over: "ends" }),
      turnover: employeeTurnover({ over: "ends" }),
      opening: employeeTurnover({ over: "opening" }),
      closing: employeeTurnover({ over: "closing" }),
      rotation: staffRotation,
    };
    expect(said(evaluate(asked, people, year).totals?.cells ?? {})).toEqual({
      headcount: divided(average_headcount.two_point),
      turnover: divided(turnover.two_point),
      opening: divided(turnover.opening_base),
      closing: divided(turnover.gri_401_1_end_of_period),
      rotation: divided(turnover.fr_rotation_half_sum_over_opening),
    });
  });
  it("the sum of twelve monthly rates is another number, which no metric gives", () => {
    const { rows } = evaluate({ it: employeeTurnover({ over: "ends" }) }, people, { ...year, per: "month" });
    const sum = rows.reduce((total, { cells }) => total.plus(cells.it.value ?? 0), new Decimal(0));
    expect(sum.toFixed(25)).toBe(new Decimal(divided(turnover.sum_of_monthly_two_point)).toFixed(25));
    expect(sum.toFixed(3)).toBe("0.229");
    expect(new Decimal(divided(turnover.two_point)).toFixed(3)).toBe("0.222");
  });
});
