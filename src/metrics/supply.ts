export * from "./deliveries.ts";
export * from "./fulfilment.ts";
