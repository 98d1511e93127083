import { population } from "../core/population.ts";
import * as sales from "../metrics/sales.ts";
import { salesTarget } from "../records/sales-target.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Sales", fr: "Ventes" };

export const metrics = {
  winRate: [sales.winRate({ by: "count" }), sales.winRate({ by: "amount" })],
  salesWon: sales.salesWon,
  averageDealSize: sales.averageDealSize,
  salesCycle: sales.salesCycle({ p: 0.5 }),
  averageSalesCycle: sales.averageSalesCycle,
  timeToClose: sales.timeToClose({ p: 0.5 }),
  pipelineValue: sales.pipelineValue,
  weightedPipeline: sales.weightedPipeline,
  openDeals: sales.openDeals,
  pipelineCoverage: sales.pipelineCoverage({
    over: population(salesTarget).dated("startsAt").sum("amount"),
  }),
  quotaAttainment: sales.quotaAttainment,
  leadConversion: sales.leadConversion({ within: "P30D" }),
  salesVelocity: sales.salesVelocity,
} satisfies Listed<typeof sales>;
