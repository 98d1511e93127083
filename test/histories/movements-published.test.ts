import { evaluate, type Metric, table } from "kpi-core";
import { type Movement, movements } from "kpi-core/histories";
import {
  arpa,
  customerLifetimeValue,
  grossMrrChurn,
  grossRevenueRetention,
  logoChurn,
  mrr,
  netMrrChurn,
  netRevenueRetention,
  quickRatio,
} from "kpi-core/metrics/revenue";
import { custom } from "kpi-core/periods";
import { movement } from "kpi-core/records";
import { describe, expect, it } from "vitest";

// The worked examples (W) and mistakes (M) of the catalogue of retention and people, by their numbers

const asOf = "2026-05-01";
const settings = { timeZone: "UTC", zone: "UTC", asOf, currency: { value: "EUR" } } as const;
const plan = { per: "month", timeZone: "UTC", from: "2026-04-01", to: "2026-05-01", asOf } as const;
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

interface Contract {
  readonly customer: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly monthlyAmount: number;
}
const from = (startedAt: string, endedAt: string | null, monthlyAmount = 10) => ({
  startedAt,
  endedAt,
  monthlyAmount,
});
const old = (endedAt: string | null = null, monthlyAmount = 10) => from("2026-01-05", endedAt, monthlyAmount);

function by(grain: "day" | "month", rows: readonly Contract[]): readonly Movement[] {
  return movements(rows, { ...settings, grain }).rows;
}

/** A metric in April. */
function inApril(
  of: Metric<string, string, "movement">,
  rows: readonly Movement[],
  more: object = {},
): string {
  const cell = evaluate({ of }, table(movement, rows), { ...plan, ...more } as typeof plan).rows[0]?.cells.of;
  return cell?.status === "value" ? cell.value.toString() : String(cell?.reason);
}

