import { type FormMetric, formOf } from "../core/knobs.ts";
import type { Measure } from "../core/measure.ts";
import { metric } from "../core/metric.ts";
import { period, population } from "../core/population.ts";
import { balance } from "../records/balance.ts";
import { posting } from "../records/posting.ts";

const of = (account: string) => {
  const condition: string = `account = '${account}'`;
  return {
    held: population(balance).where(condition).during("startedAt", "endedAt"),
    booked: population(posting).where(condition).dated("at"),
  };
};
const { held: receivables } = of("receivables");
const { held: payables } = of("payables");
const { held: stock } = of("inventory");
const { booked: sold } = of("revenue");
const cost = of("cost of sales").booked.sum("amount");
const elapsed = period.seconds();

const dictionary = {
  text: "The Free Dictionary, days sales outstanding: revenue 12,000, receivables 680 to 640, payables 1,100 to 1,300",
} as const;

const averages = {
  end: { id: "", en: "at the end", fr: "en fin de période" },
  average: { id: "Average", en: "average of start and end", fr: "moyenne du début et de la fin" },
  "time-weighted": { id: "TimeWeighted", en: "average over time", fr: "moyenne dans le temps" },
} as const;

/**
 * Which balance: that `at the end` of the period, the `average` of its start and end, or `time-weighted`, over every
 * moment of it.
 */
export type BalanceForm = keyof typeof averages;

const taxes = {
  included: { id: "WithTax", en: "tax included", fr: "TTC", sales: sold.sum("amount + tax") },
  excluded: { id: "WithoutTax", en: "tax excluded", fr: "hors taxes", sales: sold.sum("amount") },
} as const;

const owed = {
  end: {
    formula: "receivables * period / max(sales, 0)",
    inputs: { receivables: receivables.atEnd("amount") },
    given: { receivables: 660 },
  },
  average: {
    formula: "(opening + closing) / 2 * period / max(sales, 0)",
    inputs: { opening: receivables.atStart("amount"), closing: receivables.atEnd("amount") },
    given: { opening: 680, closing: 640 },
  },
  "time-weighted": {
    formula: "receivables * period / max(sales, 0)",
    inputs: { receivables: receivables.mean("amount") },
    given: { receivables: 660 },
  },
} as const;

type Owed = typeof owed;
type SalesMetric<B extends BalanceForm> = FormMetric<
  {
    readonly formula: Owed[B]["formula"];
    readonly inputs: Owed[B]["inputs"] & Readonly<Record<"period" | "sales", unknown>>;
  },
  "balance" | "posting"
>;

/**
 * How long customers take to pay: what they owe over what was sold a day of that very period, in seconds. Customers owe
 * the tax too: say whether both sides are with it or without. None where nothing was sold. By the sales of the latest
 * days instead of an average: `countBack` in models.
 *
 * @example
 * ```ts
 * import { daysSalesOutstanding } from "kpi-core/metrics/finance";
 *
 * const dso = daysSalesOutstanding({ receivables: "average", tax: "excluded" });
 * const seconds = dso({ opening: 680, closing: 640, period: 365 * 86_400, sales: 12_000 });
 * seconds?.div(86_400) // => 20.075
 * ```
 */
export function daysSalesOutstanding<const B extends BalanceForm>({
  receivables,
  tax,
}: {
  readonly receivables: B;
  /** Whether the receivables, and so the sales, are with value added tax. */
  readonly tax: keyof typeof taxes;
}): SalesMetric<B> {
  const form = formOf("daysSalesOutstanding: receivables", averages, receivables);
  const side = formOf("daysSalesOutstanding: tax", taxes, tax);
  const { formula, inputs, given } = owed[receivables];
  return metric<string, string, "balance" | "posting">(`daysSalesOutstanding${form.id}${side.id}`, {
    title: {
      en: `Days sales outstanding, ${form.en}, ${side.en}`,
      fr: `Délai de paiement des clients, ${form.fr}, ${side.fr}`,
    },
    about: `How long customers take to pay: receivables (${form.en}, ${side.en}) at the pace of the sales of the period.`,
    unit: "seconds",
    better: "lower",
    inputs: { ...inputs, period: elapsed, sales: side.sales },
    formula,
    // 20.075 days
    example: { given: { ...given, period: 31_536_000, sales: 12_000 }, gives: "1734480" },
    source: dictionary,
    aliases: ["DSO", "receivable days", "délai clients", "délai moyen de paiement clients"],
  }) as SalesMetric<B>;
}

const bases = {
  "cost of sales": {
    id: "",
    en: "by the cost of sales",
    fr: "sur le coût des ventes",
    bought: "cost",
    inputs: { cost },
    given: { cost: 4000 },
  },
  purchases: {
    id: "Purchases",
    en: "by purchases",
    fr: "sur les achats",
    bought: "(cost + stockAtEnd - stockAtStart)",
    inputs: { cost, stockAtEnd: stock.atEnd("amount"), stockAtStart: stock.atStart("amount") },
    given: { cost: 3100, stockAtEnd: 2500, stockAtStart: 1600 },
  },
} as const;

const owing = {
  end: {
    balance: "payables",
    inputs: { payables: payables.atEnd("amount") },
    given: { payables: 1200 },
  },
  average: {
    balance: "(opening + closing) / 2",
    inputs: { opening: payables.atStart("amount"), closing: payables.atEnd("amount") },
    given: { opening: 1100, closing: 1300 },
  },
  "time-weighted": {
    balance: "payables",
    inputs: { payables: payables.mean("amount") },
    given: { payables: 1200 },
  },
} as const;

