import { isNamed } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import type { At } from "../core/history.ts";
import { shown } from "../core/instant.ts";
import type { FoldName } from "../core/measure.ts";
import type { Rejection } from "../core/row-check.ts";
import type { Period } from "../periods/period.ts";
import type { Fate } from "./fate.ts";
import type { Group } from "./groups.ts";
import type { State } from "./state.ts";

/** A period of a tally; incomplete where the range or `asOf` cuts it. */
export interface TallyPeriod extends Period {
  readonly complete: boolean;
}

/** What became of the rows of a kind: read = used + left out + rejected. */
export interface RowLedger {
  readonly kind: string;
  readonly read: number;
  readonly used: number;
  readonly leftOut: Readonly<Partial<Record<Fate, number>>>;
  readonly rejected: readonly Rejection[];
}

/** What became of the accepted rows in a measure; the counts add up to them. */
export interface MeasureLedger {
  readonly key: string;
  readonly accepted: number;
  readonly fates: Readonly<Partial<Record<Fate, number>>>;
}

/** The state of one measure in every cell, or why its cells could not become one. */
export interface Tallied {
  readonly fold: FoldName;
  /** The schedule that its working time is by; null where it reads none. */
  readonly schedule: string | null;
  readonly state: State | Refusal;
}

export interface Refusal {
  readonly refused: string;
}

/** The state of all measures per period and group, as plain data. */
export interface TallyData {
  readonly by: readonly string[];
  /** When the names that have a history were read. */
  readonly at: Readonly<Record<string, At["at"]>>;
  /** Null where the whole range is one period. */
  readonly grain: string | null;
  readonly timeZone: string | null;
  readonly asOf: number | null;
  /** What each period reaches back to, such as `rolling 3`; null where each begins where the one before ends. */
  readonly windows: string | null;
  /** How far a value of a quantile may be from its own, as a share of it; null where all are exact. */
  readonly approximate: string | null;
  /** Sorted. */
  readonly periods: readonly TallyPeriod[];
  readonly groups: readonly Group[];
  /**
   * By the keys of the measures. Cells are numbered period by period, and in each period group by group; what is the
   * same for all groups has one entry a period.
   */
  readonly states: ReadonlyMap<string, Tallied>;
  readonly ledgers: Ledgers;
}

/** What became of the rows, by kind and by measure. */
export interface Ledgers {
  readonly rows: readonly RowLedger[];
  readonly measures: readonly MeasureLedger[];
}

/** Throws for what is no tally, such as the JSON of one. */
export function requireTally(doing: string, tally: unknown): void {
  if (isNamed(tally) && "states" in tally) return;
  const right = "give what tallyOf made, each on its own, and JSON by tallyFrom";
  throw new KpiError("bad-plan", `${doing}: a tally is ${shown(tally)}; ${right}`);
}

/** Throws where the periods of a tally overlap, so that what they have in common would count twice. */
export function requireApart(doing: string, tally: TallyData): void {
  requireTally(doing, tally);
  const { windows } = tally;
  if (windows === null) return;
  const right = `${doing} first, then take the windows`;
  throw new KpiError(
    "not-mergeable",
    `${doing}: the periods are windows (${windows}), which overlap; ${right}`,
  );
}

/** From the start of the first period to the end of the last; null where there are no periods. */
export function rangeOfPeriods(
  periods: readonly TallyPeriod[],
): { readonly start: number; readonly end: number } | null {
  const [first, last] = [periods[0], periods.at(-1)];
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end };
}

/** The moment of the report; Infinity where there is none. */
export function asOfOf({ asOf }: TallyData): number {
  return asOf ?? Number.POSITIVE_INFINITY;
}

/** What a tally is by, as messages say it. */
export function namesOf({ by, at }: TallyData): string {
  return by.map((name) => (Object.hasOwn(at, name) ? `${name} at ${at[name]}` : name)).join(", ");
}
