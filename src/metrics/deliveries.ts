import { formOf } from "../core/knobs.ts";
import type { Measure } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { order } from "../records/order.ts";
import { type DeliveryLevel, type LevelKind, levels, recordsOf } from "./delivery-level.ts";
import { type DueDate, type WindowOptions, windowOf } from "./delivery-window.ts";

export type { DeliveryLevel, LevelKind } from "./delivery-level.ts";
export type { DueDate, WindowOptions } from "./delivery-window.ts";

// A delivery is placed by when it was due. Placed by when it came, what is open and late would be in neither side
const mcKinsey = {
  text: "McKinsey, Defining on-time, in-full in the consumer sector (2019): date, window and level must be stated",
} as const;
const scor = { text: "SCOR, RL.1.1 perfect order fulfilment and its parts RL.2.1 to RL.2.4" } as const;

/** What is counted, and when it is on time. */
export interface DeliveryOptions<L extends DeliveryLevel> extends WindowOptions<DueDate> {
  readonly level: L;
}

type Share<L extends DeliveryLevel, Met extends string> = Metric<`${Met} / due`, Met | "due", LevelKind<L>>;

/** What fell due at the level, and how much of it something holds for. */
function dueBy<L extends DeliveryLevel>(level: L, due: string, holds: string) {
  const kept: string = `not known(cancelledAt) or cancelledAt >= ${due}`;
  const fallen = recordsOf(level)
    .where(kept)
    .dated(due as "promisedAt");
  const isUnit = level === "unit";
  const came: string = `if(${holds}, min(delivered, ordered), 0)`;
  const met: Measure = isUnit ? fallen.sum(came) : fallen.count(holds);
  const all: Measure = isUnit ? fallen.sum("ordered") : fallen.count();
  return { met: met as Measure<LevelKind<L>>, due: all as Measure<LevelKind<L>> };
}

const inFull = {
  order: "inFull",
  line: "known(delivered) and delivered >= ordered",
  unit: "known(delivered)",
} as const;

/**
 * Of what was due in the period, the share that came on time and in full. There is no standard: against which date,
 * within which window and whether by order, line or unit has to be said. What is open and past due is a miss, what was
 * cancelled before it was due is left out, and more than was ordered counts as what was ordered.
 *
 * @example
 * ```ts
 * import { otif } from "kpi-core/metrics/supply";
 *
 * const strict = otif({ level: "order", date: "requested", early: "P1D", late: "none" });
 * strict.title.en // => "On time in full, by order, requested date, at most 1 d early"
 * strict({ onTimeInFull: 47, due: 50 }) // => 0.94
 * ```
 */
export function otif<const L extends DeliveryLevel>(options: DeliveryOptions<L>): Share<L, "onTimeInFull"> {
  const { id, en, fr, one } = formOf("otif: level", levels, options.level);
  const window = windowOf("otif", options);
  const { met, due } = dueBy(options.level, window.due, `${window.onTime} and ${inFull[options.level]}`);
  return metric(`otif${id}${window.id}`, {
    title: {
      en: `On time in full, ${en}, ${window.en}`,
      fr: `Livré à temps et complet, ${fr}, ${window.fr}`,
    },
    about: `Share of the ${one} due in the period that were delivered on time and complete; what is open and past due is missed.`,
    unit: "share",
    better: "higher",
    inputs: { onTimeInFull: met, due },
    formula: "onTimeInFull / due",
    example: { given: { onTimeInFull: 47, due: 50 }, gives: "0.94" },
    source: mcKinsey,
    aliases: ["OTIF", "DIFOT", "on-time in-full", "taux OTIF", "taux de service OTIF"],
    ...window.matures,
  });
}

/**
 * Of what was due in the period, the share that came on time, complete or not. What is open and past due is late;
 * `onTimeOfDelivered` does not see it.
 *
 * @example
 * ```ts
 * import { onTimeDelivery } from "kpi-core/metrics/supply";
 *
 * onTimeDelivery({ level: "line", date: "original promise", early: "any", late: "none" }).title.fr
 * // => "Ponctualité des livraisons, par ligne, première promesse"
 * ```
 */
export function onTimeDelivery<const L extends DeliveryLevel>(
  options: DeliveryOptions<L>,
): Share<L, "onTime"> {
  const { id, en, fr, one } = formOf("onTimeDelivery: level", levels, options.level);
  const window = windowOf("onTimeDelivery", options);
  const { met, due } = dueBy(options.level, window.due, window.onTime);
  return metric(`onTimeDelivery${id}${window.id}`, {
    title: {
      en: `On-time delivery, ${en}, ${window.en}`,
      fr: `Ponctualité des livraisons, ${fr}, ${window.fr}`,
    },
    about: `Share of the ${one} due in the period that were delivered on time; what is open and past due is late.`,
    unit: "share",
    better: "higher",
    inputs: { onTime: met, due },
    formula: "onTime / due",
    // 42 of 50 deliveries (InfiniteLexicon)
    example: { given: { onTime: 42, due: 50 }, gives: "0.84" },
    source: { text: "InfiniteLexicon, on-time delivery; by due date, so that open late orders count" },
    aliases: ["OTD", "delivery reliability", "taux de service", "taux de livraison à l'heure"],
    ...window.matures,
  });
}

const delivered = population(order).where("known(promisedAt)").dated("deliveredAt");

/**
 * Of the orders delivered in the period, the share that came by the first promise: the wording of SCOR. An order that
 * never comes is never late here; `onTimeDelivery` counts it.
 */
