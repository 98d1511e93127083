import { evaluate, population, table } from "kpi-core";
import { bradford, purchases } from "kpi-core/histories";
import {
  absenceFrequency,
  absenceRate,
  accidentFrequency,
  accidentSeverity,
  individualAbsenceFrequency,
} from "kpi-core/metrics/people";
import { offerAcceptanceRate } from "kpi-core/metrics/recruiting";
import { repeatPurchaseRate, staffRotation } from "kpi-core/metrics/retention";
import {
  capacityUtilisation,
  peakInUse,
  roomUse,
  rosterAdherence,
  rosterConformance,
  spaceOccupancy,
} from "kpi-core/metrics/utilisation";
import { workSchedule } from "kpi-core/periods";
import {
  absence,
  accident,
  booking,
  candidacy,
  capacity,
  person,
  purchase,
  rosterSpan,
  workday,
} from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf, only } from "./figures.ts";

// What others have published about people and the use of time and rooms, from rows; the numbers are those of section E
// of the catalogue of retention and people. Not here: what is wrong where it is published (row D of W12, printed 50.5 %
// for 9 of 18, its total of 21.0 %, a product of rounded factors, and the 27 % of W18), and sums that no metric makes:
// monthly hours of the NHS in W15, hires to plan and the rates of a year in W17. Shrinkage (W14) is with the calls,
// scores are in scores.test.ts
const HOUR = 3600;
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const percent = (value: string) => (Number(value) * 100).toFixed(1);
const utc = { zone: "UTC" } as const;
const january = { timeZone: "UTC", from: "2026-01-01", to: "2026-02-01", asOf: "2026-02-01" } as const;

describe("W12. Stellae, a survey of 166 college rooms", () => {
  // Building, rooms, rooms in use, seats in use, seats, then what is printed: frequency, occupancy, utilisation
  const buildings = [
    ["A", 16, 7, 134, 400, "43.8", "76.6", "33.5"],
    ["B", 18, 9, 110, 468, "50.0", "47.0", "23.5"],
    ["C", 27, 10, 106, 648, "37.0", "44.2", "16.4"],
    ["D", 18, 9, 88, 414, null, "42.5", "21.3"],
    ["E", 36, 15, 180, 755, "41.7", null, "23.8"],
    ["F", 15, 7, 77, 540, "46.7", "30.6", "14.3"],
    ["G", 18, 7, 130, 563, "38.9", null, "23.1"],
    ["H", 18, 6, 90, 580, "33.3", null, "15.5"],
  ] as const;
  /** A whole in so many parts that differ by one at most. */
  const shared = (whole: number, parts: number) =>
    times(parts, (i) => Math.floor(whole / parts) + (i < whole % parts ? 1 : 0));
  const [from, to] = ["2026-01-05T09:00Z", "2026-01-05T10:00Z"];
  const rooms = buildings.flatMap(([site, count, _, __, seats]) =>
    shared(seats, count).map((quantity, i) => ({ site, resource: `${site}${i}`, quantity, from, to })),
  );
  const inUse = buildings.flatMap(([site, count, used, taken, seats]) => {
    const capacities = shared(seats, count);
    return shared(taken, used).map((quantity, i) => ({
      ...{ site, resource: `${site}${i}`, quantity, from, to },
      capacity: capacities[i] as number,
    }));
  });
  const names = { startedAt: "from", endedAt: "to" } as const;
  const tables = { booking: table(booking, inUse, names), capacity: table(capacity, rooms, names) };
  const hour = [["09:00", "10:00"]] as const;
  const survey = workSchedule({ timeZone: "UTC", weekly: { mon: hour } });
  const metrics = {
    frequency: roomUse,
    occupancy: spaceOccupancy,
    utilisation: capacityUtilisation({ clock: "working" }),
  };
  const { byGroup, totals } = evaluate(metrics, tables, {
    by: ["site"],
    asOf: "2026-02-01T00:00Z",
    schedules: { survey },
  });

  // Where rooms of a building differ in size, the printed occupancy is over the mean room and not over those in use
  it.each(buildings)("building %s", (site, _, __, ___, ____, frequency, occupancy, utilisation) => {
    const cells = byGroup.find(({ group }) => group.site === site)?.cells;
    if (frequency !== null) expect(percent(String(cells?.frequency.value))).toBe(frequency);
    if (occupancy !== null) expect(percent(String(cells?.occupancy.value))).toBe(occupancy);
    expect(percent(String(cells?.utilisation.value))).toBe(utilisation);
  });
  it("in all: 42.2 % of the rooms, 20.9 % of the places; the mean of the buildings would be 21.4 %", () => {
    expect(percent(String(totals?.cells.frequency.value))).toBe("42.2");
    expect(percent(String(totals?.cells.utilisation.value))).toBe("20.9");
    const sum = byGroup.reduce((total, { cells }) => total + Number(cells.utilisation.value), 0);
    expect(percent(String(sum / byGroup.length))).toBe("21.4");
  });
});

