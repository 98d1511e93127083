import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";

/**
 * A stretch of time with a name: from `start` up to, and without, `end`, both epoch milliseconds. Sort and
 * join periods by `start`, never by `label`: the labels of a repeated hour do not sort in time.
 */
export interface Period {
  /** The name of its grain, such as `month`. */
  readonly grain: string;
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

/** The error of what was given in place of a period. */
export function noPeriod(subject: string, value: unknown): KpiError {
  const right = "give one that periodOf, toDate or a timeline made";
  return new KpiError("bad-time", `${subject}: ${shown(value)} is not a period; ${right}`);
}
