import { formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { workItem } from "../records/work-item.ts";
import { type WithinOptions, withinOf } from "./within.ts";

const items = population(workItem);
const started = items.dated("startedAt");
const finished = items.where("known(finishedAt)").dated("finishedAt");
const promised = items.where("known(dueAt)");
const kept = promised.where("known(finishedAt)").dated("finishedAt");
// Past due from its due moment on, or from its start where it was begun too late
const fellDue = promised
  .where("dueAt >= startedAt and (not known(finishedAt) or finishedAt >= dueAt)")
  .during("dueAt", "finishedAt");
const begunLate = promised.where("dueAt < startedAt").during("startedAt", "finishedAt");

/** A service level expectation, and of which items. */
export interface ExpectationOptions<Of extends "finished" | "started"> extends WithinOptions {
  /**
   * - `finished`: the items finished in the period. What is open for longer than expected is not seen.
   * - `started`: the items started in the period; what is open for longer was not in time. A period is immature until
   *   all in it had that time.
   */
  readonly of: Of;
}

const expected = {
  finished: {
    id: "Finished",
    en: "finished items",
    fr: "éléments terminés",
    those: finished,
    rest: "open items are not in it",
  },
  started: {
    id: "Started",
    en: "started items",
    fr: "éléments commencés",
    those: started,
    rest: "what is open for longer was not",
  },
} as const;

/**
 * Of the items finished, or started, in the period, the share that took at most as long as expected.
 *
 * @example
 * ```ts
 * import { expectationAttainment } from "kpi-core/metrics/flow";
 *
 * const strict = expectationAttainment({ within: "P10D", of: "started" });
 * strict.title.en // => "Service level expectation met, within 10 d, started items"
 * strict({ inTime: 17, items: 20 }) // => 0.85
 * ```
 */
export function expectationAttainment({
  within,
  of,
}: ExpectationOptions<"finished" | "started">): Metric<"inTime / items", "inTime" | "items", "workItem"> {
  const { those, rest, ...words } = formOf("expectationAttainment: of", expected, of);
  const time = withinOf("expectationAttainment", within);
  const inTime: string = `known(finishedAt) and seconds(startedAt, finishedAt) <= ${time.seconds}`;
  return metric(`expectationAttainment${time.id}${words.id}`, {
    title: {
      en: `Service level expectation met, ${time.en}, ${words.en}`,
      fr: `Respect du SLE, ${time.fr}, ${words.fr}`,
    },
    about: `Share of the items ${of} in the period that were finished ${time.en} of their start; ${rest}.`,
    unit: "share",
    better: "higher",
    inputs: { inTime: those.count(inTime), items: those.count() },
    formula: "inTime / items",
    // The 17th of 20 values is the 85th percentile
    example: { given: { inTime: 17, items: 20 }, gives: "0.85" },
    source: { text: "ProKanban pocket guide, chapter 2: service level expectation" },
    aliases: ["SLE attainment", "SLE met", "respect du niveau de service attendu"],
    ...(of === "started" && { matures: within }),
  });
}

/** Of the items finished in the period that had a due moment, the share that was in time; `onTimeRate` sees the open. */
export const onTimeOfFinished = metric("onTimeOfFinished", {
  title: { en: "On time, of what was finished", fr: "Respect des échéances, éléments terminés" },
  about:
    "Share of the items finished in the period with a due moment that were finished by it; what is open and overdue is not in it.",
  unit: "share",
  better: "higher",
  inputs: { onTime: kept.count("finishedAt <= dueAt"), finished: kept.count() },
  formula: "onTime / finished",
  // 42 of 50 deliveries (InfiniteLexicon)
  example: { given: { onTime: 42, finished: 50 }, gives: "0.84" },
  source: { text: "GetNave, due date performance over delivered items" },
  aliases: ["due date performance, shipped", "on-time delivery of shipped", "taux de service, livré"],
});

/** Of the items in progress with a due moment, the share that is past it. */
export const overdueRate = metric("overdueRate", {
  title: { en: "Overdue rate", fr: "Taux de retard des éléments en cours" },
  about: "Share of the items in progress at the end of the period with a due moment that were past it.",
  unit: "share",
  better: "lower",
  inputs: {
    fellDue: fellDue.atEnd(),
    begunLate: begunLate.atEnd(),
    inProgress: promised.during("startedAt", "finishedAt").atEnd(),
  },
  formula: "(fellDue + begunLate) / inProgress",
  // 30 of 200 (KPI Tree)
  example: { given: { fellDue: 28, begunLate: 2, inProgress: 200 }, gives: "0.15" },
  source: { text: "KPI Tree, overdue rate: open and past due over open with a due date" },
  aliases: ["share overdue", "late work in progress", "taux d'éléments en retard"],
});
