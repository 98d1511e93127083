import * as retention from "../metrics/retention.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Customers and people who stay", fr: "Clients et salariés qui restent" };

export const metrics = {
  customerRetention: retention.customerRetention,
  customerChurn: retention.customerChurn,
  averageHeadcount: retention.averageHeadcount,
  headcount: retention.headcount,
  employeeTurnover: retention.employeeTurnover,
  voluntaryTurnover: retention.voluntaryTurnover,
  employeeRetention: retention.employeeRetention,
} satisfies Listed<typeof retention>;
