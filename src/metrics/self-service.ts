import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { helpSession } from "../records/help-session.ts";
import { ticket } from "../records/ticket.ts";
import { type WithinOptions, withinOf } from "./within.ts";

export type { WithinOptions } from "./within.ts";

const visits = population(helpSession).dated("startedAt");
const requests = population(ticket).dated("openedAt");

/** People in the help centre per person with a request, in one period; people do not add up over periods. */
export const selfServiceRatio = metric("selfServiceRatio", {
  title: { en: "Self-service ratio", fr: "Ratio de self-service" },
  about:
    "People who came to the help centre in the period per person who opened a request in it; 4 reads 4 to 1. Somebody who did both counts in both.",
  unit: "ratio",
  better: "higher",
  inputs: { visitors: visits.distinct("user"), requesters: requests.distinct("requester") },
  formula: "visitors / requesters",
  example: { given: { visitors: 1200, requesters: 300 }, gives: "4" },
  source: { text: "Beefed and Ticketboard, self-service score: help centre users to ticket users" },
  aliases: ["self-service score", "self-service rate x:1", "score de self-service"],
});

/**
 * Of the visits to the help centre in the period, the share after which no request followed within a time. No request
 * is not yet an answer found: see `selfServiceShare`. A period is immature until all visits had that time.
 *
 * @example
 * ```ts
 * import { deflectionRate } from "kpi-core/metrics/self-service";
 *
 * deflectionRate({ within: "P2D" })({ deflected: 450, visits: 600 }) // => 0.75
 * ```
 */
export function deflectionRate({
  within,
}: WithinOptions): Metric<"deflected / visits", "deflected" | "visits", "helpSession"> {
  const { id, en, fr, seconds } = withinOf("deflectionRate", within);
  const noRequest: string = `not known(askedAt) or seconds(startedAt, askedAt) > ${seconds}`;
  return metric(`deflectionRate${id}`, {
    title: { en: `Deflection rate, no request ${en}`, fr: `Taux d'évitement, sans demande ${fr}` },
    about: `Share of the visits to the help centre in the period after which the visitor opened no request ${en}.`,
    unit: "share",
    better: "higher",
    inputs: { deflected: visits.count(noRequest), visits: visits.count() },
    formula: "deflected / visits",
    example: { given: { deflected: 450, visits: 600 }, gives: "0.75" },
    source: {
      text: "Knowup, deflection by session: sessions without a ticket within 24 to 48 h over sessions",
    },
    aliases: ["ticket deflection", "containment rate", "taux de déviation"],
    matures: within,
  });
}

/** Of what was solved alone or asked, the share that was solved alone. */
export const selfServiceShare = metric("selfServiceShare", {
  title: { en: "Self-service share", fr: "Part résolue en autonomie" },
  about:
    "Visits to the help centre in the period of which the visitor said that they helped, over these and the requests opened in it.",
  unit: "share",
  better: "higher",
  inputs: { selfSolved: visits.count("solved"), assisted: requests.count() },
  formula: "selfSolved / (selfSolved + assisted)",
  example: { given: { selfSolved: 150, assisted: 450 }, gives: "0.25" },
  source: { text: "Knowup, deflection: self-solved over self-solved and assisted" },
  aliases: ["deflection rate, self-solved", "self-service resolution", "taux d'autonomie"],
});
