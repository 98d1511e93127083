import * as supply from "../metrics/supply.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Orders and deliveries", fr: "Commandes et livraisons" };

const strict = { date: "requested", early: "any", late: "none" } as const;
const narrow = { date: "original promise", early: "P1D", late: "none" } as const;
const lenient = { date: "current promise", early: "none", late: "P2D" } as const;

export const metrics = {
  otif: [
    supply.otif({ level: "order", ...strict }),
    supply.otif({ level: "line", ...narrow }),
    supply.otif({ level: "unit", ...lenient }),
  ],
  onTimeDelivery: [
    supply.onTimeDelivery({ level: "order", ...strict }),
    supply.onTimeDelivery({ level: "line", ...narrow }),
    supply.onTimeDelivery({ level: "unit", ...lenient }),
  ],
  onTimeOfDelivered: supply.onTimeOfDelivered,
  inFullRate: [
    supply.inFullRate({ level: "order", date: "requested" }),
    supply.inFullRate({ level: "line", date: "original promise" }),
    supply.inFullRate({ level: "unit", date: "current promise" }),
  ],
  perfectOrder: [supply.perfectOrder(strict), supply.perfectOrder(lenient)],
  perfectOrderIndex: [supply.perfectOrderIndex(strict), supply.perfectOrderIndex(lenient)],
  fillRate: [
    supply.fillRate({ level: "unit" }),
    supply.fillRate({ level: "line" }),
    supply.fillRate({ level: "order" }),
  ],
  backorderRate: [supply.backorderRate({ level: "unit" }), supply.backorderRate({ level: "line" })],
  backorders: supply.backorders,
  averageOrderCycleTime: supply.averageOrderCycleTime,
  orderCycleTime: supply.orderCycleTime({ p: 0.5 }),
  timeToDeliver: supply.timeToDeliver({ p: 0.5 }),
  pickingAccuracy: [supply.pickingAccuracy({ level: "line" }), supply.pickingAccuracy({ level: "order" })],
  returnRateOfSales: supply.returnRateOfSales({ within: "P30D" }),
  returnRateInPeriod: supply.returnRateInPeriod,
} satisfies Listed<typeof supply>;
