import { population } from "../core/population.ts";
import * as production from "../metrics/production.ts";
import { plannedOutput } from "../records/planned-output.ts";
import { productionCount } from "../records/production-count.ts";
import { ticket } from "../records/ticket.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Production and its quality", fr: "Production et qualité" };

const demand = population(plannedOutput).dated("dueAt").sum("planned");
const complaints = population(ticket).dated("openedAt").count("channel = 'complaints'");
const made = population(productionCount).dated("at").sum("made");

export const metrics = {
  oee: [production.oee({ changeover: "inside" }), production.oee({ changeover: "outside" })],
  machineAvailability: [
    production.machineAvailability({ changeover: "inside" }),
    production.machineAvailability({ changeover: "outside" }),
  ],
  performanceRate: production.performanceRate,
  qualityRate: production.qualityRate,
  ooe: production.ooe,
  teep: production.teep,
  taktTime: production.taktTime({ demand }),
  productionInterval: production.productionInterval,
  firstPassYield: production.firstPassYield,
  finalYield: production.finalYield,
  scrapRate: [production.scrapRate({ by: "units" }), production.scrapRate({ by: "cost" })],
  productionReworkRate: [
    production.productionReworkRate({ by: "units" }),
    production.productionReworkRate({ by: "cost" }),
  ],
  actualToPlannedScrap: production.actualToPlannedScrap,
  defectiveRate: production.defectiveRate,
  defectsPerUnit: production.defectsPerUnit,
  defectsPerMillion: production.defectsPerMillion,
  poissonYield: production.poissonYield,
  averageChangeoverTime: production.averageChangeoverTime,
  changeoverTime: production.changeoverTime({ p: 0.5 }),
  planAttainment: production.planAttainment,
  scheduleAdherence: production.scheduleAdherence,
  allocationRatio: production.allocationRatio,
  throughputRate: production.throughputRate,
  allocationEfficiency: production.allocationEfficiency,
  utilisationEfficiency: production.utilisationEfficiency,
  setupRatio: production.setupRatio,
  technicalEfficiency: production.technicalEfficiency,
  productionProcessRatio: production.productionProcessRatio,
  complaintRate: production.complaintRate({ complaints, of: made }),
  costOfPoorQuality: production.costOfPoorQuality,
  costOfQuality: production.costOfQuality,
  poorQualityRate: [
    production.poorQualityRate({ of: "revenue" }),
    production.poorQualityRate({ of: "cost of sales" }),
  ],
} satisfies Listed<typeof production>;
