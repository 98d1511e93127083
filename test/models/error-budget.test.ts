import { allowedDowntime, errorBudget } from "kpi-core/models";
import { describe, expect, it } from "vitest";

const DAY = 86_400;

describe("an error budget", () => {
  it.each([
    // 0.1 % of 3 million in four weeks, half of it used (SRE Workbook, chapter 2); 0.01 % of 200,000, 15 used
    [0.999, 3_000_000, 1500, ["3000", "1500", "0.5", "0.5"]],
    [0.9999, 200_000, 15, ["20", "5", "0.75", "0.25"]],
    // Overspent
    ["0.99", 100, 3, ["1", "-2", "3", "-2"]],
    // Thirty days, in seconds
    [0.999, 30 * DAY, 648, ["2592", "1944", "0.25", "0.75"]],
  ])("%s of %s, %s bad", (objective, total, bad, said) => {
    const { allowed, left, spent, remaining } = errorBudget({ objective, total, bad });
    expect([allowed, left, spent, remaining].map(String)).toEqual(said);
  });

  it("has no shares where nothing may be bad", () => {
    expect(errorBudget({ objective: 1, total: 100, bad: 2 })).toMatchObject({ spent: null, remaining: null });
    expect(errorBudget({ objective: 0.999, total: 0, bad: 0 }).remaining).toBeNull();
  });

  it("is exact, where doubles give 0.00010000000000000005", () => {
    expect(errorBudget({ objective: 0.9999, total: 1, bad: 0 }).allowed.toString()).toBe("0.0001");
  });

  it.each([
    [
      { objective: 99.9, total: 1, bad: 0 },
      "errorBudget: objective is 99.9; write a share above 0, at most 1, such as 0.999",
    ],
    [{ objective: 0, total: 1, bad: 0 }, "errorBudget: objective is 0; write a share above 0"],
    [{ objective: 0.9, total: Number.NaN, bad: 0 }, "errorBudget: total is NaN; write a number, 0 or more"],
    [{ objective: 0.9, total: 10, bad: 11 }, "errorBudget: bad is 11; write at most the total of 10"],
    [{ objective: 0.9, total: 1, bad: -1 }, "errorBudget: bad is -1; write a number, 0 or more"],
  ])("%j is refused", (input, message) => {
    expect(() => errorBudget(input)).toThrow(message);
  });
});

describe("allowed downtime", () => {
  it("is (1 - objective) of the period, whatever it is", () => {
    expect(allowedDowntime({ objective: 0.999, periodSeconds: 30 * DAY }).toString()).toBe("2592");
    expect(allowedDowntime({ objective: 1, periodSeconds: DAY }).toString()).toBe("0");
    expect(() => allowedDowntime({ objective: 0.9, periodSeconds: 0 })).toThrow(
      "allowedDowntime: periodSeconds is 0; write seconds above 0, such as 3600",
    );
  });
});