it("W13. the concurrency of (1, 4) (2, 5) (4, 6) (3, 7) is 3: one that ends as another begins is not with it", () => {
  const spans = [[1, 4], [2, 5], [4, 6], [3, 7]].map(([from = 0, to = 0], i) => ({
    startedAt: from * 1000,
    endedAt: to * 1000,
    resource: String(i),
  })); // biome-ignore format: four spans
  const bookings = table(booking, spans);
  expect(figuresOf(peakInUse(), bookings, { asOf: 8000 }).total).toBe("3");
  expect(
    figuresOf(only(population(booking).during("startedAt", "endedAt").peak()), bookings, { asOf: 8000 })
      .total,
  ).toBe("3");
});

it("W14. 432 of 480 minutes in place are an adherence of 90 %", () => {
  const span = (planned: boolean, startedAt: string, endedAt: string) => ({
    ...{ planned, slot: "Ana, calls", working: true, startedAt, endedAt },
  });
  const roster = table(rosterSpan, [
    span(true, "2026-01-05T08:00Z", "2026-01-05T16:00Z"),
    span(false, "2026-01-05T08:48Z", "2026-01-05T16:00Z"),
    span(false, "2026-01-05T18:00Z", "2026-01-05T18:48Z"), // made up for at night
  ]);
  expect(figuresOf(rosterAdherence, roster, january).total).toBe("0.9");
  expect(figuresOf(rosterConformance, roster, january).total).toBe("1");
});

describe("W15. ACAS, Managing attendance", () => {
  const day = (contracted: number, absent: number) => ({
    ...{ on: "2026-01-05", person: "a", contractedSeconds: contracted * HOUR, absentSeconds: absent * HOUR },
    leaveSeconds: 0,
  });
  it("124 of 1,550 hours are lost: 8 %", () => {
    const days = table(workday, [day(1500, 124), day(50, 0)], {}, utc);
    expect(figuresOf(absenceRate({ of: "hours" }), days, january).total).toBe("0.08");
  });
  it("456 of 6,240 days are lost: 7.3 %", () => {
    const days = table(
      workday,
      times(6240, (i) => day(8, i < 456 ? 8 : 0)),
      {},
      utc,
    );
    expect(percent(figuresOf(absenceRate({ of: "days" }), days, january).total)).toBe("7.3");
  });
  it("16 spells of 80 people are 20 %, of 12 different people 15 %", () => {
    const tables = {
      person: table(
        person,
        times(80, () => ({ joinedOn: "2020-01-01", leftOn: null })),
        {},
        utc,
      ),
      absence: table(
        absence,
        times(16, (i) => ({
          firstDay: `2026-01-${10 + i}`,
          lastDay: `2026-01-${10 + i}`,
          person: String(i % 12),
        })),
        {},
        utc,
      ),
    };
    expect(figuresOf(absenceFrequency, tables, january).total).toBe("0.2");
    expect(figuresOf(individualAbsenceFrequency, tables, january).total).toBe("0.15");
  });
});

