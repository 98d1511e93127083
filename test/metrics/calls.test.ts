import { evaluate } from "kpi-core";
import * as calls from "kpi-core/metrics/calls";
import { describe, expect, it } from "vitest";
import { expectCounts, type HandCount, third } from "./hand-count.ts";
import { plan, tables } from "./service-rows.ts";
import { pages } from "./shown.ts";

const counts: HandCount<typeof calls> = {
  // Seven calls, in January: three answered, after 10, 20 and 30 s; three given up, after 3, 15 and 60; one waits
  serviceLevel: [
    "0.2857142857142857142857142857142857",
    "no-records",
    "0.2857142857142857142857142857142857",
  ],
  answerRate: ["0.4285714285714285714285714285714286", "no-records", "0.4285714285714285714285714285714286"],
  abandonmentRate: [
    "0.4285714285714285714285714285714286",
    "no-records",
    "0.4285714285714285714285714285714286",
  ],
  averageSpeedOfAnswer: ["20", "no-records", "20"],
  // 300, 300 and 600 s
  averageHandleTime: ["400", "no-records", "400"],
  // 1,200 s of 3,600 less 600
  occupancy: ["0.4", "no-records", "0.4"],
  // 1,200 s of 3,600 paid
  agentUtilisation: [third, "no-records", third],
  // 2,400 s of 3,600 paid they were there
  shrinkage: [third, "no-records", third],
  // 7 calls of 400 s in 31 days of 86,400 s: 7/6696; in 41: 7/8856
  offeredLoad: [
    "0.001045400238948626045400238948626045",
    "zero-denominator",
    "0.0007904245709123757904245709123757904",
  ],
  // 60 over three answered
  costPerCall: ["20", "no-records", "20"],
};

describe("the page of calls, counted by hand", () => {
  expectCounts(counts, ["January", "February, until the 11th"], () => evaluate(pages.calls, tables, plan));
});

describe("the four service levels", () => {
  const level = (abandons: calls.Abandons, shortAbandon?: number) => {
    const metric = calls.serviceLevel({
      within: 20,
      abandons,
      ...(shortAbandon !== undefined && { shortAbandon }),
    });
    return String(evaluate({ level: metric }, tables, {}).totals?.cells.level.value);
  };
  it.each([
    // 2 of 7
    ["counted", undefined, "0.2857142857142857142857142857142857"],
    // 2 of 7 less those after 3 and 15 s
    ["ignoredWithin", undefined, "0.4"],
    // 2 and those 2 of 7
    ["creditedWithin", undefined, "0.5714285714285714285714285714285714"],
    // 2 of 3
    ["ignored", undefined, "0.6666666666666666666666666666666667"],
    // without the one after 3 s: 2 of 6, 2 of 5, 3 of 6
    ["counted", 5, third],
    ["ignoredWithin", 5, "0.4"],
    ["creditedWithin", 5, "0.5"],
    // an abandon after exactly the limit is short
    ["counted", 15, "0.4"],
  ] as const)("abandons %s, short %s: %s", (abandons, short, expected) => {
    expect(level(abandons, short)).toBe(expected);
  });

  // A = 1,000 answered, 860 of them in time; B = 60 abandoned, 20 within the time, 10 at once
  it.each([
    ["ICMI #3: 81.13 %", "counted", { answeredWithin: 860, offered: 1060 }, "0.8113"],
    [
      "ICMI #4: 82.69 %",
      "ignoredWithin",
      { answeredWithin: 860, offered: 1060, abandonedWithin: 20 },
      "0.8269",
    ],
    [
      "ICMI #1: 83.02 %",
      "creditedWithin",
      { answeredWithin: 860, offered: 1060, abandonedWithin: 20 },
      "0.8302",
    ],
    ["ICMI #2: 86 %", "ignored", { answeredWithin: 860, answered: 1000 }, "0.8600"],
    ["ICMI #5, short ones dropped: 81.90 %", "counted", { answeredWithin: 860, offered: 1050 }, "0.8190"],
    [
      "Cisco ICM guide, 50 in time, 80 late, abandons ignored: 38 %",
      "ignoredWithin",
      { answeredWithin: 50, offered: 130, abandonedWithin: 0 },
      "0.3846",
    ],
  ] as const)("%s", (_, abandons, given, expected) => {
    const metric = calls.serviceLevel({ within: 20, abandons });
    expect(metric(given as never)?.toFixed(4)).toBe(expected);
  });

  it("has its settings in the id", () => {
    expect(calls.serviceLevel({ within: 20, abandons: "counted", shortAbandon: 5 }).id).toBe(
      "serviceLevel20AbandonsCountedWithoutShort5",
    );
  });
  it("does not compile without a choice, and says which there are", () => {
    // @ts-expect-error abandons is missing
    expect(() => calls.serviceLevel({ within: 20 })).toThrow(
      "serviceLevel: abandons is undefined; write one of counted, ignoredWithin, creditedWithin, ignored",
    );
    expect(() => calls.serviceLevel({ within: -1, abandons: "counted" })).toThrow(
      "write seconds, such as 20",
    );
  });
});
