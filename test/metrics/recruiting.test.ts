import { evaluate } from "kpi-core";
import * as recruiting from "kpi-core/metrics/recruiting";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { days, expectCounts, type HandCount } from "./hand-count.ts";
import { plan, tables } from "./people-rows.ts";
import { pages } from "./shown.ts";

const counts: HandCount<typeof recruiting> = {
  // 10 and 20 days, 30 so far, and not the one given up: two thirds are left at 10, a third at 20; 5; at 10 half of four
  timeToFill: [days(20), days(5), days(15)],
  // from the 2nd to the 10th; from the 20th to the 5th
  timeToHire: [days(8), days(16), days(12)],
  // one of two who answered; one of one; two of three
  offerAcceptanceRate: ["0.5", "1", "0.6666666666666666666666666666666667"],
  costPerHire: ["1000", "500", "750"],
  // one open beside 2 people, beside 3
  vacancyRate: ["0.3333333333333333333333333333333333", "0.25", "0.25"],
  // one of two; nobody knows; one of two
  internalMobility: ["0.5", "no-records", "0.5"],
};

describe("the recruiting page, counted by hand", () => {
  expectCounts(counts, ["January", "February, until the 11th"], () =>
    evaluate(pages.recruiting, tables, plan),
  );

  it("the variants differ, on the same rows", () => {
    const january = { ...plan, to: "2026-02-01" } as const;
    const at = (metric: Parameters<typeof figuresOf>[0]) => figuresOf(metric, tables, january).total;
    // without the open one and the one given up
    expect(at(recruiting.timeToFill({ p: 0.5, of: "filled" }))).toBe(days(15));
    // one of three that ended
    expect(at(recruiting.offerAcceptanceRate({ of: "ended" }))).toBe("0.3333333333333333333333333333333333");
  });

  it("a setting that is none is refused", () => {
    const bad = "hour" as never;
    expect(() => recruiting.timeToFill({ p: 0.5, of: bad })).toThrow(
      'timeToFill: of is "hour"; write "filled" or "all"',
    );
  });
});
