import { Decimal } from "../core/decimal.ts";
import { greatestOf } from "../core/many.ts";
import type { Period } from "../periods/period.ts";
import type { Counts } from "./cohort-counts.ts";
import type { AgeColumn } from "./retention-rules.ts";

interface Counted extends AgeColumn {
  /** Members that have completed the age: whoever could be observed. */
  readonly eligible: number;
  /** How many of the eligible were retained. */
  readonly retained: number;
}

/** A value, or why there is none: not all members have completed the age, or nobody started. A measured 0 is 0. */
type Outcome =
  | { readonly status: "value"; readonly value: Decimal }
  | { readonly status: "none"; readonly value: null; readonly reason: "immature" | "empty-cohort" };

/** One cohort at one age. */
export type CohortCell = Counted &
  Outcome & {
    readonly cohort: Period;
    readonly size: number;
    /** From when on it has a value: its cohort is closed, and each member has completed the age. */
    readonly observedFrom: number | null;
    /** From when on the value does not change; null where later returns still raise it, as in `"onOrAfter"`. */
    readonly finalAt: number | null;
  };

/** One age over all cohorts shown: those who could be observed, of whichever cohort. */
export type PooledCell = Counted & Outcome;

/** A cohort with its cells, by age. */
export interface CohortRow {
  readonly cohort: Period;
  readonly size: number;
  readonly cells: readonly CohortCell[];
}

/** Cohorts by age. */
export interface CohortTable {
  /** All cells, cohort by cohort. */
  readonly cells: readonly CohortCell[];
  /** A row for each cohort, those without members too. */
  triangle(): readonly CohortRow[];
  /** The line over all cohorts. */
  pooled(): readonly PooledCell[];
}

/** What a table is made of. */
export interface TableParts {
  readonly counts: Counts;
  /** The group shown; null for all. */
  readonly group: number | null;
  readonly cohorts: readonly Period[];
  readonly asOf: number;
  readonly everFinal: boolean;
  endOf(start: number, age: number): number | null;
}

/** Cells are made when they are first read. */
export function cohortTable(parts: TableParts): CohortTable {
  let rows: readonly CohortRow[] | null = null;
  function triangle(): readonly CohortRow[] {
    rows ??= rowsOf(parts);
    return rows;
  }
  return Object.freeze({
    get cells() {
      return triangle().flatMap(({ cells }) => cells);
    },
    triangle,
    pooled: () => pooledOf(parts),
  });
}

function linesOf({ counts, group }: TableParts) {
  return group === null ? counts.lines : counts.lines.filter((line) => line.group === group);
}

function rowsOf(parts: TableParts): CohortRow[] {
  const { counts, cohorts, group, asOf, everFinal, endOf } = parts;
  const byCohort = cohorts.map((): Counts["lines"][number][] => []);
  for (const line of linesOf(parts)) byCohort[line.cohort]?.push(line);
  const latestStarts = group === null ? counts.latestStarts : [counts.latestStarts[group] as Float64Array];
  return cohorts.map((cohort, c) => {
    const lines = byCohort[c] as Counts["lines"][number][];
    const size = lines.reduce((sum, line) => sum + line.size, 0);
    // Who may still join starts at the end of the cohort at the latest
    const last =
      asOf < cohort.end ? cohort.end - 1 : greatestOf(latestStarts.map((starts) => starts[c] as number));
    const cells = counts.columns.map((column, i): CohortCell => {
      const over = size === 0 && asOf >= cohort.end ? cohort.end : endOf(last, column.through);
      const observedFrom = over === null ? null : Math.max(over, cohort.end);
      const counted = countedOf(lines, column, i);
      const known = observedFrom !== null && observedFrom <= asOf;
      const outcome = known || size === 0 ? outcomeOf(counted, size) : immature;
      return {
        cohort,
        ...column,
        size,
        ...counted,
        ...outcome,
        observedFrom,
        finalAt: everFinal ? observedFrom : null,
      };
    });
    return { cohort, size, cells };
  });
}

function pooledOf(parts: TableParts): PooledCell[] {
  const lines = linesOf(parts);
  const size = lines.reduce((sum, line) => sum + line.size, 0);
  return parts.counts.columns.map((column, i) => {
    const counted = countedOf(lines, column, i);
    return { ...column, ...counted, ...outcomeOf(counted, size) };
  });
}

function countedOf(
  lines: Counts["lines"],
  { through }: AgeColumn,
  column: number,
): Omit<Counted, keyof AgeColumn> {
  let [eligible, retained] = [0, 0];
  for (const line of lines) {
    if (line.completed <= through) continue;
    eligible += line.size;
    retained += line.retained[column] as number;
  }
  return { eligible, retained };
}

const immature: Outcome = Object.freeze({ status: "none", value: null, reason: "immature" });
const empty: Outcome = Object.freeze({ status: "none", value: null, reason: "empty-cohort" });

function outcomeOf({ eligible, retained }: Omit<Counted, keyof AgeColumn>, size: number): Outcome {
  if (size === 0) return empty;
  if (eligible === 0) return immature;
  return { status: "value", value: new Decimal(retained).div(eligible) };
}
