import type { Numeric } from "../core/decimal.ts";
import { formOf, percentileOf } from "../core/knobs.ts";
import type { Measure, QuantileMethod } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { order } from "../records/order.ts";
import { orderLine } from "../records/order-line.ts";
import { type DeliveryLevel, type LevelKind, levels, recordsOf } from "./delivery-level.ts";
import { type WithinOptions, withinOf } from "./within.ts";

const lines = population(orderLine);
const demanded = lines.where("known(filled)").dated("orderedAt");
const delivered = population(order).dated("deliveredAt");

const textbook = { text: "Textbooks of inventory management", recalled: true } as const;
const scor = {
  text: "SCOR, RS.1.1 order fulfilment cycle time: actual cycle times over orders delivered",
} as const;

const fills = {
  order: { filled: "filled", given: { filled: 45, demanded: 50 }, gives: "0.9" },
  // 4 of 6 lines, 170 of 200 units, on the same 2 orders (rightchain.ai)
  line: {
    filled: "filled >= ordered",
    given: { filled: 4, demanded: 6 },
    gives: "0.6666666666666666666666666666666667",
  },
  unit: { filled: "min(filled, ordered)", given: { filled: 170, demanded: 200 }, gives: "0.85" },
} as const;

/**
 * Of what was ordered in the period, the share that the first shipment filled. Each line counts up to what was ordered,
 * so that too much of one does not make up for too little of another. What is not shipped yet is in neither side.
 *
 * @example
 * ```ts
 * import { fillRate } from "kpi-core/metrics/supply";
 *
 * fillRate({ level: "unit" })({ filled: 170, demanded: 200 }) // => 0.85
 * fillRate({ level: "line" }).title.fr // => "Taux de service, par ligne"
 * ```
 */
export function fillRate<const L extends DeliveryLevel>({
  level,
}: {
  readonly level: L;
}): Metric<"filled / demanded", "filled" | "demanded", LevelKind<L>> {
  const { id, en, fr, one } = formOf("fillRate: level", levels, level);
  const { filled, given, gives } = fills[level];
  const all = recordsOf(level).where("known(filled)").dated("orderedAt");
  const first: Measure = level === "unit" ? all.sum(filled) : all.count(filled as "misPicked");
  const asked: Measure = level === "unit" ? all.sum("ordered") : all.count();
  return metric(`fillRate${id}`, {
    title: { en: `Fill rate, ${en}`, fr: `Taux de service, ${fr}` },
    about: `Share of the period's ${one} that the first shipment filled; each line counts at most what was ordered.`,
    unit: "share",
    better: "higher",
    inputs: { filled: first as Measure<LevelKind<L>>, demanded: asked as Measure<LevelKind<L>> },
    formula: "filled / demanded",
    example: { given, gives },
    source: { text: "rightchain.ai, fill rates by unit, line and order" },
    aliases: [
      "first fill rate",
      "beta service level",
      "taux de service",
      "taux de disponibilité à la commande",
    ],
  });
}

const shortages = {
  line: { id: "Line", short: demanded.count("filled < ordered"), asked: demanded.count() },
  unit: { id: "Unit", short: demanded.sum("max(ordered - filled, 0)"), asked: demanded.sum("ordered") },
} as const;

/** Of what was ordered in the period, the share that the first shipment could not fill and that has to follow. */
export function backorderRate({
  level,
}: {
  readonly level: keyof typeof shortages;
}): Metric<"backordered / demanded", "backordered" | "demanded", "orderLine"> {
  const { id, short, asked } = formOf("backorderRate: level", shortages, level);
  return metric(`backorderRate${id}`, {
    title: { en: `Backorder rate, ${levels[level].en}`, fr: `Taux de reliquats, ${levels[level].fr}` },
    about: `Share of the period's ${levels[level].one} that the first shipment could not fill.`,
    unit: "share",
    better: "lower",
    inputs: { backordered: short, demanded: asked },
    formula: "backordered / demanded",
    example: { given: { backordered: 30, demanded: 200 }, gives: "0.15" },
    source: textbook,
    aliases: ["backorders", "taux de reliquat", "commandes en souffrance"],
  });
}

/** Units that first shipments could not fill and that still had to be delivered when the period ended. */
export const backorders = metric("backorders", {
  title: { en: "Backorders, at the end", fr: "Reliquats en fin de période" },
  about:
    "Units that first shipments could not fill and that were still to be delivered when the period ended; cancelled lines are left out.",
  unit: "number",
  better: "lower",
  inputs: {
    atEnd: lines
      .where("known(filled) and filled < ordered and not known(cancelledAt)")
      .during("orderedAt", "deliveredAt")
      .atEnd("ordered - filled"),
  },
  formula: "atEnd",
  example: { given: { atEnd: 120 }, gives: "120" },
  source: textbook,
  aliases: ["backorder backlog", "open backorders", "reliquats de commandes"],
});

/** The mean time from the order to the delivery of all of it, of the orders delivered in the period. */
export const averageOrderCycleTime = metric("averageOrderCycleTime", {
  title: { en: "Order cycle time, mean", fr: "Délai moyen de cycle de commande" },
  about:
    "Mean time from order to delivery of the orders delivered in the period; those still open are not in it.",
  unit: "seconds",
  better: "lower",
  inputs: { elapsed: delivered.sum("seconds(orderedAt, deliveredAt)"), delivered: delivered.count() },
  formula: "elapsed / delivered",
  // 3 and 6 days
  example: { given: { elapsed: 777_600, delivered: 2 }, gives: "388800" },
  source: scor,
  aliases: ["OFCT", "RS.1.1", "order fulfilment cycle time", "order lead time"],
});

