/** What went wrong, for programs; the message says it for people. */
export type KpiErrorCode =
  | "bad-definition" // a kind, a metric or a formula that contradicts itself
  | "bad-input" // an argument of a scalar function
  | "bad-json" // JSON that is none of ours, or was changed
  | "bad-plan" // a plan that cannot be carried out
  | "bad-table" // a table whose rows cannot be read as the kind
  | "bad-target" // a target that its metric or its report cannot have
  | "bad-time" // a time, zone, grain or schedule that does not exist
  | "not-mergeable"; // tallies that do not add up

/**
 * The one error of this library.
 *
 * Its message has three parts: the subject, what is wrong, what would be right.
 * `code` is stable and meant for programs.
 *
 * @example
 * ```ts
 * import { KpiError } from "kpi-core";
 *
 * const error = new KpiError("bad-input", "averageHandleTime needs handleSeconds, handled; handled is missing");
 * error.code // => "bad-input"
 * ```
 */
export class KpiError extends Error {
  // Declared alone: where tools rewrite class fields, as for CommonJS, the class would lose its own name
  declare readonly name: "KpiError";
  declare readonly code: KpiErrorCode;

  constructor(code: KpiErrorCode, message: string) {
    super(message);
    this.name = "KpiError";
    this.code = code;
  }
}
