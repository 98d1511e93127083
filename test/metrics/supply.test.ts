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
};

describe("the supply page, counted by hand", () => {
  expectCounts(counts, ["January", "February, until the 11th"], () => evaluate(pages.supply, tables, plan));
});
