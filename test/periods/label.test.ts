import {
  fiscal,
  type Grain,
  labelOf,
  periodOf,
  retail,
  shifts,
  thirteenPeriods,
  week,
} from "kpi-core/periods";
import { describe, expect, it } from "vitest";

const utc = { timeZone: "UTC" };
const april = fiscal({ startMonth: 4, named: "end" });
const nrf = retail({ pattern: "4-5-4", endMonth: 1, endWeekday: 6, rule: "nearest", named: "start" });

describe("labelOf", () => {
  const cases: [grain: string | Grain, english: string, french: string][] = [
    ["isoWeek", "2026-W23", "2026-S23"],
    [week({ startsOn: 7, minimalDays: 1 }), "2026-W23", "2026-S23"],
    ["quarter", "2026-Q2", "2026-T2"],
    ["halfYear", "2026-H1", "2026-S1"],
    ["month", "2026-06", "2026-06"],
    [april.quarter, "FY2027-Q1", "FY2027-T1"],
    [april.month, "FY2027-P03", "FY2027-P03"],
    [nrf.quarter, "FY2026-Q2", "FY2026-T2"],
    [nrf.week, "FY2026-W18", "FY2026-S18"],
    [
      thirteenPeriods({ endMonth: 12, endWeekday: 7, rule: "last", named: "end" }).week,
      "FY2026-W23",
      "FY2026-S23",
    ],
    [shifts([{ name: "-W23", start: "06:00" }]), "2026-06-03 -W23", "2026-06-03 -W23"],
  ];
  it.each(cases)("%s", (grain, english, french) => {
    const period = periodOf(grain, "2026-06-04", utc);
    expect(period.label).toBe(english);
    expect([labelOf(period), labelOf(period, "en"), labelOf(period, "fr")]).toEqual([
      english,
      english,
      french,
    ]);
  });

  it("speaks no other language", () => {
    const german = "de" as "fr";
    expect(() => labelOf(periodOf("quarter", 0, utc), german)).toThrow('locale: "de" is not spoken');
  });
});
