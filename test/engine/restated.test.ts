import {
  at,
  evaluate,
  instant,
  money,
  population,
  type Report,
  record,
  reportOf,
  restated,
  rolling,
  table,
  tallyOf,
  text,
  toDate,
} from "kpi-core";
import { spells } from "kpi-core/histories";
import { cycleTimeQuantile, throughput } from "kpi-core/metrics/flow";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { ownMetric } from "../figures.ts";

const months = (days: readonly string[]) =>
  tallyOf(
    { throughput },
    table(
      workItem,
      days.map((finishedAt) => ({ finishedAt })),
      {},
      { zone: "UTC" },
    ),
    { per: "month", timeZone: "UTC", from: "2026-01-01", to: "2026-05-01" },
  );
const before = months(["2026-01-09", "2026-02-03"]);
const after = months(["2026-01-09", "2026-01-30", "2026-02-03"]);

describe("what is restated", () => {
  it("is each window, also of those that begin alike", () => {
    const [was, is] = [before, after].map((tally) => reportOf({ throughput }, toDate(tally, "year")));
    // One more in January is one more in each year to date from January on
    expect(
      restated(was as Report, is as Report).map(({ period, difference }) => `${period.label} +${difference}`),
    ).toEqual(["2026-01 +1", "2026-02 +1", "2026-03 +1", "2026-04 +1"]);
  });

  it("is told of currencies, which have no difference", () => {
    const sale = record("sale", {
      at: instant("when"),
      price: money("of it", "currency"),
      currency: text(""),
    });
    const metrics = { sales: ownMetric("money", "x", { x: population(sale).dated("at").sum("price") }) };
    const report = (price: number, currency: string) =>
      evaluate(metrics, table(sale, [{ at: 0, price, currency }]), {});
    const said = (later: ReturnType<typeof report>) =>
      restated(report(5, "EUR"), later).map(({ difference }) => difference?.toNumber() ?? null);
    expect(said(report(5, "EUR"))).toEqual([]);
    expect(said(report(5, "USD"))).toEqual([null]);
    expect(said(report(7, "USD"))).toEqual([null]);
    expect(said(report(7, "EUR"))).toEqual([2]);
  });
});

describe("reports that are no two of one question", () => {
  it("of another metric under the same name", () => {
    const [median, high] = [cycleTimeQuantile({ p: 0.5 }), cycleTimeQuantile({ p: 0.85 })];
    const tally = tallyOf({ median, high }, table(workItem, [{ startedAt: 0, finishedAt: 1000 }]), {});
    const [was, is] = [reportOf({ m: median }, tally), reportOf({ m: high }, tally)];
    expect(() => restated(was, is)).toThrow(
      `restated: metric m is "cycleTimeP50 ${median.hash}" in one and "cycleTimeP85 ${high.hash}" in the other`,
    );
    expect(() => restated(was as Report, reportOf({}, tally) as Report)).toThrow(
      /metric m is ".*" in one and null/,
    );
    expect(() => restated(reportOf({}, tally) as Report, was as Report)).toThrow(
      /metric m is null in one and "/,
    );
  });

  it("of other windows", () => {
    const [was, is] = [before, rolling(after, 3)].map((tally) => reportOf({ throughput }, tally));
    expect(() => restated(was as Report, is as Report)).toThrow(
      'restated: windows is null in one and "rolling 3" in the other; evaluate both by the same plan',
    );
  });

  it("of another moment of what things were", () => {
    const log = [{ id: "x", on: "2026-01-01T00:00Z", team: "a" }];
    const stays = spells(log, { key: "id", at: "on", state: "team" });
    const rows = [{ id: "x", finishedAt: "2026-01-05T00:00Z" }];
    const bound = table(workItem, rows, {}, { histories: { team: stays.of("id") } });
    const report = (when: "event" | "end") => evaluate({ throughput }, bound, { by: { team: at(when) } });
    expect(() => restated(report("event"), report("end"))).toThrow(
      'restated: by is "team at event" in one and "team at end" in the other',
    );
  });
});
