import * as sla from "../metrics/sla.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Service level agreements", fr: "Engagements de service (SLA)" };

export const metrics = {
  slaTargetAttainment: sla.slaTargetAttainment,
  slaBreaches: sla.slaBreaches,
  slaBreachRate: sla.slaBreachRate,
  slaAttainmentOfEnded: sla.slaAttainmentOfEnded,
  slaTimeOverTarget: sla.slaTimeOverTarget,
  slaOverdue: sla.slaOverdue,
  slaCancelledOverdue: sla.slaCancelledOverdue,
} satisfies Listed<typeof sla>;
