import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Lifetime } from "kpi-core/models";
import { expect } from "vitest";

// What R printed of survival; null is its NA

const read = (name: string) => readFileSync(new URL(`../reference/km/${name}`, import.meta.url), "utf8");

export interface Stratum {
  readonly dataset: string;
  readonly stratum: string;
}
interface OfCurve extends Stratum {
  readonly conf_type: "plain" | "log" | "log-log";
}
export interface Step extends OfCurve {
  readonly time: number;
  readonly n_risk: number;
  readonly n_event: number;
  readonly n_censor: number;
  readonly surv: number;
  readonly std_err_surv: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}
/** One horizon `tau` of a curve; the rest is the same in all of them. */
export interface Summary extends OfCurve {
  readonly n: number;
  readonly events: number;
  readonly tau: number;
  readonly rmean: number;
  readonly se_rmean: number;
  readonly q25_quantile_fn: number | null;
  /** As print(survfit) has it. */
  readonly median: number | null;
  readonly median_quantile_fn: number | null;
  readonly q75_quantile_fn: number | null;
  readonly median_first_le_half: number | null;
  readonly median_lower: number | null;
  readonly median_upper: number | null;
}
export interface AtTime extends OfCurve {
  readonly time: number;
  readonly n_risk: number | null;
  readonly surv: number | null;
  readonly std_err: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}
export interface Test {
  readonly dataset: string;
  readonly groups: string;
  readonly n: string;
  readonly observed: string;
  readonly expected: string;
  readonly chisq: number;
  readonly df: number;
  readonly p: number;
}

export const reference: {
  readonly curves: readonly Step[];
  readonly summary: readonly Summary[];
  readonly at_times: readonly AtTime[];
  readonly logrank: readonly Test[];
} = JSON.parse(read("km_reference.json"));

/** One of the sets that `more_reference.R` makes. */
export interface Made {
  readonly time: readonly number[];
  readonly entry: readonly number[];
  /** 0 where it was only seen for so long. */
  readonly cause: readonly number[];
  readonly group: readonly number[];
  readonly step: readonly number[];
  readonly atRisk: readonly number[];
  readonly survival: readonly number[];
  readonly error: readonly (number | null)[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  readonly median: readonly (number | null)[];
  readonly mean: readonly [tau: number, value: number, error: number];
  readonly incidence1: readonly number[];
  readonly incidence2: readonly number[];
  readonly observed?: readonly number[];
  readonly expected?: readonly number[];
  readonly test?: readonly [chiSquare: number, p: number];
}
export const made: readonly Made[] = JSON.parse(read("more_reference.json"));

/** The lifetimes of one stratum of a data set; `all` is the whole of it. */
export function lifetimesOf({ dataset, stratum }: Stratum): Lifetime[] {
  const rows: Record<string, string>[] = parse(read(`${dataset}_input.csv`), { columns: true });
  return rows
    .filter(({ group, set }) => stratum === "all" || (group ?? set) === stratum)
    .map(({ time, event }) => ({ duration: Number(time), ended: event === "1" }));
}

/** Null where R has NA, else within 1e-12 of what it printed, as a share of it. */
export function expectNear(
  found: { toNumber(): number } | number | null | undefined,
  wanted: number | null,
  what: string,
) {
  if (wanted === null || found == null) return expect(found ?? null, what).toBe(wanted);
  const value = typeof found === "number" ? found : found.toNumber();
  expect(Math.abs(value - wanted), `${what}: ${value}, not ${wanted}`).toBeLessThanOrEqual(
    1e-12 * Math.abs(wanted),
  );
}
