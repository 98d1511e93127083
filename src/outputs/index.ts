export { type DataFrame, dataFrame } from "./data-frame.ts";
export { definition } from "./definition.ts";
export { explain } from "./explain.ts";
export { ledgers } from "./ledgers.ts";
export { markdown } from "./markdown.ts";
export type { Place } from "./place.ts";
export type { Rows, TidyRows } from "./rows.ts";
export { type TerminalOptions, terminal } from "./terminal.ts";
export { type TidyCell, tidy } from "./tidy.ts";
