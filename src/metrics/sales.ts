import type { Numeric } from "../core/decimal.ts";
import { formOf, percentileOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { deal } from "../records/deal.ts";
import { lead } from "../records/lead.ts";
import { salesTarget } from "../records/sales-target.ts";
import { type WithinOptions, withinOf } from "./within.ts";

export * from "./pipeline.ts";

// A rate is over deals that are closed, won or lost: what is open is no loss, and is in the pipeline
const deals = population(deal);
const closed = deals.where("known(closedAt) and known(won)").dated("closedAt");
const won = deals.where("known(closedAt) and won").dated("closedAt");
const open = deals.during("createdAt", "closedAt");

const practice = {
  text: "Sales practice: won deals over closed deals, cycle, quota",
  recalled: true,
} as const;
const kaplanMeier = {
  text: "Kaplan and Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958)",
  recalled: true,
} as const;

const weights = {
  count: {
    id: "ByCount",
    en: "by count",
    fr: "en nombre",
    is: "Deals",
    inputs: { won: closed.count("won"), closed: closed.count() },
    given: { won: 3, closed: 12 },
    gives: "0.25",
  },
  amount: {
    id: "ByAmount",
    en: "by amount",
    fr: "en valeur",
    is: "Amounts of the deals",
    inputs: { won: won.sum("amount"), closed: closed.sum("amount") },
    given: { won: 60_000, closed: 80_000 },
    gives: "0.75",
  },
} as const;

/**
 * Of the deals closed in the period, the share that was won, by how many or by what they bring; open ones are in
 * neither.
 *
 * @example
 * ```ts
 * import { winRate } from "kpi-core/metrics/sales";
 *
 * winRate({ by: "count" })({ won: 3, closed: 12 }) // => 0.25
 * winRate({ by: "amount" }).title.fr // => "Taux de réussite commerciale, en valeur"
 * ```
 */
export function winRate({
  by,
}: {
  readonly by: "count" | "amount";
}): Metric<"won / closed", "won" | "closed", "deal"> {
  const { id, en, fr, is, inputs, given, gives } = formOf("winRate: by", weights, by);
  return metric(`winRate${id}`, {
    title: { en: `Win rate, ${en}`, fr: `Taux de réussite commerciale, ${fr}` },
    about: `${is} won over those closed in the period, won or lost; open deals are in neither.`,
    unit: "share",
    better: "higher",
    inputs,
    formula: "won / closed",
    example: { given, gives },
    source: practice,
    aliases: ["close rate", "closing ratio", "taux de transformation", "taux de signature"],
  });
}

/** What the deals won in the period bring. */
export const salesWon = metric("salesWon", {
  title: { en: "Sales won", fr: "Ventes signées" },
  about: "Amounts of the deals won in the period.",
  unit: "money",
  better: "higher",
  inputs: { amount: won.sum("amount") },
  formula: "amount",
  example: { given: { amount: 60_000 }, gives: "60000" },
  source: practice,
  aliases: ["bookings", "closed won", "prises de commandes"],
});

/** What a won deal brings on average. */
export const averageDealSize = metric("averageDealSize", {
  title: { en: "Average deal size", fr: "Montant moyen d'une affaire" },
  about: "Amounts of the deals won in the period over their number.",
  unit: "money",
  better: "higher",
  inputs: { amount: won.sum("amount"), won: won.count() },
  formula: "amount / won",
  example: { given: { amount: 60_000, won: 3 }, gives: "20000" },
  source: practice,
  aliases: ["average order value of deals", "ADS", "ticket moyen", "panier moyen B2B"],
});

/**
 * The time from creation to close that a share `p` of the deals won in the period took at most. What is open is not
 * in it; `timeToClose` counts it.
 *
 * @example
 * ```ts
 * import { salesCycle } from "kpi-core/metrics/sales";
 *
 * salesCycle({ p: 0.5 }).title.fr // => "Cycle de vente, 50ᵉ centile"
 * ```
 */
export function salesCycle({ p }: { readonly p: Numeric }): Metric<"quantile", "quantile", "deal"> {
  const percentile = percentileOf(p);
  return metric(`salesCycle${percentile.id}`, {
    title: { en: `Sales cycle, ${percentile.en}`, fr: `Cycle de vente, ${percentile.fr}` },
    about: `${percentile.inHundred} in 100 deals won in the period took at most so long; open ones are not in it.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: won.quantile("seconds(createdAt, closedAt)", p) },
    formula: "quantile",
    example: { given: { quantile: 2_592_000 }, gives: "2592000" },
    source: practice,
    aliases: ["sales cycle length", "deal cycle time", "durée du cycle de vente"],
  });
}

/** The mean time from creation to close of the deals won in the period. */
export const averageSalesCycle = metric("averageSalesCycle", {
  title: { en: "Sales cycle, mean", fr: "Cycle de vente moyen" },
  about: "Mean time from creation to close of the deals won in the period; open ones are not in it.",
  unit: "seconds",
  better: "lower",
  inputs: { elapsed: won.sum("seconds(createdAt, closedAt)"), won: won.count() },
  formula: "elapsed / won",
  example: { given: { elapsed: 7_776_000, won: 3 }, gives: "2592000" },
  source: practice,
  aliases: ["mean sales cycle", "durée moyenne de vente"],
});

/**
 * The time by which a share `p` of the deals created in the period is closed, won or lost; the open count as "at
 * least as long as until now" (Kaplan and Meier).
 *
 * @example
 * ```ts
 * import { timeToClose } from "kpi-core/metrics/sales";
 *
 * timeToClose({ p: 0.5 }).id // => "timeToCloseP50"
 * ```
 */
export function timeToClose({ p }: { readonly p: Numeric }): Metric<"duration", "duration", "deal"> {
  const percentile = percentileOf(p);
  return metric(`timeToClose${percentile.id}`, {
    title: { en: `Time to close, ${percentile.en}`, fr: `Délai de clôture, ${percentile.fr}` },
    about: `${percentile.inHundred} in 100 deals created in the period are won or lost after so long, counting those still open.`,
    unit: "seconds",
    better: "lower",
    inputs: { duration: open.survival(p) },
    formula: "duration",
    example: { given: { duration: 2_592_000 }, gives: "2592000" },
    source: kaplanMeier,
    aliases: ["censoring-aware sales cycle"],
  });
}

/** What was won in the period, over the targets of the times that begin in it. */
export const quotaAttainment = metric("quotaAttainment", {
  title: { en: "Quota attainment", fr: "Taux d'atteinte des objectifs de vente" },
  about:
    "Amounts won in the period over the targets that begin in it, of all together and no mean of shares.",
  unit: "share",
  better: "higher",
  inputs: {
    won: won.sum("amount"),
    target: population(salesTarget).dated("startsAt").sum("amount"),
  },
  formula: "won / target",
  example: { given: { won: 60_000, target: 80_000 }, gives: "0.75" },
  source: practice,
  aliases: ["target attainment", "réalisé sur objectif"],
});

/**
 * Of the leads that came in in the period, the share that became a deal within a time. A period is immature until all
 * had that time.
 *
 * @example
 * ```ts
 * import { leadConversion } from "kpi-core/metrics/sales";
 *
 * leadConversion({ within: "P30D" })({ converted: 12, leads: 60 }) // => 0.2
 * ```
 */
export function leadConversion({
  within,
}: WithinOptions): Metric<"converted / leads", "converted" | "leads", "lead"> {
  const time = withinOf("leadConversion", within);
  const leads = population(lead).dated("receivedAt");
  const inTime: string = `known(convertedAt) and seconds(receivedAt, convertedAt) <= ${time.seconds}`;
  return metric(`leadConversion${time.id}`, {
    title: { en: `Lead conversion, ${time.en}`, fr: `Taux de conversion des prospects, ${time.fr}` },
    about: `Share of the leads that came in in the period that became a deal ${time.en}.`,
    unit: "share",
    better: "higher",
    inputs: { converted: leads.count(inTime), leads: leads.count() },
    formula: "converted / leads",
    example: { given: { converted: 12, leads: 60 }, gives: "0.2" },
    source: practice,
    aliases: ["lead-to-opportunity rate", "conversion des leads"],
    matures: within,
  });
}

/** What the open deals bring in a day at the win rate, the deal size and the cycle of the period. */
export const salesVelocity = metric("salesVelocity", {
  title: { en: "Sales velocity", fr: "Vélocité commerciale" },
  about:
    "Deals open at the end of the period times win rate times average deal size, over the mean sales cycle: an amount a day of 24 hours.",
  unit: "money",
  better: "higher",
  inputs: {
    open: open.atEnd(),
    won: won.count(),
    closed: closed.count(),
    amount: won.sum("amount"),
    elapsed: won.sum("seconds(createdAt, closedAt)"),
  },
  // The won of win rate and of deal size cancel out
  formula: "86400 * open * (amount / closed) / (elapsed / won)",
  // 50 open deals, 20 % won, 10,000 each, in 40 days
  example: {
    given: { open: 50, won: 2, closed: 10, amount: 20_000, elapsed: 6_912_000 },
    gives: "2500",
  },
  source: practice,
  aliases: ["pipeline velocity", "vitesse de vente"],
});
