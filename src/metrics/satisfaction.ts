import type { Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { type Metric, metric } from "../core/metric.ts";
import { type Scale, scoredOn, scoresOf } from "./scale.ts";

export * from "./response-rate.ts";
export type { Scale } from "./scale.ts";
export type { WithinOptions } from "./within.ts";

// An answer is placed by when it came; without a score it says nothing, and is on neither side
const toTen = scoredOn("nps", { lowest: 0, highest: 10 }).scored;

const redo = { text: "Redo help centre 12218475, CSAT: satisfied ratings over ratings" } as const;
const reichheld = {
  text: "Reichheld's net promoter score: 9 and 10 promote, 0 to 6 detract, as DELA and SightMill have it",
} as const;
const cys = { text: "CYS support 3000095528, customer effort score: mean of 1 to 7" } as const;
const gartner = {
  text: "Customer Effort Score 2.0 of CEB, now Gartner: how easy it was",
  recalled: true,
} as const;

/** The scale of a survey, and from which score on somebody is satisfied. */
export interface SatisfactionOptions extends Scale {
  readonly satisfiedFrom: Numeric;
}

/**
 * Of the answers with a score, the share that is satisfied: from which score on, and on which scale, has to be said. It
 * is not the mean, nor the mean over the highest score: `averageSatisfaction` is that.
 *
 * @example
 * ```ts
 * import { customerSatisfaction } from "kpi-core/metrics/satisfaction";
 *
 * const topTwo = customerSatisfaction({ lowest: 1, highest: 5, satisfiedFrom: 4 });
 * topTwo.title.en // => "Customer satisfaction, 4 to 5, scale 1 to 5"
 * topTwo({ satisfied: 3, answers: 5 }) // => 0.6
 * ```
 */
export function customerSatisfaction({
  satisfiedFrom,
  ...scale
}: SatisfactionOptions): Metric<"satisfied / answers", "satisfied" | "answers", "answer"> {
  const { scored, ...on } = scoredOn("customerSatisfaction", scale);
  const satisfied = scoresOf("customerSatisfaction: satisfied", scale, {
    from: satisfiedFrom,
    to: scale.highest,
  });
  return metric(`customerSatisfaction${satisfied.id}Of${on.id}`, {
    title: {
      en: `Customer satisfaction, ${satisfied.en}, ${on.en}`,
      fr: `Taux de satisfaction, ${satisfied.fr}, ${on.fr}`,
    },
    about: `Share of the answers that came in the period and have a score that are ${satisfied.en}, ${on.en}; no opinion is on neither side.`,
    unit: "share",
    better: "higher",
    inputs: { satisfied: scored.count(satisfied.holds), answers: scored.count() },
    formula: "satisfied / answers",
    // 5, 5, 5, 3, 3
    example: { given: { satisfied: 3, answers: 5 }, gives: "0.6" },
    source: redo,
    aliases: ["CSAT", "top-2-box", "satisfaction rate", "taux de clients satisfaits"],
  });
}

/**
 * The mean score of a survey. A mean of 4.2 of 5 is no satisfaction of 84 %: see `customerSatisfaction`.
 *
 * @example
 * ```ts
 * import { averageSatisfaction } from "kpi-core/metrics/satisfaction";
 *
 * averageSatisfaction({ lowest: 1, highest: 10 })({ total: 6865, answers: 1000 }) // => 6.865
 * ```
 */
export function averageSatisfaction(scale: Scale): Metric<"total / answers", "total" | "answers", "answer"> {
  const { scored, ...on } = scoredOn("averageSatisfaction", scale);
  return metric(`averageSatisfaction${on.id}`, {
    title: { en: `Satisfaction, mean, ${on.en}`, fr: `Note moyenne de satisfaction, ${on.fr}` },
    about: `Mean score of the answers that came in the period, ${on.en}; no opinion is not in it.`,
    unit: "number",
    better: "higher",
    inputs: { total: scored.sum("score"), answers: scored.count() },
    formula: "total / answers",
    example: { given: { total: 6865, answers: 1000 }, gives: "6.865" },
    source: { text: "A published CSAT as a mean: scores of 6,865 over 1,000 answers" },
    aliases: ["CSAT mean", "mean CSAT score", "note de satisfaction"],
  });
}

const promoting = {
  promoters: toTen.count("score >= 9"),
  detractors: toTen.count("score <= 6"),
  answers: toTen.count(),
} as const;

/**
 * Promoters (9, 10) minus detractors (0 to 6) over all answers from 0 to 10, in points from -100 to 100. Passives are
 * answers too. How sure it is: `netPromoter` of `kpi-core/models`.
 */
export const netPromoterScore = metric("netPromoterScore", {
  title: { en: "Net promoter score", fr: "Taux de recommandation net (NPS)" },
  about:
    "Promoters (9 and 10) less detractors (0 to 6) per 100 answers of the period; passives (7 and 8) are answers too. From -100 to 100.",
  unit: "number",
  better: "higher",
  inputs: promoting,
  formula: "100 * (promoters - detractors) / answers",
  // 100 promoters, 90 passives, 60 detractors
  example: { given: { promoters: 100, detractors: 60, answers: 250 }, gives: "16" },
  source: reichheld,
  aliases: ["NPS", "net promoter", "score de recommandation"],
});

/**
 * The net promoter score of the people who work here: none below a number of answers, so that nobody is found out.
 *
 * @example
 * ```ts
 * import { employeeNetPromoterScore } from "kpi-core/metrics/satisfaction";
 *
 * const score = employeeNetPromoterScore({ leastAnswers: 5 });
 * score({ promoters: 11, detractors: 2, answers: 20 }) // => 45
 * score({ promoters: 2, detractors: 0, answers: 4 }) // => null
 * ```
 */
export function employeeNetPromoterScore({
  leastAnswers,
}: {
  /** With fewer answers there is no score. */
  readonly leastAnswers: number;
}): Metric<string, "promoters" | "detractors" | "answers", "answer"> {
  if (!Number.isSafeInteger(leastAnswers) || leastAnswers < 1) {
    const right = "write a whole number, 1 or more";
    throw new KpiError(
      "bad-definition",
      `employeeNetPromoterScore: leastAnswers is ${shown(leastAnswers)}; ${right}`,
    );
  }
  const formula: string = `100 * (promoters - detractors) / if(answers >= ${leastAnswers}, answers, 0)`;
  return metric(`employeeNetPromoterScore${leastAnswers}`, {
    title: {
      en: `Employee net promoter score, ${leastAnswers} answers or more`,
      fr: `NPS des salariés (eNPS), ${leastAnswers} réponses ou plus`,
    },
    about: `Promoters (9 and 10) less detractors (0 to 6) per 100 answers of employees in the period; none with fewer than ${leastAnswers} answers.`,
    unit: "number",
    better: "higher",
    inputs: promoting,
    formula,
    // 55 % promote, 10 % do not
    example: {
      given: { promoters: 55 * leastAnswers, detractors: 10 * leastAnswers, answers: 100 * leastAnswers },
      gives: "45",
    },
    source: reichheld,
    aliases: ["eNPS", "employee NPS", "NPS collaborateurs"],
  });
}

/** The scale of a question on effort, and what a high score says: easy (CES 2.0), or much effort (CES 1.0). */
export interface EffortOptions extends Scale {
  readonly highIs: "easy" | "hard";
}

/**
 * The mean score of a question on effort. Which way the scale runs has to be said: CES 2.0 asks how easy it was, 1 to 7,
 * and more is better; CES 1.0 asked how much effort it took, 1 to 5, and less is.
 *
 * @example
 * ```ts
 * import { averageEffortScore } from "kpi-core/metrics/satisfaction";
 *
 * const ces = averageEffortScore({ lowest: 1, highest: 7, highIs: "easy" });
 * ces({ total: 4080, answers: 1000 }) // => 4.08
 * ces.better // => "higher"
 * averageEffortScore({ lowest: 1, highest: 5, highIs: "hard" }).better // => "lower"
 * ```
 */
export function averageEffortScore({
  highIs,
  ...scale
}: EffortOptions): Metric<"total / answers", "total" | "answers", "answer"> {
  if (highIs !== "easy" && highIs !== "hard") {
    const right = 'write "easy" or "hard"';
    throw new KpiError("bad-definition", `averageEffortScore: highIs is ${shown(highIs)}; ${right}`);
  }
  const { scored, ...on } = scoredOn("averageEffortScore", scale);
  const isEasy = highIs === "easy";
  return metric(`averageEffortScore${on.id}${isEasy ? "Easy" : "Hard"}`, {
    title: {
      en: `Effort score, mean, ${on.en}, ${isEasy ? "high is easy" : "high is hard"}`,
      fr: `Score d'effort moyen, ${on.fr}, ${isEasy ? "haut\u00a0: facile" : "haut\u00a0: difficile"}`,
    },
    about: `Mean score of the answers of the period on effort, ${on.en}, where a high score says that it was ${highIs}.`,
    unit: "number",
    better: isEasy ? "higher" : "lower",
    inputs: { total: scored.sum("score"), answers: scored.count() },
    formula: "total / answers",
    // 80, 210, 140, 110, 160, 180 and 120 answers of 1 to 7
    example: { given: { total: 4080, answers: 1000 }, gives: "4.08" },
    source: cys,
    aliases: ["CES", "customer effort score", "score d'effort client"],
  });
}

/** Two scores, both included. */
export interface Scores {
  readonly from: Numeric;
  readonly to: Numeric;
}

/**
 * The share of the answers on effort that say that it was easy: 5 to 7 of 7 in the form of Gartner.
 *
 * @example
 * ```ts
 * import { easyShare } from "kpi-core/metrics/satisfaction";
 *
 * easyShare({ lowest: 1, highest: 7, easy: { from: 5, to: 7 } })({ easy: 460, answers: 1000 }) // => 0.46
 * ```
 */
export function easyShare({
  easy,
  ...scale
}: Scale & { readonly easy: Scores }): Metric<"easy / answers", "easy" | "answers", "answer"> {
  const { scored, ...on } = scoredOn("easyShare", scale);
  const scores = scoresOf("easyShare: easy", scale, easy);
  return metric(`easyShare${scores.id}Of${on.id}`, {
    title: {
      en: `Effort: share who had it easy, ${scores.en}, ${on.en}`,
      fr: `Effort\u00a0: part de réponses «\u00a0facile\u00a0», ${scores.fr}, ${on.fr}`,
    },
    about: `Share of the answers of the period on effort that are ${scores.en}, ${on.en}: it was easy.`,
    unit: "share",
    better: "higher",
    inputs: { easy: scored.count(scores.holds), answers: scored.count() },
    formula: "easy / answers",
    // 160, 180 and 120 of 1,000
    example: { given: { easy: 460, answers: 1000 }, gives: "0.46" },
    source: gartner,
    aliases: ["CES, percent easy", "low-effort share", "CES, part facile"],
  });
}

/**
 * Answers that say easy minus those that say hard, per 100: 6 and 7 less 1 to 3 of 7.
 *
 * @example
 * ```ts
 * import { effortIndex } from "kpi-core/metrics/satisfaction";
 *
 * const index = effortIndex({ lowest: 1, highest: 7, easy: { from: 6, to: 7 }, hard: { from: 1, to: 3 } });
 * index({ easy: 300, hard: 430, answers: 1000 }) // => -13
 * ```
 */
export function effortIndex({
  easy,
  hard,
  ...scale
}: Scale & { readonly easy: Scores; readonly hard: Scores }): Metric<
  "100 * (easy - hard) / answers",
  "easy" | "hard" | "answers",
  "answer"
> {
  const { scored, ...on } = scoredOn("effortIndex", scale);
  const [good, bad] = [
    scoresOf("effortIndex: easy", scale, easy),
    scoresOf("effortIndex: hard", scale, hard),
  ];
  return metric(`effortIndex${good.id}Less${bad.id}Of${on.id}`, {
    title: {
      en: `Effort index, ${good.en} less ${bad.en}, ${on.en}`,
      fr: `Indice d'effort, ${good.fr} moins ${bad.fr}, ${on.fr}`,
    },
    about: `Answers of the period on effort that are ${good.en} (easy) less those that are ${bad.en} (hard), per 100 answers, ${on.en}. From -100 to 100.`,
    unit: "number",
    better: "higher",
    inputs: { easy: scored.count(good.holds), hard: scored.count(bad.holds), answers: scored.count() },
    formula: "100 * (easy - hard) / answers",
    // 300 of 6 and 7, 430 of 1 to 3, of 1,000
    example: { given: { easy: 300, hard: 430, answers: 1000 }, gives: "-13" },
    source: { text: "Nicereply 267, customer effort: share of easy less share of hard answers" },
    aliases: ["CES index", "net easy score", "NES", "indice de facilité"],
  });
}
