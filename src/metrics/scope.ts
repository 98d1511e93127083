import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { changeRequest } from "../records/change-request.ts";
import { requirement } from "../records/requirement.ts";
import { type WithinOptions, withinOf } from "./within.ts";

const requests = population(changeRequest);
const decided = requests.where("known(decidedAt) and known(accepted)").dated("decidedAt");
const accepted = requests.where("accepted and known(decidedAt)").dated("decidedAt");
const scope = population(requirement).during("addedAt", "removedAt");
const added = population(requirement).dated("addedAt");
const removed = population(requirement).where("known(removedAt)").dated("removedAt");
const changed = population(requirement).where("known(changedAt)").dated("changedAt");

const change = {
  text: "Change control: requests decided, accepted and implemented (PMBOK Guide, ITIL)",
  recalled: true,
} as const;
const volatility = {
  text: "Requirements volatility: requirements added, removed and changed over those at the start",
  recalled: true,
} as const;

/** Of the change requests decided in the period, the share that was accepted; what is open is not in it. */
export const changeAcceptance = metric("changeAcceptance", {
  title: { en: "Change requests accepted", fr: "Taux d'acceptation des demandes de changement" },
  about:
    "Share of the change requests decided in the period that were accepted; undecided ones are not in it.",
  unit: "share",
  better: "neither",
  inputs: { accepted: decided.count("accepted"), decided: decided.count() },
  formula: "accepted / decided",
  example: { given: { accepted: 6, decided: 8 }, gives: "0.75" },
  source: change,
  aliases: ["acceptance rate of changes", "change approval rate"],
});

/**
 * Of the change requests accepted in the period, the share that was done within a time. A period is immature until
 * all had that time.
 *
 * @example
 * ```ts
 * import { changeAdoption } from "kpi-core/metrics/projects";
 *
 * changeAdoption({ within: "P30D" })({ implemented: 3, accepted: 4 }) // => 0.75
 * ```
 */
export function changeAdoption({
  within,
}: WithinOptions): Metric<"implemented / accepted", "implemented" | "accepted", "changeRequest"> {
  const time = withinOf("changeAdoption", within);
  const inTime: string = `known(implementedAt) and seconds(decidedAt, implementedAt) <= ${time.seconds}`;
  return metric(`changeAdoption${time.id}`, {
    title: {
      en: `Accepted changes implemented, ${time.en}`,
      fr: `Taux de mise en œuvre des changements acceptés, ${time.fr}`,
    },
    about: `Share of the change requests accepted in the period that were implemented ${time.en}.`,
    unit: "share",
    better: "higher",
    inputs: { implemented: accepted.count(inTime), accepted: accepted.count() },
    formula: "implemented / accepted",
    example: { given: { implemented: 3, accepted: 4 }, gives: "0.75" },
    source: change,
    aliases: ["change adoption", "change implementation rate", "taux d'adoption"],
    matures: within,
  });
}

/** How much larger the scope is at the end of the period than at its start, by size. */
export const scopeChange = metric("scopeChange", {
  title: { en: "Scope change", fr: "Variation du périmètre" },
  about: "Size of the scope at the end of the period less that at its start, over that at its start.",
  unit: "share",
  better: "target",
  inputs: { atEnd: scope.atEnd("size"), atStart: scope.atStart("size") },
  formula: "(atEnd - atStart) / atStart",
  example: { given: { atEnd: 110, atStart: 100 }, gives: "0.1" },
  source: volatility,
  aliases: ["scope creep", "dérive du périmètre", "scope growth"],
});

/** Requirements added, taken out and changed in the period, over those there at its start. */
export const requirementChurn = metric("requirementChurn", {
  title: { en: "Requirement churn", fr: "Volatilité des exigences" },
  about:
    "Requirements added, taken out and last changed in the period, over those there at its start; what came and went counts twice.",
  unit: "ratio",
  better: "lower",
  inputs: {
    added: added.count(),
    removed: removed.count(),
    changed: changed.count(),
    atStart: scope.atStart(),
  },
  formula: "(added + removed + changed) / atStart",
  example: { given: { added: 3, removed: 1, changed: 6, atStart: 40 }, gives: "0.25" },
  source: volatility,
  aliases: ["requirements volatility", "volatilité du besoin"],
});
