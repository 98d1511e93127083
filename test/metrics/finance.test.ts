import { evaluate, table } from "kpi-core";
import * as finance from "kpi-core/metrics/finance";
import { balance, budgetLine, movement, posting, productionCount } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { expectCounts, type HandCount, said } from "./hand-count.ts";
import { pages } from "./shown.ts";

// January and February 2026 in UTC, 31 and 28 days
const eur = { currency: "EUR" } as const;
const at = (date: string) => `2026-${date}T00:00Z`;
const book = (date: string, account: string, amount: number, tax: number, customer: string | null) => ({
  ...{ at: at(date), account, amount, tax, customer, ...eur },
});
const books = [
  book("01-05", "revenue", 1000, 200, "a"),
  book("01-20", "revenue", 500, 50, null),
  book("01-05", "cost of sales", 600, 120, "a"),
  book("01-31", "operating expense", 300, 60, null),
  book("01-31", "operating expense", 90, 18, "b"),
  book("02-03", "revenue", 2000, 400, "a"),
  book("02-10", "revenue", -200, -40, "a"), // a credit note
  book("02-03", "cost of sales", 900, 180, "a"),
  book("02-03", "cost of sales", 100, 20, "b"),
  book("02-28", "operating expense", 500, 100, null),
];
const budgets = [
  { periodStart: at("01-01"), account: "revenue", amount: 1400, ...eur },
  { periodStart: at("01-01"), account: "cost of sales", amount: 650, ...eur },
  { periodStart: at("01-01"), account: "operating expense", amount: 400, ...eur },
  { periodStart: at("02-01"), account: "revenue", amount: 2000, ...eur },
  { periodStart: at("02-01"), account: "cost of sales", amount: 950, ...eur },
  { periodStart: at("02-01"), account: "operating expense", amount: 450, ...eur },
];
const stood = (account: string, from: string, to: string | null, amount: number) => ({
  ...{ account, startedAt: from, endedAt: to === null ? null : at(to), amount, ...eur },
});
const december = "2025-12-01T00:00Z";
// Customers owe 600, 900 and 1,200 at the three ends, suppliers are owed 400, 500 and 500, stocks are 1,000, 800, 1,100
const balances = [
  stood("receivables", december, "02-01", 600),
  stood("receivables", at("02-01"), null, 900),
  stood("receivables", at("01-15"), null, 300),
  stood("payables", december, "01-21", 400),
  stood("payables", at("01-21"), null, 500),
  stood("inventory", december, "01-11", 1000),
  stood("inventory", at("01-11"), "02-15", 800),
  stood("inventory", at("02-15"), null, 1100),
];
const moved = (from: string, to: string, opening: number | null, closing: number) => ({
  ...{ periodStart: at(from), periodEnd: at(to), customer: "a", opening, closing, ...eur },
});
const tables = {
  posting: table(posting, books),
  budgetLine: table(budgetLine, budgets),
  balance: table(balance, balances),
  // Of the last nobody knows the opening
  movement: table(movement, [
    moved("01-01", "02-01", 100, 150),
    moved("02-01", "03-01", 150, 140),
    moved("02-01", "03-01", null, 70),
  ]),
  productionCount: table(productionCount, [
    { at: at("01-31"), good: 120 },
    { at: at("02-28"), good: 100 },
  ]),
};
const plan = {
  per: "month",
  timeZone: "UTC",
  from: "2026-01-01",
  to: "2026-03-01",
  asOf: "2026-03-01",
} as const;

