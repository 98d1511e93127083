import type { Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { endOf, startOf } from "../core/kind.ts";
import { type FormMetric, formOf, percentileOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { candidacy } from "../records/candidacy.ts";
import { person } from "../records/person.ts";
import { vacancy } from "../records/vacancy.ts";

const filled = population(vacancy).where("outcome = 'filled'").dated("closedAt");
const open = population(vacancy).during("openedAt", "closedAt");
// A position that was given up is neither filled nor waiting
const meant = population(vacancy)
  .where("not known(outcome) or outcome = 'filled'")
  .during("openedAt", "closedAt");
const offers = population(candidacy).where("known(offeredAt)").dated("offeredAt");
const hired = population(candidacy).where("outcome = 'accepted'").dated("decidedAt");
const employed = population(person).during(startOf("joinedOn"), endOf("leftOn"));

const icims = {
  text: "iCIMS, time to fill and time to hire: until the offer is accepted, in calendar days",
} as const;

/**
 * The time from the approval of a position until an offer for it is accepted, that a share `p` did not exceed; of which
 * positions has to be said.
 *
 * - `filled`: those filled in the period. What is still open is not in it, so that it looks good while hard ones wait.
 * - `all`: those approved in the period, where the open count as "at least so long" (Kaplan and Meier).
 *
 * @example
 * ```ts
 * import { timeToFill } from "kpi-core/metrics/recruiting";
 *
 * timeToFill({ p: 0.5, of: "all" }).id // => "timeToFillP50All"
 * timeToFill({ p: 0.5, of: "filled" }).title.fr // => "Délai de pourvoi, 50ᵉ centile, postes pourvus"
 * ```
 */
export function timeToFill({
  p,
  of,
}: {
  readonly p: Numeric;
  readonly of: "filled" | "all";
}): Metric<"duration", "duration", "vacancy"> {
  const percentile = percentileOf(p);
  if (of !== "filled" && of !== "all") {
    throw new KpiError("bad-definition", `timeToFill: of is ${shown(of)}; write "filled" or "all"`);
  }
  const forAll = of === "all";
  return metric(`timeToFill${percentile.id}${forAll ? "All" : "Filled"}`, {
    title: {
      en: `Time to fill, ${percentile.en}, ${forAll ? "open ones too" : "filled positions"}`,
      fr: `Délai de pourvoi, ${percentile.fr}, ${forAll ? "postes ouverts compris" : "postes pourvus"}`,
    },
    about: forAll
      ? `${percentile.inHundred} in 100 positions approved in the period are filled after so long, counting those still open and not those given up.`
      : `${percentile.inHundred} in 100 positions filled in the period took at most so long; open ones are not in it.`,
    unit: "seconds",
    better: "lower",
    inputs: { duration: forAll ? meant.survival(p) : filled.quantile("seconds(openedAt, closedAt)", p) },
    formula: "duration",
    // 44 days
    example: { given: { duration: 3_801_600 }, gives: "3801600" },
    source: forAll
      ? {
          text: "Kaplan and Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958)",
          recalled: true,
        }
      : icims,
    aliases: ["TTF", "vacancy duration", "délai de recrutement du poste"],
  });
}

/**
 * The time from the application of a person until the offer is accepted, that a share `p` of the people hired in the
 * period did not exceed.
 *
 * @example
 * ```ts
 * import { timeToHire } from "kpi-core/metrics/recruiting";
 *
 * timeToHire({ p: 0.5 }).title.fr // => "Délai de recrutement, 50ᵉ centile"
 * ```
 */
export function timeToHire({ p }: { readonly p: Numeric }): Metric<"quantile", "quantile", "candidacy"> {
  const percentile = percentileOf(p);
  return metric(`timeToHire${percentile.id}`, {
    title: { en: `Time to hire, ${percentile.en}`, fr: `Délai de recrutement, ${percentile.fr}` },
    about: `${percentile.inHundred} in 100 people who accepted an offer in the period had applied at most so long before.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: hired.quantile("seconds(appliedAt, decidedAt)", p) },
    formula: "quantile",
    example: { given: { quantile: 1_728_000 }, gives: "1728000" },
    source: icims,
    aliases: ["TTH", "time to accept", "durée de recrutement"],
  });
}

const acceptances = {
  declined: {
    id: "Declined",
    en: "of those answered",
    fr: "des offres qui ont une réponse",
    is: "Share of the offers made in the period that were accepted, of those accepted or declined; pending, expired and withdrawn ones are not in it.",
    inputs: {
      accepted: offers.count("outcome = 'accepted'"),
      ended: offers.count("outcome = 'accepted' or outcome = 'declined'"),
    },
    formula: "accepted / ended",
    given: { accepted: 34, ended: 40 },
    gives: "0.85",
  },
  ended: {
    id: "Ended",
    en: "of those ended",
    fr: "des offres closes",
    is: "Share of the offers made in the period that were accepted, of those that came to an end, expired and withdrawn ones too; pending ones are not in it.",
    inputs: { accepted: offers.count("outcome = 'accepted'"), ended: offers.count("known(outcome)") },
    formula: "accepted / ended",
    given: { accepted: 34, ended: 50 },
    gives: "0.68",
  },
} as const;

/**
 * The share of offers that were accepted. A pending offer is not yet refused, so that it is in neither form; a person to
 * whom two offers were made for a position is one row, with the last.
 *
 * - `declined`: over those accepted and declined.
 * - `ended`: over all that came to an end, those that expired or were withdrawn as well.
 *
 * @example
 * ```ts
 * import { offerAcceptanceRate } from "kpi-core/metrics/recruiting";
 *
 * offerAcceptanceRate({ of: "declined" })({ accepted: 34, ended: 40 }) // => 0.85
 * ```
 */
export function offerAcceptanceRate<const F extends keyof typeof acceptances>({
  of,
}: {
  readonly of: F;
}): FormMetric<(typeof acceptances)[F], "candidacy"> {
  const { id, en, fr, is, inputs, formula, given, gives } = formOf(
    "offerAcceptanceRate: of",
    acceptances,
    of,
  );
  const made: Metric<string, string, "candidacy"> = metric(`offerAcceptanceRate${id}`, {
    title: { en: `Offer acceptance, ${en}`, fr: `Taux d'acceptation, ${fr}` },
    about: is,
    unit: "share",
    better: "higher",
    inputs: inputs as Metric<string, string, "candidacy">["inputs"],
    formula: formula as string,
    example: { given, gives },
    source: { text: "NACE, acceptance rate of offers, as quoted by investguiding.com: 34 of 40 are 85 %" },
    aliases: ["offer accept rate", "acceptance rate", "taux d'acceptation des offres"],
  });
  return made as FormMetric<(typeof acceptances)[F], "candidacy">;
}

/** What it cost to fill a position, of those filled in the period whose cost is known. */
export const costPerHire = metric("costPerHire", {
  title: { en: "Cost per hire", fr: "Coût par recrutement" },
  about:
    "What filling the positions filled in the period cost, inside and outside the house, over their number.",
  unit: "money",
  better: "lower",
  inputs: { cost: filled.sum("cost"), filled: filled.count("known(cost)") },
  formula: "cost / filled",
  example: { given: { cost: 42_000, filled: 12 }, gives: "3500" },
  source: { text: "SHRM and ANSI 06001.2012: external and internal costs over hires", recalled: true },
  aliases: ["CPH", "recruiting cost", "coût de recrutement"],
});

/** Of all positions, filled and open, the share that is open when the period ends. */
export const vacancyRate = metric("vacancyRate", {
  title: { en: "Vacancy rate", fr: "Taux d'emplois vacants" },
  about: "Positions open when the period ended over the people employed and the open positions together.",
  unit: "share",
  better: "lower",
  inputs: { open: open.atEnd(), employed: employed.atEnd() },
  formula: "open / (employed + open)",
  example: { given: { open: 6, employed: 94 }, gives: "0.06" },
  source: {
    text: "BLS JOLTS, job openings rate: openings over employment and openings, on the last business day",
  },
  aliases: ["job openings rate", "open positions", "taux de postes vacants"],
});

/** Of the positions filled in the period, the share filled by people who were already employed. */
export const internalMobility = metric("internalMobility", {
  title: { en: "Internal mobility", fr: "Mobilité interne" },
  about:
    "Share of the positions filled in the period that were filled by people already employed, of those where that is known.",
  unit: "share",
  better: "target",
  inputs: { internal: filled.count("internal"), filled: filled.count("known(internal)") },
  formula: "internal / filled",
  example: { given: { internal: 9, filled: 30 }, gives: "0.3" },
  source: { text: "ISO 30414:2018, as summarised by hcmmetrics.co.uk: positions filled internally" },
  aliases: ["internal fill rate", "internal hire rate", "taux de mobilité interne"],
});
