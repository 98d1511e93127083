import * as people from "../metrics/people.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "People at work", fr: "Personnes au travail" };

export const metrics = {
  absenceRate: [
    people.absenceRate({ of: "hours" }),
    people.absenceRate({ of: "days" }),
    people.absenceRate({ of: "spells" }),
    people.absenceRate({ of: "workers" }),
  ],
  absenceFrequency: people.absenceFrequency,
  individualAbsenceFrequency: people.individualAbsenceFrequency,
  absenceDaysPerEmployee: people.absenceDaysPerEmployee,
  overtimeRate: [people.overtimeRate({ of: "all" }), people.overtimeRate({ of: "regular" })],
  labourBreaches: people.labourBreaches,
  labourCompliance: people.labourCompliance,
  accidentFrequency: [
    people.accidentFrequency({ of: "lost-time", perHours: 1_000_000 }),
    people.accidentFrequency({ of: "all", perHours: 1_000_000 }),
    people.accidentFrequency({ of: "all", perHours: 200_000 }),
  ],
  accidentSeverity: [
    people.accidentSeverity({ perHours: 1000 }),
    people.accidentSeverity({ perHours: 200_000 }),
  ],
  trainingTimePerEmployee: [
    people.trainingTimePerEmployee({ over: "end" }),
    people.trainingTimePerEmployee({ over: "average" }),
  ],
  spanOfControl: people.spanOfControl,
} satisfies Listed<typeof people>;
