export * from "./changeovers.ts";
export * from "./oee.ts";
export * from "./production-orders.ts";
export * from "./production-plan.ts";