describe("published examples", { timeout: 30_000 }, () => {
  it("W7. butter of the month, 1,000 at the start, 50 leave, 500 come and 12 of them leave: four rates and a fifth", () => {
    const rows: Contract[] = [
      ...times(950, () => from("2026-03-31", null)),
      ...times(50, () => from("2026-03-31", "2026-04-10T12:00Z")),
      ...times(488, () => from("2026-04-05T12:00Z", null)),
      ...times(12, () => from("2026-04-05T12:00Z", "2026-04-20T12:00Z")),
    ].map((row, i) => ({ ...row, customer: `c${i}` }));
    const days = by("day", rows);
    const churn = (form: Parameters<typeof logoChurn>[0]["form"], of = days) =>
      inApril(logoChurn({ form }) as Metric<string, string, "movement">, of);
    expect(churn("basic")).toBe("0.062");
    expect(churn("opening-cohort", by("month", rows))).toBe("0.05");
    expect(Number(churn("exposure-sum")).toFixed(4)).toBe("0.0413");
    expect(Number(churn("average")).toFixed(4)).toBe("0.0509"); // 62 over the mean of 1,000 and 1,438
    // 50 of 1,500 on the 10th, 12 of 1,450 on the 20th
    expect(Number(churn("daily-sum")).toFixed(12)).toBe((50 / 1500 + 12 / 1450).toFixed(12));
    // By months nobody sees the 12, and of April there is no record of a day
    expect(churn("basic", by("month", rows))).toBe("0.05");
    expect(churn("opening-cohort")).toBe("no-records");
  });

  it("W8. ChartMogul: 100 at the start, 10 churned, 10 contracted, 10 expanded: gross 20 %, net 10 %", () => {
    const rows: Contract[] = [
      { customer: "gone", ...old("2026-04-10") },
      { customer: "less", ...old("2026-04-10", 20) },
      { customer: "less", ...from("2026-04-10", null) },
      { customer: "more", ...old(null, 70) },
      { customer: "more", ...from("2026-04-10", null) },
    ];
    const months = by("month", rows);
    expect(inApril(grossMrrChurn, months)).toBe("0.2");
    expect(inApril(netMrrChurn({ reactivation: "subtracted" }), months)).toBe("0.1");
  });

  it("W8. 12 of 100 churned, of whom one came in the month and one came back: 10 %", () => {
    const rows: Contract[] = [
      ...times(89, () => old()),
      ...times(10, () => old("2026-04-10")),
      from("2026-04-02", "2026-04-15"),
    ].map((row, i) => ({ ...row, customer: `c${i}` }));
    const back = [old("2026-04-10"), from("2026-04-20", null)].map((row) => ({ ...row, customer: "back" }));
    const all = [...rows, ...back];
    const ofOpening = logoChurn({ form: "opening-cohort" });
    expect(inApril(ofOpening, by("month", all))).toBe("0.1");
    expect(inApril(logoChurn({ form: "basic" }), by("day", all))).toBe("0.12");
  });

  it("W8. 100 a month and a churn of 5 %: a lifetime value of 2,000", () => {
    const rows = times(105, (i) => ({
      customer: `c${i}`,
      ...(i < 5 ? old("2026-04-10", 100) : i < 100 ? old(null, 100) : from("2026-04-12", null, 100)),
    }));
    const months = by("month", rows);
    expect(inApril(arpa, months)).toBe("100");
    expect(inApril(customerLifetimeValue({ margin: 1 }), months)).toBe("2000");
    expect(inApril(customerLifetimeValue({ margin: "0.75" }), months)).toBe("1500");
    // Nobody left: no number of months, and not 0
    expect(inApril(customerLifetimeValue({ margin: 1 }), by("month", rows.slice(5)))).toBe(
      "zero-denominator",
    );
    expect(() => customerLifetimeValue({ margin: 75 })).toThrow("margin is 75; write a share above 0");
  });

  it("W9. Stripe: 100 at 100 a month and 50 at 600 a year are 12,500", () => {
    const rows = times(150, (i) => ({ customer: `c${i}`, ...old(null, i < 100 ? 100 : 600 / 12) }));
    expect(inApril(mrr, by("month", rows))).toBe("12500");
  });

  it("W9. 50 + 8 + 4 + 1 - 2 - 3 = 58, a quick ratio of 2.6; (20 + 8) / (5 + 3) = 3.5", () => {
    const before = [old(null, 40), old("2026-04-10", 2), old("2026-04-10", 8)];
    const rows: Contract[] = [
      ...[...before, from("2026-04-10", null, 8)].map((row, i) => ({ customer: `c${i}`, ...row })),
      { customer: "c0", ...from("2026-04-10", null, 4) },
      { customer: "c2", ...from("2026-04-10", null, 5) },
      { customer: "back", ...from("2026-01-05", "2026-02-05", 1) },
      { customer: "back", ...from("2026-04-05", null, 1) },
    ];
    const months = by("month", rows);
    expect(inApril(mrr, months)).toBe("58");
    expect(inApril(quickRatio({ reactivation: "counted" }), months)).toBe("2.6");
    expect(inApril(quickRatio({ reactivation: "left out" }), months)).toBe("2.4");
    expect(quickRatio({ reactivation: "left out" })({ won: 28, lost: 8 })?.toString()).toBe("3.5");
    expect(inApril(quickRatio({ reactivation: "counted" }), by("month", rows.slice(3, 5)))).toBe(
      "zero-denominator",
    );
  });
});

