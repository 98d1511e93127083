import { fiscal, type Grain, grainOf, timeline } from "kpi-core/periods";
import { describe, expect, it } from "vitest";
import { boundaries, decode, type ZoneBoundaries } from "./reference.ts";

const fiscalYear = (startMonth: number) => fiscal({ startMonth, named: "end" }).year;

const [from, to] = boundaries.range;

/** What the reference holds for a zone: the grain, the first local date, and the boundaries. */
function listed(zone: ZoneBoundaries): [grain: Grain, from: string, bounds: number[]][] {
  return [
    [grainOf("hour"), from, decode(zone.hour)],
    [grainOf("day"), from, decode(zone.day)],
    [grainOf("isoWeek"), zone.isoWeek.first, decode(zone.isoWeek)],
    [grainOf("month"), from, zone.month],
    [grainOf("quarter"), from, zone.quarter],
    [grainOf("year"), from, zone.year],
    [fiscalYear(4), "1995-04-01", zone.fiscalYearApr],
    [fiscalYear(7), "1995-07-01", zone.fiscalYearJul],
    [fiscalYear(10), "1995-10-01", zone.fiscalYearOct],
  ];
}

/** The boundaries at which two sorted lists differ, up to a limit. */
function differences(ours: Iterable<number>, theirs: Iterable<number>, limit: number): number[] {
  const upTo = (bounds: Iterable<number>) => Array.from(bounds).filter((bound) => bound <= limit);
  const [left, right] = [upTo(ours), upTo(theirs)];
  const wrong: number[] = [];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [a, b] = [left[i], right[i]];
    if (a !== b) wrong.push(a ?? b ?? Number.NaN);
  }
  return wrong;
}

let checked = 0;

describe.each(Object.entries(boundaries.zones))("%s", (timeZone, zone) => {
  it.each(listed(zone))("$name begins when the reference says", (grain, first, expected) => {
    const last = expected.at(-1) ?? Number.NaN;
    const limit = Math.min(last, zone.stableUntil ?? last);
    const { bounds } = timeline(grain, { timeZone, from: first, to });
    expect(differences(bounds, expected, limit)).toEqual([]);
    checked += expected.filter((bound) => bound <= limit).length;
  });

  it("has no period for a date that was skipped", () => {
    const labels = new Set(Array.from(timeline("day", { timeZone, from, to }), ({ label }) => label));
    expect(labels.size).toBe(zone.day.runs.reduce((sum, [count]) => sum + count, 0));
    for (const date of zone.droppedDays) expect(labels.has(date)).toBe(false);
  });
});

it("checked millions of boundaries", () => {
  expect(checked).toBeGreaterThan(8_000_000);
  if (process.env.COUNTS) console.log(`${checked} boundaries`);
});
