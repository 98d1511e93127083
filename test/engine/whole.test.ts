import {
  endOf,
  evaluate,
  KpiError,
  merge,
  population,
  reportOf,
  rolling,
  rollUp,
  table,
  tallyOf,
} from "kpi-core";
import { movement, subscription } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf, only } from "../figures.ts";

// Records of one period each: what is counted is exactly the period, not cut, and not part of a longer one
const spans = population(subscription).during("startedAt", "endedAt");
const whole = only(spans.whole("monthlyAmount"));
const timeZone = "Europe/Paris";
const of = (startedAt: string, endedAt: string | null, monthlyAmount: number | null, customer = "c") => ({
  startedAt,
  endedAt,
  monthlyAmount,
  currency: "EUR",
  customer,
});
const rows = [
  of("2026-01-01", "2026-02-01", 7, "a"),
  of("2026-01-01", "2026-02-01", 11, "b"),
  of("2026-01-01", "2026-02-01", null, "b"),
  of("2026-01-01", "2026-03-01", 100),
  of("2026-02-01", "2026-02-28", 100),
  of("2026-02-02", "2026-03-01", 100),
  of("2026-02-01", null, 100),
  of("2026-02-01", "2026-03-01", 0, "a"),
];
const bound = (some = rows) => table(subscription, some, {}, { zone: timeZone });
const year = { per: "month", timeZone, from: "2026-01-01", to: "2026-04-01", asOf: "2026-06-01" } as const;

describe("of exactly the period", () => {
  it("adds up over groups, and is none where no record is of the period", () => {
    const {
      rows: months,
      byGroup,
      total,
    } = figuresOf(whole, bound(), { ...year, by: ["customer"] } as never);
    // January a 7, b 11, c none; February a 0, which is a value; March none; over all of them none
    expect(months).toEqual(["7", "11", "no-records", "0", ...Array(5).fill("no-records")]);
    expect([...byGroup, total]).toEqual(Array(4).fill("no-records"));
    expect(figuresOf(whole, bound(), year).rows).toEqual(["18", "0", "no-records"]);
    // A count needs no amount
    expect(figuresOf(only(spans.whole()), bound(), year).rows).toEqual(["3", "1", "no-records"]);
  });

  it("takes what is of the plan's one period, and of a period that still runs", () => {
    const { per: _, ...once } = year;
    expect(figuresOf(whole, bound(), { ...once, to: "2026-03-01" }).total).toBe("100");
    expect(figuresOf(whole, bound(), { ...year, asOf: "2026-01-20" }).rows).toEqual([
      "18",
      "not-yet",
      "not-yet",
    ]);
  });

  it("takes nothing in a period that the range cuts, nor in another zone", () => {
    expect(figuresOf(whole, bound(), { ...year, from: "2026-01-02" }).rows[0]).toBe("no-records");
    expect(figuresOf(whole, bound(), { ...year, timeZone: "UTC" }).rows).toEqual(
      [..."123"].map(() => "no-records"),
    );
  });

  it("ends with a last day where the span does", () => {
    const days = population(subscription).during("startedAt", endOf("endedAt"));
    const some = [of("2026-01-01", "2026-01-31", 5), of("2026-01-01", "2026-02-01", 100)];
    expect(figuresOf(only(days.whole("monthlyAmount")), bound(some), year).rows[0]).toBe("5");
  });

  it("is refused over time, and says why", () => {
    const months = tallyOf({ whole }, bound(), year);
    const refusals = [rollUp(months, { per: "quarter" }), rolling(months, 2)].map(
      (tally) => reportOf({ whole }, tally).rows[0]?.cells.whole,
    );
    for (const cell of refusals)
      expect(cell).toMatchObject({
        reason: "not-mergeable",
        message: "what is true of each of two periods need not be true of both as one",
      });
    const parts = [rows.slice(0, 1), rows.slice(1)].map((some) => tallyOf({ whole }, bound(some), year));
    expect(reportOf({ whole }, merge(...parts)).rows.map(({ cells }) => String(cells.whole.value))).toEqual([
      "18",
      "0",
      "null",
    ]);
  });

  it("does not mix currencies", () => {
    const mixed = [...rows, { ...of("2026-01-01", "2026-02-01", 1), currency: "USD" }];
    expect(figuresOf(whole, bound(mixed), year).rows.slice(0, 2)).toEqual(["mixed-currency", "0"]);
  });

  it("is of spans only, and of numbers", () => {
    const dated = population(movement).dated("periodStart") as object;
    expect("whole" in dated).toBe(false);
    expect(() => spans.whole("customer")).toThrow(KpiError);
    expect(() => spans.whole("customer")).toThrow("is a text");
    expect(spans.whole("monthlyAmount").unit).toBe("money");
    const report = evaluate({ whole }, bound(), year);
    expect(report.rows[0]?.cells.whole).toMatchObject({ n: 2, currency: "EUR" });
  });
});
