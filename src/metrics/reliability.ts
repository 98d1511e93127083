export * from "./availability.ts";
export * from "./failures.ts";
export * from "./incidents.ts";
export * from "./objectives.ts";
