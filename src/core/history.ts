import type { From } from "./mapping.ts";

/** What a thing was from one moment up to, and without, another; `until` is Infinity where it still is. */
export interface Stay {
  readonly since: number;
  readonly until: number;
  readonly state: string | null;
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
