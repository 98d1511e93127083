import {
  type AnyMetric,
  date,
  endOf,
  flag,
  instant,
  type Measure,
  metric,
  money,
  type Numeric,
  number,
  optional,
  period,
  population,
  record,
  startOf,
  text,
} from "kpi-core";
import { workSchedule } from "kpi-core/periods";

// Two kinds, and a metric of every fold over them

export const job = record(
  "job",
  {
    startedAt: optional(instant("when it began")),
    endedAt: optional(instant("when it was over")),
    firstDay: optional(date("its first day on the plan")),
    lastDay: optional(date("its last")),
    quantity: optional(number("how much", "number")),
    price: optional(number("what one costs", "number")),
    amount: optional(money("what it costs", "currency")),
    currency: optional(text("of the amount")),
    fee: optional(money("what comes on top", "feeCurrency")),
    feeCurrency: optional(text("of the fee")),
    done: optional(flag("it came out well")),
    owner: optional(text("who did it")),
  },
  {
    order: [
      ["startedAt", "endedAt"],
      ["firstDay", "lastDay"],
    ],
  },
);

export const visit = record("visit", {
  at: instant("when"),
  weight: optional(number("how much it counts", "number")),
});

const jobs = population(job);
const started = jobs.dated("startedAt");
const ended = jobs.where("known(endedAt)").dated("endedAt");
const spans = jobs.during("startedAt", "endedAt");
const inHours = jobs.during("startedAt", "endedAt", "working");
const days = jobs.during(startOf("firstDay"), endOf("lastDay"));
const visits = population(visit).dated("at");

const words = {
  title: { en: "a", fr: "b" },
  about: "",
  unit: "number",
  better: "higher",
  example: { given: {}, gives: null },
  source: { text: "" },
} as const;

type Inputs = Readonly<Record<string, Measure<"job" | "visit">>>;

export function formula(text: string, inputs: Inputs, more: { matures?: string } = {}): AnyMetric {
  return metric("formula", { ...words, inputs, formula: text, ...more });
}

const measures = {
  count: started.count(),
  countDone: started.count("done"),
  countUnknown: started.count("not done or quantity * price <= 10"),
  countText: ended.count("owner != 'ann' and (done or quantity - price > 0.5)"),
  countDays: days.atEnd(),
  sum: started.sum("quantity"),
  sumOfProducts: started.sum("quantity * price"),
  sumOfQuotients: started.sum("quantity / price"),
  sumOfRoots: started.sum("sqrt(quantity)"),
  sumOfChoices: started.sum("if(done, max(quantity, price, 2), 0 - abs(quantity))"),
  sumOfMoney: ended.sum("amount"),
  sumOfKnownMoney: started.sum("if(known(amount), amount * 2, 0)"),
  sumOfFees: started.sum("amount + fee"),
  min: started.min("quantity"),
  minOfMoney: started.min("amount"),
  max: started.max("quantity - price"),
  distinctTexts: started.distinct("owner"),
  distinctNumbers: started.distinct("quantity"),
  distinctFlags: ended.distinct("done"),
  distinctInstants: started.distinct("max(startedAt, endedAt)"),
  distinctDates: started.distinct("firstDay"),
  duration: ended.quantile("seconds(startedAt, endedAt)", 0.85),
  workedTime: ended.sum("workingSeconds(startedAt, endedAt)"),
  workedLong: started.count("workingSeconds(startedAt, endedAt) >= 3600"),
  atStart: spans.atStart(),
  atStartSum: spans.atStart("quantity"),
  atEnd: spans.atEnd(),
  atEndMoney: spans.atEnd("amount"),
  stayed: spans.stayed(),
  whole: spans.whole(),
  wholeSum: jobs.where("not done").during("startedAt", "endedAt").whole("quantity * 2"),
  wholeMoney: spans.whole("amount"),
  seconds: spans.seconds(),
  secondsWeighed: spans.seconds("quantity * price"),
  secondsMoney: spans.seconds("amount"),
  mean: spans.mean(),
  meanWeighed: jobs.where("done").during("startedAt", "endedAt").mean("quantity"),
  age: spans.age(),
  ageQuantile: spans.ageQuantile("0.3", "R-6"),
  peak: spans.peak(),
  busySeconds: spans.busySeconds("owner"),
  survivalHalf: spans.survival(0.5),
  survivalMost: jobs.where("not done").during("startedAt", "endedAt").survival("0.75"),
  peakOf: spans.peak("owner"),
  hoursSeconds: inHours.seconds("quantity"),
  hoursAge: inHours.age(),
  hoursAgeQuantile: inHours.ageQuantile("0.6"),
  hoursPeak: inHours.peak(),
  hoursPeakOf: inHours.peak("owner"),
  hoursBusy: inHours.busySeconds("owner"),
  hoursSurvival: inHours.survival("0.5"),
  survivalAtRisk: spans.survivalAtRisk(0.5),
  survivalAtRiskMost: jobs.where("not done").during("startedAt", "endedAt").survivalAtRisk("0.75"),
  hoursSurvivalAtRisk: inHours.survivalAtRisk("0.5"),
  daysStayed: days.stayed(),
  daysWhole: days.whole(),
  daysSeconds: days.seconds(),
  daysPeak: days.peak(),
  daysBusy: days.busySeconds("owner"),
  daysAge: days.age(),
  daysSurvival: days.survival(0.5),
  daysSurvivalAtRisk: days.survivalAtRisk(0.3),
  daysDated: jobs.dated(endOf("lastDay")).count(),
  startOfDayDated: jobs.dated(startOf("endedAt")).count(),
  periodSeconds: period.seconds(),
  periodWorkingSeconds: period.workingSeconds(),
  weight: visits.sum("weight"),
};

