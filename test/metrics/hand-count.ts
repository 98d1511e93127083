import type { Report } from "kpi-core";
import { expect, it } from "vitest";

/** Of each cell the value as text, or the reason why there is none. */
export function said(
  cells: Readonly<Record<string, { readonly value: unknown; readonly reason?: string }>>,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(cells).map(([name, { value, reason }]) => [name, value === null ? reason : String(value)]),
  );
}

/** What each metric comes to in the first month, in the second, and in all; counted by hand. */
export type HandCount<Page> = Readonly<Record<keyof Page, readonly [string, string, string]>>;

/** Holds a report of two periods to its hand count. */
export function expectCounts<Page>(
  counts: HandCount<Page>,
  names: readonly [string, string],
  report: () => Report,
): void {
  const lines = Object.entries<readonly [string, string, string]>(counts);
  it.each([...names, "in all: totals are of the rows"].map((name, at) => [name, at] as const))(
    "%s",
    (_, at) => {
      const { rows, totals } = report();
      const wanted = Object.fromEntries(lines.map(([name, line]) => [name, line[at]]));
      expect(said((at < 2 ? rows[at] : totals)?.cells ?? {})).toEqual(wanted);
    },
  );
}

/** Days as seconds. */
export const days = (count: number): string => String(count * 86_400);
/** Hours as seconds. */
export const hours = (count: number): string => String(count * 3600);

/** In the 34 digits of a value. */
export const third = "0.3333333333333333333333333333333333";
export const twoThirds = "0.6666666666666666666666666666666667";

/** January and February 2026 in UTC, reported as of a date. */
export const twoMonths = <const AsOf extends string>(asOf: AsOf) =>
  ({ per: "month", timeZone: "UTC", from: "2026-01-01", to: "2026-03-01", asOf }) as const;
