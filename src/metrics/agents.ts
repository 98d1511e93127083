import { metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { call } from "../records/call.ts";
import { shift } from "../records/shift.ts";

const handled = population(call).where("known(answeredAt)").dated("answeredAt");
const onDuty = population(shift);
const planned = onDuty.where("known(paidSeconds) and known(availableSeconds)").dated("startedAt");
const paid = onDuty.dated("startedAt");

/** Of the time that agents were on duty and not on a break, the share that they worked on calls. */
export const occupancy = metric("occupancy", {
  title: { en: "Occupancy of agents", fr: "Taux d'occupation des agents" },
  about:
    "Working time on calls, by when they were answered, over the time on duty without breaks; several contacts at once can pass 100 %.",
  unit: "share",
  better: "target",
  inputs: {
    handling: handled.sum("handleSeconds"),
    onDuty: onDuty.during("startedAt", "endedAt").seconds(),
    breaks: onDuty.dated("startedAt").sum("breakSeconds"),
  },
  formula: "handling / (onDuty - breaks)",
  // handle 24 h, ready time 30 h
  example: { given: { handling: 86_400, onDuty: 115_200, breaks: 7200 }, gives: "0.8" },
  source: {
    text: "Call Centre Helper 220060, occupancy in the form of COPC: handle time over logged-in, ready time",
  },
  aliases: ["agent occupancy", "utilisation of agents (ICMI 2012)"],
});

/** Of the time paid, the share in which people were not there for contacts: breaks, training, meetings, absence. */
export const shrinkage = metric("shrinkage", {
  title: { en: "Shrinkage", fr: "Taux d'indisponibilité (shrinkage)" },
  about:
    "Share of the paid time of shifts that began in the period in which people were neither at work on contacts nor ready for one. For so many at work, schedule so many over 1 - shrinkage.",
  unit: "share",
  better: "lower",
  inputs: { paid: planned.sum("paidSeconds"), available: planned.sum("availableSeconds") },
  formula: "(paid - available) / paid",
  // 73.6 of 253 days
  example: { given: { paid: 253, available: "179.4" }, gives: "0.2909090909090909090909090909090909" },
  source: { text: "pyworkforce, shrinkage: paid time not available over paid time" },
  aliases: ["agent shrinkage", "staff shrinkage", "taux d'improductivité"],
});

/** Of the time paid, the share that agents worked on calls; `occupancy` is of the time that they were there. */
export const agentUtilisation = metric("agentUtilisation", {
  title: { en: "Utilisation of agents", fr: "Taux d'utilisation des agents" },
  about:
    "Working time on calls, by when they were answered, over the paid time of the shifts that began in the period, breaks and training included.",
  unit: "share",
  better: "target",
  inputs: { handling: handled.sum("handleSeconds"), paid: paid.sum("paidSeconds") },
  formula: "handling / paid",
  // 24 of 40 hours
  example: { given: { handling: 86_400, paid: 144_000 }, gives: "0.6" },
  source: { text: "HDI, agent utilisation: time handling contacts over time paid", recalled: true },
  aliases: ["agent utilization", "taux d'utilisation", "productive time share"],
});
