// Holds the built package to the reference of periods, in whatever runtime runs it: plain JavaScript, no test runner.
import { readFileSync } from "node:fs";
import {
  fiscal,
  retail,
  shifts,
  thirteenPeriods,
  timeline,
  workSchedule,
  zoneOf,
} from "../dist/periods/index.js";

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

for (const { zone: timeZone, starts, shifts: expected } of read("shifts").cases) {
  const grain = shifts(starts.map((start, i) => ({ name: `shift ${i + 1}`, start })));
  const line = timeline(grain, { timeZone, from: expected[0].start, to: expected.at(-1).end });
  const found = new Map(Array.from(line, (period) => [period.start, period]));
  for (const { date, shift, start, end } of expected) {
    if (start === end) continue; // the zone skipped it
    const period = found.get(start);
    hold(period?.end === end && period.label === `${date} shift ${shift}`);
  }
}

const calendar = read("calendar");
const saturday = { endWeekday: 6, named: "start" };
const january = { ...saturday, endMonth: 1 };
/** Each year of whole weeks: its months and quarters, each list with the end of the year. */
const years = [
  [calendar.nrf454, retail({ ...january, pattern: "4-5-4", rule: "nearest" })],
  [calendar.fiscal445_lastSatJan, retail({ ...january, pattern: "4-4-5", rule: "last" })],
  [
    calendar.fiscal445_lastSatSep_namedEnd,
    retail({ ...saturday, endMonth: 9, pattern: "4-4-5", rule: "last" }),
  ],
  [
    calendar.fiscal544_nearestSunDec_namedEnd,
    retail({ endWeekday: 7, endMonth: 12, pattern: "5-4-4", rule: "nearest", named: "end" }),
  ],
];
const dates = (grain, from, to) =>
  Array.from(timeline(grain, { timeZone: "UTC", from, to }).bounds, (t) =>
    new Date(t).toISOString().slice(0, 10),
  );
for (const [list, { month, quarter }] of years) {
  for (const { start, end, months, quarters } of list) {
    hold(dates(month, start, end).join() === months.join());
    hold(dates(quarter, start, end).join() === quarters.join());
  }
}
const { period } = thirteenPeriods({ endMonth: 12, endWeekday: 7, rule: "nearest", named: "end" });
for (const { periods } of calendar.p13x4_nearestSunDec) {
  hold(dates(period, periods[0], periods.at(-1)).join() === periods.join());
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
