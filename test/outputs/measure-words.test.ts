import { type FoldName, type Measure, metric, period, population } from "kpi-core";
import { definition } from "kpi-core/outputs";
import { booking } from "kpi-core/records";
import { describe, expect, it } from "vitest";

const acts = population(booking).where("known(resource)").dated("startedAt");
const stays = population(booking).during("startedAt", { edge: "end", field: "endedAt" });
const span = "(each from startedAt to the end of endedAt)";
const place = "booking records in the period (placed by startedAt), where known(resource)";

// A fold without a line here does not compile
const said: Readonly<Record<FoldName, readonly [Measure, string]>> = {
  count: [acts.count(), `number of ${place}`],
  sum: [acts.sum("quantity * 2"), `sum of quantity * 2 over the ${place}`],
  min: [acts.min("quantity"), `least quantity among the ${place}`],
  max: [acts.max("quantity"), `greatest quantity among the ${place}`],
  distinct: [acts.distinct("resource"), `number of different resource among the ${place}`],
  quantile: [acts.quantile("quantity", 0.91), `91st percentile of quantity over the ${place}; method R-7`],
  atStart: [stays.atStart(), `number of booking records there just before the period begins ${span}`],
  atEnd: [
    stays.atEnd("quantity"),
    `sum of quantity over the booking records there when the period ends, or at the date of the report ${span}`,
  ],
  stayed: [
    stays.stayed(),
    `number of booking records there at the start of the period and still at its end ${span}`,
  ],
  whole: [
    stays.whole("quantity"),
    `sum of quantity over the booking records whose span is exactly the period ${span}`,
  ],
  seconds: [
    stays.seconds("quantity"),
    `time inside the period of the booking records, each times quantity ${span}`,
  ],
  mean: [stays.mean(), `number of booking records there, on average over every moment of the period ${span}`],
  age: [
    stays.age(),
    `time since startedAt, in all, of the booking records there when the period ends ${span}`,
  ],
  ageQuantile: [
    stays.ageQuantile("0.5", "R-1"),
    `50th percentile of the time since startedAt of the booking records there when the period ends ${span}; method R-1`,
  ],
  peak: [
    stays.peak("resource"),
    `greatest number of different resource with a booking record at once in the period ${span}`,
  ],
  busySeconds: [
    population(booking).during("startedAt", "endedAt", "working").busySeconds("resource"),
    "time of the period in which a resource has a booking record, added over each resource; overlaps count once (each from startedAt to endedAt, in working time)",
  ],
  survival: [
    stays.survival(0.5),
    `time after which 50 % of the booking records that begin in the period have ended, where open ones count as "at least so long" (Kaplan-Meier) ${span}`,
  ],
  survivalAtRisk: [
    stays.survivalAtRisk(0.5),
    `time after which 50 % of the booking records would have ended at the pace of the period, where each counts at the ages that it goes through in the period (Kaplan-Meier with late entry) ${span}`,
  ],
  periodSeconds: [period.seconds(), "length of the period, up to the date of the report"],
  periodWorkingSeconds: [
    period.workingSeconds(),
    "working time in the period by the schedule of the plan, up to the date of the report",
  ],
};

function lineOf(x: Measure, locale: "en" | "fr"): string {
  const of = metric("of", {
    title: { en: "a", fr: "b" },
    about: "",
    unit: "number",
    better: "neither",
    inputs: { x },
    formula: "x",
    example: { given: { x: 1 }, gives: "1" },
    source: { text: "" },
  });
  return definition(of, { locale, width: 1000 }).split("\n")[4] ?? "";
}

describe("a measure in words", () => {
  it.each(Object.entries(said))("%s", (_, [measure, text]) => {
    expect(lineOf(measure, "en")).toBe(`  x: ${text}`);
  });

  it("names the same fields in French, and has no English left", () => {
    for (const [fold, [measure, text]] of Object.entries(said)) {
      const french = lineOf(measure, "fr");
      for (const name of ["quantity", "startedAt", "endedAt", "known(resource)", "booking"]) {
        expect(french.includes(name), `${fold}: ${name}`).toBe(text.includes(name));
      }
      expect(french).toMatch(/^ {2}x\u202f: (nombre|somme|plus|91ᵉ|50ᵉ|temps|durée)/);
      expect(french).not.toMatch(/\b(the|of|number|records|period)\b/);
    }
    expect(lineOf(acts.count(), "fr")).toBe(
      "  x\u202f: nombre d'enregistrements booking de la période (placés par startedAt), où known(resource)",
    );
  });
});
