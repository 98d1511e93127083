export * from "./earned-value.ts";
export * from "./milestones.ts";
export * from "./scope.ts";
