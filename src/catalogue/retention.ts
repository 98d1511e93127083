import * as retention from "../metrics/retention.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Customers and people who stay", fr: "Clients et salariés qui restent" };

export const metrics = {
  customerRetention: retention.customerRetention,
  customerChurn: retention.customerChurn,
  repeatPurchaseRate: [
    retention.repeatPurchaseRate({ of: "returning" }),
    retention.repeatPurchaseRate({ of: "within-period" }),
    retention.repeatPurchaseRate({ of: "purchases" }),
  ],
  secondPurchaseRate: retention.secondPurchaseRate({ within: "P30D" }),
  averageHeadcount: [
    retention.averageHeadcount({ over: "days" }),
    retention.averageHeadcount({ over: "ends" }),
    retention.averageHeadcount({ over: "lists" }),
  ],
  headcount: retention.headcount,
  fullTimeEquivalents: retention.fullTimeEquivalents,
  averageFullTimeEquivalents: retention.averageFullTimeEquivalents,
  hires: retention.hires,
  departures: retention.departures,
  employeeTurnover: [
    retention.employeeTurnover({ over: "days" }),
    retention.employeeTurnover({ over: "ends" }),
    retention.employeeTurnover({ over: "lists" }),
    retention.employeeTurnover({ over: "opening" }),
    retention.employeeTurnover({ over: "closing" }),
  ],
  voluntaryTurnover: [
    retention.voluntaryTurnover({ over: "days" }),
    retention.voluntaryTurnover({ over: "lists" }),
  ],
  regrettedTurnover: [
    retention.regrettedTurnover({ over: "days" }),
    retention.regrettedTurnover({ over: "closing" }),
  ],
  staffRotation: retention.staffRotation,
  employeeRetention: retention.employeeRetention,
  firstYearAttrition: retention.firstYearAttrition,
} satisfies Listed<typeof retention>;
