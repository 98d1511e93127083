import * as satisfaction from "../metrics/satisfaction.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Satisfaction and effort, by survey", fr: "Satisfaction et effort, par enquête" };

const [five, seven] = [
  { lowest: 1, highest: 5 },
  { lowest: 1, highest: 7 },
];

export const metrics = {
  customerSatisfaction: [
    satisfaction.customerSatisfaction({ ...five, satisfiedFrom: 4 }),
    satisfaction.customerSatisfaction({ lowest: 0, highest: 10, satisfiedFrom: 8 }),
  ],
  averageSatisfaction: satisfaction.averageSatisfaction(five),
  netPromoterScore: satisfaction.netPromoterScore,
  employeeNetPromoterScore: satisfaction.employeeNetPromoterScore({ leastAnswers: 3 }),
  averageEffortScore: [
    satisfaction.averageEffortScore({ ...seven, highIs: "easy" }),
    satisfaction.averageEffortScore({ ...five, highIs: "hard" }),
  ],
  easyShare: satisfaction.easyShare({ ...seven, easy: { from: 5, to: 7 } }),
  effortIndex: satisfaction.effortIndex({
    ...seven,
    easy: { from: 6, to: 7 },
    hard: { from: 1, to: 3 },
  }),
  surveyResponseRate: [
    satisfaction.surveyResponseRate({ over: "delivered", within: "P14D" }),
    satisfaction.surveyResponseRate({ over: "sent", within: "P14D" }),
  ],
  aaporResponseRate: [
    satisfaction.aaporResponseRate({ rate: "RR1" }),
    satisfaction.aaporResponseRate({ rate: "RR2" }),
  ],
} satisfies Listed<typeof satisfaction>;
