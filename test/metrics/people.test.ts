import { evaluate, table } from "kpi-core";
import * as people from "kpi-core/metrics/people";
import { workday } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";
import { expectCounts, type HandCount, hours } from "./hand-count.ts";
import { plan, tables } from "./people-rows.ts";
import { pages } from "./shown.ts";

const counts: HandCount<typeof people> = {
  // 12 of 32 less 8 hours; 2 of 16; 14 of 40
  absenceRate: ["0.5", "0.125", "0.35"],
  // over 2; over 2 and half a person, there from the 6th of ten days on; 3 over 31 x 2 and 25 of 41
  absenceFrequency: ["1", "0.4", "1.413793103448275862068965517241379"],
  individualAbsenceFrequency: ["0.5", "0.4", "0.9425287356321839080459770114942529"],
  absenceDaysPerEmployee: ["1", "0.4", "1.413793103448275862068965517241379"],
  // 3 of 15 hours; 1 of 15
  overtimeRate: ["0.2", "0.06666666666666666666666666666666667", "0.1333333333333333333333333333333333"],
  labourBreaches: ["1", "0", "1"],
  labourCompliance: ["0.6666666666666666666666666666666667", "1", "0.75"],
  // one with lost time in 15 hours; none in 15; one in 30
  accidentFrequency: ["66666.66666666666666666666666666667", "0", "33333.33333333333333333333333333333"],
  // 3 days in 15 hours, in 30
  accidentSeverity: ["200", "0", "100"],
  // 6 hours over 2; 4 over 3; 10 over 3
  trainingTimePerEmployee: [hours(3), "4800", "12000"],
  // one of one; in five days of ten two; 31 + 10 + 5 of 41 days
  spanOfControl: ["1", "1.5", "1.121951219512195121951219512195122"],
};

describe("the people page, counted by hand", () => {
  expectCounts(counts, ["January", "February, until the 11th"], () => evaluate(pages.people, tables, plan));

  it("the variants differ, on the same rows", () => {
    const january = { ...plan, to: "2026-02-01" } as const;
    const at = (metric: Parameters<typeof figuresOf>[0], own: Parameters<typeof figuresOf>[1] = tables) =>
      figuresOf(metric, own, january).total;
    // 2 of the 3 days on which somebody was to work and everything is known; a of a and b
    expect(at(people.absenceRate({ of: "days" }))).toBe("0.6666666666666666666666666666666667");
    expect(at(people.absenceRate({ of: "workers" }))).toBe("0.5");
    // 3 of 22 working days of one of two people
    expect(at(people.absenceRate({ of: "spells" }))).toBe("0.06818181818181818181818181818181818");
    // 3 beside 12
    expect(at(people.overtimeRate({ of: "regular" }))).toBe("0.25");
    expect(at(people.accidentFrequency({ of: "all", perHours: 30 }))).toBe("4");
    expect(at(people.trainingTimePerEmployee({ over: "average" }))).toBe(hours(3));
  });

  it("an absence on a day on which nobody was to work is in no form of the rate", () => {
    // a was there; b was on leave and reported ill; c, who had nothing to work, was marked absent for an hour
    const hour = 3600;
    const days = [
      { person: "a", contractedSeconds: 8 * hour, leaveSeconds: null, absentSeconds: 0 },
      { person: "b", contractedSeconds: 8 * hour, leaveSeconds: 8 * hour, absentSeconds: 8 * hour },
      { person: "c", contractedSeconds: 0, leaveSeconds: null, absentSeconds: hour },
    ].map((day) => ({ on: "2026-01-05", ...day }));
    const own = table(workday, days, {}, { zone: "UTC" });
    const january = { timeZone: "UTC", from: "2026-01-01", to: "2026-02-01" } as const;
    for (const of of ["days", "workers"] as const)
      expect(figuresOf(people.absenceRate({ of }), own, january).total).toBe("0");
  });

  it("settings that are none are refused", () => {
    const bad = "hour" as never;
    expect(() => people.absenceRate({ of: bad })).toThrow(
      'absenceRate: of is "hour"; write "hours" or "days" or "spells" or "workers"',
    );
    expect(() => people.accidentFrequency({ of: "all", perHours: 0 })).toThrow(
      "accidentFrequency: perHours is 0; write a whole number above 0, such as 1000000",
    );
  });
});
