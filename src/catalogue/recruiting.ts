import * as recruiting from "../metrics/recruiting.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Recruiting", fr: "Recrutement" };

export const metrics = {
  timeToFill: [recruiting.timeToFill({ p: 0.5, of: "all" }), recruiting.timeToFill({ p: 0.5, of: "filled" })],
  timeToHire: recruiting.timeToHire({ p: 0.5 }),
  offerAcceptanceRate: [
    recruiting.offerAcceptanceRate({ of: "declined" }),
    recruiting.offerAcceptanceRate({ of: "ended" }),
  ],
  costPerHire: recruiting.costPerHire,
  vacancyRate: recruiting.vacancyRate,
  internalMobility: recruiting.internalMobility,
} satisfies Listed<typeof recruiting>;
