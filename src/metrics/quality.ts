export * from "./complaints.ts";
export * from "./quality-costs.ts";
export * from "./yield.ts";
