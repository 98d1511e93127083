import { fiscal, isoWeek, week } from "kpi-core/periods";
import { expect, it } from "vitest";
import { calendar } from "./reference.ts";

const localOf = (date: string) => Date.parse(`${date}T00:00:00Z`);
const two = (value: number) => String(value).padStart(2, "0");

it("ISO weeks are those of the reference", () => {
  const dates = calendar.isoWeek.map(([date]) => [date, isoWeek.label(localOf(date))]);
  expect(dates).toEqual(calendar.isoWeek.map(([date, year, number]) => [date, `${year}-W${two(number)}`]));
  const weekdays = calendar.isoWeek.map(
    ([date]) => (localOf(date) - isoWeek.floor(localOf(date))) / 86_400_000,
  );
  expect(weekdays).toEqual(calendar.isoWeek.map(([, , , weekday]) => weekday - 1));
});

it.each(Object.entries(calendar.week))("weeks that start on / need days: %s", (rule, expected) => {
  const [startsOn = 0, minimalDays = 0] = rule.split("/").map(Number);
  const { label } = week({ startsOn, minimalDays });
  const dates = expected.map(([date]) => [date, label(localOf(date))]);
  expect(dates).toEqual(expected.map(([date, year, number]) => [date, `${year}-W${two(number)}`]));
});

it.each(calendar.fiscalYear)(
  "fiscal calendar on %s, from month %i",
  (date, startMonth, byStart, byEnd, q, p) => {
    const local = localOf(date);
    for (const [named, year] of [["start", byStart] as const, ["end", byEnd] as const]) {
      const grains = fiscal({ startMonth, named });
      const labels = [grains.year.label(local), grains.quarter.label(local), grains.month.label(local)];
      expect(labels).toEqual([`FY${year}`, `FY${year}-Q${q}`, `FY${year}-P${two(p)}`]);
    }
  },
);
