import type { From } from "./mapping.ts";

/** What a thing was from one moment up to, and without, another; `until` is Infinity where it still is. */
export interface Stay {
  readonly since: number;
  readonly until: number;
  readonly state: string | null;
}

/** When a thing is asked what it was: at its first state, at the event or for as long as it lasted, or as known last. */
export type At = { readonly at: (typeof moments)[number] };

export const moments = ["opening", "event", "end"] as const;

/**
 * When to read a field that was different things over time, for `by` in the plan. `opening` is the first state that its
 * history knows, `end` the last one before `asOf`. `event` is what it was at the moment of each record; a record that
 * lasts counts for each state as long as the thing was in it, so that the backlog of a team is what it had on the day.
 *
 * @example
 * ```ts
 * import { at } from "kpi-core";
 *
 * at("event") // => { at: "event" }
 * ```
 */
export function at(moment: At["at"]): At {
  return Object.freeze({ at: moment });
}

/** What things were over time: for each key its stays, one after the other. */
export interface History {
  staysOf(key: string): readonly Stay[];
}

/** The history of a field of rows: `key` says which thing a row is about. */
export interface HistoryField<R = never> {
  readonly history: History;
  readonly key: From<R, string>;
}
