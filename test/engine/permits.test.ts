import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { endOf, evaluate, metric, population, table } from "kpi-core";
import {
  arrivals,
  averageWorkInProgress,
  onTimeRate,
  throughput,
  workInProgress,
} from "kpi-core/metrics/flow";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";

const file = fileURLToPath(new URL("../../../shared/data/permit-receipts.csv", import.meta.url));
const zone = "Europe/Amsterdam";

/** One row a case: its attributes stand on each of its events. */
function cases(): Record<string, string>[] {
  const events: Record<string, string>[] = parse(readFileSync(file), { columns: true });
  return [...new Map(events.map((event) => [event["case:concept:name"], event])).values()];
}

const atStart = metric("atStart", {
  title: { en: "Work in progress, at the start", fr: "Encours en début de période" },
  about: "Items started and not finished when the period began.",
  unit: "count",
  better: "target",
  inputs: { atStart: population(workItem).during("startedAt", "finishedAt").atStart() },
  formula: "atStart",
  example: { given: { atStart: 3 }, gives: "3" },
  source: { text: "the identity of stocks and flows" },
});

// The log of a Dutch municipality is not part of the package
describe.skipIf(!existsSync(file))("a real log of permits (not part of the package)", () => {
  const metrics = { arrivals, throughput, atStart, workInProgress, averageWorkInProgress, onTimeRate };
  const mapping = {
    startedAt: "case:startdate",
    finishedAt: "case:enddate",
    dueAt: endOf("case:deadline"),
  } as const;
  const report = () =>
    evaluate(metrics, table(workItem, cases(), mapping, { zone }), {
      by: ["case:channel"],
      per: "month",
      timeZone: zone,
      asOf: "2012-01-21",
    });

  it("rejects by name the two cases that end before they start", () => {
    const { read, used, leftOut, rejected } = report().ledgers.rows[0] ?? {};
    expect({ read, used, leftOut }).toEqual({ read: 1434, used: 1432, leftOut: {} });
    const named = rejected?.map(({ kind, row, field, message }) => [
      kind,
      cases()[row]?.["case:concept:name"],
      field,
      message,
    ]);
    const message = (end: string, start: string) =>
      `${end} is before startedAt, ${start}; correct one of them`;
    expect(named).toEqual([
      [
        "workItem",
        "case-10862",
        "finishedAt",
        message("2011-12-11T23:00:00.010Z", "2011-12-12T00:06:40.010Z"),
      ],
      [
        "workItem",
        "case-8267",
        "finishedAt",
        message("2011-06-23T22:00:00.020Z", "2011-06-23T23:06:40.020Z"),
      ],
    ]);
  });

  it("at the end = at the start + started - finished, for every channel, every month and all", () => {
    const { rows, byGroup, byPeriod, totals } = report();
    expect([rows.length, byGroup.length, byPeriod.length]).toEqual([5 * 16, 5, 16]);
    for (const { cells } of [...rows, ...byGroup, ...byPeriod, ...(totals === undefined ? [] : [totals])]) {
      const flow = Number(cells.arrivals.value) - Number(cells.throughput.value);
      expect(cells.workInProgress.value?.toNumber()).toBe(Number(cells.atStart.value) + flow);
    }
  });

  it("at the start of a month = at the end of the one before, and nothing at the first", () => {
    const { rows, byGroup, byPeriod } = report();
    const series = byGroup.map(({ group }) =>
      rows.filter((row) => row.group["case:channel"] === group["case:channel"]),
    );
    for (const months of [...series, byPeriod]) {
      const before = [0, ...months.map(({ cells }) => cells.workInProgress.value?.toNumber())].slice(0, -1);
      expect(months.map(({ cells }) => cells.atStart.value?.toNumber())).toEqual(before);
    }
  });

  it("is the same as a count of the texts by hand", () => {
    const { totals } = report();
    const whole = cases().filter(
      (row) =>
        !row["case:enddate"] || Date.parse(row["case:enddate"]) >= Date.parse(row["case:startdate"] ?? ""),
    );
    const finished = whole.filter((row) => row["case:enddate"]);
    expect(totals?.cells.arrivals.value?.toNumber()).toBe(whole.length);
    expect(totals?.cells.throughput.value?.toNumber()).toBe(finished.length);
    expect(totals?.cells.atStart.value?.toNumber()).toBe(0);
    expect(totals?.cells.workInProgress.value?.toNumber()).toBe(whole.length - finished.length);
  });

  it("both ledgers add up, and both have the same accepted rows", () => {
    const { rows, measures } = report().ledgers;
    const sum = (counts: object) =>
      Object.values(counts).reduce((total: number, count) => total + Number(count), 0);
    expect(rows).toHaveLength(1);
    expect(measures).toHaveLength(7); // onTime and due; each other metric one
    for (const { read, used, leftOut, rejected } of rows)
      expect(used + sum(leftOut) + rejected.length).toBe(read);
    for (const { accepted, fates } of measures) {
      expect(accepted).toBe(1432);
      expect(sum(fates)).toBe(accepted);
    }
  });
});
