import { readFileSync } from "node:fs";
import { TZDate } from "@date-fns/tz";
import { Temporal as JsTemporal } from "@js-temporal/polyfill";
import { startOfMonth } from "date-fns";
import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";
import businessTime from "dayjs-business-time";
import { timeline, type Weekday, workSchedule, zoneOf } from "kpi-core/periods";
import { DateTime } from "luxon";
import moment from "moment";
import "moment-business-time";
import momentTimezone from "moment-timezone";
import { Temporal } from "temporal-polyfill";
import { type Contest, seeded } from "./harness.ts";

dayjs.extend(utc);
dayjs.extend(timezone);
dayjs.extend(businessTime);

const PARIS = "Europe/Paris";
const SLOW = 2000;

export function contests(): Contest[] {
  return [months(), zones(), business()];
}

/** The month that each of a million random instants of twenty years lies in, as the instant at which it starts. */
function months(): Contest {
  const random = seeded(1);
  const [from, to] = [Date.UTC(2005, 0, 1), Date.UTC(2025, 0, 1)];
  const times = Float64Array.from({ length: 1_000_000 }, () => Math.floor(from + random() * (to - from)));
  const each = (start: (t: number) => number) => (size: number) =>
    Float64Array.from(times.subarray(0, size), start);
  const line = timeline("month", { timeZone: PARIS, from: "2004-12-01", to: "2025-02-01" });
  const ofTemporal = (zoned: { startOfDay(): { epochMilliseconds: number } }) =>
    zoned.startOfDay().epochMilliseconds;
  return {
    name: "Months in Europe/Paris",
    item: "event",
    size: times.length,
    checked: SLOW,
    contenders: [
      {
        name: "kpi-core",
        run: (size) => line.assign(times.subarray(0, size)),
        said: (found) => Float64Array.from(found, (period) => line.bounds[period] as number),
      },
      {
        name: "moment-timezone",
        run: each((t) => momentTimezone.tz(t, PARIS).startOf("month").valueOf()),
        most: SLOW,
      },
      {
        name: "temporal-polyfill",
        run: each((t) =>
          ofTemporal(Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(PARIS).with({ day: 1 })),
        ),
        most: SLOW,
      },
      {
        name: "Luxon",
        run: each((t) => DateTime.fromMillis(t, { zone: PARIS }).startOf("month").toMillis()),
        most: SLOW,
      },
      {
        name: "@js-temporal/polyfill",
        run: each((t) =>
          ofTemporal(JsTemporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(PARIS).with({ day: 1 })),
        ),
        most: SLOW,
      },
      {
        name: "date-fns with TZDate",
        run: each((t) => startOfMonth(new TZDate(t, PARIS)).getTime()),
        most: SLOW,
      },
      { name: "dayjs.tz", run: each((t) => dayjs.tz(t, PARIS).startOf("month").valueOf()), most: 500 },
    ],
  };
}

/** The table of a zone over 34 years, read from Intl, once for each of 20 zones that nobody has asked for yet. */
function zones(): Contest {
  const fresh = Intl.supportedValuesOf("timeZone").filter((name) => name.startsWith("America/"));
  let next = 0;
  const years = Array.from({ length: 35 }, (_, year) => Date.UTC(1994 + year, 0, 1));
  return {
    name: "Offsets of 34 years of a zone that is new to the process",
    item: "zone",
    size: 10,
    checked: 1,
    contenders: [
      {
        name: "kpi-core",
        run: (size) => {
          for (let zone = 0; zone < size; zone++) {
            const { offsetAt } = zoneOf(fresh[next++ % fresh.length] as string);
            for (const year of years) offsetAt(year);
          }
          return [size];
        },
      },
    ],
    truth: [1],
  };
}

type Hours = Readonly<Record<string, [string, string][]>>;
interface Pair {
  readonly schedule: string;
  readonly start: number;
  readonly end: number;
  readonly workedMs: number;
}
interface Reference {
  readonly schedules: Readonly<Record<string, { zone: string; weekly: Hours; exceptions?: Hours }>>;
  readonly elapsed: readonly Pair[];
}

const weekdays: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Worked milliseconds between two instants, on the cases of an independent oracle for one French schedule. */
function business(): Contest {
  const { schedules, elapsed } = JSON.parse(
    readFileSync("../test/reference/periods/business-hours.json", "utf8"),
  ) as Reference;
  const name = "lunch-paris";
  const { zone, weekly, exceptions = {} } = schedules[name] as Reference["schedules"][string];
  const cases = elapsed.filter(({ schedule }) => schedule === name);
  const pair = (i: number) => cases[i % cases.length] as Pair;
  const holidays = Object.keys(exceptions).filter((date) => exceptions[date]?.length === 0);
  const hoursOf = (isoDay: number) => weekly[String(isoDay)] ?? [];
  const schedule = workSchedule({
    timeZone: zone,
    weekly: Object.fromEntries(weekdays.map((day, i) => [day, hoursOf(i + 1)])),
    exceptions,
  });
  configurePeers((sunday) => hoursOf(sunday === 0 ? 7 : sunday), holidays);
  return {
    name: "Business time elapsed, with lunch breaks and holidays, Europe/Paris",
    item: "pair",
    size: 1_000_000,
    checked: cases.length,
    truth: cases.map(({ workedMs }) => workedMs),
    contenders: [
      {
        name: "kpi-core",
        run: (size) =>
          Float64Array.from({ length: size }, (_, i) => schedule.elapsed(pair(i).start, pair(i).end)),
      },
      {
        name: "moment-business-time",
        run: (size) => Array.from({ length: size }, (_, i) => momentWorked(pair(i))),
        most: 300,
      },
      {
        name: "dayjs-business-time",
        run: (size) => Array.from({ length: size }, (_, i) => dayjsWorked(pair(i))),
        most: 300,
      },
    ],
  };
}

/** The same week and holidays for the peers, which know no hours of a special day; their zone is that of the host. */
function configurePeers(hoursOf: (sunday: number) => [string, string][], holidays: readonly string[]): void {
  const days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
  const times = days.map((_, day) =>
    hoursOf(day).map(([start, end]) => ({ start: `${start}:00`, end: `${end}:00` })),
  );
  const filled = <V>(list: readonly V[], value: unknown) => (list.length === 0 ? null : value);
  const own = dayjs as unknown as {
    setBusinessTime(week: object): void;
    setHolidays(dates: readonly string[]): void;
  };
  own.setBusinessTime(Object.fromEntries(days.map((day, i) => [day, filled(times[i] ?? [], times[i])])));
  own.setHolidays(holidays);
  const flat = times.map((list) =>
    filled(
      list,
      list.flatMap(({ start, end }) => [start, end]),
    ),
  );
  moment.updateLocale("en", { workinghours: { ...flat }, holidays } as object);
}

function momentWorked({ start, end }: Pair): number {
  const later = moment(end) as unknown as { workingDiff(from: unknown, unit: string): number };
  return later.workingDiff(moment(start), "milliseconds");
}

function dayjsWorked({ start, end }: Pair): number {
  const from = dayjs(start) as unknown as { businessMinutesDiff(to: unknown): number };
  return Math.sign(end - start) * Math.abs(from.businessMinutesDiff(dayjs(end))) * 60_000;
}
