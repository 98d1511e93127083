export * from "./deliveries.ts";
export * from "./fulfilment.ts";
export * from "./inventory.ts";
export * from "./purchasing.ts";
