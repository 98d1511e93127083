export * from "./changeovers.ts";
export * from "./complaints.ts";
export * from "./oee.ts";
export * from "./production-orders.ts";
export * from "./production-plan.ts";
export * from "./quality-costs.ts";
export * from "./yield.ts";
