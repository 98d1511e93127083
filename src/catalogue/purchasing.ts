import * as purchasing from "../metrics/purchasing.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Purchasing and suppliers", fr: "Achats et fournisseurs" };

export const metrics = {
  supplierOnTime: [
    purchasing.supplierOnTime({ level: "line", early: "any", late: "none" }),
    purchasing.supplierOnTime({ level: "unit", early: "P2D", late: "P1D" }),
  ],
  supplierLeadTime: purchasing.supplierLeadTime({ p: 0.5 }),
  averageSupplierLeadTime: purchasing.averageSupplierLeadTime,
  leadTimeDeviation: purchasing.leadTimeDeviation,
  leadTimeVariation: purchasing.leadTimeVariation,
  dockToStock: [purchasing.dockToStock({ p: 0.5 }), purchasing.dockToStock({ p: 0.9, clock: "working" })],
  purchasePriceVariance: purchasing.purchasePriceVariance,
  purchasePriceVarianceRate: purchasing.purchasePriceVarianceRate,
} satisfies Listed<typeof purchasing>;