/**
 * The time from order to delivery that a share `p` of the orders delivered in the period did not exceed. Recent orders
 * that take long are not in it yet; `timeToDeliver` counts them.
 */
export function orderCycleTime({
  p,
  method = "R-7",
}: {
  readonly p: Numeric;
  readonly method?: QuantileMethod;
}): Metric<"quantile", "quantile", "order"> {
  const percentile = percentileOf(p);
  return metric(`orderCycleTime${percentile.id}`, {
    title: {
      en: `Order cycle time, ${percentile.en}`,
      fr: `Délai de cycle de commande, ${percentile.fr}`,
    },
    about: `${percentile.inHundred} in 100 orders delivered in the period took at most so long; open ones are not in it.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: delivered.quantile("seconds(orderedAt, deliveredAt)", p, method) },
    formula: "quantile",
    example: { given: { quantile: 259_200 }, gives: "259200" },
    source: scor,
    aliases: ["OFCT percentile", "délai de livraison"],
  });
}

/** The time by which a share `p` of the orders of the period is delivered; the open count as "at least so long". */
export function timeToDeliver({ p }: { readonly p: Numeric }): Metric<"duration", "duration", "order"> {
  const percentile = percentileOf(p);
  return metric(`timeToDeliver${percentile.id}`, {
    title: { en: `Time to deliver, ${percentile.en}`, fr: `Délai avant livraison, ${percentile.fr}` },
    about: `${percentile.inHundred} in 100 orders of the period are delivered after so long, counting those still open.`,
    unit: "seconds",
    better: "lower",
    inputs: {
      duration: population(order)
        .where("not known(cancelledAt)")
        .during("orderedAt", "deliveredAt")
        .survival(p),
    },
    formula: "duration",
    example: { given: { duration: 345_600 }, gives: "345600" },
    source: {
      text: "Kaplan and Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958)",
      recalled: true,
    },
    aliases: ["censoring-aware order cycle time", "délai de livraison, commandes ouvertes comprises"],
  });
}

/** Of what was picked in the period, the share picked without error. An error found later changes a past period. */
export function pickingAccuracy<const L extends "order" | "line">({
  level,
}: {
  readonly level: L;
}): Metric<"right / picked", "right" | "picked", LevelKind<L>> {
  const { id, en, fr, one } = formOf(
    "pickingAccuracy: level",
    { order: levels.order, line: levels.line },
    level,
  );
  const picked = recordsOf(level).where("known(misPicked)").dated("pickedAt");
  const right: Measure = picked.count("not misPicked");
  const all: Measure = picked.count();
  return metric(`pickingAccuracy${id}`, {
    title: { en: `Picking accuracy, ${en}`, fr: `Exactitude de préparation, ${fr}` },
    about: `Share of the ${one} picked in the period, of which it is known, that were picked without error.`,
    unit: "share",
    better: "higher",
    inputs: { right: right as Measure<LevelKind<L>>, picked: all as Measure<LevelKind<L>> },
    formula: "right / picked",
    example: { given: { right: 999, picked: 1000 }, gives: "0.999" },
    source: { text: "WERC DC Measures, order picking accuracy" },
    aliases: ["order picking accuracy", "fiabilité de préparation", "taux d'erreurs de préparation"],
  });
}

/**
 * Of the units delivered in the period, the share that came back within so long. A period is immature until all of its
 * deliveries have had that long.
 *
 * @example
 * ```ts
 * import { returnRateOfSales } from "kpi-core/metrics/supply";
 *
 * returnRateOfSales({ within: "P30D" }).title.en // => "Return rate of sales within 30 d"
 * ```
 */
export function returnRateOfSales({
  within,
}: WithinOptions): Metric<"returned / sold", "returned" | "sold", "orderLine"> {
  const { id, en, fr, seconds } = withinOf("returnRateOfSales", within);
  const sold = lines.where("known(delivered)").dated("deliveredAt");
  const back: string = `known(returnedAt) and seconds(deliveredAt, returnedAt) <= ${seconds}`;
  const units: string = `if(${back}, returned, 0)`;
  return metric(`returnRateOfSales${id}`, {
    title: { en: `Return rate of sales ${en}`, fr: `Taux de retour des ventes ${fr}` },
    about: "Share of the units delivered in the period that customers sent back within the time for it.",
    unit: "share",
    better: "lower",
    inputs: { returned: sold.sum(units), sold: sold.sum("delivered") },
    formula: "returned / sold",
    example: { given: { returned: 8, sold: 100 }, gives: "0.08" },
    source: textbook,
    aliases: ["cohort return rate", "taux de retour par cohorte"],
    matures: within,
  });
}

/** Units sent back in the period per unit delivered in it; above 1 where sales fall fast. */
export const returnRateInPeriod = metric("returnRateInPeriod", {
  title: { en: "Return rate in the period", fr: "Taux de retour de la période" },
  about:
    "Units sent back in the period over units delivered in it; they are not the same units, so that it can pass 100 %.",
  unit: "ratio",
  better: "lower",
  inputs: {
    returned: lines.dated("returnedAt").sum("returned"),
    sold: lines.dated("deliveredAt").sum("delivered"),
  },
  formula: "returned / sold",
  example: { given: { returned: 12, sold: 100 }, gives: "0.12" },
  source: textbook,
  aliases: ["returns over sales", "retours sur ventes"],
});
