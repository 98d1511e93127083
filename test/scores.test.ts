import { table } from "kpi-core";
import {
  averageEffortScore,
  averageSatisfaction,
  customerSatisfaction,
  employeeNetPromoterScore,
  netPromoterScore,
  surveyResponseRate,
} from "kpi-core/metrics/satisfaction";
import { answer } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "./figures.ts";

// Scores of surveys: what others have published, and the mistakes that people make, by their numbers in the catalogues
// of service and of retention and people (W and M)

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const answers = (scores: readonly number[], team = "") =>
  scores.map((score) => ({ answeredAt: 0, score, team }));
const over = (promoters: number, passives: number, detractors: number, team = "") =>
  answers([...times(promoters, 9), ...times(passives, 8), ...times(detractors, 6)], team);
const score = (rows: ReturnType<typeof over>) => figuresOf(netPromoterScore, table(answer, rows)).total;

describe("published", () => {
  it.each([
    ["Palos, 60, 20 and 20 %: 40", over(60, 20, 20), "40"],
    ["ProProfs, 100, 90 and 60 of 250: 16", over(100, 90, 60), "16"],
    ["SightMill, ten scores: -10", answers([3, 4, 5, 6, 8, 8, 8, 9, 10, 10]), "-10"],
    ["DELA, 30 % less 20 %: 10", over(3, 5, 2), "10"],
    ["the ends of the scale: 0 detracts, 10 promotes", answers([0, 10]), "0"],
  ])("16. net promoter score: %s", (_, rows, expected) => {
    expect(score(rows)).toBe(expected);
  });
  it("W18. employees, 55 % less 10 %: 45; 25 % less 20 %: 5", () => {
    const ofEmployees = employeeNetPromoterScore({ leastAnswers: 5 });
    const points = (rows: ReturnType<typeof over>) => figuresOf(ofEmployees, table(answer, rows)).total;
    expect(points(over(55, 35, 10))).toBe("45");
    expect(points(over(25, 55, 20))).toBe("5");
  });
  it("17. CYS: customer effort of 80, 210, 140, 110, 160, 180 and 120 answers of 1 to 7: 4.08", () => {
    const counts = [80, 210, 140, 110, 160, 180, 120];
    const rows = answers(counts.flatMap((count, index) => times(count, index + 1)));
    const ces = averageEffortScore({ lowest: 1, highest: 7, highIs: "easy" });
    expect(figuresOf(ces, table(answer, rows)).total).toBe("4.08");
  });
  it("W18. NACE: 95 and 138 of 200 answered: 47.5 % and 69 %", () => {
    const rate = surveyResponseRate({ over: "sent", within: "P1D" });
    const of200 = (count: number) =>
      [...times(count, 0), ...times(200 - count, null)].map((answeredAt) => ({ sentAt: 0, answeredAt }));
    const plan = { asOf: "2026-01-01T00:00Z" };
    expect(figuresOf(rate, table(answer, of200(95)), plan).total).toBe("0.475");
    expect(figuresOf(rate, table(answer, of200(138)), plan).total).toBe("0.69");
  });
  it("W20. scores of 6,865 in 1,000 answers: a mean of 6.865 (the page prints 6,89)", () => {
    // 865 sevens and 135 sixes
    const rows = answers([...times(865, 7), ...times(135, 6)]);
    expect(figuresOf(averageSatisfaction({ lowest: 1, highest: 10 }), table(answer, rows)).total).toBe(
      "6.865",
    );
  });
});

describe("mistakes", () => {
  it("3. net promoter scores of 30 and -70: -20 as their mean; 20.9", () => {
    const rows = table(answer, [...over(50, 30, 20, "a"), ...over(1, 1, 8, "b")]);
    const { byGroup, total } = figuresOf(netPromoterScore, rows, { by: ["team"] });
    expect(byGroup).toEqual(["30", "-70"]);
    expect((Number(byGroup[0]) + Number(byGroup[1])) / 2).toBe(-20);
    // 100 (51 - 28) / 110
    expect(Number(total).toFixed(1)).toBe("20.9");
  });
  it("M14. net promoter scores of 60 and -10: 25 as their mean; -3.6", () => {
    const rows = table(answer, [...over(8, 0, 2, "a"), ...over(30, 30, 40, "b")]);
    const { byGroup, total } = figuresOf(netPromoterScore, rows, { by: ["team"] });
    expect(byGroup).toEqual(["60", "-10"]);
    // 100 (38 - 42) / 110
    expect(Number(total).toFixed(1)).toBe("-3.6");
  });
  it("21. passives left out of the answers: 25; 16", () => {
    expect((100 * (100 - 60)) / (100 + 60)).toBe(25);
    expect(score(over(100, 90, 60))).toBe("16");
  });
  it("M15. one promoter and two detractors of six, shares rounded first: 17 - 33 = -16; -16.67, shown -17", () => {
    expect(Math.round(100 / 6) - Math.round(200 / 6)).toBe(-16);
    const points = score(over(1, 3, 2));
    expect(points).toBe("-16.66666666666666666666666666666667");
    expect(Math.round(Number(points))).toBe(-17);
  });
  it("M16. satisfaction of 5, 5, 5, 3, 3: 84 % as the mean over 5; 60 %, and a mean of 4.2", () => {
    const rows = table(answer, answers([5, 5, 5, 3, 3]));
    const five = { lowest: 1, highest: 5 };
    const mean = figuresOf(averageSatisfaction(five), rows).total;
    expect(mean).toBe("4.2");
    expect(Number(mean) / 5).toBeCloseTo(0.84, 12);
    expect(figuresOf(customerSatisfaction({ ...five, satisfiedFrom: 4 }), rows).total).toBe("0.6");
  });
});
