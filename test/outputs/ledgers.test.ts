import { evaluate, reportOf, table } from "kpi-core";
import { ledgers } from "kpi-core/outputs";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { items, metrics, plan, report } from "./sample.ts";

describe("ledgers in words", () => {
  it("say what became of the rows, and what each measure made of them", () => {
    // Finished: a to d, e is open. Due: a, b, d, e; in time a and d
    expect(ledgers(report)).toBe(
      `
What became of the rows
workItem: 6 rows read = 5 used + 0 left out + 1 rejected
  rejected: row 5 (counted from 0), finishedAt 2026-02-04T00:00:00.000Z is
    before startedAt, 2026-02-05T00:00:00.000Z; correct one of them

What each measure made of the rows that were accepted
Throughput (finished), Cycle time, mean (finished): number of workItem records
  in the period (placed by finishedAt), where known(finishedAt)
  5 rows accepted = 4 counted + 1 without a date
On time (onTime): number of workItem records in the period (placed by dueAt),
  where known(dueAt) and (known(finishedAt) and finishedAt <= dueAt)
  5 rows accepted = 2 counted + 1 without a date + 2 not meeting the condition
On time (due): number of workItem records in the period (placed by dueAt), where
  known(dueAt)
  5 rows accepted = 4 counted + 1 without a date
Cycle time, mean (elapsed): sum of seconds(startedAt, finishedAt) over the
  workItem records in the period (placed by finishedAt), where known(finishedAt)
  5 rows accepted = 4 counted + 1 without a date`.trimStart(),
    );
  });

  it.each(["en", "fr"] as const)("add up in every line that has a sum, in %s", (locale) => {
    const many = Array.from({ length: 1300 }, (_, i) => items[i % items.length]);
    const rows = table(workItem, many as typeof items, {}, { zone: "UTC" });
    const text = ledgers(evaluate(metrics, rows, { ...plan, from: "2026-01-15" }), { locale, width: 1000 });
    const sums = text.split("\n").filter((line) => line.includes(" = "));
    expect(sums).toHaveLength(5);
    for (const line of sums) {
      const [whole = "", parts = ""] = line.replace(/^.* : /, "").split(" = ");
      const numbers = (part: string) =>
        [...part.matchAll(/\d[\d,\u202f]*/g)].map(([digits]) => Number(digits.replace(/\D/g, "")));
      expect(numbers(parts).reduce((sum, number) => sum + number, 0)).toBe(numbers(whole)[0]);
    }
    // 216 times all six, and four more: 1,300 read, of which 216 are rejected
    expect(text).toContain(locale === "en" ? "1,300 rows read = " : "1\u202f300 lignes lues = ");
    expect(text).toContain(locale === "en" ? "+ 216 rejected" : "+ 216 rejetées");
    expect(text).toContain(locale === "en" ? "rejected: and 211 more" : "rejetées\u202f: et 211 de plus");
  });

  it("name a measure by its key where no metric of the report reads it", () => {
    const fewer = reportOf({ throughput: metrics.throughput }, report.tally);
    expect(ledgers(fewer, { width: 200 })).toContain(
      "\ncount() of workItem where known(dueAt) dated dueAt\n",
    );
  });
});
