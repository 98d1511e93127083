// Holds the built package to the reference of periods, in whatever runtime runs it: plain JavaScript, no test runner.
import { readFileSync } from "node:fs";
import { fiscal, timeline, workSchedule, zoneOf } from "../dist/periods/index.js";

const read = (name) =>
  JSON.parse(readFileSync(new URL(`../test/reference/periods/${name}.json`, import.meta.url), "utf8"));
const count = { right: 0, wrong: 0, left: 0 };
const hold = (holds) => {
  count[holds ? "right" : "wrong"]++;
};

const { sentinels } = read("tzdata-sentinels");
const DAY = 86_400_000;
/** True where this runtime's table of the world's clocks is too old for what ends at `end`. */
const isStale = (zone, end) =>
  sentinels.some(
    (sentinel) =>
      sentinel.zone === zone &&
      zoneOf(zone).offsetAt(sentinel.at) !== sentinel.offsetSeconds * 1000 &&
      end > sentinel.at - 3 * DAY,
  );

const { range, zones } = read("boundaries");
for (const [timeZone, zone] of Object.entries(zones)) {
  const decoded = ({ startMs, runs }) => {
    const bounds = [startMs];
    for (const [times, length] of runs) for (let i = 0; i < times; i++) bounds.push(bounds.at(-1) + length);
    return bounds;
  };
  const year = (startMonth) => fiscal({ startMonth, named: "end" }).year;
  const lists = [
    ["hour", range[0], decoded(zone.hour)],
    ["day", range[0], decoded(zone.day)],
    ["isoWeek", zone.isoWeek.first, decoded(zone.isoWeek)],
    ...["month", "quarter", "year"].map((grain) => [grain, range[0], zone[grain]]),
    [year(4), "1995-04-01", zone.fiscalYearApr],
    [year(7), "1995-07-01", zone.fiscalYearJul],
    [year(10), "1995-10-01", zone.fiscalYearOct],
  ];
  for (const [grain, from, expected] of lists) {
    const limit = zone.stableUntil ?? expected.at(-1);
    const { bounds } = timeline(grain, { timeZone, from, to: range[1] });
    expected.forEach((bound, i) => {
      if (bound <= limit) hold(bounds[i] === bound);
    });
  }
}

for (const { zone, localStart, localEnd, start, end } of read("traps").traps) {
  if (isStale(zone, end)) count.left++;
  else
    for (const [text, t] of [
      [localStart, start],
      [localEnd, end],
    ])
      hold(zoneOf(zone).start(Date.parse(`${text}T00:00:00Z`)) === t);
}

const { schedules, elapsed, due } = read("business-hours");
const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const made = Object.fromEntries(
  Object.entries(schedules).map(([id, { zone, weekly, exceptions = {} }]) => {
    const week = Object.fromEntries(Object.entries(weekly).map(([day, hours]) => [weekdays[day - 1], hours]));
    return [id, workSchedule({ timeZone: zone, weekly: week, exceptions })];
  }),
);
for (const { schedule, start, end, workedMs } of elapsed) {
  if (isStale(schedules[schedule].zone, Math.max(start, end))) count.left++;
  else hold(made[schedule].elapsed(start, end) === workedMs);
}
for (const { schedule, start, workedMs, due: expected } of due) {
  if (isStale(schedules[schedule].zone, Math.max(start, expected))) count.left++;
  else hold(made[schedule].due(start, workedMs) === expected);
}

console.log(`${count.right} right, ${count.wrong} wrong, ${count.left} left out for stale time zones`);
if (count.wrong > 0 || count.right < 1_000_000)
  throw new Error("the reference does not hold in this runtime");
