import { endOf, startOf } from "../core/kind.ts";
import { formOf } from "../core/knobs.ts";
import type { Measure } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { funnelEntry } from "../records/funnel-entry.ts";
import { person } from "../records/person.ts";
import { type HeadcountForm, headcounts } from "./headcount-forms.ts";

const employed = population(person).during(startOf("joinedOn"), endOf("leftOn"));
const joiners = population(person).dated(startOf("joinedOn"));
const leavers = population(person).where("known(leftOn)").dated(endOf("leftOn"));
const firstYears = population(funnelEntry).where("mature").dated("enteredAt");

/** Which headcount the people who left are held against; see `employeeTurnover`. */
export interface TurnoverOptions<F extends HeadcountForm> {
  readonly over: F;
}

/** A turnover by its headcount. */
export type Turnover<F extends HeadcountForm> = Metric<
  `leavers / ${(typeof headcounts)[F]["formula"]}`,
  "leavers" | (keyof (typeof headcounts)[F]["inputs"] & string),
  "person" | (typeof headcounts)[F]["kinds"]
>;

interface TurnoverWords {
  readonly id: string;
  readonly en: string;
  readonly fr: string;
  readonly who: string;
  readonly leavers: Measure<"person">;
  readonly aliases: readonly string[];
}

function turnoverOf<F extends HeadcountForm>(over: F, words: TurnoverWords): Turnover<F> {
  const found = formOf(`${words.id}: over`, headcounts, over);
  const { id, en, fr, is, inputs, formula, given, source } = found as (typeof headcounts)[HeadcountForm];
  const made: Metric<string, string, string> = metric(`${words.id}${id}`, {
    title: { en: `${words.en}, over ${en}`, fr: `${words.fr}, effectif\u00a0: ${fr}` },
    about: `${words.who} and whose last day was in the period, over ${is}; it may pass 100 %.`,
    unit: "share",
    better: "lower",
    inputs: { leavers: words.leavers, ...inputs } as Metric<string, string, string>["inputs"],
    formula: `leavers / ${formula}` as string,
    example: { given: { leavers: 30, ...given }, gives: "0.2" },
    source,
    aliases: words.aliases,
  });
  return made as Turnover<F>;
}

/**
 * People who left in the period over the headcount, by one of five headcounts, which give five rates from the same
 * people, so that the headcount has to be said. It is not 1 - retention: new people leave too.
 *
 * - `days`: the average over every day of the period. It is exact, also where people come for a season.
 * - `ends`: the mean of start and end.
 * - `lists`: the average of the lists of the period, records of `rollCalls`: twelve month ends as in the bilan social.
 * - `opening`: those there at the start; `closing`: those there at the end (GRI 401-1).
 *
 * @example
 * ```ts
 * import { employeeTurnover } from "kpi-core/metrics/retention";
 *
 * employeeTurnover({ over: "days" })({ leavers: 50, headcount: "26.5" }) // => 1.886792452830188679245283018867925
 * employeeTurnover({ over: "ends" })({ leavers: 50, opening: 10, closing: 10 }) // => 5
 * ```
 */
export function employeeTurnover<const F extends HeadcountForm>({ over }: TurnoverOptions<F>): Turnover<F> {
  return turnoverOf(over, {
    id: "employeeTurnover",
    en: "Employee turnover",
    fr: "Taux de départ",
    who: "People who left for whatever reason",
    leavers: leavers.count(),
    aliases: ["attrition", "separation rate", "labour turnover", "turnover du personnel"],
  });
}

/**
 * Of the people who left in the period, those who resigned, over the headcount; as `employeeTurnover`.
 *
 * @example
 * ```ts
 * import { voluntaryTurnover } from "kpi-core/metrics/retention";
 *
 * voluntaryTurnover({ over: "days" })({ leavers: 3, headcount: 60 }) // => 0.05
 * ```
 */
