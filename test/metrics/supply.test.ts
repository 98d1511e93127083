import { evaluate } from "kpi-core";
import type * as supply from "kpi-core/metrics/supply";
import { describe } from "vitest";
import { days, expectCounts, type HandCount } from "./hand-count.ts";
import { pages } from "./shown.ts";
import { plan, tables } from "./supply-rows.ts";

const counts: HandCount<typeof supply> = {
  // Due are a, b, c, h; d, e. In time and whole a, c; d
  otif: ["0.5", "0.5", "0.5"],
  // a, c, h; d
  onTimeDelivery: ["0.75", "0.5", "0.6666666666666666666666666666666667"],
  // Delivered are a, c, h, all by the promise; b and d, neither
  onTimeOfDelivered: ["1", "0", "0.6"],
  // a, b, c; d
  inFullRate: ["0.75", "0.5", "0.6666666666666666666666666666666667"],
  // a of 4; none of 2
  perfectOrder: ["0.25", "0", "0.1666666666666666666666666666666667"],
  // 3 in time, 3 whole, 4 undamaged, 3 with papers, of 4: 108 of 256; none undamaged; 4 of 6, four times: 16 of 81
  perfectOrderIndex: ["0.421875", "0", "0.1975308641975308641975308641975309"],
  // 10 + 4 + 5 of 25; 15 + 4 of 24; 38 of 49
  fillRate: ["0.76", "0.7916666666666666666666666666666667", "0.7755102040816326530612244897959184"],
  // 6 of 25; 5 of 24; 11 of 49
  backorderRate: ["0.24", "0.2083333333333333333333333333333333", "0.2244897959183673469387755102040816"],
  // 6 of the second line; 5 of the fourth
  backorders: ["6", "5", "5"],
  // a 4, c 2, h 5; b 22, d 4 days: 11 over 3, 26 over 2, 37 over 5
  averageOrderCycleTime: ["316800", days(13), "639360"],
  orderCycleTime: [days(4), days(13), days(4)],
  // b 22, a 4, c 2, h 5: exactly half are left from 4 to 5; d 4 of three, e and g open: 2/3; 6/7, 4/7, 3/7 from 5 on
  timeToDeliver: ["388800", "not-reached", days(5)],
  // Two of three; one, and of another nobody knows
  pickingAccuracy: ["0.6666666666666666666666666666666667", "1", "0.75"],
  // What January sold can come back until 3 March
  returnRateOfSales: ["immature", "immature", "immature"],
  // 2 of 18; 4 of 14; 6 of 32
  returnRateInPeriod: [
    "0.1111111111111111111111111111111111",
    "0.2857142857142857142857142857142857",
    "0.1875",
  ],
  // 1,000 over 100 + 100 for 31 days; 1,000 over 300 for 10; 2,000 over 9,200 / 41 for 41: 365 times 5/31, 1/3, 5/23
  inventoryTurns: [
    "58.87096774193548387096774193548387",
    "121.6666666666666666666666666666667",
    "79.3478260869565217391304347826087",
  ],
  // 200 * 31 / 1,000 = 6.2 days; 300 * 10 / 1,000 = 3; 9,200 / 2,000 = 4.6
  daysOfInventory: ["535680", days(3), "397440"],
  // 21 of 62 days of items; 0 of 20; 21 of 82
  stockoutRate: ["0.3387096774193548387096774193548387", "0", "0.2560975609756097560975609756097561"],
  // One of two; none of two
  inventoryAccuracy: ["0.5", "0", "0.25"],
  // 20 of 250; 2 of 20; 22 of 270
  inventoryValueAccuracy: ["0.92", "0.9", "0.9185185185185185185185185185185185"],
  // Two of four; one of three
  supplierOnTime: ["0.5", "0.3333333333333333333333333333333333", "0.4285714285714285714285714285714286"],
  supplierLeadTime: [days(20), days(20), days(20)],
  averageSupplierLeadTime: [days(20), days(20), days(20)],
  // 16 + 0 + 16 over 2; 144 + 0 + 144 over 2; 320 over 5
  leadTimeDeviation: [days(4), days(12), days(8)],
  leadTimeVariation: ["0.2", "0.6", "0.4"],
  // 1, 3, 2; 2, 4
  dockToStock: [days(2), days(3), days(2)],
  // 10 - 20; 10 + 0
  purchasePriceVariance: ["-10", "10", "0"],
  // Over 300; over 40
  purchasePriceVarianceRate: ["-0.03333333333333333333333333333333333", "0.25", "0"],
};

describe("the supply page, counted by hand", () => {
  expectCounts(counts, ["January", "February, until the 11th"], () => evaluate(pages.supply, tables, plan));
});
