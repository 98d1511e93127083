import { formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { answer } from "../records/answer.ts";
import { type WithinOptions, withinOf } from "./within.ts";

// A question is placed by when it was sent: an answer belongs to the month of its question, however late it comes
const asked = population(answer).dated("sentAt");
const arrived = population(answer).where("delivered").dated("sentAt");
const settled = population(answer).where("known(outcome) and outcome != 'not-eligible'").dated("sentAt");

/** What answers are held against. */
export interface ResponseOptions<Over extends "sent" | "delivered"> extends WithinOptions {
  /**
   * - `sent`: every question.
   * - `delivered`: those that reached somebody; what bounced is out.
   */
  readonly over: Over;
}

const bases = {
  sent: { id: "Sent", en: "of all sent", fr: "sur les envois", is: "sent in the period", those: asked },
  delivered: {
    id: "Delivered",
    en: "of the delivered",
    fr: "sur les envois aboutis",
    is: "sent in the period that arrived",
    those: arrived,
  },
} as const;

/**
 * Of the questions of a survey that were sent in the period, or of those that arrived, the share with a valid answer
 * within a time. A period is immature until all had that time.
 *
 * @example
 * ```ts
 * import { surveyResponseRate } from "kpi-core/metrics/satisfaction";
 *
 * const rate = surveyResponseRate({ over: "delivered", within: "P14D" });
 * rate.title.en // => "Response rate of the delivered, within 14 d"
 * rate({ answered: 138, asked: 200 }) // => 0.69
 * ```
 */
export function surveyResponseRate({
  over,
  within,
}: ResponseOptions<"sent" | "delivered">): Metric<"answered / asked", "answered" | "asked", "answer"> {
  const { id, en, fr, is, those } = formOf("surveyResponseRate: over", bases, over);
  const time = withinOf("surveyResponseRate", within);
  const inTime: string = `known(answeredAt) and seconds(sentAt, answeredAt) <= ${time.seconds}`;
  return metric(`surveyResponseRate${id}${time.id}`, {
    title: { en: `Response rate ${en}, ${time.en}`, fr: `Taux de réponse ${fr}, ${time.fr}` },
    about: `Share of the questions ${is} that had a valid answer ${time.en}.`,
    unit: "share",
    better: "higher",
    inputs: { answered: those.count(inTime), asked: those.count() },
    formula: "answered / asked",
    // 138 of 200
    example: { given: { answered: 138, asked: 200 }, gives: "0.69" },
    source: { text: "NACE, knowledge rate and response rate: 95 and 138 of 200" },
    aliases: ["survey response rate", "taux de retour"],
    matures: within,
  });
}

const rates = {
  RR1: {
    en: "complete answers only",
    fr: "réponses complètes",
    is: "answered in full",
    answered: settled.count("outcome = 'complete'"),
  },
  RR2: {
    en: "with partial answers",
    fr: "réponses partielles comprises",
    is: "answered in full or in part",
    answered: settled.count("outcome = 'complete' or outcome = 'partial'"),
  },
} as const;

/**
 * The response rate of a survey by AAPOR: answers over all who could have answered, refusals, those never reached and
 * those of whom nobody knows whether they count. `RR1` takes complete answers only, `RR2` partial ones too. It needs
 * the outcome of every question; what has none yet is left out, and counted so.
 *
 * @example
 * ```ts
 * import { aaporResponseRate } from "kpi-core/metrics/satisfaction";
 *
 * aaporResponseRate({ rate: "RR1" })({ answered: 300, eligible: 1000 }) // => 0.3
 * ```
 */
export function aaporResponseRate({
  rate,
}: {
  readonly rate: "RR1" | "RR2";
}): Metric<"answered / eligible", "answered" | "eligible", "answer"> {
  const { en, fr, is, answered } = formOf("aaporResponseRate: rate", rates, rate);
  return metric(`aaporResponseRate${rate}`, {
    title: { en: `Response rate ${rate}, ${en}`, fr: `Taux de réponse ${rate}, ${fr}` },
    about: `Share of the people asked in the period who ${is}, of all who were or may have been eligible.`,
    unit: "share",
    better: "higher",
    inputs: { answered, eligible: settled.count() },
    formula: "answered / eligible",
    example: { given: { answered: 300, eligible: 1000 }, gives: "0.3" },
    source: { text: "AAPOR Standard Definitions: RR1 = I / ((I + P) + (R + NC + O) + (UH + UO))" },
    aliases: ["AAPOR response rate", "taux de réponse AAPOR"],
  });
}
