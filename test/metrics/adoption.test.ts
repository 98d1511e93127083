import { evaluate } from "kpi-core";
import * as adoption from "kpi-core/metrics/adoption";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { days, expectCounts, type HandCount, third, twoThirds } from "./hand-count.ts";
import { plan, tables } from "./retention-rows.ts";
import { pages } from "./shown.ts";

const counts: HandCount<typeof adoption> = {
  // 1 of 3 within a week; of February that is not known before 8 March
  activationRate: [third, "immature", "immature"],
  onboardingCompletionRate: [twoThirds, "immature", "immature"],
  // 1 and 10 days, and 12 so far; 3; at 3 days half of the four are there, the next at 10
  timeToValue: [days(10), days(3), days(6.5)],
  // 2 of 3; 1 of 1, a window is not over
  funnelConversion: [twoThirds, "1", "0.75"],
  timeToConvert: [days(1), days(3), days(2)],
};

describe("the adoption page, counted by hand", () => {
  expectCounts(counts, ["January", "February, until the 11th"], () => evaluate(pages.adoption, tables, plan));

  it("the variants differ, on the same rows", () => {
    const january = { timeZone: "UTC", from: "2026-01-01", to: "2026-02-01", asOf: "2026-03-10" } as const;
    // the middle of 1 and 10 days, without the one who waits
    expect(figuresOf(adoption.timeToValue({ p: 0.5, of: "activated" }), tables.signup, january).total).toBe(
      days(5.5),
    );
    expect(figuresOf(adoption.funnelConversion({ to: 3, of: 2 }), tables.funnelEntry, january).total).toBe(
      "0.5",
    );
  });
});
