export * from "./budget.ts";
export * from "./burn.ts";
export * from "./margins.ts";
export * from "./working-capital.ts";
