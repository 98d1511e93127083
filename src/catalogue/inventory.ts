import { population } from "../core/population.ts";
import * as inventory from "../metrics/inventory.ts";
import { orderLine } from "../records/order-line.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Inventory", fr: "Stocks" };

const costOfSales = population(orderLine).dated("deliveredAt").sum("cost");

export const metrics = {
  inventoryTurns: [
    inventory.inventoryTurns({ average: "time-weighted", costOfSales }),
    inventory.inventoryTurns({ average: "two points", costOfSales }),
    inventory.inventoryTurns({ average: "readings", costOfSales }),
  ],
  daysOfInventory: [
    inventory.daysOfInventory({ average: "time-weighted", costOfSales }),
    inventory.daysOfInventory({ average: "two points", costOfSales }),
    inventory.daysOfInventory({ average: "readings", costOfSales }),
  ],
  stockoutRate: [inventory.stockoutRate({ by: "time" }), inventory.stockoutRate({ by: "reading" })],
  inventoryAccuracy: [
    inventory.inventoryAccuracy({ tolerance: 0 }),
    inventory.inventoryAccuracy({ tolerance: 50 }),
  ],
  inventoryValueAccuracy: inventory.inventoryValueAccuracy,
} satisfies Listed<typeof inventory>;
