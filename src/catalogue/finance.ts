import { population } from "../core/population.ts";
import * as finance from "../metrics/finance.ts";
import { posting } from "../records/posting.ts";
import { productionCount } from "../records/production-count.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Finance of operations", fr: "Finance des opérations" };

const booked = population(posting);
const cost = booked.where("account != 'revenue'").dated("at").sum("amount");
const burn = booked.dated("at").sum("if(account = 'revenue', 0 - amount, amount)");
const units = population(productionCount).dated("at").sum("good");

export const metrics = {
  grossMargin: finance.grossMargin,
  markup: finance.markup,
  operatingMargin: finance.operatingMargin,
  costPerUnit: finance.costPerUnit({ cost, units }),
  costToServe: finance.costToServe,
  costToServeRate: finance.costToServeRate,
  unattributedCosts: finance.unattributedCosts,
  budgetVariance: [
    finance.budgetVariance({ of: "revenue" }),
    finance.budgetVariance({ of: "costs" }),
    finance.budgetVariance({ of: "result" }),
  ],
  budgetVarianceRate: [
    finance.budgetVarianceRate({ of: "costs" }),
    finance.budgetVarianceRate({ of: "revenue" }),
    finance.budgetVarianceRate({ of: "result" }),
  ],
  daysSalesOutstanding: [
    finance.daysSalesOutstanding({ receivables: "end", tax: "included" }),
    finance.daysSalesOutstanding({ receivables: "end", tax: "excluded" }),
    finance.daysSalesOutstanding({ receivables: "average", tax: "included" }),
    finance.daysSalesOutstanding({ receivables: "average", tax: "excluded" }),
    finance.daysSalesOutstanding({ receivables: "time-weighted", tax: "included" }),
    finance.daysSalesOutstanding({ receivables: "time-weighted", tax: "excluded" }),
  ],
  daysPayableOutstanding: [
    finance.daysPayableOutstanding({ payables: "average", over: "cost of sales" }),
    finance.daysPayableOutstanding({ payables: "average", over: "purchases" }),
    finance.daysPayableOutstanding({ payables: "end", over: "cost of sales" }),
    finance.daysPayableOutstanding({ payables: "end", over: "purchases" }),
    finance.daysPayableOutstanding({ payables: "time-weighted", over: "cost of sales" }),
    finance.daysPayableOutstanding({ payables: "time-weighted", over: "purchases" }),
  ],
  cashConversionCycle: [
    finance.cashConversionCycle({ balances: "average", tax: "excluded" }),
    finance.cashConversionCycle({ balances: "average", tax: "included" }),
    ...(["end", "time-weighted"] as const).flatMap((balances) =>
      (["included", "excluded"] as const).map((tax) => finance.cashConversionCycle({ balances, tax })),
    ),
  ],
  burnMultiple: finance.burnMultiple({ burn }),
} satisfies Listed<typeof finance>;
