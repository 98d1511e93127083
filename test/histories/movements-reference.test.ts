import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { Decimal } from "decimal.js";
import { evaluate, table } from "kpi-core";
import { movements } from "kpi-core/histories";
import {
  arr,
  grossMrrChurn,
  grossRevenueRetention,
  logoChurn,
  logoRetention,
  mrr,
  mrrMovement,
  netMrrChurn,
  netRevenueRetention,
  quickRatio,
} from "kpi-core/metrics/revenue";
import { custom } from "kpi-core/periods";
import { movement } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { said } from "../metrics/hand-count.ts";

// Counted by brute force elsewhere, in fractions; see ../reference/retention-people
const read = (name: string) =>
  readFileSync(new URL(`../reference/retention-people/${name}`, import.meta.url), "utf8");
type Fractions = "logo_churn" | "gross_mrr_churn" | "net_mrr_churn_chartmogul" | "grr" | "nrr_opening_cohort";
type Amounts = "opening" | "closing" | "new" | "expansion" | "contraction" | "churn" | "reactivation";
const expected: {
  readonly monthly: readonly (Readonly<Record<"month" | Fractions, string>> &
    Readonly<Record<Amounts | "opening_customers" | "churned_customers", number>> &
    Readonly<Record<"quick_ratio" | "quick_ratio_with_reactivation", string | null>>)[];
  readonly spans: readonly (Readonly<
    Record<
      "from" | "to" | "nrr_point_to_point" | "grr_point_to_point" | "grr_running_min" | "logo_retention",
      string
    >
  > & { readonly opening: number })[];
} = JSON.parse(read("mrr_expected.json"));
const [header = [], ...lines]: string[][] = parse(read("mrr_by_customer_cents.csv"));
const months = header.slice(1);
/** A list of all customers in the middle of each month. */
const lists = lines.flatMap(([customer = "", ...cents]) =>
  months.map((month, place) => ({ customer, at: `${month}-15T12:00:00Z`, cents: cents[place] ?? "" })),
);
const timeZone = "Europe/Paris";
const named = {
  of: "snapshots",
  monthlyAmount: "cents",
  currency: { value: "EUR" },
  timeZone,
} as const;

/** A fraction such as 15379/365, divided once. */
function divided(fraction: string | null): string {
  if (fraction === null) return "zero-denominator";
  const Exact = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -60 });
  const [numerator = "", denominator = "1"] = fraction.split("/");
  return new Exact(numerator).div(denominator).toString();
}

const flow = (of: Parameters<typeof mrrMovement>[0]["of"]) => mrrMovement({ of });
const monthly = {
  mrr,
  new: flow("new"),
  expansion: flow("expansion"),
  contraction: flow("contraction"),
  churn: flow("churn"),
  reactivation: flow("reactivation"),
  net: flow("net"),
  logoChurn: logoChurn({ form: "opening-cohort" }),
  basic: logoChurn({ form: "basic" }),
  gross: grossMrrChurn,
  netChurn: netMrrChurn({ reactivation: "subtracted" }),
  grr: grossRevenueRetention({ form: "snapshot" }),
  grrByMovements: grossRevenueRetention({ form: "movements" }),
  nrr: netRevenueRetention,
  quick: quickRatio({ reactivation: "left out" }),
  quickWith: quickRatio({ reactivation: "counted" }),
};

describe("movements of 40 customers over eight months", () => {
  const { rows, ledger } = movements(lists, { ...named, grain: "month" });
  const report = evaluate(monthly, table(movement, rows), { per: "month", timeZone, asOf: "2026-09-01" });

  it("reads every row", () => {
    expect(ledger).toEqual({
      read: 320,
      used: 320,
      leftOut: { "after-as-of": 0, duplicate: 0 },
      mended: { "added-up": 0 },
      rejected: [],
    });
  });

  it.each(expected.monthly)("$month", (line) => {
    const row = report.rows.find(({ period }) => period.label === line.month);
    expect(said(row?.cells ?? {})).toEqual({
      mrr: String(line.closing),
      new: String(line.new),
      expansion: String(line.expansion),
      contraction: String(line.contraction),
      churn: String(line.churn),
      reactivation: String(line.reactivation),
      net: String(line.closing - line.opening),
      logoChurn: divided(line.logo_churn),
      basic: divided(line.logo_churn), // by months nobody comes and leaves within one
      gross: divided(line.gross_mrr_churn),
      netChurn: divided(line.net_mrr_churn_chartmogul),
      grr: divided(line.grr),
      grrByMovements: divided(line.grr),
      nrr: divided(line.nrr_opening_cohort),
      quick: divided(line.quick_ratio),
      quickWith: divided(line.quick_ratio_with_reactivation),
    });
    expect(row?.cells.gross.inputs.opening?.toString()).toBe(String(line.opening));
    const { lost, opening } = row?.cells.logoChurn.inputs ?? {};
    expect([Number(lost), Number(opening)]).toEqual([line.churned_customers, line.opening_customers]);
  });

  it("does not know what moved in the first month, and says so", () => {
    const cells = report.rows[0]?.cells ?? {};
    const { mrr, ...others } = said(cells);
    expect(mrr).toBe(String(expected.monthly[0]?.opening));
    const reasons = ["no-records", "zero-denominator", "unknown-input"];
    for (const reason of Object.values(others)) expect(reasons).toContain(reason);
  });

  it("adds flows over the months, and takes the last stock", () => {
    const { totals } = evaluate({ ...monthly, arr }, table(movement, rows), {
      per: "month",
      timeZone,
      from: "2026-02-01",
      to: "2026-09-01",
      asOf: "2026-09-01",
    });
    const sum = (name: Amounts) => String(expected.monthly.reduce((total, line) => total + line[name], 0));
    const told = said(totals?.cells ?? {});
    const flows = ["new", "expansion", "contraction", "churn", "reactivation"] as const;
    for (const name of flows) expect({ [name]: told[name] }).toEqual({ [name]: sum(name) });
    const last = expected.monthly.at(-1)?.closing ?? 0;
    expect([told.mrr, told.arr]).toEqual([String(last), String(12 * last)]);
    expect(totals?.cells.gross.inputs.opening?.toString()).toBe(String(expected.monthly[0]?.opening));
    // Of months nothing of one customer over all of them is known
    expect([told.grr, told.nrr, told.logoChurn]).toEqual(["no-records", "no-records", "no-records"]);
  });

  it.each(expected.spans)("from $from to $to", ({ from, to, ...line }) => {
    const endOfMonth = (month: string) => {
      const [year, number] = month.split("-").map(Number) as [number, number];
      return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
    };
    const [start, end] = [endOfMonth(from), endOfMonth(to)];
    const grain = custom([`${months[0]}-01`, start, end], ["before", "span"]);
    const { rows } = movements(lists, { ...named, grain, asOf: end });
    const metrics = {
      grr: grossRevenueRetention({ form: "snapshot" }),
      least: grossRevenueRetention({ form: "running-minimum" }),
      nrr: netRevenueRetention,
      logos: logoRetention,
    };
    const { rows: cells } = evaluate(metrics, table(movement, rows), {
      per: grain,
      timeZone,
      from: start,
      to: end,
      asOf: end,
    });
    expect(said(cells[0]?.cells ?? {})).toEqual({
      grr: divided(line.grr_point_to_point),
      least: divided(line.grr_running_min),
      nrr: divided(line.nrr_point_to_point),
      logos: divided(line.logo_retention),
    });
    expect(cells[0]?.cells.nrr.inputs.opening?.toString()).toBe(String(line.opening));
  });
});
