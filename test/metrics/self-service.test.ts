import { evaluate } from "kpi-core";
import type * as selfService from "kpi-core/metrics/self-service";
import { describe } from "vitest";
import { expectCounts, type HandCount } from "./hand-count.ts";
import { plan, tables } from "./service-rows.ts";
import { pages } from "./shown.ts";

const counts: HandCount<typeof selfService> = {
  // Two of three without a request within two days; February can still move
  deflectionRate: ["0.6666666666666666666666666666666667", "immature", "immature"],
  // u1, u2 over r1, r2; u3 over r2, r3; three over three
  selfServiceRatio: ["1", "0.5", "1"],
  // 1 helped, 3 asked; 1 and 2; 2 and 5
  selfServiceShare: ["0.25", "0.3333333333333333333333333333333333", "0.2857142857142857142857142857142857"],
};

describe("the page of self-service, counted by hand", () => {
  expectCounts(counts, ["January", "February, until the 11th"], () =>
    evaluate(pages["self-service"], tables, plan),
  );
});
