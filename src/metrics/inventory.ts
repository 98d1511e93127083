import { type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { formOf } from "../core/knobs.ts";
import type { Measure } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { period, population } from "../core/population.ts";
import { stockCount } from "../records/stock-count.ts";
import { stockLevel } from "../records/stock-level.ts";
import { stockReading } from "../records/stock-reading.ts";

const levels = population(stockLevel).during("startedAt", "endedAt");
const emptied = population(stockLevel).where("quantity <= 0").during("startedAt", "endedAt");
const valued = population(stockReading).where("known(value)").dated("at");
const read = population(stockReading).where("known(quantity)").dated("at");
const counts = population(stockCount);

const textbook = { text: "Textbooks of inventory management", recalled: true } as const;
const ontology = { text: "ISO 22400-2, inventory turns, as modelled in the ontology of the HSU" } as const;
const dictionary = {
  text: "The Free Dictionary, days sales outstanding: cost of sales 4,000, inventory 1,600 to 2,500",
} as const;

/** What the average of stocks is taken over. They differ by factors where stocks swing within the period. */
export type StockAverage = keyof typeof averages;

// A year is 365 days. A stock that is not above 0 turns over no number of times
const averages = {
  "time-weighted": {
    id: "",
    en: "average over time",
    fr: "moyenne dans le temps",
    turns: "cost / max(average, 0) * 31536000 / period",
    days: "average * period / cost",
    inputs: { average: levels.mean("value") },
    kind: "stockLevel",
    given: { average: 250 },
    gives: ["4.8", "6570000"],
  },
  "two points": {
    id: "TwoPoints",
    en: "average of start and end",
    fr: "moyenne du début et de la fin",
    turns: "cost / max((opening + closing) / 2, 0) * 31536000 / period",
    days: "(opening + closing) / 2 * period / cost",
    inputs: { opening: levels.atStart("value"), closing: levels.atEnd("value") },
    kind: "stockLevel",
    given: { opening: 200, closing: 300 },
    gives: ["4.8", "6570000"],
  },
  readings: {
    id: "Readings",
    en: "average of readings",
    fr: "moyenne des relevés",
    turns: "cost / max(total / readings, 0) * 31536000 / period",
    days: "total / readings * period / cost",
    inputs: { total: valued.sum("value"), readings: valued.distinct("at") },
    kind: "stockReading",
    given: { total: 1250, readings: 5 },
    gives: ["4.8", "6570000"],
  },
} as const;

type Averages = typeof averages;
type StockMetric<A extends StockAverage, Of extends "turns" | "days", Kinds extends string> = Metric<
  Averages[A][Of],
  (keyof Averages[A]["inputs"] & string) | "cost" | "period",
  Averages[A]["kind"] | Kinds
>;

/** How stocks are averaged, and what they cost when they were sold. */
export interface StockOptions<A extends StockAverage, Kinds extends string> {
  /**
   * - `time-weighted`: over every moment of the period, from stock levels.
   * - `two points`: of the start and the end of the period; does not see what is between.
   * - `readings`: of all readings in the period, whatever the time between them.
   */
  readonly average: A;
  /** The cost of what was sold in the period, at cost as stocks are and never at sales prices. */
  readonly costOfSales: Measure<Kinds>;
}

function stockMetric(
  of: "turns" | "days",
  { average, costOfSales }: StockOptions<StockAverage, string>,
  words: (setting: Averages[StockAverage]) => Pick<Metric, "title" | "about" | "unit" | "better" | "source">,
  aliases: readonly string[],
): Metric {
  const name = of === "turns" ? "inventoryTurns" : "daysOfInventory";
  const setting = formOf(`${name}: average`, averages, average);
  const inputs: Readonly<Record<string, Measure>> = setting.inputs;
  return metric<string, string, string>(`${name}${setting.id}`, {
    ...words(setting),
    inputs: { ...inputs, cost: costOfSales, period: period.seconds() },
    formula: setting[of],
    example: {
      given: { ...setting.given, cost: 1200, period: 31_536_000 },
      gives: setting.gives[of === "turns" ? 0 : 1],
    },
    aliases,
  });
}

/**
 * How often stock is sold in a year at the pace of the period: the cost of what was sold over the average stock at
 * cost, times 365 days over the length of the period. None where the average stock is not above 0.
 *
 * @example
 * ```ts
 * import { population } from "kpi-core";
 * import { inventoryTurns } from "kpi-core/metrics/inventory";
 * import { orderLine } from "kpi-core/records";
 *
 * const costOfSales = population(orderLine).dated("deliveredAt").sum("cost");
 * const turns = inventoryTurns({ average: "time-weighted", costOfSales });
 * turns({ cost: 1200, average: 250, period: 365 * 86_400 }) // => 4.8
 * ```
 */
export function inventoryTurns<const A extends StockAverage, Kinds extends string>(
  options: StockOptions<A, Kinds>,
): StockMetric<A, "turns", Kinds> {
  const words = ({ en, fr }: Averages[StockAverage]) =>
    ({
      title: { en: `Inventory turns, ${en}`, fr: `Rotation des stocks, ${fr}` },
      about: `Cost of what was sold over the stock at cost (${en}), as if for a year of 365 days.`,
      unit: "ratio",
      better: "higher",
      source: ontology,
    }) as const;
  const aliases = ["stock turnover", "inventory turnover", "taux de rotation des stocks"];
  return stockMetric("turns", options, words, aliases) as StockMetric<A, "turns", Kinds>;
}

/**
 * How long the average stock lasts at the pace of the period: the average stock at cost over the cost of what was sold
 * a day of that very period, in seconds. None where nothing was sold.
 */
export function daysOfInventory<const A extends StockAverage, Kinds extends string>(
  options: StockOptions<A, Kinds>,
): StockMetric<A, "days", Kinds> {
  const words = ({ en, fr }: Averages[StockAverage]) =>
    ({
      title: { en: `Days of inventory, ${en}`, fr: `Couverture de stock, ${fr}` },
      about: `How long the stock at cost (${en}) lasts at the pace at which it was sold in the period.`,
      unit: "seconds",
      better: "target",
      source: dictionary,
    }) as const;
  const aliases = ["DIO", "DSI", "days inventory outstanding", "couverture de stock en jours"];
  return stockMetric("days", options, words, aliases) as StockMetric<A, "days", Kinds>;
}

const stockouts = {
  time: {
    id: "",
    en: "over time",
    fr: "dans le temps",
    inputs: { out: emptied.seconds(), all: levels.seconds() },
    kind: "stockLevel",
  },
  reading: {
    id: "Readings",
    en: "of readings",
    fr: "des relevés",
    inputs: { out: read.count("quantity <= 0"), all: read.count() },
    kind: "stockReading",
  },
} as const;

/**
 * The share of the time of items at sites in which there was none, or of their readings: read once a day, the share of
 * item days. Items that are not on offer should have no rows.
 */
export function stockoutRate<const B extends keyof typeof stockouts>({
  by,
}: {
  readonly by: B;
}): Metric<"out / all", "out" | "all", (typeof stockouts)[B]["kind"]> {
  const { id, en, fr, inputs } = formOf("stockoutRate: by", stockouts, by);
  const { out, all }: Readonly<Record<"out" | "all", Measure>> = inputs;
  type Kinds = (typeof stockouts)[B]["kind"];
  return metric(`stockoutRate${id}`, {
    title: { en: `Stockout rate, ${en}`, fr: `Taux de rupture, ${fr}` },
    about: `Share, ${en}, of the items at each site of which there was nothing in stock.`,
    unit: "share",
    better: "lower",
    inputs: { out: out as Measure<Kinds>, all: all as Measure<Kinds> },
    formula: "out / all",
    example: { given: { out: 6, all: 300 }, gives: "0.02" },
    source: textbook,
    aliases: ["out-of-stock rate", "OOS", "taux de rupture de stock"],
  });
}

/**
 * Of the counts of the period, the share that found what the books say, give or take so many units. What nobody
 * counted is not right, and not in it.
 *
 * @example
 * ```ts
 * import { inventoryAccuracy } from "kpi-core/metrics/inventory";
 *
 * inventoryAccuracy({ tolerance: 2 }).title.en // => "Inventory accuracy, give or take 2"
 * ```
 */
export function inventoryAccuracy({
  tolerance,
}: {
  readonly tolerance: Numeric;
}): Metric<"right / counted", "right" | "counted", "stockCount"> {
  const units = readDecimal(tolerance);
  if (units === null || units.lt(0)) {
    const right = "write a quantity, 0 for none";
    throw new KpiError("bad-definition", `inventoryAccuracy: tolerance is ${shown(tolerance)}; ${right}`);
  }
  const text = units.toFixed();
  const holds: string = `abs(counted - booked) <= ${text}`;
  return metric(`inventoryAccuracy${units.isZero() ? "" : `Within${text.replace(".", "_")}`}`, {
    title: {
      en: `Inventory accuracy, ${units.isZero() ? "exact" : `give or take ${text}`}`,
      fr: `Fiabilité des stocks, ${units.isZero() ? "à l'unité" : `à ${text.replace(".", ",")} près`}`,
    },
    about: `Share of the counts of the period that found what the books say, give or take ${text}.`,
    unit: "share",
    better: "higher",
    inputs: { right: counts.dated("at").count(holds), counted: counts.dated("at").count() },
    formula: "right / counted",
    example: { given: { right: 97, counted: 100 }, gives: "0.97" },
    source: textbook,
    aliases: ["IRA", "inventory record accuracy", "fiabilité d'inventaire", "exactitude des stocks"],
  });
}

const priced = counts.where("known(unitCost)").dated("at");

/** One less the value of all differences found, missing or too much, over the value by the books. */
export const inventoryValueAccuracy = metric("inventoryValueAccuracy", {
  title: { en: "Inventory accuracy, by value", fr: "Fiabilité des stocks en valeur" },
  about:
    "One less the value of the differences found over the value by the books; what is missing and what is too much do not cancel.",
  unit: "share",
  better: "higher",
  inputs: {
    differences: priced.sum("abs(counted - booked) * unitCost"),
    booked: priced.sum("booked * unitCost"),
  },
  formula: "1 - differences / booked",
  // 10 missing and 10 too much at 5, of 1,000 at 5: not 100 %
  example: { given: { differences: 100, booked: 5000 }, gives: "0.98" },
  source: textbook,
  aliases: ["gross inventory accuracy", "écart d'inventaire en valeur absolue"],
});
