import { readFileSync } from "node:fs";
import { type CohortCell, cohorts, type PooledCell, type Retained } from "kpi-core/histories";
import { describe, expect, it } from "vitest";

// Counted by brute force elsewhere, in fractions; see ../reference/retention-people

interface Expected {
  readonly as_of: string;
  readonly results: readonly {
    readonly tz: string;
    readonly basis: "calendar" | "24h";
    readonly cohorts: readonly { cohort: string; size: number; cells: Record<string, number | null> }[];
    readonly overall: Record<string, { retained: number; eligible: number; rate: string | null }>;
  }[];
}

const file = (name: string) =>
  readFileSync(new URL(`../reference/retention-people/${name}`, import.meta.url), "utf8");
const expected = JSON.parse(file("retention_expected.json")) as Expected;
const rows = file("retention_events.csv")
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => ({ user: line.split(",")[0] as string, ts: line.split(",")[1] as string }));
const rules: readonly (readonly [string, Retained])[] = [
  ["on", "on"],
  ["on_or_after", "onOrAfter"],
  ["bracket", { brackets: [[1, 3], [4, 7], [8, 14]] }],
]; // biome-ignore format: a table

const fraction = (text: string) => text.split("/").map(Number) as [number, number];
const keyOf = (rule: string, { age, through }: { age: number; through: number }) =>
  `${rule}:${age}${rule === "bracket" ? `-${through}` : ""}`;

describe.each(expected.results)(
  "retention by an oracle: $tz, $basis",
  ({ tz, basis, cohorts: said, overall }) => {
    it.each(rules)("%s", (rule, retained) => {
      const table = cohorts(rows, {
        actor: "user",
        at: "ts",
        grain: "day",
        every: basis === "24h" ? "24h" : "day",
        timeZone: tz,
        asOf: expected.as_of,
        retained,
        upTo: 14,
      });
      const triangle = table.triangle();
      const named = new Map(triangle.map((row) => [row.cohort.label, row]));
      let compared = 0;
      for (const { cohort, size, cells } of said) {
        const row = named.get(cohort);
        expect([cohort, row?.size]).toEqual([cohort, size]);
        for (const cell of row?.cells ?? []) {
          const count = cells[keyOf(rule, cell)];
          if (count === undefined) continue;
          expect([cohort, keyOf(rule, cell), observed(cell, size)]).toEqual([
            cohort,
            keyOf(rule, cell),
            count,
          ]);
          compared++;
        }
      }
      const empty = triangle.filter(({ cohort }) => !said.some((one) => one.cohort === cohort.label));
      expect(empty.every(({ size, cells }) => size === 0 && cells.every(isEmpty))).toBe(true);
      for (const pooled of table.pooled()) {
        const right = overall[keyOf(rule, pooled)];
        if (right === undefined) continue;
        expect([pooled.retained, pooled.eligible]).toEqual([right.retained, right.eligible]);
        expect(isFraction(pooled, right.rate)).toBe(true);
        compared++;
      }
      const columns = rule === "bracket" ? 3 : 5;
      expect(compared).toBe(columns * (said.length + 1));
      const { read, used, leftOut, rejected } = table.ledger;
      expect(read).toBe(used + Object.values(leftOut).reduce((a, b) => a + b, 0) + rejected.length);
    });
  },
);

/** How many were retained; null where the cell is not observed yet. */
function observed(cell: CohortCell, size: number): number | null {
  if (cell.status === "none") return cell.reason === "immature" ? null : Number.NaN;
  expect(cell.eligible).toBe(size);
  expect(cell.value.times(size).toFixed(20)).toBe(cell.retained.toFixed(20));
  return cell.retained;
}

function isEmpty(cell: CohortCell): boolean {
  return cell.status === "none" && cell.reason === "empty-cohort";
}

function isFraction({ retained, eligible, value }: PooledCell, rate: string | null): boolean {
  if (rate === null || value === null) return rate === value;
  const [over, under] = fraction(rate.includes("/") ? rate : `${rate}/1`);
  return retained * under === over * eligible && value.times(under).toFixed(20) === over.toFixed(20);
}
