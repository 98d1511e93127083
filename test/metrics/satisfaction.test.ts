import { evaluate, table } from "kpi-core";
import * as satisfaction from "kpi-core/metrics/satisfaction";
import { answer } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { expectCounts, type HandCount, said } from "./hand-count.ts";
import { pages } from "./shown.ts";

// January and February 2026 in UTC; the report is of 20 March. Each row: asked, answered, arrived, outcome, score
const rows = (
  [
    ["2026-01-05", "2026-01-06", true, "complete", 5],
    ["2026-01-05", "2026-01-07", true, "complete", 4],
    ["2026-01-05", "2026-01-07", true, "complete", 1],
    ["2026-01-12", "2026-01-12", true, "partial", null],
    ["2026-01-12", null, true, "refusal", null],
    ["2026-01-12", null, false, "not-eligible", null],
    // Asked in January, answered in February, after exactly 14 days
    ["2026-01-25", "2026-02-08", true, "complete", 3],
    // The answer that came after 17 days
    ["2026-01-25", "2026-02-11", true, "complete", 5],
    ["2026-02-02", "2026-02-03", true, "complete", 4],
    // 9, for another question
    ["2026-02-02", "2026-02-03", true, "complete", 9],
    ["2026-02-02", null, null, "no-contact", null],
    ["2026-02-25", null, true, null, null],
  ] as const
).map(([sentAt, answeredAt, delivered, outcome, score]) => ({
  sentAt,
  answeredAt,
  delivered,
  outcome,
  score,
}));
const tables = table(answer, rows, {}, { zone: "UTC" });
const plan = {
  per: "month",
  timeZone: "UTC",
  from: "2026-01-01",
  to: "2026-03-01",
  asOf: "2026-03-20",
} as const;

const counts: HandCount<typeof satisfaction> = {
  // January 5, 4, 1; February 3, 5, 4 and a 9 beside the scale
  customerSatisfaction: [
    "0.6666666666666666666666666666666667",
    "0.6666666666666666666666666666666667",
    "0.6666666666666666666666666666666667",
  ],
  // 10 of 3; 12 of 3
  averageSatisfaction: ["3.333333333333333333333333333333333", "4", "3.666666666666666666666666666666667"],
  // On 0 to 10: three detractors; three detractors and a 9 of 4; six and one of 7
  netPromoterScore: ["-100", "-50", "-71.42857142857142857142857142857143"],
  employeeNetPromoterScore: ["-100", "-50", "-71.42857142857142857142857142857143"],
  // 1 to 7 has the same answers: 10 of 3; 12 of 3
  averageEffortScore: ["3.333333333333333333333333333333333", "4", "3.666666666666666666666666666666667"],
  // 5 of 5, 4, 1; 5 of 3, 5, 4
  easyShare: [
    "0.3333333333333333333333333333333333",
    "0.3333333333333333333333333333333333",
    "0.3333333333333333333333333333333333",
  ],
  // None is 6 or 7; 1 is hard; 3 is; two of six
  effortIndex: [
    "-33.33333333333333333333333333333333",
    "-33.33333333333333333333333333333333",
    "-33.33333333333333333333333333333333",
  ],
  // Of the seven of January that arrived five were answered within 14 days; of three of February that did, two; 7 of 10
  surveyResponseRate: ["0.7142857142857142857142857142857143", "0.6666666666666666666666666666666667", "0.7"],
  // Five complete of the seven that are eligible; two of three whose outcome is known; 7 of 10
  aaporResponseRate: ["0.7142857142857142857142857142857143", "0.6666666666666666666666666666666667", "0.7"],
};

describe("the satisfaction page, counted by hand", () => {
  expectCounts(counts, ["January", "February"], () => evaluate(pages.satisfaction, tables, plan));
});

describe("the forms that go by one name", () => {
  const totals = (metrics: Parameters<typeof evaluate>[0]) => {
    const report = evaluate(metrics as never, tables as never, plan as never) as ReturnType<typeof evaluate>;
    return said(report.totals?.cells ?? {});
  };
  it("response rates: 7 of the 10 that arrived, of 12 sent; complete 7 of 10, with the partial one 8", () => {
    expect(
      totals({
        delivered: satisfaction.surveyResponseRate({ over: "delivered", within: "P14D" }),
        sent: satisfaction.surveyResponseRate({ over: "sent", within: "P14D" }),
        late: satisfaction.surveyResponseRate({ over: "delivered", within: "P17D" }),
        RR1: satisfaction.aaporResponseRate({ rate: "RR1" }),
        RR2: satisfaction.aaporResponseRate({ rate: "RR2" }),
      }),
    ).toEqual({
      delivered: "0.7",
      sent: "0.5833333333333333333333333333333333",
      late: "0.8",
      RR1: "0.7",
      RR2: "0.8",
    });
  });
  it("a survey that can still be answered has no response rate yet", () => {
    const rate = satisfaction.surveyResponseRate({ over: "sent", within: "P14D" });
    const { rows } = evaluate({ rate }, tables, { ...plan, asOf: "2026-03-10" });
    expect(rows.map(({ cells }) => cells.rate.status)).toEqual(["value", "none"]);
    expect(rows[1]?.cells.rate).toMatchObject({ reason: "immature" });
  });
  it("few answers of employees give no score, and no reason to guess whose they are", () => {
    const score = satisfaction.employeeNetPromoterScore({ leastAnswers: 4 });
    const { rows } = evaluate({ score }, tables, plan);
    // Three in January, four in February
    expect(rows.map(({ cells }) => cells.score.value?.toString() ?? null)).toEqual([null, "-50"]);
  });
  it("a scale has two ends, and the scores are on it", () => {
    const five = { lowest: 1, highest: 5 };
    expect(() => satisfaction.customerSatisfaction({ lowest: 5, highest: 5, satisfiedFrom: 5 })).toThrow(
      "customerSatisfaction: highest is 5; write a score above 5, such as 9",
    );
    expect(() => satisfaction.customerSatisfaction({ ...five, satisfiedFrom: 8 })).toThrow(
      "customerSatisfaction: satisfied is 8 to 5; write scores of the scale, from 1 to 5",
    );
    // @ts-expect-error which way the scale runs is missing
    expect(() => satisfaction.averageEffortScore(five)).toThrow(
      'averageEffortScore: highIs is undefined; write "easy" or "hard"',
    );
    expect(() => satisfaction.employeeNetPromoterScore({ leastAnswers: 0 })).toThrow(
      "leastAnswers is 0; write a whole number, 1 or more",
    );
    expect(() => satisfaction.averageSatisfaction({ lowest: "one" as never, highest: 5 })).toThrow(
      'averageSatisfaction: lowest is "one"; write a score, such as 5',
    );
  });
  it("has its scale in the id", () => {
    expect(satisfaction.customerSatisfaction({ lowest: 1, highest: 5, satisfiedFrom: 4 }).id).toBe(
      "customerSatisfaction4To5Of1To5",
    );
    expect(satisfaction.averageEffortScore({ lowest: 1, highest: 7, highIs: "easy" }).id).toBe(
      "averageEffortScore1To7Easy",
    );
  });
});
