import { evaluate, table } from "kpi-core";
import * as sales from "kpi-core/metrics/sales";
import { deal, lead, salesTarget } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { days, expectCounts, type HandCount, third } from "./hand-count.ts";
import { pages } from "./shown.ts";

// January and February 2026 in UTC; the report is of the first of April
const jan = (day: string) => `2026-01-${day}T00:00Z`;
const feb = (day: string) => `2026-02-${day}T00:00Z`;
const currency = "EUR";
const won = { won: true, currency };
const lost = { won: false, probability: null, currency };
const open = { closedAt: null, won: null, currency };

const deals = [
  { createdAt: "2025-12-12T00:00Z", closedAt: jan("11"), amount: 1000, probability: null, ...won },
  { createdAt: jan("01"), closedAt: jan("21"), amount: 3000, probability: null, ...won },
  { createdAt: jan("05"), closedAt: jan("15"), amount: 4000, ...lost },
  { createdAt: jan("10"), closedAt: feb("09"), amount: 6000, probability: 0.5, ...won },
  { createdAt: jan("20"), amount: 10_000, probability: 0.4, ...open },
  { createdAt: jan("31"), amount: 1000, probability: 0.1, ...open },
  { createdAt: feb("01"), closedAt: feb("11"), amount: 2000, ...lost },
  { createdAt: feb("03"), closedAt: feb("13"), amount: 1000, ...lost },
  { createdAt: feb("15"), amount: 5000, probability: 0.2, ...open },
  { createdAt: feb("20"), closedAt: "2026-03-02T00:00Z", amount: 700, ...lost, probability: 0 },
];
const targets = [
  { startsAt: jan("01"), endsAt: feb("01"), amount: 5000, currency },
  { startsAt: jan("01"), endsAt: feb("01"), amount: 3000, currency },
  { startsAt: feb("01"), endsAt: "2026-03-01T00:00Z", amount: 8000, currency },
];
const leads = [
  { receivedAt: jan("03"), convertedAt: jan("10") },
  { receivedAt: jan("05"), convertedAt: null },
  { receivedAt: jan("06"), convertedAt: feb("20") },
  { receivedAt: feb("02"), convertedAt: feb("03") },
  { receivedAt: feb("10"), convertedAt: null },
];
const tables = {
  deal: table(deal, deals),
  salesTarget: table(salesTarget, targets),
  lead: table(lead, leads),
};
const plan = {
  per: "month",
  timeZone: "UTC",
  from: "2026-01-01",
  to: "2026-03-01",
  asOf: "2026-04-01", // the leads of February had their 30 days
} as const;

const counts: HandCount<typeof sales> = {
  // 2 of 3; 1 of 3
  winRate: ["0.6666666666666666666666666666666667", third, "0.5"],
  salesWon: ["4000", "6000", "10000"],
  averageDealSize: ["2000", "6000", "3333.333333333333333333333333333333"],
  // 30 and 20 days; 30
  salesCycle: [days(25), days(30), days(30)],
  averageSalesCycle: [days(25), days(30), String((80 * 86_400) / 3)],
  // Created in January 10, 20, 30 days and two still open after 60: 2 of 5 are left after 30. In February three times
  // 10, and one open. In all 5 of 9 are left after 10, and 4 after 20
  timeToClose: [days(30), days(10), days(20)],
  // Open at the end 6000, 10,000 and 1000; 10,000, 1000, 5000 and 700
  pipelineValue: ["17000", "16700", "16700"],
  // 3000 + 4000 + 100; 4000 + 100 + 1000 + 0
  weightedPipeline: ["7100", "5100", "5100"],
  openDeals: ["3", "4", "4"],
  // 17,000 over 8000; 16,700 over 8000, and over 16,000
  pipelineCoverage: ["2.125", "2.0875", "1.04375"],
  // 4000 over 8000; 6000 over 8000
  quotaAttainment: ["0.5", "0.75", "0.625"],
  // Of three one after 7 days, and one after 45; one of two
  leadConversion: [third, "0.5", "0.4"],
  // 3 open × 2/3 × 2000 over 25 days; 4 × 1/3 × 6000 over 30; 4 × 1/2 × 3333 1/3 over 26 2/3
  salesVelocity: ["160", "266.6666666666666666666666666666667", "250"],
};

describe("the sales page, counted by hand", () => {
  expectCounts(counts, ["January", "February"], () => evaluate(pages.sales, tables, plan));

  it("by amount, 4000 of 8000, 6000 of 9000 and 10,000 of 17,000 are won", () => {
    const { rows, total } = figuresOf(sales.winRate({ by: "amount" }), tables, plan);
    expect(rows).toEqual(["0.5", "0.6666666666666666666666666666666667"]);
    expect(total).toBe("0.5882352941176470588235294117647059");
  });

  it("a setting that does not exist is refused", () => {
    expect(() => sales.winRate({ by: "value" as "amount" })).toThrow(
      'winRate: by is "value"; write "count" or "amount"',
    );
    expect(() => sales.leadConversion({ within: "a month" })).toThrow(
      'leadConversion: within is "a month"; write a duration, such as P7D or PT12H',
    );
  });
});