// Revenue 1,500 (tax 250) and 1,800 (360), cost of sales 600 and 1,000, other costs 390 and 500
const counts: HandCount<typeof finance> = {
  // 900 of 1,500; 800 of 1,800; 1,700 of 3,300
  grossMargin: ["0.6", "0.4444444444444444444444444444444444", "0.5151515151515151515151515151515152"],
  // over 600, 1,000 and 1,600
  markup: ["1.5", "0.8", "1.0625"],
  // 900 less 390; 800 less 500
  operatingMargin: ["0.34", "0.1666666666666666666666666666666667", "0.2454545454545454545454545454545455"],
  // 990 for 120; 1,500 for 100
  costPerUnit: ["8.25", "15", "11.31818181818181818181818181818182"],
  // 600 for a and 90 for b; 900 and 100; the same two customers in both months
  costToServe: ["345", "500", "845"],
  // of 1,000, and of 2,000 less 200
  costToServeRate: ["0.69", "0.5555555555555555555555555555555556", "0.6035714285714285714285714285714286"],
  // 300 of 990; 500 of 1,500
  unattributedCosts: [
    "0.303030303030303030303030303030303",
    "0.3333333333333333333333333333333333",
    "0.3212851405622489959839357429718876",
  ],
  // 1,500 for 1,400; 1,800 for 2,000
  budgetVariance: ["100", "-200", "-100"],
  // 60 less than 1,050; 100 more than 1,400
  budgetVarianceRate: [
    "0.05714285714285714285714285714285714",
    "-0.07142857142857142857142857142857143",
    "-0.01632653061224489795918367346938776",
  ],
  // 900 at 1,750 in 31 days; 1,200 at 2,160 in 28; 1,200 at 3,910 in 59
  daysSalesOutstanding: [
    "1377462.857142857142857142857142857",
    "1344000",
    "1564480.818414322250639386189258312",
  ],
  // 450 at 600; 500 at 1,000; 450 at 1,600
  daysPayableOutstanding: ["2008800", "1209600", "1433700"],
  // 31 days of 450 / 600 + 750 / 1,500; 28 of 450 / 1,000 + 1,050 / 1,800; 59 of 600 / 1,600 + 900 / 3,300
  cashConversionCycle: ["3348000", "2499840", "3301854.545454545454545454545454545"],
  // 510 came in while revenue grew by 12 times 50; then it shrank; 810 over 12 times 40
  burnMultiple: ["-0.85", "zero-denominator", "-1.6875"],
};

