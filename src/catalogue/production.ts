import { population } from "../core/population.ts";
import * as production from "../metrics/production.ts";
import { plannedOutput } from "../records/planned-output.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Production", fr: "Production" };

const demand = population(plannedOutput).dated("dueAt").sum("planned");

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
} satisfies Listed<typeof production>;
