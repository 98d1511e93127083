import { daysToClear, littlesLaw } from "kpi-core/models";
import { describe, expect, it } from "vitest";

describe("Little's law", () => {
  it("20. Little and Graves: 160 bottles, 96 a year: 1.67 years; 12 bottles, 6 a year: 24 months", () => {
    expect(littlesLaw({ inProgress: 160, throughput: 96 })?.cycleTime.toFixed(2)).toBe("1.67");
    expect(littlesLaw({ inProgress: 12, throughput: "0.5" })?.cycleTime.toString()).toBe("24");
  });
  it("the three follow from any two", () => {
    const all = { inProgress: "10", throughput: "4", cycleTime: "2.5" };
    const { inProgress, throughput, cycleTime } = all;
    for (const two of [
      { throughput, cycleTime },
      { inProgress, cycleTime },
      { inProgress, throughput },
    ]) {
      const found = littlesLaw(two as Parameters<typeof littlesLaw>[0]);
      expect(JSON.parse(JSON.stringify(found))).toEqual(all);
    }
  });
  it("without throughput nothing is known of the time, without time nothing of throughput", () => {
    expect(littlesLaw({ inProgress: 3, throughput: 0 })).toBeNull();
    expect(littlesLaw({ inProgress: 3, cycleTime: 0 })).toBeNull();
    expect(littlesLaw({ throughput: 0, cycleTime: 3 })?.inProgress.toString()).toBe("0");
  });
  it("takes two of the three", () => {
    // @ts-expect-error one is missing
    expect(() => littlesLaw({ inProgress: 3 })).toThrow(
      "littlesLaw: 1 of three are given; write two of inProgress, throughput, cycleTime",
    );
    // @ts-expect-error one is too many
    expect(() => littlesLaw({ inProgress: 3, throughput: 1, cycleTime: 3 })).toThrow("3 of three are given");
    expect(() => littlesLaw({ inProgress: -3, throughput: 1 })).toThrow(
      "littlesLaw: inProgress is -3; write a number, 0 or more",
    );
  });
});

describe("days to clear a backlog", () => {
  it.each([
    // 120 / (50 - 35)
    [120, 35, 50, "8"],
    [10, 0, 3, "3.333333333333333333333333333333333"],
    ["0.3", "0.1", "0.2", "3"],
    [0, 50, 40, "0"],
  ])("%s there, %s come, %s go: %s", (backlog, arriving, leaving, days) => {
    expect(daysToClear({ backlog, arriving, leaving })?.toString()).toBe(days);
  });
  it("is never where no more go than come", () => {
    expect(daysToClear({ backlog: 1, arriving: 50, leaving: 50 })).toBeNull();
    expect(daysToClear({ backlog: 1, arriving: 51, leaving: 50 })).toBeNull();
    expect(() => daysToClear({ backlog: Number.NaN, arriving: 1, leaving: 2 })).toThrow(
      "daysToClear: backlog is NaN; write a number, 0 or more",
    );
  });
});