describe("W16. the Bradford factor", () => {
  const hours = [["09:00", "17:00"]] as const;
  const schedule = workSchedule({
    timeZone: "UTC",
    weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours },
  });
  /** Spells of so many days, with three days at work between them. */
  const points = (lengths: readonly number[]) => {
    let next = Date.UTC(2026, 0, 1);
    const DAY = 24 * HOUR * 1000;
    const text = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    const rows = lengths.map((days) => {
      const firstDay = text(next);
      const lastDay = text(next + (days - 1) * DAY);
      next += (days + 3) * DAY;
      return { person: "a", firstDay, lastDay };
    });
    const options = { schedule, on: "2026-12-01", days: "working", lasting: "counted" } as const;
    return bradford(rows, options).rows[0]?.points;
  };
  it.each([
    ["one of ten days", [10], 10],
    ["of one, three and six days", [1, 3, 6], 90],
    ["five of two days", [2, 2, 2, 2, 2], 250],
    ["ten of a day", times(10, () => 1), 1000],
    ["one of fourteen days", [14], 14],
    ["seven of two days", times(7, () => 2), 686],
    ["fourteen of a day", times(14, () => 1), 2744],
    ["three of four days in all", [1, 1, 2], 36],
  ] as const)("%s: %j are %i points", (_, lengths, expected) => {
    expect(points(lengths)).toBe(expected);
  });
});

it("W17. DARES, third quarter of 2010: entries of 11.3 and exits of 10.9 are a rotation of 11.1", () => {
  const people = table(
    person,
    [
      ...times(891, () => ({ joinedOn: "2009-01-01", leftOn: null })),
      ...times(109, () => ({ joinedOn: "2009-01-01", leftOn: "2010-09-30" })),
      ...times(113, () => ({ joinedOn: "2010-08-01", leftOn: null })),
    ],
    {},
    utc,
  );
  const quarter = { timeZone: "UTC", from: "2010-07-01", to: "2010-10-01", asOf: "2010-10-01" } as const;
  expect(figuresOf(staffRotation, people, quarter).total).toBe("0.111");
});

describe("W18. offers and customers who return", () => {
  const offers = (accepted: number, declined: number) =>
    table(
      candidacy,
      times(accepted + declined, (i) => ({
        ...{ appliedAt: 0, offeredAt: 1000, decidedAt: 2000 },
        outcome: i < accepted ? "accepted" : "declined",
      })),
    );
  it("NACE: 34 of 40 offers accepted are 85 %, 138 of 200 are 69 %", () => {
    expect(figuresOf(offerAcceptanceRate({ of: "declined" }), offers(34, 6)).total).toBe("0.85");
    expect(figuresOf(offerAcceptanceRate({ of: "declined" }), offers(138, 62)).total).toBe("0.69");
  });
  it("Little Stream: 8 of 26 customers bought again in the period: 30.8 %", () => {
    const orders = times(26 + 8, (i) => ({
      at: Date.UTC(2026, 0, 2 + (i >= 26 ? 10 : 0)),
      customer: String(i % 26),
    }));
    const { rows } = purchases(orders, {
      grain: "month",
      timeZone: "UTC",
      sameDay: "each",
      asOf: "2026-02-01",
    });
    expect(
      percent(figuresOf(repeatPurchaseRate({ of: "within-period" }), table(purchase, rows), january).total),
    ).toBe("30.8");
    // All of them first bought in January, so that here who returns is who bought twice
    expect(
      percent(figuresOf(repeatPurchaseRate({ of: "returning" }), table(purchase, rows), january).total),
    ).toBe("30.8");
  });
});

describe("accidents", () => {
  const rate = (metric: Parameters<typeof figuresOf>[0], count: number, lostDays: number, worked: number) =>
    Number(
      figuresOf(
        metric,
        {
          accident: table(
            accident,
            times(count, () => ({ on: "2026-01-05", lostTime: true, lostDays })),
            {},
            utc,
          ),
          workday: table(
            workday,
            [{ on: "2026-01-05", person: "all", contractedSeconds: 0, workedSeconds: worked * HOUR }],
            {},
            utc,
          ),
        },
        january,
      ).total,
    );
  it("ten people of 35 hours and 47 weeks, one accident with lost time: a taux de fréquence of 60.79", () => {
    const taux = accidentFrequency({ of: "lost-time", perHours: 1_000_000 });
    expect(rate(taux, 1, 10, 10 * 35 * 47).toFixed(2)).toBe("60.79");
  });
  it("OSHA: 10 cases in 100,000 hours are a rate of 20, 100 days lost in them a severity of 200", () => {
    expect(rate(accidentFrequency({ of: "all", perHours: 200_000 }), 10, 10, 100_000)).toBe(20);
    expect(rate(accidentSeverity({ perHours: 200_000 }), 10, 10, 100_000)).toBe(200);
  });
});
