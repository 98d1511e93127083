import { evaluate, KpiError, table } from "kpi-core";
import { movements } from "kpi-core/histories";
import * as revenue from "kpi-core/metrics/revenue";
import { movement } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { expectCounts, type HandCount } from "./hand-count.ts";
import { pages } from "./shown.ts";

const contracts = [
  { customer: "a", startedAt: "2025-12-01", endedAt: null, monthlyAmount: 100 },
  { customer: "a", startedAt: "2026-01-12", endedAt: null, monthlyAmount: 20 },
  { customer: "b", startedAt: "2025-12-01", endedAt: "2026-01-20", monthlyAmount: 100 },
  { customer: "b", startedAt: "2026-02-10", endedAt: null, monthlyAmount: 50 },
  { customer: "c", startedAt: "2026-01-08", endedAt: "2026-02-05", monthlyAmount: 80 },
  { customer: "c", startedAt: "2026-02-05", endedAt: null, monthlyAmount: 60 },
  { customer: "d", startedAt: "2025-12-01", endedAt: "2026-02-15", monthlyAmount: 40 },
];
const known = { timeZone: "UTC", asOf: "2026-03-01" } as const;
const { rows } = movements(contracts, { ...known, grain: "month", zone: "UTC", currency: { value: "EUR" } });

const thirds = (count: number) => (count === 1 ? `0.${"3".repeat(34)}` : `0.${"6".repeat(33)}7`);
const counts: HandCount<typeof revenue> = {
  // December closes with a 100, b 100, d 40; January with a 120, c 80, d 40; February with a 120, b 50, c 60
  mrr: ["240", "230", "230"],
  arr: ["2880", "2760", "2760"],
  // c in January; b comes back
  mrrMovement: ["80", "0", "80"],
  // a 100 and d 40 of 240; a 120 and c 60 of 240. Of both months as one there are no records
  grossRevenueRetention: [`0.58${"3".repeat(32)}`, "0.75", "no-records"],
  netRevenueRetention: [thirds(2), "0.75", "no-records"],
  // b 100; c 20 and d 40
  grossMrrChurn: [`0.41${"6".repeat(31)}7`, "0.25", thirds(2)],
  // less 20 of a; less 50 of b; 160 less 70 of 240
  netMrrChurn: [thirds(1), `0.041${"6".repeat(31)}7`, "0.375"],
  // 100 for 100; 50 for 60; 150 for 160
  quickRatio: ["1", `0.8${"3".repeat(33)}`, "0.9375"],
  arpa: ["80", `76.${"6".repeat(31)}7`, `76.${"6".repeat(31)}7`],
  // b of a, b, d; d of a, c, d
  logoChurn: [thirds(1), thirds(1), "no-records"],
  logoRetention: [thirds(2), thirds(2), "no-records"],
  // 80 x 0.8 x 3; 230 / 3 x 0.8 x 3
  customerLifetimeValue: ["192", "184", "unknown-input"],
};

describe("the revenue page, counted by hand", () => {
  expectCounts(counts, ["January", "February"], () =>
    evaluate(pages.revenue, table(movement, rows), { ...known, per: "month", from: "2026-01-01" }),
  );
});

it("a list that leaves what did not move empty loses nothing", () => {
  const none = { new: null, reactivation: null, expansion: null, contraction: null, churn: null };
  const list = [
    { customer: "a", opening: 100, closing: 0, ...none, churn: 100 },
    { customer: "b", opening: 100, closing: 60, ...none, contraction: 40 },
    { customer: "c", opening: 0, closing: 70, ...none, new: 70 },
  ].map((row) => ({ ...row, periodStart: "2026-01-01", periodEnd: "2026-02-01", currency: "EUR" }));
  const before = ["a", "b"].map((customer) => ({
    ...{ customer, opening: null, closing: 100, ...none, currency: "EUR" },
    ...{ periodStart: "2025-12-01", periodEnd: "2026-01-01" },
  }));
  const own = table(movement, [...before, ...list], {}, { zone: "UTC" });
  const january = { timeZone: "UTC", from: "2026-01-01", to: "2026-02-01" } as const;
  const at = (metric: Parameters<typeof figuresOf>[0]) => figuresOf(metric, own, january).total;
  // 140 of 200 lost; 70 won for them
  expect(at(revenue.grossMrrChurn)).toBe("0.7");
  expect(at(revenue.grossRevenueRetention({ form: "movements" }))).toBe("0.3");
  expect(at(revenue.netMrrChurn({ reactivation: "subtracted" }))).toBe("0.7");
  expect(at(revenue.quickRatio({ reactivation: "counted" }))).toBe("0.5");
});

describe("a form", () => {
  it("has its own arguments, which the compiler knows", () => {
    const kept = revenue.grossRevenueRetention({ form: "snapshot" });
    expect(kept({ kept: 60, opening: 100 })?.toString()).toBe("0.6");
    const byMovements = revenue.grossRevenueRetention({ form: "movements" });
    // @ts-expect-error: lost is missing
    expect(() => byMovements({ kept: 60, opening: 100 })).toThrow("lost is missing");
  });

  it.each([
    [
      "logoChurn",
      () => revenue.logoChurn({ form: "monthly" as "basic" }),
      'logoChurn: form is "monthly"; write "basic"',
    ],
    [
      "GRR",
      () => revenue.grossRevenueRetention({} as never),
      'form is undefined; write "snapshot" or "movements" or',
    ],
    [
      "quick ratio",
      () => revenue.quickRatio({} as never),
      'reactivation is undefined; write "counted" or "left out"',
    ],
    ["net churn", () => revenue.netMrrChurn({} as never), 'write "subtracted" or "left out"'],
    ["movement", () => revenue.mrrMovement({ of: "growth" as "net" }), 'mrrMovement: of is "growth"'],
  ])("%s has no default, and another is an error", (_, go, message) => {
    expect(go).toThrow(KpiError);
    expect(go).toThrow(message);
  });
});
