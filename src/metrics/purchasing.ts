import type { Numeric } from "../core/decimal.ts";
import { clockOf, formOf, percentileOf } from "../core/knobs.ts";
import type { Clock, QuantileMethod } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { purchaseLine } from "../records/purchase-line.ts";
import { around, type WindowOptions } from "./delivery-window.ts";

export type { WindowOptions } from "./delivery-window.ts";

const lines = population(purchaseLine);
const received = lines.dated("receivedAt");
const due = lines.where("not known(cancelledAt) or cancelledAt >= dueAt").dated("dueAt");
const stored = lines.where("known(receivedAt)").dated("storedAt");
const priced = lines.where("known(price) and known(standardPrice)").dated("receivedAt");

const textbook = { text: "Textbooks of purchasing", recalled: true } as const;
const odoo = {
  text: "Odoo, pull requests 58653 and 219691: on-time rate of suppliers, at most 100 %",
} as const;

const units = {
  line: { id: "Line", en: "by line", fr: "par ligne", one: "purchase lines" },
  unit: { id: "Unit", en: "by unit", fr: "par unité", one: "units" },
} as const;

/**
 * Of what suppliers promised for the period, the share that arrived on time. What is on order and past due is late;
 * units that were never ordered do not count.
 *
 * @example
 * ```ts
 * import { supplierOnTime } from "kpi-core/metrics/purchasing";
 *
 * supplierOnTime({ level: "unit", early: "P2D", late: "none" }).title.fr
 * // => "Ponctualité des fournisseurs, par unité, au plus 2 j d'avance"
 * ```
 */
export function supplierOnTime({
  level,
  early,
  late,
}: Omit<WindowOptions, "date"> & {
  readonly level: keyof typeof units;
}): Metric<"onTime / due", "onTime" | "due", "purchaseLine"> {
  const { id, en, fr, one } = formOf("supplierOnTime: level", units, level);
  const window = around("supplierOnTime", "dueAt", "receivedAt", { early, late });
  const arrived: string = `if(${window.onTime}, min(received, ordered), 0)`;
  const inputs =
    level === "unit"
      ? { onTime: due.sum(arrived), due: due.sum("ordered") }
      : { onTime: due.count(window.onTime), due: due.count() };
  return metric(`supplierOnTime${id}${window.id}`, {
    title: {
      en: `On-time delivery of suppliers, ${en}${window.en}`,
      fr: `Ponctualité des fournisseurs, ${fr}${window.fr}`,
    },
    about: `Share of the ${one} due in the period that arrived on time; what is on order and past due is late.`,
    unit: "share",
    better: "higher",
    inputs,
    formula: "onTime / due",
    example: { given: { onTime: 42, due: 50 }, gives: "0.84" },
    source: odoo,
    aliases: ["supplier OTD", "vendor delivery performance", "taux de service fournisseur"],
    ...window.matures,
  });
}

