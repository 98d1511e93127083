import { endOf, period, population, startOf, table } from "kpi-core";
import { bradford } from "kpi-core/histories";
import { occupancy } from "kpi-core/metrics/calls";
import { timeToFinish } from "kpi-core/metrics/flow";
import { absenceRate } from "kpi-core/metrics/people";
import { offerAcceptanceRate } from "kpi-core/metrics/recruiting";
import {
  averageHeadcount,
  customerChurn,
  employeeRetention,
  employeeTurnover,
  headcount,
} from "kpi-core/metrics/retention";
import { paidUtilisation } from "kpi-core/metrics/utilisation";
import { bradfordFactor } from "kpi-core/models";
import { workSchedule } from "kpi-core/periods";
import {
  absence,
  activity,
  booking,
  call,
  candidacy,
  person,
  shift,
  subscription,
  workday,
  workItem,
} from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf, ownMetric } from "./figures.ts";

// The mistakes of section F of the catalogue of retention and people, by their numbers; M2 is line 2 of the others.
// Cohorts, active users, recurring revenue and funnels (M1, M3 to M5, M8 to M10, M18, M19, M25, M26) are in histories,
// restricted means (M6, M7) and shrinkage (M22) in models, scores (M14 to M16) in scores.test.ts

const HOUR = 3600;
const DAY = 24 * HOUR;
const at = (seconds: number) => seconds * 1000;
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const sum = (values: readonly string[]) => values.reduce((total, value) => total + Number(value), 0);
const mean = (values: readonly string[]) => sum(values) / values.length;
const days = (count: number) => String(count * DAY);
const utc = { timeZone: "UTC" } as const;

