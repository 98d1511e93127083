import { endOf, startOf } from "../core/kind.ts";
import { population } from "../core/population.ts";
import { person } from "../records/person.ts";
import { rollCall } from "../records/roll-call.ts";

// The last day is still worked: who leaves on the 31st is gone when the month ends
const employed = population(person).during(startOf("joinedOn"), endOf("leftOn"));
const lists = population(rollCall).dated(startOf("on"));

/** What people who left are held against: five sizes of the same house, and five rates. */
export const headcounts = {
  days: {
    id: "Days",
    en: "average of all days",
    fr: "moyenne de tous les jours",
    is: "the headcount on average over every day of the period",
    inputs: { headcount: employed.mean() },
    formula: "headcount",
    given: { headcount: 150 },
    kinds: "person",
    source: { text: "SHRM, how to determine turnover rate: average headcount, more points are better" },
  },
  ends: {
    id: "Ends",
    en: "average of start and end",
    fr: "moyenne début-fin",
    is: "the mean of the headcount at the start and at the end of the period",
    inputs: { opening: employed.atStart(), closing: employed.atEnd() },
    formula: "((opening + closing) / 2)",
    given: { opening: 100, closing: 200 },
    kinds: "person",
    source: { text: "Armstrong, quoting CIPD 2000: mean of the numbers at the start and at the end" },
  },
  lists: {
    id: "Lists",
    en: "average of the lists",
    fr: "moyenne des listes",
    is: "the headcount on average over the lists that fall in the period, such as twelve month ends",
    inputs: { present: lists.count("present"), lists: lists.distinct("on") },
    formula: "(present / lists)",
    given: { present: 1800, lists: 12 },
    kinds: "rollCall",
    source: {
      text: "Arrêté du 8 décembre 1977, bilan social, indicateur 114: sum of month-end totals over 12",
    },
  },
  opening: {
    id: "Opening",
    en: "start of the period",
    fr: "début de période",
    is: "the headcount at the start of the period",
    inputs: { opening: employed.atStart() },
    formula: "opening",
    given: { opening: 150 },
    kinds: "person",
    source: { text: "Dares Analyses 2011-073: rates of entry and exit over the opening headcount" },
  },
  closing: {
    id: "Closing",
    en: "end of the period",
    fr: "fin de période",
    is: "the headcount at the end of the period",
    inputs: { closing: employed.atEnd() },
    formula: "closing",
    given: { closing: 150 },
    kinds: "person",
    source: { text: "GRI 401-1: leavers over the headcount at the end of the reporting period" },
  },
} as const;

/** Which headcount: see `averageHeadcount` and `employeeTurnover`. */
export type HeadcountForm = keyof typeof headcounts;