type Owing = typeof owing;
type Bases = typeof bases;
type PayablesMetric<B extends BalanceForm, Over extends keyof Bases> = FormMetric<
  {
    readonly formula: `${Owing[B]["balance"]} * period / ${Bases[Over]["bought"]}`;
    readonly inputs: Owing[B]["inputs"] & Bases[Over]["inputs"] & Readonly<Record<"period", unknown>>;
  },
  "balance" | "posting"
>;

/**
 * How long suppliers are made to wait: what they are owed over what was bought a day of that very period, in seconds.
 * Purchases are the cost of what was sold and what stocks grew by.
 */
export function daysPayableOutstanding<const B extends BalanceForm, const Over extends keyof Bases>({
  payables,
  over,
}: {
  readonly payables: B;
  readonly over: Over;
}): PayablesMetric<B, Over> {
  const form = formOf("daysPayableOutstanding: payables", averages, payables);
  const base = formOf("daysPayableOutstanding: over", bases, over);
  const { balance, inputs, given } = owing[payables];
  const all: Readonly<Record<string, Measure<"balance" | "posting">>> = { ...inputs, ...base.inputs };
  return metric<string, string, "balance" | "posting">(`daysPayableOutstanding${form.id}${base.id}`, {
    title: {
      en: `Days payable outstanding, ${form.en}, ${base.en}`,
      fr: `Délai de paiement des fournisseurs, ${form.fr}, ${base.fr}`,
    },
    about: `How long suppliers wait to be paid: payables (${form.en}) at the pace of the period, ${base.en}.`,
    unit: "seconds",
    better: "neither",
    inputs: { ...all, period: elapsed },
    formula: `${balance} * period / ${base.bought}`,
    // 109.5 days
    example: { given: { ...given, ...base.given, period: 31_536_000 }, gives: "9460800" },
    source: dictionary,
    aliases: ["DPO", "payable days", "délai fournisseurs", "délai moyen de paiement fournisseurs"],
  }) as PayablesMetric<B, Over>;
}

const cycles = {
  end: {
    formula: "period * ((stock - payables) / cost + receivables / max(sales, 0))",
    inputs: {
      stock: stock.atEnd("amount"),
      payables: payables.atEnd("amount"),
      receivables: receivables.atEnd("amount"),
    },
    given: { stock: 2050, payables: 1200, receivables: 660 },
  },
  average: {
    formula:
      "period * ((stock + stockBefore - payables - payablesBefore) / cost + (receivables + receivablesBefore) / max(sales, 0)) / 2",
    inputs: {
      stockBefore: stock.atStart("amount"),
      stock: stock.atEnd("amount"),
      payablesBefore: payables.atStart("amount"),
      payables: payables.atEnd("amount"),
      receivablesBefore: receivables.atStart("amount"),
      receivables: receivables.atEnd("amount"),
    },
    given: {
      ...{ stockBefore: 1600, stock: 2500, payablesBefore: 1100, payables: 1300 },
      ...{ receivablesBefore: 680, receivables: 640 },
    },
  },
  "time-weighted": {
    formula: "period * ((stock - payables) / cost + receivables / max(sales, 0))",
    inputs: {
      stock: stock.mean("amount"),
      payables: payables.mean("amount"),
      receivables: receivables.mean("amount"),
    },
    given: { stock: 2050, payables: 1200, receivables: 660 },
  },
} as const;

type Cycles = typeof cycles;
type CycleMetric<B extends BalanceForm> = FormMetric<
  {
    readonly formula: Cycles[B]["formula"];
    readonly inputs: Cycles[B]["inputs"] & Readonly<Record<"period" | "cost" | "sales", unknown>>;
  },
  "balance" | "posting"
>;

/**
 * For how long money is bound: days of inventory and days that customers take, less days that suppliers wait, all by
 * the cost of sales and without rounding in between. Below 0 suppliers finance the business.
 *
 * @example
 * ```ts
 * import { cashConversionCycle } from "kpi-core/metrics/finance";
 *
 * const cycle = cashConversionCycle({ balances: "end", tax: "excluded" });
 * const given = { stock: 2050, receivables: 660, payables: 1200, cost: 4000, sales: 12_000 };
 * cycle({ ...given, period: 365 * 86_400 })?.div(86_400) // => 97.6375
 * ```
 */
export function cashConversionCycle<const B extends BalanceForm>({
  balances,
  tax,
}: {
  readonly balances: B;
  /** Whether the receivables, and so the sales, are with value added tax. */
  readonly tax: keyof typeof taxes;
}): CycleMetric<B> {
  const form = formOf("cashConversionCycle: balances", averages, balances);
  const side = formOf("cashConversionCycle: tax", taxes, tax);
  const { formula, inputs, given } = cycles[balances];
  return metric<string, string, "balance" | "posting">(`cashConversionCycle${form.id}${side.id}`, {
    title: {
      en: `Cash conversion cycle, ${form.en}, ${side.en}`,
      fr: `Cycle de conversion de trésorerie, ${form.fr}, ${side.fr}`,
    },
    about: `For how long money is bound in stocks and receivables, less what suppliers lend, balances ${form.en}, ${side.en}.`,
    unit: "seconds",
    better: "lower",
    inputs: { ...inputs, period: elapsed, cost, sales: side.sales },
    formula,
    // 187.0625 + 20.075 - 109.5 days; parts rounded before would give 97.7
    example: { given: { ...given, period: 31_536_000, cost: 4000, sales: 12_000 }, gives: "8435880" },
    source: dictionary,
    aliases: ["CCC", "cash-to-cash", "C2C", "cycle d'exploitation"],
  }) as CycleMetric<B>;
}