export function voluntaryTurnover<const F extends HeadcountForm>({ over }: TurnoverOptions<F>): Turnover<F> {
  return turnoverOf(over, {
    id: "voluntaryTurnover",
    en: "Voluntary turnover",
    fr: "Taux de démission",
    who: "People who resigned",
    leavers: leavers.count("leavingReason = 'resignation'"),
    aliases: ["quits rate", "départs volontaires"],
  });
}

/**
 * Of the people who left in the period, those who resigned and whom the house would have kept, over the headcount; as
 * `employeeTurnover`. The flag is set when somebody leaves: set afterwards, it says what is convenient.
 *
 * @example
 * ```ts
 * import { regrettedTurnover } from "kpi-core/metrics/retention";
 *
 * regrettedTurnover({ over: "closing" })({ leavers: 2, closing: 50 }) // => 0.04
 * ```
 */
export function regrettedTurnover<const F extends HeadcountForm>({ over }: TurnoverOptions<F>): Turnover<F> {
  return turnoverOf(over, {
    id: "regrettedTurnover",
    en: "Regretted turnover",
    fr: "Taux de départs regrettés",
    who: "People who resigned, whom the house would have kept,",
    leavers: leavers.count("leavingReason = 'resignation' and regretted"),
    aliases: ["regretted attrition", "regrettable turnover", "départs regrettés"],
  });
}

/** Half of those who came and those who left, over those there at the start: the French taux de rotation. */
export const staffRotation = metric("staffRotation", {
  title: { en: "Staff rotation", fr: "Taux de rotation" },
  about:
    "The mean of the rate of entry and the rate of exit: people who came and people who left, halved, over those there at the start.",
  unit: "share",
  better: "neither",
  inputs: { joined: joiners.count(), left: leavers.count(), opening: employed.atStart() },
  formula: "(joined + left) / 2 / opening",
  // Third quarter of 2010: 11.3 and 10.9 of 100
  example: { given: { joined: 113, left: 109, opening: 1000 }, gives: "0.111" },
  source: { text: "Dares Analyses 2011-073: half the sum of the rate of entry and the rate of exit" },
  aliases: ["taux de rotation de la main-d'œuvre", "rotation du personnel", "workforce rotation"],
});

/**
 * Of the people employed at the start of the period, the share still employed at its end. Over a year it is the
 * stability index.
 */
export const employeeRetention = metric("employeeRetention", {
  title: { en: "Employee retention", fr: "Taux de rétention des salariés" },
  about:
    "Share of the people employed at the start of the period who were still employed at its end; over a year it is the stability index.",
  unit: "share",
  better: "higher",
  inputs: { stayed: employed.stayed(), atStart: employed.atStart() },
  formula: "stayed / atStart",
  // 10 stay all year; 5 replacements come and go: retention 100 %, turnover 50 %
  example: { given: { stayed: 10, atStart: 10 }, gives: "1" },
  source: { text: "SHRM, employee retention rate; CIPD survey 2005, stability index" },
  aliases: ["stability index", "indice de stabilité", "staff retention"],
});

/**
 * Of the people hired in the period whose first year is over, the share who left within it. Its records are those of
 * `reachedWithin(people, { from: hired, to: left, within: "P365D", … })`: who is in the first year is in neither number.
 */
export const firstYearAttrition = metric("firstYearAttrition", {
  title: { en: "First-year attrition", fr: "Départs dans la première année" },
  about:
    "Share of the people hired in the period whose first year is over who left within that year; younger hires are not counted yet.",
  unit: "share",
  better: "lower",
  inputs: { left: firstYears.count("known(convertedAt)"), hired: firstYears.count() },
  formula: "left / hired",
  example: { given: { left: 6, hired: 40 }, gives: "0.15" },
  source: {
    text: "Hires that leave within 365 days over hires of which 365 days have passed",
    recalled: true,
  },
  aliases: ["new hire turnover", "early attrition", "turnover de la première année"],
});
