import { print } from "../core/expression.ts";
import { percentileOf } from "../core/knobs.ts";
import type { FoldName, Measure, Moment } from "../core/measure.ts";
import type { Locale } from "../core/units.ts";

/** The pieces of which a measure is said, each in the language of the sentence. */
interface Pieces {
  readonly kind: string;
  /** `, where …`, or nothing. */
  readonly where: string;
  readonly at: string;
  readonly start: string;
  readonly end: string;
  /** True where lengths of time are by the schedule of the plan. */
  readonly isWorking: boolean;
  /** What is summed, ranked, told apart or weighed, as formula text. */
  readonly value: string | null;
  readonly percentile: string;
  readonly percent: string;
  readonly method: string;
}

type Sentences = Readonly<Record<FoldName, (pieces: Pieces) => string>>;

/** A measure in words, such as "number of ticket records in the period (placed by resolvedAt), where reopened". */
export function measureInWords(measure: Measure, locale: Locale): string {
  const { kind, fold, where, placed, value, p, method } = measure;
  const is = (moment: Moment | undefined) => (moment === undefined ? "" : momentIn(moment, locale));
  const percentile = percentileOf(p ?? 0);
  return sentences[locale][fold]({
    kind: kind?.name ?? "",
    where: where === null ? "" : `, ${locale === "fr" ? "où" : "where"} ${print(where)}`,
    at: is(placed?.sort === "dated" ? placed.at : undefined),
    start: is(placed?.sort === "during" ? placed.start : undefined),
    end: is(placed?.sort === "during" ? placed.end : undefined),
    isWorking: placed?.sort === "during" && placed.clock === "working",
    value: value === null ? null : print(value),
    percentile: percentile[locale],
    percent:
      locale === "fr" ? `${percentile.inHundred.replace(".", ",")}\u202f%` : `${percentile.inHundred} %`,
    method: method ?? "",
  });
}

function momentIn({ field, edge }: Moment, locale: Locale): string {
  if (edge === "itself") return field;
  const words = {
    en: { start: "the start of", end: "the end of" },
    fr: { start: "début de", end: "fin de" },
  };
  return `${words[locale][edge]} ${field}`;
}

const english: Sentences = {
  count: (of) => `number of ${inPeriod(of)}`,
  sum: (of) => `sum of ${of.value} over the ${inPeriod(of)}`,
  min: (of) => `least ${of.value} among the ${inPeriod(of)}`,
  max: (of) => `greatest ${of.value} among the ${inPeriod(of)}`,
  distinct: (of) => `number of different ${of.value} among the ${inPeriod(of)}`,
  quantile: (of) => `${of.percentile} of ${of.value} over the ${inPeriod(of)}; method ${of.method}`,
  atStart: (of) => `${howMuch(of)} there just before the period begins${overSpan(of)}`,
  atEnd: (of) => `${howMuch(of)} there when the period ends, or at the date of the report${overSpan(of)}`,
  stayed: (of) =>
    `number of ${of.kind} records there at the start of the period and still at its end${overSpan(of)}`,
  whole: (of) => `${howMuch(of)} whose span is exactly the period${overSpan(of)}`,
  seconds: (of) =>
    `time inside the period of the ${of.kind} records${of.value === null ? "" : `, each times ${of.value}`}${overSpan(of)}`,
  mean: (of) => `${howMuch(of)} there, on average over every moment of the period${overSpan(of)}`,
  age: (of) =>
    `time since ${of.start}, in all, of the ${of.kind} records there when the period ends${overSpan(of)}`,
  ageQuantile: (of) =>
    `${of.percentile} of the time since ${of.start} of the ${of.kind} records there when the period ends${overSpan(of)}; method ${of.method}`,
  peak: (of) =>
    `greatest number of ${of.value === null ? `${of.kind} records there` : `different ${of.value} with a ${of.kind} record`} at once in the period${overSpan(of)}`,
  busySeconds: (of) =>
    `time of the period in which a ${of.value} has a ${of.kind} record, added over each ${of.value}; overlaps count once${overSpan(of)}`,
  survival: (of) =>
    `time after which ${of.percent} of the ${of.kind} records that begin in the period have ended, where open ones count as "at least so long" (Kaplan-Meier)${overSpan(of)}`,
  survivalAtRisk: (of) =>
    `time after which ${of.percent} of the ${of.kind} records would have ended at the pace of the period, where each counts at the ages that it goes through in the period (Kaplan-Meier with late entry)${overSpan(of)}`,
  periodSeconds: () => "length of the period, up to the date of the report",
  periodWorkingSeconds: () =>
    "working time in the period by the schedule of the plan, up to the date of the report",
};

