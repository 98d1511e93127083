import { population } from "../core/population.ts";
import * as quality from "../metrics/quality.ts";
import { productionCount } from "../records/production-count.ts";
import { ticket } from "../records/ticket.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Quality of production", fr: "Qualité de la production" };

const complaints = population(ticket).dated("openedAt").count("channel = 'complaints'");
const made = population(productionCount).dated("at").sum("made");

export const metrics = {
  firstPassYield: quality.firstPassYield,
  finalYield: quality.finalYield,
  scrapRate: [quality.scrapRate({ by: "units" }), quality.scrapRate({ by: "cost" })],
  productionReworkRate: [
    quality.productionReworkRate({ by: "units" }),
    quality.productionReworkRate({ by: "cost" }),
  ],
  actualToPlannedScrap: quality.actualToPlannedScrap,
  defectiveRate: quality.defectiveRate,
  defectsPerUnit: quality.defectsPerUnit,
  defectsPerMillion: quality.defectsPerMillion,
  poissonYield: quality.poissonYield,
  complaintRate: quality.complaintRate({ complaints, of: made }),
  costOfPoorQuality: quality.costOfPoorQuality,
  costOfQuality: quality.costOfQuality,
  poorQualityRate: [
    quality.poorQualityRate({ of: "revenue" }),
    quality.poorQualityRate({ of: "cost of sales" }),
  ],
} satisfies Listed<typeof quality>;
