import * as revenue from "../metrics/revenue.ts";
import type { Listed } from "./listed.ts";

export const title = {
  en: "Recurring revenue and the customers who bring it",
  fr: "Revenu récurrent et clients qui l'apportent",
};

export const metrics = {
  mrr: revenue.mrr,
  arr: revenue.arr,
  mrrMovement: [
    revenue.mrrMovement({ of: "new" }),
    ...(["reactivation", "expansion", "contraction", "churn", "net"] as const).map((of) =>
      revenue.mrrMovement({ of }),
    ),
  ],
  grossRevenueRetention: [
    revenue.grossRevenueRetention({ form: "snapshot" }),
    ...(["movements", "running-minimum"] as const).map((form) => revenue.grossRevenueRetention({ form })),
  ],
  netRevenueRetention: revenue.netRevenueRetention,
  grossMrrChurn: revenue.grossMrrChurn,
  netMrrChurn: [
    revenue.netMrrChurn({ reactivation: "subtracted" }),
    revenue.netMrrChurn({ reactivation: "left out" }),
  ],
  quickRatio: [
    revenue.quickRatio({ reactivation: "counted" }),
    revenue.quickRatio({ reactivation: "left out" }),
  ],
  arpa: revenue.arpa,
  logoChurn: [
    revenue.logoChurn({ form: "opening-cohort" }),
    ...(["basic", "exposure-sum", "average", "daily-sum"] as const).map((form) =>
      revenue.logoChurn({ form }),
    ),
  ],
  logoRetention: revenue.logoRetention,
  customerLifetimeValue: revenue.customerLifetimeValue({ margin: "0.8" }),
} satisfies Listed<typeof revenue>;