const methods = ["R-1", "R-2", "R-3", "R-4", "R-5", "R-6", "R-7", "R-8", "R-9"] as const;
const quantiles = methods.map((method): [string, AnyMetric] => {
  const at = (p: Numeric) => started.quantile("quantity", p, method);
  const inputs = { a: at(0), b: at("0.25"), c: at("0.5"), d: at("0.85"), e: at(1) };
  return [`quantiles ${method}`, formula("a + b + c + d + e", inputs)];
});

const { count, countDone, sum, stayed, atStart, weight } = measures;
const composed = {
  twoKinds: formula("done / weight", { done: countDone, weight }),
  eitherKind: formula("a + b", { a: count, b: visits.count() }),
  perSecond: formula("count / span", { count, span: period.seconds() }),
  utilisation: formula("busy / span", { busy: measures.busySeconds, span: period.workingSeconds() }),
  retention: formula("stayed / before", { stayed, before: atStart }),
  averagePrice: formula("total / n", { total: measures.sumOfMoney, n: ended.count() }),
  unitary: formula("1 / total", { total: sum }),
  chosen: formula("if(most >= n and not n = 0, most * n, 0 - n)", { most: measures.peak, n: count }),
  ripe: formula("n", { n: count }, { matures: "P1D" }),
  soon: formula("n / m", { n: countDone, m: count }, { matures: "PT2H" }),
};

/** A metric for every fold, each condition and each sort of value. */
const metrics: Readonly<Record<string, AnyMetric>> = {
  ...Object.fromEntries(Object.entries(measures).map(([name, x]) => [name, formula("x", { x })])),
  ...Object.fromEntries(quantiles),
  ...composed,
};

export const names = Object.keys(metrics);

/** A metric that reads when a job started is always there, so that a row with a bad start is always rejected. */
export function chosen(some: readonly string[]): Readonly<Record<string, AnyMetric>> {
  return Object.fromEntries(["count", ...some].map((name) => [name, metrics[name] as AnyMetric]));
}

// Working time: from 00:30 to 04:15 and from 13:00 to 17:00, but not on Sundays, in UTC

const hours = [
  ["00:30", "04:15"],
  ["13:00", "17:00"],
] as const;
export const office = workSchedule({
  timeZone: "UTC",
  weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours },
});
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** The same, day by day. */
export function worked(from: number, to: number): number {
  if (to < from) return -worked(to, from);
  let sum = 0;
  for (let day = Math.floor(from / DAY) * DAY; day < to; day += DAY) {
    if (new Date(day).getUTCDay() === 0) continue;
    for (const [open, close] of [
      [0.5, 4.25],
      [13, 17],
    ] as const) {
      sum += Math.max(0, Math.min(to, day + close * HOUR) - Math.max(from, day + open * HOUR));
    }
  }
  return sum;
}
