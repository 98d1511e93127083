import { exponentialSmoothing, type SmoothingInput } from "kpi-core/models";
import { describe, expect, it } from "vitest";

describe("too few, and what cannot be meant", () => {
  const season = { length: 2, form: "additive" } as const;
  it.each<[string, SmoothingInput]>([
    ["no value", { values: [], weights: { level: 0.5 } }],
    ["no value, with a start", { values: [], weights: { level: 0.5 }, start: { level: 3 } }],
    ["one, of which no trend comes", { values: [3], weights: { level: 0.5, trend: 0.5 } }],
    ["less than two seasons", { values: [1, 2, 3], weights: { level: 0.5, seasonal: 0.5 }, season }],
  ])("%s: none", (_, input) => expect(exponentialSmoothing(input)).toBeNull());
  it("a start that is all there is: no error yet", () => {
    const found = exponentialSmoothing({ values: [3], weights: { level: 0.5 } });
    expect([found?.forecast[0]?.toString(), found?.meanSquaredError]).toEqual(["3", null]);
  });
  const base = { values: [1, 2, 3, 4], weights: { level: 0.5 } };
  it.each<[string, Partial<SmoothingInput>]>([
    ["weights.level is 2; give a share, from 0 to 1", { weights: { level: 2 } }],
    ["weights.trend is -1; give a share, from 0 to 1", { weights: { level: 1, trend: -1 } }],
    ["damping is 1.1; give a share, from 0 to 1", { damping: 1.1 }],
    ["ahead is 0; give a whole number, from 1 to 10000", { ahead: 0 }],
    ["ahead is 10000000000; give a whole number", { ahead: 1e10 }],
    ["value 2 is null; give a number", { values: [1, null as never] }],
    ["weights.seasonal is missing; give both, or neither", { season }],
    ["season is missing; give both, or neither", { weights: { level: 0.5, seasonal: 0.5 } }],
    ["start has a trend; give weights.trend too", { start: { level: 1, trend: 1 } }],
    [
      "start has 1 seasonal values; give 2, one for each period of a season",
      { weights: { level: 0.5, seasonal: 0.5 }, season, start: { level: 1, seasonal: [1] } },
    ],
    [
      "season.length is 1; give a whole number, 2 or more",
      { weights: { level: 0.5, seasonal: 0.5 }, season: { ...season, length: 1 } },
    ],
    [
      'season.form is "mixed"; write "additive" or "multiplicative"',
      { weights: { level: 0.5, seasonal: 0.5 }, season: { length: 2, form: "mixed" as "additive" } },
    ],
    [
      'season.against is "x"; write "level" or "forecast"',
      { weights: { level: 0.5, seasonal: 0.5 }, season: { ...season, against: "x" as "level" } },
    ],
    [
      "value 3 is 0; a multiplied season needs it above 0",
      {
        ...{ values: [1, 2, 0, 4], weights: { level: 0.5, seasonal: 0.5 } },
        season: { length: 2, form: "multiplicative" },
      },
    ],
    [
      "a level or season fell to 0; write an additive season",
      {
        ...{ values: [1], weights: { level: 0.5, seasonal: 0.5 } },
        ...{ season: { length: 2, form: "multiplicative" }, start: { level: 1, seasonal: [0, 1] } },
      },
    ],
  ])("%s", (message, more) => {
    expect(() => exponentialSmoothing({ ...base, ...more })).toThrow(`exponentialSmoothing: ${message}`);
  });
});