describe("mistakes people make", { timeout: 30_000 }, () => {
  it("M8. A 100 and B 100 open, A 120 and the new C 80 close: 100 %; NRR 60 %, GRR 50 %", () => {
    const months = by("month", [
      { customer: "A", ...old("2026-04-10", 100) },
      { customer: "A", ...from("2026-04-10", null, 120) },
      { customer: "B", ...old("2026-04-10", 100) },
      { customer: "C", ...from("2026-04-10", null, 80) },
    ]);
    expect(inApril(mrr, months)).toBe("200");
    expect(inApril(netRevenueRetention, months)).toBe("0.6");
    expect(inApril(grossRevenueRetention({ form: "snapshot" }), months)).toBe("0.5");
  });

  it("M9. one customer at 100, 60 and 100 again in a quarter: 60 % by movements; 100 % from end to end", () => {
    const levels = [100, 100, 60, 100].map((monthlyAmount, i) => ({
      customer: "A",
      at: `2026-0${i + 3}-20`,
      monthlyAmount,
    }));
    const listed = { ...settings, asOf: "2026-07-01", of: "snapshots" } as const;
    const quarter = { per: "quarter", to: "2026-07-01", asOf: "2026-07-01" };
    const months = movements(levels, { ...listed, grain: "month" }).rows;
    const { rows: quarters } = movements(levels, { ...listed, grain: "quarter" });
    expect(inApril(grossRevenueRetention({ form: "movements" }), months, quarter)).toBe("0.6");
    expect(inApril(grossRevenueRetention({ form: "snapshot" }), quarters, quarter)).toBe("1");
    expect(inApril(grossRevenueRetention({ form: "running-minimum" }), quarters, quarter)).toBe("0.6");
    expect(inApril(grossRevenueRetention({ form: "movements" }), quarters, quarter)).toBe("1");
  });

  it("M10. A and B 100, B leaves, the former C is back at 50: 75 % as 1 - net churn; NRR 50 %", () => {
    const months = by("month", [
      { customer: "A", ...old(null, 100) },
      { customer: "B", ...old("2026-04-10", 100) },
      { customer: "C", ...from("2026-01-05", "2026-02-05", 70) },
      { customer: "C", ...from("2026-04-10", null, 50) },
    ]);
    expect(inApril(netMrrChurn({ reactivation: "subtracted" }), months)).toBe("0.25");
    expect(inApril(netMrrChurn({ reactivation: "left out" }), months)).toBe("0.5");
    expect(inApril(netRevenueRetention, months)).toBe("0.5");
  });

  it("M11 and W9. 3 % a month: 36 % a year as a sum; 1 - 0.97 to the twelfth, 30.6 %", () => {
    // So many customers that 3 % of those left are whole people, twelve times, to a thousandth
    let left = 100_000;
    const leaving = times(12, () => {
      const count = Math.round(left * 0.03);
      left -= count;
      return count;
    });
    const lists = times(13, (month) => {
      const still = 100_000 - leaving.slice(0, month).reduce((sum, count) => sum + count, 0);
      return { at: Date.UTC(2025, month - 1, 20), still };
    });
    // A hundred customers stand for each thousandth part of the list
    const rows = lists.flatMap(({ at, still }) =>
      times(Math.round(still / 100), (i) => ({ customer: `c${i}`, at, monthlyAmount: 1 })),
    );
    const grain = custom(["2024-12-01", "2025-01-01", "2026-01-01"], ["before", "2025"]);
    const of = logoChurn({ form: "opening-cohort" });
    const listed = { ...settings, of: "snapshots" } as const;
    const year = movements(rows, { ...listed, grain }).rows;
    const months = movements(rows, { ...listed, grain: "month" }).rows;
    const range = { timeZone: "UTC", from: "2025-01-01", to: "2026-01-01", asOf } as const;
    const whole = evaluate({ of }, table(movement, year), { ...range, per: grain }).rows[0]?.cells.of.value;
    const monthly = evaluate({ of }, table(movement, months), { ...range, per: "month" });
    const sum = monthly.rows.reduce((total, { cells }) => total + Number(cells.of.value), 0);
    expect(sum.toFixed(2)).toBe("0.36");
    expect(Number(whole).toFixed(3)).toBe("0.306");
    const kept = monthly.rows.reduce((share, { cells }) => share * (1 - Number(cells.of.value)), 1);
    expect(kept.toFixed(3)).toBe((0.97 ** 12).toFixed(3));
    // What is true of each month is not true of the year: no total
    expect(monthly.totals?.cells.of).toMatchObject({ value: null, reason: "no-records" });
  });
});