function inPeriod({ kind, at, where }: Pieces): string {
  return `${kind} records in the period (placed by ${at})${where}`;
}
function overSpan({ start, end, isWorking, where }: Pieces): string {
  return ` (each from ${start} to ${end}${isWorking ? ", in working time" : ""})${where}`;
}
function howMuch({ kind, value }: Pieces): string {
  return value === null ? `number of ${kind} records` : `sum of ${value} over the ${kind} records`;
}

const french: Sentences = {
  count: (of) => `nombre d'${dansPeriode(of)}`,
  sum: (of) => `somme de ${of.value} sur les ${dansPeriode(of)}`,
  min: (of) => `plus petite valeur de ${of.value} parmi les ${dansPeriode(of)}`,
  max: (of) => `plus grande valeur de ${of.value} parmi les ${dansPeriode(of)}`,
  distinct: (of) => `nombre de valeurs différentes de ${of.value} parmi les ${dansPeriode(of)}`,
  quantile: (of) => `${of.percentile} de ${of.value} sur les ${dansPeriode(of)}\u202f; méthode ${of.method}`,
  atStart: (of) => `${combien(of)} présents juste avant le début de la période${surDuree(of)}`,
  atEnd: (of) => `${combien(of)} présents à la fin de la période, ou à la date du rapport${surDuree(of)}`,
  stayed: (of) =>
    `nombre d'enregistrements ${of.kind} présents au début de la période et encore à sa fin${surDuree(of)}`,
  whole: (of) => `${combien(of)} dont la durée est exactement la période${surDuree(of)}`,
  seconds: (of) =>
    `temps des enregistrements ${of.kind} à l'intérieur de la période${of.value === null ? "" : `, chacun multiplié par ${of.value}`}${surDuree(of)}`,
  mean: (of) => `${combien(of)} présents, en moyenne sur chaque instant de la période${surDuree(of)}`,
  age: (of) =>
    `temps écoulé depuis ${of.start}, au total, des enregistrements ${of.kind} présents à la fin de la période${surDuree(of)}`,
  ageQuantile: (of) =>
    `${of.percentile} du temps écoulé depuis ${of.start} des enregistrements ${of.kind} présents à la fin de la période${surDuree(of)}\u202f; méthode ${of.method}`,
  peak: (of) =>
    `plus grand nombre ${of.value === null ? `d'enregistrements ${of.kind} présents` : `de ${of.value} différents ayant un enregistrement ${of.kind}`} à la fois dans la période${surDuree(of)}`,
  busySeconds: (of) =>
    `temps de la période où ${of.value} a un enregistrement ${of.kind}, additionné pour chaque ${of.value}\u202f; les chevauchements comptent une fois${surDuree(of)}`,
  survival: (of) =>
    `temps au bout duquel ${of.percent} des enregistrements ${of.kind} commencés dans la période sont terminés, ceux encore ouverts comptant «\u202fau moins aussi longtemps\u202f» (Kaplan-Meier)${surDuree(of)}`,
  survivalAtRisk: (of) =>
    `temps au bout duquel ${of.percent} des enregistrements ${of.kind} seraient terminés au rythme de la période, chacun comptant aux âges qu'il y traverse (Kaplan-Meier avec entrées tardives)${surDuree(of)}`,
  periodSeconds: () => "durée de la période, jusqu'à la date du rapport",
  periodWorkingSeconds: () =>
    "temps ouvré de la période selon le calendrier du plan, jusqu'à la date du rapport",
};

function dansPeriode({ kind, at, where }: Pieces): string {
  return `enregistrements ${kind} de la période (placés par ${at})${where}`;
}
function surDuree({ start, end, isWorking, where }: Pieces): string {
  return ` (chacun de ${start} à ${end}${isWorking ? ", en temps ouvré" : ""})${where}`;
}
function combien({ kind, value }: Pieces): string {
  return value === null
    ? `nombre d'enregistrements ${kind}`
    : `somme de ${value} sur les enregistrements ${kind}`;
}

const sentences: Readonly<Record<Locale, Sentences>> = { en: english, fr: french };
