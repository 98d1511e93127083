import { startOf } from "../core/kind.ts";
import { type FormMetric, formOf } from "../core/knobs.ts";
import { type Metric, metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { shift } from "../records/shift.ts";
import { timeEntry } from "../records/time-entry.ts";
import { workday } from "../records/workday.ts";

const shifts = population(shift).where("known(endedAt) and known(billableSeconds)").dated("startedAt");
const workdays = population(workday).where("known(billableSeconds)").dated(startOf("on"));
const billable = population(timeEntry).where("billable");
const billedAmounts = billable.where("known(billedAmount) and known(standardAmount)").dated(startOf("on"));
const billedHours = billable.where("known(billedSeconds)").dated(startOf("on"));

const tpsa = {
  text: "T. Lah, 2008 (thomaslah.wordpress.com), quoting TPSA: billable hours over 2,080 hours or net of leave",
} as const;
const wrike = { text: "Wrike and Projector PSA, realization rate: billed over billable" } as const;

const utilisations = {
  "on-duty": {
    id: "OnDuty",
    en: "of time on duty",
    fr: "du temps de service",
    is: "Billable time over time on duty without breaks, of the shifts that began in the period and whose billable time is known; leave is in neither.",
    inputs: {
      billable: shifts.sum("billableSeconds"),
      onDuty: shifts.sum("seconds(startedAt, endedAt)"),
      breaks: shifts.sum("breakSeconds"),
    },
    formula: "billable / (onDuty - breaks)",
    // 6 of 8 hours
    given: { billable: 21_600, onDuty: 32_400, breaks: 3600 },
    gives: "0.75",
    kind: "shift",
    source: {
      text: "Wrike, Projector PSA: utilisation of people who are booked or billed, over the hours that they are there",
    },
  },
  "net-of-leave": {
    id: "NetOfLeave",
    en: "of contracted time less leave",
    fr: "du temps contractuel net de congés",
    is: "Billable time over the time that contracts ask for less leave and holidays, of the days whose billable time is known.",
    inputs: {
      billable: workdays.sum("billableSeconds"),
      contracted: workdays.sum("contractedSeconds"),
      leave: workdays.sum("leaveSeconds"),
    },
    formula: "billable / (contracted - leave)",
    // 30 of 40 hours without a day of leave
    given: { billable: 108_000, contracted: 172_800, leave: 28_800 },
    gives: "0.75",
    kind: "workday",
    source: tpsa,
  },
  gross: {
    id: "Gross",
    en: "of contracted time",
    fr: "du temps contractuel",
    is: "Billable time over the time that contracts ask for, leave and holidays included, of the days whose billable time is known.",
    inputs: { billable: workdays.sum("billableSeconds"), contracted: workdays.sum("contractedSeconds") },
    formula: "billable / contracted",
    // 1,560 of 2,080 hours a year
    given: { billable: 5_616_000, contracted: 7_488_000 },
    gives: "0.75",
    kind: "workday",
    source: tpsa,
  },
} as const;

/**
 * The share of working time that a client pays for, over one of three times, which give three numbers from the same
 * work.
 *
 * - `on-duty`: the time of shifts without breaks.
 * - `net-of-leave`: what contracts ask for without leave and holidays; in days it is the French TACE.
 * - `gross`: all that contracts ask for, such as 2,080 hours a year; leave makes it fall.
 *
 * @example
 * ```ts
 * import { billableUtilisation } from "kpi-core/metrics/utilisation";
 *
 * billableUtilisation({ over: "gross" })({ billable: 30, contracted: 48 }) // => 0.625
 * billableUtilisation({ over: "net-of-leave" })({ billable: 30, contracted: 48, leave: 8 }) // => 0.75
 * ```
 */
export function billableUtilisation<const F extends keyof typeof utilisations>({
  over,
}: {
  readonly over: F;
}): FormMetric<(typeof utilisations)[F], (typeof utilisations)[F]["kind"]> {
  const found = formOf("billableUtilisation: over", utilisations, over);
  const { id, en, fr, is, inputs, formula, given, gives, source } =
    found as (typeof utilisations)[keyof typeof utilisations];
  const made: Metric<string, string, string> = metric(`billableUtilisation${id}`, {
    title: { en: `Billable utilisation, ${en}`, fr: `Taux d'occupation facturable, ${fr}` },
    about: is,
    unit: "share",
    better: "target",
    inputs: inputs as Metric<string, string, string>["inputs"],
    formula: formula as string,
    example: { given, gives },
    source,
    aliases: ["chargeable utilisation", "TACE", "billable rate"],
  });
  return made as FormMetric<(typeof utilisations)[F], (typeof utilisations)[F]["kind"]>;
}

const realisations = {
  amount: {
    id: "Amount",
    en: "of the standard amount",
    fr: "du montant au tarif",
    is: "Amounts billed for the work of the period over what it is worth at standard rates, of billable work whose invoice is settled.",
    inputs: {
      billed: billedAmounts.sum("billedAmount"),
      standard: billedAmounts.sum("standardAmount"),
    },
    formula: "billed / standard",
    given: { billed: 9000, standard: 10_000 },
    gives: "0.9",
  },
  hours: {
    id: "Hours",
    en: "of the billable hours",
    fr: "des heures facturables",
    is: "Hours billed for the work of the period over billable hours worked, of billable work whose invoice is settled.",
    inputs: { billed: billedHours.sum("billedSeconds"), worked: billedHours.sum("workedSeconds") },
    formula: "billed / worked",
    // 36 of 40 hours
    given: { billed: 129_600, worked: 144_000 },
    gives: "0.9",
  },
} as const;

/**
 * How much of billable work was billed, by the day of the work and not of the invoice, so that no month passes 100 %
 * because invoices came late. Work whose invoice is not settled is in neither number.
 *
 * - `amount`: money over money at standard rates, so that discounts count.
 * - `hours`: hours over hours, so that only what was written off counts.
 *
 * @example
 * ```ts
 * import { realisationRate } from "kpi-core/metrics/utilisation";
 *
 * realisationRate({ of: "amount" })({ billed: 9000, standard: 10_000 }) // => 0.9
 * ```
 */
export function realisationRate<const F extends keyof typeof realisations>({
  of,
}: {
  readonly of: F;
}): FormMetric<(typeof realisations)[F], "timeEntry"> {
  const { id, en, fr, is, inputs, formula, given, gives } = formOf("realisationRate: of", realisations, of);
  const made: Metric<string, string, "timeEntry"> = metric(`realisationRate${id}`, {
    title: { en: `Realisation rate, ${en}`, fr: `Taux de réalisation, ${fr}` },
    about: is,
    unit: "share",
    better: "higher",
    inputs: inputs as Metric<string, string, "timeEntry">["inputs"],
    formula: formula as string,
    example: { given, gives },
    source: wrike,
    aliases: ["realization rate", "billing realisation", "taux de facturation"],
  });
  return made as FormMetric<(typeof realisations)[F], "timeEntry">;
}
