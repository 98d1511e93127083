import fc from "fast-check";
import { budgetSpent, burnRate, timeToExhaustion } from "kpi-core/models";
import { describe, expect, it } from "vitest";

const [HOUR, MONTH] = [3600, 30 * 86_400];

describe("a burn rate", () => {
  it.each([
    [0.999, 0.001, "1"],
    [0.999, 0.1, "100"], // and not 1,000, as the Workbook has it for low traffic
    [0.9, 1, "10"],
    [0.7, 0.1, "0.3333333333333333333333333333333333"],
    [0.99, 0, "0"],
  ])("at %s, %s bad: %s", (objective, errorShare, burn) => {
    expect(burnRate({ objective, errorShare })?.toString()).toBe(burn);
  });
  it("is none where nothing may be bad", () => {
    expect(burnRate({ objective: 1, errorShare: 0.5 })).toBeNull();
  });
  it("uses the budget up at the time that it says", () => {
    const burns = fc.integer({ min: 1, max: 100_000 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(burns, fc.integer({ min: 1, max: 400 }), (burn, days) => {
        const periodSeconds = days * 86_400;
        const windowSeconds = timeToExhaustion({ burnRate: burn, periodSeconds });
        const spent = budgetSpent({ burnRate: burn, windowSeconds: windowSeconds ?? 0, periodSeconds });
        expect(spent.minus(1).abs().lte("1e-30")).toBe(true);
      }),
    );
  });
  it("nothing burns for ever, and nothing is left of nothing", () => {
    expect(timeToExhaustion({ burnRate: 0, periodSeconds: MONTH })).toBeNull();
    expect(timeToExhaustion({ burnRate: 0, periodSeconds: MONTH, remaining: 0 })?.toString()).toBe("0");
  });
  it("refuses what is no share, length or amount", () => {
    expect(() => burnRate({ objective: 0.9, errorShare: 5 })).toThrow(
      "burnRate: errorShare is 5; write a share from 0 to 1, such as 0.02",
    );
    expect(() => budgetSpent({ burnRate: -1, windowSeconds: HOUR, periodSeconds: MONTH })).toThrow(
      "budgetSpent: burnRate is -1; write a number, 0 or more",
    );
    expect(() => timeToExhaustion({ burnRate: 1, periodSeconds: Number.POSITIVE_INFINITY })).toThrow(
      "timeToExhaustion: periodSeconds is Infinity; write seconds above 0",
    );
    expect(() => timeToExhaustion({ burnRate: 1, periodSeconds: MONTH, remaining: -0.1 })).toThrow(
      "timeToExhaustion: remaining is -0.1",
    );
  });
});