describe("leaving and staying", () => {
  const customer = "c";
  it("M6. gone after 2 and 4, there for 10, 12 and 12: 3 as the mean of the gone; the median is not reached", () => {
    const asOf = at(20 * DAY);
    const contracts = table(subscription, [
      ...[2, 4].map((long) => ({ startedAt: 0, endedAt: at(long * DAY), customer })),
      ...[10, 12, 12].map((long) => ({ startedAt: asOf - at(long * DAY), endedAt: null, customer })),
    ]);
    const spans = population(subscription).during("startedAt", "endedAt");
    const gone = population(subscription).where("known(endedAt)").dated("endedAt");
    const meanOfGone = ownMetric("seconds", "lasted / gone", {
      lasted: gone.sum("seconds(startedAt, endedAt)"),
      gone: gone.count(),
    });
    const by = (p: number) => ownMetric("seconds", "duration", { duration: spans.survival(p) });
    expect(figuresOf(meanOfGone, contracts, { asOf }).total).toBe(days(3));
    expect(figuresOf(by(0.5), contracts, { asOf }).total).toBe("not-reached");
    // S(4) = 3/5: 40 % are gone, and stay so few as far as one can see; 41 % are never seen gone
    expect(figuresOf(by(0.39), contracts, { asOf }).total).toBe(days(4));
    expect(figuresOf(by(0.41), contracts, { asOf }).total).toBe("not-reached");
  });
  it("M29. filled after 10 and 20 days, open for 90 and 120: 15 as the mean of the filled; median 20", () => {
    const asOf = at(200 * DAY);
    const vacancies = table(workItem, [
      ...[10, 20].map((long) => ({ startedAt: 0, finishedAt: at(long * DAY) })),
      ...[90, 120].map((long) => ({ startedAt: asOf - at(long * DAY), finishedAt: null })),
    ]);
    expect(figuresOf(timeToFinish({ p: 0.5 }), vacancies, { asOf }).total).toBe(days(20));
  });

  it("M11. a churn of 3 % a month: 36 % a year as twelve times that; 30.6 %", () => {
    // Of 10,000 customers 3 % go in each month, in whole people
    let left = 10_000;
    const contracts = times(12, (month) => {
      const leaving = Math.round(left * 0.03);
      left -= leaving;
      return times(leaving, () => ({ startedAt: 0, endedAt: Date.UTC(2025, month, 15), customer }));
    }).flat();
    const stay = times(left, () => ({ startedAt: 0, endedAt: null, customer }));
    const year = { ...utc, from: "2025-01-01", to: "2026-01-01", asOf: "2026-01-01", per: "month" } as const;
    const { rows, total } = figuresOf(customerChurn, table(subscription, [...contracts, ...stay]), year);
    for (const month of rows) expect(Number(month).toFixed(3)).toBe("0.030");
    expect(sum(rows).toFixed(2)).toBe("0.36");
    expect(Number(total).toFixed(3)).toBe("0.306");
  });
  it("M12. 10 people, 60 in season: a turnover of 500 % over the two ends of the year; 187.5 % over its days", () => {
    // Of the 366 days of 2024 the season has 122, a third: 26 2/3 people on average
    const people = table(
      person,
      [
        ...times(10, () => ({ joinedOn: "2020-01-01", leftOn: null })),
        ...times(50, () => ({ joinedOn: "2024-05-03", leftOn: "2024-09-01" })),
      ],
      {},
      { zone: "UTC" },
    );
    const year = { ...utc, from: "2024-01-01", to: "2025-01-01", asOf: "2025-01-01", per: "month" } as const;
    const ends = figuresOf(headcount, people, year);
    expect(ends.rows.map(Number)).toEqual([
      ...times(4, () => 10),
      ...times(4, () => 60),
      ...times(4, () => 10),
    ]);
    expect(50 / mean(["10", ends.total])).toBe(5);
    expect(figuresOf(averageHeadcount({ over: "days" }), people, year).total).toBe(
      "26.66666666666666666666666666666667",
    );
    expect(figuresOf(employeeTurnover({ over: "days" }), people, year).total).toBe("1.875");
  });
  it("M13. 10 stay, 5 replacements come and go: a retention of 50 % as 1 - turnover; 100 %", () => {
    const people = table(
      person,
      [
        ...times(10, () => ({ joinedOn: "2020-01-01", leftOn: null })),
        ...times(5, (i) => ({ joinedOn: `2025-0${i + 1}-15`, leftOn: `2025-0${i + 1}-15` })), // a day each
      ],
      {},
      { zone: "UTC" },
    );
    const year = { ...utc, from: "2025-01-01", to: "2026-01-01", asOf: "2026-01-01" } as const;
    const turnover = figuresOf(employeeTurnover({ over: "days" }), people, year).total;
    expect((1 - Number(turnover)).toFixed(2)).toBe("0.50");
    expect(figuresOf(employeeRetention, people, year).total).toBe("1");
  });
  it("M17. active in January u1 and u2, in February u1 and u3: 4 as a sum; 3 people", () => {
    const log = table(activity, [
      { at: "2026-01-05T00:00Z", actor: "u1" },
      { at: "2026-01-06T00:00Z", actor: "u2" },
      { at: "2026-02-05T00:00Z", actor: "u1" },
      { at: "2026-02-06T00:00Z", actor: "u3" },
    ]);
    const active = ownMetric("count", "active", {
      active: population(activity).dated("at").distinct("actor"),
    });
    const { rows, total } = figuresOf(active, log, { ...utc, per: "month" });
    expect(sum(rows)).toBe(4);
    expect(total).toBe("3");
  });
});