/** The time from order to arrival that a share `p` of the lines received in the period did not exceed. */
export function supplierLeadTime({
  p,
  method = "R-7",
}: {
  readonly p: Numeric;
  readonly method?: QuantileMethod;
}): Metric<"quantile", "quantile", "purchaseLine"> {
  const percentile = percentileOf(p);
  return metric(`supplierLeadTime${percentile.id}`, {
    title: {
      en: `Supplier lead time, ${percentile.en}`,
      fr: `Délai d'approvisionnement, ${percentile.fr}`,
    },
    about: `${percentile.inHundred} in 100 lines received in the period took at most so long; what is on order is not in it.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: received.quantile("seconds(orderedAt, receivedAt)", p, method) },
    formula: "quantile",
    example: { given: { quantile: 864_000 }, gives: "864000" },
    source: textbook,
    aliases: ["procurement lead time", "délai fournisseur"],
  });
}

const elapsed = received.sum("seconds(orderedAt, receivedAt)");
const squares = received.sum("seconds(orderedAt, receivedAt) * seconds(orderedAt, receivedAt)");

/** The mean time from order to arrival of the lines received in the period. */
export const averageSupplierLeadTime = metric("averageSupplierLeadTime", {
  title: { en: "Supplier lead time, mean", fr: "Délai moyen d'approvisionnement" },
  about:
    "Mean time from order to arrival of the lines received in the period; what is on order is not in it.",
  unit: "seconds",
  better: "lower",
  inputs: { elapsed, received: received.count() },
  formula: "elapsed / received",
  // 8 and 12 days
  example: { given: { elapsed: 1_728_000, received: 2 }, gives: "864000" },
  source: textbook,
  aliases: ["mean procurement lead time", "délai fournisseur moyen"],
});

/** How far lead times are from their mean: their sample standard deviation. None of fewer than two. */
export const leadTimeDeviation = metric("leadTimeDeviation", {
  title: { en: "Lead time, standard deviation", fr: "Écart-type du délai d'approvisionnement" },
  about: "Sample standard deviation of the time from order to arrival of the lines received in the period.",
  unit: "seconds",
  better: "lower",
  inputs: { squares, elapsed, received: received.count() },
  formula: "sqrt((squares - elapsed * elapsed / received) / (received - 1))",
  // 6, 10 and 14 seconds: 16 + 0 + 16 over 2
  example: { given: { squares: 332, elapsed: 30, received: 3 }, gives: "4" },
  source: textbook,
  aliases: ["lead time variability", "sigma of the lead time", "variabilité du délai"],
});

/** The standard deviation of lead times over their mean. */
export const leadTimeVariation = metric("leadTimeVariation", {
  title: { en: "Lead time, coefficient of variation", fr: "Coefficient de variation du délai" },
  about: "Standard deviation of the time from order to arrival over its mean, of the lines received.",
  unit: "ratio",
  better: "lower",
  inputs: { squares, elapsed, received: received.count() },
  formula: "sqrt((squares - elapsed * elapsed / received) / (received - 1)) / (elapsed / received)",
  example: { given: { squares: 332, elapsed: 30, received: 3 }, gives: "0.4" },
  source: textbook,
  aliases: ["CV of the lead time", "lead time variability", "coefficient de variation du délai"],
});

/** The time from arrival until it was put away that a share `p` of what was put away in the period did not exceed. */
export function dockToStock({
  p,
  clock = "calendar",
  method = "R-7",
}: {
  readonly p: Numeric;
  /** `calendar` unless said; `working` is by the schedule of the plan. */
  readonly clock?: Clock;
  readonly method?: QuantileMethod;
}): Metric<"quantile", "quantile", "purchaseLine"> {
  const percentile = percentileOf(p);
  const by = clockOf(clock);
  return metric(`dockToStock${percentile.id}${by.id}`, {
    title: {
      en: `Dock to stock, ${percentile.en}${by.en}`,
      fr: `Délai quai-stock, ${percentile.fr}${by.fr}`,
    },
    about: `${percentile.inHundred} in 100 lines put away in the period were ready to be picked after at most so long.`,
    unit: "seconds",
    better: "lower",
    inputs: { quantile: stored.quantile(`${by.seconds}(receivedAt, storedAt)`, p, method) },
    formula: "quantile",
    example: { given: { quantile: 14_400 }, gives: "14400" },
    source: { text: "WERC DC Measures, dock-to-stock cycle time" },
    aliases: ["dock-to-stock cycle time", "putaway time", "délai de mise en stock"],
  });
}

/** What was paid above the planned prices for what arrived in the period; below zero it was cheaper. */
export const purchasePriceVariance = metric("purchasePriceVariance", {
  title: { en: "Purchase price variance", fr: "Écart sur prix d'achat" },
  about:
    "Prices paid less standard prices, times what arrived in the period; above zero is unfavourable, below it is favourable.",
  unit: "money",
  better: "lower",
  inputs: { variance: priced.sum("(price - standardPrice) * received") },
  formula: "variance",
  // 100 at 10.50 against 10
  example: { given: { variance: 50 }, gives: "50" },
  source: textbook,
  aliases: ["PPV", "écart de prix d'achat"],
});

/** What was paid above the planned prices, over what the planned prices would have come to. */
export const purchasePriceVarianceRate = metric("purchasePriceVarianceRate", {
  title: { en: "Purchase price variance, rate", fr: "Taux d'écart sur prix d'achat" },
  about:
    "Prices paid less standard prices over standard prices, both times what arrived in the period; above zero is unfavourable.",
  unit: "share",
  better: "lower",
  inputs: {
    variance: priced.sum("(price - standardPrice) * received"),
    standard: priced.sum("standardPrice * received"),
  },
  formula: "variance / standard",
  example: { given: { variance: 50, standard: 1000 }, gives: "0.05" },
  source: textbook,
  aliases: ["PPV rate", "PPV %", "écart sur prix d'achat en %"],
});
