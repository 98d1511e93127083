import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { endOf, evaluate, table } from "kpi-core";
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

// The log of a Dutch municipality is not part of the package
describe.skipIf(!existsSync(file))("a real log of permits", () => {
  const metrics = { arrivals, throughput, workInProgress, averageWorkInProgress, onTimeRate };
  const mapping = {
    startedAt: "case:startdate",
    finishedAt: "case:enddate",
    dueAt: endOf("case:deadline"),
  } as const;
  const evaluated = () =>
    evaluate(metrics, table(workItem, cases(), mapping, { zone }), {
      by: ["case:channel"],
      per: "month",
      timeZone: zone,
      asOf: "2012-01-21",
    });

  it("rejects by name the two cases that end before they start", () => {
    const [ledger] = evaluated().ledgers.rows;
    expect(ledger?.read).toBe(1434);
    expect(ledger?.rejected.map(({ field }) => field)).toEqual(["finishedAt", "finishedAt"]);
    expect(ledger?.rejected.map(({ message }) => message).join(" ")).toMatch(
      /2011-12-11T23:00:00.010Z.*2011-06-23T22:00/,
    );
  });

  it("at the end = at the start + started - finished, for every channel and month", () => {
    const { rows, byGroup } = evaluated();
    for (const { group } of byGroup) {
      let open = 0;
      for (const { group: own, cells } of rows) {
        if (own["case:channel"] !== group["case:channel"]) continue;
        open += Number(cells.arrivals.value) - Number(cells.throughput.value);
        expect(cells.workInProgress.value?.toNumber()).toBe(open);
      }
    }
  });

  it("is the same as a count of the texts by hand", () => {
    const { totals } = evaluated();
    const whole = cases().filter(
      (row) =>
        !row["case:enddate"] || Date.parse(row["case:enddate"]) >= Date.parse(row["case:startdate"] ?? ""),
    );
    expect(totals?.cells.arrivals.value?.toNumber()).toBe(whole.length);
    expect(totals?.cells.throughput.value?.toNumber()).toBe(
      whole.filter((row) => row["case:enddate"]).length,
    );
  });

  it("both ledgers add up", () => {
    const { rows, measures } = evaluated().ledgers;
    const sum = (counts: object) =>
      Object.values(counts).reduce((total: number, count) => total + Number(count), 0);
    for (const { read, used, leftOut, rejected } of rows)
      expect(used + sum(leftOut) + rejected.length).toBe(read);
    for (const { accepted, fates } of measures) expect(sum(fates)).toBe(accepted);
  });
});