describe("the finance page, counted by hand", () => {
  expectCounts(counts, ["January", "February"], () => evaluate(pages.finance, tables, plan));

  it("a period with more credit notes than sales has no pace, so no time to be paid in, nor a cycle", () => {
    const year = { period: 31_536_000, sales: -12_000 };
    const owed = finance.daysSalesOutstanding({ receivables: "end", tax: "excluded" });
    expect(owed({ receivables: 660, ...year })).toBeNull();
    const stocks = { stock: 2050, payables: 1200, receivables: 660, cost: 4000 };
    for (const balances of ["end", "time-weighted"] as const)
      expect(finance.cashConversionCycle({ balances, tax: "excluded" })({ ...stocks, ...year })).toBeNull();
    const before = { stockBefore: 1600, payablesBefore: 1100, receivablesBefore: 680 };
    const average = finance.cashConversionCycle({ balances: "average", tax: "excluded" });
    expect(average({ ...stocks, ...before, ...year })).toBeNull();
  });

  it("more revenue than planned is good, more cost is not, and the result is both", () => {
    const metrics = {
      costs: finance.budgetVariance({ of: "costs" }),
      result: finance.budgetVariance({ of: "result" }),
      ofRevenue: finance.budgetVarianceRate({ of: "revenue" }),
      ofResult: finance.budgetVarianceRate({ of: "result" }),
    };
    const { rows, totals } = evaluate(metrics, tables, plan);
    // Result 510 for 350; 300 for 600; 810 for 950
    expect([...rows, totals].map((row) => said(row?.cells ?? {}))).toEqual([
      {
        costs: "60",
        result: "160",
        ofRevenue: "0.07142857142857142857142857142857143",
        ofResult: "0.4571428571428571428571428571428571",
      },
      { costs: "-100", result: "-300", ofRevenue: "-0.1", ofResult: "-0.5" },
      {
        costs: "-40",
        result: "-140",
        ofRevenue: "-0.02941176470588235294117647058823529",
        ofResult: "-0.1473684210526315789473684210526316",
      },
    ]);
  });

  it("balances over every day: in January 600 and for 17 days 300 more, 400 for 20 days and 500 for 11", () => {
    const over = "time-weighted";
    const metrics = {
      sales: finance.daysSalesOutstanding({ receivables: over, tax: "excluded" }),
      payable: finance.daysPayableOutstanding({ payables: over, over: "cost of sales" }),
      cycle: finance.cashConversionCycle({ balances: over, tax: "excluded" }),
    };
    const [january] = evaluate(metrics, tables, plan).rows;
    // 23,700 money days at 1,500; 13,500 at 600; stocks 1,000 for 10 days and 800 for 21, 26,800 at 600
    expect(said(january?.cells ?? {})).toEqual({
      sales: "1365120",
      payable: "1944000",
      cycle: "3280320",
    });
  });

  it("purchases are the cost of sales and what stocks grew by: 600 less 200; 1,000 and 300", () => {
    const metrics = {
      average: finance.daysPayableOutstanding({ payables: "average", over: "purchases" }),
      end: finance.daysPayableOutstanding({ payables: "end", over: "purchases" }),
      cycle: finance.cashConversionCycle({ balances: "end", tax: "included" }),
    };
    // The cycle has 300 at 600 and 900 at 1,750; 600 at 1,000 and 1,200 at 2,160
    expect(evaluate(metrics, tables, plan).rows.map(({ cells }) => said(cells))).toEqual([
      {
        average: "3013200",
        end: "3348000",
        cycle: "2716662.857142857142857142857142857",
      },
      {
        average: "930461.5384615384615384615384615385",
        end: "930461.5384615384615384615384615385",
        cycle: "2795520",
      },
    ]);
  });
});

describe("what is no share of anything", () => {
  const january = { timeZone: "UTC", from: "2026-01-01", to: "2026-02-01", asOf: "2026-02-01" } as const;

  it("a month of credit notes has no margin: 50 lost over -100 would look like a margin of half", () => {
    const credits = table(posting, [
      book("01-05", "revenue", -100, -20, "a"),
      book("01-05", "cost of sales", -50, -10, "a"),
      book("01-05", "operating expense", 0, 0, null),
    ]);
    const of = (metric: Parameters<typeof figuresOf>[0]) =>
      figuresOf(metric, { posting: credits }, january).total;
    expect(of(finance.grossMargin)).toBe("zero-denominator");
    expect(of(finance.operatingMargin)).toBe("zero-denominator");
    expect(of(finance.markup)).toBe("zero-denominator");
  });

  it("a month without sales has no days of them, and nothing budgeted no share of it", () => {
    const none = { ...tables, posting: table(posting, [book("01-31", "operating expense", 90, 18, "b")]) };
    const dso = finance.daysSalesOutstanding({ receivables: "average", tax: "included" });
    expect(figuresOf(dso, { balance: none.balance, posting: none.posting }, january).total).toBe(
      "zero-denominator",
    );
    const unplanned = { posting: none.posting, budgetLine: table(budgetLine, budgets.slice(0, 1)) };
    expect(figuresOf(finance.budgetVarianceRate({ of: "costs" }), unplanned, january).total).toBe(
      "zero-denominator",
    );
  });
});

it("a setting that is none says what there is", () => {
  expect(() => finance.budgetVariance({ of: "cost" as "costs" })).toThrow(
    'budgetVariance: of is "cost"; write "revenue" or "costs" or "result"',
  );
  expect(() => finance.daysSalesOutstanding({ receivables: "end", tax: "net" as "included" })).toThrow(
    'daysSalesOutstanding: tax is "net"; write "included" or "excluded"',
  );
});