export const onTimeOfDelivered = metric("onTimeOfDelivered", {
  title: {
    en: "On-time delivery, of orders delivered (SCOR)",
    fr: "Ponctualité des commandes livrées (SCOR)",
  },
  about:
    "Share of the orders delivered in the period that came by the first promise; what is open and late is not in it.",
  unit: "share",
  better: "higher",
  inputs: { onTime: delivered.count("deliveredAt <= promisedAt"), delivered: delivered.count() },
  formula: "onTime / delivered",
  example: { given: { onTime: 42, delivered: 48 }, gives: "0.875" },
  source: { text: "SCOR, RL.2.2 delivery performance to original customer commit date" },
  aliases: ["delivery performance to commit date", "RL.2.2", "taux de service des commandes livrées"],
});

/**
 * Of what was due in the period, the share that came complete, however late.
 *
 * @example
 * ```ts
 * import { inFullRate } from "kpi-core/metrics/supply";
 *
 * inFullRate({ level: "unit", date: "requested" })({ inFull: 960, due: 1000 }) // => 0.96
 * ```
 */
export function inFullRate<const L extends DeliveryLevel>({
  level,
  date,
}: {
  readonly level: L;
  readonly date: DueDate;
}): Share<L, "inFull"> {
  const { id, en, fr, one } = formOf("inFullRate: level", levels, level);
  const window = windowOf("inFullRate", { date, early: "any", late: "none" });
  const { met, due } = dueBy(level, window.due, inFull[level]);
  return metric(`inFullRate${id}${window.id}`, {
    title: {
      en: `Delivered in full, ${en}, ${window.en}`,
      fr: `Taux de livraison complète, ${fr}, ${window.fr}`,
    },
    about: `Share of the ${one} due in the period that were delivered complete, however late.`,
    unit: "share",
    better: "higher",
    inputs: { inFull: met, due },
    formula: "inFull / due",
    example: { given: { inFull: 48, due: 50 }, gives: "0.96" },
    source: scor,
    aliases: ["orders delivered in full", "RL.2.1", "taux de commandes complètes"],
  });
}

/** When an order was due and on time, and what else it takes for it to be perfect. */
function perfectBy(subject: string, options: WindowOptions) {
  const window = windowOf(subject, options);
  const kept: string = `not known(cancelledAt) or cancelledAt >= ${window.due}`;
  const due = population(order)
    .where(kept)
    .dated(window.due as "promisedAt");
  const count = (holds: string) => due.count(holds);
  return { window, due, count };
}

/**
 * Of the orders due in the period, the share with nothing wrong: on time, in full, undamaged, with the right papers,
 * each order looked at as a whole. What nobody knows of an order is not right.
 *
 * @example
 * ```ts
 * import { perfectOrder, perfectOrderIndex } from "kpi-core/metrics/supply";
 *
 * // Of 10 orders the same 2 were late and short
 * const window = { date: "original promise", early: "any", late: "none" } as const;
 * perfectOrder(window)({ perfect: 8, due: 10 }) // => 0.8
 * perfectOrderIndex(window)({ onTime: 8, inFull: 8, undamaged: 10, documented: 10, due: 10 }) // => 0.64
 * ```
 */
export function perfectOrder(options: WindowOptions): Metric<"perfect / due", "perfect" | "due", "order"> {
  const { window, due, count } = perfectBy("perfectOrder", options);
  return metric(`perfectOrder${window.id}`, {
    title: { en: `Perfect orders, ${window.en}`, fr: `Taux de commandes parfaites, ${window.fr}` },
    about:
      "Share of the orders due in the period that came on time, in full, undamaged and with the right papers.",
    unit: "share",
    better: "higher",
    inputs: {
      perfect: count(`${window.onTime} and inFull and documented and not damaged`),
      due: due.count(),
    },
    formula: "perfect / due",
    // 10 orders, of which the same 2 were late and short
    example: { given: { perfect: 8, due: 10 }, gives: "0.8" },
    source: scor,
    aliases: ["POF", "perfect order fulfilment", "perfect order rate", "commande parfaite"],
    ...window.matures,
  });
}

/**
 * The shares of orders on time, in full, undamaged and with the right papers, multiplied. It is the share of perfect
 * orders only where these fail independently of each other, which they seldom do: an order that is late is often
 * short too, and counts twice here.
 */
export function perfectOrderIndex(
  options: WindowOptions,
): Metric<
  "onTime * inFull * undamaged * documented / (due * due * due * due)",
  "onTime" | "inFull" | "undamaged" | "documented" | "due",
  "order"
> {
  const { window, due, count } = perfectBy("perfectOrderIndex", options);
  return metric(`perfectOrderIndex${window.id}`, {
    title: { en: `Perfect order index, ${window.en}`, fr: `Indice de commande parfaite, ${window.fr}` },
    about:
      "The shares of orders due that came on time, in full, undamaged and with the right papers, multiplied; below the share of perfect orders where one order has several faults.",
    unit: "share",
    better: "higher",
    inputs: {
      onTime: count(window.onTime),
      inFull: due.count("inFull"),
      undamaged: due.count("not damaged"),
      documented: due.count("documented"),
      due: due.count(),
    },
    formula: "onTime * inFull * undamaged * documented / (due * due * due * due)",
    // The same 10 orders
    example: { given: { onTime: 8, inFull: 8, undamaged: 10, documented: 10, due: 10 }, gives: "0.64" },
    source: {
      text: "Product of the four parts of SCOR RL.1.1, as warehouse surveys have it",
      recalled: true,
    },
    aliases: ["POI", "product of perfect order components", "indice de commande parfaite"],
    ...window.matures,
  });
}