describe("use of time", () => {
  const day = [["09:00", "17:00"]] as const;
  const monday = "2026-01-05";
  const open = workSchedule({ timeZone: "UTC", weekly: { mon: day } });
  it("M20. a room taken 9 to 11 and 10 to 12 of 8 h: 50 % as a sum; 37.5 %", () => {
    const room = table(booking, [
      { startedAt: `${monday}T09:00Z`, endedAt: `${monday}T11:00Z`, resource: "room" },
      { startedAt: `${monday}T10:00Z`, endedAt: `${monday}T12:00Z`, resource: "room" },
    ]);
    const taken = population(booking).during("startedAt", "endedAt");
    const hours = { open: period.workingSeconds() };
    const plan = { ...utc, from: monday, to: "2026-01-06", asOf: "2026-01-06", schedules: { open } } as const;
    const added = ownMetric("share", "booked / open", { ...hours, booked: taken.seconds() });
    const used = ownMetric("share", "busy / open", { ...hours, busy: taken.busySeconds("resource") });
    expect(figuresOf(added, room, plan).total).toBe("0.5");
    expect(figuresOf(used, room, plan).total).toBe("0.375");
  });
  it("M21. 8 of 8 h and 10 of 100 h: a utilisation of 55 % as a mean; 16.7 %", () => {
    const duty = (who: string, long: number, billed: number) => ({
      startedAt: 0,
      endedAt: at(long * HOUR),
      person: who,
      billableSeconds: billed * HOUR,
    });
    const used = ownMetric("share", "billable / onDuty", {
      billable: population(shift).dated("startedAt").sum("billableSeconds"),
      onDuty: population(shift).during("startedAt", "endedAt").seconds(),
    });
    const shifts = table(shift, [duty("a", 8, 8), duty("b", 100, 10)]);
    const { byGroup, total } = figuresOf(used, shifts, { by: ["person"] });
    expect(mean(byGroup)).toBeCloseTo(0.55, 12);
    expect(Number(total).toFixed(3)).toBe("0.167");
  });
  it("M28. 24 h handled, 30 ready, 40 paid: one 80 %; an occupancy of 80 % and a utilisation of 60 %", () => {
    const tables = {
      call: table(call, [{ offeredAt: 0, answeredAt: 0, handleSeconds: 24 * HOUR }]),
      shift: table(shift, [{ startedAt: 0, endedAt: at(40 * HOUR), breakSeconds: 10 * HOUR, person: "a" }]),
      workday: table(
        workday,
        [{ on: "1970-01-01", person: "a", contractedSeconds: 40 * HOUR, paidSeconds: 40 * HOUR }],
        {},
        { zone: "UTC" },
      ),
    };
    const handling = population(call).dated("answeredAt").sum("handleSeconds");
    const utilisation = paidUtilisation({ productive: handling });
    const only = { timeZone: "UTC", from: "1970-01-01", to: "1970-01-03", asOf: "1970-01-03" } as const;
    expect(figuresOf(occupancy, tables, only).total).toBe("0.8");
    expect(figuresOf(utilisation, tables, only).total).toBe("0.6");
  });
});

describe("absence and offers", () => {
  const day = [["09:00", "16:00"]] as const;
  const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day };
  const office = workSchedule({ timeZone: "UTC", weekly });
  const sick = (firstDay: string, lastDay: string) => ({ person: "a", firstDay, lastDay });
  it("M23. sick on Friday and on Monday, in two rows: 8 points as two spells; 2, or 4 by the calendar, as one", () => {
    const rows = [sick("2026-01-09", "2026-01-09"), sick("2026-01-12", "2026-01-12")];
    const options = { schedule: office, on: "2026-02-01", lasting: "counted" } as const;
    expect(bradfordFactor({ spells: rows.length, days: 2 })).toBe(8);
    expect(bradford(rows, { ...options, days: "working" }).rows[0]?.points).toBe(2);
    expect(bradford(rows, { ...options, days: "calendar" }).rows[0]?.points).toBe(4);
  });
  it("M24. of 10 offers 6 accepted, 2 declined, 2 pending: 60 % with the pending as declined; 75 %", () => {
    const outcomes = [...times(6, () => "accepted"), ...times(2, () => "declined"), null, null];
    const offers = table(
      candidacy,
      outcomes.map((outcome) => ({
        ...{ appliedAt: 0, offeredAt: 1000, decidedAt: outcome === null ? null : 2000 },
        outcome,
      })),
    );
    const dated = population(candidacy).dated("offeredAt");
    const wrong = ownMetric("share", "accepted / offers", {
      accepted: dated.count("outcome = 'accepted'"),
      offers: dated.count(),
    });
    expect(figuresOf(wrong, offers).total).toBe("0.6");
    expect(figuresOf(offerAcceptanceRate({ of: "declined" }), offers).total).toBe("0.75");
  });
  it("M27. absent on 5 of 20 working days, of 30 in all: 16.7 % over calendar days; 25 %", () => {
    // From Saturday, 30 days with five weekends
    const plan = {
      ...{ timeZone: "UTC", from: "2026-06-06", to: "2026-07-06", asOf: "2026-07-06" },
      schedules: { office },
    } as const;
    const zone = { zone: "UTC" } as const;
    const tables = {
      person: table(person, [{ joinedOn: "2020-01-01", leftOn: null }], {}, zone),
      absence: table(absence, [sick("2026-06-08", "2026-06-12")], {}, zone),
    };
    const wrong = ownMetric("share", "absent / period", {
      absent: population(absence).during(startOf("firstDay"), endOf("lastDay")).seconds(),
      period: period.seconds(),
    });
    expect(Number(figuresOf(wrong, tables, plan).total).toFixed(3)).toBe("0.167");
    expect(figuresOf(absenceRate({ of: "spells" }), tables, plan).total).toBe("0.25");
  });
});
